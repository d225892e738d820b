/** Values with states: a reader never guesses, and a rule must say what each state means to it. */

export type WithheldState = "unknown" | "expression" | "hidden";

/**
 * Stands in a tree where the value is not for us to see: `unknown` is decided later by Pulumi, `expression` is a
 * template expression that is left over, `hidden` is a secret or something that the reader was not given.
 */
export class Withheld {
  constructor(
    readonly state: WithheldState,
    /** What is known of it all the same: the expression's literal parts, in order. Never the text of a secret. */
    readonly hints: readonly string[] = [],
  ) {}
}

/** A resource's inputs as plain data, with `Withheld` where a value cannot be seen. */
export type Tree = null | string | number | boolean | Withheld | readonly Tree[] | { readonly [key: string]: Tree };

/** A leaf of a fact: what is known of it, and where it stood. `absent` says that nothing stands there. */
export type Value<T> = { readonly path: string } & (
  | { readonly state: "known"; readonly value: T }
  | { readonly state: WithheldState; readonly hints?: readonly string[] }
  | { readonly state: "absent" }
);

export type State = Value<unknown>["state"];

/** The one way to a value. It makes the caller say what each state means. */
export function when<T, R>(
  leaf: Value<T>,
  says: { known(value: T): R; unknown: R; expression: R; hidden: R; absent: R },
): R {
  return leaf.state === "known" ? says.known(leaf.value) : says[leaf.state];
}

export const known = <T>(value: T, path: string): Value<T> => ({ state: "known", value, path });
export const absent = (path: string): Value<never> => ({ state: "absent", path });
