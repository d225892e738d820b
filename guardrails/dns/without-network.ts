/**
 * Compute that need not stand in a virtual network of the customer, so that no DNS resolver policy sees its queries
 * (Learn, "DNS security policy": it applies to virtual networks). Each is named by the type that creates it.
 */
export const withoutNetwork: readonly string[] = [
  // machines of the service, unless they are put into a subnet
  "Microsoft.Batch/batchAccounts/pools",
  "Microsoft.MachineLearningServices/workspaces/computes",
  "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
  "Microsoft.MachineLearningServices/workspaces/jobs",
  "Microsoft.ContainerInstance/containerGroups",
  "Microsoft.App/managedEnvironments",
  "Microsoft.App/sessionPools",
  "Microsoft.Web/sites",
  "Microsoft.ContainerRegistry/registries/tasks",
  "Microsoft.DevOpsInfrastructure/pools",
  // always in networks of the service
  "Microsoft.CognitiveServices/accounts/computes",
  "Microsoft.CognitiveServices/accounts/managedComputeDeployments",
  "Microsoft.Synapse/workspaces/bigDataPools",
  "Microsoft.DataFactory/factories/integrationRuntimes",
  "Microsoft.StreamAnalytics/streamingjobs",
  "Microsoft.Automation/automationAccounts/runbooks",
  // elsewhere than in Azure
  "Microsoft.HybridCompute/machines/extensions",
];
