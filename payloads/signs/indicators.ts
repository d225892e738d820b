import { CommandLine } from "./command-line";
import { isRemoved, isShutOff } from "./defensive-forms";
import {
  algorithmAfter,
  algorithms,
  commandFlags,
  encodedIn,
  flags,
  holdsWallet,
  imageNames,
  imageNamespaces,
  images,
  kaspaWallet,
  minerOf,
  pairOf,
  poolOf,
  schemes,
  type Word,
} from "./mining-words";
import { suspectLines } from "./suspect-lines";

/** A sign of mining. The name comes from our tables, never from the text: it is safe to print. */
export interface Indicator {
  readonly kind: "pool" | "miner" | "wallet" | "flag" | "image" | "protocol";
  readonly name: string;
}

/**
 * One pass over the text: what separates commands or quotes, a URL's scheme, a word. No token can be read in two ways, so the time
 * taken grows with the text and no faster.
 */
const tokens =
  /(?<mark>\\[\\"'()]|`["'()]?|\$(?:['(]|\{(?=[\s|]))|[\n;()"'\u2018-\u201e]|&&?|\|\|?|\{(?<!\$\{)|\}(?<!\$\{\w{1,64}\}))|(?<scheme>[A-Za-z][A-Za-z0-9]*(?:\+[A-Za-z0-9]+)?):\/\/|(?<word>-{0,2}[A-Za-z0-9_][\w.-]*)/g;

/** A host with a port: an address to connect to, in no pattern to look for. */
const withPort = /^[^\s"'|]{1,200}:\d/;

interface Token {
  readonly word: string;
  readonly end: number;
}

/**
 * The signs of mining in a text: in a script, a command, a configuration. The text is taken as it stands; whoever has
 * base64 or a template decodes it first. Commands that hunt or remove miners, and lists that deny pools, are no signs.
 * Words that are ordinary too only count beside a sign of another kind.
 */
export const indicatorsIn = (text: string): readonly Indicator[] => indicatorsInLines(suspectLines(text));

/** The same of texts of whole lines, read word by word. Nothing is carried over from one line to another but the word before. */
export function indicatorsInLines(stretches: Iterable<string>): readonly Indicator[] {
  const strong = new Map<string, Indicator>();
  const weak = new Map<string, Indicator>();
  const note = (kind: Indicator["kind"], word: Word | undefined) => {
    if (word) (word.weight === "strong" ? strong : weak).set(`${kind} ${word.name}`, { kind, name: word.name });
  };

  for (const stretch of stretches) {
    signsIn(stretch, note);
    for (const name of encodedIn(stretch)) note("flag", { name: `${name} in base64`, weight: "strong" });
  }
  const kinds = new Set([...weak.values()].map(({ kind }) => kind));
  return strong.size > 0 || kinds.size > 1 ? [...strong.values(), ...weak.values()] : [];
}

function signsIn(text: string, note: (kind: Indicator["kind"], word: Word | undefined) => void): void {
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
      if (!line.searching || withPort.test(text.slice(end, end + 210)))
        note(
          "protocol",
          named(schemes().get(scheme.toLowerCase()), name => `${name}://`),
        );
    } else if (word !== undefined) {
      const next = text[end];
      const port = next === ":" && /\d/.test(text[end + 1] ?? "");
      const previous = before && at - before.end <= 4 ? before.word : "";
      for (const reading of readings(word, text[at - 1])) {
        const lower = reading.toLowerCase();
        line.word(lower, at, end);

        const pool = poolOf(lower);
        const connected = port || (!line.searching && (at === schemeEnd || previous.startsWith("-")));
        const spared =
          pool &&
          ((!connected && (line.denying || line.hunting)) ||
            (!port && at !== schemeEnd && isShutOff(text, at + word.lastIndexOf(reading), end)));
        if (!spared) note("pool", pool);
        if (line.searching) continue;
        const algorithm = next === "/" ? `${lower}/${/^\w{0,8}/.exec(text.slice(end + 1, end + 9))}` : lower;
        if (holdsWallet(reading)) note("wallet", { name: "Monero wallet", weight: "strong" });
        if (text[at - 1] === ":" && previous === "kaspa") note("wallet", kaspaWallet(lower));
        note("flag", flags().get(lower) ?? algorithms().get(algorithm));
        if (lower.startsWith("-")) note("flag", commandFlags().get(`${line.name} ${lower}`));
        if (previous && !line.isPlainTool) {
          note("flag", algorithmAfter(previous, algorithm) ?? algorithmAfter(previous, lower));
          note("flag", pairOf(previous, lower));
        }
        if (line.hunting) continue;
        const miner = spared ? undefined : minerOf(lower);
        if (miner && !isRemoved(text, at + word.lastIndexOf(reading), end)) note("miner", miner);
        if (text[at - 1] === "/") note("image", images().get(`${previous}/${lower}`));
        if (next === "/") note("image", imageNamespaces().get(lower));
      }
      before = { word: word.toLowerCase(), end };
    }
  }
}

const named = (word: Word | undefined, name: (name: string) => string): Word | undefined =>
  word && { ...word, name: name(word.name) };

/** The word without the full stop of a sentence; and without the rest of `\n` or `%2F`, where it may begin with that. */
function readings(word: string, before: string | undefined): readonly string[] {
  let end = word.length;
  while (end > 0 && ".-_".includes(word[end - 1]!)) end--;
  const whole = word.slice(0, end);
  if (before === "\\" && /^[nrt]/.test(whole)) return [whole, whole.slice(1)];
  if (before === "%" && /^[0-9a-f]{2}/i.test(whole)) return [whole, whole.slice(2)];
  return [whole];
}

/** Whether a container image is known to mine, in whatever registry, tag or mirror. */
export function isMiningImage(reference: string): boolean {
  const [path = ""] = reference.trim().toLowerCase().split("@", 1);
  const segments = path.split("/");
  const name = (segments.pop() ?? "").replace(/:.*$/, "");
  const namespace = segments.pop() ?? "";
  return (
    images().has(`${namespace}/${name}`) ||
    imageNamespaces().has(namespace) ||
    imageNames().has(name) ||
    minerOf(name)?.weight === "strong"
  );
}
