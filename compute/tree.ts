import { parseJson } from "../catalogue/json";
import { choicesIn, type Tree, Withheld } from "./value";

/** Walking a resource's tree: its objects, its lists, and the texts of JSON in it. */

/** A node of a tree, and its path. `undefined`: nothing is written there. */
export interface NodeAt {
  readonly node: Tree | undefined;
  readonly path: string;
  /** Which of several it is that may stand there. */
  readonly among?: number;
}

export const isObject = (node: Tree | undefined): node is { readonly [key: string]: Tree } =>
  typeof node === "object" && node !== null && !Array.isArray(node) && !(node instanceof Withheld);

export const isList = (node: Tree | undefined): node is readonly Tree[] => Array.isArray(node);

/** Whether nothing is written in a place; `null` is how one leaves a property out. */
export const isAbsent = (node: Tree | undefined): node is null | undefined => node === undefined || node === null;

export const joinPath = (path: string, key: string): string => (path ? `${path}.${key}` : key);

/** The path to what somebody gave a name of his own. A path is printed, so what breaks the line or hides in it is left out. */
export const joinName = (path: string, name: string): string => joinPath(path, name.replace(/[\p{C}\p{Z}]+/gu, " "));

export const itemsOf = (list: readonly Tree[], path: string): NodeAt[] =>
  list.map((item, i) => ({ node: item, path: `${path}[${i}]` }));

export const entriesOf = (object: { readonly [key: string]: Tree }, path: string): NodeAt[] =>
  Object.entries(object).map(([key, item]) => ({ node: item, path: joinName(path, key) }));

/** Deeper than any settings that Azure takes; what lies deeper is left unread. */
const deepest = 60;

const partsOf = ({ node, path }: NodeAt): NodeAt[] | undefined =>
  isList(node) ? itemsOf(node, path) : isObject(node) ? entriesOf(node, path) : undefined;

/** Everything below a place that is no list or object, each with its path. */
export function* leaves(place: NodeAt, depth = 0): Generator<NodeAt> {
  const { node, path } = place;
  const inner = choicesIn(node)?.map((choice, among): NodeAt => ({ node: choice, path, among })) ?? partsOf(place);
  if (!inner) yield place;
  else if (depth >= deepest) yield { node: new Withheld("expression"), path };
  else for (const item of inner) yield* leaves(item, depth + 1);
}

/** One tree laid over another, property by property. */
export function overlaid(under: Tree | undefined, over: Tree | undefined, depth = 0): Tree | undefined {
  if (isAbsent(over)) return under;
  if (!isObject(under) || !isObject(over) || depth > 50) return over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map(key => [key, overlaid(under[key], over[key], depth + 1) ?? null]));
}

/** The tree that a JSON text holds, and any other node as it is; `undefined` where a text is no JSON. */
export const fromJsonText = (node: Tree | undefined): Tree | undefined =>
  typeof node === "string" ? (parseJson(node) as Tree | undefined) : node;

/** Objects with more properties than a resource has are indexed, for they may be asked for each of them. */
const many = 24;

const indexes = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** The names in an object that are the same as one in lower case, but for their letter case. */
export function namesOf(parent: { readonly [key: string]: Tree }, lower: string): readonly string[] {
  const index = indexes.get(parent);
  if (index) return index.get(lower) ?? [];
  const names = Object.keys(parent);
  if (names.length > many) return indexed(parent, names).get(lower) ?? [];
  const found: string[] = [];
  for (const name of names)
    if (name.length === lower.length && (name === lower || name.toLowerCase() === lower)) found.push(name);
  return found;
}

function indexed(parent: object, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const name of names) {
    const lower = name.toLowerCase();
    const others = index.get(lower);
    if (others) others.push(name);
    else index.set(lower, [name]);
  }
  indexes.set(parent, index);
  return index;
}
