import assert from "node:assert/strict";
import { unknown } from "../../engine/wire";
import { autoscale, machine, set, startsPacks } from "./budget-packs";

describe("the budget in more cases, driven as Pulumi's engine does", () => {
  const run = startsPacks();

  it("the last word on a resource counts: asked again, and replaced", async () => {
    const { analyze, inTheEnd } = await run("budget: { machines: 5 }\n");
    assert.deepEqual(await analyze(set("a", 4)), []);
    assert.deepEqual(await analyze(set("a", 4)), []);
    assert.deepEqual(await analyze(set("a", 6)), [
      "mandatory: with this resource the stack requests 6 machines; the budget is 5",
    ]);
    assert.deepEqual(await analyze(set("a", 3)), []);
    assert.deepEqual(await analyze(set("b", 2)), []);
    assert.deepEqual(await inTheEnd(set("a", 3), set("b", 2)), []);
  });

  it("an autoscale setting joins the set that it steers; one whose set is decided later is said", async () => {
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/workers/providers/Microsoft.Compute/virtualMachineScaleSets/a";
    const { analyze } = await run("budget: { machines: 8 }\n");
    assert.deepEqual(await analyze(set("a", 2)), []);
    assert.deepEqual(await analyze(autoscale(id, 8)), []);
    assert.deepEqual(await analyze(autoscale(id, 9)), [
      "mandatory: with this resource the stack requests 9 machines; the budget is 8",
    ]);
    assert.deepEqual(await analyze(autoscale(unknown, 9)), [
      "advisory: targetResourceUri: how far a set may grow that is decided later is not counted in the budget",
    ]);
  });

  it("bounds regions, GPUs and money", async () => {
    const { analyze } = await run("budget: { regions: 1, gpus: 0, usdPerHour: 2 }\n");
    assert.deepEqual(await analyze(machine("a")), []);
    assert.deepEqual(await analyze(machine("b", "Standard_D4s_v5", { location: "japaneast" })), [
      "mandatory: with this resource the stack requests 2 regions; the budget is 1",
    ]);
    const gpu = await analyze(machine("c", "Standard_NC6s_v3"));
    assert.match(gpu.join("\n"), /requests 1 GPUs; the budget is 0\n.*requests [\d.]+ USD per hour; the budget is 2$/);
  });

  it("what was never asked about is counted in the end: it is there, though it was no target", async () => {
    const { analyze, inTheEnd } = await run("budget: { machines: 3 }\n");
    assert.deepEqual(await analyze(machine("a")), []);
    assert.deepEqual(await inTheEnd(machine("a"), set("b", 3)), [
      "mandatory: the stack requests 4 machines; the budget is 3",
    ]);
  });

  it("counts also while the rules before it are switched off", async () => {
    const { info } = await run("");
    const off = Object.fromEntries(
      info.policies.filter(({ name }) => name !== "compute-budget").map(({ name }) => [name, "disabled" as const]),
    );
    const { analyze } = await run("budget: { vCpus: 4 }\n", off);
    assert.deepEqual(await analyze(machine("a")), []);
    assert.equal((await analyze(machine("b"))).length, 1);
  });

  it("many machines at once are all counted", async () => {
    const { analyze, inTheEnd } = await run("budget: { machines: 30 }\n");
    const all = Array.from({ length: 40 }, (_, i) => machine(`m${i}`));
    const found = await Promise.all(all.map(analyze));
    assert.equal(found.filter(said => said.length > 0).length, 10);
    assert.deepEqual(await inTheEnd(...all), ["mandatory: the stack requests 40 machines; the budget is 30"]);
  });

  it("without a budget in the estate it is off, and an admin's configuration sets one", async () => {
    const none = await run("");
    assert.equal(none.info.policies.find(({ name }) => name === "compute-budget")?.level, "disabled");
    assert.deepEqual(await none.analyze(set("a", 500)), []);
    assert.deepEqual(await none.inTheEnd(set("a", 500)), []);
    const set2 = await run("", { "compute-budget": { enforcementLevel: "advisory", machines: 2 } });
    assert.deepEqual(await set2.analyze(set("a", 3)), [
      "advisory: with this resource the stack requests 3 machines; the budget is 2",
    ]);
    assert.deepEqual(await set2.inTheEnd(set("a", 3)), ["advisory: the stack requests 3 machines; the budget is 2"]);
  });
});
