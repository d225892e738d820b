import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { runningTotals } from "../../policies/pulumi/running-totals";

const cluster = "contoso:index:GpuCluster";
const vm = "azure-native:compute:VirtualMachine";
const gpu = "Standard_NC4as_T4_v3";
const given: Tree = { vmSize: gpu };
const machine: Tree = { hardwareProfile: { vmSize: gpu } };

/** The machines of a stack after each of its resources. */
function machinesAfterEach(...resources: readonly (readonly [types: string, name: string, inputs: Tree])[]): number[] {
  const running = runningTotals();
  return resources.map(([types, name, inputs]) => {
    running.record(`urn:pulumi:dev::render::${types}::${name}`, factsOf(types.split("$").at(-1) as string, inputs));
    return running.ofStack([]).totals?.[0]?.totals.machines ?? Number.NaN;
  });
}

describe("what looks like machines in a component", () => {
  it("counts as long as nothing stands in it", () => {
    assert.deepEqual(machinesAfterEach([cluster, "a", given], [cluster, "b", given]), [1, 2]);
  });

  it("is not counted beside the machines that are made of it, in whatever order they come", () => {
    assert.deepEqual(machinesAfterEach([cluster, "a", given], [`${cluster}$${vm}`, "a-vm", machine]), [1, 1]);
    assert.deepEqual(machinesAfterEach([`${cluster}$${vm}`, "a-vm", machine], [cluster, "a", given]), [1, 1]);
    assert.deepEqual(
      machinesAfterEach(
        [cluster, "a", given],
        [cluster, "b", given],
        [`${cluster}$${vm}`, "a-vm", machine],
        [`${cluster}$${vm}`, "b-vm", machine],
      ),
      [1, 2, 1, 2],
    );
  });

  it("is not counted beside those of components in it", () => {
    const inner = "contoso:index:Node";
    assert.deepEqual(
      machinesAfterEach(
        [cluster, "a", given],
        [`${cluster}$${inner}`, "n", given],
        [`${cluster}$${inner}$${vm}`, "m", machine],
      ),
      [1, 1, 1],
    );
  });

  it("counts where nothing in it requests machines, and machines count that hold others", () => {
    const network = "azure-native:network:NetworkInterface";
    assert.deepEqual(machinesAfterEach([cluster, "a", given], [`${cluster}$${network}`, "n", {}]), [1, 1]);
    assert.deepEqual(machinesAfterEach([vm, "a", machine], [`${vm}$${vm}`, "b", machine]), [1, 2]);
  });
});
