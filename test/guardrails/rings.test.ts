import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { regions } from "../../catalogue/regions";
import { definitionsOf } from "../../guardrails/policy/all";
import { readRing, rulesIn, stageOf } from "../../guardrails/rings";

const definitions = definitionsOf(estateSchema.parse({ regions: ["westeurope"] }));
const read = (text: string) => readRing(text, definitions);

describe("a ring", () => {
  it("is read from words of three kinds, each once and as Azure spells it", () =>
    assert.deepEqual(
      read("West Europe, microsoft.compute/virtualmachines,unapproved-gpu-size, westeurope,NorthEurope"),
      {
        regions: ["westeurope", "northeurope"],
        types: ["Microsoft.Compute/virtualMachines"],
        // said by six definitions
        rules: [
          "unapproved-gpu-size",
          "unapproved-gpu-size-machines",
          "unapproved-gpu-size-clusters",
          "unapproved-gpu-size-agent-pools",
          "unapproved-gpu-size-ml",
          "unapproved-gpu-profile",
        ],
      },
    ));

  it("is none where a word is of no kind: what is misspelt, or only reports, would enforce less than is meant", () => {
    for (const text of [
      "",
      ",",
      "observe,all",
      "westeurop",
      "compute",
      "Microsoft.Compute/disks",
      "spot-ceiling",
      "compute-role-grant",
    ])
      assert.equal(read(text), undefined, text);
  });

  it("is none with more regions than Azure takes in a selector", () => {
    const physical = [...regions.values()].flatMap(({ name, physical }) => (physical ? [name] : []));
    assert.ok(physical.length > 50);
    assert.notEqual(read(physical.slice(0, 50).join()), undefined);
    assert.equal(read(physical.slice(0, 51).join()), undefined);
  });

  it("observes everything and refuses nothing at first", () => {
    assert.deepEqual(stageOf("observe"), { enforcementMode: "DoNotEnforce" });
    assert.deepEqual(rulesIn("observe"), []);
  });

  it("holds everywhere at last, without a selector that would leave something out", () =>
    assert.deepEqual(stageOf("all"), { enforcementMode: "Default" }));

  it("of regions and types is one selector, which a resource has to meet in both", () =>
    assert.deepEqual(
      stageOf({
        regions: ["westeurope"],
        types: ["Microsoft.Compute/virtualMachines"],
        rules: ["unapproved-gpu-size"],
      }),
      {
        enforcementMode: "Default",
        resourceSelectors: [
          {
            name: "ring",
            selectors: [
              { kind: "resourceLocation", in: ["westeurope"] },
              { kind: "resourceType", in: ["Microsoft.Compute/virtualMachines"] },
            ],
          },
        ],
      },
    ));

  it("of rules alone leaves no resource out", () => {
    const ring = { regions: [], types: [], rules: ["unapproved-gpu-size"] };
    assert.deepEqual(stageOf(ring), { enforcementMode: "Default" });
    assert.deepEqual(rulesIn(ring), ["unapproved-gpu-size"]);
  });
});
