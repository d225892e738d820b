import type { Certainty } from "../../catalogue/certainty";
import { type Family, familyOf } from "../../catalogue/families";
import type { Gap } from "../../catalogue/outcome";
import { sellsGpus } from "../../catalogue/prices";
import { normalRegion } from "../../catalogue/regions";
import type { Collected } from "../evidence/gathered";
import type { Quota } from "../evidence/quota";
import type { Subscription } from "../evidence/subscriptions";
import { type Asked, approval } from "./approval";
import { by, grouped } from "./collate";
import { derivation } from "./derivation";
import { dearest, marketOf } from "./purchase";
import { takesRequests } from "./subscription-state";
import type { IdleQuota } from "./types";

/** Limits of the spot pool that plain subscriptions show in every region without having asked (listings of ten of them). */
const spotDefaults = new Set([3, 10, 100]);

/** The quota that lies idle, family by family and region by region, and what it would buy. */
export default derivation<"idleQuota">()({
  needs: ["quota", "subscriptions"],
  derive({ quota, subscriptions }, { estate, manifest }) {
    return idleRows(quota.value, subscriptions.value, approval(estate, subscriptions.value), manifest.collectedAt);
  },
});

/** What lies idle of these rows, and what it would buy at a time. */
export function idleRows(
  quota: readonly Quota[],
  subscriptions: readonly Subscription[],
  approves: (asked: Asked) => Certainty,
  at: string,
  provider = "Microsoft.Compute",
): Collected<readonly IdleQuota[]> {
  const sleeping = new Set(subscriptions.filter(s => !takesRequests(s)).map(s => s.id.toLowerCase()));
  const names = new Map(subscriptions.map(({ id, name }) => [id.toLowerCase(), name]));
  const gaps: Gap[] = [];
  const idle: IdleQuota[] = [];
  for (const [, rows] of grouped(quota, row => `${row.subscription.toLowerCase()}/${normalRegion(row.region)}`)) {
    if (sleeping.has(rows[0]!.subscription.toLowerCase())) continue;
    const byName = new Map(
      [...rows]
        .sort(
          by(
            r => r.name,
            r => `${r.limit} ${r.used}`,
          ),
        )
        .map(r => [r.name.toLowerCase(), r]),
    );
    const total = byName.get("cores");
    const regionFree = total && left(total);
    for (const [name, row] of byName) {
      const spot = name === "lowprioritycores";
      const family = spot ? undefined : familyOf(row.name);
      if (!spot && !family && !/family$/i.test(row.name.trim())) continue; // a limit on something else than vCPUs
      const own = left(row);
      const free = spot ? own : Math.min(own, regionFree ?? own);
      if (free === Number.POSITIVE_INFINITY) gaps.push(boundless(provider, row));
      if (!(free > 0) || free === Number.POSITIVE_INFINITY) continue;

      const region = normalRegion(row.region);
      const market = marketOf(region, at);
      const offers = spot ? market.spot : (market.families.get(family?.key ?? "") ?? []);
      const best = dearest(offers, free, market.priced);
      if (!best && (spot || buysNothing(family, region))) continue;
      const fits = offers.filter(offer => offer.accelerator && offer.vCpus <= free);
      const there = { region, subscription: row.subscription, vCpus: row.limit };
      const accelerator = family?.accelerator ?? (spot && fits.length > 0);
      idle.push({
        id: usageId(provider, row),
        provider,
        subscription: row.subscription.toLowerCase(),
        subscriptionName: names.get(row.subscription.toLowerCase()) || row.subscription,
        region,
        pool: spot ? "spot" : "family",
        name: row.name,
        displayName: row.displayName || row.name,
        accelerator,
        ...(family?.model !== undefined && { model: family.model }),
        used: row.used,
        limit: row.limit,
        free,
        ...(regionFree !== undefined && regionFree !== Number.POSITIVE_INFINITY && !spot && { regionFree }),
        ...(best && { best }),
        byDefault: spot && spotDefaults.has(row.limit),
        approved: !accelerator
          ? "yes"
          : spot
            ? least(fits.map(({ size }) => approves({ sizes: [size], ...there })))
            : approves({ sizes: family?.sizes ?? [], ...there }),
      });
    }
  }
  return { value: idle.sort(by(row => row.id.toLowerCase())), gaps: gaps.sort(by(gap => gap.what)) };
}

/**
 * Whether no machine can be created of it although vCPUs are left: its sizes are known and none of them fits or is sold
 * there, or it is a family of accelerators, newer than the tables, where no GPU is sold.
 */
const buysNothing = (family: Family | undefined, region: string): boolean =>
  (family && family.sizes.length > 0) || (family?.accelerator === true && sellsGpus(region) === false);

/** vCPUs left. A negative limit is Azure's way of saying that there is none. */
const left = ({ limit, used }: Quota): number => (limit < 0 ? Number.POSITIVE_INFINITY : Math.max(0, limit - used));

const usageId = (provider: string, { subscription, region, name }: Quota): string =>
  `/subscriptions/${subscription.toLowerCase()}/providers/${provider}/locations/${normalRegion(region)}/usages/${name}`;

const boundless = (provider: string, row: Quota): Gap => ({
  what: `what ${row.displayName || row.name} in ${row.region} still allows`,
  missing: "a limit: Azure names none for it",
  reason: "malformed",
  subjects: [usageId(provider, row)],
});

/** Whether all of them are approved. */
const least = (approved: readonly Certainty[]): Certainty =>
  approved.includes("no") ? "no" : approved.includes("unknown") ? "unknown" : "yes";
