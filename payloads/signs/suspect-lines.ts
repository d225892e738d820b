import data from "../data/indicators.json";
import { type WordSearch, wordSearch } from "./word-search";

/**
 * The lines of a text in which a sign of mining can be, with a line before and after where one may reach over; the rest need not be
 * read word by word, which takes a hundred times as long. Too many lines are no fault, one too few is.
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

/** Signs of two words stand no further from each other. */
const reach = 5;

const lineStart = (text: string, place: number): number => (place <= 0 ? 0 : text.lastIndexOf("\n", place - 1) + 1);

function lineEnd(text: string, place: number): number {
  const end = text.indexOf("\n", place);
  return end < 0 ? text.length : end;
}

/** Shorter words would slow the search down. */
const shortest = 5;

/** A miner's name of two parts may be joined in several ways, so its longer part stands for it, or the one that is less common. */
const longerPart = (name: string): string =>
  name
    .split("-")
    .filter(part => part !== "miner" && part !== "client")
    .reduce((a, b) => (b.length > a.length ? b : a));

/** A pair, by its second word. */
const secondWord = (pair: string): string => pair.slice(pair.indexOf(" ") + 1);

/** Of each sign a word that it cannot do without. */
const signs = (): readonly string[] =>
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
    "kaspa:q",
    ...Object.keys(data.encoded),
  ].filter(({ length }) => length >= shortest);

/** Signs that have no word so long, and Monero addresses. */
const otherSigns =
  /t[._-]+rex|(?:tnn[._-]+miner|qli[._-]+client)|xmr[._-]+stak|rx\/(?:0|wow|arq|graft)|x16r|(?:-o|--url)[\s\S]{0,4}pool|[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}/gi;

let search: WordSearch | undefined;

/** Where signs of mining begin, in order. */
function suspectPlaces(text: string): readonly number[] {
  search ??= wordSearch(signs());
  return [...search(text), ...[...text.matchAll(otherSigns)].map(({ index }) => index)].sort((a, b) => a - b);
}
