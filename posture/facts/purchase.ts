import { familyKey } from "../../catalogue/families";
import { usdPerHour } from "../../catalogue/prices";
import { isRegion } from "../../catalogue/regions";
import { isAccelerator, sizes } from "../../catalogue/sizes";
import { grouped } from "./collate";
import type { Purchase } from "./types";

/** One machine size on offer. An unknown price counts as nothing: what is told is never more than what is known. */
export interface Offer {
  readonly size: string;
  /** Key of the quota family that it draws on, unless it is a spot machine. */
  readonly family: string;
  readonly vCpus: number;
  readonly gpus: number;
  readonly usdPerHour: number;
  readonly accelerator: boolean;
}

/** What is on offer in a region, dearest for each vCPU first. */
export interface Market {
  readonly all: readonly Offer[];
  readonly families: ReadonlyMap<string, readonly Offer[]>;
}

const markets = new Map<string, Market>();

/** The market of a region at list prices; of a region without prices of its own, at the median of all. Made once. */
export function marketOf(region: string): Market {
  const key = isRegion(region) ? region : "";
  let market = markets.get(key);
  if (!market) {
    const all = [...sizes().keys()].flatMap(name => offer(name, region)).sort(dearestFirst);
    market = { all, families: grouped(all, ({ family }) => family) };
    markets.set(key, market);
  }
  return market;
}

function offer(name: string, region: string): Offer[] {
  const size = sizes().get(name);
  if (!size?.vCpus) return [];
  return [
    {
      size: size.name,
      family: familyKey(size.quotaFamily ?? ""),
      vCpus: size.vCpus,
      gpus: size.gpus ?? 0,
      usdPerHour: usdPerHour(size.name, region) ?? 0,
      accelerator: isAccelerator(size.name),
    },
  ];
}

const dearestFirst = (a: Offer, b: Offer) =>
  b.usdPerHour / b.vCpus - a.usdPerHour / a.vCpus || b.gpus - a.gpus || (a.size < b.size ? -1 : 1);

const buy = ({ size, vCpus, gpus, usdPerHour }: Offer, count: number): Purchase => ({
  size,
  count,
  vCpus: count * vCpus,
  gpus: rounded(count * gpus),
  usdPerDay: rounded(count * usdPerHour * 24),
});

/** The one size of which the most money could be spent with so many vCPUs free. */
export function dearest(offers: readonly Offer[], free: number): Purchase | undefined {
  let best: { offer: Offer; count: number; usd: number } | undefined;
  for (const offer of offers) {
    const count = Math.floor(free / offer.vCpus);
    const usd = count * offer.usdPerHour;
    if (
      count > 0 &&
      (!best || usd > best.usd || (usd === best.usd && count * offer.gpus > best.count * best.offer.gpus))
    )
      best = { offer, count, usd };
  }
  return best && buy(best.offer, best.count);
}

/**
 * Spends a region's free vCPUs, dearest for each vCPU first, until no machine fits any more.
 * @param left vCPUs free in the pool that an offer draws on; it is told what was taken.
 */
export function spend(
  offers: readonly Offer[],
  total: number,
  left: { of(offer: Offer): number; take(offer: Offer, vCpus: number): void },
): readonly Purchase[] {
  let shared = total;
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

/** To cents, and to hundredths of a GPU: sums of fractions do not depend on their order. */
export const rounded = (amount: number): number => Math.round(amount * 100) / 100;
