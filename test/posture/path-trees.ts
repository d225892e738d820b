import type { Tree } from "../../compute/value";

/** Trees of ARM, made from the paths of type rows. */

/** Steps of a path as ARM spells it. */
export const stepsOf = (path: string): readonly string[] =>
  path
    .replaceAll("~", "properties.")
    .replace(/<\w*\|(\w+)>/g, "$1")
    .split(".")
    .filter(Boolean);

/** A tree with a value at the end of a path: lists and maps on the way have two items. */
export function treeWith(steps: readonly string[], value: Tree): Tree {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const inner = treeWith(rest, value);
  if (step.endsWith("[]")) return { [step.slice(0, -2)]: [inner, inner] };
  if (step.endsWith("{}")) return { [step.slice(0, -2)]: { one: inner, "two.three": inner } };
  if (step.endsWith("!")) return { [step.slice(0, -1)]: JSON.stringify(inner) };
  return { [step]: inner };
}

const isMap = (node: Tree | undefined): node is { readonly [key: string]: Tree } =>
  typeof node === "object" && node !== null && !Array.isArray(node);

/** One tree laid over another, item by item. */
export function laid(under: Tree | undefined, over: Tree): Tree {
  if (Array.isArray(under) && Array.isArray(over))
    return Array.from({ length: Math.max(under.length, over.length) }, (_, i) =>
      over[i] === undefined ? under[i] : laid(under[i], over[i]),
    );
  if (!isMap(under) || !isMap(over)) return over;
  return Object.fromEntries(
    [...new Set([...Object.keys(under), ...Object.keys(over)])].map(key => [
      key,
      key in over ? laid(under[key], over[key]!) : under[key]!,
    ]),
  );
}
