import type { Opaque } from "./facts";
import type { NodeAt } from "./tree";
import { type Value, Withheld } from "./value";

/** Parts that create compute, or may, and that cannot be read. */

const reasons = {
  unknown: "is decided later",
  assigned: "is chosen by whoever assigns the policy",
  expression: "is an expression",
  hidden: "is hidden",
};

/** A part that cannot be read, and why: "the resource type is decided later". */
export function opaque(part: string, { node, path }: NodeAt): Opaque {
  if (node instanceof Withheld) return { path, why: `${part} ${reasons[node.state]}`, state: node.state };
  const isMissing = node === undefined || node === null;
  return { path, why: `${part} ${isMissing ? "is missing" : "cannot be read"}`, state: "malformed" };
}

/** A template that is deployed from where nobody handed it over. */
export const linkedTemplate = (path: string, source: Value<string>): Opaque => ({
  path,
  why: "the template is linked from outside",
  state: "linked",
  source,
});
