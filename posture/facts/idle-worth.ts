import { familyKey } from "../../catalogue/families";
import { megahashesPerSecond } from "../../catalogue/hash-rates";
import { sizeOf } from "../../catalogue/sizes";
import { type Amount, atMost, exactly, figure, inPart, total, unknownAmount } from "./amount";
import type { BlastRadius } from "./blast-radius-schema";
import { grouped } from "./collate";
import { marketOf, type Offer, type Pools, spend } from "./purchase";
import type { IdleQuota, Purchase } from "./types";

/** What could be burnt. Hashes are summed with the rest, and told only where there are any. */
export type Sums = Required<
  Pick<BlastRadius, "usdPerDay" | "spotUsdPerDay" | "gpus" | "vCpus" | "megahashesPerSecond">
>;

const each = (of: (key: keyof Sums) => Amount): Sums => ({
  usdPerDay: of("usdPerDay"),
  spotUsdPerDay: of("spotUsdPerDay"),
  gpus: of("gpus"),
  vCpus: of("vCpus"),
  megahashesPerSecond: of("megahashesPerSecond"),
});
export const nothing: Sums = each(() => exactly(0));
export const together = (all: readonly Sums[]): Sums => each(key => total(all.map(sums => sums[key])));
export const lessSure = (sums: Sums): Sums => each(key => inPart(sums[key]));

/** What the idle quota of one subscription would buy: the families of a region share its total, its spot pool stands apart. */
export function purchasable(idle: readonly IdleQuota[], at: string): Sums {
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
