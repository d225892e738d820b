import type { ComputeType } from "./compute-type";

/** Machines and accelerators of Foundry, which only preview versions of its API have (2026-03-15-preview to 2026-07-15-preview). */
export const foundry: readonly ComputeType[] = [
  {
    arm: "Microsoft.CognitiveServices/accounts/computes",
    native: [],
    write: { creates: "Foundry computes" },
    requests: [
      {
        what: "Foundry compute",
        at: "properties.pools[]",
        size: "instanceType",
        count: "nodeCount",
        spot: { path: "vmPriority", words: ["Spot"] },
      },
    ],
    regions: ["properties.location"],
    payloads: [{ what: "container image", kind: "image", path: "properties.imageLink" }],
  },
  {
    // Those of the SKU VmManagedCompute run on a compute that stands above.
    arm: "Microsoft.CognitiveServices/accounts/managedComputeDeployments",
    native: ["cognitiveservices:ManagedComputeDeployment"],
    write: { creates: "managed deployments of Foundry" },
    requests: [
      {
        what: "managed deployment",
        only: { path: "sku.name", not: ["VmManagedCompute"] },
        asks: [
          { path: "properties.acceleratorType" },
          { path: "~acceleratorType" },
          { path: "sku.name", words: ["GlobalManagedCompute"], name: "accelerators" },
        ],
        count: "sku.capacity",
      },
    ],
  },
  {
    // A shell on a compute that stands above, in an image of its user's.
    arm: "Microsoft.CognitiveServices/accounts/projects/workbenches",
    native: [],
    payloads: [{ what: "container image", kind: "image", path: "properties.imageLink" }],
  },
];
