import { isList, isObject } from "../../tree";
import { type Tree, Withheld } from "../../value";
import { forEachChoice } from "../choices";
import type { Expression } from "../expression";
import { leftOver, plainText, worstState } from "../partial";
import type { TemplateScope } from "../scope";
import type { Builtin, Builtins } from "./builtin";
import { truth } from "./logic";

/** Functions that take a lambda. Results as in Microsoft's "Lambda functions for ARM templates". */

type Lambda = (...values: Tree[]) => Tree;

type Resolve = (tree: Expression, scope: TemplateScope) => Tree;

/** `lambda('x', 'i', …)` as a function: the last argument is its body, the others name its variables. */
function lambda(tree: Expression | undefined, scope: TemplateScope, resolve: Resolve): Lambda | undefined {
  if (tree?.kind !== "call" || tree.name !== "lambda") return undefined;
  const names = tree.args.slice(0, -1).map(arg => (arg.kind === "literal" ? String(arg.value).toLowerCase() : ""));
  const body = tree.args.at(-1);
  if (!body) return undefined;
  return (...values) => {
    const locals = new Map(scope.locals);
    for (const [i, name] of names.entries()) locals.set(name, values[i] ?? null);
    return resolve(body, { ...scope, locals });
  };
}

type OnItems = (items: readonly Tree[], lambdas: readonly Lambda[], extra: Tree | undefined) => Tree | undefined;

/** A function whose first argument is a list and whose others are lambdas, or one plain value. */
const over = (call: OnItems): Builtin => ({
  kind: "form",
  call([list, ...others], scope, resolve) {
    const items = list ? resolve(list, scope) : new Withheld("expression");
    const lambdas = others.map(other => lambda(other, scope, resolve)).filter(one => one !== undefined);
    const extra = others.find(other => other.kind !== "call" || other.name !== "lambda");
    const initial = extra && resolve(extra, scope);
    const once = ([items = null]: readonly Tree[]): Tree =>
      (isList(items) && lambdas.length ? call(items, lambdas, initial) : undefined) ?? leftOver([items]);
    return forEachChoice([items], once) ?? once([items]);
  },
});

/** The keys of some items; `undefined` where one is not known. */
function keysOf(items: readonly Tree[], key: Lambda): readonly string[] | undefined {
  const keys = items.map(item => key(item));
  return keys.every(one => typeof one === "string") ? keys : undefined;
}

export const lambdas: Builtins = {
  lambdavariables: {
    kind: "form",
    call([name], scope, resolve) {
      const resolved = name ? resolve(name, scope) : null;
      const called = plainText(resolved)?.toLowerCase();
      const local = called === undefined ? undefined : scope.locals.get(called);
      return local === undefined ? new Withheld("expression") : local;
    },
  },
  map: over((items, [each]) => items.map((item, i) => (each as Lambda)(item, i))),
  filter: over((items, [keep]) => {
    const verdicts = items.map((item, i) => truth((keep as Lambda)(item, i)));
    const open = verdicts.filter(verdict => verdict instanceof Withheld);
    return open.length ? leftOver(items, worstState(open)) : items.filter((_, i) => verdicts[i]);
  }),
  reduce: over((items, [fold], initial) => {
    if (initial === undefined) return undefined;
    return items.reduce<Tree>((sum, item, i) => (fold as Lambda)(sum, item, i), initial);
  }),
  sort: over((items, [before]) => {
    let comparable = true;
    const sorted = items.toSorted((a, b) => {
      const [less, more] = [truth((before as Lambda)(a, b)), truth((before as Lambda)(b, a))];
      comparable &&= typeof less === "boolean" && typeof more === "boolean";
      return Number(more === true) - Number(less === true);
    });
    return comparable ? sorted : leftOver(items);
  }),
  toobject: over((items, [key, value]) => {
    const keys = keysOf(items, key as Lambda);
    return keys && Object.fromEntries(items.map((item, i) => [keys[i] as string, value ? value(item) : item]));
  }),
  groupby: over((items, [key]) => {
    const keys = keysOf(items, key as Lambda);
    if (!keys) return undefined;
    const groups = new Map<string, Tree[]>(keys.map(one => [one, []]));
    for (const [i, item] of items.entries()) groups.get(keys[i] as string)?.push(item);
    return Object.fromEntries(groups);
  }),
  mapvalues: {
    kind: "form",
    call([object, change], scope, resolve) {
      const from = object ? resolve(object, scope) : null;
      const to = lambda(change, scope, resolve);
      if (!isObject(from) || !to) return leftOver([from]);
      return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, to(value)]));
    },
  },
};
