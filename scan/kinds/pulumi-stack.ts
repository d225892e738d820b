import { factsOf } from "../../compute/facts-of";
import { isList, isObject } from "../../compute/tree";
import type { Tree } from "../../compute/value";
import { type Contents, defineFileKind, type Item } from "../file-kind";
import { pulumiInputs } from "../pulumi-inputs";

type Resource = { readonly urn: string; readonly type: string; readonly [key: string]: Tree };

export const isResource = (node: Tree | undefined): node is Resource =>
  isObject(node) && typeof node.urn === "string" && typeof node.type === "string";

/** `urn:pulumi:dev::shop::azure-native:compute:VirtualMachine::web` names `web`. */
export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2) || urn;

export const itemOf = ({ urn, type, inputs, custom }: Resource): Item => ({
  subject: { kind: "resource", id: urn, name: nameOf(urn) },
  // what a component was given is ordered by the resources in it, if at all
  facts: factsOf(type, pulumiInputs(inputs ?? {}), undefined, custom === false),
  written: { type, inputs: () => pulumiInputs(inputs ?? {}) },
});

/** A stack is itself a resource, by whose URN the pack excepts what all of it comes to. */
export function stackIn(resources: readonly Resource[]): Pick<Contents, "stackItself"> {
  const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  return stack ? { stackItself: { kind: "resource", id: stack.urn, name: nameOf(stack.urn) } } : {};
}

/** What `pulumi stack export` prints: the resources of a stack as they were last deployed. */
export const pulumiStack = defineFileKind({
  kind: "pulumiStacks",
  title: "exported Pulumi stacks",
  contentsOf({ documents: [document] }) {
    if (!isObject(document) || typeof document.version !== "number" || !isObject(document.deployment)) return undefined;
    const { resources } = document.deployment;
    const listed = isList(resources) ? resources.filter(isResource) : [];
    // what is only read is not this stack's, and what awaits its deletion was replaced
    const own = listed.filter(resource => resource.external !== true && resource.delete !== true);
    return { items: own.map(itemOf), stack: true, ...stackIn(own) };
  },
});
