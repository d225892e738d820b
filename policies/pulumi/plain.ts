import { Secret, UnknownValueError } from "@pulumi/policy";
import { type Tree, Withheld } from "../../compute/value";

/** What `pulumi policy analyze` hands over in the place of a secret that it cannot decrypt. */
const secretMark = "[secret]";

/** Deeper than any resource goes; below it lies a cycle, or somebody who hides something. */
const deepest = 200;
/** More values than any resource has. */
const mostNodes = 1_000_000;

interface Budget {
  nodes: number;
}

/**
 * The SDK's proxies as a plain tree, read key by key, so that one unknown value never hides its neighbours. What is no
 * plain data (an asset, a promise) and what lies too deep is hidden. The objects have no prototype: a key is a key, whatever it is called.
 */
export const plain = (value: unknown): Tree => read(value, 0, { nodes: 0 });

function read(value: unknown, depth: number, budget: Budget): Tree {
  if (value instanceof Secret) return child(() => value.value, depth, budget) ?? null;
  switch (typeof value) {
    case "string":
      return value === secretMark ? new Withheld("hidden") : value;
    case "number":
    case "boolean":
      return value;
    case "undefined":
      return null;
    case "object":
      break;
    default:
      return new Withheld("hidden");
  }
  if (value === null || value instanceof Withheld) return value;
  if (depth >= deepest || ++budget.nodes > mostNodes) return new Withheld("hidden");
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, i) => child(() => value[i], depth, budget) ?? null);
  }
  if (!isPlain(value)) return new Withheld("hidden");
  const tree: { [key: string]: Tree } = Object.create(null);
  for (const key of Object.keys(value)) {
    const node = child(() => (value as { readonly [key: string]: unknown })[key], depth, budget);
    if (node !== undefined) tree[key] = node;
  }
  return tree;
}

/** Reads one value under its own guard. Where it is `undefined`, nothing stands there. */
function child(get: () => unknown, depth: number, budget: Budget): Tree | undefined {
  try {
    const value = get();
    return value === undefined ? undefined : read(value, depth + 1, budget);
  } catch (error) {
    if (error instanceof UnknownValueError) return new Withheld("unknown");
    throw error;
  }
}

/** Whether an object is data and nothing else: assets, archives, outputs and promises have a class of their own. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
