import type { Certainty } from "../../catalogue/certainty";
import type { Estate } from "../../catalogue/estate";
import { type Family, familyKey, familyOf } from "../../catalogue/families";
import { sellsGpus } from "../../catalogue/prices";
import { normalRegion } from "../../catalogue/regions";
import type { Quota } from "../evidence/quota";
import type { Subscription } from "../evidence/subscriptions";
import { approval } from "./approval";
import { approvedPools } from "./approved-pools";
import { type Approved, approvedQuota, type Claim } from "./approved-quota";
import { by, grouped } from "./collate";
import { derivation, missingFor } from "./derivation";
import { dearest, type Market, type Markets, marketsAt, type Offer } from "./purchase";
import { askedFor } from "./quota-raise";
import { underCaps } from "./shared-quota";
import { takesRequests } from "./subscription-state";
import type { IdleQuota, Purchase } from "./types";

const compute = "Microsoft.Compute";

/** Limits of the spot pool that plain subscriptions show in every region without having asked (listings of ten of them). */
const spotDefaults = new Set([3, 10, 100]);

/**
 * Limits of families of ordinary machines that subscriptions have without having asked: 10 and 100 in the listing of Microsoft
 * Learn, "Check vCPU quotas", 20 of pay as you go, 350 of an Enterprise Agreement ("Azure subscription and service limits").
 */
const familyDefaults = new Set([10, 20, 100, 350]);

/** The quota that lies idle, family by family and region by region, and what it would buy. */
export default derivation<"idleQuota">()({
  needs: ["quota", "subscriptions"],
  // Where it was not read what is sold, prices tell; where no cap was read, the limit holds; where no request was, it may be Azure's.
  decidesSome: ["soldSizes", "sharedLimits", "quotaRequests"],
  derive({ quota, subscriptions, soldSizes, sharedLimits, quotaRequests }, { estate, manifest }) {
    const value = idleRows(
      underCaps(quota.value, sharedLimits.value),
      subscriptions.value,
      estate,
      marketsAt(manifest.collectedAt, soldSizes.value),
      compute,
      [],
      askedFor(quotaRequests.value, quota.value),
    );
    const capsUnread = (row: IdleQuota) => missingFor(sharedLimits.gaps, row.subscription);
    return { value: value.map(row => (capsUnread(row) ? { ...row, capsUnread: true } : row)) };
  },
});

/** A limit in the words of Compute, of whatever service. */
export interface Counted extends Quota {
  /** Id of the account that has the limit, where it is not the whole region's. */
  readonly account?: string;
  /** Machines of any family may use it. */
  readonly anyFamily?: true;
}

/**
 * What lies idle of these rows, and what it would buy.
 * @param counted limits of other services, which take of what the estate approves of before these do
 */
export function idleRows(
  quota: readonly Counted[],
  subscriptions: readonly Subscription[],
  estate: Estate,
  markets: Markets,
  provider = compute,
  counted: readonly Counted[] = [],
  wasAskedFor: (row: Quota) => boolean = () => false,
): readonly IdleQuota[] {
  const sleeping = new Set(subscriptions.filter(s => !takesRequests(s)).map(s => s.id.toLowerCase()));
  const names = new Map(subscriptions.map(({ id, name }) => [id.toLowerCase(), name]));
  const idle: IdleQuota[] = [];
  const pools = [...poolsIn(quota, sleeping)];
  const claims = new Map(pools.flatMap(pool => (pool.claim ? [[pool, pool.claim] as const] : [])));
  const countedClaims = [...poolsIn(counted, sleeping)].flatMap(({ claim }) =>
    claim ? [{ ...claim, before: true as const }] : [],
  );
  const approvedOf = approvedQuota(estate, subscriptions, [...countedClaims, ...claims.values()]);
  const approves = approval(estate, subscriptions);
  const open = pools
    .filter(({ free }) => free > 0)
    .map(place => ({ ...place, of: place, ...marketOf(place, markets) }));
  const anyClaims = new Map(
    open.flatMap(({ of, pool, row, region, free, fits }) =>
      pool === "family" || free === Number.POSITIVE_INFINITY
        ? []
        : ([
            [
              of,
              {
                id: usageId(provider, row),
                sizes: fits.map(({ size }) => size),
                region,
                subscription: row.subscription,
                used: row.used,
                free,
              },
            ],
          ] as const),
    ),
  );
  const approvesPool = approvedPools(
    estate,
    subscriptions,
    [...countedClaims, ...claims.values()],
    [...anyClaims.values()],
  );
  for (const { of, row, pool, family, free, regionFree, region, market, offers, fits } of open) {
    const boundless = free === Number.POSITIVE_INFINITY;
    const best = boundless ? undefined : dearest(pool === "spot" && fits.length > 0 ? fits : offers, free);
    const buys = best !== undefined || (boundless && offers.length > 0);
    if (!buys && (pool !== "family" || buysNothing(row, family, offers, market))) continue;
    // What has no limit of its own is bounded by the region's.
    const there = { region, subscription: row.subscription, vCpus: row.limit < 0 ? row.used + free : row.limit };
    const accelerator = family?.accelerator ?? (pool !== "family" && fits.length > 0);
    const claim = claims.get(of);
    const anyClaim = anyClaims.get(of);
    idle.push({
      id: usageId(provider, row),
      provider,
      subscription: row.subscription.toLowerCase(),
      subscriptionName: names.get(row.subscription.toLowerCase()) || row.subscription,
      region,
      ...(row.account !== undefined && { account: row.account }),
      pool,
      name: row.name,
      displayName: row.displayName || row.name,
      accelerator,
      ...(family?.model !== undefined && { model: family.model }),
      used: row.used,
      limit: row.limit,
      free,
      ...(regionFree !== undefined && regionFree !== Number.POSITIVE_INFINITY && pool === "family" && { regionFree }),
      ...(best && { best }),
      ...(boundless && { boundless }),
      listed: market.listed,
      byDefault:
        !wasAskedFor(row) &&
        (pool === "spot"
          ? spotDefaults.has(row.limit)
          : provider === compute && !accelerator && familyDefaults.has(row.limit)),
      ...(claim && !boundless
        ? inParts(approvedOf(claim), free, part => dearest(offers, part), best === undefined)
        : {
            approved: !accelerator
              ? ("yes" as const)
              : pool === "family"
                ? approves({ sizes: family?.sizes ?? [], ...there })
                : anyClaim
                  ? approvesPool(anyClaim)
                  : least(fits.map(({ size }) => approves({ sizes: [size], ...there }))),
          }),
    });
  }
  return idle.sort(by(row => row.id.toLowerCase()));
}

/** What is sold at a place to whoever has of a pool, and the accelerators of it that fit. */
function marketOf({ row, pool, family, free }: Pool, markets: Markets) {
  const region = normalRegion(row.region);
  const market = markets(region, row.subscription);
  const offers = { spot: market.spot, any: market.all, family: market.families.get(family?.key ?? "") ?? [] }[pool];
  return { region, market, offers, fits: offers.filter(offer => offer.accelerator && offer.vCpus <= free) };
}

/** A limit on vCPUs, and how many it leaves. */
interface Pool {
  readonly row: Counted;
  readonly pool: IdleQuota["pool"];
  readonly family?: Family | undefined;
  /** Not more than the region's total leaves. */
  readonly free: number;
  readonly regionFree?: number | undefined;
  /** Of a family of accelerators: what has to be approved of. */
  readonly claim?: Claim;
}

/** The pools of these rows, place by place, without those where nothing can be created. */
function* poolsIn(quota: readonly Counted[], sleeping: ReadonlySet<string>): Generator<Pool> {
  for (const [place, rows] of grouped(quota, placeOf)) {
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
      const pool = name === "lowprioritycores" ? "spot" : row.anyFamily ? "any" : "family";
      const family = pool === "family" ? familyOf(row.name) : undefined;
      if (pool === "family" && !family && !familyKey(row.name).endsWith("family")) continue; // a limit on something else than vCPUs
      const own = left(row);
      const free = pool === "family" ? Math.min(own, regionFree ?? own) : own;
      const { region, subscription, used } = row;
      // What has no limit at all claims no more than it uses.
      const idle = free === Number.POSITIVE_INFINITY ? 0 : free;
      const claim = family?.accelerator &&
        used + idle > 0 && { id: `${place}/${name}`, sizes: family.sizes, region, subscription, used, free: idle };
      yield { row, pool, family, free, regionFree, ...(claim && { claim }) };
    }
  }
}

/** What the estate says of the idle part of a family; a part that buys no machine is not told apart. */
function inParts(
  { holds, ...vCpus }: Approved,
  free: number,
  buy: (free: number) => Purchase | undefined,
  priceless: boolean,
): Pick<IdleQuota, "approved" | "parts" | "beyond"> {
  const parts = (["no", "unknown", "yes"] as const).flatMap(approved => {
    const best = buy(vCpus[approved]);
    const part = { free: vCpus[approved], ...(best && { best }) };
    return part.free > 0 && (best || priceless) ? [[approved, part] as const] : [];
  });
  // Where no part buys anything alone, all that it buys is bought with something that is not approved of.
  const approved = parts[0]?.[0] ?? (["no", "unknown", "yes"] as const).find(each => vCpus[each] > 0) ?? "yes";
  return {
    approved,
    ...(parts.length > 0 && vCpus[approved] < free && { parts: Object.fromEntries(parts) }),
    ...(approved !== "yes" && holds === "yes" && { beyond: true as const }),
  };
}

/**
 * Whether no machine can be created of it although vCPUs are left: none of its sizes fits or is sold there. Of sizes that
 * are newer than the tables Compute's list tells; without it, no GPU has a price where it is a family of GPUs.
 */
function buysNothing(row: Quota, family: Family | undefined, offers: readonly Offer[], { sells }: Market): boolean {
  if (offers.length > 0) return true;
  const sold = sells(familyKey(row.name));
  if (sold !== undefined) return !sold;
  return family !== undefined && (family.sizes.length > 0 || sellsGpus(normalRegion(row.region)) === false);
}

/** vCPUs left. A negative limit is Azure's way of saying that there is none. */
const left = ({ limit, used }: Quota): number => (limit < 0 ? Number.POSITIVE_INFINITY : Math.max(0, limit - used));

/** Where limits bound each other: a region of a subscription, or an account in it. */
const placeOf = ({ subscription, region, account = "" }: Counted): string =>
  `${subscription.toLowerCase()}/${normalRegion(region)}/${account.toLowerCase()}`;

const usageId = (provider: string, { subscription, region, account, name }: Counted): string =>
  account === undefined
    ? `/subscriptions/${subscription.toLowerCase()}/providers/${provider}/locations/${normalRegion(region)}/usages/${name}`
    : `${account}/quotas/${name}`;

/** Whether all of them are approved. */
const least = (approved: readonly Certainty[]): Certainty =>
  approved.includes("no") ? "no" : approved.includes("unknown") ? "unknown" : "yes";
