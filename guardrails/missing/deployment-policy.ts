/** JSON that is printed into a definition: a template, or Azure Policy's own words. */
export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * An Azure Policy definition with the effect deployIfNotExists: it deploys a template where a subscription or a resource
 * lacks what it should have, for new ones by itself (Learn, "Azure Policy definitions deployIfNotExists effect").
 */
export interface DeploymentPolicy {
  /** Unique below all of ours. */
  readonly name: string;
  readonly title: string;
  /** Azure takes 512 characters. */
  readonly description: string;
  /** What has to have it, in Azure Policy's language. */
  readonly when: Json;
  /** What it has to have, and where that is looked for. */
  readonly lacks: JsonObject & { readonly type: string };
  /** The deployment's scope is the subscription; without it, the resource group of what lacks it. */
  readonly inSubscription: boolean;
  /** Its parameters are those of the policy, by name, and `of`. */
  readonly template: JsonObject;
  /** More parameters of the template, as expressions over what lacks it. */
  readonly of?: { readonly [parameter: string]: string };
}

/** A parameter of policies: what it is, and the type that Azure Policy and templates alike name in their own case. */
export interface PolicyParameter {
  readonly type: "String" | "Integer" | "Object";
  readonly description: string;
}
export type PolicyParameters = { readonly [name: string]: PolicyParameter };

/**
 * The rule of a definition.
 * @param roleId of the role whose rights the deployment needs, and no more
 * @param location where the record of a subscription's deployment is kept
 */
export function policyRuleOf(
  { when, lacks, inSubscription, template, of = {} }: DeploymentPolicy,
  parameters: PolicyParameters,
  { roleId, location }: { readonly roleId: string; readonly location: string },
): { readonly if: Json; readonly then: JsonObject } {
  const handedOn = Object.keys(parameters).map(name => [name, { value: `[parameters('${name}')]` }] as const);
  const own = Object.entries(of).map(([name, value]) => [name, { value }] as const);
  return {
    if: when,
    // biome-ignore lint/suspicious/noThenProperty: Azure's own word, and nobody awaits it
    then: {
      effect: "deployIfNotExists",
      details: {
        ...lacks,
        roleDefinitionIds: [roleId],
        ...(inSubscription && { deploymentScope: "subscription" }),
        deployment: {
          ...(inSubscription && { location }),
          properties: {
            mode: "incremental",
            parameters: Object.fromEntries([...handedOn, ...own]),
            template,
          },
        },
      },
    },
  };
}

/** The head of a template that is deployed to a subscription, or to a resource group. */
export const templateOf = (
  inSubscription: boolean,
  parameters: JsonObject,
  resources: readonly Json[],
  variables?: JsonObject,
): JsonObject => ({
  $schema: inSubscription
    ? "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#"
    : "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters,
  ...(variables && { variables }),
  resources,
});

/** A deployment inside a template, in a resource group. What it needs it is given: no expression reaches out of it. */
export const nestedDeployment = (
  place: JsonObject & { readonly name: string; readonly resourceGroup: string },
  given: { readonly [parameter: string]: string },
  resources: readonly Json[],
): JsonObject => ({
  type: "Microsoft.Resources/deployments",
  apiVersion: "2022-09-01",
  ...place,
  properties: {
    mode: "Incremental",
    expressionEvaluationOptions: { scope: "inner" },
    parameters: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }])),
    template: templateOf(
      false,
      Object.fromEntries(Object.keys(given).map(name => [name, { type: "string" }])),
      resources,
    ),
  },
});
