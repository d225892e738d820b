/**
 * Finds all indexes of a text at which one of many words begins, in any letter case. For example, the search for `xmrig` and `nanopool`
 * in `run XMRig` returns `[4]`.
 *
 * This is the algorithm of Wu and Manber. A window as long as the shortest word slides over the text. Its last three characters tell how
 * far it can move on, which is mostly almost its own length. So a text without any of the words costs a look at about every third
 * character, no matter how many words there are.
 */
export type WordSearch = (text: string) => number[];

/** How many characters at the end of the window are looked at together. */
const block = 3;
const hashes = 1 << 15;

/**
 * Prepares the search for some words.
 * @param words in ASCII, each of at least three characters
 * @returns a search that returns the indexes in order. It ignores the sixth bit of characters, which distinguishes lower and upper case,
 * so it may also find a text that differs from a word in that bit of other characters than letters.
 */
export function wordSearch(words: readonly string[]): WordSearch {
  const window = Math.min(...words.map(({ length }) => length));
  const moves = new Uint8Array(hashes).fill(window - block + 1);
  const wordsByEnd: Uint8Array[][] = [];
  for (const word of words) {
    const bytes = Buffer.from(word, "latin1");
    for (let end = block; end < window; end++) {
      const hash = hashAt(bytes, end - 1);
      moves[hash] = Math.min(moves[hash]!, window - end);
    }
    const hash = hashAt(bytes, window - 1);
    moves[hash] = 0;
    wordsByEnd[hash] = [...(wordsByEnd[hash] ?? []), bytes];
  }
  // kept for the next search, because to allocate memory takes longer than to fill it
  let bytes: Buffer = Buffer.alloc(0);
  return text => {
    const found: number[] = [];
    bytes = bytesOf(text, bytes);
    for (let end = window - 1; end < text.length; ) {
      const hash = hashAt(bytes, end);
      const move = moves[hash]!;
      if (move === 0 && anyIsAt(bytes, end - window + 1, wordsByEnd[hash]!)) found.push(end - window + 1);
      end += move || 1;
    }
    return found;
  };
}

const lowerCase = (byte: number): number => byte | 32;

/** A hash of the three characters that end at an index. */
const hashAt = (bytes: Uint8Array, end: number): number =>
  ((lowerCase(bytes[end - 2]!) << 10) ^ (lowerCase(bytes[end - 1]!) << 5) ^ lowerCase(bytes[end]!)) & (hashes - 1);

/** The text with one byte for each character, then a zero. Characters beyond Latin-1 lose bits, which is harmless: the words are ASCII. */
function bytesOf(text: string, last: Buffer): Buffer {
  const buffer = last.length > text.length ? last : Buffer.alloc(text.length + 1);
  buffer[buffer.write(text, "latin1")] = 0;
  return buffer;
}

function anyIsAt(bytes: Uint8Array, start: number, words: readonly Uint8Array[]): boolean {
  for (const word of words) if (isAt(bytes, start, word)) return true;
  return false;
}

function isAt(bytes: Uint8Array, start: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (lowerCase(bytes[start + i]!) !== lowerCase(word[i]!)) return false;
  return true;
}
