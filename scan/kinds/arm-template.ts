import { factsOf } from "../../compute/facts-of";
import { isObject } from "../../compute/tree";
import type { Tree } from "../../compute/value";
import { defineFileKind } from "../file-kind";

/** What a deployment of a template is made at, by the name of its schema: it decides what a role assignment without a scope is at. */
const deployments: readonly (readonly [schema: RegExp, token: string])[] = [
  [/\/tenantDeploymentTemplate\.json/i, "azure-native:resources:DeploymentAtTenantScope"],
  [/\/managementGroupDeploymentTemplate\.json/i, "azure-native:resources:DeploymentAtManagementGroupScope"],
  [/\/subscriptionDeploymentTemplate\.json/i, "azure-native:resources:DeploymentAtSubscriptionScope"],
  [/\/deploymentTemplate\.json/i, "azure-native:resources:Deployment"],
];

/** The token of the deployment that a template is for; `undefined` where a document is no template. */
export function deploymentOf(document: Tree | undefined): string | undefined {
  if (!isObject(document) || typeof document.$schema !== "string") return undefined;
  const schema = document.$schema;
  return deployments.find(([name]) => name.test(schema))?.[1];
}

/** Whether a document holds values for a template's parameters. */
export const isParameterFile = (document: Tree | undefined): document is { readonly parameters: Tree } =>
  isObject(document) &&
  typeof document.$schema === "string" &&
  /\/deploymentParameters\.json/i.test(document.$schema) &&
  document.parameters !== undefined;

/** What a template asks for with some values of its parameters, or with its own defaults. */
export const factsOfTemplate = (token: string, template: Tree, parameters?: Tree) =>
  factsOf(token, { properties: { mode: "Incremental", template, ...(parameters !== undefined && { parameters }) } });

/** Before the path of whatever stands in the template. */
export const templatePrefix = "properties.template.";

/** An ARM template, also one that Bicep compiled. Where files with its parameters are at hand, it is judged once with each. */
export const armTemplate = defineFileKind({
  kind: "armTemplates",
  title: "ARM templates",
  contentsOf({ documents: [document], parameterFiles = [] }) {
    const token = deploymentOf(document);
    if (token === undefined || document === undefined) return undefined;
    if (parameterFiles.length === 0)
      return { items: [{ facts: factsOfTemplate(token, document), prefix: templatePrefix }], stack: true };
    return {
      items: parameterFiles.map(({ name, parameters }) => ({
        facts: factsOfTemplate(token, document, parameters),
        prefix: templatePrefix,
        key: name,
      })),
      stack: parameterFiles.length === 1,
    };
  },
});
