import { Subnet, VirtualNetwork } from "@pulumi/azure-native/network";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { tags } from "./tags";

/** The smallest network that Container Apps takes, connected to nothing but the storage service. */
export function auditNetwork(group: ResourceGroup): Subnet {
  const network = new VirtualNetwork("audit", {
    resourceGroupName: group.name,
    location: group.location,
    tags,
    addressSpace: { addressPrefixes: ["10.0.0.0/27"] },
  });
  return new Subnet("audit", {
    resourceGroupName: group.name,
    virtualNetworkName: network.name,
    addressPrefix: "10.0.0.0/27",
    delegations: [{ name: "container-apps", serviceName: "Microsoft.App/environments" }],
    serviceEndpoints: [{ service: "Microsoft.Storage" }],
  });
}
