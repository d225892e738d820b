import type { Estate } from "../catalogue/estate";
import type { Doer, Rule, Severity, Subject } from "../catalogue/outcome";
import type { Cure } from "./cures/cure";
import type { CheckInput, Need, Setting } from "./facts/needs";
import type { Population } from "./facts/populations";

/** One subject judged: proved wrong, or not to be known for want of evidence. What is healthy is not spoken of. */
export type Judgement = { readonly subject: Subject } & (
  | {
      readonly fault: string;
      readonly proof?: readonly string[];
      /** Where this fault weighs more or less than the check's own severity. */
      readonly severity?: Severity;
      readonly path?: string;
      /** Tells two faults of one subject apart; it goes into the fingerprint. */
      readonly key?: string;
      /** When it happened, or began, as Azure writes it (ISO 8601); left out of how things stand. */
      readonly at?: string;
      /** Who did it, where the subject is something else and a log names them. */
      readonly by?: readonly Doer[];
      /** What to do about it, where that can be told of this subject; the check's `fix` stays its sentence. */
      readonly cure?: (subject: Subject) => Cure;
    }
  | { readonly unknown: string }
);

export interface Check<N extends Need = Need> extends Rule {
  readonly needs: readonly N[];
  /** What it looks at one by one; `tenant`, where its question is of the tenant as a whole. */
  readonly examines: "tenant" | Population<NoInfer<N>>;
  /** Service plans of which the tenant has to have one: without them the fault cannot be seen, or not be mended. */
  readonly plans?: readonly string[];
  /** Its faults begin with a number of what was read: where something of it is missing, they say "at least". */
  readonly counts?: true;
  /** Being weak in this way is what a decoy is for: of one that is proved, its findings are counted and not reported. */
  readonly sparesDecoys?: true;
  /** Why it cannot be tested under this estate: what it would judge is not named there. */
  untestedUnder?(estate: Estate): string | undefined;
  /** Pure: no clock, no network. Undeclared evidence does not compile. */
  run(known: Pick<CheckInput, N>, setting: Setting): Iterable<Judgement>;
}

export const defineCheck = <const N extends Need>(check: Check<N>): Check<N> => check;

// A list of checks with different needs: `run` is contravariant in them, so the erased type needs `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyCheck = Check<any>;
