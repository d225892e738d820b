import { isList, isObject } from "../../tree";
import { OneOf, type Tree, Withheld } from "../../value";
import { oneOf } from "../choices";
import type { Expression } from "../expression";
import { same } from "../members";
import { groupLocation, PartialText, worstState } from "../partial";
import { weigh } from "../weight";
import { type Builtin, type Builtins, many, open, strict } from "./builtin";

/** Comparison and logic. Results as in Microsoft's "Logical functions" and "Comparison functions for ARM templates". */

const compare = (call: (order: number) => boolean): Builtin =>
  strict((a: Tree, b: Tree) => {
    if (typeof a === "number" && typeof b === "number") return call(a - b);
    return typeof a === "string" && typeof b === "string" ? call(a < b ? -1 : a > b ? 1 : 0) : undefined;
  });

/** Goes on until one value decides; one that is withheld leaves it open, unless a later one decides. */
const decides = (deciding: boolean): Builtin => ({
  kind: "form",
  call(args, scope, resolve) {
    const open: Tree[] = [];
    for (const arg of args) {
      const value = truth(resolve(arg, scope));
      if (value === deciding) return deciding;
      if (typeof value !== "boolean") open.push(value);
    }
    return open.length ? new Withheld(worstState(open)) : !deciding;
  },
});

/** A value as true or false; a text is taken as Azure's `bool` takes it. */
export function truth(value: Tree): boolean | Withheld {
  if (value instanceof OneOf) return truthOfAll(value);
  if (typeof value === "boolean" || value instanceof Withheld) return value;
  if (typeof value === "number") return value !== 0;
  const text = typeof value === "string" ? value.trim().toLowerCase() : undefined;
  return text === "true" || text === "1" ? true : text === "false" || text === "0" ? false : new Withheld("expression");
}

function truthOfAll({ by, choices }: OneOf): boolean | Withheld {
  const [first, ...others] = choices.map(truth);
  return typeof first === "boolean" && others.every(other => other === first) ? first : new Withheld(by);
}

const choose: Builtin = {
  kind: "form",
  call([condition, ...branches], scope, resolve) {
    const [yes, no] = branches as (Expression | undefined)[];
    if (!condition || !yes || !no) return new Withheld("expression");
    const decided = truth(resolve(condition, scope));
    if (typeof decided === "boolean") return resolve(decided ? yes : no, scope);
    return oneOf([resolve(yes, scope), resolve(no, scope)], decided.state);
  },
};

/** Withheld, but surely there. */
const isSure = (value: Withheld): boolean => value === groupLocation || value instanceof PartialText;

export const logic: Builtins = {
  true: strict(() => true),
  false: strict(() => false),
  null: strict(() => null),
  if: choose,
  and: decides(false),
  or: decides(true),
  not: strict((value: Tree) => {
    const decided = truth(value);
    return typeof decided === "boolean" ? !decided : undefined;
  }),
  bool: strict((value: Tree) => {
    const decided = truth(value);
    return typeof decided === "boolean" ? decided : undefined;
  }),
  equals: strict((a: Tree, b: Tree) => (weigh(a).whole && weigh(b).whole ? same(a, b) : undefined)),
  less: compare(order => order < 0),
  lessorequals: compare(order => order <= 0),
  greater: compare(order => order > 0),
  greaterorequals: compare(order => order >= 0),
  coalesce: open((...values: Tree[]) => {
    const sure = values.findIndex(value => value !== null && !(value instanceof Withheld && !isSure(value)));
    const perhaps = values.slice(0, sure < 0 ? values.length : sure + 1).filter(value => value !== null);
    return perhaps.length > 0 ? oneOf(perhaps, worstState(perhaps.slice(0, -1))) : null;
  }, many),
  empty: open((value: Tree) => {
    if (value === null) return true;
    if (value instanceof PartialText) return false;
    if (typeof value === "string" || isList(value)) return value.length === 0;
    return isObject(value) ? Object.keys(value).length === 0 : undefined;
  }),
};
