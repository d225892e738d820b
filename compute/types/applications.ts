import type { ComputeType } from "./compute-type";

const networkFunction = "~networkFunctionTemplate.networkFunctionRoleConfigurations[]";

/** Templates that a publisher, a blueprint or a test service keeps: named here, deployed or run out of sight. */
export const applications: readonly ComputeType[] = [
  {
    arm: "Microsoft.Solutions/applications",
    native: ["solutions:Application"],
    links: ["~applicationDefinitionId"],
    classic: [
      {
        types: ["managedapplication/application:Application"],
        azurerm: ["managedApplication"],
        links: ["applicationDefinitionId"],
      },
    ],
  },
  {
    arm: "Microsoft.Blueprint/blueprintAssignments",
    native: ["blueprint:Assignment"],
    regions: ["~resourceGroups{}.location"],
    links: ["~blueprintId"],
    classic: [{ types: ["blueprint/assignment:Assignment"], azurerm: ["blueprintAssignment"], links: ["versionId"] }],
  },
  {
    arm: "Microsoft.LoadTestService/loadTests",
    native: ["loadtestservice:LoadTest"],
    write: { creates: "load tests, which run on engines" },
    dataPlane: "test runs of up to hundreds of engines, of the service's own API",
    classic: [{ types: ["loadtest/loadTest:LoadTest"] }],
  },
  {
    // Virtual machines of network functions stand on devices at the customer's place; what they start with is written here.
    arm: "Microsoft.HybridNetwork/vendors/vendorSkus",
    native: ["hybridnetwork:VendorSkus"],
    payloads: [
      {
        what: "network function's template",
        kind: "settings",
        path: ["~managedApplicationTemplate", `${networkFunction}.userDataTemplate`],
      },
      { what: "custom data", kind: "script", path: `${networkFunction}.osProfile.customData` },
    ],
  },
  {
    arm: "Microsoft.HybridNetwork/configurationGroupValues",
    native: ["hybridnetwork:ConfigurationGroupValue"],
    payloads: [
      {
        what: "network function's configuration",
        kind: "settings",
        path: ["properties.configurationValue", "properties.secretConfigurationValue"],
      },
    ],
  },
];
