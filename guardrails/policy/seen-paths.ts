import { fromRoot, inAmount } from "../../compute/read-paths";
import { computeTypes } from "../../compute/types";
import type { ComputeType, Quantity } from "../../compute/types/compute-type";
import { type Alias, aliasesAt, armPath, placesOf } from "./aliases";

/** What a property says of a request. */
export type Matter =
  | "size"
  | "tier"
  | "accelerator"
  | "count"
  | "ceiling"
  | "formula"
  | "kind"
  | "region"
  | "extension";

/** A property that the row of a type reads, and the aliases by which Azure Policy reads it; none where it cannot. */
export interface SeenPath {
  readonly type: string;
  readonly matter: Matter;
  /** As Azure Policy writes paths, where it can enter. */
  readonly path: string;
  readonly aliases: readonly Alias[];
}

function pathsOf({ arm, requests = [], regions = [], extensions = [] }: ComputeType): (readonly [Matter, string])[] {
  const ofRequests = requests.flatMap(request => {
    const lists = inAmount(request.at ?? "");
    // one object in the place of a list is seen only where it has an alias of its own
    const isPlace = (at: string, path: string) => lists.includes(at) || aliasesAt(arm, fromRoot(at, path)).length > 0;
    const of = (matter: Matter, paths: Quantity | undefined) =>
      placesOf(request.at).flatMap(at =>
        inAmount(paths).flatMap(path => (isPlace(at, path) ? [[matter, fromRoot(at, path)] as const] : [])),
      );
    return [
      ...of("size", request.size),
      ...of("tier", request.tier),
      ...of(
        "accelerator",
        request.asks?.flatMap(({ path }) => path ?? []),
      ),
      ...of("count", request.count),
      ...of("ceiling", request.ceiling),
      ...of("formula", request.formula),
      ...of("kind", request.only?.path),
    ];
  });
  const ofExtensions = extensions.flatMap(({ at = "", publisher, type, fixed }) =>
    fixed ? [] : [publisher, type].map(path => ["extension", fromRoot(at, path)] as const),
  );
  return [...ofRequests, ...regions.map(path => ["region", path] as const), ...ofExtensions];
}

/** Everything that the rows of `compute/types/` read, but for payloads, of which no alias tells enough. */
export const seenPaths: readonly SeenPath[] = computeTypes.flatMap(row =>
  pathsOf(row).map(
    ([matter, path]): SeenPath => ({
      type: row.arm,
      matter,
      path: armPath(path) ?? path,
      aliases: aliasesAt(row.arm, path),
    }),
  ),
);

/** Types in whose rows there is something to see, and nothing of it has an alias. */
export const unseenTypes: readonly string[] = [...new Set(seenPaths.map(({ type }) => type))].filter(type =>
  seenPaths.every(seen => seen.type !== type || seen.aliases.length === 0),
);
