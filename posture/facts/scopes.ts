import { isRootScope, parseArmId, typeWithAction } from "../../catalogue/arm-id";
import type { Certainty } from "../../catalogue/certainty";
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

/** Ids of subscriptions, lower-case, sorted. */
export interface Below {
  /** Those that a role at the scope reaches. */
  readonly proved: readonly string[];
  /** Those that it may reach: which management groups stand above them was not read. */
  readonly perhaps: readonly string[];
}

/** The subscriptions that a role at this scope reaches. `tenant` is the one that was read. */
export function subscriptionsBelow(scope: Scope, subscriptions: readonly Subscription[], tenant: string): Below {
  switch (scope.kind) {
    case "root":
      return { proved: ids(subscriptions.filter(row => !isForeign(row, tenant))), perhaps: [] };
    case "managementGroup": {
      const where = (wanted: Certainty) =>
        ids(subscriptions.filter(row => isBelow(row, scope.name, tenant) === wanted));
      return { proved: where("yes"), perhaps: where("unknown") };
    }
    case "other":
      return { proved: [], perhaps: [] };
    default:
      return { proved: [scope.subscription], perhaps: [] };
  }
}

/** Whether a management group (lower-case name) stands above a subscription. The root group has the name of its tenant. */
function isBelow(subscription: Subscription, group: string, tenant: string): Certainty {
  const { managementGroups } = subscription;
  if (managementGroups) return managementGroups.some(name => name.toLowerCase() === group) ? "yes" : "no";
  if (isForeign(subscription, tenant)) return "no";
  return group === tenant.toLowerCase() ? "yes" : "unknown";
}

/** Whether a subscription belongs to another tenant, and is seen through Azure Lighthouse. */
export const isForeign = ({ tenantId }: Pick<Subscription, "tenantId">, tenant: string): boolean =>
  tenantId !== undefined && tenantId.toLowerCase() !== tenant.toLowerCase();

const ids = (subscriptions: readonly Subscription[]) => [...new Set(subscriptions.map(s => s.id.toLowerCase()))].sort();
