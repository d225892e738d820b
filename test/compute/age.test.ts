import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agedArmTypes, agedSdkTypes } from "../../compute/age/aged-types";
import { indexedTypes } from "../../compute/age/arm-index";
import { isWeighed, machineNamedIn, type Property } from "../../compute/age/names-machine";
import { sdkTypes } from "../../compute/age/sdk-types";

const text = { $type: "StringType" };
const ref = (at: number) => ({ $ref: `#/${at}` });
const property = (at: number, description = "", flags = 0) => ({ type: ref(at), flags, description });
const object = (properties: object) => ({ $type: "ObjectType", name: "it", properties });
const resource = (name: string, body: number) => ({ $type: "ResourceType", name, body: ref(body) });

/** What stands in the files of a provider, in the words of Bicep's types; of each type the body is at the place that it names. */
const contoso = [
  text,
  { $type: "IntegerType" },
  object({ vmSize: property(0) }),
  object({ properties: property(2), name: property(0) }),
  object({ status: property(0, "", 2), gpus: property(1, "", 2), label: property(0) }),
  object({ properties: property(4) }),
  { $type: "StringLiteralType", value: "A2A" },
  { $type: "DiscriminatedObjectType", discriminator: "instanceType", baseProperties: {}, elements: { A2A: ref(8) } },
  object({ instanceType: property(6) }),
  object({ properties: property(7) }),
  { $type: "ArrayType", itemType: ref(11) },
  object({ sku: property(0, "Such as Standard_NC24ads_A100_v4") }),
  object({ properties: property(13) }),
  object({ pools: property(10), self: property(13) }),
  resource("Contoso.New/rigs@2099-01-01", 3),
  resource("Contoso.New/rigs@2098-01-01", 5),
  resource("Contoso.New/watchers@2099-01-01", 5),
  resource("Contoso.New/replicas@2099-01-01", 9),
  resource("Contoso.New/yards@2099-02-01-preview", 12),
  resource("Microsoft.Compute/virtualMachines@2099-01-01", 3),
  resource("Microsoft.Portal/dashboards@2099-01-01", 3),
];

describe("the age of the table of compute types", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-age-"));
    mkdirSync(join(folder, "contoso"));
    writeFileSync(join(folder, "contoso/types.json"), JSON.stringify(contoso));
    const names = contoso.flatMap(each => ("body" in each && "name" in each ? [String(each.name)] : []));
    const resources = Object.fromEntries(
      [...names, "Fabrikam.New/rigs@2099-01-01"].map((name, i) => [
        name,
        { $ref: `${name.startsWith("Fabrikam") ? "fabrikam" : "contoso"}/types.json#/${i}` },
      ]),
    );
    writeFileSync(join(folder, "index.json"), JSON.stringify({ resources }));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("counts the ARM types of an index that name a machine, each in its newest version", () => {
    assert.deepEqual(agedArmTypes(indexedTypes(join(folder, "index.json"))), {
      found: [
        "Contoso.New/rigs@2099-01-01: properties.vmSize",
        "Contoso.New/yards@2099-02-01-preview: properties.pools.sku",
      ],
      unread: 1,
    });
  });

  it("says in one line that a file is no index", () => {
    for (const file of ["contoso/types.json", "nowhere.json"])
      assert.throws(() => indexedTypes(join(folder, file)), /^Error: .* is no index of ARM's types: give [^\n]*$/);
  });

  it("is 0 for the installed SDKs", () => {
    const all = [...sdkTypes()];
    assert(all.length > 3000, `${all.length} types were read`);
    assert.deepEqual(agedSdkTypes(all), []);
  });

  it("reads what an SDK says of a type, however deep", () => {
    const type = [...sdkTypes()].find(({ token }) => token === "azure-native:containerservice:ManagedCluster");
    const found = new Map([...(type?.properties() ?? [])].map(({ path, takes }) => [path, takes]));
    assert.equal(found.get("agentPoolProfiles.vmSize"), "text");
    assert.equal(found.get("agentPoolProfiles.count"), "number");
    assert.equal(found.get("agentPoolProfiles.enableAutoScaling"), "other");
  });

  it("counts an SDK's type that is planted, and none that has a row or a reason", () => {
    const planted = (token: string) => ({
      token,
      properties: (): Property[] => [{ path: "pool.vmSize", doc: "", takes: "text" }],
    });
    const tokens = ["contoso:Rig", "compute:VirtualMachine", "compute:Disk", "portal:Dashboard"];
    assert.deepEqual(agedSdkTypes(tokens.map(token => planted(`azure-native:${token}`))), [
      "azure-native:contoso:Rig: pool.vmSize",
    ]);
  });

  const of = (path: string, doc = "", takes: Property["takes"] = "text"): Property => ({ path, doc, takes });

  for (const one of [
    of("properties.pools.vmSize"),
    of("instanceType"),
    of("resources.gpu", "", "number"),
    of("acceleratorType"),
    of("sku.name", "The size, such as Standard_NC24ads_A100_v4."),
    of("size", "For example `Standard_D2s_v5`."),
  ])
    it(`takes ${one.path} for the name of a machine`, () =>
      assert.equal(machineNamedIn([of("location"), one]), one.path));

  for (const one of [
    of("name"),
    of("sku.name", "One of Standard_LRS and Premium_LRS."),
    of("size", "Small or Large."),
    of("allowedVmSizes"),
    of("tags.vmSize"),
    of("description", "Standard_NC24ads_A100_v4"),
    of("gpuProfile", "", "other"),
    of("skuName", "Standard_2G or Standard_L4_5G."),
  ])
    it(`does not take ${one.path} ${one.doc} for one`, () => assert.equal(machineNamedIn([one]), undefined));

  it("weighs a type by its row, its reason, or what it holds", () => {
    for (const token of [
      "azure-native:compute:VirtualMachine",
      "azure-native:compute:Disk",
      "azure-native:resources:Deployment",
      "azure-native:resources:Resource",
      "azure-native:authorization:RoleAssignment",
      "azure-native:portal:Dashboard",
      "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
    ])
      assert(isWeighed(token), token);
    for (const token of ["azure-native:contoso:Rig", "azure-native:storage:StorageAccount", "azure:contoso/rig:Rig"])
      assert(!isWeighed(token), token);
  });
});
