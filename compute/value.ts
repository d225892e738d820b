import type { MiningSearch } from "../payloads/search";

/**
 * Values with states: a reader never guesses, and a rule must say what each state means to it.
 *
 * For the input `{ vmSize: 5, count: <decided later> }` the size is `malformed`, the count is `unknown`, and the region
 * is `absent`. Each state is a fact of its own, so that an unknown count never loses the size beside it.
 */

/**
 * Why a value is there and cannot be seen: `unknown` is decided later by Pulumi, `assigned` is a parameter of a policy, chosen by
 * whoever assigns it, `expression` is a template expression that could not be resolved, `hidden` is a secret or something
 * that the reader was not given.
 */
export type WithheldState = "unknown" | "assigned" | "expression" | "hidden";

/** Takes the place of a value that cannot be seen in a resource's tree. */
export class Withheld {
  /** What a search of the text found before the text was put aside. */
  declare readonly searched?: MiningSearch;

  constructor(
    readonly state: WithheldState,
    /** What is known of it all the same: the expression's literal parts, in order. Never the text of a secret. */
    readonly hints: readonly string[] = [],
    searched?: MiningSearch,
  ) {
    if (searched) this.searched = searched;
  }
}

/**
 * One of a few values, which of them cannot be seen: what `if` chooses by a condition that only Azure knows, a parameter that has
 * to be one of `allowedValues`. A choice may be withheld itself, and `null` is how a property is left out.
 */
export class OneOf extends Withheld {
  constructor(
    state: WithheldState,
    hints: readonly string[],
    readonly choices: readonly Tree[],
    /** Why it cannot be seen which of them it is. */
    readonly by: WithheldState,
  ) {
    super(state, hints);
  }
}

/**
 * The values to judge where a node is one of a few. `undefined` where it is none of a few, and where which of them it is will be
 * known later, at `up` or where the policy is assigned, and is judged then.
 */
export const choicesIn = (node: Tree | undefined): readonly Tree[] | undefined =>
  node instanceof OneOf && node.by !== "unknown" && node.by !== "assigned" ? node.choices : undefined;

/** A resource's inputs as plain data, with `Withheld` where a value cannot be seen. */
export type Tree = null | string | number | boolean | Withheld | readonly Tree[] | { readonly [key: string]: Tree };

/**
 * A leaf of a fact: what is known of it, and its path in the resource. `absent` says that nothing is written there,
 * `malformed` that what is written is of a type that Azure would not take, such as a number where a name belongs.
 */
export type Value<T> = { readonly path: string } & (
  | {
      readonly state: "known";
      readonly value: T;
      /** Which of several it is that may stand there; which of them does stand there, nobody here can say. */
      readonly among?: number;
      /** Of a count that stands for the rest of a loop: how many the whole loop makes. */
      readonly ofLoop?: number;
    }
  | { readonly state: WithheldState; readonly hints?: readonly string[]; readonly searched?: MiningSearch }
  | { readonly state: "malformed" }
  | { readonly state: "absent" }
);

export type State = Value<unknown>["state"];

/**
 * What each state of a value means to a caller. A malformed value means what a hidden one does, and one that is chosen by whoever
 * assigns a policy what an expression does, unless it says otherwise.
 */
export interface Meaning<T, R> {
  known(value: T): R;
  readonly unknown: R;
  readonly assigned?: R;
  readonly expression: R;
  readonly hidden: R;
  readonly malformed?: R;
  readonly absent: R;
}

/** The one way to a value. It makes the caller say what each state means. */
export function when<T, R>(leaf: Value<T>, says: Meaning<T, R>): R {
  if (leaf.state === "known") return says.known(leaf.value);
  if (leaf.state === "malformed") return "malformed" in says ? (says.malformed as R) : says.hidden;
  if (leaf.state === "assigned") return "assigned" in says ? (says.assigned as R) : says.expression;
  return says[leaf.state];
}

/** What a search found in a text that was put aside afterwards; nothing where the text stands here, or was never searched. */
export const searchedIn = (leaf: Value<unknown>): MiningSearch | undefined =>
  "searched" in leaf ? leaf.searched : undefined;

/** A count made several times over. A count that is not known stays as it is; a factor that is not known leaves the product open. */
export function multiplied(count: Value<number>, factor: Value<number>): Value<number> {
  if (count.state !== "known") return count;
  if (factor.state !== "known") return { ...factor, path: count.path };
  const product = known(count.value * factor.value, count.path);
  return count.ofLoop === undefined && factor.ofLoop === undefined
    ? product
    : ofLoop(product, (count.ofLoop ?? count.value) * (factor.ofLoop ?? factor.value));
}

/** A count that stands for the rest of a loop, with how many the whole of it makes. */
export const ofLoop = (count: Value<number>, whole: number): Value<number> =>
  count.state === "known" ? { ...count, ofLoop: whole } : count;

export const known = <T>(value: T, path: string): Value<T> => ({ state: "known", value, path });
export const absent = (path: string): Value<never> => ({ state: "absent", path });
export const malformed = (path: string): Value<never> => ({ state: "malformed", path });
