import { isList, isObject } from "../tree";
import { OneOf, type Tree, Withheld } from "../value";
import { choicesOf, forEachChoice, oneOf, worstReason } from "./choices";
import { isLoopList, unrolled } from "./copy";
import { type Expression, isExpression, literalsOf, unescapedLiteral } from "./expression";
import { builtins } from "./functions/all";
import { Kept } from "./kept";
import { entry, member } from "./members";
import {
  groupLocation,
  isHarmless,
  leftOver,
  maxSize,
  maxTreeDepth,
  PartialText,
  Plain,
  plainText,
  Runtime,
  TextOf,
} from "./partial";
import { noNames, type OwnFunction, type Run, type TemplateScope } from "./scope";
import { weigh } from "./weight";

/** A call of a user-defined function makes a scope of its own. */
const costOfCall = 128;

/** What all choices of a value may come to, in characters and nodes. Of larger ones only the texts in them are kept. */
const maxChoiceSize = 1024 * 1024;

/** What there was no budget to work out. */
const undone = new Withheld("expression");

/**
 * Works out the expressions in a tree: with the parameter `size` given as `D2s_v5`, the text `[concat('Standard_', parameters('size'))]`
 * becomes `Standard_D2s_v5`. An expression that cannot be worked out becomes a `Withheld` with the texts that are known of it as
 * hints. A part without expressions is returned as it is, so that large templates are not copied. Never throws.
 */
export function evaluate(tree: Tree, scope: TemplateScope): Tree {
  if (typeof tree === "string") return isExpression(tree) ? expression(tree, scope) : unescapedLiteral(tree);
  if (!isList(tree) && !isObject(tree)) return tree;
  return scope.run.step(() => (isList(tree) ? list(tree, scope) : object(tree, scope)), undone);
}

function list(tree: readonly Tree[], scope: TemplateScope): Tree {
  scope.run.pay(tree.length);
  const worked = tree.map(item => evaluate(item, scope));
  return worked.every((item, i) => item === tree[i]) ? tree : worked;
}

type Node = { readonly [key: string]: Tree };

function object(written: Node, scope: TemplateScope): Tree {
  const tree = withNames(written, scope);
  if (tree instanceof Withheld) {
    const parts = Object.values(written).map(value => evaluate(value, scope));
    return settled(leftOver([tree, ...parts]), scope.run);
  }
  const lost: Withheld[] = [];
  const keys = Object.keys(tree);
  scope.run.pay(keys.length);
  const inner = scope.inTemplate && hasInnerScope(tree, scope);
  const worked: [string, Tree][] = [];
  let same = tree === written;
  for (const key of keys) {
    const value = tree[key] as Tree;
    const lower = key.toLowerCase();
    if (inner && lower === "template") worked.push([key, value]);
    else if (!scope.inTemplate && lower === "copy" && isLoopList(value)) {
      for (const [name, made] of unrolled(value, scope, evaluate)) {
        if (name instanceof Withheld) lost.push(name);
        worked.push([typeof name === "string" ? name : key, made]);
      }
      same = false;
    } else {
      const result = evaluate(value, scope);
      worked.push([key, result]);
      same &&= result === value;
    }
  }
  if (lost.length) return settled(leftOver([...lost, ...worked.map(([, value]) => value)]), scope.run);
  return same ? tree : Object.fromEntries(worked);
}

/**
 * An object with its names worked out, for a name may be an expression too: `{ "[parameters('tag')]": "web" }`. If one cannot be,
 * it may be any name, and overwrite any other; then the whole object is withheld. A name stays as written if it surely is
 * none of ARM's (a resource id in a map of identities), or if nothing is under it.
 */
export function withNames(tree: Node, scope: TemplateScope): Node | Withheld {
  if (!Object.keys(tree).some(isExpression)) return tree;
  const named: [string, Tree][] = [];
  for (const [key, value] of Object.entries(tree)) {
    const name = isExpression(key) ? evaluate(key, scope) : key;
    if (name instanceof Withheld && !isForeign(name) && !isEmpty(value)) return name;
    named.push([typeof name === "string" ? name : key, value]);
  }
  return Object.fromEntries(named);
}

/** Resource ids and links in tags are no properties of ARM, which has no names with such signs in them. */
const isForeign = (name: Withheld): boolean =>
  name instanceof PartialText && name.certain.some(text => /[^\w@#$-]/.test(text));

const isEmpty = (value: Tree): boolean => value === null || (isObject(value) && Object.keys(value).length === 0);

/** Whether a deployment's properties say that its template is worked out by itself, not by the template around it. */
export function hasInnerScope(properties: Tree, scope: TemplateScope): boolean {
  const said = member(member(properties, "expressionEvaluationOptions"), "scope");
  const resolved = said === undefined ? said : evaluate(said, scope);
  return typeof resolved === "string" && resolved.toLowerCase() === "inner";
}

function expression(source: string, scope: TemplateScope): Tree {
  const tree = scope.run.parse(source);
  return tree ? resolve(tree, scope) : settled(leftOver(literalsOf(source)), scope.run);
}

/** The value of an expression. */
export function resolve(tree: Expression, scope: TemplateScope): Tree {
  if (tree.kind === "literal") return tree.value;
  const work = () => (tree.kind === "member" ? memberOf(tree, scope) : settled(call(tree, scope), scope.run));
  return scope.run.step(work, undone);
}

function memberOf(tree: Expression & { kind: "member" }, scope: TemplateScope): Tree {
  const of = resolve(tree.of, scope);
  const key = resolve(tree.key, scope);
  if (!(of instanceof OneOf) && !(key instanceof OneOf)) return only(entryOf(of, key, tree.safe), scope.run);
  const found = choicesOf(of).flatMap(one => choicesOf(key).map(other => entryOf(one, other, tree.safe)));
  // Azure refuses a deployment that asks for what is not there: with that choice there is none.
  const there = found.filter(one => one !== undefined);
  scope.run.pay(found.length);
  return settled(there.length > 0 ? oneOf(there, worstReason([of, key])) : nowhere, scope.run);
}

/** What stands nowhere. */
const nowhere = new Withheld("expression");

const only = (found: Tree | undefined, run: Run): Tree => settled(found === undefined ? nowhere : found, run);

/** What stands under a key; `undefined` where nothing does, and nothing here is withheld. */
function entryOf(of: Tree, key: Tree, safe: boolean): Tree | undefined {
  if (of instanceof Withheld) return ofWithheld(of, key);
  // Any of them may be meant.
  if (key instanceof Withheld)
    return isList(of) || isObject(of) ? oneOf(Object.values(of), key.state) : leftOver([of], key.state);
  const found = entry(of, key);
  return found ?? (found === null || safe ? null : undefined);
}

/** Functions of texts whose result has no other signs than their arguments have. */
const isOfParts: ReadonlySet<string> = new Set([
  "concat",
  "format",
  "join",
  "padleft",
  "replace",
  "skip",
  "substring",
  "take",
  "tolower",
  "toupper",
  "trim",
]);

/** Withheld, and nothing is known of it but its hints. */
const isBare = (value: Tree): boolean =>
  value instanceof Withheld && value.constructor === Withheld && value !== groupLocation;

function ofWithheld(of: Withheld, key: Tree): Tree {
  if (of instanceof Kept) {
    const inside = plainText(key)?.toLowerCase();
    return inside === undefined
      ? new Withheld(of.state, of.hints)
      : new Kept(of.hints, of.source, `${of.path}.${inside}`);
  }
  const name = of instanceof Runtime ? plainText(key)?.toLowerCase() : undefined;
  const found = of instanceof Runtime && name !== undefined ? of.property(name) : undefined;
  return found === undefined ? new Withheld(of.state, of.hints) : found;
}

function call(tree: Expression & { kind: "call" }, scope: TemplateScope): Tree {
  const builtin = builtins.get(tree.name);
  if (builtin?.kind === "form") return builtin.call(tree.args, scope, resolve);
  const args = tree.args.map(arg => resolve(arg, scope));
  const own = scope.functions.get(tree.name);
  if (own) return callOwn(own, args, scope);
  // A function that asks Azure (reference, list…), or that is not known: no state of its arguments is better than that.
  if (!builtin) return leftOver(args, "expression");
  scope.run.pay(args.reduce<number>((size, arg) => size + weigh(arg, scope.run.weighed).size, 0));
  const once = (args: readonly Tree[]): Tree => {
    scope.run.pay(1);
    const isOpen = args.some(arg => arg instanceof Withheld);
    const result = builtin.kind === "strict" && isOpen ? undefined : builtin.call(args);
    if (result !== undefined && !(isOpen && isOfParts.has(tree.name) && isBare(result))) return result;
    const left = leftOver(args);
    const isPlain = isOpen && isOfParts.has(tree.name) && args.every(arg => typeof arg === "number" || isHarmless(arg));
    return isPlain ? new Plain(left.state, left.hints) : left;
  };
  return (builtin.kind === "holder" ? undefined : forEachChoice(args, once)) ?? once(args);
}

/** A user-defined function sees its own parameters and nothing else of the template. */
function callOwn(own: OwnFunction, args: readonly Tree[], scope: TemplateScope): Tree {
  scope.run.pay(costOfCall);
  const named = new Map(own.parameters.map((parameter, i) => [parameter, args[i]]));
  const parameters = (parameter: string) => named.get(parameter.toLowerCase());
  return evaluate(own.output, { ...scope, parameters, variables: noNames, loops: new Map(), locals: new Map() });
}

/** Keeps what is passed on within bounds, and secrets out of hints. */
function settled(value: Tree, run: Run): Tree {
  if (value instanceof OneOf) {
    run.chosen = true;
    if (weigh(value, run.weighed).size > maxChoiceSize) return settled(leftOver([value], value.state), run);
  }
  if (value instanceof Withheld) {
    const { state, hints } = value;
    if (!run.secrets.size || !hints.length) return value;
    const free = (texts: readonly string[]) =>
      texts.filter(text => !Array.from(run.secrets).some(secret => text.includes(secret)));
    const kept = free(hints);
    if (kept.length === hints.length) return value;
    if (value instanceof OneOf)
      return new OneOf(
        state,
        kept,
        value.choices.map(one => settled(one, run)),
        value.by,
      );
    if (value instanceof TextOf) return new TextOf(state, kept, value.tree);
    if (value instanceof Kept) return new Kept(kept, value.source, value.path);
    if (value instanceof Runtime) return new Runtime(kept, value.property);
    return value instanceof PartialText
      ? new PartialText(state, kept, free(value.certain), value.parts)
      : new Withheld(state, kept);
  }
  const { depth, size } = weigh(value, run.weighed);
  if (depth <= maxTreeDepth && size <= maxSize) return value;
  run.cutOff = true;
  return settled(leftOver([value], "expression"), run);
}
