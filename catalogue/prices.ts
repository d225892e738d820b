import data from "./data/prices.json";
import { normalRegion } from "./regions";
import { sizeOf } from "./sizes";

type Row = readonly [string, ...number[]];

let index: ReadonlyMap<string, readonly number[]> | undefined;
function regional(size: string): readonly number[] | undefined {
  index ??= new Map((data.sizes as unknown as readonly Row[]).map(([name, ...prices]) => [name.toLowerCase(), prices]));
  return index.get(size.trim().toLowerCase());
}

/**
 * List price of one machine in USD per hour (Linux, pay as you go, 2026-06-18): in that region for accelerators and the
 * dearest sizes, where one size costs up to twice as much in one region as in another; else the median of all regions.
 * A policy pack asks `sizeOf` for the median, and so leaves the regional table out of its bundle.
 */
export function usdPerHour(size: string, region?: string): number | undefined {
  const column = region === undefined ? -1 : data.regions.indexOf(normalRegion(region));
  return regional(size)?.[column] || sizeOf(size)?.usdPerHour;
}
