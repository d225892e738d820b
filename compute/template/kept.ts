import { isObject } from "../tree";
import { OneOf, type Tree, Withheld } from "../value";
import { oneOf } from "./choices";
import { PartialText } from "./partial";

/**
 * Resources that are put back as they are. A remediation that switches on one setting of a cluster reads the cluster whole and
 * writes it again: `agentPoolProfiles: reference(…, 'Full').properties.agentPoolProfiles`. What is written back to the same place of
 * the same resource orders nothing: it is there already, and is judged itself.
 */

/** A resource outside the template, by its type in lower case and its name: a text in lower case, or what is open in its place. */
export interface Source {
  readonly type: string;
  readonly name: string | Withheld;
}

/** A part of a resource that exists, as Azure returns it. */
export class Kept extends Withheld {
  constructor(
    hints: readonly string[],
    readonly source: Source,
    /** Where in the resource it stands, in lower case: `properties.agentpoolprofiles`. */
    readonly path: string,
  ) {
    super("expression", hints);
  }
}

/** The resource that an id names; `undefined` where its type is open. Only a resource of one name is known well enough. */
export function sourceOf(id: Tree): Source | undefined {
  if (typeof id === "string") {
    const [, type, name] = /\/providers\/([^/]+\/[^/]+)\/([^/]+)$/.exec(id.toLowerCase()) ?? [];
    return type === undefined || name === undefined ? undefined : { type, name };
  }
  const [before, last] = id instanceof PartialText ? id.parts.slice(-2) : [];
  if (typeof last === "string") {
    const [, type, name] = /\/providers\/([^/]+\/[^/]+)\/([^/]+)$/.exec(last.toLowerCase()) ?? [];
    return type === undefined || name === undefined ? undefined : { type, name };
  }
  const [, type] = (typeof before === "string" && /\/providers\/([^/]+\/[^/]+)\/$/.exec(before.toLowerCase())) || [];
  return type === undefined || !(last instanceof Withheld) ? undefined : { type, name: last };
}

/** A resource without what is kept as it is in it. */
export function withoutKept(
  resource: { readonly [key: string]: Tree },
  type: string,
): { readonly [key: string]: Tree } {
  const { name } = resource;
  const own: Source = {
    type: type.toLowerCase(),
    name: typeof name === "string" ? name.toLowerCase() : (name as Withheld),
  };
  if (name === undefined || (typeof name !== "string" && !(name instanceof Withheld))) return resource;
  return without(resource, own, "") as { readonly [key: string]: Tree };
}

function without(tree: Tree, own: Source, path: string): Tree {
  if (tree instanceof Kept) {
    const { source } = tree;
    return source.type === own.type && source.name === own.name && tree.path === path ? null : tree;
  }
  if (tree instanceof OneOf) {
    const choices = tree.choices.map(choice => without(choice, own, path));
    return choices.every((choice, i) => choice === tree.choices[i]) ? tree : oneOf(choices, tree.by);
  }
  // what stands in a list has no place of its own
  if (!isObject(tree)) return tree;
  const entries = Object.entries(tree).map(
    ([key, value]) =>
      [key, value, without(value, own, path ? `${path}.${key.toLowerCase()}` : key.toLowerCase())] as const,
  );
  return entries.every(([, value, result]) => value === result)
    ? tree
    : Object.fromEntries(entries.map(([key, , result]) => [key, result]));
}
