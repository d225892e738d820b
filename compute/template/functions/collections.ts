import { isList, isObject } from "../../tree";
import { type Tree, Withheld } from "../../value";
import { fromJson, fromPartialJson } from "../json";
import { entry, member, same } from "../members";
import { weigh } from "../weight";
import { type Builtin, type Builtins, holder, many, open, strict } from "./builtin";

/** Functions of lists and objects. Results as in Microsoft's "Array functions" and "Object functions for ARM templates". */

type Node = { readonly [key: string]: Tree };

const longest = 10_000;

/** Of a list or of a text. */
const onSequence = (call: (items: readonly Tree[] | string, n: number) => Tree | undefined): Builtin =>
  strict((items: Tree, n: Tree) =>
    (isList(items) || typeof items === "string") && typeof n === "number" ? call(items, Math.max(0, n)) : undefined,
  );

/** A key that is the same for the same value, to find it in a set. */
const keyOf = (value: Tree): string => JSON.stringify(value);

/** A list without what it holds twice; what is withheld may be anything, so it stays. */
function distinct(items: readonly Tree[]): Tree[] {
  const seen = new Set<string>();
  return items.filter(item => {
    if (!weigh(item).whole) return true;
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}

/** All in one go, for one after the other would copy the first again and again. The later wins, objects in objects are mergedObjects too. */
function mergedObjects(parts: readonly Node[], deep: boolean, depth = 0): Node {
  const names = new Map<string, string>();
  const values = new Map<string, Tree[]>();
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      const name = names.get(key.toLowerCase()) ?? key;
      const others = values.get(name);
      if (others) others.push(value);
      else values.set(name, [value]);
    }
    for (const key of Object.keys(part)) if (!names.has(key.toLowerCase())) names.set(key.toLowerCase(), key);
  }
  const last = (given: readonly Tree[]): Tree => {
    const objects = deep && depth < 64 ? given.slice(given.findLastIndex(value => !isObject(value)) + 1) : [];
    return objects.length > 1 ? mergedObjects(objects as Node[], deep, depth + 1) : (given.at(-1) as Tree);
  };
  return Object.fromEntries(Array.from(values, ([name, given]) => [name, last(given)]));
}

function union(...parts: Tree[]): Tree | undefined {
  if (parts.every(isList)) return distinct(parts.flat());
  return parts.length && parts.every(isObject) ? mergedObjects(parts, true) : undefined;
}

function intersection(...parts: Tree[]): Tree | undefined {
  const [first, ...others] = parts;
  if (first === undefined || !parts.every(part => weigh(part).whole)) return undefined;
  if (parts.every(isList)) {
    const sets = others.map(other => new Set((other as readonly Tree[]).map(keyOf)));
    return distinct((first as readonly Tree[]).filter(item => sets.every(set => set.has(keyOf(item)))));
  }
  if (!parts.every(isObject)) return undefined;
  const inAll = ([key, value]: [string, Tree]) =>
    others.every(other => {
      const there = member(other, key);
      return there !== undefined && same(there, value);
    });
  return Object.fromEntries(Object.entries(first as Node).filter(inAll));
}

function contains(container: Tree, item: Tree): boolean | undefined {
  if (typeof container === "string") return typeof item === "string" ? container.includes(item) : undefined;
  if (isObject(container)) return typeof item === "string" ? member(container, item) !== undefined : undefined;
  if (!isList(container) || !weigh(item).whole) return undefined;
  if (container.some(one => weigh(one).whole && same(one, item))) return true;
  return weigh(container).whole ? false : undefined;
}

const position = (last: boolean): Builtin =>
  strict((items: Tree, item: Tree) => {
    if (typeof items === "string" && typeof item === "string") {
      const [text, sought] = [items.toLowerCase(), item.toLowerCase()];
      return last ? text.lastIndexOf(sought) : text.indexOf(sought);
    }
    if (!isList(items) || !weigh(items).whole || !weigh(item).whole) return undefined;
    return last ? items.findLastIndex(one => same(one, item)) : items.findIndex(one => same(one, item));
  });

/** Goes down some properties or indexes; null where nothing stands. */
function tryGet(from: Tree, ...steps: Tree[]): Tree | undefined {
  let at: Tree = from;
  for (const step of steps) {
    if (at instanceof Withheld || step instanceof Withheld) return undefined;
    at = entry(at, step) ?? null;
  }
  return at;
}

const entries = (value: Tree): [string, Tree][] | undefined =>
  isObject(value) ? Object.entries(value).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)) : undefined;

/** The first item from behind is 1; past the front there is none. */
const fromBehind = (missing: Tree | undefined): Builtin =>
  strict((items: Tree, n: Tree) =>
    isList(items) && typeof n === "number" && n > 0 ? (items.at(-n) ?? missing) : undefined,
  );

export const collections: Builtins = {
  array: strict((value: Tree) => (isList(value) ? value : [value])),
  contains: strict(contains),
  createarray: holder((...items: Tree[]) => items, many),
  createobject: holder((...items: Tree[]) => {
    const pairs: [string, Tree][] = [];
    for (let i = 0; i + 1 < items.length; i += 2) {
      const key = items[i];
      if (typeof key !== "string") return undefined;
      pairs.push([key, items[i + 1] as Tree]);
    }
    return items.length % 2 ? undefined : Object.fromEntries(pairs);
  }, many),
  first: strict((items: Tree) =>
    typeof items === "string" ? items.slice(0, 1) : isList(items) ? (items[0] ?? null) : undefined,
  ),
  last: strict((items: Tree) =>
    typeof items === "string" ? items.slice(-1) : isList(items) ? (items.at(-1) ?? null) : undefined,
  ),
  flatten: strict((items: Tree) => (isList(items) && items.every(isList) ? items.flat() : undefined)),
  indexfromend: fromBehind(undefined),
  tryindexfromend: fromBehind(null),
  indexof: position(false),
  lastindexof: position(true),
  intersection: strict(intersection, many),
  items: strict((value: Tree) => entries(value)?.map(([key, item]) => ({ key, value: item }))),
  json: open((value: Tree) =>
    value instanceof Withheld ? fromPartialJson(value) : typeof value === "string" ? fromJson(value) : value,
  ),
  length: strict((value: Tree) => {
    if (typeof value === "string" || isList(value)) return value.length;
    return isObject(value) ? Object.keys(value).length : undefined;
  }),
  objectkeys: strict((value: Tree) => entries(value)?.map(([key]) => key)),
  range: strict((start: Tree, count: Tree) => {
    if (typeof start !== "number" || typeof count !== "number" || count < 0 || count > longest) return undefined;
    return Array.from({ length: count }, (_, i) => start + i);
  }),
  shallowmerge: strict((items: Tree) =>
    isList(items) && items.every(isObject) ? mergedObjects(items, false) : undefined,
  ),
  skip: onSequence((items, n) => items.slice(n)),
  take: onSequence((items, n) => items.slice(0, n)),
  tryget: open(tryGet, many),
  union: strict(union, many),
};
