/**
 * Compute that the table `resources` of Azure Resource Graph does not hold, and where it is listed instead.
 * Which type is in which table, and which in none: learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources.
 */

/** A list of a service, asked of each resource of a type. */
export interface ComputeList {
  /** The ARM type of its items. */
  readonly type: string;
  /** The type of the resources of which it is asked; a list may so be asked of the items of another. */
  readonly parent: string;
  /** Only of parents where the value at this place is one of these, in any letter case. */
  readonly parentOnly?: { readonly path: string; readonly is: readonly string[] };
  /** Its place below the parent's id. */
  readonly path: string;
  readonly apiVersion: string;
  /** What it lists, for people, in the plural. */
  readonly what: string;
  /** The table of Resource Graph that has the items of all parents at once. Then the list is asked only where the table is refused. */
  readonly table?: string;
  /** Items of which nothing runs any more: where the value at this place is one of these, in any letter case. */
  readonly ended?: { readonly path: string; readonly is: readonly string[] };
  /** Of a list that keeps its history, the newest items that are read. */
  readonly most?: number;
  /** Places of the numbers of machines that run now. */
  readonly machines?: readonly string[];
  /** Those of them that may be taken away at any time, and cost less. */
  readonly spotMachines?: string;
  /** Where it says when it was created, if not at `properties.timeCreated`. */
  readonly created?: string;
}

const workspace = "Microsoft.MachineLearningServices/workspaces";
const ofWorkspace = { parent: workspace, apiVersion: "2024-04-01" };
const vault = "Microsoft.RecoveryServices/vaults";
const containers = `${vault}/replicationFabrics/replicationProtectionContainers`;
const hostPool = "Microsoft.DesktopVirtualization/hostPools";
const foundry = {
  parent: "Microsoft.CognitiveServices/accounts",
  parentOnly: { path: "kind", is: ["AIServices"] },
  apiVersion: "2026-07-15-preview",
};
/** The pools whose machines the service itself creates. */
const automated = { path: "properties.managementType", is: ["Automated"] };

export const computeLists: readonly ComputeList[] = [
  {
    type: "Microsoft.Batch/batchAccounts/pools",
    parent: "Microsoft.Batch/batchAccounts",
    path: "pools",
    apiVersion: "2024-07-01",
    what: "pools of the Batch account",
    table: "batchresources",
    machines: ["properties.currentDedicatedNodes", "properties.currentLowPriorityNodes"],
    spotMachines: "properties.currentLowPriorityNodes",
    created: "properties.creationTime",
  },
  {
    type: "Microsoft.ServiceFabric/managedClusters/nodeTypes",
    parent: "Microsoft.ServiceFabric/managedClusters",
    path: "nodeTypes",
    apiVersion: "2024-04-01",
    what: "node types of the Service Fabric cluster",
    table: "servicefabricresources",
  },
  {
    ...ofWorkspace,
    type: `${workspace}/computes`,
    path: "computes",
    what: "computes of the machine learning workspace",
    machines: ["properties.properties.currentNodeCount"],
    created: "properties.createdOn",
  },
  {
    ...ofWorkspace,
    type: `${workspace}/jobs`,
    path: "jobs",
    what: "jobs of the machine learning workspace",
    ended: { path: "properties.status", is: ["Completed", "Failed", "Canceled"] },
    most: 10_000,
  },
  {
    ...ofWorkspace,
    type: `${workspace}/schedules`,
    path: "schedules",
    what: "schedules of the machine learning workspace",
    ended: { path: "properties.isEnabled", is: ["false"] },
  },
  {
    ...ofWorkspace,
    type: `${workspace}/featuresets`,
    path: "featuresets",
    what: "feature sets of the machine learning workspace",
  },
  {
    ...ofWorkspace,
    type: `${workspace}/featuresets/versions`,
    parent: `${workspace}/featuresets`,
    path: "versions",
    what: "versions of the feature set",
  },
  {
    ...foundry,
    type: "Microsoft.CognitiveServices/accounts/computes",
    path: "computes",
    what: "computes of the Foundry account",
  },
  {
    ...foundry,
    type: "Microsoft.CognitiveServices/accounts/managedComputeDeployments",
    path: "managedComputeDeployments",
    what: "managed deployments of the Foundry account",
  },
  {
    type: "Microsoft.ContainerService/aiManagers/namespaces",
    parent: "Microsoft.ContainerService/aiManagers",
    path: "namespaces",
    apiVersion: "2026-08-02-preview",
    what: "namespaces of the AI manager",
  },
  {
    type: "Microsoft.ContainerService/aiManagers/namespaces/modelDeployments",
    parent: "Microsoft.ContainerService/aiManagers/namespaces",
    path: "modelDeployments",
    apiVersion: "2026-08-02-preview",
    what: "model deployments of the AI manager",
  },
  {
    type: "Microsoft.DataFactory/factories/integrationRuntimes",
    parent: "Microsoft.DataFactory/factories",
    path: "integrationRuntimes",
    apiVersion: "2018-06-01",
    what: "integration runtimes of the data factory",
  },
  {
    type: "Microsoft.DataFactory/factories/linkedservices",
    parent: "Microsoft.DataFactory/factories",
    path: "linkedservices",
    apiVersion: "2018-06-01",
    what: "linked services of the data factory",
  },
  {
    type: "Microsoft.Synapse/workspaces/integrationRuntimes",
    parent: "Microsoft.Synapse/workspaces",
    path: "integrationRuntimes",
    apiVersion: "2021-06-01",
    what: "integration runtimes of the Synapse workspace",
  },
  {
    type: "Microsoft.HDInsight/clusters/applications",
    parent: "Microsoft.HDInsight/clusters",
    path: "applications",
    apiVersion: "2021-06-01",
    what: "applications of the HDInsight cluster",
  },
  {
    type: "Microsoft.DevTestLab/labs/formulas",
    parent: "Microsoft.DevTestLab/labs",
    path: "formulas",
    apiVersion: "2018-09-15",
    what: "formulas of the lab",
  },
  {
    type: "Microsoft.LabServices/labAccounts/labs",
    parent: "Microsoft.LabServices/labAccounts",
    path: "labs",
    apiVersion: "2018-10-15",
    what: "labs of the lab account",
  },
  {
    type: "Microsoft.LabServices/labAccounts/labs/environmentSettings",
    parent: "Microsoft.LabServices/labAccounts/labs",
    path: "environmentSettings",
    apiVersion: "2018-10-15",
    what: "machines of the lab",
  },
  {
    type: "Microsoft.DocumentDB/cassandraClusters/dataCenters",
    parent: "Microsoft.DocumentDB/cassandraClusters",
    path: "dataCenters",
    apiVersion: "2024-05-15",
    what: "data centres of the Cassandra cluster",
  },
  {
    type: "Microsoft.AVS/privateClouds/clusters",
    parent: "Microsoft.AVS/privateClouds",
    path: "clusters",
    apiVersion: "2023-09-01",
    what: "clusters of the private cloud",
  },
  {
    type: `${hostPool}/sessionHostConfigurations`,
    parent: hostPool,
    parentOnly: automated,
    path: "sessionHostConfigurations",
    apiVersion: "2024-08-08-preview",
    what: "session host configurations of the host pool",
  },
  {
    type: `${hostPool}/sessionHostManagements`,
    parent: hostPool,
    parentOnly: automated,
    path: "sessionHostManagements",
    apiVersion: "2024-08-08-preview",
    what: "session host managements of the host pool",
  },
  {
    type: `${containers}/replicationProtectedItems`,
    parent: vault,
    path: "replicationProtectedItems",
    apiVersion: "2023-08-01",
    what: "protected machines of the recovery vault",
  },
  {
    type: `${containers}/replicationMigrationItems`,
    parent: vault,
    path: "replicationMigrationItems",
    apiVersion: "2023-08-01",
    what: "machines that the recovery vault migrates",
  },
  {
    type: "Microsoft.Migrate/moveCollections/moveResources",
    parent: "Microsoft.Migrate/moveCollections",
    path: "moveResources",
    apiVersion: "2023-08-01",
    what: "resources of the move collection",
  },
  {
    type: "Microsoft.RedHatOpenShift/openShiftClusters/machinePool",
    parent: "Microsoft.RedHatOpenShift/openShiftClusters",
    path: "machinePools",
    apiVersion: "2023-11-22",
    what: "machine pools of the OpenShift cluster",
  },
  {
    type: "Microsoft.AzureStackHCI/clusters/arcSettings",
    parent: "Microsoft.AzureStackHCI/clusters",
    path: "arcSettings",
    apiVersion: "2024-04-01",
    what: "Arc settings of the Azure Local cluster",
  },
  {
    type: "Microsoft.AzureStackHCI/clusters/arcSettings/extensions",
    parent: "Microsoft.AzureStackHCI/clusters/arcSettings",
    path: "extensions",
    apiVersion: "2024-04-01",
    what: "extensions of the Azure Local cluster",
  },
];

/** Compute that no list of ARM holds, so that it remains unknown of each resource of these types. */
export interface Unlisted {
  readonly parent: string;
  /** What is not known of it, for people, in the plural. */
  readonly what: string;
  /** What would tell. */
  readonly missing: string;
}

export const unlisted: readonly Unlisted[] = [
  {
    parent: "Microsoft.Databricks/workspaces",
    what: "clusters and serverless compute of the Databricks workspace",
    missing: "a list in Azure Resource Manager: only the workspace's own API has one",
  },
  {
    parent: "Microsoft.LoadTestService/loadTests",
    what: "test runs of the load test",
    missing: "a list in Azure Resource Manager: only the service's own API has one",
  },
];

/** Types that no list is asked for, and why nothing is missed. */
export const toldElsewhere: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "Microsoft.Compute/virtualMachineScaleSets/extensions": "the scale set has them in its extension profile",
    "Microsoft.Compute/virtualMachineScaleSets/virtualMachines": "the scale set has their size and count",
    "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/extensions":
      "each machine would have to be asked; the scale set has those of all its machines",
    "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands":
      "each machine would have to be asked; they are gone once they have run",
    "Microsoft.Compute/locations/launchBulkInstancesOperations": "the machines that they launched are listed",
    "Microsoft.ComputeBulkActions/locations/launchBulkInstancesOperations":
      "the machines that they launched are listed",
    "Microsoft.Compute/locations/bulkCreateCustom": "the machines that they launched are listed",
    "Microsoft.MachineLearningServices/workspaces/endpoints/deployments":
      "they name neither the size nor the number of their machines",
    "Microsoft.MachineLearningServices/workspaces/connections/deployments":
      "they name neither the size nor the number of their machines",
    "Microsoft.ContainerService/managedClusters/agentPools": "the cluster has them in its agent pool profiles",
    "Microsoft.ContainerService/managedClusters/agentPools/machines":
      "the cluster has their pools, with size and count",
    "Microsoft.ContainerService/openShiftManagedClusters": "the service was shut down in 2022",
    "Microsoft.MachineLearningServices/workspaces/services":
      "the API that had them was shut down; what succeeded them is listed",
    "Microsoft.AppPlatform/Spring/buildServices/agentPools":
      "they build images, on machines of the service without accelerators",
    "Microsoft.Web/managedHostingEnvironments": "the service was shut down; App Service Environments succeeded them",
    "Microsoft.CognitiveServices/accounts/projects/applications/agentDeployments":
      "they run on machines of the service, in sizes without accelerators",
  }).map(([type, why]) => [type.toLowerCase(), why]),
);
