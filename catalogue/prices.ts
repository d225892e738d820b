import data from "./data/prices.json";
import { normalRegion } from "./regions";
import { isAccelerator, matches, sizeOf } from "./sizes";

/** The day of these prices, and of the medians that stand with the sizes, `2026-06-18`. */
export const pricesAsOf: string = data.asOf;

type Row = readonly [string, ...number[]];

let index: ReadonlyMap<string, readonly number[]> | undefined;
function regional(size: string): readonly number[] | undefined {
  index ??= new Map((data.sizes as unknown as readonly Row[]).map(([name, ...prices]) => [name.toLowerCase(), prices]));
  return index.get(size.trim().toLowerCase());
}

/**
 * List price of one machine in USD per hour (Linux, pay as you go): in that region for accelerators and the
 * dearest sizes, where one size costs up to twice as much in one region as in another; else the median of all regions.
 * A policy pack asks `sizeOf` for the median, and so leaves the regional table out of its bundle.
 */
export function usdPerHour(size: string, region?: string): number | undefined {
  const column = region === undefined ? -1 : data.regions.indexOf(normalRegion(region));
  return regional(size)?.[column] || sizeOf(size)?.usdPerHour;
}

/** The lowest list price of one machine in any region, in USD per hour; undefined where none is known. */
export function lowestUsdPerHour(size: string): number | undefined {
  const median = sizeOf(size)?.usdPerHour;
  return median === undefined ? undefined : Math.min(median, ...(regional(size) ?? []).filter(price => price > 0));
}

const columnOf = (region: string): number => data.regions.indexOf(normalRegion(region));

/** Whether the table has prices of this region at all. It lacks those of sovereign clouds and the newest regions. */
export const hasPrices = (region: string): boolean => columnOf(region) >= 0;

let selling: readonly boolean[] | undefined;

/** Boards that compute and are no GPUs: a region may sell these and no GPU. */
const otherBoards = /FPGA|ASIC/;

/** Whether any GPU size has a price in a region; undefined where the table lacks the region. */
export function sellsGpus(region: string): boolean | undefined {
  selling ??= data.regions.map((_, column) =>
    (data.sizes as unknown as readonly Row[]).some(
      ([size, ...prices]) =>
        isAccelerator(size) && !otherBoards.test(sizeOf(size)?.gpuModel ?? "") && (prices[column] ?? 0) > 0,
    ),
  );
  return selling[columnOf(region)];
}

/**
 * Whether a size is sold in a region, by the prices of accelerators and the dearest sizes in each region. Undefined where
 * they do not tell: the table lacks the region or the size.
 */
export function isSold(size: string, region: string): boolean | undefined {
  const column = columnOf(region);
  if (column < 0) return undefined;
  const prices = regional(size);
  if (prices) return (prices[column] ?? 0) > 0;
  return isAccelerator(size) && !sellsGpus(region) ? false : undefined;
}

/**
 * Sizes that are not sold as spot machines (Learn, "Use Azure Spot Virtual Machines": the B series and promotions), or of
 * which nothing says that they are (PB, a preview of FPGAs).
 */
const neverSpot: readonly string[] = ["Standard_B*", "*_Promo", "Standard_PB*"];

/** Whether a size may be created as a spot machine, for all that is known. */
export const isSpotCapable = (size: string): boolean => !neverSpot.some(pattern => matches(pattern, size));
