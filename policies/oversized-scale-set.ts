import type { Estate } from "../catalogue/estate";
import type { Value } from "../compute/value";
import { judgeValue } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

/** The most machines that one scale set, pool or fleet may hold or grow to. */
export const instanceLimit = (estate: Estate): number => estate.maxInstances;

export default definePolicy({
  id: "oversized-scale-set",
  title: "Scale sets, pools and fleets stay within the instance limit",
  faultTitle: "A scale set, pool or fleet exceeds the instance limit",
  severity: "high",
  why: "One scale set is the quickest way to a hundred machines, and autoscaling creates them without another deployment.",
  fix: "Lower the count and the autoscale ceiling, or raise maxInstances in the estate.",
  control: "allowed-skus",

  reads: "requests",
  ...optionsFrom({ maxInstances: "maxInstances", unknownValues: "unknownValues" }),
  level: () => "mandatory",
  examples: {
    good: [
      ["azure-native:compute:VirtualMachineScaleSet", { sku: { name: "Standard_D2s_v5", capacity: 10 } }],
      [
        "azure-native:containerservice:AgentPool",
        { vmSize: "Standard_D2s_v5", count: 2, enableAutoScaling: true, minCount: 1, maxCount: 5 },
      ],
    ],
    bad: [
      ["azure-native:compute:VirtualMachineScaleSet", { sku: { name: "Standard_D2s_v5", capacity: 11 } }],
      [
        "azure-native:containerservice/v20240801:AgentPool",
        { vmSize: "Standard_D2s_v5", count: 1, enableAutoScaling: true, minCount: 1, maxCount: 200 },
      ],
      [
        "azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet",
        { sku: "Standard_D2s_v5", instances: 400 },
      ],
      [
        "azure-native:batch:Pool",
        { vmSize: "Standard_D2s_v5", scaleSettings: { fixedScale: { targetDedicatedNodes: 64 } } },
      ],
    ],
  },

  remedy: {
    does: "Lower the count and the autoscale ceiling to the limit.",
    *changes({ count, ceiling }, { maxInstances }) {
      for (const { path, ...leaf } of [count, ceiling])
        if (leaf.state === "known" && leaf.value > maxInstances) yield { path, from: leaf.value, to: maxInstances };
    },
  },

  *check({ what, count, ceiling, counts = "machines" }, { maxInstances, unknownValues }) {
    // without a count it is one machine, or as many as the ceiling says
    for (const [leaf, holds] of [
      [count, "requests"],
      [ceiling, "may grow to"],
    ] as const)
      yield judgeValue(leaf, {
        what: `how many ${counts} the ${what} ${holds}`,
        known: machines =>
          machines > maxInstances
            ? `the ${what} ${holds} ${inAll(leaf) ?? machines} ${counts}; the limit is ${maxInstances}`
            : undefined,
        unknownValues,
      });
  },
});

/** Of a loop that is told apart in part only, the message tells the whole. */
const inAll = (leaf: Value<number>): number | undefined => (leaf.state === "known" ? leaf.ofLoop : undefined);
