import type { Tree } from "../../compute/value";

type Branch = { [key: string]: Tree };

/** Lays a leaf into a tree at a path such as `a[].b{}.c!.d`: one item in a list, one entry in a map, JSON in a text. */
export function put(tree: Tree | undefined, [head, ...rest]: readonly string[], leaf: Tree): Tree {
  if (head === undefined) return leaf;
  const object = { ...(tree as Branch | undefined) };
  const key = head.replace(/\[\]$|\{\}$|!$/, "");
  const inner = object[key];
  if (head.endsWith("[]")) object[key] = [put((inner as Tree[] | undefined)?.[0], rest, leaf)];
  else if (head.endsWith("{}")) object[key] = { one: put((inner as Branch | undefined)?.one, rest, leaf) };
  else if (head.endsWith("!"))
    object[key] = JSON.stringify(put(typeof inner === "string" ? JSON.parse(inner) : {}, rest, leaf));
  else object[key] = put(inner, rest, leaf);
  return object;
}
