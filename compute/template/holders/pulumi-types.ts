import { byToken, type Spellings, tokensOf } from "../../tokens";

/**
 * The Pulumi types of resources that hold ARM templates, such as `azure-native:resources:Deployment` and
 * `azure:core/templateDeployment:TemplateDeployment`. Which ARM types hold templates, and at which paths, is in `arm-types.ts`.
 */

/** A type whose inputs are ARM's `properties`. */
export interface ArmShapedHolder {
  readonly arm: string;
  readonly native?: readonly string[];
  readonly classic?: readonly string[];
  /** azure-native keeps ARM's envelope for deployments, and leaves it out elsewhere. */
  readonly body: "properties" | "";
  /** Inputs that classic types take as JSON text. */
  readonly json?: readonly string[];
  readonly scope?: DeploymentScope;
}

/** Where a deployment puts what names no scope, if it is not surely below the tenant: the tenant itself, or what an input says. */
export type DeploymentScope = "tenant" | { readonly path: string };

/** A classic type with names of its own for what a deployment holds. */
export interface ClassicDeployment {
  readonly classic: readonly string[];
  /** Names under `azurerm:index/` where they are not the types' own. */
  readonly azurerm?: readonly string[];
  readonly template: string;
  /** The parameters' values as ARM has them (`{ size: { value: … } }`), as JSON text. */
  readonly parameters: string;
  /** The parameters' values plainly (`{ size: … }`). */
  readonly values?: string;
  /** The id of a template spec that is deployed instead. */
  readonly link?: string;
  readonly scope?: DeploymentScope;
}

export type PulumiHolder = ArmShapedHolder | ClassicDeployment;

export const isArmShaped = (row: PulumiHolder): row is ArmShapedHolder => "arm" in row;

/** What newer classic types call their parts. */
const content = {
  template: "templateContent",
  parameters: "parametersContent",
  link: "templateSpecVersionId",
} as const;

export const pulumiHolders: readonly PulumiHolder[] = [
  {
    arm: "Microsoft.Resources/deployments",
    native: [
      "resources:Deployment",
      "resources:DeploymentAtManagementGroupScope",
      "resources:DeploymentAtSubscriptionScope",
    ],
    body: "properties",
  },
  {
    arm: "Microsoft.Resources/deployments",
    native: ["resources:DeploymentAtTenantScope"],
    body: "properties",
    scope: "tenant",
  },
  {
    arm: "Microsoft.Resources/deployments",
    native: ["resources:DeploymentAtScope"],
    body: "properties",
    scope: { path: "scope" },
  },
  {
    arm: "Microsoft.Resources/deploymentStacks",
    native: [
      "resources:DeploymentStackAtManagementGroup",
      "resources:DeploymentStackAtResourceGroup",
      "resources:DeploymentStackAtSubscription",
    ],
    body: "",
  },
  {
    arm: "Microsoft.Resources/templateSpecs/versions",
    native: ["resources:TemplateSpecVersion"],
    body: "",
  },
  {
    arm: "Microsoft.Solutions/applicationDefinitions",
    native: ["solutions:ApplicationDefinition"],
    classic: ["managedapplication/definition:Definition"],
    json: ["mainTemplate"],
    body: "",
  },
  {
    // With the effect DeployIfNotExists, Azure Policy deploys what it holds.
    arm: "Microsoft.Authorization/policyDefinitions",
    native: [
      "authorization:PolicyDefinition",
      "authorization:PolicyDefinitionAtManagementGroup",
      "authorization:PolicyDefinitionVersion",
      "authorization:PolicyDefinitionVersionAtManagementGroup",
    ],
    classic: ["policy/definition:Definition"],
    json: ["policyRule", "parameters"],
    body: "",
  },
  {
    arm: "Microsoft.OperationsManagement/managementConfigurations",
    native: ["operationsmanagement:ManagementConfiguration"],
    body: "properties",
  },
  { arm: "Microsoft.Blueprint/blueprints/artifacts", native: ["blueprint:TemplateArtifact"], body: "" },
  {
    classic: [
      "core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
      "core/subscriptionTemplateDeployment:SubscriptionTemplateDeployment",
    ],
    ...content,
  },
  {
    classic: ["core/tenantTemplateDeployment:TenantTemplateDeployment"],
    ...content,
    scope: "tenant",
  },
  {
    classic: ["management/groupTemplateDeployment:GroupTemplateDeployment"],
    azurerm: ["managementGroupTemplateDeployment"],
    ...content,
  },
  {
    classic: ["core/templateDeployment:TemplateDeployment"],
    template: "templateBody",
    parameters: "parametersBody",
    values: "parameters",
  },
];

/** The row of a token that `normalToken` wrote. */
export const pulumiHolderOf = byToken(() =>
  pulumiHolders.flatMap(row => {
    // ARM's own types have no names of Terraform's, so that only Pulumi's are looked up.
    const { native, azurerm }: Spellings = isArmShaped(row)
      ? { native: row.native, azurerm: [] }
      : { azurerm: row.azurerm };
    return tokensOf({ native, classic: row.classic, azurerm }).map(token => [token, row] as const);
  }),
);
