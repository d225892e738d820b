import type { ListedRegion } from "./azure-lists";
import type { Renewed } from "./changes";

/** A row as `catalogue/regions.ts` reads it: name, display name, cloud, whether it is a place, its pair. */
export type RegionRow = readonly [string, string, string, number, string?];

export interface RegionsTable {
  readonly asOf: string;
  readonly regions: readonly RegionRow[];
}

/**
 * The table with what Azure lists now to a subscription of one cloud. Rows are never taken away: a subscription is not shown all
 * regions, and other clouds are not shown at all.
 */
export function renewedRegions(
  before: RegionsTable,
  listed: readonly ListedRegion[],
  cloud: string,
  asOf: string,
): Renewed<RegionsTable> {
  const now = new Map(listed.map(region => [region.name.toLowerCase(), region]));
  const rowOf = ({ name, displayName, physical, pair }: ListedRegion): RegionRow => {
    const row = [name.toLowerCase(), displayName, cloud, physical ? 1 : 0] as const;
    return pair === undefined ? row : [...row, pair];
  };
  const changed: string[] = [];
  const known = before.regions.map((row): RegionRow => {
    const region = now.get(row[0]);
    if (!region || row[2] !== cloud) return row;
    const [name, , , , pair] = row;
    const renewed = rowOf({ ...region, pair: region.pair ?? pair });
    if (String(renewed) !== String(row))
      changed.push(`${name}: ${row.slice(1).join(", ")} → ${renewed.slice(1).join(", ")}`);
    return renewed;
  });
  const names = new Set(before.regions.map(([name]) => name));
  const added = listed.filter(({ name }) => !names.has(name.toLowerCase())).map(rowOf);
  return {
    table: { asOf, regions: [...known, ...added] },
    changes: {
      added: added.map(([name]) => name),
      gone: before.regions.flatMap(([name, , of]) => (of !== cloud || now.has(name) ? [] : [`${name} (kept)`])),
      changed,
    },
  };
}
