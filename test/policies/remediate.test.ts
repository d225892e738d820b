import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Pack, startPack } from "../../engine/pack";
import { asset, fromWire, type JsonObject, secret, unknown } from "../../engine/wire";

/** The pack as Pulumi's engine asks it to remediate: first what is changed, then the judgement of what came of it. */
describe("a pack that may remediate", () => {
  let folder: string;
  let pack: Pack;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-remedy-"));
    const file = join(folder, "estate.yaml");
    const fine = "urn:pulumi:dev::p::azure-native:compute:VirtualMachineScaleSet::excepted";
    writeFileSync(
      file,
      `exceptions:\n  - { rule: oversized-scale-set, resource: "${fine}", reason: a load test, owner: ops@contoso.com, until: 2099-01-01 }\n`,
    );
    pack = await startPack(join(__dirname, "../../policies"), { env: { COMPUTEGUARD_ESTATE: file } });
  });
  after(async () => {
    await pack?.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => pack.configure({ "oversized-scale-set": "remediate" }));

  const resource = (type: string, properties: JsonObject, name = "a") => ({
    urn: `urn:pulumi:dev::p::${type}::${name}`,
    type,
    name,
    properties,
  });
  /** What the resource becomes, and the rules that then still refuse it. */
  const remedied = async (type: string, properties: JsonObject, name?: string) => {
    const before = resource(type, properties, name);
    const [remediation, ...more] = await pack.remediate(before);
    assert.deepEqual(more, []);
    const changed = remediation?.properties;
    const { violations } = await pack.analyze({ ...before, properties: changed ?? properties });
    return {
      changed,
      refused: violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy),
    };
  };
  const scaleSet = "azure-native:compute:VirtualMachineScaleSet";
  const sized = { name: "Standard_D2s_v5" };

  const cases: readonly (readonly [string, string, JsonObject, JsonObject])[] = [
    ["a capacity", scaleSet, { sku: { ...sized, capacity: 400 } }, { sku: { ...sized, capacity: 10 } }],
    [
      "a capacity that is written as text",
      scaleSet,
      { sku: { ...sized, capacity: "400" } },
      { sku: { ...sized, capacity: "10" } },
    ],
    [
      "a secret capacity",
      scaleSet,
      { sku: { ...sized, capacity: secret(400) } },
      { sku: { ...sized, capacity: secret(10) } },
    ],
    [
      "the count and the ceiling of one pool among others",
      "azure-native:containerservice/v20240801:ManagedCluster",
      {
        agentPoolProfiles: [
          { name: "a", vmSize: "Standard_D2s_v5", count: 2 },
          { name: "b", vmSize: "Standard_D2s_v5", count: 20, maxCount: 200 },
        ],
      },
      {
        agentPoolProfiles: [
          { name: "a", vmSize: "Standard_D2s_v5", count: 2 },
          { name: "b", vmSize: "Standard_D2s_v5", count: 10, maxCount: 10 },
        ],
      },
    ],
    [
      "a classic scale set",
      "azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet",
      { sku: "Standard_D2s_v5", instances: 11, customData: secret("eA==") },
      { sku: "Standard_D2s_v5", instances: 10, customData: secret("eA==") },
    ],
    [
      "a scale set that stands plainly in a template",
      "azure-native:resources:Deployment",
      {
        properties: {
          template: {
            resources: [{ type: "Microsoft.Compute/virtualMachineScaleSets", sku: { ...sized, capacity: 50 } }],
          },
        },
      },
      {
        properties: {
          template: {
            resources: [{ type: "Microsoft.Compute/virtualMachineScaleSets", sku: { ...sized, capacity: 10 } }],
          },
        },
      },
    ],
  ];
  for (const [what, type, before, after] of cases)
    it(`lowers ${what}, and then lets it pass`, async () =>
      assert.deepEqual(await remedied(type, before), { changed: after, refused: [] }));

  const left: readonly (readonly [string, string, JsonObject, readonly string[]])[] = [
    ["what is within the limit", scaleSet, { sku: { ...sized, capacity: 10 } }, []],
    ["a capacity that is decided later", scaleSet, { sku: { ...sized, capacity: unknown } }, []],
    ["what is no number", scaleSet, { sku: { ...sized, capacity: "many" } }, ["oversized-scale-set"]],
    [
      "a formula",
      "azure-native:batch:Pool",
      { vmSize: "Standard_D2s_v5", scaleSettings: { autoScale: { formula: "$TargetDedicatedNodes = 500;" } } },
      ["oversized-scale-set"],
    ],
    [
      "two numbers that are one sum",
      "azure-native:batch:Pool",
      {
        vmSize: "Standard_D2s_v5",
        scaleSettings: { fixedScale: { targetDedicatedNodes: 8, targetLowPriorityNodes: 8 } },
      },
      ["oversized-scale-set"],
    ],
    [
      "copies in a template",
      "azure-native:resources:Deployment",
      {
        properties: {
          template: {
            resources: [
              {
                type: "Microsoft.Compute/virtualMachineScaleSets",
                copy: { name: "c", count: 60 },
                sku: { ...sized, capacity: 5 },
              },
            ],
          },
        },
      },
      ["oversized-scale-set"],
    ],
    [
      "a template that is a text",
      "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
      {
        templateContent: JSON.stringify({
          resources: [{ type: "Microsoft.Compute/virtualMachineScaleSets", sku: { ...sized, capacity: 50 } }],
        }),
      },
      ["oversized-scale-set"],
    ],
    ["a GPU", scaleSet, { sku: { name: "Standard_NC6s_v3", capacity: 1 } }, ["unapproved-gpu-size"]],
    ["what no rule is about", "azure-native:storage:Blob", { source: asset("x") }, []],
  ];
  for (const [what, type, properties, refused] of left)
    it(`leaves ${what} alone`, async () =>
      assert.deepEqual(await remedied(type, properties), { changed: undefined, refused }));

  it("leaves what is excepted alone", async () => {
    const { changed, refused } = await remedied(scaleSet, { sku: { ...sized, capacity: 400 } }, "excepted");
    assert.deepEqual({ changed, refused }, { changed: undefined, refused: [] });
  });

  it("goes by the options that it was configured with", async () => {
    await pack.configure({ "oversized-scale-set": { enforcementLevel: "remediate", maxInstances: 30 } });
    const { changed } = await remedied(scaleSet, { sku: { ...sized, capacity: 400 } });
    assert.deepEqual(fromWire(changed!), { sku: { ...sized, capacity: 30 } });
  });

  it("changes nothing out of the box, nor at any other level", async () => {
    for (const config of [{}, { all: "remediate" }, { "oversized-scale-set": "mandatory" }] as const) {
      await pack.configure(config);
      const found = await pack.remediate(resource(scaleSet, { sku: { ...sized, capacity: 400 } }));
      assert.equal(found.length, "all" in config ? 1 : 0, JSON.stringify(config));
    }
  });
});
