import type { ComputeRequest, Opaque } from "../facts";
import { isList, isObject, joinName, type NodeAt } from "../tree";
import { absent, known, multiplied, type Tree, type Value, Withheld } from "../value";
import { type Asked, asGpus, numberAt, readLeaf } from "./asked";
import { deepest, mayAskForMachines, mostNodes } from "./glance";
import { type KeyKind, kindOf, kindOfPair, kindWithin } from "./keys";

/**
 * The net below the table of compute types: what looks like a request for machines in a resource of a type that no row knows.
 * One pass over the inputs; a text costs a look at its first letter, and a key one look-up.
 */
export interface ByShape {
  readonly requests: readonly ComputeRequest[];
  /** Said where a resource is larger than any that Azure takes. */
  readonly opaque: readonly Opaque[];
}

/** What the objects around say: how many there are of what stands in them. */
interface Around {
  readonly kind: KeyKind;
  readonly depth: number;
  /** Of the object itself that holds this one. */
  readonly count?: Value<number> | undefined;
  readonly ceiling?: Value<number> | undefined;
  /** Replicas of whatever lies below, however deep. */
  readonly copies?: Value<number> | undefined;
  /** How many they may become. */
  readonly most?: Value<number> | undefined;
}

/** What holds other values. */
type Held = readonly Tree[] | Branch;
type Branch = { readonly [key: string]: Tree };

const none: ByShape = { requests: [], opaque: [] };
const nothing: ReadonlySet<string> = new Set();

/** Operators of selectors that name what is not wanted. */
const unwanted = /^(?:not|doesnot|lt|lessthan)/i;
/** Operators of those that name what is too few. */
const more = /^(?:gt|greaterthan)$/i;

/** @param apart properties of the resource itself that are read elsewhere, in lower case. */
export const requestsByShape = (
  root: NodeAt,
  of: Pick<ComputeRequest, "type" | "region">,
  apart: ReadonlySet<string> = nothing,
): ByShape => (mayAskForMachines(root.node) ? readByShape(root, of, apart) : none);

/** The same without a glance before it. */
export function readByShape(
  root: NodeAt,
  of: Pick<ComputeRequest, "type" | "region">,
  apart: ReadonlySet<string> = nothing,
): ByShape {
  const walk = new Walk(of, apart);
  if (isObject(root.node)) walk.object(root.node, root.path, { kind: "", depth: 0 });
  const opaque: Opaque[] = walk.cutOff
    ? [{ path: root.path, why: "the resource is too large or too deep to be read whole", state: "cutOff" }]
    : [];
  return { requests: walk.requests, opaque };
}

class Walk {
  readonly requests: ComputeRequest[] = [];
  cutOff = false;
  private nodes = 0;

  constructor(
    private readonly of: Pick<ComputeRequest, "type" | "region">,
    private readonly apart: ReadonlySet<string>,
  ) {}

  object(node: Branch, path: string, around: Around): void {
    if (around.depth > deepest || this.nodes > mostNodes) {
      this.cutOff = true;
      return;
    }
    const asked: Asked = { sizes: [] };
    let { copies, most } = around;
    const inner: [key: string, kind: KeyKind, value: Held][] = [];
    for (const key of Object.keys(node)) {
      const value = node[key] as Tree;
      this.nodes++;
      if (value === null || typeof value === "boolean") continue;
      const kind = kindOfPair(node, key, kindOf(key));
      if (kind === "quiet" || (around.depth === 0 && this.apart.has(key.toLowerCase()))) continue;
      if (typeof value === "object" && !(value instanceof Withheld)) inner.push([key, kind, value as Held]);
      else if (kind === "copies") copies = numberAt(value, joinName(path, key));
      else if (kind === "most") most = numberAt(value, joinName(path, key));
      else readLeaf(value, { path, key }, kindWithin(around.kind, kind), asked);
    }
    for (const [key, kind, value] of inner) {
      // What is asked for at most is what is asked for: the same accelerators stand under both.
      const before = this.requests.length;
      if (key === "requests" && isObject(node.limits)) continue;
      const at = joinName(path, key);
      const within = { kind, depth: around.depth + 1, count: asked.count, ceiling: asked.ceiling, copies, most };
      if (Array.isArray(value)) this.list(value, at, within, asked);
      else this.object(value as Branch, at, within);
      if (key === "limits" && this.requests.length === before && isObject(node.requests))
        this.object(node.requests, joinName(path, "requests"), within);
    }
    this.emit(asked, node, path, { ...around, copies, most });
  }

  private list(items: readonly Tree[], path: string, around: Around, asked: Asked): void {
    const objects = items.filter(isObject);
    if (around.kind === "gpus" && objects.length > 0) {
      asked.gpus = known(objects.length, path);
      return;
    }
    const sizes = asked.sizes.length;
    for (const [i, item] of items.entries()) {
      this.nodes++;
      const at = `${path}[${i}]`;
      if (isObject(item)) this.object(item, at, { ...around, count: undefined, ceiling: undefined });
      else if (isList(item)) this.list(item, at, { ...around, depth: around.depth + 1 }, asked);
      else if (item !== null && typeof item !== "boolean") readLeaf(item, { path, key: i }, around.kind, asked);
    }
    if (asked.sizes.length > sizes + 1) asked.choice = path;
  }

  private emit(asked: Asked, node: Branch, path: string, around: Around): void {
    const { sizes, choice, gpus } = asked;
    const operator = typeof node.operator === "string" ? node.operator : "";
    const wanted = gpus !== undefined && (!(gpus.state === "known" && gpus.value === 0) || more.test(operator));
    const accelerator = asked.accelerator ?? (wanted ? asGpus(gpus, asked.vendor) : undefined);
    if (sizes.length === 0 && accelerator === undefined) return;
    if (unwanted.test(operator)) return;
    const { copies = absent(path), most = absent(path) } = around;
    const machines = asked.count ?? around.count ?? copies;
    const common = {
      ...this.of,
      accelerator: accelerator ?? absent(path),
      ceiling: asked.ceiling ?? around.ceiling ?? most,
      spot: absent(path),
    };
    for (const size of sizes)
      this.requests.push({
        ...common,
        what: "resource that looks like machines (found by its shape)",
        size,
        sizeAbsent: "unreadable",
        count: machines,
        ...(choice !== undefined && sizes.length > 1 && { choice }),
      });
    if (sizes.length === 0)
      this.requests.push({
        ...common,
        what: "resource that looks like a request for GPUs (found by its shape)",
        size: absent(path),
        sizeAbsent: "sizeless",
        ...(wanted
          ? {
              counts: "accelerators",
              count: multiplied(gpus, copies.state === "absent" ? known(1, path) : copies),
              ceiling: most.state === "absent" ? most : multiplied(gpus, most),
            }
          : { count: machines }),
      });
  }
}
