import { familyKey } from "../../catalogue/families";
import { hasPrices, isSold, isSpotCapable, usdPerHour } from "../../catalogue/prices";
import { isRegion } from "../../catalogue/regions";
import { isRetired } from "../../catalogue/retirements";
import { isAccelerator, sizes } from "../../catalogue/sizes";
import { exactly, unknownAmount } from "./amount";
import { grouped } from "./collate";
import type { Purchase } from "./types";

/** One machine size on offer. */
export interface Offer {
  readonly size: string;
  /** Key of the quota family that it draws on, unless it is a spot machine. */
  readonly family: string;
  readonly vCpus: number;
  /** Absent: how many it has is not known. */
  readonly gpus?: number;
  /** At list price. Absent: no price is known. */
  readonly usdPerHour?: number;
  readonly accelerator: boolean;
}

/** What is on offer in a region, dearest for each vCPU first. */
export interface Market {
  /** False: no price of this region is known. Those of the offers are the medians of other regions, good for comparing them. */
  readonly priced: boolean;
  readonly all: readonly Offer[];
  /** Those of them that are sold as spot machines too. */
  readonly spot: readonly Offer[];
  readonly families: ReadonlyMap<string, readonly Offer[]>;
}

/** Made once for each region and day. */
const markets = new Map<string, Market>();

/** The market of a region at a time (ISO 8601), without what is not sold there and what had ended by then. */
export function marketOf(region: string, at: string): Market {
  const place = isRegion(region) ? region : "";
  const key = `${place} ${at.slice(0, 10)}`;
  let market = markets.get(key);
  if (!market) {
    const all = [...sizes().keys()].flatMap(name => offer(name, place, at)).sort(dearestFirst);
    market = {
      priced: hasPrices(place),
      all,
      spot: all.filter(({ size }) => isSpotCapable(size)),
      families: grouped(all, ({ family }) => family),
    };
    markets.set(key, market);
  }
  return market;
}

function offer(name: string, region: string, at: string): Offer[] {
  const size = sizes().get(name);
  if (!size?.vCpus || isSold(size.name, region) === false) return [];
  if (size.quotaFamily !== undefined && isRetired(size.quotaFamily, at)) return [];
  const price = usdPerHour(size.name, region);
  return [
    {
      size: size.name,
      family: familyKey(size.quotaFamily ?? ""),
      vCpus: size.vCpus,
      ...(size.gpus !== undefined && { gpus: size.gpus }),
      ...(price !== undefined && { usdPerHour: price }),
      accelerator: isAccelerator(size.name),
    },
  ];
}

const priceOf = ({ usdPerHour: price = 0 }: Offer): number => price;
const gpusOf = ({ gpus = 0 }: Offer): number => gpus;

const dearestFirst = (a: Offer, b: Offer) =>
  priceOf(b) / b.vCpus - priceOf(a) / a.vCpus || gpusOf(b) - gpusOf(a) || (a.size < b.size ? -1 : 1);

/** So many machines of one offer. At the price of other regions, what they cost here is not known. */
function buy({ size, vCpus, gpus, usdPerHour: price }: Offer, count: number, priced: boolean): Purchase {
  const usd = price === undefined ? unknownAmount : exactly(count * price * 24);
  return {
    size,
    count,
    vCpus: count * vCpus,
    gpus: gpus === undefined ? unknownAmount : exactly(count * gpus),
    usdPerDay: priced ? usd : unknownAmount,
    ...(!priced && { usdPerDayElsewhere: usd }),
  };
}

/** The one size of which the most money could be spent with so many vCPUs free. */
export function dearest(offers: readonly Offer[], free: number, priced: boolean): Purchase | undefined {
  let best: { offer: Offer; count: number; usd: number } | undefined;
  for (const offer of offers) {
    const count = Math.floor(free / offer.vCpus);
    const usd = count * priceOf(offer);
    if (
      count > 0 &&
      (!best || usd > best.usd || (usd === best.usd && count * gpusOf(offer) > best.count * gpusOf(best.offer)))
    )
      best = { offer, count, usd };
  }
  return best && buy(best.offer, best.count, priced);
}

/** vCPUs free in the pool that an offer draws on; it is told what was taken. */
export interface Pools {
  of(offer: Offer): number;
  take(offer: Offer, vCpus: number): void;
}

/** Spends a region's free vCPUs, dearest for each vCPU first, until no machine fits any more. */
export function spend(offers: readonly Offer[], priced: boolean, free: number, left: Pools): readonly Purchase[] {
  let shared = free;
  const purchases: Purchase[] = [];
  for (const offer of offers) {
    if (shared <= 0) break;
    const count = Math.floor(Math.min(left.of(offer), shared) / offer.vCpus);
    if (count === 0) continue;
    shared -= count * offer.vCpus;
    left.take(offer, count * offer.vCpus);
    purchases.push(buy(offer, count, priced));
  }
  return purchases;
}
