import { isAbsent, isObject, type NodeAt } from "../tree";
import { type Tree, Withheld } from "../value";
import { evaluate } from "./evaluate";
import { type Expression, isExpression } from "./expression";
import { member } from "./members";
import { canonical } from "./resource-names";
import type { TemplateScope } from "./scope";

/** The resources of one template by all the ways in which an expression may name them. */

/** A resource as it is written. Of a copy loop each turn is one, told apart by its scope. */
export interface Neighbour {
  readonly written: { readonly [key: string]: Tree };
  readonly path: string;
  /** In lower case; undefined where it is an expression. */
  readonly type: string | undefined;
  /** What its expressions refer to: in a copy loop also the index of the turn. */
  readonly scope: TemplateScope;
}

/** What a copy loop makes. */
export interface Collection {
  /** All of them in the order of their index; undefined where nobody knows how many there are, or they are too many. */
  readonly all: readonly Neighbour[] | undefined;
  /** Any of them: its index is open. */
  readonly any: Neighbour;
}

export interface Index {
  /** By symbolic name, in a loop with the index: `net`, `net[0]`. */
  readonly bySymbol: ReadonlyMap<string, Neighbour>;
  /** Loops by symbolic name. */
  readonly collections: ReadonlyMap<string, Collection>;
  readonly byName: ReadonlyMap<string, readonly Neighbour[]>;
  /** By the expression of the name: what is made by a hash is known by it alone. */
  readonly byExpression: ReadonlyMap<string, readonly Neighbour[]>;
  /** No resource stands here under a name that nobody can work out. */
  readonly isWhole: boolean;
}

/** The scopes of a resource's turns; one, where it is in no loop. */
export interface Turns {
  /** Those whose index is known, from the first on. */
  readonly each: readonly TemplateScope[];
  readonly isAll: boolean;
  /** Where it is in a loop, the scope of any of its turns. */
  readonly any: TemplateScope | undefined;
}

/** Works the names of all resources out. Cost: paid for each turn of each loop. */
export function indexOf({ node, path }: NodeAt, turnsOf: (place: NodeAt) => Turns): Index {
  const bySymbol = new Map<string, Neighbour>();
  const collections = new Map<string, Collection>();
  const byName = new Map<string, Neighbour[]>();
  const byExpression = new Map<string, Neighbour[]>();
  const isSymbolic = isObject(node);
  let isWhole = !(node instanceof Withheld);
  const named = (one: Neighbour): void => {
    const { run } = one.scope;
    run.pay(costOfName);
    const said = member(one.written, "name");
    const name = typeof said === "string" ? evaluate(said, one.scope) : undefined;
    const parsed = parsedName(one);
    if (typeof name === "string") add(byName, name.toLowerCase(), one);
    else if (parsed) add(byExpression, canonical(parsed, one.scope), one);
    else isWhole = false;
  };
  /** One of a loop that is named by an index which nobody can work out may be any of its turns. */
  const namedByAny = (any: Neighbour, [first]: readonly Neighbour[]): void => {
    const parsed = parsedName(any);
    if (!first) named(any);
    else if (parsed && canonical(parsed, first.scope) !== canonical(parsed)) add(byExpression, canonical(parsed), any);
  };
  for (const [key, written] of Object.entries(isAbsent(node) || node instanceof Withheld ? {} : node) as [
    string,
    Tree,
  ][]) {
    if (!isObject(written)) {
      isWhole = false;
      continue;
    }
    if (!isAbsent(member(written, "resources"))) isWhole = false;
    const type = member(written, "type");
    const at = isSymbolic ? `${path}.${key}` : `${path}[${key}]`;
    const turn = (scope: TemplateScope): Neighbour => ({
      written,
      path: at,
      type: typeof type === "string" ? type.split("@", 1)[0]!.toLowerCase() : undefined,
      scope,
    });
    const turns = turnsOf({ node: written, path: at });
    const each = turns.each.map(turn);
    const any = turns.any && turn(turns.any);
    each.forEach(named);
    if (any) namedByAny(any, each);
    if (!turns.isAll) isWhole = false;
    if (!isSymbolic) continue;
    const symbol = key.toLowerCase();
    for (const [i, one] of each.entries()) bySymbol.set(any ? `${symbol}[${i}]` : symbol, one);
    if (any) collections.set(symbol, { all: turns.isAll ? each : undefined, any });
  }
  return { bySymbol, collections, byName, byExpression, isWhole };
}

function parsedName({ written, scope }: Neighbour): Expression | undefined {
  const said = member(written, "name");
  return typeof said === "string" && isExpression(said) ? scope.run.parse(said) : undefined;
}

/** Even a name that is plain text takes room. */
const costOfName = 64;

function add<T>(index: Map<string, T[]>, key: string, value: T): void {
  const others = index.get(key);
  if (others) others.push(value);
  else index.set(key, [value]);
}
