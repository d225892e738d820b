import type { Estate } from "../catalogue/estate";
import type { Rule, Severity, Subject } from "../catalogue/outcome";
import type { Evidence, EvidenceKind } from "./evidence/all";
import type { Manifest } from "./evidence/gathered";
import type { Derived } from "./facts/types";

/** What a check may ask for: rows of evidence, or facts derived from them. */
export type Need = EvidenceKind | keyof Derived;
export type CheckInput = { readonly [K in EvidenceKind]: readonly Evidence[K][] } & Derived;

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
    }
  | { readonly unknown: string }
);

/** The run's fixed points: pure functions of what was given, never of a clock. */
export interface Setting {
  readonly estate: Estate;
  readonly manifest: Manifest;
}

export interface Check<N extends Need = Need> extends Rule {
  readonly needs: readonly N[];
  /** Pure: no clock, no network. Undeclared evidence does not compile. */
  run(known: Pick<CheckInput, N>, setting: Setting): Iterable<Judgement>;
}

export const defineCheck = <const N extends Need>(check: Check<N>): Check<N> => check;

// A list of checks with different needs: `run` is contravariant in them, so the erased type needs `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyCheck = Check<any>;
