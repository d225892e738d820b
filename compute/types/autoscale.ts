import type { Row } from "./compute-type";

/** They steer scale sets (and more) that stand elsewhere: a ceiling without a size. */
export const autoscale: readonly Row[] = [
  {
    arm: "Microsoft.Insights/autoscaleSettings",
    native: ["monitor:AutoscaleSetting"],
    orders: [
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
        orders: [
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
