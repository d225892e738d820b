/** The end of a text up to which none of some signs stands: `a; b | c` without `;` and `|` is ` c`. */
export function tailWithout(text: string, sign: RegExp): string {
  let start = text.length;
  while (start > 0 && !sign.test(text[start - 1]!)) start--;
  return text.slice(start);
}
