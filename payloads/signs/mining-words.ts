import data from "../data/indicators.json";

/**
 * `strong` words are mining by themselves; `weak` ones are ordinary words too, and only count beside another indicator.
 */
export type Weight = "strong" | "weak";

export interface Word {
  readonly name: string;
  readonly weight: Weight;
}

/** Words of one kind by how they are written. Built when first asked for: a policy pack has to start fast. */
function lexicon(strong: readonly string[], weak: readonly string[] = []): () => ReadonlyMap<string, Word> {
  const rows = (names: readonly string[], weight: Weight) => names.map(name => [name, { name, weight }] as const);
  let words: ReadonlyMap<string, Word> | undefined;
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

let beginnings: ReadonlySet<string> | undefined;

/** "msr allow_writes", "-o pool.contoso.com": the pair that two words are, of which the second may go on after a full stop. */
export function pairOf(first: string, second: string): Word | undefined {
  // most words begin no pair, and are not worth a new text each
  beginnings ??= new Set([...pairs().keys()].map(pair => pair.slice(0, pair.indexOf(" "))));
  return beginnings.has(first) ? pairs().get(`${first} ${second.split(".", 1)}`) : undefined;
}

let labels: number | undefined;
/** The most labels that a pool of the tables has: no longer end of a host need be looked up. */
const mostLabels = (): number => {
  labels ??= Math.max(...[...pools().keys()].map(pool => pool.split(".").length));
  return labels;
};

/** The pool that a host belongs to: the host itself or a domain above it, label by label. */
export function poolOf(host: string): Word | undefined {
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

/** The miner whose name ends in a version: "xmrig64". The servers of a farm have numbers too, so ordinary words do not count. */
function numberedMiner(name: string): Word | undefined {
  const miner = /\d$/.test(name) ? miners().get(name.replace(/\d+$/, "")) : undefined;
  return miner?.weight === "strong" ? miner : undefined;
}

/** The miner that a file, service or process is named after: "NBMiner_42.3_Linux.tgz" is nbminer, "xmrights" is none. */
export function minerOf(word: string): Word | undefined {
  const unit = units().get(word);
  if (unit) return unit;
  const parts = word.split(/[._-]+/);
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1];
    const miner =
      (next === undefined ? undefined : miners().get(`${part}-${next}`)) ??
      miners().get(part) ??
      numberedMiner(part.slice(0, 32));
    // who watches a miner does not mine by that
    if (miner) return parts.includes("exporter") ? { ...miner, weight: "weak" } : miner;
  }
  return undefined;
}

/** "-a kawpow", "--algo=rx/0": the algorithm of a miner, named after the flag that asks for it. */
export function algorithmAfter(flag: string, word: string): Word | undefined {
  const asked = algorithmFlags().get(flag);
  const chosen = asked && chosenAlgorithms().get(word);
  return chosen && { name: `${flag} ${word}`, weight: asked.weight === "strong" ? chosen.weight : "weak" };
}

/** Monero addresses: standard (4), sub-address (8) and integrated (106 characters), in base58. */
const monero = /^(?:[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}|4[0-9AB][1-9A-HJ-NP-Za-km-z]{104})$/;

/** Whether a word, or a part of it, is a Monero address. */
export const holdsWallet = (word: string): boolean =>
  word.length >= 95 && word.split(/[._-]/).some(part => monero.test(part));

/** A Kaspa address, without its prefix. It takes payments for other things than mining too. */
export const kaspaWallet = (word: string): Word | undefined =>
  /^q[ac-hj-np-z02-9]{60,62}$/.test(word) ? { name: "Kaspa wallet", weight: "weak" } : undefined;

/** What indicators look like in base64, at each of the three offsets that a byte may have. */
const encoded: Readonly<Record<string, string>> = data.encoded;
const encodedWords = new RegExp(Object.keys(encoded).join("|"), "g");

/** Indicators that stand in the text in base64, by name. */
export const encodedIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(encodedWords)].map(([found]) => encoded[found]!));
