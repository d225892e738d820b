import type { Exception } from "../catalogue/exceptions";
import { normalRegion } from "../catalogue/regions";
import type { Value } from "../compute/value";
import { readable } from "./judge-value";
import type { Judged } from "./policy";
import { quote } from "./quote";

/** What an exception was given for: the most of size, machines and places that it covers. */
export type Extent = NonNullable<Exception["upTo"]>;

/** What of a judgement an extent is held against. */
export type Asked = Partial<Pick<Judged, "requests" | "regions" | "totals">>;

/** Where what is asked for goes beyond what an exception was given for, for people; undefined where it does not. */
export function beyond({ size, count, regions }: Extent, asked: Asked): string | undefined {
  const requests = asked.requests ?? [];
  if (size !== undefined)
    for (const request of requests) {
      const name = readable(request.size);
      if (name !== undefined && name.toLowerCase() !== size.toLowerCase()) return `the size ${quote(name)}`;
      if (isOpen(request.size)) return "a size that cannot be read";
    }
  const machines = machinesIn(asked);
  if (count !== undefined && machines > count) return `${machines} machines`;
  if (count !== undefined && requests.some(({ count, ceiling }) => isOpen(count) || isOpen(ceiling)))
    return "a number of machines that cannot be read";
  if (regions === undefined) return undefined;
  const approved = new Set(regions.map(normalRegion));
  const other = regionsIn(asked).find(region => !approved.has(region));
  return other === undefined ? undefined : `the region ${quote(other)}`;
}

/** What a message says of a fault beyond what its exception was given for, as `beyond` names it. */
export const notGivenFor = (excess: string): string => `its exception was not given for ${excess}`;

/** What may be written into a line that people paste: no text that is more than a name. */
const isName = /^\w[\w-]{0,80}$/;

/** The extent of what is asked for, to be written into an exception; undefined where nothing of it can be read. */
export function extentOf(asked: Asked): Extent | undefined {
  const sizes = new Set((asked.requests ?? []).flatMap(({ size }) => readable(size) ?? []));
  const machines = machinesIn(asked);
  const regions = regionsIn(asked);
  const [size, ...others] = sizes;
  const extent = {
    ...(size !== undefined && others.length === 0 && isName.test(size) && { size }),
    ...(machines > 0 && { count: machines }),
    ...(regions.length > 0 && regions.every(region => isName.test(region)) && { regions }),
  };
  return Object.keys(extent).length > 0 ? extent : undefined;
}

/** The larger of count and ceiling over all requests, one where neither is known; of a stack, all of its machines. */
const machinesIn = ({ requests = [], totals = [] }: Asked): number =>
  totals.length > 0
    ? Math.max(...totals.map(({ totals }) => totals.machines))
    : requests.reduce((sum, { count, ceiling }) => sum + Math.max(readable(count) ?? 1, readable(ceiling) ?? 0), 0);

const regionsIn = ({ requests = [], regions = [], totals = [] }: Asked): string[] => {
  const named = [...requests.map(({ region }) => region), ...regions.map(({ region }) => region)];
  const known = [
    ...named.flatMap(region => readable(region) ?? []),
    ...totals.flatMap(({ totals }) => [...totals.regions]),
  ];
  return [...new Set(known.map(normalRegion))].sort();
};

/** Whether a value is there and nobody can say what it is. */
const isOpen = ({ state }: Value<unknown>): boolean => state !== "known" && state !== "absent";
