import { isRootScope, parseArmId, typeWithAction } from "../../catalogue/arm-id";
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
  if (isRootScope(id)) return { kind: "root" };
  const parsed = parseArmId(id.toLowerCase());
  const { managementGroup, subscription } = parsed;
  if (managementGroup !== undefined) return { kind: "managementGroup", name: managementGroup };
  if (subscription === undefined) return { kind: "other" };
  if (parsed.type !== undefined) return { kind: "resource", subscription, type: typeWithAction(parsed) };
  return { kind: parsed.resourceGroup === undefined ? "subscription" : "resourceGroup", subscription };
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
