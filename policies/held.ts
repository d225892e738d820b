import { createHash } from "node:crypto";
import { readable } from "./judge-value";
import type { Judged } from "./policy";

/** Digests of what a stack held when its state was exported: of URNs with size, region and count. */
export type Held = ReadonlySet<string>;

/** The most machines of one size for which each smaller count is held too, one digest each. */
const mostCounts = 1000;

const digest = (urn: string, place: string, count: number): string =>
  createHash("sha256").update(`${urn}\n${place}\n${count}`).digest("hex").slice(0, 24);

/** Machines by size and region; undefined where one of them cannot be read, for nobody can say then that it was there. */
function machinesOf(requests: Judged["requests"]): ReadonlyMap<string, number> | undefined {
  const machines = new Map<string, number>();
  for (const { size, region, accelerator, otherAccelerators = [], count, ceiling } of requests) {
    if (
      [size, region, accelerator, ...otherAccelerators, count, ceiling].some(
        ({ state }) => state !== "known" && state !== "absent",
      )
    )
      return undefined;
    const accelerators = [accelerator, ...otherAccelerators].flatMap(named => readable(named) ?? []);
    const name = (readable(size) ?? accelerators.join(" and ")).toLowerCase();
    const place = `${name} ${readable(region) ?? ""}`;
    const many = Math.max(readable(count) ?? 1, readable(ceiling) ?? 0);
    machines.set(place, (machines.get(place) ?? 0) + many);
  }
  return machines;
}

/** Where a resource and its parts are; undefined where that cannot be read. */
function placesOf(regions: Judged["regions"]): string | undefined {
  if (regions.some(({ region: { state } }) => state !== "known" && state !== "absent")) return undefined;
  const names = regions.flatMap(({ region }) => readable(region) ?? []);
  return `in ${[...new Set(names)].sort().join(" ")}`;
}

type Asked = Partial<Pick<Judged, "requests" | "regions">>;

/** The digests of one resource of a state: what it requests, and less of the same, and where it is. */
export function digestsOf(urn: string, { requests = [], regions = [] }: Asked): string[] {
  const machines = [...(machinesOf(requests) ?? [])].flatMap(([place, many]) => {
    const counts = Array.from({ length: Math.min(many, mostCounts) + 1 }, (_, count) => count);
    return [...new Set([...counts, many])].map(count => digest(urn, place, count));
  });
  const places = placesOf(regions);
  return places === undefined ? machines : [...machines, digest(urn, places, 0)];
}

/** Whether all that a resource asks for was there before: the same resource, in the same sizes and regions, with no more machines. */
export function wasHeld(held: Held, urn: string, { requests = [], regions = [] }: Asked): boolean {
  if (requests.length === 0 && regions.length === 0) return false;
  const [machines, places] = [machinesOf(requests), placesOf(regions)];
  return (
    machines !== undefined &&
    places !== undefined &&
    held.has(digest(urn, places, 0)) &&
    [...machines].every(([place, many]) => held.has(digest(urn, place, many)))
  );
}
