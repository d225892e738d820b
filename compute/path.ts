import { parseJson } from "../catalogue/json";
import { oneOf, unlike } from "./template/choices";
import { fromPartialJson } from "./template/json";
import { entriesOf, isAbsent, isList, isObject, itemsOf, joinPath, type NodeAt, namesOf } from "./tree";
import { choicesIn, OneOf, type Tree, Withheld } from "./value";

/**
 * The language of paths in type rows. By example:
 *
 *     hardwareProfile.vmSize          a property of a property
 *     agentPoolProfiles[].vmSize      the same property in each item of a list
 *     environment{}                   each entry of a map, whatever its name
 *     <subnetId|subnet>.id            azure-native calls it `subnetId`, ARM calls it `subnet`
 *     <|properties>.vmSize            ARM has an envelope here that azure-native leaves out
 *     ~vmSize                         short for the line before: `properties` is nearly always that envelope
 *     baseProfile!.vmSize             `baseProfile` is a text that holds JSON (or JSON in base64), and the path goes on in it
 *
 * One row so describes a resource in both languages, and each language is a `Naming`: how a step is spelled in it, and how
 * a property is found. In a `RequestShape`, a path that begins with `/` starts at the resource and not at the row's `at`.
 */
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

/** Paths are split once: the same few hundred are asked for in every resource. */
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
          if (/[<>|]/.test(key)) throw new Error(`the path ${path} has ${key}, which is no step: write <name|name>`);
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

/** Bodies of ARM: names in any letter case. Where a name is written twice, nobody can say which one Azure takes. */
export const armNaming: Naming = {
  steps: splitter("$2"),
  property: (parent, key) => {
    const [name, ...others] = namesOf(parent, key.toLowerCase());
    return others.length > 0 ? new Withheld("expression") : name === undefined ? undefined : parent[name];
  },
};

/**
 * The places that a path leads to. What is withheld on the way is withheld at its end, and so is what is one of a few; a list where one object is expected
 * stands for each of its items, and one object where a list is expected for the only item.
 */
export function nodesAt(from: NodeAt, path: string, naming: Naming): NodeAt[] {
  const found: NodeAt[] = [];
  walk(from, naming.steps(path), 0, naming, found);
  return found;
}

/** The one place that a path without lists leads to. */
export const nodeAt = (from: NodeAt, path: string, naming: Naming): NodeAt =>
  nodesAt(from, path, naming)[0] ?? { node: undefined, path: joinPath(from.path, path) };

function walk(from: NodeAt, steps: readonly Step[], at: number, naming: Naming, found: NodeAt[]): void {
  const step = steps[at];
  if (step && from.node instanceof OneOf) {
    const ends = from.node.choices.map(choice => {
      const inChoice: NodeAt[] = [];
      walk({ ...from, node: choice }, steps, at, naming, inChoice);
      return inChoice;
    });
    const [end] = ends.flat();
    if (ends.some(places => places.length > 1)) {
      // a list where one object is expected hides nothing of the other choices: only a path through lists has several ends
      const isThroughLists = steps.slice(at).some(({ each }) => each !== undefined);
      const { state, hints } = from.node;
      const whole: NodeAt = { ...from, node: new Withheld(state, hints) };
      found.push(...(isThroughLists && choicesIn(from.node) ? unlike(ends.flat()) : [whole]));
    } else if (end)
      found.push({
        ...end,
        node: oneOf(
          ends.map(([place]) => place?.node ?? null),
          from.node.by,
        ),
      });
    return;
  }
  if (!step || from.node instanceof Withheld) {
    found.push(step ? from : evaluated(from, naming));
    return;
  }
  if (isList(from.node)) {
    // A list in a list is no form that Azure has, and could be as deep as its writer likes.
    for (const { node, path } of itemsOf(from.node, from.path))
      walk({ node: isList(node) ? new Withheld("expression") : node, path }, steps, at, naming, found);
    return;
  }
  const place: NodeAt = {
    node: isObject(from.node) ? naming.property(from.node, step.key) : undefined,
    path: joinPath(from.path, step.key),
  };
  if (step.json) walk({ ...place, node: unpacked(place.node) }, steps, at + 1, naming, found);
  else if (!step.each) walk(place, steps, at + 1, naming, found);
  else for (const inner of each(place, step.each)) walk(inner, steps, at + 1, naming, found);
}

/** The place with what its node stands for. */
export const evaluated = (place: NodeAt, { evaluate }: Naming): NodeAt =>
  evaluate && place.node !== undefined ? { ...place, node: evaluate(place.node) } : place;

/** The tree in a text of JSON, which may be in base64; any other node as it is. A text that is no JSON cannot be read. */
function unpacked(node: Tree | undefined): Tree | undefined {
  if (node instanceof OneOf)
    return oneOf(
      node.choices.map(choice => unpacked(choice) ?? null),
      node.by,
    );
  if (node instanceof Withheld) return fromPartialJson(node) ?? node;
  if (typeof node !== "string" || !node.trim()) return node;
  const plain = parseJson(node);
  const tree = plain === undefined ? parseJson(Buffer.from(node, "base64").toString()) : plain;
  return tree === undefined ? new Withheld("expression") : (tree as Tree);
}

/** The items of a list or the entries of a map: none where nothing is written, and one that is withheld where something else is. */
function each({ node, path }: NodeAt, what: "item" | "entry"): NodeAt[] {
  if (isAbsent(node)) return [];
  const choices = choicesIn(node);
  if (choices) return unlike(choices.flatMap(choice => each({ node: choice, path }, what)));
  if (node instanceof Withheld) return [{ node, path }];
  if (isList(node)) return itemsOf(node, path);
  if (isObject(node)) return what === "item" ? [{ node, path }] : entriesOf(node, path);
  return [{ node: new Withheld("expression"), path }];
}
