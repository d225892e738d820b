import type { ComputeType } from "./compute-type";

/** Machines that are held ready, and paid for, before anything runs on them. */
export const capacity: readonly ComputeType[] = [
  {
    arm: "Microsoft.Compute/hostGroups/hosts",
    native: ["compute:DedicatedHost"],
    write: { creates: "dedicated hosts", quota: "compute" },
    // `NVASv4_Type1`: a family of machines and the host's own type.
    requests: [{ what: "dedicated host", tier: "sku.name" }],
    classic: [
      { types: ["compute/dedicatedHost:DedicatedHost"], requests: [{ what: "dedicated host", tier: "skuName" }] },
    ],
  },
  {
    arm: "Microsoft.Compute/capacityReservationGroups/capacityReservations",
    native: ["compute:CapacityReservation"],
    write: { creates: "reserved capacity", quota: "compute" },
    requests: [{ what: "capacity reservation", size: "sku.name", count: "sku.capacity" }],
    classic: [
      {
        types: ["compute/capacityReservation:CapacityReservation"],
        requests: [{ what: "capacity reservation", size: "sku.name", count: "sku.capacity" }],
      },
    ],
  },
  {
    // Capacity of one size in one interconnect group, held before machines join it (2026-03-01).
    arm: "Microsoft.Compute/interconnectBlocks",
    native: ["compute:InterconnectBlock"],
    write: { creates: "interconnect blocks", quota: "compute" },
    requests: [{ what: "interconnect block", size: "sku.name", count: "sku.capacity" }],
  },
  {
    // The scale set that the pool serves has the size.
    arm: "Microsoft.StandbyPool/standbyVirtualMachinePools",
    native: ["standbypool:StandbyVirtualMachinePool"],
    write: { creates: "standby pools of machines", quota: "compute" },
    requests: [
      {
        what: "standby pool",
        count: "~elasticityProfile.minReadyCapacity",
        ceiling: "~elasticityProfile.maxReadyCapacity",
      },
    ],
    classic: [
      {
        types: ["compute/scaleSetStandbyPool:ScaleSetStandbyPool"],
        azurerm: ["virtualMachineScaleSetStandbyPool"],
        requests: [
          {
            what: "standby pool",
            count: "elasticityProfile.minReadyCapacity",
            ceiling: "elasticityProfile.maxReadyCapacity",
          },
        ],
      },
    ],
  },
  {
    arm: "Microsoft.StandbyPool/standbyContainerGroupPools",
    native: ["standbypool:StandbyContainerGroupPool"],
    write: { creates: "standby pools of container groups" },
    requests: [{ what: "standby pool of containers", ceiling: "~elasticityProfile.maxReadyCapacity" }],
  },
  {
    arm: "Microsoft.AVS/privateClouds",
    native: ["avs:PrivateCloud"],
    write: { creates: "VMware private clouds" },
    requests: [{ what: "private cloud", tier: "sku.name", count: "~managementCluster.clusterSize" }],
    classic: [
      {
        types: ["avs/privateCloud:PrivateCloud"],
        azurerm: ["vmwarePrivateCloud"],
        requests: [{ what: "private cloud", tier: "skuName", count: "managementCluster.size" }],
      },
    ],
  },
  {
    arm: "Microsoft.AVS/privateClouds/clusters",
    native: ["avs:Cluster"],
    write: { creates: "clusters of a VMware private cloud" },
    requests: [{ what: "cluster of a private cloud", tier: "sku.name", count: "~clusterSize" }],
    classic: [
      {
        types: ["avs/cluster:Cluster"],
        azurerm: ["vmwareCluster"],
        requests: [{ what: "cluster of a private cloud", tier: "skuName", count: "clusterNodeCount" }],
      },
    ],
  },
];
