import { factsOfArm } from "../../compute/facts-of";
import { isList, isObject } from "../../compute/tree";
import type { Tree } from "../../compute/value";
import { defineFileKind, type Item } from "../file-kind";

/** `Microsoft.Compute/virtualMachines`, as ARM writes types. */
const armType = /^[a-z][\w-]*(?:\.[\w-]+)+(?:\/[\w.-]+)+$/i;

const isResource = (node: Tree): node is { readonly type: string; readonly [key: string]: Tree } =>
  isObject(node) && typeof node.type === "string" && armType.test(node.type) && !Object.hasOwn(node, "$schema");

/** Resources as ARM has them, one or a list: what `az resource show` prints, or the body of a request with its type. */
export const armResource = defineFileKind({
  kind: "armResources",
  title: "ARM resources",
  contentsOf({ documents: [document] }) {
    if (document === undefined) return undefined;
    const listed = isObject(document) && isList(document.value) ? document.value : document;
    const resources = isList(listed) ? listed : [listed];
    if (resources.length === 0 || !resources.every(isResource)) return undefined;
    return { items: resources.map(itemOf), stack: true };
  },
});

const itemOf = (resource: Tree): Item => {
  const { id, name } = resource as { readonly [key: string]: Tree };
  const facts = factsOfArm(resource);
  if (typeof id !== "string") return { facts };
  return { subject: { kind: "resource", id, name: typeof name === "string" ? name : id }, facts };
};
