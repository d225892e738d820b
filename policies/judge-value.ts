import type { Level, Violation } from "../catalogue/outcome";
import { type Value, when } from "../compute/value";

/** What a rule says of one value. Messages are without a full stop. */
export interface ValueJudgement<T> {
  /** Names the value, to complete "… is hidden": `the size of the virtual machine`. */
  readonly what: string;
  /** What is wrong with a value that can be read; undefined where nothing is. */
  known(value: T): string | undefined;
  /** The rule's option of that name. */
  readonly unknownValues: Level;
  /** Why it matters that the value cannot be read, where that is not plain: `it may run scripts`. */
  readonly risk?: string;
  /** The message where the value is absent. Without it, an absent value is allowed. */
  readonly absent?: string | undefined;
}

/**
 * Turns a value into a violation, or into nothing. A value that cannot be read is a violation; one that Pulumi decides
 * later is a violation at the level `unknownValues`, for which nothing is to be done yet; one that an assignment chooses is only said.
 * Where a rule judges a state otherwise, use `when`.
 */
export function judgeValue<T>(
  leaf: Value<T>,
  { what, known, unknownValues, risk, absent }: ValueJudgement<T>,
): Violation | undefined {
  const because = risk === undefined ? "" : `, and ${risk}`;
  const message = when<T, string | undefined>(leaf, {
    known,
    unknown: `${what} is decided later, and is judged again at up`,
    assigned: `${what} is chosen by whoever assigns the policy, and is judged there`,
    expression: `${what} is an expression that cannot be resolved${because}`,
    hidden: `${what} is hidden${because}`,
    malformed: `${what} is not of the type that Azure takes, so it cannot be read${because}`,
    absent,
  });
  if (message === undefined) return undefined;
  if (leaf.state === "assigned") return { path: leaf.path, message, level: "advisory" };
  return { path: leaf.path, message, ...(leaf.state === "unknown" && { level: unknownValues, fix: "" }) };
}

/** A value that can be read, for rules to which all other states mean the same. */
export const readable = <T>(leaf: Value<T>): T | undefined => (leaf.state === "known" ? leaf.value : undefined);
