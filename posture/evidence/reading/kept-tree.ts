import { type Tree, Withheld } from "../../../compute/value";
import { asDigest, searchIn } from "./digest";
import { isHidden } from "./secrets";

/** A resource of evidence as the readers of `compute` take it: what stands in place of a secret or of a text is no value. */
export const treeOf = (resource: object): Record<string, Tree> => converted(resource) as Record<string, Tree>;

function converted(value: unknown): Tree {
  if (isHidden(value)) return new Withheld("hidden");
  const digest = asDigest(value);
  if (digest) return new Withheld(digest.expression ? "expression" : "hidden", [], searchIn(digest));
  if (Array.isArray(value)) return value.map(converted);
  if (value === null || value === undefined) return null;
  if (typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, converted(v)]));
  return value as string | number | boolean;
}
