import type { ComputeType, PayloadShape, RequestShape } from "./compute-type";

const infrastructure = "~configuration.infrastructureConfiguration";
const tiers = ["applicationServer", "centralServer", "databaseServer"];

const tier = (name: string): RequestShape => ({
  what: "server of an SAP system",
  at: `${infrastructure}.${name}`,
  size: "virtualMachineConfiguration.vmSize",
  count: "instanceCount",
});

const images: PayloadShape = {
  what: "machine image",
  kind: "image",
  path: ["", ...tiers.map(name => `${name}.`)].map(
    at => `${infrastructure}.${at}virtualMachineConfiguration.imageReference.id`,
  ),
};

/** Azure Center for SAP solutions: one machine, or three tiers of them. A system that exists already is only registered. */
export const sap: readonly ComputeType[] = [
  {
    arm: "Microsoft.Workloads/sapVirtualInstances",
    native: ["workloads:SapVirtualInstance"],
    write: { creates: "SAP systems", quota: "compute" },
    requests: [
      {
        what: "SAP system",
        at: `${infrastructure}.virtualMachineConfiguration`,
        size: "vmSize",
      },
      ...tiers.map(tier),
    ],
    regions: ["~configuration.appLocation"],
    payloads: [images],
    classic: [
      {
        types: ["workloadssap/singleNodeVirtualInstance:SingleNodeVirtualInstance"],
        azurerm: ["workloadsSapSingleNodeVirtualInstance"],
        requests: [
          {
            what: "SAP system",
            at: "singleServerConfiguration",
            size: "virtualMachineConfiguration.virtualMachineSize",
          },
        ],
        regions: ["appLocation"],
      },
      {
        types: ["workloadssap/threeTierVirtualInstance:ThreeTierVirtualInstance"],
        azurerm: ["workloadsSapThreeTierVirtualInstance"],
        requests: tiers.map(name => ({
          what: "server of an SAP system",
          at: `threeTierConfiguration.${name}Configuration`,
          size: "virtualMachineConfiguration.virtualMachineSize",
          count: "instanceCount",
        })),
        regions: ["appLocation"],
      },
    ],
  },
  {
    arm: "Microsoft.Workloads/monitors",
    native: ["workloads:Monitor"],
    write: { creates: "App Service plans of SAP monitors" },
    requests: [
      {
        what: "App Service plan of an SAP monitor",
        tier: "~appServicePlanConfiguration.tier",
        count: "~appServicePlanConfiguration.capacity",
      },
    ],
    regions: ["~appLocation"],
  },
];
