import type { ComputeType } from "./compute-type";

/** Whole machines of iron, each of a kind of its own. */
export const bareMetal: readonly ComputeType[] = [
  {
    arm: "Microsoft.AzureLargeInstance/azureLargeInstances",
    native: ["azurelargeinstance:AzureLargeInstance"],
    requests: [{ what: "large instance", tier: "~hardwareProfile.azureLargeInstanceSize" }],
  },
  {
    arm: "Microsoft.BareMetalInfrastructure/bareMetalInstances",
    native: ["baremetalinfrastructure:AzureBareMetalInstance"],
    requests: [{ what: "bare-metal instance", tier: "~hardwareProfile.azureBareMetalInstanceSize" }],
  },
  {
    arm: "Microsoft.VMwareCloudSimple/dedicatedCloudNodes",
    native: ["vmwarecloudsimple:DedicatedCloudNode"],
    requests: [{ what: "node of a private cloud", tier: "sku.name", count: "~nodesCount" }],
  },
  {
    arm: "Oracle.Database/cloudExadataInfrastructures",
    native: [],
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
