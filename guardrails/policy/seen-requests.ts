import { fromRoot, inAmount } from "../../compute/read-paths";
import { computeTypes } from "../../compute/types";
import type { Ask, Quantity, RequestShape } from "../../compute/types/compute-type";
import { type Alias, aliasesAt, listOf, placesOf } from "./aliases";
import { all, type Condition, ofType, some, somewhere } from "./definition";

/** A property of a request that Azure Policy can read. */
export interface Leaf {
  readonly alias: Alias;
  /** Where one of these stands, it counts and this does not. */
  readonly unless: readonly Alias[];
}

/** A compute request of a type, as far as Azure Policy can see it. */
export interface SeenRequest {
  readonly type: string;
  readonly shape: RequestShape;
  /** The list in whose elements it stands. */
  readonly list: string | undefined;
  /** Whether it is the one object that an old preview took in the place of that list. */
  readonly isLone: boolean;
  /** Holds where the request is made. */
  readonly made: readonly Condition[];
  readonly sizes: readonly Leaf[];
  readonly tiers: readonly Leaf[];
  readonly asks: readonly (Leaf & { readonly ask: Ask })[];
  readonly counts: readonly Leaf[];
  readonly ceilings: readonly Leaf[];
}

/** Of paths the first that leads to something counts, but the parts of a sum all do. */
function leavesOf(type: string, at: string, of: Quantity | undefined): Leaf[] {
  const isSum = typeof of === "object" && "sum" in of;
  // whether the place is there at all, nothing tells but what stands in it
  const isTold = (path: string) => at === "" || at.includes("[]") || !path.startsWith("/");
  const found = inAmount(of)
    .filter(isTold)
    .map(path => aliasesAt(type, fromRoot(at, path)));
  return found.flatMap((aliases, i) =>
    aliases.map(alias => ({ alias, unless: isSum ? [] : found.slice(0, i).flat() })),
  );
}

function seenAt(type: string, shape: RequestShape, at: string): SeenRequest | undefined {
  const leaves = (of: Quantity | undefined) => leavesOf(type, at, of);
  const asks = (shape.asks ?? []).flatMap(ask =>
    ask.path === undefined ? [] : leaves(ask.path).map(leaf => ({ ...leaf, ask })),
  );
  const sizes = leaves(shape.size);
  const tiers = leaves(shape.tier);
  const counts = leaves(shape.count);
  const ceilings = leaves(shape.ceiling);
  const made = madeOf(type, shape, at);
  const depth = at.split("[]").length - 1;
  const inside = [...sizes, ...tiers, ...asks, ...counts, ...ceilings].map(({ alias }) => alias.name);
  // an alias of the whole resource does not stand in the list
  const name = inside.find(each => each.split("[*]").length > depth);
  if (!made || name === undefined) return undefined;
  const isLone = !inAmount(shape.at ?? "").includes(at);
  return { type, shape, list: listOf(name, depth), isLone, made, sizes, tiers, asks, counts, ceilings };
}

/** The row's `only` as a condition. Nothing where Azure Policy cannot see it: it would refuse what is not created. */
function madeOf(type: string, { only }: RequestShape, at: string): readonly Condition[] | undefined {
  if (!only) return [];
  const [alias] = aliasesAt(type, fromRoot(at, only.path));
  if (!alias) return undefined;
  const field = alias.name;
  return only.is ? [some({ field, exists: false }, { field, in: only.is })] : [{ field, notIn: only.not ?? [] }];
}

/** Every request of every type that Azure Policy sees something of. */
export const seenRequests: readonly SeenRequest[] = computeTypes.flatMap(({ arm, requests = [] }) =>
  requests.flatMap(shape =>
    placesOf(shape.at).flatMap(at => {
      const seen = seenAt(arm, shape, at);
      return seen ? [seen] : [];
    }),
  ),
);

/** Whether what a leaf holds, if it counts, meets a condition. */
export function holdsAt({ alias, unless }: Leaf, list: string | undefined, where: Condition): Condition {
  const own = listOf(alias.name);
  const deeper = own === undefined || own === list ? undefined : own;
  const first = unless.filter(({ name }) => listOf(name) === list).map(({ name }) => ({ field: name, exists: false }));
  return all(...first, somewhere(deeper, where));
}

/**
 * The requests for which one of some conditions holds, type by type.
 * @param conditions what is looked for in a request; where there is nothing, the request is left out.
 */
export function requestsWhere(conditions: (request: SeenRequest) => readonly Condition[]): readonly Condition[] {
  const byType = new Map<string, Condition[]>();
  for (const request of seenRequests) {
    const found = conditions(request);
    if (found.length === 0) continue;
    const there = all(...request.made, somewhere(request.list, some(...found)));
    byType.set(request.type, [...(byType.get(request.type) ?? []), there]);
  }
  return [...byType].map(([type, there]) => ofType(type, some(...there)));
}
