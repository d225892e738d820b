import { familyKey } from "../../catalogue/families";
import { megahashesPerSecond } from "../../catalogue/hash-rates";
import { sizeOf } from "../../catalogue/sizes";
import { type Amount, atMost, exactly, figure, inPart, total, unknownAmount } from "./amount";
import type { BlastRadius } from "./blast-radius-schema";
import { grouped } from "./collate";
import { missingFor } from "./derivation";
import { takesRequests } from "./idle-quota";
import type { Resolved } from "./needs";
import { marketOf, type Offer, type Pools, spend } from "./purchase";
import type { IdleQuota, Purchase } from "./types";

/** What could be burnt. */
export type Burnt = Pick<
  BlastRadius,
  "usdPerDay" | "spotUsdPerDay" | "gpus" | "vCpus" | "megahashesPerSecond" | "unread"
>;
/** Hashes are summed with the rest, and told only where there are any. */
type Sums = Required<Omit<Burnt, "unread">>;

/** Where one may create, and by which quotas. */
export interface Reach {
  /** Ids of the subscriptions in which the compute quota may be spent. */
  readonly compute: readonly string[];
  /** Namespaces of the services that may be used and have quotas of their own; `any`: it is not known which. */
  readonly services: readonly string[] | "any";
  /** False: there may be more ways than those that were read. */
  readonly whole: boolean;
}

/** Works out once what the idle quota of each subscription would buy, and then adds up what somebody reaches. */
export function potentialOf(
  { idleQuota, quota, subscriptions }: Pick<Resolved, "idleQuota" | "quota" | "subscriptions">,
  at: string,
): (reach: Reach) => Burnt {
  const bought = new Map(
    [...grouped(idleQuota.value, row => row.subscription)].map(([id, rows]) => [id, purchasable(rows, at)]),
  );
  // Azure counts something in every region of every subscription: where no row is, none was read.
  const read = new Set(quota.value.map(row => row.subscription.toLowerCase()));
  const sleeping = new Set(subscriptions.value.filter(s => !takesRequests(s)).map(({ id }) => id.toLowerCase()));
  const boundless = new Set(idleQuota.gaps.flatMap(({ subjects = [] }) => subjects.flatMap(subscriptionIn)));
  const sums = (id: string): { readonly sums: Sums; readonly whole: boolean } => {
    if (sleeping.has(id)) return { sums: nothing, whole: true };
    const whole = read.has(id) && !missingFor(quota.gaps, id) && !boundless.has(id);
    return { sums: whole ? (bought.get(id) ?? nothing) : lessSure(bought.get(id) ?? nothing), whole };
  };

  return ({ compute, services, whole }) => {
    const parts = compute.map(sums);
    const unread = parts.filter(part => !part.whole).length;
    const others = services === "any" || services.length > 0;
    const sum = together(parts.map(part => part.sums));
    const { megahashesPerSecond, ...known } = others || !whole ? lessSure(sum) : sum;
    return {
      ...known,
      ...((figure(megahashesPerSecond) ?? 0) > 0 && { megahashesPerSecond }),
      // Spot pools are compute quota: what other services allow is no part of their sum.
      ...(whole && { spotUsdPerDay: sum.spotUsdPerDay }),
      unread: [
        ...(unread > 0 ? [`compute quota of ${unread} of ${compute.length} subscriptions`] : []),
        ...(others ? [`quota of ${services === "any" ? "services that have their own" : named(services)}`] : []),
        ...(whole ? [] : ["rights that could not be read"]),
      ],
    };
  };
}

/** `/subscriptions/<id>/providers/…` → the id. */
const subscriptionIn = (subject: string): string[] => {
  const id = /^\/subscriptions\/([^/]+)\//i.exec(subject)?.[1];
  return id === undefined ? [] : [id.toLowerCase()];
};

const shown = 3;
const named = (services: readonly string[]): string =>
  services.length <= shown
    ? services.join(", ")
    : `${services.slice(0, shown).join(", ")} and ${services.length - shown} more`;

const each = (of: (key: keyof Sums) => Amount): Sums => ({
  usdPerDay: of("usdPerDay"),
  spotUsdPerDay: of("spotUsdPerDay"),
  gpus: of("gpus"),
  vCpus: of("vCpus"),
  megahashesPerSecond: of("megahashesPerSecond"),
});
const nothing: Sums = each(() => exactly(0));
const together = (all: readonly Sums[]): Sums => each(key => total(all.map(sums => sums[key])));
const lessSure = (sums: Sums): Sums => each(key => inPart(sums[key]));

/** What the idle quota of one subscription would buy: the families of a region share its total, its spot pool stands apart. */
function purchasable(idle: readonly IdleQuota[], at: string): Sums {
  const pools = [...grouped(idle, row => `${row.region}/${row.pool}`).values()];
  return together(pools.map(rows => (rows[0]!.pool === "spot" ? spot(rows[0]!, at) : families(rows, at))));
}

function spot({ region, free }: IdleQuota, at: string): Sums {
  const market = marketOf(region, at);
  const sums = sumOf(market.spot, market.priced, free, { of: () => free, take: () => {} });
  const dear = figure(sums.usdPerDay);
  return { ...sums, usdPerDay: exactly(0), spotUsdPerDay: dear === undefined ? unknownAmount : atMost(dear) };
}

function families(rows: readonly IdleQuota[], at: string): Sums {
  const { region, regionFree = Number.POSITIVE_INFINITY } = rows[0]!;
  const left = new Map(rows.map(row => [familyKey(row.name), row.free]));
  const market = marketOf(region, at);
  const sums = sumOf(market.all, market.priced, regionFree, {
    of: ({ family }) => left.get(family) ?? 0,
    take: ({ family }, vCpus) => left.set(family, left.get(family)! - vCpus),
  });
  // Of a family that is newer than the tables it is not known what it buys.
  return rows.every(({ best }) => best) ? sums : lessSure(sums);
}

function sumOf(offers: readonly Offer[], priced: boolean, free: number, left: Pools): Sums {
  const purchases = spend(offers, priced, free, left);
  const gpus = total(purchases.map(purchase => purchase.gpus));
  return {
    usdPerDay: total(purchases.map(({ usdPerDay }) => usdPerDay)),
    spotUsdPerDay: exactly(0),
    // Where no price is known, it is not known either which accelerators are sold.
    gpus: priced || figure(gpus) === 0 ? gpus : unknownAmount,
    megahashesPerSecond: priced ? total(purchases.map(hashes)) : unknownAmount,
    vCpus: exactly(purchases.reduce((sum, { vCpus }) => sum + vCpus, 0)),
  };
}

/** What the cards of a purchase would hash. Of a card without a figure it is not known. */
function hashes({ size, gpus }: Purchase): Amount {
  const cards = figure(gpus);
  const rate = megahashesPerSecond(sizeOf(size)?.gpuModel ?? "");
  if (cards === 0) return exactly(0);
  return cards === undefined || rate === undefined ? unknownAmount : exactly(cards * rate);
}
