import {
  algorithmAfter,
  algorithms,
  encodedIn,
  flags,
  holdsWallet,
  imageNames,
  imageNamespaces,
  images,
  minerOf,
  pairs,
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
 * One pass over the text: what ends a command, what quotes, a URL's scheme, a word. No token can be read in two ways,
 * so the time taken grows with the text and no faster.
 */
const tokens =
  /(?<end>[\n;`]|&&?|\|\|?|[$<>]\(|\(\))|(?<escaped>\\["'])|(?<quote>["'])|(?<scheme>[A-Za-z][A-Za-z0-9]*(?:\+[A-Za-z]+)?):\/\/|(?<word>-{0,2}[A-Za-z0-9_][\w.-]*)/g;

/** Commands that look for miners, or do away with them. */
const hunters = new Set(
  "rm rmdir unlink shred grep egrep fgrep zgrep rg pgrep pkill kill killall clamscan clamdscan yara ausearch".split(
    " ",
  ),
);
/** What may stand before a command. */
const preludes = new Set("sudo exec command time nice nohup if then elif else while until do not".split(" "));
/** Words that announce a deny list. */
const denial =
  /^(?:den(?:y|ie)|block(?!chain)|sinkhole|blackhole|disallow|forbid)|(?:sinkhole|blackhole|(?:deny|block|black)list)s?$/;
/** Where a hosts file sends what it shuts off. */
const nowhere = new Set(["0.0.0.0", "127.0.0.1"]);

/** One command, or one line of other text. */
interface Context {
  command?: string;
  /** A deny list has been announced: pools that follow are named, not used. */
  denying: boolean;
}

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
  let context: Context = { denying: false };
  let quote: string | undefined;
  let before: Token | undefined;
  let schemeEnd = -1;
  for (const match of text.matchAll(tokens)) {
    const { end, quote: mark, scheme, word } = match.groups as { [group: string]: string | undefined };
    if (end !== undefined) {
      // a quoted separator separates nothing, but a substitution runs even in quotes, and no quote is trusted over lines
      if (end === "\n") quote = undefined;
      if (quote === undefined || end === "$(" || end === "`") context = { denying: false };
    } else if (mark !== undefined) {
      quote = quote === undefined ? mark : quote === mark ? undefined : quote;
    } else if (scheme !== undefined) {
      schemeEnd = match.index + match[0].length;
      if (!hunting(context))
        note(
          "protocol",
          named(schemes().get(scheme.toLowerCase()), name => `${name}://`),
        );
    } else if (word !== undefined) {
      const wordEnd = match.index + word.length;
      const next = text[wordEnd];
      const reached = match.index === schemeEnd || (next === ":" && /\d/.test(text[wordEnd + 1] ?? ""));
      const previous = before && match.index - before.end <= 4 ? before.word : "";
      for (const reading of readings(word, text[match.index - 1])) {
        const lower = reading.toLowerCase();
        follow(context, lower, next, quote !== undefined || text[match.index - 1] === "=");
        if (hunting(context)) continue;
        if (reached || previous.startsWith("-") || !context.denying) note("pool", poolOf(lower));
        note("miner", minerOf(lower));
        if (holdsWallet(reading)) note("wallet", { name: "Monero wallet", weight: "strong" });
        note("flag", flags().get(lower));
        const algorithm = next === "/" ? `${lower}/${/^\w{0,8}/.exec(text.slice(wordEnd + 1, wordEnd + 9))}` : lower;
        note("flag", algorithmAfter(previous, algorithm) ?? algorithms().get(algorithm));
        if (previous)
          note("flag", algorithmAfter(previous, lower) ?? pairs().get(`${previous} ${lower.split(".", 1)}`));
        if (text[match.index - 1] === "/") note("image", images().get(`${previous}/${lower}`));
        if (next === "/") note("image", imageNamespaces().get(lower));
      }
      before = { word: word.toLowerCase(), end: wordEnd };
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

/** Takes one more word into account. A folder, a variable, its value and what is quoted are no command. */
function follow(context: Context, word: string, next: string | undefined, argument: boolean): void {
  if (next === "=" || next === "/") return;
  if (context.command === undefined && !argument && !preludes.has(word)) context.command = word;
  if (denial.test(word) || (context.command === word && nowhere.has(word))) context.denying = true;
}

const hunting = ({ command }: Context): boolean => command !== undefined && hunters.has(command);

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
