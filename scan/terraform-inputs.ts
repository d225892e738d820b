import { isAbsent, isList, isObject } from "../compute/tree";
import { type Tree, Withheld } from "../compute/value";

/** `linux_virtual_machine` is `linuxVirtualMachine`. */
export const camelCase = (name: string): string =>
  name.replace(/(?<!_)_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());

/** How Pulumi's bridge calls a block that may be written more than once: `data_disk` is `dataDisks`. */
function plural(name: string): string {
  if (/[^s]s$/.test(name)) return name;
  if (/(?:ss|x|z|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** Deeper than any resource goes. */
const deepest = 100;

/**
 * The attributes of a planned resource, with those withheld that are known after apply only.
 * @param unknown the plan's `after_unknown`: `true`, or an object or a list of the same form
 */
export function decided(node: Tree, unknown: Tree, depth = 0): Tree {
  if (unknown === true) return new Withheld("unknown");
  if (depth >= deepest) return new Withheld("hidden");
  if (isList(node)) return node.map((item, i) => decided(item, (isList(unknown) && unknown[i]) || null, depth + 1));
  const later = isObject(unknown) ? unknown : {};
  if (!isObject(node) && (!isAbsent(node) || Object.keys(later).length === 0)) return node;
  const keys = new Set([...Object.keys(node ?? {}), ...Object.keys(later)]);
  const parts = [...keys].map((key): [string, Tree] => [
    key,
    decided((isObject(node) && node[key]) || null, later[key] ?? null, depth + 1),
  ]);
  // it tells of every part, also of those that are nothing
  return Object.fromEntries(parts.filter(([, part]) => !isEmpty(part)));
}

const isEmpty = (node: Tree): boolean =>
  node === null || (isList(node) && node.length === 0) || (isObject(node) && Object.keys(node).length === 0);

/**
 * Attributes in the names of Pulumi's bridge, in which rows know them. Terraform writes every block as a list. Whether the bridge
 * takes it for one object or for a list, only the provider's schema says, so it is found under both names: a row asks for one of
 * them, and takes a list of one for an object. Whoever goes through all properties meets it once, under the name that Terraform has.
 */
export function bridged(node: Tree): Tree {
  if (isList(node)) return node.map(bridged);
  if (!isObject(node)) return node;
  const attributes = Object.entries(node).map(([key, value]): [string, Tree] => [camelCase(key), bridged(value)]);
  const found = Object.fromEntries(attributes);
  for (const [name, value] of attributes)
    if (isList(value) && !Object.hasOwn(found, plural(name))) Object.defineProperty(found, plural(name), { value });
  return found;
}

/** Attributes of azapi: what stands below the first names is in the words of ARM. */
export const armBodied = (node: Tree): Tree =>
  isObject(node) ? Object.fromEntries(Object.entries(node).map(([key, value]) => [camelCase(key), value])) : node;
