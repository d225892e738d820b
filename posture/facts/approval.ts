import { type Approval, approvalsOf, holdsAt, type Place } from "../../catalogue/approvals";
import type { Certainty } from "../../catalogue/certainty";
import type { Estate } from "../../catalogue/estate";
import { normalRegion } from "../../catalogue/regions";
import { sizeOf } from "../../catalogue/sizes";
import type { Subscription } from "../evidence/subscriptions";

/** What it is asked of: accelerators of these sizes, in a region of a subscription, as far as so many vCPUs go. */
export interface Asked {
  readonly sizes: readonly string[];
  readonly region: string;
  readonly subscription: string;
  /** The limit on them; without it, any. */
  readonly vCpus?: number | undefined;
}

/** Where a resource stands, or a quota, as far as it was read. What was not read is no place in which an approval holds. */
export function placesOf(subscriptions: readonly Subscription[]): (id: string) => Place {
  const places = new Map(
    subscriptions.map(({ id, name, managementGroups }): [string, Place] => [
      id.toLowerCase(),
      { subscription: { id, name }, ...(managementGroups && { managementGroups }) },
    ]),
  );
  return id => places.get(id.toLowerCase()) ?? { subscription: { id } };
}

/**
 * Says whether the estate approves of accelerators: where it approves one of these sizes there, in a region that it
 * approves, and of no fewer machines than the limit allows. `unknown`: an approval names a scope of which it was not read
 * whether it reaches there.
 */
export function approval(estate: Estate, subscriptions: readonly Subscription[]): (asked: Asked) => Certainty {
  const approvedRegions = estate.regions && new Set(estate.regions.map(normalRegion));
  const placeOf = placesOf(subscriptions);
  return ({ sizes, region, subscription, vCpus = 0 }) => {
    if (!(approvedRegions?.has(normalRegion(region)) ?? true)) return "no";
    const place = placeOf(subscription);
    const approved = (counts: readonly Certainty[]): boolean => {
      const most = new Map<Approval, number>();
      for (const size of sizes)
        for (const each of approvalsOf(estate, size))
          if (counts.includes(holdsAt(each, place))) {
            const vCpus = (each.max ?? Infinity) * (sizeOf(size)?.vCpus ?? Infinity);
            most.set(each, Math.max(most.get(each) ?? 0, vCpus));
          }
      return most.size > 0 && vCpus <= [...most.values()].reduce((sum, vCpus) => sum + vCpus, 0);
    };
    return approved(["yes"]) ? "yes" : approved(["yes", "unknown"]) ? "unknown" : "no";
  };
}
