import assert from "node:assert/strict";
import { machine, resource, startsPacks } from "./budget-packs";

const t4 = "Standard_NC4as_T4_v3";

describe("the ceiling of an approval, driven as Pulumi's engine does", () => {
  const run = startsPacks("exceeded-approval");
  const stack = "gpuSizes: [{ size: Standard_NC*_T4_v3, max: 2 }]\n";

  it("stops the machine that is one too many, and says so once more of the stack", async () => {
    const { analyze, inTheEnd } = await run(stack);
    assert.deepEqual(await analyze(machine("a", t4)), []);
    assert.deepEqual(await analyze(machine("b", t4)), []);
    assert.deepEqual(await analyze(machine("web")), []);
    const covered = "3 machines of approved sizes; the approval of Standard_NC*_T4_v3 covers 2";
    assert.deepEqual(await analyze(machine("c", t4)), [`mandatory: with this resource the stack requests ${covered}`]);
    assert.deepEqual(await inTheEnd(machine("a", t4), machine("b", t4), machine("c", t4)), [
      `mandatory: the stack requests ${covered}`,
    ]);
  });
  it("does not count what is no more, nor a machine twice that is asked about twice", async () => {
    const { analyze, inTheEnd } = await run(stack);
    for (const name of ["a", "b", "b"]) assert.deepEqual(await analyze(machine(name, t4)), []);
    assert.deepEqual(await analyze(machine("b", "Standard_D2s_v5")), [], "it becomes an ordinary one");
    assert.deepEqual(await analyze(machine("c", t4)), []);
    assert.deepEqual(await inTheEnd(machine("a", t4), machine("b", "Standard_D2s_v5"), machine("c", t4)), []);
  });
  it("counts machines about which nobody was asked", async () => {
    const { analyze, inTheEnd } = await run(stack);
    assert.deepEqual(await analyze(machine("a", t4)), []);
    const old = resource("azure-native:compute:VirtualMachineScaleSet", "old", { sku: { name: t4, capacity: 2 } });
    assert.equal((await inTheEnd(machine("a", t4), old)).length, 1);
  });
  it("is off where no approval has one", async () => {
    const { analyze, info } = await run(`gpuSizes: [${t4}]\n`);
    assert.equal(info.policies.find(({ name }) => name === "exceeded-approval")?.level, "disabled");
    for (const name of ["a", "b", "c"]) assert.deepEqual(await analyze(machine(name, t4)), []);
  });
});
