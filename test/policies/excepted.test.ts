import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseEstate } from "../../catalogue/estate-file";
import { asLine, exceptionSchema } from "../../catalogue/exceptions";
import { factsOf } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { Withheld } from "../../compute/value";
import { beyond, type Extent, extentOf } from "../../policies/excepted";

const set = (name: Tree, capacity: Tree, location: Tree = "westeurope") =>
  factsOf("azure-native:compute:VirtualMachineScaleSet", { location, sku: { name, capacity } }) ?? {};

describe("what an exception was given for", () => {
  const given: Extent = { size: "Standard_NC6s_v3", count: 4, regions: ["West Europe"] };
  const later = new Withheld("unknown");
  const table: readonly (readonly [what: string, asked: object, wanted: string | undefined])[] = [
    ["the same", set("Standard_NC6s_v3", 4), undefined],
    ["fewer machines, in other letters", set("standard_nc6s_V3", 2), undefined],
    ["more machines", set("Standard_NC6s_v3", 5), "5 machines"],
    ["another size", set("Standard_NC24s_v3", 1), "the size Standard_NC24s_v3"],
    ["another region", set("Standard_NC6s_v3", 1, "japaneast"), "the region japaneast"],
    ["a size that is decided later", set(later, 1), "a size that cannot be read"],
    ["a number that is decided later", set("Standard_NC6s_v3", later), "a number of machines that cannot be read"],
    [
      "nothing that is made",
      factsOf("azure-native:network:VirtualNetwork", { location: "westeurope" }) ?? {},
      undefined,
    ],
  ];
  for (const [what, asked, wanted] of table) it(what, () => assert.equal(beyond(given, asked), wanted));

  const several: Extent = { size: ["V100", "K80"], count: 5 };
  const containers = (...gpus: readonly (readonly [sku: Tree, count: number])[]) =>
    factsOf("azure-native:containerinstance:ContainerGroup", {
      containers: gpus.map(([sku, count]) => ({ resources: { requests: { gpu: { sku, count } } } })),
    }) ?? {};
  const containerTable: readonly (readonly [what: string, asked: object, wanted: string | undefined])[] = [
    ["the accelerators of a list", containers(["V100", 1], ["K80", 4]), undefined],
    ["one of them, in other letters", containers(["v100", 5]), undefined],
    ["an accelerator that is not in the list", containers(["H100", 1], ["K80", 4]), "the size H100"],
    ["more accelerators than the list was given for", containers(["V100", 2], ["K80", 4]), "6 machines"],
    ["a model that is decided later, of which a number tells", containers([later, 1]), "the size GPU"],
    [
      "an accelerator that is decided later",
      factsOf("azure-native:containerinstance:ContainerGroup", { containers: [{ resources: later }] }) ?? {},
      "a size that cannot be read",
    ],
  ];
  for (const [what, asked, wanted] of containerTable) it(what, () => assert.equal(beyond(several, asked), wanted));

  const mix = (capacity: number, ...names: string[]) =>
    factsOf("azure-native:compute:VirtualMachineScaleSet", {
      location: "westeurope",
      sku: { name: "Mix", capacity },
      skuProfile: { vmSizes: names.map(name => ({ name })) },
    }) ?? {};
  const sizes = ["Standard_NC6s_v3", "Standard_NC4as_T4_v3", "Standard_D4s_v5"];

  it("names each size and accelerator of a resource, and counts the machines that sizes share once", () => {
    const gpus = containers(["V100", 1], ["K80", 4]);
    assert.deepEqual(extentOf(gpus), { size: ["V100", "K80"], count: 5 });
    const asked = mix(3, ...sizes);
    assert.deepEqual(extentOf(asked), { size: sizes, count: 3, regions: ["westeurope"] });
    for (const same of [gpus, asked]) assert.equal(beyond(extentOf(same)!, same), undefined);
    assert.equal(beyond(extentOf(asked)!, mix(4, ...sizes)), "4 machines");
    assert.equal(
      beyond(extentOf(asked)!, mix(3, "Standard_NC6s_v3", "Standard_ND96isr_H100_v5")),
      "the size Standard_ND96isr_H100_v5",
    );
  });

  it("writes nothing that is more than a name", () =>
    assert.deepEqual(extentOf(containers(["V100", 1], ["V100}, reason: mine", 1])), { size: "V100", count: 2 }));

  it("an extent that says nothing of something leaves it free", () =>
    assert.equal(beyond({ count: 9 }, set("Standard_ND96asr_v4", 9, "japaneast")), undefined));

  it("is written into the line of an exception, which the estate can read", () => {
    const rule = "unapproved-gpu-size";
    const resource = "urn:pulumi:prod::ml::azure-native:compute:VirtualMachineScaleSet::a: b";
    const upTo = extentOf(set("Standard_NC6s_v3", 4));
    const [read] = parse(asLine({ rule, resource, upTo }));
    assert.deepEqual(read, {
      ...{ rule, resource, upTo: { size: "Standard_NC6s_v3", count: 4, regions: ["westeurope"] } },
      ...{ reason: "…", owner: "…", until: "…" },
    });
    const sizes = ["V100", "machines of a managed endpoint"];
    const [list] = parse(asLine({ rule, resource, upTo: { size: sizes } }));
    assert.deepEqual(list.upTo, { size: sizes });
    const excepted = (size: unknown) =>
      exceptionSchema.safeParse({
        ...{ rule, resource, upTo: { size }, reason: "training of the team", owner: "ml", until: "2026-12-31" },
      }).success;
    assert.deepEqual(["V100", sizes, [], "", 4].map(excepted), [true, true, false, false, false]);
    assert.doesNotMatch(asLine({ rule, resource, upTo: extentOf({}) }), /upTo/);
  });

  const shown: readonly (readonly [file: string, yaml: RegExp])[] = [
    ["docs/policy-pack.md", /^```yaml\n(exceptions:\n[\s\S]*?)```/m],
    ["examples/computeguard.yaml", /^# {3}(exceptions:\n(?:#.*\n)*?# +upTo: .*)$/m],
    ["README.md", /^```yaml\n(exceptions:\n[\s\S]*?)```/m],
  ];
  for (const [file, yaml] of shown)
    it(`the example of ${file} is one that the estate takes`, () => {
      const found = yaml.exec(readFileSync(join(__dirname, "../..", file), "utf8"))?.[1] ?? "";
      const { exceptions } = parseEstate(found.replace(/^# {3}/gm, ""), file);
      assert.equal(exceptions.length, 1);
      if (file !== "README.md")
        assert.deepEqual(exceptions[0]?.upTo, { size: "Standard_NC24ads_A100_v4", count: 4, regions: ["westeurope"] });
    });

  it("the line that the docs show is the one that is printed", () => {
    const [, line = ""] =
      /^To live with it .*: (- \{.*\})$/m.exec(readFileSync(join(__dirname, "../../docs/policy-pack.md"), "utf8")) ??
      [];
    const [{ rule, resource, upTo }] = parse(line);
    assert.equal(asLine({ rule, resource, upTo }), line);
  });
});
