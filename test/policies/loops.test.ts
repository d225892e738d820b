import assert from "node:assert/strict";
import type { Tree } from "../../compute/value";
import oversized from "../../policies/oversized-scale-set";
import { violations } from "./kit";

const machine = {
  type: "Microsoft.Compute/virtualMachines",
  properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } },
};
const set = { type: "Microsoft.Compute/virtualMachineScaleSets", sku: { name: "Standard_D2s_v5", capacity: 3 } };
const loop = (count: number) => ({ name: "[concat('w', copyIndex())]", copy: { name: "c", count } });

const said = (...resources: readonly { readonly [key: string]: Tree }[]) =>
  violations(oversized, [
    "azure-native:resources:Deployment",
    { properties: { mode: "Incremental", template: { resources } } },
  ]).map(({ message }) => / (\d+) machines/.exec(message)?.[1]);

describe("a loop of a template", () => {
  // no machine of it is more than one, up to as many as are told apart, and the limit beyond
  for (const [count, told] of [
    [1, []],
    [50, []],
    [60, []],
    [61, ["61"]],
    [500, ["500"]],
    [800, ["800"]],
  ] as const)
    it(`of ${count} machines: ${told.join() || "nothing is said"}`, () =>
      assert.deepEqual(said({ ...machine, ...loop(count) }), told));

  it("of scale sets has as many machines as all of them", () =>
    assert.deepEqual(said({ ...set, ...loop(500) }), ["1500"]));

  it("in another loop is told once, as large as it is", () => {
    const deployed = (outer: number, inner: number) =>
      said({
        type: "Microsoft.Resources/deployments",
        ...loop(outer),
        properties: { mode: "Incremental", template: { resources: [{ ...machine, ...loop(inner) }] } },
      });
    assert.deepEqual(deployed(2, 100), ["100"]);
    assert.deepEqual(deployed(2, 60), []);
  });
});
