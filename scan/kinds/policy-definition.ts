import { factsOfArm } from "../../compute/facts-of";
import { isList, isObject } from "../../compute/tree";
import type { Tree } from "../../compute/value";
import { defineFileKind } from "../file-kind";

const type = "Microsoft.Authorization/policyDefinitions";

/** A definition of Azure Policy: what it deploys, and what it lets through. Written as ARM has it, or as its `properties` alone. */
export const policyDefinition = defineFileKind({
  kind: "policyDefinitions",
  title: "policy definitions",
  contentsOf({ documents: [document], text }) {
    if (!isObject(document)) return undefined;
    const bare = isObject(document.policyRule);
    if (!bare && !(isObject(document.properties) && isObject(document.properties.policyRule))) return undefined;
    // a definition that is kept for a template has its expressions escaped: there `[[` is how `[` is written
    const written = text.includes('"[[') ? unescaped(document) : document;
    const resource = bare ? { type, properties: written } : { ...(written as { [key: string]: Tree }), type };
    return {
      items: [{ facts: factsOfArm(resource), ...(bare && { prefix: "properties." }) }],
      stack: false,
    };
  },
});

/** Nobody nests a definition deeper. */
const deepest = 200;

function unescaped(node: Tree, depth = 0): Tree {
  if (typeof node === "string") return node.startsWith("[[") ? node.slice(1) : node;
  if (depth >= deepest) return node;
  if (isList(node)) return node.map(item => unescaped(item, depth + 1));
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, unescaped(value, depth + 1)]));
}
