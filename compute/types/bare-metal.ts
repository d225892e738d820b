import type { ComputeType } from "./compute-type";

/** Whole machines of iron, each of a kind of its own. */
export const bareMetal: readonly ComputeType[] = [
  {
    arm: "Microsoft.AzureLargeInstance/azureLargeInstances",
    native: ["azurelargeinstance:AzureLargeInstance"],
    write: { creates: "Azure Large Instances" },
    requests: [{ what: "large instance", tier: "~hardwareProfile.azureLargeInstanceSize" }],
  },
  {
    arm: "Microsoft.BareMetalInfrastructure/bareMetalInstances",
    native: ["baremetalinfrastructure:AzureBareMetalInstance"],
    write: { creates: "bare-metal instances" },
    requests: [{ what: "bare-metal instance", tier: "~hardwareProfile.azureBareMetalInstanceSize" }],
  },
  {
    arm: "Microsoft.VMwareCloudSimple/dedicatedCloudNodes",
    native: ["vmwarecloudsimple:DedicatedCloudNode"],
    write: { creates: "nodes of a VMware cloud by CloudSimple" },
    requests: [{ what: "node of a private cloud", tier: "sku.name", count: "~nodesCount" }],
  },
  {
    arm: "Oracle.Database/cloudExadataInfrastructures",
    native: [],
    write: { creates: "Exadata infrastructure" },
    requests: [{ what: "Exadata infrastructure", tier: "~shape", count: "~computeCount" }],
    classic: [
      {
        types: ["oracle/exadataInfrastructure:ExadataInfrastructure"],
        azurerm: ["oracleExadataInfrastructure"],
        requests: [{ what: "Exadata infrastructure", tier: "shape", count: "computeCount" }],
      },
    ],
  },
];
