import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { GivenConfig } from "../../engine/config";
import type { Resource } from "../../engine/messages";
import { type Pack, startPack } from "../../engine/pack";
import { type Json, unknown } from "../../engine/wire";

const root = resolve(__dirname, "../..");
const packDir = join(root, "policies");
const packs: Pack[] = [];

const resource = (type: string, name: string, properties: { [key: string]: Json }): Resource => ({
  urn: `urn:pulumi:dev::p::${type}::${name}`,
  type,
  name,
  properties: { location: "westeurope", ...properties },
});
const machine = (name: string, vmSize = "Standard_D4s_v5", more: { [key: string]: Json } = {}) =>
  resource("azure-native:compute:VirtualMachine", name, { hardwareProfile: { vmSize }, ...more });
const set = (name: string, capacity: Json) =>
  resource("azure-native:compute:VirtualMachineScaleSet", name, {
    resourceGroupName: "workers",
    vmScaleSetName: name,
    sku: { name: "Standard_D4s_v5", capacity },
  });
const autoscale = (target: Json, maximum: number) =>
  resource("azure-native:monitor:AutoscaleSetting", "grow", {
    targetResourceUri: target,
    profiles: [{ capacity: { minimum: "1", default: "1", maximum: `${maximum}` } }],
  });
const network = resource("azure-native:network:VirtualNetwork", "net", {});

describe("the budget, driven as Pulumi's engine does", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-budget-"));
    execFileSync(process.execPath, [join(root, "build.mjs"), "policies/dist/index.js"]);
  });
  afterEach(() => Promise.all(packs.splice(0).map(pack => pack.close())));
  after(() => rmSync(folder, { recursive: true }));

  /** A pack for one run of the engine, as each preview and each update has its own. */
  const run = async (estate: string, policyConfig?: GivenConfig) => {
    const file = join(folder, "estate.yaml");
    writeFileSync(file, `regions: [westeurope, japaneast]\n${estate}`);
    const pack = await startPack(packDir, {
      env: { COMPUTEGUARD_ESTATE: file },
      ...(policyConfig && { policyConfig }),
    });
    packs.push(pack);
    const spoken = (violations: readonly { policy: string; level: string; message: string }[]) =>
      violations
        .filter(({ policy }) => policy === "compute-budget")
        .map(({ level, message }) => `${level}: ${message.split("\n")[1]}`);
    return {
      info: pack.info,
      analyze: async (one: Resource) => spoken((await pack.analyze(one)).violations),
      inTheEnd: async (...all: Resource[]) => spoken((await pack.analyzeStack(all)).violations),
    };
  };

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

describe("the rules on rights and guards, driven as Pulumi's engine does", () => {
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
