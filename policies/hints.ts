import type { Value } from "../compute/value";

/** What can be read of an expression: its literal parts, one by one and put together in order. */
export function literalParts(leaf: Value<unknown>): readonly string[] {
  const hints = leaf.state === "expression" || leaf.state === "assigned" ? (leaf.hints ?? []) : [];
  return hints.length > 1 ? [...hints, hints.join("")] : hints;
}
