import type { RowContext } from "./leaf";
import { isAbsent, isObject } from "./tree";
import type { Tree } from "./value";

/** What names a resource and says where it is, in ARM's envelope and in Pulumi's inputs, in lower case. */
const frame: ReadonlySet<string> = new Set([
  "type",
  "apiversion",
  "name",
  "location",
  "extendedlocation",
  "scope",
  "condition",
  "dependson",
  "comments",
  "copy",
  "metadata",
  "resourcegroupname",
  "subscriptionid",
  "vmname",
]);

/** Names of properties in lower case: `true` for what may stand there whatever it holds. */
type Allowed = Map<string, Allowed | true>;

/**
 * Whether a description says nothing but what can be changed of something that exists: one of `paths` at least, and
 * nothing beside them. A property that nobody here knows is not among them, for it may be what creates something.
 */
export function changesOnly({ at, naming }: RowContext, paths: readonly string[]): boolean {
  const allowed: Allowed = new Map();
  for (const path of paths) {
    const keys = naming.steps(path).map(({ key }) => key.toLowerCase());
    let level = allowed;
    for (const [i, key] of keys.entries()) {
      if (i === keys.length - 1) level.set(key, true);
      else {
        const next = level.get(key);
        const inner: Allowed = next instanceof Map ? next : new Map();
        level.set(key, inner);
        level = inner;
      }
    }
  }
  const seen = { any: false };
  return isWithin(at.node, allowed, frame, seen) && seen.any;
}

const isEmpty = (node: Tree): boolean => isObject(node) && Object.keys(node).length === 0;

const nothingElse: ReadonlySet<string> = new Set();

function isWithin(
  node: Tree | undefined,
  allowed: Allowed,
  beside: ReadonlySet<string>,
  seen: { any: boolean },
): boolean {
  if (isAbsent(node)) return true;
  if (!isObject(node)) return false;
  return Object.entries(node).every(([key, value]) => {
    if (isAbsent(value) || beside.has(key.toLowerCase())) return true;
    const inner = allowed.get(key.toLowerCase());
    if (inner instanceof Map) return isWithin(value, inner, nothingElse, seen);
    seen.any ||= inner === true && !isEmpty(value);
    return inner === true;
  });
}
