import type { PayloadShape, Shape } from "../types/compute-type";
import type { AzapiAction } from "./azapi-action";

const created = "resourceConfigParameters";
const createdCount = `${created}.resourceCount`;
const bases = [`${created}.baseProfile!`, `${created}.virtualMachineBaseProfile!`];
const overrides = [`${created}.resourceOverrides[]`, `${created}.virtualMachineOverrides[]`];
const machine = "Microsoft.Compute/virtualMachines";

/** What machines that are made in bulk have besides what each has: own sizes and scripts, and extensions. */
const inBulk: Required<Pick<Shape, "requests" | "payloads" | "extensions" | "regions">> = {
  requests: [
    {
      what: "machine made in bulk",
      at: overrides,
      size: ["properties.hardwareProfile.vmSize", "hardwareProfile.vmSize"],
      without: "nothing",
    },
  ],
  regions: overrides.map(override => `${override}.location`),
  payloads: [
    ...overrides.flatMap((override): PayloadShape[] => [
      { what: "custom data", kind: "script", path: `${override}.properties.osProfile.customData` },
      { what: "user data", kind: "script", path: `${override}.properties.userData` },
    ]),
    ...[...bases, ...overrides].map(
      (profile): PayloadShape => ({
        what: "extension settings",
        kind: "settings",
        path: ["settings", "protectedSettings"].map(key => `${profile}.vmExtensions[].properties.${key}`),
      }),
    ),
  ],
  extensions: [...bases, ...overrides].map(profile => ({
    at: `${profile}.vmExtensions[]`,
    publisher: "properties.publisher",
    type: "properties.type",
  })),
};

/** Machines made many at a time: one profile for all of them, with what is other for some. */
export const bulkCreations: readonly AzapiAction[] = [
  {
    action: "Microsoft.Compute*/locations/virtualMachinesExecuteCreateFlex",
    ...inBulk,
    holds: bases.map(at => ({ type: machine, at, patch: true })),
    requests: [
      {
        what: "machines made in bulk",
        at: `${created}.flexProperties`,
        size: "vmSizeProfiles[].name",
        count: `/${createdCount}`,
        spot: { path: "priorityProfile.type", words: ["Spot"] },
      },
      ...inBulk.requests,
    ],
  },
  {
    action: "Microsoft.Compute*/locations/virtualMachinesExecuteCreate",
    ...inBulk,
    holds: bases.map(at => ({ type: machine, at, copies: createdCount })),
  },
];
