import type { Certainty } from "../../../catalogue/certainty";
import type { Subscription } from "../../evidence/subscriptions";

/**
 * Whether one management group (lower-case name) stands above another, as far as the subscriptions below them tell: of two
 * groups above one subscription, the one that stands above another subscription too is the upper one. Of a group without
 * subscriptions, or with one whose groups were not read, nothing is told. The root group has the name of its tenant.
 */
export function above(
  subscriptions: readonly Subscription[],
  tenant: string,
): (group: string, other: string) => Certainty {
  const below = new Map<string, Set<string>>();
  for (const { id, managementGroups = [] } of subscriptions)
    for (const name of managementGroups.map(name => name.toLowerCase()))
      below.set(name, (below.get(name) ?? new Set()).add(id.toLowerCase()));
  const isRead = subscriptions.every(({ managementGroups }) => managementGroups !== undefined);
  const isWithin = (some: ReadonlySet<string>, others: ReadonlySet<string>) => [...some].every(id => others.has(id));
  return (group, other) => {
    if (group === other || group === tenant.toLowerCase()) return "yes";
    const [upper, lower] = [below.get(group), below.get(other)];
    if (!lower) return "unknown";
    if (!upper || !isWithin(lower, upper)) return isRead ? "no" : "unknown";
    return upper.size > lower.size && isRead ? "yes" : "unknown";
  };
}
