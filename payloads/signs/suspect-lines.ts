import data from "../data/indicators.json";
import type { Reading } from "../reading";
import { type WordSearch, wordSearch } from "./word-search";

/**
 * Yields the excerpts of a text in which a sign of mining can be: whole lines, with the neighbouring line where a sign may extend into
 * it. To read a text word by word takes a hundred times as long as this search, so the rest of the text is skipped. An excerpt without
 * a sign costs only time, but a sign outside of the excerpts is missed.
 */
export function* suspectLines(text: string): Generator<string> {
  let start = 0;
  let end = -1;
  let endOfLine = -1;
  for (const place of suspectPlaces(text)) {
    if (place <= endOfLine) continue;
    const from = lineStart(text, lineStart(text, place) - reach);
    if (from > end) {
      if (end >= 0) yield text.slice(start, end);
      start = from;
    }
    endOfLine = lineEnd(text, place);
    end = lineEnd(text, endOfLine + reach);
  }
  if (end >= 0) yield text.slice(start, end);
}

/** To read a character of these word by word takes as long as to decode so many. */
const costOfSuspect = 3;

/** The excerpts that the work left for the resource allows to read; `cut` is told of where something had to be left out. */
export function* affordableLines(text: string, reading: Reading, cut: () => void): Generator<string> {
  for (const excerpt of suspectLines(text)) {
    const length = Math.min(excerpt.length, Math.floor(reading.left / costOfSuspect));
    reading.pay(length * costOfSuspect);
    if (length === excerpt.length) yield excerpt;
    else {
      // what is left goes with it, so that nobody takes the rest for read
      reading.pay(reading.left);
      yield excerpt.slice(0, Math.max(0, excerpt.lastIndexOf("\n", length)));
      return cut();
    }
  }
}

/** How many characters may lie between the two words of a sign. */
const reach = 5;

const lineStart = (text: string, place: number): number => (place <= 0 ? 0 : text.lastIndexOf("\n", place - 1) + 1);

function lineEnd(text: string, place: number): number {
  const end = text.indexOf("\n", place);
  return end < 0 ? text.length : end;
}

/** The search is slow with shorter words. `otherSigns` finds those. */
const shortest = 5;

/** The longer and less common part of a miner's name: `hiveos` of `hiveos-agent`. The parts may be joined by other characters in a text. */
const longerPart = (name: string): string =>
  name
    .split("-")
    .filter(part => part !== "miner" && part !== "client")
    .reduce((a, b) => (b.length > a.length ? b : a));

/** The second word of a pair: `allow_writes` of `msr allow_writes`. */
const secondWord = (pair: string): string => pair.slice(pair.indexOf(" ") + 1);

/** For each sign of the table, one word that every text with that sign contains. */
const wordsOfSigns = (): readonly string[] =>
  [
    ...[data.pools, data.exactPools, data.weakPools].flat(),
    ...[data.miners, data.weakMiners].flat().map(longerPart),
    ...[data.units, data.weakUnits].flat(),
    ...[data.schemes, data.weakSchemes].flat(),
    ...[data.flags, data.weakFlags].flat(),
    ...[data.algorithms, data.doubtfulAlgorithms, data.strongAlgorithms, data.weakAlgorithms].flat(),
    ...data.images.map(image => image.slice(0, image.indexOf("/"))),
    ...[data.imageNamespaces, data.imageNames].flat(),
    ...[data.pairs, data.weakPairs, data.commandFlags, data.weakCommandFlags].flat().map(secondWord),
    ...Object.values(data.fileShapes).flatMap(lists => lists.map(keys => keys.split(" ", 1)[0]!)),
    "kaspa:q",
    ...Object.keys(data.encoded),
  ].filter(({ length }) => length >= shortest);

/** Signs without a word of that length, and Monero addresses. */
const otherSigns =
  /t(?:t|nn)?[._-]+(?:rex|miner)|qli[._-]+client|xmr(?:[._-]+stak|(?<=cast[._-]{1,4}xmr))|rx\/(?:0|wow|arq|graft)|x16r|(?:-o|--url)[\s\S]{0,4}pool|[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}/gi;

let search: WordSearch | undefined;

/** The indexes at which signs of mining may begin, in order. */
function suspectPlaces(text: string): readonly number[] {
  search ??= wordSearch(wordsOfSigns());
  return [...search(text), ...[...text.matchAll(otherSigns)].map(({ index }) => index)].sort((a, b) => a - b);
}
