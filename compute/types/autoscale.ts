import type { ComputeType } from "./compute-type";

/** They steer scale sets (and more) that stand elsewhere: a ceiling without a size. */
export const autoscale: readonly ComputeType[] = [
  {
    arm: "Microsoft.Insights/autoscaleSettings",
    native: ["monitor:AutoscaleSetting"],
    write: { creates: "autoscale ceilings of scale sets", quota: "compute" },
    requests: [
      {
        what: "autoscale profile",
        at: "~profiles[]",
        count: "capacity.default",
        ceiling: "capacity.maximum",
      },
    ],
    regions: ["~targetResourceLocation"],
    classic: [
      {
        types: ["monitoring/autoscaleSetting:AutoscaleSetting"],
        azurerm: ["monitorAutoscaleSetting"],
        requests: [
          {
            what: "autoscale profile",
            at: "profiles[]",
            count: "capacity.default",
            ceiling: "capacity.maximum",
          },
        ],
      },
    ],
  },
];
