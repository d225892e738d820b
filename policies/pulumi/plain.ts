import { types } from "node:util";
import { Secret } from "@pulumi/policy";
import { unknownMarks } from "../../compute/unknown-marks";
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
      if (unknownMarks.has(value)) return new Withheld("unknown");
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
  if (depth >= deepest || ++budget.nodes > mostNodes)
    return unfollowed("the resource is too large or too deep to be read whole");
  if (value instanceof Secret) return read(value.value, depth + 1, budget);
  if (Array.isArray(value)) return Array.from(value, item => read(item, depth + 1, budget));
  if (!isPlain(value))
    return isAsset(value)
      ? unfollowed("it is an asset or an archive of Pulumi, whose content is not read")
      : new Withheld("hidden");
  const tree: { [key: string]: Tree } = Object.create(null);
  for (const [key, child] of Object.entries(value)) if (child !== undefined) tree[key] = read(child, depth + 1, budget);
  return tree;
}

/** Hidden, and nobody's secret: a script there is as bad as one that is not followed to its end. */
const unfollowed = (why: string): Withheld => new Withheld("hidden", [], { indicators: [], cutOff: why });

/** The marks that Pulumi's SDK knows its assets and archives by. */
const isAsset = (value: object): boolean => "__pulumiAsset" in value || "__pulumiArchive" in value;

/** Whether an object is data and nothing else: assets, archives, outputs and promises have a class of their own. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
