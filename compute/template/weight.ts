import { isList, isObject } from "../tree";
import { OneOf, type Tree, Withheld } from "../value";

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

/** Most trees are smaller. */
const few = 2000;

/** Weighs a tree part by part, as often as each stands in it; `undefined` where those are more than a few. */
function weighFew(tree: Tree): Weight | undefined {
  let nodes = 0;
  let depth = 0;
  let size = 0;
  let whole = true;
  const visit = (node: Tree, at: number): void => {
    if (++nodes > few) return;
    size += 1;
    if (at > depth) depth = at;
    if (typeof node === "string") size += node.length;
    else if (node instanceof Withheld) {
      whole = false;
      if (node instanceof OneOf) for (const choice of node.choices) visit(choice, at + 1);
    } else if (isList(node)) for (const child of node) visit(child, at + 1);
    else if (isObject(node))
      for (const key of Object.keys(node)) {
        size += key.length;
        visit(node[key] as Tree, at + 1);
      }
  };
  visit(tree, 0);
  return nodes > few ? undefined : { depth, size, whole };
}

/**
 * Weighs each part once, however often it stands in the tree: values share their parts, and written out they can be
 * exponentially larger than in memory. Without recursion, for the input may be deeper than the stack.
 * @param pay is told how many parts were weighed for the first time, of a tree of more than a few
 */
export function weigh(tree: Tree, pay?: (parts: number) => void): Weight {
  if (tree instanceof OneOf) return { ...weigh(tree.choices, pay), whole: false };
  if (!isList(tree) && !isObject(tree)) return leafWeight(tree);
  const light = weights.has(tree) ? undefined : weighFew(tree);
  if (light) return light;
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
    const keys = isList(node as Tree) ? undefined : Object.keys(node);
    const children = keys ? keys.map(key => (node as { [key: string]: Tree })[key] as Tree) : (node as readonly Tree[]);
    pay?.(children.length);
    for (const [i, child] of children.entries()) {
      const below = child instanceof OneOf ? child.choices : child;
      const weight = isList(below) || isObject(below) ? weights.get(below) : leafWeight(below);
      if (!weight) {
        waiting.push(below as object);
        continue;
      }
      depth = Math.max(depth, weight.depth + 1);
      size += weight.size + (keys?.[i]?.length ?? 0);
      whole &&= weight.whole && below === child;
    }
    if (waiting.length > before) continue;
    weights.set(node, { depth, size, whole });
    waiting.pop();
  }
  return weights.get(tree) as Weight;
}
