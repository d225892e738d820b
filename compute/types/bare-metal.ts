import type { Row } from "./compute-type";

/** Whole machines of iron, each of a kind of its own. */
export const bareMetal: readonly Row[] = [
  {
    arm: "Microsoft.AzureLargeInstance/azureLargeInstances",
    native: ["azurelargeinstance:AzureLargeInstance"],
    orders: [{ what: "large instance", tier: "~hardwareProfile.azureLargeInstanceSize" }],
  },
  {
    arm: "Microsoft.BareMetalInfrastructure/bareMetalInstances",
    native: ["baremetalinfrastructure:AzureBareMetalInstance"],
    orders: [{ what: "bare-metal instance", tier: "~hardwareProfile.azureBareMetalInstanceSize" }],
  },
  {
    arm: "Microsoft.VMwareCloudSimple/dedicatedCloudNodes",
    native: ["vmwarecloudsimple:DedicatedCloudNode"],
    orders: [{ what: "node of a private cloud", tier: "sku.name", count: "~nodesCount" }],
  },
  {
    arm: "Oracle.Database/cloudExadataInfrastructures",
    native: [],
    orders: [{ what: "Exadata infrastructure", tier: "~shape", count: "~computeCount" }],
    classic: [
      {
        types: ["oracle/exadataInfrastructure:ExadataInfrastructure"],
        azurerm: ["oracleExadataInfrastructure"],
        orders: [{ what: "Exadata infrastructure", tier: "shape", count: "computeCount" }],
      },
    ],
  },
];
