import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EngineError } from "../../engine/error";
import type { Judgement } from "../../engine/messages";
import { type Pack, startPack } from "../../engine/pack";
import { type Json, type JsonObject, secret, unknown } from "../../engine/wire";
import { policies } from "../../policies/all";
import { build } from "../build";

const root = resolve(__dirname, "../..");
const packDir = join(root, "policies");
const bundle = join(packDir, "dist/index.js");

/** Which policies speak, and how loudly: "unapproved-gpu-size: mandatory". */
type Spoken = readonly string[];

describe("the pack, driven as Pulumi's engine does", () => {
  let folder: string;
  let pack: Pack;

  const estateFile = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const start = (file: string) => startPack(packDir, { env: { COMPUTEGUARD_ESTATE: file } });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-pack-"));
    build("policies/dist/index.js");
    pack = await start(estateFile("estate.yaml", "regions: [westeurope]\n"));
  });
  after(async () => {
    await pack?.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => pack.configure());

  const spoken = async (type: string, properties: JsonObject, name = "a"): Promise<Spoken> => {
    const { violations } = await pack.analyze({ urn: `urn:pulumi:dev::p::${type}::${name}`, type, name, properties });
    return violations.map(({ policy, level }) => `${policy}: ${level}`).sort();
  };
  const gpu = "unapproved-gpu-size: mandatory";
  const vm = "azure-native:compute:VirtualMachine";
  const machine = (vmSize: Json): JsonObject => ({ location: "westeurope", hardwareProfile: { vmSize } });

  it("tells of every policy what Pulumi shows", () => {
    assert.equal(pack.info.name, "computeguard");
    assert.match(pack.info.description, /estate\.yaml/);
    assert.deepEqual(
      pack.info.policies.map(({ name }) => name),
      policies.map(({ id }) => id),
    );
    const weaker = new Map([
      ...["unapproved-vm-size", "costly-size", "compute-budget", "exceeded-approval"].map(
        name => [name, "disabled"] as const,
      ),
      ...["compute-role-grant", "wildcard-role", "quota-increase"].map(name => [name, "advisory"] as const),
      ...["foreign-credential", "unapproved-extension", "unknown-package", "scripted-gpu-size", "fetched-script"].map(
        name => [name, "advisory"] as const,
      ),
    ]);
    for (const { level, name } of pack.info.policies) assert.equal(level, weaker.get(name) ?? "mandatory", name);
  });

  it("judges a resource the same when many are asked about at once", async () => {
    const all = policies.flatMap(({ examples }) => [...examples.good, ...examples.bad]);
    const named = all.map(([type, inputs], i) => ({
      urn: `urn:pulumi:dev::p::${type}::${i}`,
      type,
      name: `${i}`,
      properties: inputs as JsonObject,
    }));
    const inTurn: Judgement[] = [];
    for (const resource of named) inTurn.push(await pack.analyze(resource));
    // those that are passed over depend on what lies in what; what is said against a resource does not
    const said = (judgements: readonly Judgement[]) => judgements.map(({ violations }) => violations);
    for (let again = 0; again < 3; again++)
      assert.deepEqual(said(await Promise.all(named.map(resource => pack.analyze(resource)))), said(inTurn));
    assert.ok(said(inTurn).flat().length > 50);
  });

  it("judges an assignment with the values that it gives to the policy that was made before it", async () => {
    const machines = {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2024-07-01",
      name: "a",
      location: "westeurope",
      properties: { hardwareProfile: { vmSize: "[parameters('size')]" } },
    };
    const template = { parameters: { size: { type: "string" } }, resources: [machines] };
    const given = { size: { value: "[parameters('sku')]" } };
    const details = { deployment: { properties: { mode: "incremental", template, parameters: given } } };
    const definition: JsonObject = {
      policyDefinitionName: "vm-for-vaults",
      parameters: { sku: { type: "String" } },
      // biome-ignore lint/suspicious/noThenProperty: it is Azure Policy's own name
      policyRule: { if: {}, then: { effect: "deployIfNotExists", details } },
    };
    const assignment = (sku: string): JsonObject => ({
      policyDefinitionId: "/subscriptions/s/providers/Microsoft.Authorization/policyDefinitions/vm-for-vaults",
      parameters: { sku: { value: sku } },
    });
    const [policy, assigned] = ["PolicyDefinition", "PolicyAssignment"].map(
      type => `azure-native:authorization:${type}`,
    );
    assert.deepEqual(await spoken(policy!, definition), ["unreadable-size: advisory"]);
    assert.deepEqual(await spoken(assigned!, assignment("Standard_NC6s_v3")), [gpu]);
    assert.deepEqual(await spoken(assigned!, assignment("Standard_D2s_v5")), []);
  });

  it("says nothing of rules that have nothing to judge, as the engine wants it", async () => {
    const { notApplicable } = await pack.analyze({
      urn: "urn:pulumi:dev::p::azure-native:storage:StorageAccount::a",
      type: "azure-native:storage:StorageAccount",
      name: "a",
      properties: { location: "westeurope" },
    });
    const enabled = pack.info.policies.filter(({ level }) => level !== "disabled").map(({ name }) => name);
    assert.deepEqual(
      notApplicable.map(({ policy }) => policy).sort(),
      enabled.filter(name => name !== "unapproved-region").sort(),
    );
  });

  it("says once by which estate it judges, and nothing else beside its port", () =>
    assert.match(pack.output(), /^computeguard: judged by \S*estate\.yaml \(sha256 [0-9a-f]{12}\)\n$/));

  const deployment = (resource: JsonObject): JsonObject => ({
    resourceGroupName: "a",
    properties: { mode: "Incremental", template: { resources: [resource] } },
  });
  const scaleSet = { location: "westeurope", sku: { name: "Standard_NC6s_v3", capacity: unknown } };
  const cases: readonly (readonly [string, string, JsonObject, Spoken])[] = [
    ["a healthy machine", vm, machine("Standard_D2s_v5"), []],
    ["a GPU", vm, machine("Standard_NC6s_v3"), [gpu]],
    ["a versioned token", "azure-native:compute/v20240701:VirtualMachine", machine("Standard_NC6s_v3"), [gpu]],
    ["a local package", "azure-native_compute_v20240701:compute:VirtualMachine", machine("Standard_NC6s_v3"), [gpu]],
    ["a secret size", vm, machine(secret("Standard_NC6s_v3")), [gpu]],
    ["a size decided later", vm, machine(unknown), ["unreadable-size: advisory"]],
    ["a size that analyze cannot decrypt", vm, machine("[secret]"), ["unreadable-size: mandatory"]],
    ["no size at all", vm, { location: "westeurope" }, ["unreadable-size: mandatory"]],
    [
      "an unknown capacity beside a GPU",
      "azure-native:compute:VirtualMachineScaleSet",
      scaleSet,
      ["oversized-scale-set: advisory", gpu],
    ],
    [
      "the classic provider, elsewhere",
      "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
      { location: "Japan East", size: "Standard_NC6s_v3" },
      [gpu, "unapproved-region: mandatory"],
    ],
    [
      "a template",
      "azure-native:resources:Deployment",
      deployment({
        type: "Microsoft.Compute/virtualMachines",
        apiVersion: "2024-07-01",
        name: "a",
        location: "westeurope",
        properties: { hardwareProfile: { vmSize: "Standard_NC6s_v3" } },
      }),
      [gpu],
    ],
    [
      "a linked template",
      "azure-native:resources:Deployment",
      {
        resourceGroupName: "a",
        properties: { mode: "Incremental", templateLink: { uri: "https://example.com/a.json" } },
      },
      ["opaque-template: mandatory"],
    ],
    [
      "a miner in custom data",
      vm,
      { ...machine("Standard_D2s_v5"), osProfile: { customData: Buffer.from("./xmrig -o pool").toString("base64") } },
      ["mining-payload: mandatory"],
    ],
    [
      "custom data that analyze cannot decrypt",
      vm,
      { ...machine("Standard_D2s_v5"), osProfile: { customData: "[secret]" } },
      ["mining-payload: advisory"],
    ],
    [
      "a GPU driver",
      "azure-native:compute:VirtualMachineExtension",
      { vmName: "a", location: "westeurope", publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" },
      ["gpu-driver-extension: mandatory"],
    ],
    ["what requests nothing", "azure-native:storage:StorageAccount", { sku: { name: "Standard_LRS" } }, []],
    ["the stack, where regions are approved", "pulumi:pulumi:Stack", {}, []],
  ];
  for (const [what, type, properties, expected] of cases)
    it(`${what}: ${expected.join(", ") || "silence"}`, async () =>
      assert.deepEqual(await spoken(type, properties), [...expected].sort()));

  it("shows title, place, fault and remedy", async () => {
    const { violations } = await pack.analyze({
      urn: "u",
      type: vm,
      name: "a",
      properties: machine("Standard_NC6s_v3"),
    });
    assert.match(
      violations[0]?.message ?? "",
      /^Machines use approved GPU sizes\nhardwareProfile\.vmSize: .*Standard_NC6s_v3.*\nChoose /,
    );
    assert.equal(violations[0]?.severity, "high");
  });

  it("a disabled policy does not silence another", async () => {
    const everything: JsonObject = {
      location: "japaneast",
      sku: { name: "Standard_NC6s_v3", capacity: 40 },
      virtualMachineProfile: { osProfile: { customData: Buffer.from("./xmrig").toString("base64") } },
    };
    const all = ["unapproved-gpu-size", "oversized-scale-set", "unapproved-region", "mining-payload"];
    for (const off of all) {
      await pack.configure({ [off]: "disabled" });
      // twice, for a policy that is switched off never asks for its facts
      for (let turn = 0; turn < 2; turn++)
        assert.deepEqual(
          await spoken("azure-native:compute:VirtualMachineScaleSet", everything),
          all
            .filter(id => id !== off)
            .map(id => `${id}: mandatory`)
            .sort(),
        );
    }
  });

  it("the same URN analysed twice is judged twice", async () => {
    assert.deepEqual(await spoken(vm, machine("Standard_D2s_v5"), "twice"), []);
    assert.deepEqual(await spoken(vm, machine("Standard_NC6s_v3"), "twice"), [gpu]);
    assert.deepEqual(await spoken(vm, machine("Standard_D2s_v5"), "twice"), []);
  });

  it("many calls at once are kept apart", async () => {
    const sizes = Array.from({ length: 40 }, (_, i) => (i % 2 ? "Standard_NC6s_v3" : "Standard_D2s_v5"));
    const found = await Promise.all(sizes.map((size, i) => spoken(vm, machine(size), `m${i}`)));
    assert.deepEqual(
      found,
      sizes.map(size => (size === "Standard_NC6s_v3" ? [gpu] : [])),
    );
  });

  it("an admin's configuration holds: a weaker level, other options", async () => {
    await pack.configure({ "unapproved-gpu-size": "advisory" });
    assert.deepEqual(await spoken(vm, machine("Standard_NC6s_v3")), ["unapproved-gpu-size: advisory"]);
    await pack.configure({ "unapproved-gpu-size": { except: ["Standard_NC6*"] } });
    assert.deepEqual(await spoken(vm, machine("Standard_NC6s_v3")), []);
    await pack.configure({ "unreadable-size": { enforcementLevel: "mandatory", unknownValues: "mandatory" } });
    assert.deepEqual(await spoken(vm, machine(unknown)), ["unreadable-size: mandatory"]);
    await pack.configure({ "unreadable-size": { enforcementLevel: "advisory", unknownValues: "mandatory" } });
    assert.deepEqual(await spoken(vm, machine(unknown)), ["unreadable-size: advisory"]);
  });

  it("an option that nobody knows is a fault, not a pass", async () => {
    await pack.configure({ "unapproved-gpu-size": { excpet: ["*"] } });
    assert.deepEqual(await spoken(vm, machine("Standard_D2s_v5")), [gpu]);
  });

  it("`all: mandatory` switches on no rule that the estate has no figures for", async () => {
    await pack.configure({ all: "mandatory" });
    assert.deepEqual(await spoken(vm, machine("Standard_M64s")), []);
  });

  it("without regions it says so once, on the stack", async () => {
    const open = await start(estateFile("empty.yaml", "\n"));
    try {
      const stack = { urn: "u", type: "pulumi:pulumi:Stack", name: "s", properties: {} };
      for (const config of [{}, { all: "mandatory" }]) {
        await open.configure(config);
        const { violations } = await open.analyze(stack);
        assert.deepEqual(
          violations.map(({ policy, level }) => [policy, level]),
          [["unapproved-region", "advisory"]],
        );
      }
      const elsewhere = { ...machine("Standard_D2s_v5"), location: "japaneast" };
      assert.deepEqual((await open.analyze({ urn: "v", type: vm, name: "v", properties: elsewhere })).violations, []);
    } finally {
      await open.close();
    }
  });

  it("an estate that does not hold stops it, with one line that says why", () =>
    assert.rejects(start(estateFile("wrong.yaml", "maxInstnces: 3\n")), error => {
      assert(error instanceof EngineError);
      assert.match(error.message, /wrong\.yaml.*maxInstnces/);
      return true;
    }));

  it("is small, and carries neither azure-native nor Pulumi", () => {
    assert(statSync(bundle).size <= 600_000, `${statSync(bundle).size} bytes`);
    const text = readFileSync(bundle, "utf8");
    assert.doesNotMatch(text, /@pulumi\/azure-native/);
    const required = new Set([...text.matchAll(/require\("(@[^"]+|[^".]+)"\)/g)].map(match => match[1]));
    for (const name of required) assert.match(name ?? "", /^(node:)?[a-z_]+$|^@pulumi\/(policy|pulumi)/);
  });
});
