import { type Approval, approvalsOf, holdsAt } from "../../catalogue/approvals";
import type { Certainty } from "../../catalogue/certainty";
import type { Estate } from "../../catalogue/estate";
import { normalRegion } from "../../catalogue/regions";
import { sizeOf } from "../../catalogue/sizes";
import type { Subscription } from "../evidence/subscriptions";
import { placesOf } from "./approval";
import { by } from "./collate";

/** Quota of accelerators of one family, in one region of a subscription. */
export interface Claim {
  readonly id: string;
  readonly sizes: readonly string[];
  readonly region: string;
  readonly subscription: string;
  /** The quota of a service before this one: it takes first. */
  readonly before?: true;
  /** vCPUs in use, and those that could still be created. */
  readonly used: number;
  readonly free: number;
}

/** Of the vCPUs that could still be created: how many the estate approves of, does not, or may. */
export interface Approved extends Readonly<Record<Certainty, number>> {
  /** An approval holds there, whether or not other quota leaves anything of it. */
  readonly holds: Certainty;
}

/**
 * Holds quota against approvals. One with a ceiling approves of so many machines in all the places where it holds together,
 * so what one region takes of it is gone for the others; what is in use takes first. `unknown`: an approval names a scope of
 * which it was not read whether it reaches there.
 */
export function approvedQuota(
  estate: Estate,
  subscriptions: readonly Subscription[],
  claims: readonly Claim[],
): (claim: Claim) => Approved {
  const approvedRegions = estate.regions && new Set(estate.regions.map(normalRegion));
  const placeOf = placesOf(subscriptions);
  const waysOf = ({ sizes, region, subscription }: Claim, counts: readonly Certainty[]): readonly Way[] => {
    if (!(approvedRegions?.has(normalRegion(region)) ?? true)) return [];
    const place = placeOf(subscription);
    const ways = new Map<string, Way>();
    for (const size of sizes)
      for (const approval of approvalsOf(estate, size))
        if (counts.includes(holdsAt(approval, place))) {
          const key = JSON.stringify(approval);
          const vCpus = Math.max(ways.get(key)?.vCpus ?? 0, sizeOf(size)?.vCpus ?? Number.POSITIVE_INFINITY);
          ways.set(key, { key, approval, vCpus });
        }
    return [...ways.values()];
  };
  const known = spent(claims, claim => waysOf(claim, ["yes"]));
  const possible = spent(claims, claim => waysOf(claim, ["yes", "unknown"]));
  return claim => {
    const yes = known.get(claim) ?? 0;
    const most = Math.max(yes, possible.get(claim) ?? 0);
    const holds = waysOf(claim, ["yes"]).length > 0 ? "yes" : waysOf(claim, ["unknown"]).length > 0 ? "unknown" : "no";
    return { yes, unknown: most - yes, no: claim.free - most, holds };
  };
}

/** An approval that reaches a claim, with the vCPUs of the largest machine of the claim's that it is of. */
interface Way {
  readonly key: string;
  readonly approval: Approval;
  readonly vCpus: number;
}

/** The free vCPUs of each claim that approvals reach, those that reach few claims spent before those that reach many. */
function spent(claims: readonly Claim[], waysOf: (claim: Claim) => readonly Way[]): ReadonlyMap<Claim, number> {
  const reached = claims.map(claim => ({ claim, ways: waysOf(claim) })).filter(({ ways }) => ways.length > 0);
  const left = new Map<string, number>();
  const reach = new Map<string, number>();
  for (const { ways } of reached)
    for (const { key, approval } of ways) {
      left.set(key, approval.max ?? Number.POSITIVE_INFINITY);
      reach.set(key, (reach.get(key) ?? 0) + 1);
    }
  const order = reached
    .map(({ claim, ways }) => ({ claim, ways: [...ways].sort((a, b) => reach.get(a.key)! - reach.get(b.key)!) }))
    .sort((a, b) => a.ways.length - b.ways.length || byId(a.claim, b.claim));
  const given = new Map<Claim, number>();
  const take = (ways: readonly Way[], wanted: number): number => {
    let open = wanted;
    for (const { key, vCpus } of ways) {
      const machines = left.get(key)!;
      if (open <= 0 || machines <= 0) continue;
      const taken = Math.min(open, machines * vCpus);
      left.set(key, machines - taken / vCpus);
      open -= taken;
    }
    return whole(wanted - open);
  };
  // A service that was counted before leaves what it did not take, used or not.
  for (const before of [true, undefined]) {
    const these = order.filter(({ claim }) => claim.before === before);
    for (const { claim, ways } of these) take(ways, claim.used);
    for (const { claim, ways } of these) given.set(claim, take(ways, claim.free));
  }
  return given;
}

/** Parts of a machine add up to whole vCPUs, but for the last digits. */
const whole = (vCpus: number): number => Math.round(vCpus * 1000) / 1000;

const byId = by<Claim>(({ id }) => id.toLowerCase());
