import { composed } from "./built-strings";
import { valuesOf, withValues } from "./variables";

/**
 * What joins the parts of a word, what it cannot do without, and what it stands for. Each begins with a sign and looks back from there:
 * so the engine runs from sign to sign, many times as fast as if it looked back from every character.
 */
const joints: readonly (readonly [needs: readonly string[], joint: RegExp, meaning: string])[] = [
  [["\\", "^"], /[\\^]\r?\n/g, ""],
  [["\\", "`", "^"], /[\\`^][ \t]*\r?\n[ \t]*/g, " "],
  [["$"], /\$\{?IFS\}?/g, " "],
  // what says nothing within a word: arguments of which there are none, a command without words, a variable that is not set
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

/** `printf %s%s` and its words. */
const printf = /(?:\$\()?\bprintf[ \t]+(["']?)(?:%[sb]){2,20}(?:\\n)?\1((?:[ \t]+["']?[\w./:+-]{1,64}["']?){2,20})\)?/g;

/**
 * A script with the tricks undone that split a word: quotes inside it (`str""atum`, `x'm'rig`), backslashes, carets and back-ticks
 * before letters, joined literals (`'xm' + 'rig'`), `${IFS}`, what says nothing, lines that go on, words that are printed together,
 * texts that are put together, and variables that are set to a literal. One new text.
 */
export function* unquotedTexts(text: string): Generator<string> {
  let whole = composed(text);
  if (/\$|[%!]\w{1,40}[%!]/.test(whole)) whole = withValues(whole, valuesOf(whole));
  for (const [needs, joint, meaning] of joints)
    if (needs.some(sign => whole.includes(sign))) whole = whole.replace(joint, meaning);
  if (whole.includes("printf")) whole = whole.replace(printf, (_, _quote, words) => words.replace(/[\s"']/g, ""));
  if (whole !== text) yield whole;
}
