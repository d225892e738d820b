import type { Certainty } from "../../catalogue/certainty";
import type { Estate } from "../../catalogue/estate";
import { familyOf } from "../../catalogue/families";
import type { Quota } from "../evidence/quota";
import type { QuotaRequest } from "../evidence/quota-requests";
import type { Subscription } from "../evidence/subscriptions";
import { approval } from "./approval";
import { type Approved, approvedQuota, type Claim } from "./approved-quota";
import { by, grouped } from "./collate";
import { poolOf, type Raise } from "./quota-raise";

/** A request that raised a limit, or may have, with what it did. */
export type Raising = Raise & { readonly request: QuotaRequest };

/** A part of a limit that was asked for: from what was there, or was asked for with less, up to what a request says. */
interface Part {
  readonly to: number;
  readonly claim: Claim;
}

/**
 * Whether the estate approves of what requests raise limits to. An approval with a ceiling covers so many machines in all
 * places together: the limits that are there take first, then each request what it adds, the older first.
 */
export function approvedRaises(
  estate: Estate,
  subscriptions: readonly Subscription[],
  quota: readonly Quota[],
  raising: readonly Raising[],
): (request: QuotaRequest) => Certainty {
  const approves = approval(estate, subscriptions);
  const sized = raising.filter(({ request }) => request.requested !== undefined);
  const raised = grouped(sized, ({ request }) => poolOf(request.subscription, request.region, request.family));
  const there = quota.flatMap(row => {
    const pool = poolOf(row.subscription, row.region, row.name);
    const sizes = familyOf(row.name)?.accelerator ? familyOf(row.name)!.sizes : [];
    // A limit that requests raised was lower before them.
    return sizes.length === 0 || raised.has(pool) ? [] : [claimOf(row, pool, sizes, Math.max(row.used, row.limit), 0)];
  });
  const parts = new Map([...raised].map(([pool, all]) => [pool, partsOf(pool, all)]));
  const claims = [...parts.values()].flat().map(({ claim }) => claim);
  const before = [...raised].map(([pool, all]) => {
    const { request } = all[0]!;
    return claimOf(request, pool, familyOf(request.family)?.sizes ?? [], baseOf(all), 0);
  });
  const approvedOf = approvedQuota(estate, subscriptions, [...there, ...before, ...claims]);
  return ({ subscription, region, family, requested }) => {
    if (requested === undefined) return approves({ sizes: familyOf(family)?.sizes ?? [], region, subscription });
    const pool = parts.get(poolOf(subscription, region, family)) ?? [];
    return least(pool.filter(({ to }) => to <= requested).map(({ claim }) => verdict(approvedOf(claim))));
  };
}

const verdict = ({ no, unknown }: Approved): Certainty => (no > 0 ? "no" : unknown > 0 ? "unknown" : "yes");
const least = (all: readonly Certainty[]): Certainty =>
  all.includes("no") ? "no" : all.includes("unknown") ? "unknown" : "yes";

/** What was there before all of them; nothing, where one of them does not tell. */
const baseOf = (all: readonly Raising[]): number => Math.max(0, Math.min(...all.map(({ was = 0 }) => was)));

function partsOf(pool: string, all: readonly Raising[]): readonly Part[] {
  const levels = grouped(all, ({ request }) => String(request.requested));
  let from = baseOf(all);
  return [...levels.values()]
    .sort((one, other) => one[0]!.request.requested! - other[0]!.request.requested!)
    .map(([first, ...others]): Part => {
      const [oldest] = [first!, ...others].map(({ request }) => request).sort(by(({ submittedOn }) => submittedOn));
      const { requested: to = 0, family, submittedOn } = oldest!;
      const claim = claimOf(
        oldest!,
        `${submittedOn} ${pool}`,
        familyOf(family)?.sizes ?? [],
        0,
        Math.max(0, to - from),
      );
      from = Math.max(from, to);
      return { to, claim };
    });
}

const claimOf = (
  { subscription, region }: Pick<Quota, "subscription" | "region">,
  id: string,
  sizes: readonly string[],
  used: number,
  free: number,
): Claim => ({ id, sizes, region, subscription, used, free });
