import { isObject } from "../path";
import { type Tree, Withheld } from "../value";
import { leftOver } from "./partial";

/** Plain data as ARM sees it: names in any letter case, and nothing that grows without bound. */

/** Objects with more properties than a resource has are indexed. */
const many = 24;

const indexes = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/**
 * A property of an object, its name in any letter case; `undefined` where none stands, or where `tree` is no object. Where one
 * name stands twice, nobody can say which one Azure takes: then it is an expression, with both as hints.
 */
export function member(tree: Tree | undefined, key: string): Tree | undefined {
  if (!isObject(tree)) return undefined;
  const [name, ...others] = namesOf(tree, key.toLowerCase());
  if (name === undefined) return undefined;
  return others.length ? leftOver([name, ...others].map(other => tree[other] as Tree)) : tree[name];
}

/** The names that are the same but for their letter case. */
function namesOf(tree: { readonly [key: string]: Tree }, lower: string): readonly string[] {
  const index = indexes.get(tree);
  if (index) return index.get(lower) ?? [];
  const names = Object.keys(tree);
  if (names.length > many) return indexed(tree, names).get(lower) ?? [];
  return names.filter(name => name.length === lower.length && (name === lower || name.toLowerCase() === lower));
}

function indexed(tree: object, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const name of names) {
    const lower = name.toLowerCase();
    const others = index.get(lower);
    if (others) others.push(name);
    else index.set(lower, [name]);
  }
  indexes.set(tree, index);
  return index;
}

export const isList = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree);

/** What a tree weighs when it is written out: depth, characters and nodes, and whether nothing in it is withheld. */
interface Weight {
  readonly depth: number;
  readonly size: number;
  readonly whole: boolean;
}

const weights = new WeakMap<object, Weight>();

const leafWeight = (tree: Tree): Weight => ({
  depth: 0,
  size: 1 + (typeof tree === "string" ? tree.length : 0),
  whole: !(tree instanceof Withheld),
});

/**
 * Weighs each part once, however often it stands in the tree: values share their parts, and written out they can be
 * exponentially larger than in memory. Without recursion, for the input may be deeper than the stack.
 */
export function weigh(tree: Tree): Weight {
  if (!isList(tree) && !isObject(tree)) return leafWeight(tree);
  const waiting: object[] = [tree];
  while (waiting.length) {
    const node = waiting.at(-1) as object;
    if (weights.has(node)) {
      waiting.pop();
      continue;
    }
    const before = waiting.length;
    let depth = 0;
    let size = 1;
    let whole = true;
    for (const [key, child] of Object.entries(node) as [string, Tree][]) {
      const weight = isList(child) || isObject(child) ? weights.get(child) : leafWeight(child);
      if (!weight) {
        waiting.push(child as object);
        continue;
      }
      depth = Math.max(depth, weight.depth + 1);
      size += weight.size + (isList(node as Tree) ? 0 : key.length);
      whole &&= weight.whole;
    }
    if (waiting.length > before) continue;
    weights.set(node, { depth, size, whole });
    waiting.pop();
  }
  return weights.get(tree) as Weight;
}

/** Whether two trees in which nothing is withheld are the same. */
export function same(a: Tree, b: Tree): boolean {
  if (a === b) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, i) => same(item, b[i] as Tree));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => {
      const other = member(b, key);
      return other !== undefined && same(a[key] as Tree, other);
    })
  );
}
