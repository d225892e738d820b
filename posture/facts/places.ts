import { by, grouped } from "./collate";
import { parseScope } from "./scopes";
import type { CreateRight } from "./types";

/** A scope above subscriptions at which roles are held: the root, or a management group. */
export interface ScopeAbove {
  /** As Azure wrote it. */
  readonly scope: string;
  readonly isRoot: boolean;
  /** Ids of the subscriptions that are proved to be below it. */
  readonly subscriptions: ReadonlySet<string>;
}

/** The places at which these rights are held, from the top down. Where nothing is proved to be below, there is none. */
export function scopesAbove(rights: Iterable<CreateRight>): readonly ScopeAbove[] {
  // Members of a group share its rights.
  const above = [...new Set(rights)].filter(({ scope }) =>
    ["root", "managementGroup"].includes(parseScope(scope).kind),
  );
  return [...grouped(above, ({ scope }) => scope.toLowerCase()).values()]
    .map(held => ({
      scope: held.map(({ scope }) => scope).sort()[0]!,
      isRoot: parseScope(held[0]!.scope).kind === "root",
      subscriptions: new Set([...new Set(held.map(({ subscriptions }) => subscriptions))].flat()),
    }))
    .filter(({ subscriptions }) => subscriptions.size > 0)
    .sort(
      (a, b) => Number(b.isRoot) - Number(a.isRoot) || b.subscriptions.size - a.subscriptions.size || byScope(a, b),
    );
}

const byScope = by<ScopeAbove>(({ scope }) => scope.toLowerCase());

/**
 * Whether one place is the other or above it. Management groups form a tree: of two that share a subscription, the one
 * that reaches more is above. Which of two that reach the same is above is not asked.
 */
export function isAtOrAbove(one: ScopeAbove, other: ScopeAbove): boolean {
  if (one.isRoot || one === other) return true;
  return (
    one.subscriptions.size > other.subscriptions.size && [...other.subscriptions].every(id => one.subscriptions.has(id))
  );
}
