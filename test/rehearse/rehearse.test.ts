import assert from "node:assert/strict";
import { defaultEstate, type Estate } from "../../catalogue/estate";
import type { Evidenced, Gathered } from "../../posture/evidence/gathered";
import { creationsOf } from "../../posture/rehearse/creations";
import { verdictUnder } from "../../posture/rehearse/draft";
import { rehearsalFormats, verdictLine } from "../../posture/rehearse/print";
import { type Rehearsal, rehearsalOf } from "../../posture/rehearse/rehearsal";
import { computeOperations } from "../../posture/signals/bodies";
import type { Answer } from "../../posture/signals/question";
import { contosoGathered, contosoReport, estate, healthyGathered } from "../demo/audited";

const subscription = "00000000-0000-0000-0005-000000000001";

/** What the log tells of an hour; by default of one machine. */
const told = (key: Record<string, string>, { times = 1, machines = 1 } = {}): Answer => ({
  question: "hours",
  key: { caller: "dana", operation: "microsoft.compute/virtualmachines/write", result: "done", subscription, ...key },
  times,
  first: "2026-11-23T11:00:00.000Z",
  last: "2026-11-23T11:10:00.000Z",
  distinct: {},
  sum: { machines },
});
const created = (answers: readonly Answer[]) =>
  creationsOf({ of: { hours: answers, operations: [], failures: [] }, nameOf: id => `${id}@contoso.com` });
const refusing = (draft: Estate, answer: Answer): readonly string[] | "unsure" => {
  const [creation] = created([answer]);
  assert(creation);
  const { refused, unsure } = verdictUnder(
    draft,
    "2026-11-24",
  )({
    facts: creation.facts,
    named: creation,
    place: { subscription: { id: subscription, name: "Contoso Production" }, managementGroups: ["contoso-landing"] },
    tagged: false,
  });
  return unsure ? "unsure" : [...refused.keys()].map(({ id }) => id);
};

const t4 = { size: "Standard_NC4as_T4_v3", region: "westeurope" };
const d2 = { size: "Standard_D2s_v5", region: "westeurope" };
const approved: Estate = { ...defaultEstate, gpuSizes: ["Standard_NC*_T4_v3"], regions: ["westeurope"] };
const set = { operation: "microsoft.compute/virtualmachinescalesets/write" };

describe("a creation under a draft", () => {
  const drafts: readonly (readonly [what: string, Estate, Answer, readonly string[] | "unsure"])[] = [
    ["an accelerator that nothing approves", defaultEstate, told(t4), ["unapproved-gpu-size"]],
    ["an ordinary size", defaultEstate, told(d2), []],
    ["an approved accelerator", approved, told(t4), []],
    ["in a region that is not approved", approved, told({ ...t4, region: "japaneast" }), ["unapproved-region"]],
    ["a region in Azure's other spelling", approved, told({ ...t4, region: "West Europe" }), []],
    [
      "a size that vmSizes does not approve",
      { ...approved, vmSizes: ["Standard_B*"] },
      told(d2),
      ["unapproved-vm-size"],
    ],
    ["a size that vmSizes approves", { ...approved, vmSizes: ["Standard_D*"] }, told(d2), []],
    ["a machine that costs too much", { ...approved, maxUsdPerHour: 0.01 }, told(d2), ["costly-size"]],
    [
      "a scale set that is too large",
      { ...approved, maxInstances: 10 },
      told({ ...d2, ...set }, { machines: 40 }),
      ["oversized-scale-set"],
    ],
    ["a scale set that is not", { ...approved, maxInstances: 40 }, told({ ...d2, ...set }, { machines: 40 }), []],
    [
      "as many scale sets of a few machines",
      { ...approved, maxInstances: 10 },
      told({ ...d2, ...set }, { times: 10, machines: 40 }),
      [],
    ],
    [
      "an approval of fewer machines",
      { ...approved, gpuSizes: [{ size: "Standard_NC*_T4_v3", max: 2 }] },
      told({ ...t4, ...set }, { machines: 3 }),
      ["unapproved-gpu-size"],
    ],
    [
      "an approval there",
      { ...approved, gpuSizes: [{ size: "Standard_NC*", in: ["Contoso Production"] }] },
      told(t4),
      [],
    ],
    [
      "an approval elsewhere",
      { ...approved, gpuSizes: [{ size: "Standard_NC*", in: ["Contoso Rendering"] }] },
      told(t4),
      ["unapproved-gpu-size"],
    ],
    [
      "an approval by a tag, which no log tells",
      { ...approved, gpuSizes: [{ size: "Standard_NC*", tag: "a=b" }] },
      told(t4),
      "unsure",
    ],
    [
      "an approval by a tag of another size",
      { ...approved, gpuSizes: [{ size: "Standard_ND*", tag: "a=b" }] },
      told(t4),
      ["unapproved-gpu-size"],
    ],
    [
      "the GPUs of a container",
      defaultEstate,
      told({ operation: "microsoft.containerinstance/containergroups/write", size: "v100", region: "westeurope" }),
      ["unapproved-gpu-size"],
    ],
    [
      "a workload profile with GPUs",
      defaultEstate,
      told({ operation: "microsoft.app/managedenvironments/write", size: "NC24-A100", region: "westeurope" }),
      ["unapproved-gpu-size"],
    ],
    [
      "an ordinary workload profile",
      defaultEstate,
      told({ operation: "microsoft.app/managedenvironments/write", size: "D4", region: "westeurope" }),
      [],
    ],
    [
      "the second pool of a cluster",
      defaultEstate,
      told({
        operation: "microsoft.containerservice/managedclusters/write",
        size: "standard_nc4as_t4_v3",
        region: "westeurope",
      }),
      ["unapproved-gpu-size"],
    ],
  ];
  for (const [what, draft, answer, expected] of drafts)
    it(`${what}: ${expected === "unsure" ? "not known" : expected.join(", ") || "passes"}`, () => {
      assert.deepEqual(refusing(draft, answer), expected);
    });

  it("is told of each operation that the log tells the size of: its accelerator is refused, its ordinary size passes", () => {
    for (const { operation, sizes } of computeOperations) {
      assert.deepEqual(refusing(defaultEstate, told({ ...t4, operation })), ["unapproved-gpu-size"], operation);
      const [ordinary] = created([told({ ...d2, operation })]);
      if (ordinary!.sized) assert.deepEqual(refusing(defaultEstate, told({ ...d2, operation })), [], operation);
      assert.equal(ordinary!.sized, sizes.length > 0, operation);
    }
  });
  it("has no size where no record tells it, and is none where it failed or created nothing", () => {
    assert.equal(created([told({})])[0]!.sized, false);
    assert.deepEqual(created([told({ ...t4, result: "failed" })]), []);
    assert.deepEqual(created([told({ ...t4, operation: "microsoft.compute/virtualmachines/delete" })]), []);
  });
});

const rehearsed = async (draft = estate) => rehearsalOf(await contosoGathered(), draft, "0.0.0");
const refusedBy = ({ refusals }: Rehearsal, rule: string) => refusals.find(one => one.rule === rule)?.groups ?? [];
const whoIn = (groups: Rehearsal["missed"]) => groups.map(({ who }) => who.split("@")[0]).sort();
const printed = (rehearsal: Rehearsal, form: string) => [...rehearsalFormats[form]!(rehearsal)].join("");

describe("the rehearsal of the planted tenant", () => {
  it("counts creations, who made them and what runs, and apart what is not known", async () => {
    const { creations, identities, running } = await rehearsed();
    // Of 25 creations in the log two have no size; twelve are of accelerators, or of forty machines at once.
    assert.deepEqual(creations, { judged: 23, refused: 12, unknown: 2 });
    assert.equal(identities, 6);
    // What burns: a Batch pool, a cluster, three scale sets and a machine; beside it a miner in a container, a driver, and a
    // cluster of machine learning that has no machine at present and grows to ten.
    assert.equal(running.refused, 9);
    assert(running.judged > 6);
    assert.match(
      printed(await rehearsed(), "text"),
      /^This estate would have refused 12 of 23 creations by 6 identities, \d+ of \d+ installed extensions and 9 of \d+ resources that run\.\n.*\nNot known, and not counted: 2 creations/,
    );
  });
  it("refuses under the rule for accelerators all that the audit finds under it, and lists the sizes of these alone", async () => {
    const groups = refusedBy(await rehearsed(), "unapproved-gpu-size");
    const { outcomes } = await contosoReport();
    const found = outcomes
      .find(({ rule }) => rule.id === "unapproved-gpu-size")!
      .findings.map(({ subject }) => subject.name);
    const running = groups.flatMap(({ running }) => running).map(name => name.replace(" (no machine at present)", ""));
    assert.deepEqual(running.sort(), [...new Set(found)].sort());
    assert(groups.some(({ running }) => running.includes("train (no machine at present)")));
    // the other pool of the cluster is approved
    for (const { sizes } of groups) assert(!sizes.includes("Standard_D2s_v5"), sizes.join());
  });
  it("says nothing of what has no machine and is approved", async () => {
    const { gathered, manifest } = await contosoGathered();
    const value = [...gathered.resources.value].filter(({ name }) => name === "train");
    assert.equal(value.length, 1);
    const only = { manifest, gathered: { ...gathered, resources: { value, gaps: [] } } } as Parameters<
      typeof rehearsalOf
    >[0];
    const approving: Estate = { ...defaultEstate, gpuSizes: ["Standard_NC*_T4_v3"] };
    assert.deepEqual(rehearsalOf(only, approving, "0.0.0").running, { judged: 0, refused: 0, unknown: 0 });
    assert.deepEqual(rehearsalOf(only, defaultEstate, "0.0.0").running, { judged: 1, refused: 1, unknown: 0 });
  });
  it("does not know of a region that no record tells, where regions are approved", async () => {
    const { gathered, manifest } = await contosoGathered();
    const { value } = gathered.activity;
    const hour = value.find(
      ({ question, key }) =>
        question === "hours" &&
        key.size === "Standard_D2s_v5" &&
        key.operation?.endsWith("virtualmachines/write") &&
        key.result === "done",
    );
    const nowhere = (draft: Estate) =>
      rehearsalOf(
        {
          manifest,
          gathered: { ...gathered, activity: { value: [{ ...hour!, key: { ...hour!.key, region: "" } }], gaps: [] } },
        },
        draft,
        "0.0.0",
      ).creations;
    assert.equal(nowhere(estate).judged, 0);
    assert.equal(nowhere(defaultEstate).unknown, 0);
  });
  it("tells by rule and by who", async () => {
    const rehearsal = await rehearsed();
    assert.deepEqual(whoIn(refusedBy(rehearsal, "unapproved-region")), ["dana.moreno"]);
    assert.deepEqual(whoIn(refusedBy(rehearsal, "oversized-scale-set")), ["harper.diaz", "ines.ferreira"]);
    const dana = refusedBy(rehearsal, "unapproved-gpu-size").find(({ who }) => who.startsWith("dana"));
    assert.deepEqual(dana, {
      who: "dana.moreno@contoso.com",
      ...{ creations: 3, machines: 6, installations: 0 },
      sizes: ["Standard_NC64as_T4_v3"],
      regions: ["eastus2", "japaneast", "northeurope"],
      ...{ first: dana!.first, last: dana!.last },
      running: ["vmss-render-1", "vmss-render-2", "vmss-render-3"],
    });
  });
  it("tells what a generous draft misses of whoever is suspected", async () => {
    const generous: Estate = { ...estate, gpuSizes: ["Standard_N*"] };
    delete (generous as { regions?: unknown }).regions;
    delete (generous as { maxUsdPerHour?: unknown }).maxUsdPerHour;
    const rehearsal = await rehearsed(generous);
    assert(whoIn(rehearsal.missed).includes("dana.moreno"));
    assert(!whoIn((await rehearsed()).missed).includes("dana.moreno"), "the other draft refuses all of hers");
    const off = rehearsal.off.map(({ rule }) => rule);
    for (const rule of ["unapproved-region", "costly-size", "unapproved-vm-size"]) assert(off.includes(rule), rule);
    assert(!off.includes("unapproved-gpu-size"));
  });
  it("says that it does not know what could not be read", async () => {
    const { gathered, manifest } = await contosoGathered();
    const gap = { what: "what was done in Azure", missing: "Reader", reason: "denied" } as const;
    const unread: Evidenced = {
      manifest,
      gathered: { ...gathered, activity: { value: [], gaps: [gap] }, resources: { value: [], gaps: [gap] } },
    };
    const text = printed(rehearsalOf(unread, estate, "0.0.0"), "text");
    assert.match(
      text,
      /^This estate would have refused 0 of 0 creations and 0 of 0 resources that run\.\n.*no log tells of creations/,
    );
    assert.match(text, /^\d+ things could not be read, and may hide more/m);
  });
  it("of the healthy tenant refuses nothing that runs", async () => {
    const rehearsal = rehearsalOf(await healthyGathered(), estate, "0.0.0");
    assert.equal(rehearsal.running.refused, 0);
    assert.deepEqual(rehearsal.missed, []);
  });
  it("is the same whatever the order of the evidence", async () => {
    const { gathered, manifest } = await contosoGathered();
    const turned = <K extends keyof Gathered>(kind: K) => ({
      ...gathered[kind],
      value: [...(gathered[kind].value as readonly unknown[])].reverse(),
    });
    const other = { ...gathered, activity: turned("activity"), resources: turned("resources") } as Gathered;
    assert.deepEqual(rehearsalOf({ manifest, gathered: other }, estate, "0.0.0"), await rehearsed());
  });
});

describe("a printed rehearsal", () => {
  const hostile = "</script>| @everyone `x` **[a](https://198.51.100.7)**";
  const group = {
    who: hostile,
    creations: 1,
    machines: 1,
    installations: 1,
    sizes: [hostile],
    regions: [hostile],
    running: [hostile],
  };
  const rehearsal: Rehearsal = {
    ...{ tenant: hostile, collectedAt: "2026-11-24T12:00:00Z", identities: 1, averaged: 0, gaps: 0 },
    creations: { judged: 1, refused: 1, unknown: 0 },
    installations: { judged: 0, refused: 0, unknown: 0 },
    running: { judged: 1, refused: 0, unknown: 0 },
    letThrough: [{ rule: "unapproved-gpu-size", faultTitle: "A machine …", by: hostile, groups: [group] }],
    perhapsLetThrough: 0,
    refusals: [
      { rule: "unapproved-gpu-size", faultTitle: "A machine uses a GPU size that is not approved", groups: [group] },
    ],
    missed: [group],
    off: [],
  };
  it("as Markdown keeps each name in a code span, and a table its columns", () => {
    const rows = printed(rehearsal, "markdown")
      .split("\n")
      .filter(line => line.startsWith("| ") && line.includes("everyone"));
    assert.equal(rows.length, 3);
    for (const row of rows) {
      assert.equal(row.split(" | ").length, 8, row);
      assert.match(row, /^\| (`+) [^|]* \1 \|/);
    }
  });
  it("says one of one", () => {
    assert.equal(
      verdictLine(rehearsal),
      "This estate would have refused 1 of 1 creation by 1 identity and 0 of 1 resource that runs.",
    );
  });
});
