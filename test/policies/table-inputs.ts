import type { Tree } from "../../compute/value";
import { put } from "../compute/tree";

/** What stands in a resource, by the paths of compute types, from the resource on. */
export interface Leaves {
  readonly [path: string]: Tree;
}

/** Whose names and envelopes a description has. */
export type Language = "native" | "arm" | "classic";

/**
 * A path of the table in a language, step by step. This is the writer's own reading of the path language, apart from
 * `compute/path.ts`, which reads what is written here.
 */
const spelled = (path: string, language: Language): string[] =>
  path.split(".").flatMap(step => {
    const inEnvelope = step.startsWith("~");
    const plain = inEnvelope ? step.slice(1) : step;
    const [, native, arm, ending] = /^<(\w*)\|(\w+)>(.*)$/.exec(plain) ?? [];
    const name = arm === undefined ? plain : language === "arm" ? arm + ending : native && native + ending;
    return [...(inEnvelope && language === "arm" ? ["properties"] : []), ...(name ? [name] : [])];
  });

const written = (leaves: Leaves, steps: (path: string) => readonly string[]): Tree =>
  Object.entries(leaves).reduce<Tree>((tree, [path, leaf]) => put(tree, steps(path), leaf), {});

/** A description that holds the leaves. */
export const inputsOf = (leaves: Leaves, language: Language): Tree => written(leaves, path => spelled(path, language));

/** The same in classic names, where every object stands in a list of one, as Terraform's blocks do. */
export const inBlocks = (leaves: Leaves): Tree =>
  written(leaves, path => {
    const steps = spelled(path, "classic");
    return steps.map((step, i) => (i < steps.length - 1 && /\w$/.test(step) ? `${step}[]` : step));
  });

export type Branch = { readonly [key: string]: Tree };

export const isBranch = (tree: Tree | undefined): tree is Branch =>
  typeof tree === "object" && tree !== null && !Array.isArray(tree);

const isList = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree);

/** Two descriptions in one: in their lists, the items of the second come after those of the first. */
export function joined(first: Tree | undefined, second: Tree | undefined): Tree {
  if (isList(first) && isList(second)) return [...first, ...second];
  if (!isBranch(first) || !isBranch(second)) return second ?? first ?? null;
  const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries([...keys].map(key => [key, joined(first[key], second[key])]));
}

/** The same description with every name in capitals. */
export function inCapitals(tree: Tree): Tree {
  if (isList(tree)) return tree.map(inCapitals);
  if (!isBranch(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, inner]) => [key.toUpperCase(), inCapitals(inner)]));
}

/** The same description with its texts of JSON in base64. */
export function packed(tree: Tree): Tree {
  if (typeof tree === "string") return tree.startsWith("{") ? Buffer.from(tree).toString("base64") : tree;
  if (!isBranch(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, inner]) => [key, packed(inner)]));
}
