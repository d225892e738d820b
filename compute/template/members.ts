import { isList, isObject, namesOf } from "../tree";
import type { Tree } from "../value";
import { leftOver, plainText } from "./partial";

/** Properties as ARM finds them: `member(tree, "vmSize")` is also `VMSize`. */

/**
 * A property of an object, its name in any letter case; `undefined` where none stands, or where `tree` is no object. Where one
 * name stands twice, nobody can say which one Azure takes: then it is an expression, with both as hints.
 */
export function member(tree: Tree | undefined, key: string): Tree | undefined {
  if (!isObject(tree)) return undefined;
  const [name, ...others] = namesOf(tree, key.toLowerCase());
  if (name === undefined) return undefined;
  return others.length ? leftOver([name, ...others].map(other => tree[other] as Tree)) : tree[name];
}

/** What stands at an index of a list or under a name in an object; `undefined` also where the key is neither. */
export function entry(of: Tree, key: Tree): Tree | undefined {
  if (isList(of)) return typeof key === "number" ? of[key] : undefined;
  const name = plainText(key);
  return name === undefined ? undefined : member(of, name);
}

/** Whether two trees in which nothing is withheld are the same. */
export function same(a: Tree, b: Tree): boolean {
  if (a === b) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, i) => same(item, b[i] as Tree));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => {
      const other = member(b, key);
      return other !== undefined && same(a[key] as Tree, other);
    })
  );
}
