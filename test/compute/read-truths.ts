/**
 * Where the sizes and counts stand, written by hand from the documentation of each type (ARM: learn.microsoft.com/azure/templates;
 * azure-native: the SDK's docs; classic: the docs of azurerm). The table of compute types is checked against this, not this against it.
 */
export interface Truth {
  /** A Pulumi token, or an ARM type. */
  readonly type: string;
  readonly what: string;
  readonly size?: string;
  /** Where a tier or profile of the service's own stands, which is no VM size. */
  readonly tier?: string;
  /** Where an accelerator is asked for without a size, the value that asks, and what it is called. */
  readonly asks?: readonly [path: string, value: string | number | boolean, name: string];
  readonly count?: string;
  readonly ceiling?: string;
  /** What must stand beside it, or may. */
  readonly extra?: { readonly [path: string]: string | number };
  /** What an absent size means, if it is not a fault. */
  readonly without?: "default" | "nothing";
}

const vm = "virtual machine";
const set = "scale set";
const mix = "instance mix of a scale set";
const pool = "agent pool";
const some = "machines of an agent pool";
const scaled = "autoscaled machines of an agent pool";
const ml = "machine learning compute";

export const machineTruths: readonly Truth[] = [
  { type: "azure-native:compute:VirtualMachine", what: vm, size: "hardwareProfile.vmSize" },
  { type: "Microsoft.Compute/virtualMachines", what: vm, size: "properties.hardwareProfile.vmSize" },
  { type: "azure:compute/linuxVirtualMachine:LinuxVirtualMachine", what: vm, size: "size" },
  { type: "azure:compute/windowsVirtualMachine:WindowsVirtualMachine", what: vm, size: "size" },
  { type: "azure:compute/virtualMachine:VirtualMachine", what: vm, size: "vmSize" },
  { type: "azurerm:index/linuxVirtualMachine:LinuxVirtualMachine", what: vm, size: "size" },
  {
    type: "azure-native:compute:VirtualMachineScaleSetVM",
    what: "machine of a scale set",
    size: "hardwareProfile.vmSize",
    without: "nothing",
  },
  {
    type: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines",
    what: "machine of a scale set",
    size: "properties.hardwareProfile.vmSize",
    without: "nothing",
  },

  {
    type: "azure-native:compute:VirtualMachineScaleSet",
    what: set,
    size: "sku.name",
    count: "sku.capacity",
    extra: { "virtualMachineProfile.priority": "Regular" },
  },
  {
    type: "Microsoft.Compute/virtualMachineScaleSets",
    what: set,
    size: "sku.name",
    count: "sku.capacity",
    extra: { "properties.virtualMachineProfile.priority": "Regular" },
  },
  {
    type: "azure-native:compute:VirtualMachineScaleSet",
    what: mix,
    size: "skuProfile.vmSizes[].name",
    count: "sku.capacity",
    extra: { "sku.name": "Mix" },
  },
  {
    type: "Microsoft.Compute/virtualMachineScaleSets",
    what: mix,
    size: "properties.skuProfile.vmSizes[].name",
    count: "sku.capacity",
    extra: { "sku.name": "Mix" },
  },
  {
    type: "azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet",
    what: set,
    size: "sku",
    count: "instances",
  },
  {
    type: "azure:compute/windowsVirtualMachineScaleSet:WindowsVirtualMachineScaleSet",
    what: set,
    size: "sku",
    count: "instances",
  },
  {
    type: "azure:compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet",
    what: set,
    size: "skuName",
    count: "instances",
    extra: { "osProfile.customData": "eA==" },
  },
  {
    type: "azure:compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet",
    what: mix,
    size: "skuProfile.vmSizes[]",
    count: "instances",
    extra: { skuName: "Mix" },
    without: "nothing",
  },
  {
    type: "azure:compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet",
    what: mix,
    size: "skuProfile.virtualMachineSizes[].name",
    count: "instances",
    extra: { skuName: "Mix" },
  },
  { type: "azure:compute/scaleSet:ScaleSet", what: set, size: "sku.name", count: "sku.capacity" },
  {
    type: "azurerm:index/virtualMachineScaleSet:VirtualMachineScaleSet",
    what: set,
    size: "sku.name",
    count: "sku.capacity",
  },

  {
    type: "azure-native:azurefleet:Fleet",
    what: "compute fleet",
    size: "vmSizesProfile[].name",
    count: "regularPriorityProfile.capacity",
  },
  {
    type: "azure-native:azurefleet:Fleet",
    what: "compute fleet",
    size: "vmSizesProfile[].name",
    count: "spotPriorityProfile.capacity",
  },
  {
    type: "Microsoft.AzureFleet/fleets",
    what: "compute fleet",
    size: "properties.vmSizesProfile[].name",
    count: "properties.spotPriorityProfile.capacity",
  },
  {
    type: "azure-native:azurefleet:Fleet",
    what: "compute fleet by attributes",
    asks: ["vmAttributes.acceleratorSupport", "Required", "accelerators by attribute"],
    count: "regularPriorityProfile.capacity",
  },
  {
    type: "azure-native:azurefleet:Fleet",
    what: "compute fleet by attributes",
    asks: ["vmAttributes.acceleratorTypes[]", "GPU", "GPU"],
  },
  {
    type: "azure-native:azurefleet:Fleet",
    what: "compute fleet by attributes",
    asks: ["vmAttributes.acceleratorManufacturers[]", "Nvidia", "Nvidia"],
  },
  {
    type: "Microsoft.AzureFleet/fleets",
    what: "compute fleet by attributes",
    asks: ["properties.vmAttributes.acceleratorCount.max", 4, "accelerators by count"],
  },
  ...["GpuAccelerated", "FpgaAccelerated"].flatMap((category): Truth[] => [
    {
      type: "azure-native:azurefleet:Fleet",
      what: "compute fleet by attributes",
      asks: ["vmAttributes.vmCategories[]", category, category],
    },
    {
      type: "Microsoft.ComputeBulkActions/locations/launchBulkInstancesOperations",
      what: "bulk launch by attributes",
      asks: ["properties.vmAttributes.vmCategories[]", category, category],
    },
  ]),

  {
    type: "azure-native:containerservice:ManagedCluster",
    what: pool,
    size: "agentPoolProfiles[].vmSize",
    count: "agentPoolProfiles[].count",
    ceiling: "agentPoolProfiles[].maxCount",
    without: "default",
  },
  {
    type: "Microsoft.ContainerService/managedClusters",
    what: pool,
    size: "properties.agentPoolProfiles[].vmSize",
    count: "properties.agentPoolProfiles[].count",
    ceiling: "properties.agentPoolProfiles[].maxCount",
    without: "default",
  },
  {
    type: "azure-native:containerservice:ManagedCluster",
    what: some,
    size: "agentPoolProfiles[].virtualMachinesProfile.scale.manual[].size",
    count: "agentPoolProfiles[].virtualMachinesProfile.scale.manual[].count",
  },
  {
    type: "Microsoft.ContainerService/managedClusters",
    what: some,
    size: "properties.agentPoolProfiles[].virtualMachinesProfile.scale.manual[].size",
    count: "properties.agentPoolProfiles[].virtualMachinesProfile.scale.manual[].count",
  },
  {
    type: "Microsoft.ContainerService/managedClusters",
    what: some,
    size: "properties.agentPoolProfiles[].virtualMachinesProfile.scale.manual[].sizes[]",
    count: "properties.agentPoolProfiles[].virtualMachinesProfile.scale.manual[].count",
  },
  {
    // one profile and no list, in previews before 2026-02-02-preview
    type: "Microsoft.ContainerService/managedClusters",
    what: scaled,
    size: "properties.agentPoolProfiles[].virtualMachinesProfile.scale.autoscale.size",
    ceiling: "properties.agentPoolProfiles[].virtualMachinesProfile.scale.autoscale.maxCount",
  },
  {
    type: "azure-native:containerservice/v20240902preview:ManagedCluster",
    what: scaled,
    size: "agentPoolProfiles[].virtualMachinesProfile.scale.autoscale[].sizes[]",
    ceiling: "agentPoolProfiles[].virtualMachinesProfile.scale.autoscale[].maxCount",
  },
  {
    type: "Microsoft.ContainerService/managedClusters/agentPools/machines",
    what: "machine of an agent pool",
    size: "properties.hardware.vmSize",
    without: "default",
  },
  {
    type: "azure-native:containerservice:ManagedCluster",
    what: "cluster",
    asks: ["sku.name", "Automatic", "AKS Automatic"],
  },
  {
    type: "Microsoft.ContainerService/managedClusters",
    what: "cluster",
    asks: ["sku.name", "automatic", "AKS Automatic"],
  },
  {
    type: "azure-native:containerservice:ManagedCluster",
    what: "cluster",
    asks: ["nodeProvisioningProfile.mode", "Auto", "node auto-provisioning"],
  },
  {
    type: "Microsoft.ContainerService/managedClusters",
    what: "cluster",
    asks: ["properties.nodeProvisioningProfile.mode", "Auto", "node auto-provisioning"],
  },
  {
    type: "azure-native:containerservice:ManagedCluster",
    what: "cluster",
    asks: ["aiToolchainOperatorProfile.enabled", true, "AI toolchain operator"],
  },
  {
    type: "Microsoft.ContainerService/managedClusters",
    what: "cluster",
    asks: ["properties.aiToolchainOperatorProfile.enabled", true, "AI toolchain operator"],
  },
  {
    type: "azure-native:containerservice:AgentPool",
    what: pool,
    size: "vmSize",
    count: "count",
    ceiling: "maxCount",
    without: "default",
  },
  {
    type: "Microsoft.ContainerService/managedClusters/agentPools",
    what: pool,
    size: "properties.vmSize",
    count: "properties.count",
    ceiling: "properties.maxCount",
    without: "default",
  },
  {
    type: "azure-native:containerservice:AgentPool",
    what: some,
    size: "virtualMachinesProfile.scale.manual[].size",
    count: "virtualMachinesProfile.scale.manual[].count",
  },
  {
    type: "Microsoft.ContainerService/managedClusters/agentPools",
    what: some,
    size: "properties.virtualMachinesProfile.scale.manual[].size",
    count: "properties.virtualMachinesProfile.scale.manual[].count",
  },
  {
    type: "Microsoft.ContainerService/managedClusters/agentPools",
    what: some,
    size: "properties.virtualMachinesProfile.scale.manual[].sizes[]",
    count: "properties.virtualMachinesProfile.scale.manual[].count",
  },
  {
    type: "Microsoft.ContainerService/managedClusters/agentPools",
    what: scaled,
    size: "properties.virtualMachinesProfile.scale.autoscale.size",
    ceiling: "properties.virtualMachinesProfile.scale.autoscale.maxCount",
  },
  {
    type: "azure-native:containerservice/v20240902preview:AgentPool",
    what: scaled,
    size: "virtualMachinesProfile.scale.autoscale[].size",
    ceiling: "virtualMachinesProfile.scale.autoscale[].maxCount",
  },
  {
    type: "azure:containerservice/kubernetesCluster:KubernetesCluster",
    what: pool,
    size: "defaultNodePool.vmSize",
    count: "defaultNodePool.nodeCount",
    ceiling: "defaultNodePool.maxCount",
    without: "default",
  },
  {
    type: "azure:containerservice/kubernetesCluster:KubernetesCluster",
    what: "cluster",
    asks: ["nodeProvisioningProfile.mode", "Auto", "node auto-provisioning"],
  },
  {
    type: "azure:containerservice/kubernetesCluster:KubernetesCluster",
    what: "cluster",
    asks: ["aiToolchainOperatorEnabled", true, "AI toolchain operator"],
  },
  {
    type: "azure:containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool",
    what: pool,
    size: "vmSize",
    count: "nodeCount",
    ceiling: "maxCount",
    without: "default",
  },

  {
    type: "azure-native:batch:Pool",
    what: "Batch pool",
    size: "vmSize",
    count: "scaleSettings.fixedScale.targetDedicatedNodes",
  },
  {
    type: "azure-native:batch:Pool",
    what: "Batch pool",
    size: "vmSize",
    count: "scaleSettings.fixedScale.targetLowPriorityNodes",
  },
  {
    type: "Microsoft.Batch/batchAccounts/pools",
    what: "Batch pool",
    size: "properties.vmSize",
    count: "properties.scaleSettings.fixedScale.targetDedicatedNodes",
  },
  { type: "azure:batch/pool:Pool", what: "Batch pool", size: "vmSize", count: "fixedScale.targetLowPriorityNodes" },
  {
    type: "azurerm:index/batchPool:BatchPool",
    what: "Batch pool",
    size: "vmSize",
    count: "fixedScale.targetDedicatedNodes",
  },

  {
    type: "azure-native:machinelearningservices:Compute",
    what: ml,
    size: "properties.properties.vmSize",
    ceiling: "properties.properties.scaleSettings.maxNodeCount",
    extra: { "properties.computeType": "AmlCompute" },
  },
  {
    type: "Microsoft.MachineLearningServices/workspaces/computes",
    what: ml,
    size: "properties.properties.vmSize",
    ceiling: "properties.properties.scaleSettings.maxNodeCount",
    extra: { "properties.computeType": "ComputeInstance" },
  },
  {
    type: "azure-native:machinelearningservices/v20200101:MachineLearningCompute",
    what: ml,
    size: "properties.properties.vmSize",
    extra: { "properties.computeType": "amlcompute" },
  },
  {
    type: "azure-native:machinelearningservices:Compute",
    what: "attached compute",
    size: "properties.properties.agentVmSize",
    count: "properties.properties.agentCount",
    extra: { "properties.computeType": "AKS" },
    without: "nothing",
  },
  {
    type: "azure:machinelearning/computeCluster:ComputeCluster",
    what: ml,
    size: "vmSize",
    ceiling: "scaleSettings.maxNodeCount",
  },
  { type: "azure:machinelearning/computeInstance:ComputeInstance", what: ml, size: "virtualMachineSize" },
  {
    type: "azure-native:machinelearningservices:OnlineDeployment",
    what: "online deployment",
    size: "properties.instanceType",
    count: "sku.capacity",
    ceiling: "properties.scaleSettings.maxInstances",
    without: "default",
  },
  {
    type: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
    what: "online deployment",
    size: "properties.instanceType",
    count: "sku.capacity",
    without: "default",
  },
  {
    type: "azure-native:machinelearningservices/v20220201preview:OnlineDeployment",
    what: "online deployment",
    size: "onlineDeploymentDetails.instanceType",
    without: "default",
  },
  {
    type: "azure-native:machinelearningservices/v20221001:OnlineDeployment",
    what: "online deployment",
    size: "onlineDeploymentProperties.instanceType",
    without: "default",
  },
  {
    type: "azure-native:machinelearningservices:OnlineDeployment",
    what: "online deployment on Kubernetes",
    asks: ["properties.containerResourceRequirements.containerResourceLimits.gpu", "1", "GPU"],
    extra: { "properties.endpointComputeType": "Kubernetes" },
  },
  {
    type: "azure-native:machinelearningservices:BatchDeployment",
    what: "batch deployment",
    size: "properties.resources.instanceType",
    count: "properties.resources.instanceCount",
    without: "nothing",
  },
  {
    type: "Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments",
    what: "batch deployment",
    size: "properties.resources.instanceType",
    count: "properties.resources.instanceCount",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices:Job",
    what: "serverless job",
    size: "properties.resources.instanceType",
    count: "properties.resources.instanceCount",
    without: "nothing",
  },
  {
    type: "Microsoft.MachineLearningServices/workspaces/jobs",
    what: "serverless job",
    size: "properties.resources.instanceType",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices/v20221001:Job",
    what: "serverless job",
    size: "jobBaseProperties.resources.instanceType",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices:Job",
    what: "serverless sweep",
    size: "properties.trial.resources.instanceType",
    ceiling: "properties.limits.maxConcurrentTrials",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices:Job",
    what: "serverless pipeline step",
    size: "properties.jobs{}.resources.instance_type",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices:Job",
    what: "sweep in a serverless pipeline",
    size: "properties.jobs{}.trial.resources.instance_type",
    count: "properties.jobs{}.trial.resources.instance_count",
    ceiling: "properties.jobs{}.limits.max_concurrent_trials",
    without: "nothing",
  },
  {
    type: "Microsoft.MachineLearningServices/workspaces/jobs",
    what: "sweep in a serverless pipeline",
    size: "properties.jobs{}.trial.resources.instanceType",
    count: "properties.jobs{}.trial.resources.instanceCount",
    ceiling: "properties.jobs{}.limits.maxConcurrentTrials",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices:Schedule",
    what: "serverless job",
    size: "properties.action.jobDefinition.resources.instanceType",
    count: "properties.action.jobDefinition.resources.instanceCount",
    without: "nothing",
  },
  {
    type: "Microsoft.MachineLearningServices/workspaces/schedules",
    what: "serverless job",
    size: "properties.action.jobDefinition.resources.instanceType",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices:Schedule",
    what: "serverless sweep",
    size: "properties.action.jobDefinition.trial.resources.instanceType",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices:Schedule",
    what: "serverless pipeline step",
    size: "properties.action.jobDefinition.jobs{}.resources.instance_type",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices:Schedule",
    what: "sweep in a serverless pipeline",
    size: "properties.action.jobDefinition.jobs{}.trial.resources.instance_type",
    without: "nothing",
  },
  {
    type: "azure-native:machinelearningservices:Schedule",
    what: "monitoring job",
    size: "properties.action.monitorDefinition.computeConfiguration.instanceType",
    without: "nothing",
  },

  {
    type: "azure-native:containerinstance:ContainerGroup",
    what: "container",
    asks: ["containers[].resources.requests.gpu.sku", "V100", "V100"],
    count: "containers[].resources.requests.gpu.count",
  },
  {
    type: "azure-native:containerinstance:ContainerGroup",
    what: "container",
    asks: ["containers[].resources.limits.gpu.sku", "K80", "K80"],
    count: "containers[].resources.limits.gpu.count",
  },
  {
    type: "Microsoft.ContainerInstance/containerGroups",
    what: "container",
    asks: ["properties.containers[].properties.resources.requests.gpu.sku", "P100", "P100"],
    count: "properties.containers[].properties.resources.requests.gpu.count",
  },
  {
    type: "azure-native:containerinstance:ContainerGroupProfile",
    what: "container",
    asks: ["containers[].resources.requests.gpu.sku", "V100", "V100"],
    count: "containers[].resources.requests.gpu.count",
  },
  {
    type: "azure-native:containerinstance:CGProfile",
    what: "container",
    asks: ["containers[].resources.requests.gpu.sku", "V100", "V100"],
  },
  {
    type: "Microsoft.ContainerInstance/containerGroupProfiles",
    what: "container",
    asks: ["properties.containers[].properties.resources.requests.gpu.count", 2, "GPU"],
  },
  {
    type: "azure:containerservice/group:Group",
    what: "container",
    asks: ["containers[].gpu.sku", "V100", "V100"],
    count: "containers[].gpu.count",
  },

  {
    type: "azure-native:app:ManagedEnvironment",
    what: "workload profile",
    tier: "workloadProfiles[].workloadProfileType",
    count: "workloadProfiles[].minimumCount",
    ceiling: "workloadProfiles[].maximumCount",
  },
  {
    type: "Microsoft.App/managedEnvironments",
    what: "workload profile",
    tier: "properties.workloadProfiles[].workloadProfileType",
    ceiling: "properties.workloadProfiles[].maximumCount",
  },
  {
    type: "azure:containerapp/environment:Environment",
    what: "workload profile",
    tier: "workloadProfiles[].workloadProfileType",
    ceiling: "workloadProfiles[].maximumCount",
  },
  {
    type: "azure-native:app:ContainerApp",
    what: "container app",
    asks: ["template.containers[].resources.gpu", 1, "GPU"],
    count: "template.scale.minReplicas",
    ceiling: "template.scale.maxReplicas",
  },
  {
    type: "Microsoft.App/containerApps",
    what: "container app",
    asks: ["properties.template.containers[].resources.gpu", 1, "GPU"],
    ceiling: "properties.template.scale.maxReplicas",
  },
  {
    type: "azure-native:app:ContainerApp",
    what: "container app",
    asks: ["workloadProfileName", "Consumption-GPU-NC8as-T4", "Consumption-GPU-NC8as-T4"],
  },
  {
    type: "azure:containerapp/app:App",
    what: "container app",
    asks: ["workloadProfileName", "NC24-A100", "NC24-A100"],
    ceiling: "template.maxReplicas",
  },
  {
    type: "azure-native:app:Job",
    what: "container app job",
    asks: ["template.containers[].resources.gpu", 1, "GPU"],
    count: "configuration.manualTriggerConfig.parallelism",
    ceiling: "configuration.eventTriggerConfig.scale.maxExecutions",
  },
  {
    type: "Microsoft.App/jobs",
    what: "container app job",
    asks: ["properties.workloadProfileName", "gpu-profile", "gpu-profile"],
    count: "properties.configuration.manualTriggerConfig.parallelism",
  },
  {
    type: "azure:containerapp/job:Job",
    what: "container app job",
    asks: ["workloadProfileName", "NC8as-T4", "NC8as-T4"],
    count: "manualTriggerConfig.parallelism",
  },

  {
    type: "azure-native:discovery:NodePool",
    what: "Discovery node pool",
    size: "properties.vmSize",
    count: "properties.minNodeCount",
    ceiling: "properties.maxNodeCount",
  },
  {
    type: "Microsoft.Discovery/supercomputers/nodePools",
    what: "Discovery node pool",
    size: "properties.vmSize",
    ceiling: "properties.maxNodeCount",
  },
];
