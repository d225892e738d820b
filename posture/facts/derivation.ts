import type { Gap } from "../../catalogue/outcome";
import type { Need, Resolved, Setting } from "./needs";
import type { Derived } from "./types";

/**
 * How one derived fact follows from what it needs. It sees the gaps of its needs, and inherits all of them;
 * `gaps` adds those that only show while it is derived. Pure: no clock, no network.
 */
export interface Derivation<K extends keyof Derived = keyof Derived, N extends Need = Need, O extends Need = Need> {
  readonly needs: readonly N[];
  /**
   * Evidence that decides of some subjects only. What is missing of it is not inherited: `derive` says of each subject
   * that it would decide that this is unknown.
   */
  readonly decidesSome?: readonly O[];
  /**
   * Evidence of which only a part of the fact is made. It is not read for its sake, and what is missing of it is not
   * inherited: whoever uses that part needs the evidence itself.
   */
  readonly alongside?: readonly O[];
  /** Fields that it reads and that others do without: only it misses them where they could not be read. */
  readonly fields?: readonly string[];
  /** Whether something that is missing of a need could bear on anybody here. All of it does, unless this says otherwise. */
  concerns?(need: N, gap: Gap, given: Pick<Resolved, N | O>, value: Derived[K]): boolean;
  derive(
    given: Pick<Resolved, N | O>,
    setting: Setting,
  ): { readonly value: Derived[K]; readonly gaps?: readonly Gap[] };
}

export const derivation =
  <K extends keyof Derived>() =>
  <const N extends Need, const O extends Need = never>(how: Derivation<K, N, O>): Derivation<K, N, O> =>
    how;

/** Whether something is missing that bears on this subject (lower-case id), or on all. */
export const missingFor = (gaps: readonly Gap[], id: string): boolean =>
  gaps.some(({ subjects }) => subjects === undefined || subjects.some(subject => subject.toLowerCase() === id));
