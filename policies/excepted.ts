import type { Exception } from "../catalogue/exceptions";
import { normalRegion } from "../catalogue/regions";
import type { ComputeRequest } from "../compute/facts";
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
  if (size !== undefined) {
    const given = new Set([size].flat().map(name => name.toLowerCase()));
    for (const leaf of requests.flatMap(sizesOf)) {
      const name = readable(leaf);
      if (name !== undefined && !given.has(name.toLowerCase())) return `the size ${quote(name)}`;
      if (isOpen(leaf)) return "a size that cannot be read";
    }
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

/** The sizes of a request, and the accelerators that it names without one: `V100`. */
const sizesOf = ({ size, accelerator, otherAccelerators = [] }: ComputeRequest): readonly Value<string>[] => [
  size,
  accelerator,
  ...otherAccelerators,
];

/** What may be written into a line that people paste: no text that is more than a name, which may be of a few words. */
const isName = /^[A-Za-z_][\w-]{0,80}(?: [\w-]{1,20}){0,5}$/;

/**
 * The extent of what is asked for, to be written into an exception; undefined where nothing of it can be read.
 * @param isCounted whether the number of machines may be written
 */
export function extentOf(asked: Asked, isCounted = true): Extent | undefined {
  const names = (asked.requests ?? []).flatMap(sizesOf).flatMap(leaf => readable(leaf) ?? []);
  const sizes = [...new Map(names.map(name => [name.toLowerCase(), name])).values()].filter(name => isName.test(name));
  const machines = machinesIn(asked);
  const regions = regionsIn(asked);
  const extent = {
    ...(sizes.length > 0 && { size: sizes.length === 1 ? sizes[0] : sizes }),
    ...(isCounted && machines > 0 && { count: machines }),
    ...(regions.length > 0 && regions.every(region => isName.test(region)) && { regions }),
  };
  return Object.keys(extent).length > 0 ? extent : undefined;
}

/** The larger of count and ceiling over all requests, one where neither is known; of a stack, all of its machines. */
function machinesIn({ requests = [], totals = [] }: Asked): number {
  if (totals.length > 0) return Math.max(...totals.map(({ totals }) => totals.machines));
  const lone: number[] = [];
  // sizes among which Azure picks share their machines
  const shared = new Map<string, number>();
  for (const { count, ceiling, choice } of requests) {
    const machines = Math.max(readable(count) ?? 1, readable(ceiling) ?? 0);
    if (choice === undefined) lone.push(machines);
    else shared.set(choice, Math.max(shared.get(choice) ?? 0, machines));
  }
  return [...lone, ...shared.values()].reduce((sum, machines) => sum + machines, 0);
}

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
