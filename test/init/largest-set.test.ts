import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import { parseEstate } from "../../catalogue/estate-file";
import oversized from "../../policies/oversized-scale-set";
import { firstEstate } from "../../posture/init/init";
import { largestSet, leftOut, type ScaleSet, setsOf } from "../../posture/init/largest-set";
import type { Suspects } from "../../posture/init/suspects";
import { usesOf } from "../../posture/init/uses";
import { judgeInUse } from "../../posture/run/compute-in-use";
import { contosoGathered } from "../demo/audited";
import { guid, healthy, manifest, type Rows } from "../posture/checks-tenant";
import { derived } from "../posture/derived-kit";

type Live = Rows["resources"][number];
const live = (name: string, type: string, resource: Live["resource"], more: Partial<Live> = {}): Live => ({
  id: `/subscriptions/${guid(1)}/resourceGroups/rg/providers/${type}/${name}`,
  type: type.toLowerCase(),
  ...{ name, region: "westeurope", subscription: guid(1), resource },
  ...more,
});
const size = "Standard_D2s_v5";
const set = (name: string, capacity: unknown, sku = size) =>
  live(name, "Microsoft.Compute/virtualMachineScaleSets", { sku: { name: sku, capacity } });
const pool = (scaleSettings: object, more: Partial<Live> = {}) =>
  live("b/pools/p", "Microsoft.Batch/batchAccounts/pools", { properties: { vmSize: size, scaleSettings } }, more);
const cluster = (...pools: readonly object[]) =>
  live("aks", "Microsoft.ContainerService/managedClusters", { properties: { agentPoolProfiles: pools } });
const autoscale = (maximum: number) =>
  live("scale", "Microsoft.Insights/autoscaleSettings", {
    properties: {
      enabled: true,
      targetResourceUri: set("web", 2).id,
      profiles: [{ name: "all", capacity: { minimum: "1", default: "2", maximum: String(maximum) }, rules: [] }],
    },
  });
const nobody: Suspects = { of: () => undefined, at: () => undefined };
const knowing = (resources: readonly Live[]) => derived({ resources, subscriptions: healthy.subscriptions });
const limitFor = (resources: readonly Live[], suspects: Suspects = nobody) => {
  const know = knowing(resources);
  return largestSet(setsOf(know, usesOf(know, suspects, "2026-11-01T00:00:00Z")))?.machines;
};

describe("the limit on sets that a first estate proposes", () => {
  const cases: readonly (readonly [what: string, resources: readonly Live[], limit: number | undefined])[] = [
    ["no set", [], undefined],
    [
      "a machine by itself",
      [live("vm", "Microsoft.Compute/virtualMachines", { properties: { hardwareProfile: { vmSize: size } } })],
      undefined,
    ],
    ["an empty set", [set("web", 0)], undefined],
    ["the largest of several", [set("web", 4), set("db", 9)], 9],
    ["a set of accelerators of which nobody knows who created it", [set("train", 4, "Standard_NC4as_T4_v3")], 4],
    [
      "the largest pool of a cluster",
      [cluster({ name: "a", vmSize: size, count: 2 }, { name: "b", vmSize: size, count: 3 })],
      3,
    ],
    [
      "a pool that grows by itself: its ceiling",
      [cluster({ name: "a", vmSize: size, count: 2, enableAutoScaling: true, minCount: 1, maxCount: 12 })],
      12,
    ],
    ["a set that an autoscale setting steers: its ceiling", [set("web", 2), autoscale(20)], 20],
    [
      "a pool of which fewer run than it asks for",
      [pool({ fixedScale: { targetDedicatedNodes: 8, targetLowPriorityNodes: 0 } }, { machines: 1, spotMachines: 0 })],
      8,
    ],
    [
      "a pool that grows by a formula: what runs",
      [pool({ autoScale: { formula: "$TargetDedicatedNodes = 5;" } }, { machines: 7, spotMachines: 0 })],
      7,
    ],
  ];
  for (const [what, resources, limit] of cases)
    it(`fits ${what}`, () => {
      const found = limitFor(resources);
      assert.equal(found, limit);
      if (found === undefined) return;
      const judgedUnder = (maxInstances: number) => {
        const estate = { ...defaultEstate, maxInstances };
        return judgeInUse([oversized], knowing(resources), { estate, manifest })[0]!.findings.length;
      };
      assert.equal(judgedUnder(found), 0, "refuses nothing of what is there");
    });

  it("leaves out what looks like an attack, and says so of one that is larger", () => {
    const sets: readonly ScaleSet[] = [
      { name: "web", subscription: "Production", machines: 4 },
      { name: "mine", subscription: "Production", machines: 40, against: "was created by thief@contoso.com" },
    ];
    assert.equal(largestSet(sets)?.name, "web");
    assert.equal(leftOut(sets, 4)?.name, "mine");
    assert.equal(leftOut(sets, 40), undefined);
    const suspects: Suspects = { ...nobody, at: id => (id.endsWith("/mine") ? "compute-burst tells" : undefined) };
    assert.equal(limitFor([set("web", 4), set("mine", 40)], suspects), 4);
  });

  it("of the planted tenant refuses no set that nothing speaks against", async () => {
    const { text } = firstEstate(await contosoGathered(), "0.0.0");
    const { maxInstances } = parseEstate(text, "computeguard.yaml");
    // the second pool of aks-shared runs three machines
    assert.equal(maxInstances, 3);
    assert.match(text, /^# .* is left out, for it /m);
  });
});
