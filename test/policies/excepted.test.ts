import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseEstate } from "../../catalogue/estate-file";
import { asLine } from "../../catalogue/exceptions";
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
