import type { ComputeType } from "./compute-type";

/** Microsoft Discovery: its node pools come in GPU sizes only. */
export const discovery: readonly ComputeType[] = [
  {
    arm: "Microsoft.Discovery/supercomputers",
    native: ["discovery:Supercomputer"],
    write: { creates: "Discovery supercomputers" },
    requests: [{ what: "Discovery system pool", size: "properties.systemSku", without: "default" }],
  },
  {
    arm: "Microsoft.Discovery/tools",
    native: ["discovery:Tool"],
    payloads: [
      { what: "tool's definition", kind: "settings", path: "properties.definitionContent" },
      { what: "tool's environment", kind: "environment", path: "properties.environmentVariables{}" },
    ],
  },
  {
    arm: "Microsoft.Discovery/supercomputers/nodePools",
    native: ["discovery:NodePool"],
    write: { creates: "node pools of Discovery supercomputers" },
    requests: [
      {
        what: "Discovery node pool",
        size: "properties.vmSize",
        count: "properties.minNodeCount",
        ceiling: "properties.maxNodeCount",
        spot: { path: "properties.scaleSetPriority", words: ["Spot"] },
      },
    ],
  },
];
