/**
 * Whether any of some words stands in a text, in whatever letter case. Signs, such as `|`, are looked for one after the other, which
 * takes a tenth of the time of an expression.
 */
export function holdsAny(words: readonly string[]): (text: string) => boolean {
  if (words.some(word => /[a-z]/i.test(word))) {
    const any = anyOf(words);
    return text => any.test(text);
  }
  return text => words.some(word => text.includes(word));
}

/**
 * Finds any of some words, in whatever letter case, in one pass. It takes a third of the time of a search for one after the other, and
 * no copy of the text in lower case.
 */
export const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(words.map(word => word.replace(/[^\w\s-]/g, "\\$&")).join("|"), "i");
