import type * as z from "zod";
import type { Estate } from "../catalogue/estate";
import type { Level, Rule, Violation } from "../catalogue/outcome";
import type { Facts } from "../compute/facts";
import type { Tree } from "../compute/value";
import { type Reading, readingOf } from "../payloads/search";
import type { StackTotals } from "./budget/ledger";

/** A resource as Pulumi hands it over: type token and inputs. */
export type Example = readonly [token: string, inputs: Tree];

/** What a rule may judge: the facts of one resource, and what the whole stack requests with it. */
export interface Judged extends Facts {
  readonly totals: readonly StackTotals[];
}

export type JudgedKind = keyof Judged;
export type JudgedFact<K extends JudgedKind> = Judged[K][number];

/** A change to one number of the inputs, such as `sku.capacity` from 50 to 10. */
export interface Edit {
  /** Where it stands, as paths of facts are written. */
  readonly path: string;
  /** The number that is now at `path`. If another is there, the edit is not made. */
  readonly from: number;
  readonly to: number;
}

/** How a fault may be made good without asking, where that is safe and plain. */
export interface Remedy<K extends JudgedKind, Options> {
  /** In an imperative, for people. */
  readonly does: string;
  /** Pure. What it leaves alone is judged like anything else. */
  changes(fact: JudgedFact<K>, options: Options): Iterable<Edit>;
}

/**
 * A rule on what is asked for. One file each, named by its id; `policies/all.ts` lists them.
 * `options` is both the type of what `check` gets and Pulumi's configuration schema.
 */
export interface Policy<K extends JudgedKind = JudgedKind, S extends z.ZodObject = z.ZodObject> extends Rule {
  /** The kind of fact that it judges, one at a time. */
  readonly reads: K;
  readonly options: S;
  /** What the estate means for this rule; it becomes the pack's initial configuration. */
  fromEstate(estate: Estate): z.infer<S>;
  /** The level out of the box, given what the estate says. */
  level(estate: Estate): Level;
  /** Set where what runs already is judged by checks of the audit instead. */
  readonly judgesResources?: false;
  /** Set where nobody should live with the fault: its message offers no line that excepts it. An exception that is written all the same counts. */
  readonly offersException?: false;
  /** Why it cannot judge under this estate: what it would judge by is not named there. It is left out then, and not called passed. */
  untestedUnder?(estate: Estate): string | undefined;
  /** They are the docs and the first tests. Judged with the default estate unless `exampleEstate` is set. */
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly Example[] };
  readonly exampleEstate?: unknown;
  /** Made use of only where the policy is enforced as `remediate`, and no policy is out of the box. */
  readonly remedy?: Remedy<K, z.infer<S>>;
  /** Pure: one violation for each fault; undefined says nothing. No throw, no clock, no network. */
  check(fact: JudgedFact<K>, options: z.infer<S>, reading?: Reading): Iterable<Violation | undefined>;
}

/** Infers the kind of fact and the options, and erases neither. */
export const definePolicy = <const K extends JudgedKind, S extends z.ZodObject>(policy: Policy<K, S>): Policy<K, S> =>
  policy;

// A list of policies of different kinds and options: `check` is contravariant in both, so the erased type needs `any`.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyPolicy = Policy<any, any>;

/** Whether the leaf of a fact at a path is one of several values that may stand there. */
const isAmong = (fact: object, path: string): boolean =>
  Object.values(fact).some(leaf => leaf?.path === path && leaf.state === "known" && leaf.among !== undefined);

/** What is said of one value among several claims no more than that it may be this one. */
const perhaps = (violation: Violation): Violation => ({
  ...violation,
  message: `${violation.message} (one of the values that the expression there may have)`,
});

/** All violations of one policy by one resource. Facts that share a leaf say the same of it; it is said once. */
export function judge(
  policy: AnyPolicy,
  facts: Partial<Judged> | undefined,
  options: unknown,
  reading = readingOf(facts?.payloads),
): Violation[] {
  const violations: Violation[] = [];
  for (const fact of facts?.[policy.reads as JudgedKind] ?? [])
    for (const violation of policy.check(fact, options, reading))
      if (violation) violations.push(isAmong(fact, violation.path) ? perhaps(violation) : violation);
  if (violations.length < 2) return violations;
  return [...new Map(violations.map(each => [`${each.path}\n${each.level}\n${each.message}`, each])).values()];
}
