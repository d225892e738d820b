import { noFacts } from "../../compute/facts";
import { factsOf } from "../../compute/facts-of";
import { isList, isObject } from "../../compute/tree";
import { known, type Tree } from "../../compute/value";
import { defineFileKind, type Item } from "../file-kind";
import {
  type Configured,
  configuredIn,
  instanceOf,
  runBeside,
  sourcesOf,
  withoutInstances,
} from "../terraform-configuration";
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

const subjectOf = (address: string) => ({ kind: "resource", id: address, name: address }) as const;

const itemOf = ({ address, type, change }: Change, host: Tree): Item => ({
  subject: subjectOf(address),
  facts: factsOf(...asked(type, change, host)),
});

/** A manifest of Kubernetes stands in its resource as it is. */
function asked(type: string, { after, after_unknown }: Change["change"], host: Tree): [token: string, inputs: Tree] {
  const attributes = decided(after ?? null, after_unknown ?? null);
  if (!isObject(attributes)) return [tokenOf(type), attributes];
  if (type === "kubernetes_manifest" && isManifest(attributes.manifest))
    return [manifestToken(attributes.manifest), attributes.manifest];
  if (type === "helm_release") return ["kubernetes:helm.sh/v3:Release", releaseOf(attributes)];
  if (type.startsWith("azapi_")) return [tokenOf(type), armBodied(attributes)];
  return [tokenOf(type), bridged(isObject(host) ? { ...attributes, ...host } : attributes)];
}

/** A release of Helm in the words of Pulumi: what it sets is among its values. */
function releaseOf({ chart, repository, values, set }: { readonly [key: string]: Tree }): Tree {
  const texts = isList(values) ? values : [values ?? null];
  const each = isList(set) ? set.map(one => (isObject(one) ? (one.value ?? null) : one)) : [];
  return { chart: chart ?? null, repositoryOpts: { repo: repository ?? null }, values: [...texts, ...each] };
}

/** What is put on a machine: where it has the machine's id, and what the pack's own words for the machine's name are. */
const hosted: Readonly<Record<string, readonly [id: string, name: string]>> = {
  azurerm_virtual_machine_extension: ["virtual_machine_id", "vm_name"],
  azurerm_virtual_machine_scale_set_extension: ["virtual_machine_scale_set_id", "vm_scale_set_name"],
};

/**
 * The name of the machine that an extension is put on, where its id is not known yet and the configuration says of which machine of the
 * plan it is. Of several machines it is the one with the same instance.
 */
function hostOf(change: Change, changes: readonly Change[], configured: Configured | undefined): Tree {
  const [id, name] = hosted[change.type] ?? [];
  if (id === undefined || name === undefined || !configured) return null;
  const { after, after_unknown } = change.change;
  if ((isObject(after) && typeof after[id] === "string") || !isObject(after_unknown)) return null;
  const sources = sourcesOf(configured, id);
  const machines = changes.filter(({ address }) => sources.includes(withoutInstances(address)));
  const same = machines.length > 1 ? machines.filter(({ address }) => isBeside(address, change.address)) : machines;
  const [machine, ...others] = same.map(({ change }) => change.after);
  if (!isObject(machine) || others.length > 0 || typeof machine.name !== "string") return null;
  const { resource_group_name: group } = machine;
  return { [name]: machine.name, ...(typeof group === "string" && { resource_group_name: group }) };
}

/** Whether two addresses are of the same instance, of one module. */
const isBeside = (one: string, other: string): boolean =>
  instanceOf(one) === instanceOf(other) && moduleOf(one) === moduleOf(other);

const moduleOf = (address: string): string =>
  /^(?:module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*/.exec(address)?.[0] ?? "";

/** What a resource's provisioners run; each resource of the configuration once, however many there are of it. */
function* provisioned(changes: readonly Change[], all: ReadonlyMap<string, Configured>): Generator<Item> {
  const seen = new Set<string>();
  for (const { address } of changes) {
    const of = withoutInstances(address);
    const configured = seen.has(of) ? undefined : all.get(of);
    seen.add(of);
    if (!configured) continue;
    const payloads = runBeside(configured).map(
      text => ({ what: "provisioner", kind: "script", text: known(text, "provisioner") }) as const,
    );
    if (payloads.length > 0) yield { subject: subjectOf(address), key: "provisioner", facts: { ...noFacts, payloads } };
  }
}

/** Deeper than modules lie in each other. */
const deepest = 30;

/** The resources of a state, which `terraform show -json` prints too: as they are, with nothing left to decide. */
function statesIn(module: Tree | undefined, depth: number): Item[] {
  if (!isObject(module) || depth > deepest) return [];
  const { resources, child_modules: inner } = module;
  const own = (isList(resources) ? resources : []).flatMap(node => {
    if (!isObject(node) || node.mode === "data") return [];
    const { address, type, values } = node;
    if (typeof address !== "string" || typeof type !== "string" || !isObject(values)) return [];
    return [itemOf({ address, type, change: { after: values } }, null)];
  });
  return [...own, ...(isList(inner) ? inner : []).flatMap(child => statesIn(child, depth + 1))];
}

/**
 * A plan of Terraform or OpenTofu as `terraform show -json` prints it (developer.hashicorp.com/terraform/internals/json-format):
 * resources of azurerm, azuread, azapi and what else the pack knows, as they are after the plan; or a state, as it is.
 */
export const terraformPlan = defineFileKind({
  kind: "terraformPlans",
  title: "Terraform plans",
  contentsOf({ documents: [document] }) {
    if (!isObject(document) || typeof document.format_version !== "string") return undefined;
    if (isObject(document.values)) return { items: statesIn(document.values.root_module, 0), stack: true };
    if (!isList(document.resource_changes)) return undefined;
    const changes = document.resource_changes.filter(isChange).filter(isThereAfter);
    const configured = configuredIn(document);
    const items = changes.map(change =>
      itemOf(change, hostOf(change, changes, configured.get(withoutInstances(change.address)))),
    );
    return { items: [...items, ...provisioned(changes, configured)], stack: true };
  },
});
