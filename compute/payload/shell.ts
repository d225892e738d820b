/** Longer values are scripts of their own, and putting them in again and again would grow the text without bound. */
const maxValue = 120;

/** What joins the parts of a word, what it cannot do without, and what it stands for. */
const joints: readonly (readonly [signs: string, joint: RegExp, meaning: string])[] = [
  ["\\`^", /[\\`^][ \t]*\r?\n[ \t]*/g, " "],
  ["$", /\$\{?IFS\}?/g, " "],
  ["$", /\$[@*]/g, ""],
  ["\"'", /(["'])[ \t]{0,20}\+[ \t]{0,20}\1/g, ""],
  ["\"'", /(?<=[\w./:+-])(?:""|'')(?=[\w./:+-])/g, ""],
  ["\"'", /(?<=[\w./-])(["'])([\w./:+-]{1,64})\1/g, "$2"],
  ["\"'", /(["'])([\w./:+-]{1,64})\1(?=[\w./-])/g, "$2"],
  ["\\`^", /(?<=\w)[\\^`](?=\w)/g, ""],
];

/**
 * A script with the tricks undone that split a word: quotes inside it (`str""atum`, `x'm'rig`), backslashes, carets and back-ticks
 * before letters, joined literals (`'xm' + 'rig'`), `${IFS}`, lines that go on, and variables that are set to a literal. One new text.
 */
export function* unquotedTexts(text: string): Generator<string> {
  let whole = text.includes("$") ? withVariables(text) : text;
  for (const [signs, joint, meaning] of joints)
    if ([...signs].some(sign => whole.includes(sign))) whole = whole.replace(joint, meaning);
  if (whole !== text) yield whole;
}

/** Variables of shell and PowerShell that are set to a literal, put in where they are used. */
function withVariables(text: string): string {
  const values = new Map<string, string>();
  const set =
    /(?:^|[\s;&|])\$?([A-Za-z_]\w{0,40})[ \t]{0,4}=[ \t]{0,4}(?:"([^"$`\n]*)"|'([^'$\n]*)'|([^\s;&|"'$`()]+))/g;
  for (const [, name, double, single, bare] of text.matchAll(set)) {
    const value = double ?? single ?? bare ?? "";
    if (value.length <= maxValue) values.set(name as string, value);
  }
  if (!values.size) return text;
  return text.replace(
    /\$(?:\{([A-Za-z_]\w{0,40})\}|([A-Za-z_]\w{0,40}))/g,
    (whole, braced, plain) => values.get(braced ?? plain) ?? whole,
  );
}
