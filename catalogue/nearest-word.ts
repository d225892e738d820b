import { closestMatch } from "leven";

/** The word that a mistyped one is nearest to, letter by letter; nothing, where more than `most` letters differ from each. */
export const nearestWord = (word: string, words: readonly string[], most = oneInThree(word)): string | undefined =>
  closestMatch(word, words, { maxDistance: most });

/** How many letters may differ for a word still to be meant: one in three, and in a short word `least`. */
export const oneInThree = (word: string, least = 1): number => Math.max(least, Math.floor(word.length / 3));
