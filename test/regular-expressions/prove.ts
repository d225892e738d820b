import { check, type Diagnostics } from "recheck";

/** What the checker says of an expression. */
export const verdicts = {
  linear: "proved by automata: its cost grows with the text",
  "linear within its bounds":
    "proved by automata with each counted repetition made short: what is counted multiplies the cost by no more than its bound",
  searched:
    "it looks ahead or back or refers back, which automata do not: the checker's search for a text that costs more has found none",
  suspected:
    "automata do not decide it, and the checker's search suspects a text: `npm run bench:regex` tries it on 100 KB of that",
  "super-linear": "its cost grows faster than its text is long: the code may have none",
  undecided:
    "too large for the checker within its time: `npm run bench:regex` tries it on 100 KB of each of its own words",
} as const;

export type Verdict = keyof typeof verdicts;

export interface Proof {
  readonly verdict: Verdict;
  /** A text that costs most, as far as the checker has found one: what is repeated, and what stands before and behind it. */
  readonly attack?: { readonly parts: readonly (readonly [before: string, repeated: string])[]; readonly end: string };
}

// Its programs for each platform are faster than the one in JavaScript, and need no Java.
process.env.RECHECK_BACKEND ??= "native";

const longest = 3;

/** The expression with short repetitions in the place of counted ones. One that is super-linear stays so: it repeats what it repeats. */
export const shortened = (source: string): string =>
  source.replace(/(?<!\\)\{(\d+)(?:(,)(\d*))?\}/g, (_, least: string, comma?: string, most?: string) => {
    const low = Math.min(Number(least), longest - 1);
    return comma === undefined
      ? `{${Math.min(Number(least), longest)}}`
      : `{${low},${most ? Math.max(low, Math.min(Number(most), longest)) : ""}}`;
  });

/** Milliseconds, long enough for all but a few: automata of many words in either case are large. */
const enough = 30_000;

/** Proves that an expression is linear, or finds a text on which it is not. */
export async function prove(source: string, flags: string): Promise<Proof> {
  const short = shortened(source);
  const isCounted = short !== source;
  const decided = await checked(short, flags, "automaton", enough);
  if (decided.status === "safe") return { verdict: isCounted ? "linear within its bounds" : "linear" };
  if (decided.status === "vulnerable") return { verdict: "super-linear", ...attackOf(decided) };
  // what looks ahead, back, or refers back
  const searched = await checked(short, flags, "fuzz", enough);
  if (searched.status === "safe") return { verdict: "searched" };
  return searched.status === "vulnerable" ? { verdict: "suspected", ...attackOf(searched) } : { verdict: "undecided" };
}

/** Milliseconds: automata decide most within it. */
const soon = 6_000;

/**
 * Whether the checker that cleared an expression finds a text against it now. A slow machine refutes nothing: automata that are out of time
 * find nothing, and the search, which takes a lack of time for a proof against an expression, runs to its end.
 */
export async function isRefuted(source: string, flags: string, cleared: Verdict): Promise<boolean> {
  const [checker, patience] = cleared === "searched" ? (["fuzz", null] as const) : (["automaton", soon] as const);
  return (await checked(shortened(source), flags, checker, patience)).status === "vulnerable";
}

const checked = (
  source: string,
  flags: string,
  checker: "automaton" | "fuzz",
  patience: number | null,
): Promise<Diagnostics> => check(source, flags.replace(/[gd]/g, ""), { checker, timeout: patience, randomSeed: 1 });

const attackOf = (found: Diagnostics): Pick<Proof, "attack"> =>
  found.status === "vulnerable"
    ? {
        attack: {
          parts: found.attack.pumps.map(({ prefix, pump }) => [prefix, pump] as const),
          end: found.attack.suffix,
        },
      }
    : {};
