import type { Ask, ClassicShape, ComputeType, RequestShape } from "./compute-type";

const what = "agent pool";
const spot: Ask = { path: "scaleSetPriority", words: ["Spot"] };

/** Agent pools stand inside the cluster (`at` names the list) or are resources of their own, whose properties lie in an envelope. */
const agentPool = (at: string, envelope: string): readonly RequestShape[] => {
  const inside = at ? `${at}.` : envelope;
  return [
    {
      what,
      ...(at ? { at } : {}),
      size: `${envelope}vmSize`,
      without: "default",
      // A snapshot has the size of the pool that it was taken of.
      source: `${envelope}creationData.sourceResourceId`,
      count: `${envelope}count`,
      ceiling: `${envelope}maxCount`,
      stopped: { path: `${envelope}powerState.code`, words: ["Stopped"] },
      spot: { ...spot, path: `${envelope}scaleSetPriority` },
    },
    {
      what: "machines of an agent pool",
      at: `${inside}virtualMachinesProfile.scale.manual[]`,
      // The first previews named several sizes for one count.
      size: ["size", "sizes[]"],
      count: "count",
    },
    {
      what: "autoscaled machines of an agent pool",
      at: `${inside}virtualMachinesProfile.scale.autoscale[]`,
      size: ["size", "sizes[]"],
      count: "minCount",
      ceiling: "maxCount",
    },
  ];
};

const classicCluster: ClassicShape = {
  types: ["containerservice/kubernetesCluster:KubernetesCluster"],
  requests: [
    {
      what,
      at: "defaultNodePool",
      size: "vmSize",
      without: "default",
      source: "snapshotId",
      count: "nodeCount",
      ceiling: "maxCount",
    },
    {
      what: "cluster",
      asks: [{ path: "nodeProvisioningProfile.mode", words: ["Auto"], name: "node auto-provisioning" }],
    },
    { what: "cluster", asks: [{ path: "aiToolchainOperatorEnabled", name: "AI toolchain operator" }] },
  ],
};

const classicNodePool: ClassicShape = {
  types: ["containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool"],
  requests: [
    {
      what,
      size: "vmSize",
      without: "default",
      source: "snapshotId",
      count: "nodeCount",
      ceiling: "maxCount",
      spot: { path: "priority", words: ["Spot"] },
    },
  ],
};

const classicAutomatic: ClassicShape = {
  types: ["containerservice/automaticCluster:AutomaticCluster"],
  azurerm: ["kubernetesAutomaticCluster"],
  requests: [{ what: "cluster", asks: [{ name: "AKS Automatic" }] }],
};

export const kubernetes: readonly ComputeType[] = [
  {
    arm: "Microsoft.ContainerService/managedClusters",
    native: ["containerservice:ManagedCluster"],
    write: { creates: "AKS clusters", quota: "compute" },
    requests: [
      ...agentPool("~agentPoolProfiles[]", ""),
      { what: "cluster", asks: [{ path: "sku.name", words: ["Automatic"], name: "AKS Automatic" }] },
      {
        what: "cluster",
        asks: [{ path: "~nodeProvisioningProfile.mode", words: ["Auto"], name: "node auto-provisioning" }],
      },
      { what: "cluster", asks: [{ path: "~aiToolchainOperatorProfile.enabled", name: "AI toolchain operator" }] },
    ],
    classic: [classicCluster, classicAutomatic],
  },
  {
    arm: "Microsoft.ContainerService/managedClusters/agentPools",
    native: ["containerservice:AgentPool"],
    write: { creates: "AKS agent pools", quota: "compute" },
    requests: agentPool("", "~"),
    classic: [classicNodePool],
  },
  {
    // In pools of the mode Machines, which Azure fills with nothing by itself.
    arm: "Microsoft.ContainerService/managedClusters/agentPools/machines",
    native: [],
    write: { creates: "machines of an AKS agent pool", quota: "compute" },
    requests: [
      {
        what: "machine of an agent pool",
        size: "properties.hardware.vmSize",
        without: "default",
        spot: { path: "properties.priority", words: ["Spot"] },
      },
    ],
  },
  {
    // Azure Container Service, which came before AKS; in SDKs up to v2.
    arm: "Microsoft.ContainerService/containerServices",
    native: ["containerservice:ContainerService"],
    write: { creates: "clusters of the old container service", quota: "compute" },
    requests: [
      { what: "master", size: "~masterProfile.vmSize", without: "default", count: "~masterProfile.count" },
      { what: "agent pool", at: "~agentPoolProfiles[]", size: "vmSize", count: "count" },
    ],
  },
  {
    // Models on GPU machines of a managed cluster (2026-05-02-preview). Without a count it grows with the subscription's GPU quota.
    arm: "Microsoft.ContainerService/aiManagers/namespaces/modelDeployments",
    native: [],
    write: { creates: "model deployments of AI managers", quota: "compute" },
    requests: [
      {
        what: "model deployment",
        size: "properties.vmSize",
        count: ["properties.scale.manual.replicas", "properties.scale.autoscale.minReplicas"],
        ceiling: "properties.scale.autoscale.maxReplicas",
      },
    ],
  },
  {
    arm: "Microsoft.ContainerService/fleets",
    native: ["containerservice:Fleet"],
    write: { creates: "hub clusters of AKS fleets", quota: "compute" },
    requests: [{ what: "hub cluster", size: "~hubProfile.agentProfile.vmSize", without: "nothing" }],
  },
];
