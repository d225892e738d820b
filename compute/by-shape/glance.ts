import { isExpression } from "../template/expression";
import { isObject } from "../tree";
import { type Tree, Withheld } from "../value";
import { type KeyKind, kindOf, kindOfPair, kindWithin } from "./keys";
import { isAcceleratorFamily, isHardware, namesAccelerator, sizeUnder } from "./names";

/** Deeper, and with more values, than any resource that Azure takes. */
export const deepest = 60;
export const mostNodes = 250_000;

/** How texts of a template are taken, whose expressions are not worked out yet. */
export type Expressions =
  /** As they stand. */
  | "worked out"
  /** One in the place of a size, or of everything, may be worth working out. */
  | "of sizes"
  /** Any. */
  | "any";

/**
 * Whether it is worth while to look whether a resource asks for machines. Nearly all resources of nearly all types do not, so this makes nothing,
 * not even a path.
 */
export function mayAskForMachines(node: Tree | undefined, expressions: Expressions = "worked out"): boolean {
  return isObject(node) && new Glance(expressions).object(node, "", 0);
}

class Glance {
  private nodes = 0;
  constructor(private readonly expressions: Expressions) {}

  object(node: { readonly [key: string]: Tree }, around: KeyKind, depth: number): boolean {
    if (depth > deepest) return true;
    for (const key in node) {
      const value = node[key] as Tree;
      if (value === null || typeof value === "boolean") continue;
      const kind = kindOfPair(node, key, kindOf(key));
      if (kind !== "quiet" && this.value(value, kindWithin(around, kind), kind, depth)) return true;
      if (this.expressions !== "worked out" && depth < 2 && this.isWhole(key, value)) return true;
    }
    return false;
  }

  private value(value: Tree, kind: KeyKind, own: KeyKind, depth: number): boolean {
    if (++this.nodes > mostNodes) return true;
    if (typeof value === "string") return this.text(value, kind);
    if (typeof value === "number") return kind === "gpus";
    if (value === null || typeof value === "boolean") return false;
    if (value instanceof Withheld)
      return kind === "vmSize" || kind === "gpus" || kind === "accelerator" || value.hints.length > 0;
    if (!Array.isArray(value)) return this.object(value as { readonly [key: string]: Tree }, own, depth + 1);
    if (depth > deepest || (own === "gpus" && value.length > 0)) return true;
    for (const item of value) if (this.value(item, kind, own, depth + 1)) return true;
    return false;
  }

  private text(text: string, kind: KeyKind): boolean {
    if (this.expressions !== "worked out" && isExpression(text))
      return this.expressions === "any" || asking.has(kind) || ofMachines.test(text);
    switch (kind) {
      case "name":
        return false;
      case "size":
      case "vmSize":
        return sizeUnder(kind, text) !== undefined || namesAccelerator(text) !== undefined;
      case "accelerator":
        return isHardware(text) || namesAccelerator(text) !== undefined;
      case "family":
        return isAcceleratorFamily(text) || namesAccelerator(text) !== undefined;
      case "gpus":
        return Number(text) >= 0 || isHardware(text);
      default:
        return namesAccelerator(text) !== undefined;
    }
  }

  /** Whether an expression stands in the place of all that is asked for, or a loop makes properties. */
  private isWhole(key: string, value: Tree): boolean {
    return key === "copy"
      ? Array.isArray(value)
      : typeof value === "string" && wholes.has(key.toLowerCase()) && isExpression(value);
  }
}

const asking: ReadonlySet<KeyKind> = new Set<KeyKind>(["size", "vmSize", "accelerator", "family", "gpus"]);
const ofMachines = /standard_|nvidia|gpu/i;

/** Whether any text names an accelerator, or is an expression that might make such a name: the variables and parameters of a template. */
export function speaksOfMachines(tree: Tree | undefined, depth = 0): boolean {
  if (typeof tree === "string")
    return isExpression(tree) ? ofMachines.test(tree) : namesAccelerator(tree) !== undefined;
  if (tree instanceof Withheld) return tree.hints.length > 0;
  if (typeof tree !== "object" || tree === null) return false;
  return depth > deepest || Object.values(tree).some(inner => speaksOfMachines(inner, depth + 1));
}

const wholes: ReadonlySet<string> = new Set(["properties", "sku"]);
