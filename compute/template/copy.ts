import { isList, isObject } from "../tree";
import { known, OneOf, ofLoop, type Tree, type Value, Withheld } from "../value";
import { member } from "./members";
import { hintsOf } from "./partial";
import type { TemplateScope } from "./scope";

/**
 * Copy loops of resources, properties and variables: `"copy": { "name": "vms", "count": 3 }`, with `copyIndex()` in what is copied.
 * A loop of resources is unrolled up to a bound, so that each copy is judged with its own size and region.
 */

type Evaluate = (tree: Tree, scope: TemplateScope) => Tree;

/** Copies of a resource beyond this are not told apart: the last one stands for all the rest. */
export const maxCopies = 50;

/** The most that Azure lets one loop make. */
export const maxItems = 800;

/** Even an item that holds nothing takes room. */
const costOfItem = 64;

/** One pass of a resource's loop. `copies` says for how many machines, disks, … it stands. */
export interface Pass {
  readonly scope: TemplateScope;
  readonly copies: Value<number>;
}

/** Whether something is made by a loop of its own. */
export const isLooped = (loop: Tree | undefined): loop is Tree =>
  loop !== undefined && loop !== null && !isLoopList(loop);

/** The scope of one turn of a resource's loop, by its index. */
export function turnsIn(loop: Tree, scope: TemplateScope, evaluate: Evaluate): (index: Tree) => TemplateScope {
  const name = member(loop, "name");
  const label = name === undefined ? name : evaluate(name, scope);
  return index => {
    const loops = new Map(scope.loops).set("", index);
    if (typeof label === "string") loops.set(label.toLowerCase(), index);
    return { ...scope, loops };
  };
}

/**
 * The passes of a resource's own loop: each index by itself up to `most`, then one for all the rest, in which the index is
 * withheld: so what depends on it is not guessed, and what does not is read. A count that is not known makes one such pass.
 */
export function iterations(
  loop: Tree | undefined,
  path: string,
  scope: TemplateScope,
  evaluate: Evaluate,
  most = maxCopies,
): readonly Pass[] {
  if (!isLooped(loop)) return [{ scope, copies: known(1, path) }];
  const at = turnsIn(loop, scope, evaluate);
  const count = loop instanceof Withheld ? loop : countOf(member(loop, "count"), scope, evaluate);
  const where = `${path}.copy.count`;
  if (count instanceof Withheld) {
    const { state, hints } = count;
    return [{ scope: at(new Withheld("expression")), copies: { state, hints, path: where } }];
  }
  const each: Pass[] = Array.from({ length: Math.min(count, most) }, (_, index) => ({
    scope: at(index),
    copies: known(1, where),
  }));
  if (count > most)
    each.push({ scope: at(new Withheld("expression")), copies: ofLoop(known(count - most, where), count) });
  return each;
}

function countOf(count: Tree | undefined, scope: TemplateScope, evaluate: Evaluate): number | Withheld {
  const value = count === undefined ? count : evaluate(count, scope);
  if (value instanceof OneOf && value.by !== "unknown") {
    // as many as there may be
    const most = value.choices.map(asCount);
    if (most.every(one => typeof one === "number")) return Math.max(...most);
  }
  return asCount(value);
}

function asCount(value: Tree | undefined): number | Withheld {
  if (value instanceof Withheld) return value;
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0
    ? number
    : new Withheld("expression");
}

/** Whether a property named `copy` is a list of loops; anything else of that name is a property like any other. */
export const isLoopList = (value: Tree): value is readonly Tree[] =>
  isList(value) &&
  value.length > 0 &&
  value.every(loop => isObject(loop) && member(loop, "name") !== undefined && member(loop, "count") !== undefined);

/** The properties or variables that loops make, by name; a name that cannot be worked out is withheld. */
export const unrolled = (
  loops: readonly Tree[],
  scope: TemplateScope,
  evaluate: Evaluate,
): [string | Withheld, Tree][] =>
  loops.flatMap((loop): [string | Withheld, Tree][] => {
    const name = evaluate(member(loop, "name") as Tree, scope);
    if (typeof name !== "string" && !(name instanceof Withheld)) return [];
    return [[name, items(loop, typeof name === "string" ? name : "", scope, evaluate)]];
  });

/** What a loop of values makes: a list, withheld where its count is. */
export function items(loop: Tree, name: string, scope: TemplateScope, evaluate: Evaluate): Tree {
  const { run } = scope;
  const input = member(loop, "input") ?? null;
  const at = (index: Tree): Tree =>
    evaluate(input, { ...scope, loops: new Map(scope.loops).set(name.toLowerCase(), index) });
  const count = countOf(member(loop, "count"), scope, evaluate);
  // How many there are is left open: the whole list is, and what one of them would hold is the hint.
  if (count instanceof Withheld) return new Withheld(count.state, hintsOf([at(new Withheld("expression"))]));
  if (count > maxItems) run.cutOff = true;
  const made: Tree[] = [];
  for (let index = 0; index < Math.min(count, maxItems) && !run.spent; index++) {
    run.pay(costOfItem);
    made.push(at(index));
  }
  return made;
}
