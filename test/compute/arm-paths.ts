import { sizeOf } from "../../catalogue/sizes";
import { armNaming, nodesAt } from "../../compute/path";
import { expandTemplate } from "../../compute/template/expand";
import { isObject } from "../../compute/tree";
import type { ComputeType, Paths, RequestShape } from "../../compute/types/compute-type";
import type { Tree } from "../../compute/value";
import { fullSize } from "../../compute/vm-size";
import { examples, quickstarts } from "./corpus";

/** Proves ARM paths by what people and Azure have written: one is right once a size was seen to stand there. */

/** Bodies of resources, by ARM type in lower case. */
export type Seen = ReadonlyMap<string, readonly Tree[]>;

export function seenInCorpus(): Seen {
  const written = [...quickstarts("compute"), ...quickstarts("noncompute")].flatMap(({ template }) =>
    expandTemplate(template as Tree, { path: "" }).resources.map(({ resource }) => resource),
  );
  const called = examples().flatMap(({ type, request, answers }) =>
    [request, ...answers].map(body => ({ ...body, type }) as Tree),
  );
  const seen = new Map<string, Tree[]>();
  for (const body of [...written, ...called]) {
    if (!isObject(body) || typeof body.type !== "string") continue;
    const type = body.type.toLowerCase();
    seen.set(type, [...(seen.get(type) ?? []), body]);
  }
  return seen;
}

const listed = (paths: Paths | undefined): readonly string[] =>
  paths === undefined ? [] : typeof paths === "string" ? [paths] : paths;

/** The paths that say what is created; where there are none, those that say how much of it. */
function tellingPaths({ at = "", size, tier, asks = [], count, ceiling }: RequestShape): string[] {
  const amounts = [count, ceiling].flatMap(of => (typeof of === "object" && "sum" in of ? of.sum : listed(of)));
  const wares = [...listed(size), ...listed(tier), ...asks.flatMap(({ path }) => listed(path))];
  return (wares.length > 0 ? wares : amounts).flatMap(path =>
    path.startsWith("/") ? [path.slice(1)] : listed(at).map(place => [place, path].filter(Boolean).join(".")),
  );
}

/** Where a size should stand, one that Azure has: an expression that is left over proves nothing. */
const stands = ({ size }: RequestShape, node: Tree | undefined): boolean =>
  size === undefined
    ? node !== undefined && node !== null
    : typeof node === "string" && sizeOf(fullSize(node)) !== undefined;

/** The requests of a row that no resource of its type was seen to make, each by its first telling path. */
export function unseenOrders(row: ComputeType, seen: Seen): string[] {
  const bodies = seen.get(row.arm.toLowerCase()) ?? [];
  return (row.requests ?? []).flatMap(request => {
    const paths = tellingPaths(request);
    const found = bodies.some(node =>
      paths.some(path => nodesAt({ node, path: "" }, path, armNaming).some(place => stands(request, place.node))),
    );
    return found || paths.length === 0 ? [] : [`${row.arm} ${paths[0]}`];
  });
}

/** What stands at the top of a resource in ARM; all else lies in `properties`. */
const envelope: ReadonlySet<string> = new Set([
  "properties",
  "sku",
  "kind",
  "plan",
  "identity",
  "location",
  "zones",
  "tags",
]);

export const isInEnvelope = (path: string): boolean => envelope.has(armNaming.steps(path)[0]?.key ?? "");
