import { familyKey } from "../../catalogue/families";
import { megahashesPerSecond } from "../../catalogue/hash-rates";
import { sizeOf } from "../../catalogue/sizes";
import { type Amount, atMost, exactly, figure, inPart, orLess, total, unknownAmount } from "./amount";
import type { BlastRadius } from "./blast-radius-schema";
import { grouped } from "./collate";
import { type Market, type Markets, type Offer, type Pools, spend } from "./purchase";
import type { IdleQuota, Purchase } from "./types";

/** What could be burnt. Hashes are summed with the rest, and told only where there are any. */
export type BurnSums = Required<
  Pick<BlastRadius, "usdPerDay" | "spotUsdPerDay" | "gpus" | "vCpus" | "megahashesPerSecond">
>;

const each = (of: (key: keyof BurnSums) => Amount): BurnSums => ({
  usdPerDay: of("usdPerDay"),
  spotUsdPerDay: of("spotUsdPerDay"),
  gpus: of("gpus"),
  vCpus: of("vCpus"),
  megahashesPerSecond: of("megahashesPerSecond"),
});
export const nothing: BurnSums = each(() => exactly(0));
export const together = (all: readonly BurnSums[]): BurnSums => each(key => total(all.map(sums => sums[key])));
export const lessSure = (sums: BurnSums): BurnSums => each(key => inPart(sums[key]));
export const orLessOf = (sums: BurnSums): BurnSums => each(key => orLess(sums[key]));

/** What the idle quota of one subscription would buy: the families of a region share its total, its spot pool stands apart. */
export function purchasable(idle: readonly IdleQuota[], markets: Markets): BurnSums {
  const pools = [...grouped(idle, row => `${row.region}/${row.pool}/${row.account ?? ""}`).values()];
  return together(
    pools.map(rows => {
      const { pool, region, subscription } = rows[0]!;
      const market = markets(region, subscription);
      return { spot, any, family: families }[pool](rows, market);
    }),
  );
}

/** One pool for machines of any family. */
const any = ([row]: readonly IdleQuota[], market: Market): BurnSums =>
  row!.boundless ? lessSure(nothing) : shared(market, market.all, row!.free);
const shared = (market: Market, offers: readonly Offer[], free: number): BurnSums =>
  sumOf(market, offers, free, () => ({ of: () => free, take: () => {} }));

function spot([row]: readonly IdleQuota[], market: Market): BurnSums {
  // Without a limit it is not known what it buys; what is no spot machine does not depend on it.
  if (row!.boundless) return { ...lessSure(nothing), usdPerDay: exactly(0) };
  const sums = shared(market, market.spot, row!.free);
  // A part without a price leaves no bound.
  const { usdPerDay } = sums;
  const spotUsdPerDay = usdPerDay.is === "exact" ? atMost(usdPerDay.value) : unknownAmount;
  return { ...sums, usdPerDay: exactly(0), spotUsdPerDay };
}

function families(rows: readonly IdleQuota[], market: Market): BurnSums {
  const { regionFree = Number.POSITIVE_INFINITY } = rows[0]!;
  const sums = sumOf(market, market.all, regionFree, () => {
    const left = new Map(rows.map(row => [familyKey(row.name), row.boundless ? 0 : row.free]));
    return {
      of: ({ family }) => left.get(family) ?? 0,
      take: ({ family }, vCpus) => left.set(family, left.get(family)! - vCpus),
    };
  });
  // Of a family that is newer than the tables, or without a limit, it is not known what it buys; its name tells whether that has accelerators.
  const strange = rows.filter(({ best }) => !best);
  if (strange.length === 0) return sums;
  const short = { ...lessSure(sums), spotUsdPerDay: sums.spotUsdPerDay };
  return strange.some(({ accelerator }) => accelerator)
    ? short
    : { ...short, gpus: sums.gpus, megahashesPerSecond: sums.megahashesPerSecond };
}

/** The most money, the most GPUs and the most hashes that could be had of it, each for itself: an attacker picks. */
function sumOf(market: Market, offers: readonly Offer[], free: number, pools: () => Pools): BurnSums {
  const purchases = spend(offers, free, pools());
  const { byGpus, byHashes } = cardsIn(offers);
  const gpus = total(spend(byGpus, free, pools()).map(purchase => purchase.gpus));
  return {
    usdPerDay: total(purchases.map(({ usdPerDay }) => usdPerDay)),
    spotUsdPerDay: exactly(0),
    // Where it is not known what is sold, it is not known either which accelerators are.
    gpus: market.known || figure(gpus) === 0 ? gpus : unknownAmount,
    megahashesPerSecond: market.known ? total(spend(byHashes, free, pools()).map(hashes)) : unknownAmount,
    vCpus: exactly(purchases.reduce((sum, { vCpus }) => sum + vCpus, 0)),
  };
}

/** Offers with accelerators, those with the most for each vCPU first; others of them stand in the order of the market. */
interface Cards {
  readonly byGpus: readonly Offer[];
  readonly byHashes: readonly Offer[];
}

/** Made once for each list of a market. */
const cards = new WeakMap<readonly Offer[], Cards>();

function cardsIn(offers: readonly Offer[]): Cards {
  let made = cards.get(offers);
  if (!made) {
    const all = offers.filter(({ accelerator }) => accelerator);
    const most = (of: (offer: Offer) => number): readonly Offer[] =>
      [...all].sort((a, b) => of(b) / b.vCpus - of(a) / a.vCpus);
    made = {
      byGpus: most(({ gpus = 0 }) => gpus),
      byHashes: most(({ size, gpus = 0 }) => gpus * (rateOf(size) ?? 0)),
    };
    cards.set(offers, made);
  }
  return made;
}

const rateOf = (size: string): number | undefined => megahashesPerSecond(sizeOf(size)?.gpuModel ?? "");

/** What the cards of a purchase would hash. Of a card without a figure it is not known. */
function hashes({ size, gpus }: Purchase): Amount {
  const count = figure(gpus);
  const rate = rateOf(size);
  if (count === 0) return exactly(0);
  return count === undefined || rate === undefined ? unknownAmount : exactly(count * rate);
}
