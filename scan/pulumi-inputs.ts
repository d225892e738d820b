import { parseJson } from "../catalogue/json";
import { isList, isObject } from "../compute/tree";
import { unknownMarks } from "../compute/unknown-marks";
import { type Tree, Withheld } from "../compute/value";

/** What Pulumi writes into a state or a preview for values that JSON has no form for (sdk/nodejs/runtime/rpc.ts). */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const outputValue = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const asset = "c44067f5952c0a294b673a41bacd8c17";

/** Deeper than any resource goes. */
const deepest = 200;

/**
 * The inputs of a resource in a state or a preview as a tree. A secret that was exported with `--show-secrets` is read, and any
 * other is hidden; an asset is its text, where that stands in it.
 */
export function pulumiInputs(node: unknown, depth = 0): Tree {
  if (typeof node === "string") return unknownMarks.has(node) ? new Withheld("unknown") : node;
  if (node === null || node === undefined || typeof node === "number" || typeof node === "boolean") return node ?? null;
  if (typeof node !== "object" || depth >= deepest) return new Withheld("hidden");
  const tree = node as Tree;
  if (isList(tree)) return tree.map(item => pulumiInputs(item, depth + 1));
  if (!isObject(tree)) return new Withheld("hidden");
  switch (tree[signature]) {
    case undefined:
      return Object.fromEntries(
        Object.entries(tree).map(([key, value]) => [key, pulumiInputs(value, depth + 1)] as const),
      );
    case secret: {
      const plain = typeof tree.plaintext === "string" ? parseJson(tree.plaintext) : tree.value;
      return plain === undefined ? new Withheld("hidden") : pulumiInputs(plain, depth + 1);
    }
    case outputValue:
      return tree.value === undefined ? new Withheld("unknown") : pulumiInputs(tree.value, depth + 1);
    case asset:
      return typeof tree.text === "string" && tree.text !== "" ? tree.text : new Withheld("hidden");
    default:
      return new Withheld("hidden");
  }
}
