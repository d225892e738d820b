import type { Subscription } from "../evidence/subscriptions";

/** A scope of Azure's hierarchy, read from its id. All texts are lower-case. */
export type Scope =
  | { readonly kind: "root" }
  | { readonly kind: "managementGroup"; readonly name: string }
  | { readonly kind: "subscription"; readonly subscription: string }
  | { readonly kind: "resourceGroup"; readonly subscription: string }
  /** `type` is the full resource type, such as `microsoft.compute/virtualmachines`. */
  | { readonly kind: "resource"; readonly subscription: string; readonly type: string }
  /** A scope in which no compute can stand, such as a billing account. */
  | { readonly kind: "other" };

export function parseScope(id: string): Scope {
  const parts = id.toLowerCase().split("/").filter(Boolean);
  const [first, second, third, fourth] = parts;
  if (first === undefined) return { kind: "root" };
  if (first === "providers" && second === "microsoft.management" && third === "managementgroups" && fourth)
    return { kind: "managementGroup", name: fourth };
  if (first !== "subscriptions" || second === undefined) return { kind: "other" };
  const providers = parts.lastIndexOf("providers");
  if (providers > 0) {
    const [namespace, ...rest] = parts.slice(providers + 1);
    const types = rest.filter((_, i) => i % 2 === 0); // types and names take turns
    return { kind: "resource", subscription: second, type: [namespace, ...types].join("/") };
  }
  return parts.length > 2
    ? { kind: "resourceGroup", subscription: second }
    : { kind: "subscription", subscription: second };
}

/** Ids of the subscriptions that a role at this scope reaches, lower-case, sorted. */
export function subscriptionsBelow(scope: Scope, subscriptions: readonly Subscription[]): readonly string[] {
  switch (scope.kind) {
    case "root":
      return ids(subscriptions);
    case "managementGroup":
      return ids(
        subscriptions.filter(
          // Where the hierarchy was not read, the group may stand above it, and must be taken to.
          ({ managementGroups }) => managementGroups?.some(name => name.toLowerCase() === scope.name) ?? true,
        ),
      );
    case "other":
      return [];
    default:
      return [scope.subscription];
  }
}

const ids = (subscriptions: readonly Subscription[]) => [...new Set(subscriptions.map(s => s.id.toLowerCase()))].sort();
