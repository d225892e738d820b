import { CommandLine } from "./command-line";
import { isBlocked, isRemoved } from "./defensive-forms";
import {
  algorithmAfter,
  algorithms,
  commandFlags,
  encodedIn,
  fileShapes,
  flags,
  holdsWallet,
  imageNames,
  imageNamespaces,
  images,
  kaspaWallet,
  type MiningWord,
  minerOf,
  pairOf,
  poolOf,
  schemes,
} from "./mining-words";
import { suspectLines } from "./suspect-lines";

export const indicatorKinds = ["pool", "miner", "wallet", "flag", "image", "protocol", "configuration"] as const;

/** A sign of mining. Its name comes from our tables and never from the text, so it is safe to print. */
export interface Indicator {
  readonly kind: (typeof indicatorKinds)[number];
  readonly name: string;
}

/**
 * The tokens of a text: a mark that separates commands or quotes, the scheme of a URL, or a word. No token can match in two ways, so
 * the time is linear in the text.
 */
const tokens =
  /(?<mark>\\[\\"'()]|`["'()]?|\$(?:['(]|\{(?=[\s|]))|[\n;()"'\u2018-\u201e]|&&?|\|\|?|\{(?<!\$\{)|\}(?<!\$\{\w{1,64}\}))|(?<scheme>[A-Za-z][A-Za-z0-9]*(?:\+[A-Za-z0-9]+)?):\/\/|(?<word>-{0,2}[A-Za-z0-9_][\w.-]*)/g;

/** A host with a port. It is an address to connect to, even in the arguments of a search. */
const withPort = /^[^\s"'|]{1,200}:\d/;

/** The rest of a substitution, and a port after it: `-o $(grep -o nanopool.org /tmp/x):3333`. What is searched for there is mined at. */
const portAfterSearch = /^[^\n;&()]{0,160}\)["']?:\d/;

/** What follows the key of a file: `"huge-pages": true`, `rigName=a`. */
const isKey = /^\\?["']?[ \t]{0,4}[:=]/;

interface Token {
  readonly word: string;
  readonly end: number;
}

/**
 * The signs of mining in a script, a command or a configuration. For example, `./xmrig -o xmr.nanopool.org` has a miner and a pool.
 *
 * Nothing is decoded here; `searchForMining` does that first. Commands that search for miners or remove them, and lists that block
 * pools, are no signs. Weak words count only together with a sign of another kind.
 * @param excerpts what of the text is read word by word
 */
export const indicatorsIn = (text: string, excerpts = suspectLines(text)): readonly Indicator[] =>
  indicatorsInLines(excerpts, text);

/**
 * The signs of mining in excerpts of a text, which are read word by word.
 * @param excerpts each consists of whole lines
 * @param whole the text that they are from
 */
export function indicatorsInLines(excerpts: Iterable<string>, whole: string): readonly Indicator[] {
  const { strong, weak } = weighed(excerpts, whole);
  const kinds = new Set(weak.map(({ kind }) => kind));
  return strong.length > 0 || kinds.size > 1 ? [...strong, ...weak] : [];
}

/** The words of a text that are signs only beside others, where there is no other. */
export function weakWordsIn(text: string, excerpts = suspectLines(text)): readonly Indicator[] {
  const { strong, weak } = weighed(excerpts, text);
  return strong.length > 0 ? [] : weak;
}

function weighed(excerpts: Iterable<string>, whole: string) {
  const strong = new Map<string, Indicator>();
  const weak = new Map<string, Indicator>();
  const note = (kind: Indicator["kind"], word: MiningWord | undefined) => {
    if (word) (word.weight === "strong" ? strong : weak).set(`${kind} ${word.name}`, { kind, name: word.name });
  };

  const keys = new Set<string>();
  for (const excerpt of excerpts) {
    signsIn(excerpt, note, keys);
    for (const name of encodedIn(excerpt)) note("flag", { name: `${name} in base64`, weight: "strong" });
  }
  for (const [key, shapes] of keys.size > 0 ? fileShapes() : [])
    if (keys.has(key))
      for (const { name, others } of shapes)
        if (others.every(other => other.test(whole))) note("configuration", { name, weight: "strong" });
  return { strong: [...strong.values()], weak: [...weak.values()] };
}

/**
 * Reads an excerpt word by word and notes each entry of the tables that counts there.
 * @param keys gets the keys of miners' files
 */
function signsIn(
  text: string,
  note: (kind: Indicator["kind"], word: MiningWord | undefined) => void,
  keys: Set<string>,
): void {
  const line = new CommandLine(text, 0);
  let before: Token | undefined;
  let schemeEnd = -1;
  for (const match of text.matchAll(tokens)) {
    const { mark, scheme, word } = match.groups as { [group: string]: string | undefined };
    const at = match.index;
    const end = at + match[0].length;
    if (mark !== undefined) line.mark(mark, end);
    else if (scheme !== undefined) {
      schemeEnd = end;
      if (!line.isSearch || withPort.test(text.slice(end, end + 210))) note("protocol", protocolOf(scheme));
    } else if (word !== undefined) {
      const next = text[end];
      const hasPort = next === ":" && /\d/.test(text[end + 1] ?? "");
      const afterScheme = at === schemeEnd;
      const previous = before && at - before.end <= 4 ? before.word : "";
      for (const reading of readings(word, text[at - 1])) {
        const lower = reading.toLowerCase();
        if (fileShapes().has(lower) && isKey.test(text.slice(end, end + 8))) keys.add(lower);
        line.word(lower, at, end);

        const pool = poolOf(lower);
        const isAddress =
          hasPort ||
          (pool && line.isSearch && portAfterSearch.test(text.slice(end, end + 170))) ||
          (!line.isSearch && (afterScheme || previous.startsWith("-")));
        const blocked =
          pool &&
          ((!isAddress && (line.inDenyList || line.isDefensive)) ||
            (!hasPort && !afterScheme && isBlocked(text, at + word.lastIndexOf(reading), end)));
        if (!blocked) note("pool", pool);
        if (line.isSearch) continue;

        // a slash ends a token, but an algorithm may contain one: `rx/0`
        const algorithm = next === "/" ? `${lower}/${/^\w{0,8}/.exec(text.slice(end + 1, end + 9))}` : lower;
        if (holdsWallet(reading)) note("wallet", { name: "Monero wallet", weight: "strong" });
        if (text[at - 1] === ":" && previous === "kaspa") note("wallet", kaspaWallet(lower));
        note("flag", flags().get(lower) ?? algorithms().get(algorithm));
        if (lower.startsWith("-")) note("flag", commandFlags().get(`${line.name} ${lower}`));
        if (previous && !line.isPlainTool) {
          note("flag", algorithmAfter(previous, algorithm) ?? algorithmAfter(previous, lower));
          note("flag", pairOf(previous, lower));
        }
        if (line.isDefensive) continue;

        const miner = blocked ? undefined : minerOf(lower);
        if (miner && !isRemoved(text, at + word.lastIndexOf(reading), end)) note("miner", miner);
        if (text[at - 1] === "/") note("image", images().get(`${previous}/${lower}`));
        if (next === "/") note("image", imageNamespaces().get(lower));
      }
      before = { word: word.toLowerCase(), end };
    }
  }
}

function protocolOf(scheme: string): MiningWord | undefined {
  const entry = schemes().get(scheme.toLowerCase());
  return entry && { ...entry, name: `${entry.name}://` };
}

/** The word without the full stop of a sentence. A word after `\` or `%` is read twice: `nxmrig` in `\nxmrig` also as `xmrig`. */
function readings(word: string, before: string | undefined): readonly string[] {
  let end = word.length;
  while (end > 0 && ".-_".includes(word[end - 1]!)) end--;
  const whole = word.slice(0, end);
  if (before === "\\" && /^[nrt]/.test(whole)) return [whole, whole.slice(1)];
  if (before === "%" && /^[0-9a-f]{2}/i.test(whole)) return [whole, whole.slice(2)];
  return [whole];
}

/** True when a container image is known to mine, in any registry and with any tag: `docker.io/xmrig/xmrig:latest`. */
export function isMiningImage(reference: string): boolean {
  const [path = ""] = reference.trim().toLowerCase().split("@", 1);
  const segments = path.split("/");
  const name = (segments.pop() ?? "").split(":", 1)[0]!;
  const namespace = segments.pop() ?? "";
  return (
    images().has(`${namespace}/${name}`) ||
    imageNamespaces().has(namespace) ||
    imageNames().has(name) ||
    minerOf(name)?.weight === "strong"
  );
}
