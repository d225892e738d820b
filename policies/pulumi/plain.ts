import { types } from "node:util";
import { Secret } from "@pulumi/policy";
import { type Tree, Withheld } from "../../compute/value";

/** What `pulumi policy analyze` hands over in the place of a secret that it cannot decrypt. */
const secretMark = "[secret]";

/** What the engine writes in the place of a value that is decided later, by its kind (sdk/go/common/resource/plugin/rpc.go). */
const unknowns: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Deeper than any resource goes; below it lies a cycle, or somebody who hides something. */
const deepest = 200;
/** More values than any resource has. */
const mostNodes = 1_000_000;

interface Budget {
  nodes: number;
}

/**
 * The resource behind the SDK's proxies as a plain tree, so that one unknown value never hides its neighbours. What is no
 * plain data (an asset, a promise) and what lies too deep is hidden. The objects have no prototype: a key is a key, whatever it is called.
 */
export const plain = (value: unknown): Tree => read(behindProxies(value), 0, { nodes: 0 });

/**
 * The SDK's proxies tell what is behind them by this name; read through them, a resource takes ten times as long. Nothing but a
 * proxy is asked: a resource may have a property of that name. One that does not answer is a proxy of another kind, and hides all.
 */
export function behindProxies(value: unknown): unknown {
  let behind = value;
  while (types.isProxy(behind)) {
    const { __getSpecialProxyTarget } = behind as { readonly __getSpecialProxyTarget?: unknown };
    behind = __getSpecialProxyTarget ?? new Withheld("hidden");
  }
  return behind;
}

function read(value: unknown, depth: number, budget: Budget): Tree {
  switch (typeof value) {
    case "string":
      if (unknowns.has(value)) return new Withheld("unknown");
      return value === secretMark ? new Withheld("hidden") : value;
    case "number":
    case "boolean":
      return value;
    case "undefined":
      return null;
    case "object":
      return value === null ? null : readObject(value, depth, budget);
    default:
      return new Withheld("hidden");
  }
}

function readObject(value: object, depth: number, budget: Budget): Tree {
  if (value instanceof Withheld) return value;
  if (depth >= deepest || ++budget.nodes > mostNodes) return new Withheld("hidden");
  if (value instanceof Secret) return read(value.value, depth + 1, budget);
  if (Array.isArray(value)) return Array.from(value, item => read(item, depth + 1, budget));
  if (!isPlain(value)) return new Withheld("hidden");
  const tree: { [key: string]: Tree } = Object.create(null);
  for (const [key, child] of Object.entries(value)) if (child !== undefined) tree[key] = read(child, depth + 1, budget);
  return tree;
}

/** Whether an object is data and nothing else: assets, archives, outputs and promises have a class of their own. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
