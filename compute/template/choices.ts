import { isList, isObject, type NodeAt } from "../tree";
import { OneOf, type Tree, Withheld, type WithheldState } from "../value";
import { hintsOf, leftOver, maxTreeDepth, Plain, worstState } from "./partial";
import { weigh } from "./weight";

/**
 * Values that are one of a few. Of `[if(equals(reference('net').mode, 'nat'), 'Standard_D2s_v5', 'Standard_D4s_v5')]` nobody here knows
 * which it is, and both are ordinary sizes. Functions are worked out for each of them, and rules judge each.
 */

/** As many sizes or regions as a parameter may allow. More are not told apart. */
const maxChoices = 256;

/** How often a function is worked out for choices in several of its arguments. */
const maxTurns = 256;

/**
 * One of some values: the value itself where they are all the same, and no more than withheld where nothing is known of any or they
 * are too many. `by` says why it cannot be seen which of them it is.
 */
export function oneOf(values: readonly Tree[], by: WithheldState): Tree {
  const choices: Tree[] = [];
  const seen = new Set<Tree>();
  for (const value of values.flatMap(value => (value instanceof OneOf ? value.choices : [value]))) {
    const key = keyOf(value);
    if (seen.has(key)) continue;
    seen.add(key);
    choices.push(value);
    if (choices.length > maxChoices) break;
  }
  const [only, ...others] = choices;
  if (only !== undefined && others.length === 0) return only;
  const state = worstState([new Withheld(by), ...values]);
  if (choices.length > maxChoices || choices.every(isBlank)) return leftOver(values, state);
  const reason = worstReason([new Withheld(by), ...values.filter(value => value instanceof OneOf)]);
  return new OneOf(state, hintsOf(choices), choices, reason);
}

/** Larger trees than this are only told apart as they stand in memory: written out, they would cost more than they save. */
const maxKey = 4096;

/** What is the same for the same value, as far as that is cheap: a small tree written out, anything else itself. */
function keyOf(value: Tree): Tree {
  if (!isList(value) && !isObject(value)) return value;
  const { whole, size } = weigh(value);
  return whole && size <= maxKey ? `${isList(value) ? "list" : "object"} ${JSON.stringify(value)}` : value;
}

/** Withheld, and nothing more is known of it than its literal parts. */
const isBlank = (value: Tree): boolean =>
  value instanceof Withheld && (value.constructor === Withheld || value instanceof Plain);

/** The values that a value may be; the value itself where it is not one of a few. */
export const choicesOf = (value: Tree): readonly Tree[] => (value instanceof OneOf ? value.choices : [value]);

/** Places without those that hold the same as another. */
export function unlike(places: readonly NodeAt[]): NodeAt[] {
  const seen = new Set<Tree | undefined>();
  return places.filter(({ node }) => {
    const key = node === undefined ? node : keyOf(node);
    return !seen.has(key) && seen.add(key);
  });
}

/** Why it cannot be seen which value something made of several is. */
export const worstReason = (values: readonly Tree[]): WithheldState =>
  worstState(values.map(value => (value instanceof OneOf ? new Withheld(value.by) : value)));

/** What a function yields for each choice in its arguments; `undefined` where there is no choice, or where there are too many. */
export function forEachChoice(args: readonly Tree[], call: (args: readonly Tree[]) => Tree): Tree | undefined {
  const open = args.filter(arg => arg instanceof OneOf);
  if (open.length === 0 || open.reduce((turns, { choices }) => turns * choices.length, 1) > maxTurns) return undefined;
  return oneOf(Array.from(turns(args), call), worstReason(open));
}

function* turns(args: readonly Tree[], from = 0): Generator<readonly Tree[]> {
  const at = args.findIndex((arg, i) => i >= from && arg instanceof OneOf);
  if (at < 0) yield args;
  else for (const choice of (args[at] as OneOf).choices) yield* turns(args.with(at, choice), at + 1);
}

/**
 * A tree in which what is one of a few stands as deep as it can: of `if(…, {a: 1, b: 2}, {a: 1, b: 3})` only `b` is open, so that
 * what reads `a` need not know of it. It may then be put together in ways that no choice was.
 */
export function spread(tree: Tree, depth = 0): Tree {
  // what lies deeper was not worked out
  if (depth > maxTreeDepth) return tree;
  if (tree instanceof OneOf) return spreadChoices(tree, depth + 1);
  if (isList(tree)) {
    const items = tree.map(item => spread(item, depth + 1));
    return items.every((item, i) => item === tree[i]) ? tree : items;
  }
  if (!isObject(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [key, value, spread(value, depth + 1)] as const);
  return entries.every(([, value, result]) => value === result)
    ? tree
    : Object.fromEntries(entries.map(([key, , result]) => [key, result]));
}

function spreadChoices({ state, hints, choices, by }: OneOf, depth: number): Tree {
  const [first] = choices;
  if (choices.every(choice => isObject(choice) || choice === null)) {
    const objects = choices.filter(isObject);
    const absent = objects.length < choices.length ? [null] : [];
    const names = new Map(objects.flatMap(object => Object.keys(object)).map(name => [name.toLowerCase(), name]));
    if (names.size === 0) return new OneOf(state, hints, choices, by);
    const entries = Array.from(names, ([lower, name]): [string, Tree] => {
      const values = objects.flatMap(object => {
        const own = Object.keys(object).filter(key => key.toLowerCase() === lower);
        return own.length > 0 ? own.map(key => object[key] as Tree) : [null];
      });
      return [name, spread(oneOf([...values, ...absent], by), depth)];
    });
    return Object.fromEntries(entries);
  }
  if (isList(first) && choices.every(choice => isList(choice) && choice.length === first.length))
    return first.map((_, i) =>
      spread(
        oneOf(
          choices.map(list => (list as readonly Tree[])[i] as Tree),
          by,
        ),
        depth,
      ),
    );
  return new OneOf(
    state,
    hints,
    choices.map(choice => spread(choice, depth)),
    by,
  );
}
