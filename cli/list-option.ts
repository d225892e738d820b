import { InvalidArgumentError } from "commander";
import { nearestWord, oneInThree } from "../catalogue/nearest-word";

/** Lists that were given, and are no defaults. */
const given = new WeakSet<readonly string[]>();

/**
 * An option that takes several values, separated by commas, and may be repeated; where the words are known, a wrong one gets the nearest
 * right one. A word that has another name now is first put into its `current` form. Where there are too many words to
 * tell, `many` is the message, with the wrong one in the place of `{word}`.
 */
export const listOf =
  <T extends string>(
    known?: readonly T[],
    { current = word => word, many }: { current?: (word: string) => string; many?: string } = {},
  ) =>
  (text: string, before?: unknown): T[] => {
    const words = text
      .split(",")
      .map(word => word.trim())
      .filter(Boolean)
      .map(current) as T[];
    for (const word of words) {
      if (!known || known.includes(word)) continue;
      const nearest = nearestWord(word, known, oneInThree(word, 2));
      throw new InvalidArgumentError(
        nearest
          ? `There is no "${word}". Did you mean ${nearest}?`
          : (many ?? `There is no "${word}". There are: ${known.join(", ")}.`).replace("{word}", word),
      );
    }
    if (!words.length) throw new InvalidArgumentError("Name at least one.");
    // what stands there before the first is the default, which is then left
    const all = given.has(before as T[]) ? [...new Set([...(before as T[]), ...words])] : words;
    given.add(all);
    return all;
  };
