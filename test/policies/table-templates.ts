import { computeTypes } from "../../compute/types";
import type { Tree } from "../../compute/value";
import { type Branch, inCapitals, inputsOf, isBranch } from "./table-inputs";
import { completed } from "./table-probe";

/** Resources of ARM as templates hold them and as they are live, and the ways to deploy a template. */

const apiVersion = "2024-07-01";

const withRest = (tree: Tree, rest: Branch): Tree => ({ ...rest, ...(isBranch(tree) ? tree : {}) });

/** As many names as a type has parts. */
const nameOf = (type: string): string =>
  type
    .split("/")
    .slice(1)
    .map((_, i) => `name${i}`)
    .join("/");

/** A resource: `body` is all but its type and name. */
export const resource = (type: string, body: Tree): Tree => withRest(body, { type, apiVersion, name: nameOf(type) });

const shapes = new Map(computeTypes.map(row => [row.arm, row]));

/** A child type's resource nested in a healthy one of its parent's type. */
export function inParent(type: string, body: Tree): Tree | undefined {
  const end = type.lastIndexOf("/");
  const parent = type.slice(0, end);
  if (!parent.includes("/")) return undefined;
  const healthy = inputsOf(completed({}, shapes.get(parent) ?? {}), "arm");
  const child = withRest(body, { type: type.slice(end + 1), apiVersion, name: "child" });
  return resource(parent, withRest(healthy, { resources: [child] }));
}

/** Types that extend resources of other types. Templates also write them below the type that they extend. */
const extending: ReadonlySet<string> = new Set([
  "Microsoft.ConnectedVMwarevSphere/virtualMachineInstances",
  "Microsoft.GuestConfiguration/guestConfigurationAssignments",
  "Microsoft.KubernetesConfiguration/extensions",
  "Microsoft.KubernetesConfiguration/fluxConfigurations",
  "Microsoft.KubernetesConfiguration/sourceControlConfigurations",
]);

const below = (type: string, body: Tree): Tree | undefined =>
  extending.has(type) ? resource(`Microsoft.Contoso/machines/providers/${type.split("/").at(-1)}`, body) : undefined;

const template = (resources: Tree, more: Branch = {}): Tree => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  ...more,
  resources,
});

const of = (one: Tree | undefined): Tree | undefined => one && template([one]);

/** Templates that hold a resource of a type, by how they hold it; not every type can be held in every way. */
export const templates: { readonly [how: string]: (type: string, body: Tree) => Tree | undefined } = {
  template: (type, body) => of(resource(type, body)),
  "template in another letter case": (type, body) => of(inCapitals(resource(type.toLowerCase(), body))),
  "template with symbolic names": (type, body) => template({ one: resource(type, body) }, { languageVersion: "2.0" }),
  "template, inside the parent": (type, body) => of(inParent(type, body)),
  "template, below what it extends": (type, body) => of(below(type, body)),
  "template in a template": (type, body) =>
    of({ type: "Microsoft.Resources/deployments", apiVersion, name: "inner", ...deployed(of(resource(type, body))!) }),
};

const deployed = (template: Tree): Branch => ({ properties: { mode: "Incremental", template } });

const asText = (template: Tree): Branch => ({
  deploymentMode: "Incremental",
  templateContent: JSON.stringify(template),
});

/** Ways to deploy a template: the token, and its inputs. */
export const deployments: { readonly [name: string]: readonly [token: string, inputs: (template: Tree) => Branch] } = {
  Deployment: ["azure-native:resources:Deployment", deployed],
  "Deployment of a template as text": [
    "azure-native:resources:Deployment",
    template => deployed(JSON.stringify(template)),
  ],
  "Deployment of one version": ["azure-native:resources/v20240301:Deployment", deployed],
  "Deployment in capitals": ["AZURE-NATIVE:RESOURCES:DEPLOYMENT", deployed],
  DeploymentStack: ["azure-native:resources:DeploymentStackAtResourceGroup", template => ({ template })],
  "Deployment by Resource": [
    "azure-native:resources:Resource",
    template => ({
      resourceProviderNamespace: "Microsoft.Resources",
      parentResourcePath: "",
      resourceType: "deployments",
      ...deployed(template),
    }),
  ],
  "deployment by azapi": [
    "azapi:index/resource:Resource",
    template => ({ type: "Microsoft.Resources/deployments@2024-03-01", body: deployed(template) }),
  ],
  "classic deployment": ["azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment", asText],
  "azurerm deployment": ["azurerm:index/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment", asText],
};
