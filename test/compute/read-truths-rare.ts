import type { Truth } from "./read-truths";

/**
 * Where sizes, tiers and counts stand in what is seldom created, written by hand from the documentation of each type, as in
 * `read-truths.ts`.
 */
type Paths = Omit<Truth, "type">;

/** One request in azure-native and in ARM, where it is spelled otherwise as `other` says. */
const both = (native: string, arm: string, paths: Paths, other: Partial<Paths> = {}): Truth[] => [
  { type: `azure-native:${native}`, ...paths },
  { type: arm, ...paths, ...other },
];

const iron: readonly Truth[] = [
  ...both(
    "azurelargeinstance:AzureLargeInstance",
    "Microsoft.AzureLargeInstance/azureLargeInstances",
    { what: "large instance", tier: "hardwareProfile.azureLargeInstanceSize" },
    { tier: "properties.hardwareProfile.azureLargeInstanceSize" },
  ),
  ...both(
    "baremetalinfrastructure:AzureBareMetalInstance",
    "Microsoft.BareMetalInfrastructure/bareMetalInstances",
    { what: "bare-metal instance", tier: "hardwareProfile.azureBareMetalInstanceSize" },
    { tier: "properties.hardwareProfile.azureBareMetalInstanceSize" },
  ),
  ...both(
    "vmwarecloudsimple:DedicatedCloudNode",
    "Microsoft.VMwareCloudSimple/dedicatedCloudNodes",
    { what: "node of a private cloud", tier: "sku.name", count: "nodesCount" },
    { count: "properties.nodesCount" },
  ),
  {
    type: "Oracle.Database/cloudExadataInfrastructures",
    what: "Exadata infrastructure",
    tier: "properties.shape",
    count: "properties.computeCount",
  },
  {
    type: "azure:oracle/exadataInfrastructure:ExadataInfrastructure",
    what: "Exadata infrastructure",
    tier: "shape",
    count: "computeCount",
  },
];

const databases: readonly Truth[] = [
  ...both("cosmosdb:CassandraDataCenter", "Microsoft.DocumentDB/cassandraClusters/dataCenters", {
    what: "Cassandra data centre",
    size: "properties.sku",
    count: "properties.nodeCount",
    without: "default",
  }),
  {
    type: "azure:cosmosdb/cassandraDatacenter:CassandraDatacenter",
    what: "Cassandra data centre",
    size: "skuName",
    count: "nodeCount",
    without: "default",
  },
  ...both("cosmosdb:GarnetCluster", "Microsoft.DocumentDB/garnetClusters", {
    what: "Garnet cluster",
    size: "properties.nodeSku",
    count: "properties.nodeCount",
    without: "default",
  }),
  ...both(
    "synapse:KustoPool",
    "Microsoft.Synapse/workspaces/kustoPools",
    {
      what: "Data Explorer pool",
      tier: "sku.name",
      count: "sku.capacity",
      ceiling: "optimizedAutoscale.maximum",
    },
    { ceiling: "properties.optimizedAutoscale.maximum" },
  ),
];

const hosted: readonly Truth[] = [
  ...both(
    "workloads:Monitor",
    "Microsoft.Workloads/monitors",
    {
      what: "App Service plan of an SAP monitor",
      tier: "appServicePlanConfiguration.tier",
      count: "appServicePlanConfiguration.capacity",
    },
    {
      tier: "properties.appServicePlanConfiguration.tier",
      count: "properties.appServicePlanConfiguration.capacity",
    },
  ),
  ...both("appplatform:BuildServiceAgentPool", "Microsoft.AppPlatform/Spring/buildServices/agentPools", {
    what: "build agent pool",
    tier: "properties.poolSize.name",
  }),
  ...both(
    "servicefabricmesh:Application",
    "Microsoft.ServiceFabricMesh/applications",
    {
      what: "mesh service",
      count: "services[].replicaCount",
      ceiling: "services[].autoScalingPolicies[].mechanism.maxCount",
      extra: { "services[].name": "web" },
    },
    {
      count: "properties.services[].properties.replicaCount",
      ceiling: "properties.services[].properties.autoScalingPolicies[].mechanism.maxCount",
      extra: { "properties.services[].name": "web" },
    },
  ),
  ...both("confidentialledger:ManagedCCF", "Microsoft.ConfidentialLedger/managedCCFs", {
    what: "Managed CCF",
    count: "properties.nodeCount",
  }),
  ...both(
    "cognitiveservices:AgentDeployment",
    "Microsoft.CognitiveServices/accounts/projects/applications/agentDeployments",
    {
      what: "hosted agent",
      count: "properties.minReplicas",
      ceiling: "properties.maxReplicas",
      extra: { "properties.deploymentType": "Hosted" },
    },
  ),
  {
    type: "Microsoft.CognitiveServices/accounts/computes",
    what: "Foundry compute",
    size: "properties.pools[].instanceType",
    count: "properties.pools[].nodeCount",
  },
  ...both(
    "cognitiveservices:ManagedComputeDeployment",
    "Microsoft.CognitiveServices/accounts/managedComputeDeployments",
    {
      what: "managed deployment",
      asks: ["properties.acceleratorType", "H100_80GB", "H100_80GB"],
      count: "sku.capacity",
    },
  ),
  {
    type: "azure-native:cognitiveservices:ManagedComputeDeployment",
    what: "managed deployment",
    asks: ["acceleratorType", "A100_80GB", "A100_80GB"],
    count: "sku.capacity",
  },
];

const machines: readonly Truth[] = [
  ...both("migrate:MoveResource", "Microsoft.Migrate/moveCollections/moveResources", {
    what: "machine after a move",
    size: "properties.resourceSettings.targetVmSize",
    without: "nothing",
  }),
  ...both("compute:CloudService", "Microsoft.Compute/cloudServices", {
    what: "role of a cloud service",
    size: "properties.roleProfile.roles[].sku.name",
    count: "properties.roleProfile.roles[].sku.capacity",
  }),
  ...both(
    "hdinsight:ClusterPool",
    "Microsoft.HDInsight/clusterPools",
    { what: "HDInsight cluster pool", size: "computeProfile.vmSize" },
    { size: "properties.computeProfile.vmSize" },
  ),
  ...both(
    "containerservice:OpenShiftManagedCluster",
    "Microsoft.ContainerService/openShiftManagedClusters",
    { what: "master node", size: "masterPoolProfile.vmSize" },
    { size: "properties.masterPoolProfile.vmSize" },
  ),
  ...both(
    "containerservice:OpenShiftManagedCluster",
    "Microsoft.ContainerService/openShiftManagedClusters",
    { what: "agent pool", size: "agentPoolProfiles[].vmSize", count: "agentPoolProfiles[].count" },
    { size: "properties.agentPoolProfiles[].vmSize", count: "properties.agentPoolProfiles[].count" },
  ),
];

/** Types that only older API versions and SDKs have. */
const former: readonly Truth[] = [
  ...both(
    "containerservice:ContainerService",
    "Microsoft.ContainerService/containerServices",
    { what: "master", size: "masterProfile.vmSize", count: "masterProfile.count", without: "default" },
    { size: "properties.masterProfile.vmSize", count: "properties.masterProfile.count" },
  ),
  ...both(
    "containerservice:ContainerService",
    "Microsoft.ContainerService/containerServices",
    { what: "agent pool", size: "agentPoolProfiles[].vmSize", count: "agentPoolProfiles[].count" },
    { size: "properties.agentPoolProfiles[].vmSize", count: "properties.agentPoolProfiles[].count" },
  ),
  ...both(
    "workloads:PhpWorkload",
    "Microsoft.Workloads/phpWorkloads",
    { what: "web node", size: "webNodesProfile.nodeSku", ceiling: "webNodesProfile.autoScaleMaxCount" },
    { size: "properties.webNodesProfile.nodeSku", ceiling: "properties.webNodesProfile.autoScaleMaxCount" },
  ),
  ...both(
    "workloads:PhpWorkload",
    "Microsoft.Workloads/phpWorkloads",
    { what: "controller", size: "controllerProfile.nodeSku" },
    { size: "properties.controllerProfile.nodeSku" },
  ),
  ...both(
    "workloads:PhpWorkload",
    "Microsoft.Workloads/phpWorkloads",
    { what: "search node", size: "searchProfile.nodeSku", without: "nothing" },
    { size: "properties.searchProfile.nodeSku" },
  ),
  ...(
    [
      ["web:HostingEnvironment", "Microsoft.Web/hostingEnvironments"],
      ["web:ManagedHostingEnvironment", "Microsoft.Web/managedHostingEnvironments"],
    ] as const
  ).flatMap(([native, arm]) =>
    both(
      native,
      arm,
      { what: "worker pool", tier: "workerPools[].sku.size", count: "workerPools[].sku.capacity" },
      { tier: "properties.workerPools[].sku.size", count: "properties.workerPools[].sku.capacity" },
    ),
  ),
];

export const rareTruths: readonly Truth[] = [...iron, ...databases, ...hosted, ...machines, ...former];
