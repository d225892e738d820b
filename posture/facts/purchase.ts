import { familyKey } from "../../catalogue/families";
import { hasPrices, isSold, isSpotCapable, usdPerHour } from "../../catalogue/prices";
import { isRegion, normalRegion } from "../../catalogue/regions";
import { isRetired } from "../../catalogue/retirements";
import { isAccelerator, sizeOf, sizes } from "../../catalogue/sizes";
import type { SoldSizes } from "../evidence/sold-sizes";
import { exactly, unknownAmount } from "./amount";
import { grouped } from "./collate";
import type { Purchase } from "./types";

/** One machine size on offer. */
export interface Offer {
  readonly size: string;
  /** Key of the quota family that it draws on, unless it is a spot machine. Empty: which it is, is not known. */
  readonly family: string;
  readonly vCpus: number;
  /** Absent: how many it has is not known. */
  readonly gpus?: number;
  /** At list price. Absent: no price is known. */
  readonly usdPerHour?: number;
  /** False: no price of this region is known. The price is the median of other regions, good for comparing. */
  readonly priced: boolean;
  readonly accelerator: boolean;
}

/** What is on offer in a region, dearest for each vCPU first. */
export interface Market {
  /** Whether it is known what is sold there: Compute lists it, or there are prices of the region. */
  readonly known: boolean;
  /** Whether that rests on Compute's own list for the subscription. */
  readonly listed: boolean;
  readonly all: readonly Offer[];
  /** Those of them that are sold as spot machines too. */
  readonly spot: readonly Offer[];
  readonly families: ReadonlyMap<string, readonly Offer[]>;
  /** Whether a family is sold, by its key, be it by sizes that are newer than the tables; undefined where nothing tells. */
  sells(family: string): boolean | undefined;
}

/** The market of a region, as a subscription finds it. */
export type Markets = (region: string, subscription?: string) => Market;

/** The markets at a time (ISO 8601): what Compute says that it sells, and where that was not read, what has a price there. */
export function marketsAt(at: string, sold: readonly SoldSizes[] = []): Markets {
  const lists = new Map(sold.map(row => [`${row.subscription.toLowerCase()} ${normalRegion(row.region)}`, row]));
  return (region, subscription) => {
    const list = subscription === undefined ? undefined : lists.get(`${subscription.toLowerCase()} ${region}`);
    return list ? listedMarket(list, at) : pricedMarket(region, at);
  };
}

/** Made once for each region and day. */
const priced = new Map<string, Market>();

function pricedMarket(region: string, at: string): Market {
  const place = isRegion(region) ? region : "";
  const key = `${place} ${at.slice(0, 10)}`;
  let market = priced.get(key);
  if (!market) {
    const offers = [...sizes().keys()].filter(name => isSold(name, place) !== false);
    market = {
      known: hasPrices(place),
      listed: false,
      ...offersOf(offers, place, at, isSpotCapable),
      sells: () => undefined,
    };
    priced.set(key, market);
  }
  return market;
}

/** Made once for each list and day. */
const listed = new WeakMap<SoldSizes, { readonly day: string; readonly market: Market }>();

function listedMarket(list: SoldSizes, at: string): Market {
  const day = at.slice(0, 10);
  const made = listed.get(list);
  if (made?.day === day) return made.market;
  const region = normalRegion(list.region);
  const notSpot = new Set(list.notSpot.map(name => name.toLowerCase()));
  const families = new Set(list.families);
  const market = {
    known: true,
    listed: true,
    ...offersOf(list.sizes, isRegion(region) ? region : "", at, size => !notSpot.has(size.toLowerCase())),
    sells: (family: string) => families.has(family) && !isRetired(family, at),
  };
  listed.set(list, { day, market });
  return market;
}

function offersOf(names: readonly string[], region: string, at: string, isSpot: (size: string) => boolean) {
  const all = names.flatMap(name => offer(name, region, at)).sort(dearestFirst);
  return {
    all,
    spot: all.filter(({ size }) => isSpot(size)),
    families: grouped(
      all.filter(({ family }) => family !== ""),
      ({ family }) => family,
    ),
  };
}

/** A size as it is sold in a region; none where its family had ended by then. */
function offer(name: string, region: string, at: string): Offer[] {
  const size = sizeOf(name);
  if (!size?.vCpus) return [];
  if (size.quotaFamily !== undefined && isRetired(size.quotaFamily, at)) return [];
  const price = usdPerHour(size.name, region);
  return [
    {
      size: size.name,
      family: familyKey(size.quotaFamily ?? ""),
      vCpus: size.vCpus,
      ...(size.gpus !== undefined && { gpus: size.gpus }),
      ...(price !== undefined && { usdPerHour: price }),
      priced: hasPrices(region) && isSold(size.name, region) !== false,
      accelerator: isAccelerator(size.name),
    },
  ];
}

const priceOf = ({ usdPerHour: price = 0 }: Offer): number => price;
const gpusOf = ({ gpus = 0 }: Offer): number => gpus;

const dearestFirst = (a: Offer, b: Offer) =>
  priceOf(b) / b.vCpus - priceOf(a) / a.vCpus || gpusOf(b) - gpusOf(a) || (a.size < b.size ? -1 : 1);

let vCpu: number | undefined;

/** What a vCPU of the dearest ordinary machine costs a day at the median list price of all regions. */
export const dearestVCpu = (): number =>
  (vCpu ??=
    24 *
    Math.max(
      ...[...sizes().values()].map(({ name, vCpus }) =>
        vCpus && !isAccelerator(name) ? (usdPerHour(name, "") ?? 0) / vCpus : 0,
      ),
    ));

/** So many machines of one offer. At the price of other regions, what they cost here is not known. */
function buy({ size, vCpus, gpus, usdPerHour: price, priced }: Offer, count: number): Purchase {
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
export function dearest(offers: readonly Offer[], free: number): Purchase | undefined {
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
  return best && buy(best.offer, best.count);
}

/** vCPUs free in the pool that an offer draws on; it is told what was taken. */
export interface Pools {
  of(offer: Offer): number;
  take(offer: Offer, vCpus: number): void;
}

/** Spends a region's free vCPUs, dearest for each vCPU first, until no machine fits any more. */
export function spend(offers: readonly Offer[], free: number, left: Pools): readonly Purchase[] {
  let shared = free;
  const purchases: Purchase[] = [];
  for (const offer of offers) {
    if (shared <= 0) break;
    const count = Math.floor(Math.min(left.of(offer), shared) / offer.vCpus);
    if (count === 0) continue;
    shared -= count * offer.vCpus;
    left.take(offer, count * offer.vCpus);
    purchases.push(buy(offer, count));
  }
  return purchases;
}
