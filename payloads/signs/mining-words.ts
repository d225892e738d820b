import data from "../data/indicators.json";

/**
 * A `strong` word is a sign of mining by itself. A `weak` one is an ordinary word too, and counts only together with a sign of another
 * kind.
 */
export type Weight = "strong" | "weak";

/** An entry of the tables. */
export interface MiningWord {
  /** The entry as it is printed. It never contains anything of the text that is searched. */
  readonly name: string;
  readonly weight: Weight;
}

/** The entries of one kind by their spelling. The map is built when it is first used, because a policy pack has to start fast. */
function lexicon(strong: readonly string[], weak: readonly string[] = []): () => ReadonlyMap<string, MiningWord> {
  const rows = (names: readonly string[], weight: Weight) => names.map(name => [name, { name, weight }] as const);
  let words: ReadonlyMap<string, MiningWord> | undefined;
  return () => {
    words ??= new Map([...rows(strong, "strong"), ...rows(weak, "weak")]);
    return words;
  };
}

const pools = lexicon(data.pools, data.weakPools);
const exactPools = lexicon(data.exactPools);
const miners = lexicon(data.miners, data.weakMiners);
const units = lexicon(data.units, data.weakUnits);
export const schemes = lexicon(data.schemes, data.weakSchemes);
export const flags = lexicon(data.flags, data.weakFlags);
const pairs = lexicon(data.pairs, data.weakPairs);
export const commandFlags = lexicon(data.commandFlags, data.weakCommandFlags);
export const images = lexicon(data.images);
export const imageNamespaces = lexicon(data.imageNamespaces);
export const imageNames = lexicon(data.imageNames);
export const algorithms = lexicon(data.strongAlgorithms, data.weakAlgorithms);
const chosenAlgorithms = lexicon(data.algorithms, data.doubtfulAlgorithms);
const algorithmFlags = lexicon(data.algorithmFlags, data.weakAlgorithmFlags);

/** What a miner's file looks like, however its pools are called. */
interface FileShape {
  /** The miner's configuration, as it is printed. */
  readonly name: string;
  /** The keys that the file has besides. */
  readonly others: readonly RegExp[];
}

let shapes: ReadonlyMap<string, readonly FileShape[]> | undefined;

/** The shapes of miners' files by their rarest key. In the table that one comes first. */
export function fileShapes(): ReadonlyMap<string, readonly FileShape[]> {
  if (shapes) return shapes;
  const found = new Map<string, FileShape[]>();
  for (const [miner, lists] of Object.entries(data.fileShapes))
    for (const [first = "", ...keys] of lists.map(list => list.split(" "))) {
      const others = keys.map(key => new RegExp(String.raw`(?<![\w-])${key}\\?["']?[ \t]{0,4}[:=]`, "i"));
      found.set(first, [...(found.get(first) ?? []), { name: `${miner} configuration`, others }]);
    }
  shapes = found;
  return found;
}

let beginnings: ReadonlySet<string> | undefined;

/** The entry for two consecutive words: `msr allow_writes`, or `-o pool.contoso.com`, where the second word is compared up to its dot. */
export function pairOf(first: string, second: string): MiningWord | undefined {
  // most words begin no pair, and need no string to look up
  beginnings ??= new Set([...pairs().keys()].map(pair => pair.slice(0, pair.indexOf(" "))));
  return beginnings.has(first) ? pairs().get(`${first} ${second.split(".", 1)}`) : undefined;
}

let labels: number | undefined;
/** The most labels of a pool in the tables. Longer ends of a host are not looked up. */
const mostLabels = (): number => {
  labels ??= Math.max(...[...pools().keys()].map(pool => pool.split(".").length));
  return labels;
};

/** The pool that a host belongs to: `nanopool.org` for `xmr-eu1.nanopool.org`. It is the host itself or a domain above it. */
export function poolOf(host: string): MiningWord | undefined {
  if (!host.includes(".")) return undefined;
  const exact = exactPools().get(host);
  if (exact) return exact;
  let dot = host.length;
  const ends: number[] = [];
  while (ends.length < mostLabels() && dot >= 0) {
    dot = dot === 0 ? -1 : host.lastIndexOf(".", dot - 1);
    ends.push(dot + 1);
  }
  for (const end of ends.reverse()) {
    const pool = pools().get(host.slice(end));
    if (pool) return pool;
  }
  return undefined;
}

/** The miner whose name is followed by a number: `xmrig64`. Weak words do not count, because servers are numbered too. */
function numberedMiner(name: string): MiningWord | undefined {
  const miner = /\d$/.test(name) ? miners().get(name.replace(/\d{1,32}$/, "")) : undefined;
  return miner?.weight === "strong" ? miner : undefined;
}

/** The miner that a file, service or process is named after: `nbminer_42.3_linux.tgz` is nbminer, `xmrights` is none. */
export function minerOf(word: string): MiningWord | undefined {
  const unit = units().get(word);
  if (unit) return unit;
  const parts = word.split(/[._-]+/);
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1];
    const miner =
      (next === undefined ? undefined : miners().get(`${part}-${next}`)) ??
      miners().get(part) ??
      numberedMiner(part.slice(0, 32));
    // a program that exports the metrics of a miner does not mine
    if (miner) return parts.includes("exporter") ? { ...miner, weight: "weak" } : miner;
  }
  return undefined;
}

/** The algorithm that a flag chooses: `-a kawpow`, `--algo=rx/0`. */
export function algorithmAfter(flag: string, word: string): MiningWord | undefined {
  const chooses = algorithmFlags().get(flag);
  const chosen = chooses && chosenAlgorithms().get(word);
  return chosen && { name: `${flag} ${word}`, weight: chooses.weight === "strong" ? chosen.weight : "weak" };
}

/** Monero addresses: standard (4), sub-address (8) and integrated (106 characters), in base58. */
const monero = /^(?:[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}|4[0-9AB][1-9A-HJ-NP-Za-km-z]{104})$/;

/** True when a word, or a part of it, is a Monero address. */
export const holdsWallet = (word: string): boolean =>
  word.length >= 95 && word.split(/[._-]/).some(part => monero.test(part));

/** The entry for a Kaspa address without its prefix. The entry is weak, because such an address is paid for other things than mining too. */
export const kaspaWallet = (word: string): MiningWord | undefined =>
  /^q[ac-hj-np-z02-9]{60,62}$/.test(word) ? { name: "Kaspa wallet", weight: "weak" } : undefined;

/** Signs encoded in base64, at each of the three offsets that their first byte can have in a group of digits. */
const encoded: Readonly<Record<string, string>> = data.encoded;
const encodedWords = new RegExp(Object.keys(encoded).join("|"), "g");

/** The names of the signs that a text contains in base64. */
export const encodedIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(encodedWords)].map(([found]) => encoded[found]!));
