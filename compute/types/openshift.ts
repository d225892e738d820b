import type { ComputeType } from "./compute-type";

/** Azure Red Hat OpenShift. Machine pools and sync sets are Kubernetes objects, as JSON in base64. */
export const openshift: readonly ComputeType[] = [
  {
    arm: "Microsoft.RedHatOpenShift/openShiftClusters",
    native: ["redhatopenshift:OpenShiftCluster"],
    write: { creates: "OpenShift clusters", quota: "compute" },
    requests: [
      { what: "master node", size: "~masterProfile.vmSize", without: "default" },
      { what: "worker node", at: "~workerProfiles[]", size: "vmSize", without: "default", count: "count" },
    ],
    classic: [
      {
        types: ["redhatopenshift/cluster:Cluster"],
        azurerm: ["redhatOpenshiftCluster"],
        requests: [
          { what: "master node", size: "mainProfile.vmSize" },
          { what: "worker node", size: "workerProfile.vmSize", count: "workerProfile.nodeCount" },
        ],
      },
    ],
  },
  {
    // OpenShift 3.11, in SDKs up to v2.
    arm: "Microsoft.ContainerService/openShiftManagedClusters",
    native: ["containerservice:OpenShiftManagedCluster"],
    write: { creates: "OpenShift clusters of the old service", quota: "compute" },
    requests: [
      { what: "master node", size: "~masterPoolProfile.vmSize" },
      { what: "agent pool", at: "~agentPoolProfiles[]", size: "vmSize", count: "count" },
    ],
  },
  {
    arm: "Microsoft.RedHatOpenShift/openShiftClusters/machinePool",
    native: ["redhatopenshift:MachinePool"],
    write: {
      creates: "machine pools of OpenShift clusters",
      quota: "compute",
      action: "Microsoft.RedHatOpenShift/openShiftClusters/machinePools/write",
    },
    requests: [
      {
        what: "machine pool",
        size: "~resources!.spec.platform.azure.type",
        count: "~resources!.spec.replicas",
        ceiling: "~resources!.spec.autoscaling.maxReplicas",
      },
    ],
  },
  {
    arm: "Microsoft.RedHatOpenShift/openShiftClusters/syncSet",
    native: ["redhatopenshift:SyncSet"],
    payloads: [{ what: "Kubernetes objects", kind: "settings", path: "~resources" }],
  },
];
