import { armError, ok } from "../answers";
import type { Call } from "../call";
import { type Row, same, text } from "../json";
import type { Route } from "../route";
import { armList, filterIn, type ListOptions } from "./lists";
import { tableOf } from "./resource-graph-tables";
import { rowsNear, subscriptionIn, subscriptionOf, within } from "./scopes";

/** Lists that hold nothing but rows with an id below the scope: resources, and the settings of the security services. */

/** Resource types that the tenant may hold; children stand below their parent's name. */
const resourceTypes = [
  "Microsoft.Compute/virtualMachines",
  "Microsoft.Compute/virtualMachines/extensions",
  "Microsoft.Compute/virtualMachineScaleSets",
  "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
  "Microsoft.Compute/virtualMachineScaleSets/extensions",
  "Microsoft.Compute/disks",
  "Microsoft.ContainerInstance/containerGroups",
  "Microsoft.ContainerService/managedClusters",
  "Microsoft.ContainerService/managedClusters/agentPools",
  "Microsoft.Batch/batchAccounts",
  "Microsoft.Batch/batchAccounts/pools",
  "Microsoft.ServiceFabric/managedClusters",
  "Microsoft.ServiceFabric/managedClusters/nodeTypes",
  "Microsoft.MachineLearningServices/workspaces",
  "Microsoft.MachineLearningServices/workspaces/computes",
  "Microsoft.MachineLearningServices/workspaces/jobs",
  "Microsoft.MachineLearningServices/workspaces/schedules",
  "Microsoft.MachineLearningServices/workspaces/featuresets",
  "Microsoft.MachineLearningServices/workspaces/featuresets/versions",
  "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
  "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
  "Microsoft.DataFactory/factories",
  "Microsoft.DataFactory/factories/integrationRuntimes",
  "Microsoft.DataFactory/factories/linkedservices",
  "Microsoft.Synapse/workspaces",
  "Microsoft.Synapse/workspaces/integrationRuntimes",
  "Microsoft.Databricks/workspaces",
  "Microsoft.CognitiveServices/accounts",
  "Microsoft.CognitiveServices/accounts/computes",
  "Microsoft.CognitiveServices/accounts/managedComputeDeployments",
  "Microsoft.App/containerApps",
  "Microsoft.App/jobs",
  "Microsoft.App/managedEnvironments",
  "Microsoft.Automation/automationAccounts",
  "Microsoft.KeyVault/vaults",
  "Microsoft.Network/networkInterfaces",
  "Microsoft.Network/virtualNetworks",
  "Microsoft.Network/dnsResolverPolicies",
  "Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks",
  "Microsoft.Network/dnsResolverPolicies/dnsSecurityRules",
  "Microsoft.Network/dnsResolverDomainLists",
  "Microsoft.Network/publicIPAddresses",
  "Microsoft.Network/publicIPPrefixes",
  "Microsoft.OperationalInsights/workspaces",
  "Microsoft.Insights/activityLogAlerts",
  "Microsoft.Insights/scheduledQueryRules",
  "Microsoft.Insights/actionGroups",
  "Microsoft.ManagedIdentity/userAssignedIdentities",
];

/** Lists beside the resources. `whole`: the service does not page them. */
const settings: readonly (readonly [type: string, options?: ListOptions])[] = [
  ["Microsoft.Security/pricings", { whole: true }],
  ["Microsoft.Security/alerts"],
  ["Microsoft.Security/assessments"],
  ["Microsoft.Security/autoProvisioningSettings"],
  ["Microsoft.Security/settings"],
  ["Microsoft.Security/securityContacts", { whole: true }],
  ["Microsoft.Security/iotSecuritySolutions"],
  ["Microsoft.Security/jitNetworkAccessPolicies"],
  ["Microsoft.Security/secureScores"],
  ["Microsoft.Authorization/policyDefinitions"],
  ["Microsoft.Authorization/policySetDefinitions"],
  ["Microsoft.Authorization/locks"],
  ["Microsoft.Authorization/classicAdministrators"],
  ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials"],
  ["Microsoft.ManagedServices/registrationAssignments"],
  ["Microsoft.SecurityInsights/alertRuleTemplates"],
  ["Microsoft.Support/supportTickets"],
  ["Microsoft.Quota/groupQuotas"],
  ["Microsoft.MachineLearningServices/locations/quotas"],
];

/** `/providers/N/a/:aName/b` for `N/a/b`. */
function pathOf(type: string): string {
  const [namespace, ...types] = type.split("/");
  return `/providers/${namespace}/${types.map((name, i) => (i < types.length - 1 ? `${name}/:name${i}` : name)).join("/")}`;
}

/** The type of an id or a row in the form in which two are compared; alerts hang below a location. */
function normalType(type: string): string {
  return type.toLowerCase().replace("microsoft.security/locations/", "microsoft.security/");
}

function below(call: Call, rows: readonly Row[], type: string): readonly Row[] {
  if (subscriptionIn(call.scope)) subscriptionOf(call);
  const parents = Object.entries(call.params).filter(([name]) => name.startsWith("name"));
  return rowsNear(rows, call.scope).filter(row => {
    const id = text(row, "id").toLowerCase();
    return (
      normalType(text(row, "type")) === normalType(type) &&
      within(id, call.scope) &&
      parents.every(([, value]) => id.split("/").includes(value?.toLowerCase() ?? ""))
    );
  });
}

function resource(call: Call): Row | undefined {
  return call.tenant.arm.resources.find(row => same(text(row, "id"), call.path));
}

/**
 * All resources of a subscription, or those of one type, without the properties, which this list does not have. What is no
 * resource of its own, such as a Batch pool, is in a list of its parent alone.
 */
function allResources(call: Call): readonly Row[] {
  const id = subscriptionOf(call, call.params.subscription?.toLowerCase());
  const { test } = filterIn(call);
  return rowsNear(call.tenant.arm.resources, `/subscriptions/${id}`)
    .filter(row => tableOf(text(row, "type")) === "resources" && test({ ...row, resourceType: row.type ?? null }))
    .map(({ properties: _, ...row }) => row);
}

export const documentRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/subscriptions/:subscription/resources",
    action: "Microsoft.Resources/subscriptions/resources/read",
    answer: call => armList(call, allResources(call)),
  },
  ...resourceTypes.flatMap((type): Route[] => [
    { method: "GET", path: pathOf(type), answer: call => armList(call, below(call, call.tenant.arm.resources, type)) },
    {
      method: "GET",
      path: `${pathOf(type)}/:self`,
      answer: call => {
        const found = resource(call);
        return found ? ok(found) : armError(404, "ResourceNotFound", `The Resource '${call.path}' was not found.`);
      },
    },
  ]),
  ...settings.map(
    ([type, options]): Route => ({
      method: "GET",
      path: pathOf(type),
      answer: call => armList(call, below(call, call.tenant.arm.documents, type), options),
    }),
  ),
];
