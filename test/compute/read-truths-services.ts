import type { Truth } from "./read-truths";

/**
 * Where sizes, tiers and counts stand in services beside virtual machines, written by hand from the documentation of each type, as in
 * `read-truths.ts`.
 */
type Paths = Omit<Truth, "type">;

/** One request in azure-native and in ARM, where it is spelled otherwise as `other` says. */
const both = (native: string, arm: string, paths: Paths, other: Partial<Paths> = {}): Truth[] => [
  { type: `azure-native:${native}`, ...paths },
  { type: arm, ...paths, ...other },
];

const classic = (types: readonly string[], paths: Paths): Truth[] =>
  types.map(type => ({ type: `azure:${type}`, ...paths }));

const role = "HDInsight role";
const head = { what: role, size: "roles.headNode.vmSize" };
const zookeeper = { what: role, size: "roles.zookeeperNode.vmSize" };
const worker = { what: role, size: "roles.workerNode.vmSize", count: "roles.workerNode.targetInstanceCount" };
const perLoad = "roles.workerNode.autoscale.capacity.maxInstanceCount";
const perSchedule = "roles.workerNode.autoscale.recurrence.schedules[].targetInstanceCount";
const hadoop = "hdinsight/hadoopCluster:HadoopCluster";
const sparkCluster = "hdinsight/sparkCluster:SparkCluster";
const hBase = "hdinsight/hBaseCluster:HBaseCluster";
const query = "hdinsight/interactiveQueryCluster:InteractiveQueryCluster";
const kafka = "hdinsight/kafkaCluster:KafkaCluster";
const gone = [
  "hdinsight/mLServicesCluster:MLServicesCluster",
  "hdinsight/rServerCluster:RServerCluster",
  "hdinsight/stormCluster:StormCluster",
];

const hdinsight: readonly Truth[] = [
  ...both(
    "hdinsight:Cluster",
    "Microsoft.HDInsight/clusters",
    {
      what: role,
      size: "properties.computeProfile.roles[].hardwareProfile.vmSize",
      count: "properties.computeProfile.roles[].targetInstanceCount",
      ceiling: "properties.computeProfile.roles[].autoscaleConfiguration.capacity.maxInstanceCount",
    },
    { ceiling: "properties.computeProfile.roles[].autoscale.capacity.maxInstanceCount" },
  ),
  ...both(
    "hdinsight:Cluster",
    "Microsoft.HDInsight/clusters",
    {
      what: role,
      size: "properties.computeProfile.roles[].hardwareProfile.vmSize",
      ceiling:
        "properties.computeProfile.roles[].autoscaleConfiguration.recurrence.schedule[].timeAndCapacity.maxInstanceCount",
    },
    {
      ceiling: "properties.computeProfile.roles[].autoscale.recurrence.schedule[].timeAndCapacity.maxInstanceCount",
    },
  ),
  {
    type: "azure-native:hdinsight/v20230601preview:Cluster",
    what: "HDInsight node profile",
    size: "computeProfile.nodes[].vmSize",
    count: "computeProfile.nodes[].count",
    ceiling: "clusterProfile.autoscaleProfile.scheduleBasedConfig.schedules[].count",
  },
  {
    type: "Microsoft.HDInsight/clusterpools/clusters",
    what: "HDInsight node profile",
    size: "properties.computeProfile.nodes[].vmSize",
    count: "properties.computeProfile.nodes[].count",
    ceiling: "properties.clusterProfile.autoscaleProfile.scheduleBasedConfig.schedules[].count",
  },
  {
    type: "Microsoft.HDInsight/clusterPools/clusters",
    what: "HDInsight node profile",
    size: "properties.computeProfile.nodes[].vmSize",
    ceiling: "properties.clusterProfile.autoscaleProfile.loadBasedConfig.maxNodes",
  },
  ...both("hdinsight:Application", "Microsoft.HDInsight/clusters/applications", {
    what: role,
    size: "properties.computeProfile.roles[].hardwareProfile.vmSize",
    count: "properties.computeProfile.roles[].targetInstanceCount",
  }),
  ...classic([hadoop, sparkCluster, hBase, query, kafka, ...gone], head),
  ...classic([hadoop, sparkCluster, hBase, query, kafka, ...gone], zookeeper),
  ...classic([kafka, ...gone], worker),
  ...classic([hadoop, sparkCluster], { ...worker, ceiling: perLoad }),
  ...classic([hadoop, sparkCluster, hBase, query], { ...worker, ceiling: perSchedule }),
  ...classic([hadoop], { what: role, size: "roles.edgeNode.vmSize", count: "roles.edgeNode.targetInstanceCount" }),
  ...classic([kafka], { what: role, size: "roles.kafkaManagementNode.vmSize" }),
  { type: "azurerm:index/hdinsightHbaseCluster:HdinsightHbaseCluster", ...worker },
];

const labs: readonly Truth[] = [
  ...both(
    "devtestlab:VirtualMachine",
    "Microsoft.DevTestLab/labs/virtualmachines",
    { what: "lab machine", size: "size" },
    { size: "properties.size" },
  ),
  {
    type: "azure-native:devtestlab/v20150521preview:VirtualMachineResource",
    what: "lab machine",
    size: "size",
  },
  ...classic(
    ["devtest/linuxVirtualMachine:LinuxVirtualMachine", "devtest/windowsVirtualMachine:WindowsVirtualMachine"],
    { what: "lab machine", size: "size" },
  ),
  { type: "azurerm:index/devTestLinuxVirtualMachine:DevTestLinuxVirtualMachine", what: "lab machine", size: "size" },
  ...both(
    "devtestlab:Formula",
    "Microsoft.DevTestLab/labs/formulas",
    {
      what: "lab formula",
      size: "formulaContent.size",
      count: "formulaContent.bulkCreationParameters.instanceCount",
    },
    {
      size: "properties.formulaContent.properties.size",
      count: "properties.formulaContent.properties.bulkCreationParameters.instanceCount",
    },
  ),
  ...both(
    "labservices:Lab",
    "Microsoft.LabServices/labs",
    { what: "lab", tier: "virtualMachineProfile.sku.name", count: "virtualMachineProfile.sku.capacity" },
    {
      tier: "properties.virtualMachineProfile.sku.name",
      count: "properties.virtualMachineProfile.sku.capacity",
    },
  ),
  ...both(
    "labservices:Lab",
    "Microsoft.LabServices/labs",
    {
      what: "lab",
      asks: ["virtualMachineProfile.additionalCapabilities.installGpuDrivers", "Enabled", "GPU drivers"],
    },
    {
      asks: ["properties.virtualMachineProfile.additionalCapabilities.installGpuDrivers", "Enabled", "GPU drivers"],
    },
  ),
  ...classic(["lab/lab:Lab"], {
    what: "lab",
    tier: "virtualMachine.sku.name",
    count: "virtualMachine.sku.capacity",
  }),
  ...both(
    "labservices/v20181015:EnvironmentSetting",
    "Microsoft.LabServices/labaccounts/labs/environmentsettings",
    { what: "lab", tier: "resourceSettings.size" },
    { tier: "properties.resourceSettings.size" },
  ),
];

const devBoxes: readonly Truth[] = [
  ...both(
    "devcenter:DevBoxDefinition",
    "Microsoft.DevCenter/devcenters/devboxdefinitions",
    { what: "dev box definition", tier: "sku.name" },
    { tier: "properties.sku.name" },
  ),
  ...classic(["devcenter/devBoxDefinition:DevBoxDefinition"], { what: "dev box definition", tier: "skuName" }),
  ...both(
    "devcenter/v20250401preview:Pool",
    "Microsoft.DevCenter/projects/pools",
    { what: "dev box pool", tier: "devBoxDefinition.sku.name" },
    { tier: "properties.devBoxDefinition.sku.name" },
  ),
  ...both(
    "devopsinfrastructure:Pool",
    "Microsoft.DevOpsInfrastructure/pools",
    { what: "Managed DevOps pool", size: "fabricProfile.sku.name", ceiling: "maximumConcurrency" },
    { size: "properties.fabricProfile.sku.name", ceiling: "properties.maximumConcurrency" },
  ),
  ...classic(["devcenter/managedDevOpsPool:ManagedDevOpsPool"], {
    what: "Managed DevOps pool",
    size: "virtualMachineScaleSetFabric.skuName",
    ceiling: "maximumConcurrency",
  }),
  ...both(
    "virtualmachineimages:VirtualMachineImageTemplate",
    "Microsoft.VirtualMachineImages/imageTemplates",
    { what: "machine of an image build", size: "vmProfile.vmSize", without: "default" },
    { size: "properties.vmProfile.vmSize" },
  ),
  ...both(
    "virtualmachineimages:VirtualMachineImageTemplate",
    "Microsoft.VirtualMachineImages/imageTemplates",
    { what: "proxy machine of an image build", size: "vmProfile.vnetConfig.proxyVmSize", without: "nothing" },
    { size: "properties.vmProfile.vnetConfig.proxyVmSize" },
  ),
];

const capacity: readonly Truth[] = [
  ...both("compute:DedicatedHost", "Microsoft.Compute/hostGroups/hosts", { what: "dedicated host", tier: "sku.name" }),
  ...classic(["compute/dedicatedHost:DedicatedHost"], { what: "dedicated host", tier: "skuName" }),
  ...both("compute:CapacityReservation", "Microsoft.Compute/capacityReservationGroups/capacityReservations", {
    what: "capacity reservation",
    size: "sku.name",
    count: "sku.capacity",
  }),
  ...classic(["compute/capacityReservation:CapacityReservation"], {
    what: "capacity reservation",
    size: "sku.name",
    count: "sku.capacity",
  }),
  ...both(
    "standbypool:StandbyVirtualMachinePool",
    "Microsoft.StandbyPool/standbyVirtualMachinePools",
    {
      what: "standby pool",
      count: "elasticityProfile.minReadyCapacity",
      ceiling: "elasticityProfile.maxReadyCapacity",
    },
    {
      count: "properties.elasticityProfile.minReadyCapacity",
      ceiling: "properties.elasticityProfile.maxReadyCapacity",
    },
  ),
  ...classic(["compute/scaleSetStandbyPool:ScaleSetStandbyPool"], {
    what: "standby pool",
    count: "elasticityProfile.minReadyCapacity",
    ceiling: "elasticityProfile.maxReadyCapacity",
  }),
  ...both(
    "standbypool:StandbyContainerGroupPool",
    "Microsoft.StandbyPool/standbyContainerGroupPools",
    { what: "standby pool of containers", ceiling: "elasticityProfile.maxReadyCapacity" },
    { ceiling: "properties.elasticityProfile.maxReadyCapacity" },
  ),
  ...both(
    "containerinstance:NGroup",
    "Microsoft.ContainerInstance/nGroups",
    { what: "group of container groups", count: "elasticProfile.desiredCount" },
    { count: "properties.elasticProfile.desiredCount" },
  ),
  ...both(
    "avs:PrivateCloud",
    "Microsoft.AVS/privateClouds",
    { what: "private cloud", tier: "sku.name", count: "managementCluster.clusterSize" },
    { count: "properties.managementCluster.clusterSize" },
  ),
  ...both(
    "avs:Cluster",
    "Microsoft.AVS/privateClouds/clusters",
    { what: "cluster of a private cloud", tier: "sku.name", count: "clusterSize" },
    { count: "properties.clusterSize" },
  ),
  ...classic(["avs/privateCloud:PrivateCloud"], {
    what: "private cloud",
    tier: "skuName",
    count: "managementCluster.size",
  }),
  ...classic(["avs/cluster:Cluster"], {
    what: "cluster of a private cloud",
    tier: "skuName",
    count: "clusterNodeCount",
  }),
  { type: "azurerm:index/vmwareCluster:VmwareCluster", what: "cluster of a private cloud", tier: "skuName" },
  ...both(
    "monitor:AutoscaleSetting",
    "Microsoft.Insights/autoscaleSettings",
    { what: "autoscale profile", count: "profiles[].capacity.default", ceiling: "profiles[].capacity.maximum" },
    { count: "properties.profiles[].capacity.default", ceiling: "properties.profiles[].capacity.maximum" },
  ),
  ...classic(["monitoring/autoscaleSetting:AutoscaleSetting"], {
    what: "autoscale profile",
    count: "profiles[].capacity.default",
    ceiling: "profiles[].capacity.maximum",
  }),
];

const json = "typePropertiesJson!.";
const jobCluster = "Databricks job cluster";
const driver = "driver of a Databricks job cluster";
const pooled = "Databricks job cluster of a pool";
const dataNode = "worker of an HDInsight cluster on demand";
const headNode = "head node of an HDInsight cluster on demand";
const zookeeperNode = "ZooKeeper node of an HDInsight cluster on demand";
const connections = ["datafactory/linkedCustomService:LinkedCustomService", "synapse/linkedService:LinkedService"];
const runtimes = [
  ["datafactory:IntegrationRuntime", "Microsoft.DataFactory/factories/integrationRuntimes"],
  ["synapse:IntegrationRuntime", "Microsoft.Synapse/workspaces/integrationRuntimes"],
] as const;

const linked = (type: string, what: string, size: string, count?: string): Truth[] => {
  const counted = (at: string) => (count ? { count: `${at}${count}` } : {});
  const without = "nothing" as const;
  return [
    ...both(
      "datafactory:LinkedService",
      "Microsoft.DataFactory/factories/linkedservices",
      { what, size: `properties.${size}`, ...counted("properties."), extra: { "properties.type": type }, without },
      { size: `properties.typeProperties.${size}`, ...counted("properties.typeProperties.") },
    ),
    {
      type: "Microsoft.Synapse/workspaces/linkedservices",
      what,
      size: `properties.typeProperties.${size}`,
      ...counted("properties.typeProperties."),
      extra: { "properties.type": type },
      without,
    },
    ...classic(connections, { what, size: `${json}${size}`, ...counted(json), extra: { type }, without }),
  ];
};

const data: readonly Truth[] = [
  ...linked("AzureDatabricks", jobCluster, "newClusterNodeType", "newClusterNumOfWorker"),
  ...linked("AzureDatabricks", driver, "newClusterDriverNodeType"),
  ...both(
    "datafactory:LinkedService",
    "Microsoft.DataFactory/factories/linkedservices",
    {
      what: pooled,
      count: "properties.newClusterNumOfWorker",
      extra: { "properties.type": "AzureDatabricks", "properties.instancePoolId": "0101-contoso-pool" },
    },
    {
      count: "properties.typeProperties.newClusterNumOfWorker",
      extra: { "properties.type": "AzureDatabricks", "properties.typeProperties.instancePoolId": "0101-contoso-pool" },
    },
  ),
  ...classic(connections, {
    what: pooled,
    count: `${json}newClusterNumOfWorker`,
    extra: { type: "AzureDatabricks", [`${json}instancePoolId`]: "0101-contoso-pool" },
  }),
  ...linked("HDInsightOnDemand", dataNode, "dataNodeSize", "clusterSize"),
  ...linked("HDInsightOnDemand", headNode, "headNodeSize"),
  ...linked("HDInsightOnDemand", zookeeperNode, "zookeeperNodeSize"),
  ...classic(["datafactory/linkedServiceAzureDatabricks:LinkedServiceAzureDatabricks"], {
    what: jobCluster,
    size: "newClusterConfig.nodeType",
    count: "newClusterConfig.minNumberOfWorkers",
    ceiling: "newClusterConfig.maxNumberOfWorkers",
    without: "nothing",
  }),
  ...classic(["datafactory/linkedServiceAzureDatabricks:LinkedServiceAzureDatabricks"], {
    what: driver,
    size: "newClusterConfig.driverNodeType",
    without: "nothing",
  }),
  ...classic(["datafactory/linkedServiceAzureDatabricks:LinkedServiceAzureDatabricks"], {
    what: pooled,
    count: "instancePool.minNumberOfWorkers",
    ceiling: "instancePool.maxNumberOfWorkers",
    extra: { "instancePool.instancePoolId": "0101-contoso-pool" },
  }),
  ...runtimes.flatMap(([native, arm]) =>
    both(
      native,
      arm,
      {
        what: "integration runtime",
        size: "properties.computeProperties.nodeSize",
        count: "properties.computeProperties.numberOfNodes",
        without: "nothing",
      },
      {
        size: "properties.typeProperties.computeProperties.nodeSize",
        count: "properties.typeProperties.computeProperties.numberOfNodes",
      },
    ),
  ),
  ...classic(
    [
      "datafactory/integrationRuntimeSsis:IntegrationRuntimeSsis",
      "datafactory/integrationRuntimeManaged:IntegrationRuntimeManaged",
    ],
    { what: "integration runtime", size: "nodeSize", count: "numberOfNodes" },
  ),
  ...both(
    "synapse:BigDataPool",
    "Microsoft.Synapse/workspaces/bigDataPools",
    { what: "Spark pool", tier: "nodeSizeFamily", count: "nodeCount", ceiling: "autoScale.maxNodeCount" },
    {
      tier: "properties.nodeSizeFamily",
      count: "properties.nodeCount",
      ceiling: "properties.autoScale.maxNodeCount",
    },
  ),
  ...classic(["synapse/sparkPool:SparkPool"], {
    what: "Spark pool",
    tier: "nodeSizeFamily",
    count: "nodeCount",
    ceiling: "autoScale.maxNodeCount",
  }),
  ...both(
    "kusto:Cluster",
    "Microsoft.Kusto/clusters",
    {
      what: "Data Explorer cluster",
      tier: "sku.name",
      count: "sku.capacity",
      ceiling: "optimizedAutoscale.maximum",
    },
    { ceiling: "properties.optimizedAutoscale.maximum" },
  ),
  ...classic(["kusto/cluster:Cluster"], {
    what: "Data Explorer cluster",
    tier: "sku.name",
    count: "sku.capacity",
    ceiling: "optimizedAutoScale.maximumInstances",
  }),
];

const nodeType = "node type";
const clusters: readonly Truth[] = [
  ...both(
    "servicefabric:NodeType",
    "Microsoft.ServiceFabric/managedClusters/nodeTypes",
    { what: nodeType, size: "vmSize", count: "vmInstanceCount" },
    { size: "properties.vmSize", count: "properties.vmInstanceCount" },
  ),
  ...classic(["servicefabric/managedCluster:ManagedCluster"], {
    what: nodeType,
    size: "nodeTypes[].vmSize",
    count: "nodeTypes[].vmInstanceCount",
  }),
  ...both(
    "redhatopenshift:OpenShiftCluster",
    "Microsoft.RedHatOpenShift/openShiftClusters",
    { what: "master node", size: "masterProfile.vmSize", without: "default" },
    { size: "properties.masterProfile.vmSize" },
  ),
  ...both(
    "redhatopenshift:OpenShiftCluster",
    "Microsoft.RedHatOpenShift/openShiftClusters",
    {
      what: "worker node",
      size: "workerProfiles[].vmSize",
      count: "workerProfiles[].count",
      without: "default",
    },
    { size: "properties.workerProfiles[].vmSize", count: "properties.workerProfiles[].count" },
  ),
  ...classic(["redhatopenshift/cluster:Cluster"], { what: "master node", size: "mainProfile.vmSize" }),
  ...classic(["redhatopenshift/cluster:Cluster"], {
    what: "worker node",
    size: "workerProfile.vmSize",
    count: "workerProfile.nodeCount",
  }),
  ...both(
    "redhatopenshift:MachinePool",
    "Microsoft.RedHatOpenShift/openShiftClusters/machinePool",
    {
      what: "machine pool",
      size: "resources!.spec.platform.azure.type",
      count: "resources!.spec.replicas",
      ceiling: "resources!.spec.autoscaling.maxReplicas",
    },
    {
      size: "properties.resources!.spec.platform.azure.type",
      count: "properties.resources!.spec.replicas",
      ceiling: "properties.resources!.spec.autoscaling.maxReplicas",
    },
  ),
  ...both(
    "containerservice:Fleet",
    "Microsoft.ContainerService/fleets",
    { what: "hub cluster", size: "hubProfile.agentProfile.vmSize", without: "nothing" },
    { size: "properties.hubProfile.agentProfile.vmSize" },
  ),
  ...both(
    "containerregistry:AgentPool",
    "Microsoft.ContainerRegistry/registries/agentPools",
    { what: "registry's agent pool", tier: "tier", count: "count" },
    { tier: "properties.tier", count: "properties.count" },
  ),
  ...classic(["containerservice/registryAgentPool:RegistryAgentPool"], {
    what: "registry's agent pool",
    tier: "tier",
    count: "instanceCount",
  }),
  ...both(
    "web:AppServicePlan",
    "Microsoft.Web/serverfarms",
    { what: "App Service plan", tier: "sku.name", count: "sku.capacity" },
    {},
  ),
  ...classic(["appservice/servicePlan:ServicePlan"], {
    what: "App Service plan",
    tier: "skuName",
    count: "workerCount",
  }),
  ...classic(["appservice/plan:Plan"], { what: "App Service plan", tier: "sku.size", count: "sku.capacity" }),
  ...both(
    "web:AppServiceEnvironment",
    "Microsoft.Web/hostingEnvironments",
    { what: "App Service Environment", count: "dedicatedHostCount", without: "nothing" },
    { count: "properties.dedicatedHostCount" },
  ),
  ...classic(["appservice/environmentV3:EnvironmentV3"], {
    what: "App Service Environment",
    count: "dedicatedHostCount",
    without: "nothing",
  }),
];

const tiers = ["applicationServer", "centralServer", "databaseServer"];
const system = "configuration.infrastructureConfiguration";
const vmSize = "virtualMachineConfiguration.vmSize";

const machines: readonly Truth[] = [
  ...both(
    "workloads:SapVirtualInstance",
    "Microsoft.Workloads/sapVirtualInstances",
    { what: "SAP system", size: `${system}.${vmSize}` },
    { size: `properties.${system}.${vmSize}` },
  ),
  ...tiers.flatMap(tier =>
    both(
      "workloads/v20230401:SAPVirtualInstance",
      "Microsoft.Workloads/sapVirtualInstances",
      {
        what: "server of an SAP system",
        size: `${system}.${tier}.${vmSize}`,
        count: `${system}.${tier}.instanceCount`,
      },
      {
        size: `properties.${system}.${tier}.${vmSize}`,
        count: `properties.${system}.${tier}.instanceCount`,
      },
    ),
  ),
  ...classic(["workloadssap/singleNodeVirtualInstance:SingleNodeVirtualInstance"], {
    what: "SAP system",
    size: "singleServerConfiguration.virtualMachineConfiguration.virtualMachineSize",
  }),
  ...tiers.flatMap(tier =>
    classic(["workloadssap/threeTierVirtualInstance:ThreeTierVirtualInstance"], {
      what: "server of an SAP system",
      size: `threeTierConfiguration.${tier}Configuration.virtualMachineConfiguration.virtualMachineSize`,
      count: `threeTierConfiguration.${tier}Configuration.instanceCount`,
    }),
  ),
  ...(["ProtectedItem", "MigrationItem"] as const).flatMap(item =>
    both(
      `recoveryservices:Replication${item}`,
      `Microsoft.RecoveryServices/vaults/replicationFabrics/replicationProtectionContainers/replication${item}s`,
      {
        what: item === "ProtectedItem" ? "machine after a failover" : "machine after a migration",
        size: "properties.providerSpecificDetails.targetVmSize",
        without: "nothing",
      },
    ),
  ),
  ...classic(["siterecovery/replicatedVM:ReplicatedVM"], {
    what: "machine after a failover",
    size: "targetVirtualMachineSize",
    without: "nothing",
  }),
  ...classic(["siterecovery/vmwareReplicatedVm:VmwareReplicatedVm"], {
    what: "machine after a failover",
    size: "targetVmSize",
    without: "nothing",
  }),
  ...both(
    "desktopvirtualization:HostPool",
    "Microsoft.DesktopVirtualization/hostPools",
    { what: "session host", size: "vmTemplate!.vmSize.id", without: "nothing" },
    { size: "properties.vmTemplate!.vmSize.id" },
  ),
  ...classic(["desktopvirtualization/hostPool:HostPool"], {
    what: "session host",
    size: "vmTemplate!.vmSize.id",
    without: "nothing",
  }),
  {
    type: "Microsoft.DesktopVirtualization/hostPools/sessionHostConfigurations",
    what: "session host",
    size: "properties.vmSizeId",
  },
  {
    type: "Microsoft.DesktopVirtualization/hostPools/sessionHostManagements",
    what: "session hosts to be made",
    count: "properties.provisioning.instanceCount",
  },
  {
    type: "Microsoft.DesktopVirtualization/scalingPlans/pooledSchedules",
    what: "session hosts of a scaling plan",
    count: "properties.createDelete.rampUpMinimumHostPoolSize",
    ceiling: "properties.createDelete.rampUpMaximumHostPoolSize",
  },
  {
    type: "Microsoft.DesktopVirtualization/scalingPlans",
    what: "session hosts of a scaling plan",
    count: "properties.schedules[].createDelete.rampDownMinimumHostPoolSize",
    ceiling: "properties.schedules[].createDelete.rampDownMaximumHostPoolSize",
  },
  ...[
    "Microsoft.ComputeBulkActions/locations/launchBulkInstancesOperations",
    "Microsoft.Compute/locations/launchBulkInstancesOperations",
  ].flatMap(arm => [
    ...both("computebulkactions:BulkAction", arm, {
      what: "bulk launch",
      size: "properties.vmSizesProfile[].name",
      count: "properties.capacity",
    }),
    ...both("computebulkactions:BulkAction", arm, {
      what: "bulk launch among sizes",
      size: "properties.vmAttributes.allowedVMSizes[]",
      count: "properties.capacity",
      without: "nothing",
    }),
    ...both("computebulkactions:BulkAction", arm, {
      what: "bulk launch by attributes",
      asks: ["properties.vmAttributes.acceleratorSupport", "Included", "accelerators by attribute"],
      count: "properties.capacity",
    }),
  ]),
  {
    type: "Microsoft.Compute/locations/bulkCreateCustom",
    what: "bulk launch",
    size: "properties.vmSizesProfile[].name",
    count: "properties.capacity",
  },
  {
    type: "Microsoft.Compute/locations/bulkCreateCustom",
    what: "machine of a bulk launch",
    size: "properties.overridesProfile.overrides[].virtualMachineProfile.hardwareProfile.vmSize",
    without: "nothing",
  },
  ...both("compute:InterconnectBlock", "Microsoft.Compute/interconnectBlocks", {
    what: "interconnect block",
    size: "sku.name",
    count: "sku.capacity",
  }),
  {
    type: "Microsoft.ContainerService/aiManagers/namespaces/modelDeployments",
    what: "model deployment",
    size: "properties.vmSize",
    count: "properties.scale.manual.replicas",
    ceiling: "properties.scale.autoscale.maxReplicas",
  },
];

const learning: readonly Truth[] = [
  ...(["Endpoint", "Connection"] as const).flatMap(of =>
    both(
      `machinelearningservices:${of}Deployment`,
      `Microsoft.MachineLearningServices/workspaces/${of.toLowerCase()}s/deployments`,
      {
        what: "managed online deployment",
        asks: ["properties.type", "managedOnlineEndpoint", "machines of a managed endpoint"],
      },
    ),
  ),
  ...both("discovery:Supercomputer", "Microsoft.Discovery/supercomputers", {
    what: "Discovery system pool",
    size: "properties.systemSku",
    without: "default",
  }),
  ...both("machinelearningservices:InferencePool", "Microsoft.MachineLearningServices/workspaces/inferencePools", {
    what: "inference pool",
    tier: "sku.name",
    count: "sku.capacity",
  }),
  ...both(
    "machinelearningservices:InferenceGroup",
    "Microsoft.MachineLearningServices/workspaces/inferencePools/groups",
    {
      what: "inference group",
      size: "inferenceGroupProperties.nodeSkuType",
      count: "inferenceGroupProperties.scaleUnitSize",
      without: "nothing",
    },
    { size: "properties.nodeSkuType", count: "properties.scaleUnitSize" },
  ),
  ...both(
    "machinelearningservices:FeaturesetVersion",
    "Microsoft.MachineLearningServices/workspaces/featuresets/versions",
    {
      what: "materialisation job",
      size: "properties.materializationSettings.resource.instanceType",
      without: "nothing",
    },
  ),
  ...both(
    "machinelearningservices/v20210401:EndpointVariant",
    "Microsoft.MachineLearningServices/workspaces/services",
    {
      what: "machine learning service",
      asks: ["environmentImageRequest.models[].resourceRequirements.gpu", 1, "GPU"],
    },
    { asks: ["properties.environmentImageRequest.models[].resourceRequirements.gpu", 1, "GPU"] },
  ),
  ...["ACIService", "AKSService"].flatMap(service =>
    both(
      `machinelearningservices/v20210401:${service}`,
      "Microsoft.MachineLearningServices/workspaces/services",
      { what: "machine learning service", asks: ["containerResourceRequirements.gpu", 1, "GPU"] },
      { asks: ["properties.containerResourceRequirements.gpu", 1, "GPU"] },
    ),
  ),
];

export const serviceTruths: readonly Truth[] = [
  ...hdinsight,
  ...labs,
  ...devBoxes,
  ...capacity,
  ...data,
  ...clusters,
  ...machines,
  ...learning,
];
