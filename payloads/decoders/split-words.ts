import { withBuiltStrings } from "./built-strings";
import { valuesOf, withValues } from "./variables";

/**
 * What splits a word into parts, and what replaces it. For example, `/(["'])\1…/g` finds the empty quotes of `str""atum` and replaces
 * them with nothing. A joint is tried only in a text that contains one of the strings of `needs`. Each pattern begins with the
 * special character and looks back from there, so that the engine jumps from one to the next, which is many times as fast as to look
 * back from every character.
 */
const joints: readonly (readonly [needs: readonly string[], joint: RegExp, replacement: string])[] = [
  [["\\", "^"], /[\\^]\r?\n/g, ""],
  [["\\", "`", "^"], /[\\`^][ \t]*\r?\n[ \t]*/g, " "],
  [["$"], /\$\{?IFS\}?/g, " "],
  // what is empty within a word: `$@` without arguments, a command `$()` without words, a variable that is not set
  [["$"], /\$(?<=[\w./:+)}@*-]["']?\$)(?:[@*]|\{[@*]\}|\([ \t]*\))(?=["']?[\w./:+$`-])/g, ""],
  [["$"], /\$(?<=\w["']?\$)(?:[1-9]|\{(?:[1-9]|[A-Za-z_]\w{0,40})\}|[A-Za-z_]\w{0,40}(?=["']))(?=["']?[\w$`])/g, ""],
  [["$"], /\$\((["'])([^"'\n]{0,64})\1\)/g, "$2"],
  [["$"], /\$(?<=[\w./]\$)(["'])([\w./:+-]{1,64})\1/g, "$2"],
  [['"', "'"], /["']\s{0,40}\+\s{0,40}["']/g, ""],
  [['"', "'"], /["'](?<=[\w+/:-]["'])[ \t]{0,20}\.[ \t]{0,20}["'](?=[\w+/:-])/g, ""],
  [["python", "awk"], /(["'])(?<=[\w+/:-]["'])[ \t]{1,20}\1(?=[\w+/:-])/g, ""],
  [['"', "'"], /(["'])\1(?<=[\w./:+-]["']{2})(?=[\w./:+-])/g, ""],
  [['"', "'"], /(\\?["'])(?<=[\w./-]\\?["'])([\w./:+-]{1,64})\1/g, "$2"],
  [['"', "'"], /(\\?["'])([\w./:+-]{1,64})\1(?=[\w./-])/g, "$2"],
  [["\\", "`", "^"], /(?:``|[\\^`])(?<=\w(?:``|[\\^`]))(?=\w)/g, ""],
  [["["], /\[(?<=\w\[)([A-Za-z0-9.:-])\](?=\w)/g, "$1"],
];

/** `printf %s%s str atum`: a call of printf that joins its words. */
const printf = /(?:\$\()?\bprintf[ \t]+(["']?)(?:%[sb]){2,20}(?:\\n)?\1((?:[ \t]+["']?[\w./:+-]{1,64}["']?){2,20})\)?/g;

/**
 * Undoes the tricks that split a word of a script, in one new text: quotes inside it (`str""atum`, `x'm'rig`), backslashes, carets and
 * back-ticks before letters, joined literals (`'xm' + 'rig'`), `${IFS}`, empty expansions, continued lines, words that printf joins,
 * strings that are built at run time, and variables that are set to a literal.
 */
export function* joinedWordTexts(text: string): Generator<string> {
  let whole = withBuiltStrings(text);
  if (/\$|[%!]\w{1,40}[%!]/.test(whole)) whole = withValues(whole, valuesOf(whole));
  for (const [needs, joint, replacement] of joints)
    if (needs.some(need => whole.includes(need))) whole = whole.replace(joint, replacement);
  if (whole.includes("printf")) whole = whole.replace(printf, (_, _quote, words) => words.replace(/[\s"']/g, ""));
  if (whole !== text) yield whole;
}
