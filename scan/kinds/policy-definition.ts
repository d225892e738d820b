import { factsOfArm } from "../../compute/facts-of";
import { isObject } from "../../compute/tree";
import { defineFileKind } from "../file-kind";

const type = "Microsoft.Authorization/policyDefinitions";

/** A definition of Azure Policy: what it deploys, and what it lets through. Written as ARM has it, or as its `properties` alone. */
export const policyDefinition = defineFileKind({
  kind: "policyDefinitions",
  title: "policy definitions",
  contentsOf({ documents: [document] }) {
    if (!isObject(document)) return undefined;
    const bare = isObject(document.policyRule);
    if (!bare && !(isObject(document.properties) && isObject(document.properties.policyRule))) return undefined;
    const resource = bare ? { type, properties: document } : { ...document, type };
    return {
      items: [{ facts: factsOfArm(resource), ...(bare && { prefix: "properties." }) }],
      stack: false,
    };
  },
});
