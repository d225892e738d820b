import type { ComputeType } from "./compute-type";

const mesh = "~services[].~codePackages[]";

/** Managed clusters keep their scale sets in a group of their own, where no deployment shows them. */
export const serviceFabric: readonly ComputeType[] = [
  {
    arm: "Microsoft.ServiceFabric/managedClusters",
    native: ["servicefabric:ManagedCluster"],
    write: { creates: "Service Fabric managed clusters", quota: "compute" },
    classic: [
      {
        types: ["servicefabric/managedCluster:ManagedCluster"],
        azurerm: ["serviceFabricManagedCluster"],
        requests: [{ what: "node type", at: "nodeTypes[]", size: "vmSize", count: "vmInstanceCount" }],
      },
    ],
  },
  {
    arm: "Microsoft.ServiceFabric/managedClusters/nodeTypes",
    native: ["servicefabric:NodeType"],
    write: { creates: "node types of Service Fabric managed clusters", quota: "compute" },
    requests: [
      {
        what: "node type",
        size: "~vmSize",
        count: ["~vmInstanceCount", "sku.capacity"],
        spot: { path: "~isSpotVM" },
      },
    ],
    payloads: [
      { what: "extension settings", kind: "settings", path: "~vmExtensions[].~settings" },
      { what: "protected extension settings", kind: "settings", path: "~vmExtensions[].~protectedSettings" },
      { what: "machine image", kind: "image", path: ["~vmImageResourceId", "~vmSharedGalleryImageId"] },
    ],
    extensions: [{ at: "~vmExtensions[]", publisher: "~publisher", type: "~type" }],
  },
  {
    arm: "Microsoft.ServiceFabric/managedClusters/applicationTypes/versions",
    native: ["servicefabric:ManagedClusterApplicationTypeVersion"],
    payloads: [{ what: "application package", kind: "link", path: "~appPackageUrl" }],
  },
  {
    arm: "Microsoft.ServiceFabric/managedClusters/applications",
    native: ["servicefabric:ManagedClusterApplication"],
    payloads: [{ what: "application's parameter", kind: "settings", path: "~parameters{}" }],
  },
  {
    // Service Fabric Mesh: containers, whose machines stay Azure's own business.
    arm: "Microsoft.ServiceFabricMesh/applications",
    native: ["servicefabricmesh:Application"],
    write: { creates: "Service Fabric Mesh applications" },
    requests: [
      {
        what: "mesh service",
        at: "~services[]",
        count: "~replicaCount",
        ceiling: "~autoScalingPolicies[].mechanism.maxCount",
      },
    ],
    payloads: [
      { what: "container image", kind: "image", path: `${mesh}.image` },
      { what: "container's command", kind: "command", path: [`${mesh}.entrypoint`, `${mesh}.commands`] },
      { what: "container's environment", kind: "environment", path: `${mesh}.environmentVariables[].value` },
    ],
    classic: [
      {
        types: ["servicefabric/meshApplication:MeshApplication"],
        azurerm: ["serviceFabricMeshApplication"],
        payloads: [{ what: "container image", kind: "image", path: "services[].codePackages[].imageName" }],
      },
    ],
  },
];
