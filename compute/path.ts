import { type Tree, Withheld } from "./value";

/** A node of a resource's tree, and where it stands. `undefined`: nothing stands there. */
export interface NodeAt {
  readonly node: Tree | undefined;
  readonly path: string;
}

/** The language that a tree is written in: how a path of the surface table is spelled in it, and how a property is found. */
export interface Naming {
  steps(path: string): readonly Step[];
  property(parent: { readonly [key: string]: Tree }, key: string): Tree | undefined;
  /** What a node at the end of a path stands for, in a service that works its values out when it runs. */
  evaluate?(node: Tree): Tree;
}

interface Step {
  readonly key: string;
  readonly each?: "item" | "entry";
  readonly json?: true;
}

/**
 * Paths of the table are written as `~agentPoolProfiles[].vmSize`: `[]` is each item of a list, `{}` each entry of a map, `!` the
 * JSON (or JSON in base64) that a text holds, `<native|arm>` a property that azure-native names otherwise than ARM, or (as in
 * `<|typeProperties>`) leaves out. `~` is the envelope that it mostly leaves out: `<|properties>.`.
 */
function splitter(name: "$1" | "$2"): (path: string) => readonly Step[] {
  const split = new Map<string, readonly Step[]>();
  return path => {
    let steps = split.get(path);
    if (!steps) {
      steps = path
        .replaceAll("~", "<|properties>.")
        .replace(/<(\w*)\|(\w+)>/g, name)
        .split(".")
        .filter(Boolean)
        .map((key): Step => {
          if (key.endsWith("!")) return { key: key.slice(0, -1), json: true };
          if (key.endsWith("[]")) return { key: key.slice(0, -2), each: "item" };
          return key.endsWith("{}") ? { key: key.slice(0, -2), each: "entry" } : { key };
        });
      split.set(path, steps);
    }
    return steps;
  };
}

/** Inputs of a Pulumi resource: names are exact. */
export const pulumiNaming: Naming = {
  steps: splitter("$1"),
  property: (parent, key) => (Object.hasOwn(parent, key) ? parent[key] : undefined),
};

/** Bodies of ARM: names in any letter case. Where one name stands twice, nobody can say which one Azure takes. */
export const armNaming: Naming = {
  steps: splitter("$2"),
  property: (parent, key) => {
    const [name, ...others] = namesOf(parent, key.toLowerCase());
    return others.length > 0 ? new Withheld("expression") : name === undefined ? undefined : parent[name];
  },
};

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

export const isObject = (node: Tree | undefined): node is { readonly [key: string]: Tree } =>
  typeof node === "object" && node !== null && !Array.isArray(node) && !(node instanceof Withheld);

const isList = (node: Tree | undefined): node is readonly Tree[] => Array.isArray(node);

const join = (path: string, key: string) => (path ? `${path}.${key}` : key);

/** The path to what somebody gave a name of his own. A path is printed, so what breaks the line or hides in it is left out. */
export const joinName = (path: string, name: string) => join(path, name.replace(/[\p{C}\p{Z}]+/gu, " "));

/**
 * The places that a path leads to. What is withheld on the way is withheld at its end; a list where one object is expected
 * stands for each of its items, and one object where a list is expected for the only item.
 */
export function nodesAt(from: NodeAt, path: string, naming: Naming): NodeAt[] {
  const found: NodeAt[] = [];
  walk(from, naming.steps(path), 0, naming, found);
  return found;
}

function walk(from: NodeAt, steps: readonly Step[], at: number, naming: Naming, found: NodeAt[]): void {
  const step = steps[at];
  if (!step || from.node instanceof Withheld) {
    found.push(step ? from : evaluated(from, naming));
    return;
  }
  if (isList(from.node)) {
    // A list in a list is no form that Azure has, and could be as deep as its writer likes.
    for (const { node, path } of items(from))
      walk({ node: isList(node) ? new Withheld("expression") : node, path }, steps, at, naming, found);
    return;
  }
  const place: NodeAt = {
    node: isObject(from.node) ? naming.property(from.node, step.key) : undefined,
    path: join(from.path, step.key),
  };
  if (step.json) walk({ ...place, node: unpacked(place.node) }, steps, at + 1, naming, found);
  else if (!step.each) walk(place, steps, at + 1, naming, found);
  else for (const inner of each(place, step.each)) walk(inner, steps, at + 1, naming, found);
}

/** The place with what its node stands for. */
export const evaluated = (place: NodeAt, { evaluate }: Naming): NodeAt =>
  evaluate && place.node !== undefined ? { ...place, node: evaluate(place.node) } : place;

/** What a text of JSON stands for. One that is no JSON cannot be read; what is no text stays. */
function unpacked(node: Tree | undefined): Tree | undefined {
  if (typeof node !== "string" || !node.trim()) return node;
  for (const text of [node, Buffer.from(node, "base64").toString()])
    try {
      return JSON.parse(text) as Tree;
    } catch {
      // the other way, then
    }
  return new Withheld("expression");
}

const items = ({ node, path }: NodeAt): NodeAt[] =>
  isList(node) ? node.map((item, i) => ({ node: item, path: `${path}[${i}]` })) : [];

/** The items of a list or the entries of a map; none where nothing stands, one that is withheld where something else does. */
function each(place: NodeAt, what: "item" | "entry"): NodeAt[] {
  const { node, path } = place;
  if (node === undefined || node === null) return [];
  if (node instanceof Withheld) return [place];
  if (isList(node)) return items(place);
  if (isObject(node))
    return what === "item"
      ? [place]
      : Object.entries(node).map(([key, item]) => ({ node: item, path: joinName(path, key) }));
  return [{ node: new Withheld("expression"), path }];
}

/** Deeper than any settings that Azure takes; what lies deeper is left unread. */
const deepest = 60;

/** Everything below a place that is no list or object, each with its path. */
export function* leaves(place: NodeAt, depth = 0): Generator<NodeAt> {
  const { node, path } = place;
  const inner = isList(node)
    ? items(place)
    : isObject(node)
      ? Object.entries(node).map(([key, item]) => ({ node: item, path: joinName(path, key) }))
      : undefined;
  if (!inner) yield place;
  else if (depth >= deepest) yield { node: new Withheld("expression"), path };
  else for (const item of inner) yield* leaves(item, depth + 1);
}
