import { sizeOf } from "../../catalogue/sizes";
import { isObject, type Json } from "../compute/corpus";

const gpu = "Standard_NC6s_v3";

/**
 * Every text that is a known VM size becomes the size of a GPU machine, but under some keys, such as lists of what a parameter
 * may be. `count` is told how many.
 */
export function withGpus(node: Json, but: readonly string[], count: { swaps: number }): Json {
  if (typeof node === "string") {
    if (!/^(standard|basic)_/i.test(node) || sizeOf(node)?.vCpus === undefined) return node;
    count.swaps++;
    return gpu;
  }
  if (Array.isArray(node)) return node.map(item => withGpus(item, but, count));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, but.includes(key) ? value : withGpus(value, but, count)]),
  );
}
