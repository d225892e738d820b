/**
 * Finds where any of many words stands in a text, in any letter case: Wu and Manber's search. A window as long as the shortest
 * word slides over the text; its last characters tell by how much it may move on, mostly by almost its length. A text
 * that holds none of the words costs a look at every third character or so, however many words there are.
 */
export type WordSearch = (text: string) => number[];

/** Characters that are looked at together. */
const block = 3;
const hashes = 1 << 15;

/**
 * @param words in ASCII, each of at least three characters
 * @returns a search that gives the places where a word begins, in order. What differs from a word in the sixth bit of its characters
 * alone, which tells small letters from capitals, is found too.
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
  // kept from one search to the next: to ask for memory takes longer than to fill it
  let bytes: Buffer = Buffer.alloc(0);
  return text => {
    const found: number[] = [];
    bytes = written(text, bytes);
    for (let end = window - 1; end < text.length; ) {
      const hash = hashAt(bytes, end);
      const move = moves[hash]!;
      if (move === 0 && oneStandsAt(bytes, end - window + 1, wordsByEnd[hash]!)) found.push(end - window + 1);
      end += move || 1;
    }
    return found;
  };
}

const letter = (byte: number): number => byte | 32;

/** Of the characters that end at a place. */
const hashAt = (bytes: Uint8Array, end: number): number =>
  ((letter(bytes[end - 2]!) << 10) ^ (letter(bytes[end - 1]!) << 5) ^ letter(bytes[end]!)) & (hashes - 1);

/** One byte for each character, at the same place, and a zero behind them: no word is made of what is not ASCII. */
function written(text: string, last: Buffer): Buffer {
  const buffer = last.length > text.length ? last : Buffer.alloc(text.length + 1);
  buffer[buffer.write(text, "latin1")] = 0;
  return buffer;
}

function oneStandsAt(bytes: Uint8Array, start: number, words: readonly Uint8Array[]): boolean {
  for (const word of words) if (standsAt(bytes, start, word)) return true;
  return false;
}

function standsAt(bytes: Uint8Array, start: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (letter(bytes[start + i]!) !== letter(word[i]!)) return false;
  return true;
}
