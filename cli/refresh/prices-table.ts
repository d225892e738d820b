import { isAccelerator } from "../../catalogue/sizes";
import type { Changes, Renewed } from "./changes";
import type { ListedPrices } from "./retail-prices";
import type { SizeRow, SizesTable } from "./sizes-table";

export interface PricesTable {
  readonly asOf: string;
  readonly regions: readonly string[];
  /** A size, and USD per hour in each region; 0 where it is not sold, and nothing behind the last where it is. */
  readonly sizes: readonly (readonly [string, ...number[]])[];
}

/** From so many USD per hour on the price of each region is kept, as it is of every accelerator. */
const dearFrom = 10;

export interface Priced {
  readonly prices: PricesTable;
  readonly sizes: SizesTable;
}

/**
 * Both tables with the prices of now. The median of a size that is listed no more stays, for an old price is better than none; in
 * the regional table it stands no more, for that one says what is sold where.
 */
export function renewedPrices({ prices, sizes }: Priced, listed: ListedPrices, asOf: string): Renewed<Priced> {
  const now = new Map([...listed].map(([size, regions]) => [size.toLowerCase(), regions]));
  const regions = [
    ...new Set([...prices.regions, ...[...new Set([...listed.values()].flatMap(of => [...of.keys()]))].sort()]),
  ];
  const dearer: string[] = [];
  const cheaper: string[] = [];
  const renewed = sizes.sizes.map((row): Readonly<SizeRow> => {
    const [name, family, vCpus, before, ...accelerator] = row;
    const usd = medianOf([...(now.get(name.toLowerCase())?.values() ?? [])]) ?? before;
    if (before !== null && usd !== null && usd !== before)
      (usd > before ? dearer : cheaper).push(`${name}: ${before} → ${usd} USD per hour`);
    return [name, family, vCpus, usd, ...accelerator];
  });
  const regional = renewed.flatMap(([name, , , usd]): (readonly [string, ...number[]])[] => {
    const of = now.get(name.toLowerCase());
    if (!of || !(isAccelerator(name) || (usd ?? 0) >= dearFrom)) return [];
    return [[name, ...withoutEnd(regions.map(region => of.get(region) ?? 0))]];
  });
  return {
    table: {
      prices: { asOf, regions, sizes: inOrderOf(prices.sizes, regional) },
      sizes: { ...sizes, sizes: renewed },
    },
    changes: { ...namesOf(prices.sizes, regional), dearer, cheaper },
  };
}

const withoutEnd = (prices: readonly number[]): readonly number[] =>
  prices.slice(0, prices.findLastIndex(price => price > 0) + 1);

/** The known ones where they stood, and new ones behind them. */
function inOrderOf<R extends readonly [string, ...unknown[]]>(before: readonly R[], after: readonly R[]): readonly R[] {
  const place = new Map(before.map(([name], at) => [name, at]));
  const at = ([name]: R) => place.get(name) ?? before.length;
  return [...after].sort((one, other) => at(one) - at(other));
}

const namesOf = (before: PricesTable["sizes"], after: PricesTable["sizes"]): Changes => {
  const [had, has] = [before, after].map(rows => new Set(rows.map(([name]) => name)));
  return {
    added: [...has!].filter(name => !had!.has(name)).map(name => `${name}, by region`),
    gone: [...had!].filter(name => !has!.has(name)).map(name => `${name}, by region`),
    changed: [],
  };
};

/** Of an even number the mean of the two in the middle, to a hundredth of a cent. */
function medianOf(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  return Math.round(median * 10_000) / 10_000;
}
