import { factsOf } from "../../compute/facts-of";
import { isList, isObject } from "../../compute/tree";
import type { Tree } from "../../compute/value";
import { defineFileKind, type Item } from "../file-kind";
import { armBodied, bridged, camelCase, decided } from "../terraform-inputs";
import { isManifest, tokenOf as manifestToken } from "./kubernetes";

type Change = { readonly address: string; readonly type: string; readonly change: { readonly [key: string]: Tree } };

const isChange = (node: Tree): node is Change =>
  isObject(node) && typeof node.address === "string" && typeof node.type === "string" && isObject(node.change);

/** Whether a resource is there after the plan: data that is read is none, and what is only deleted neither. */
const isThereAfter = (node: { readonly [key: string]: Tree }): boolean => {
  const { actions } = node.change as { readonly [key: string]: Tree };
  return (
    node.mode !== "data" && isList(actions) && actions.some(action => /^(?:create|update|no-op)$/.test(String(action)))
  );
};

/** `azurerm_linux_virtual_machine` is `azurerm:index/linuxVirtualMachine:linuxVirtualMachine` to Pulumi's bridge. */
function tokenOf(type: string): string {
  const [provider = "", ...words] = type.split("_");
  const name = camelCase(words.join("_"));
  return `${provider}:index/${name}:${name}`;
}

const itemOf = ({ address, type, change }: Change): Item => ({
  subject: { kind: "resource", id: address, name: address },
  facts: factsOf(...asked(type, change)),
});

/** A manifest of Kubernetes stands in its resource as it is. */
function asked(type: string, { after, after_unknown }: Change["change"]): [token: string, inputs: Tree] {
  const attributes = decided(after ?? null, after_unknown ?? null);
  const manifest = type === "kubernetes_manifest" && isObject(attributes) ? attributes.manifest : undefined;
  if (isManifest(manifest)) return [manifestToken(manifest), manifest];
  return [tokenOf(type), type.startsWith("azapi_") ? armBodied(attributes) : bridged(attributes)];
}

/**
 * A plan of Terraform or OpenTofu as `terraform show -json` prints it (developer.hashicorp.com/terraform/internals/json-format):
 * resources of azurerm, azuread, azapi and what else the pack knows, as they are after the plan.
 */
export const terraformPlan = defineFileKind({
  kind: "terraformPlans",
  title: "Terraform plans",
  contentsOf({ documents: [document] }) {
    if (!isObject(document) || typeof document.format_version !== "string" || !isList(document.resource_changes))
      return undefined;
    const changes = document.resource_changes.filter(isChange).filter(isThereAfter);
    return { items: changes.map(itemOf), stack: true };
  },
});
