import assert from "node:assert/strict";
import type { Resource } from "../../engine/messages";
import { startPack } from "../../engine/pack";
import { type Json, unknown } from "../../engine/wire";
import { machine, network, packDir, packs, resource, startsPacks } from "./budget-packs";

describe("the budget, driven as Pulumi's engine does", () => {
  const run = startsPacks();

  it("stops the machine that breaks it, before it is made, and says so once more of the stack", async () => {
    const { analyze, inTheEnd } = await run("budget: { vCpus: 8 }\n");
    assert.deepEqual(await analyze(machine("a")), []);
    assert.deepEqual(await analyze(machine("b")), []);
    assert.deepEqual(await analyze(machine("c")), [
      "mandatory: with this resource the stack requests 12 vCPUs; the budget is 8",
    ]);
    assert.deepEqual(await analyze(network), [], "what requests nothing breaks nothing");
    assert.deepEqual(await inTheEnd(machine("a"), machine("b"), machine("c"), network), [
      "mandatory: the stack requests 12 vCPUs; the budget is 8",
    ]);
  });
});

describe("the rules on rights and guardrails, driven as Pulumi's engine does", () => {
  it("each at its level", async () => {
    const pack = await startPack(packDir);
    packs.push(pack);
    const said = async (one: Resource) =>
      (await pack.analyze(one)).violations.map(({ policy, level }) => `${policy}: ${level}`).sort();
    const owner = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    const grant = (scope: Json, roleDefinitionId: Json = owner) =>
      resource("azure-native:authorization:RoleAssignment", "g", { principalId: "p", roleDefinitionId, scope });
    try {
      assert.deepEqual(await said(grant("/")), ["compute-role-grant: advisory", "root-scope-grant: mandatory"]);
      assert.deepEqual(await said(grant(unknown)), ["compute-role-grant: advisory", "root-scope-grant: advisory"]);
      assert.deepEqual(await said(grant("/subscriptions/s", unknown)), ["compute-role-grant: advisory"]);
      assert.deepEqual(await said(resource("azure-native:authorization:PolicyExemption", "e", {})), [
        "guardrail-removal: mandatory",
      ]);
      assert.deepEqual(await said(resource("azure-native:subscription:SubscriptionTarDirectory", "t", {})), [
        "subscription-transfer: mandatory",
      ]);
      assert.deepEqual(await said(resource("command:local:Command", "c", { create: "./xmrig -o pool" })), [
        "mining-payload: mandatory",
        "unknown-package: advisory",
      ]);
    } finally {
      await pack.close();
      packs.length = 0;
    }
  });
});
