import assert from "node:assert/strict";
import { defaultEstate, type Estate } from "../../catalogue/estate";
import type { Exception } from "../../catalogue/exceptions";
import { noFacts } from "../../compute/facts";
import { factsOfArm } from "../../compute/facts-of";
import { installationsOf } from "../../posture/rehearse/installations";
import { letThroughBy, type Named } from "../../posture/rehearse/let-through";
import { rehearsalFormats } from "../../posture/rehearse/print";
import { rehearsalOf } from "../../posture/rehearse/rehearsal";
import type { Answer } from "../../posture/signals/question";
import { contosoGathered, estate } from "../demo/audited";

const today = "2026-11-24";
const rule = "unapproved-gpu-size";
const subscription = "00000000-0000-0000-0005-000000000001";
const type = "Microsoft.Compute/virtualMachines";
const t4 = "Standard_NC4as_T4_v3";
const exception = (change: Partial<Exception> = {}): Exception => ({
  ...{ rule, resource: "**", reason: "training run of the vision team", owner: "ml@contoso.com", until: "2026-12-31" },
  ...change,
});
const train: Named = {
  id: `/subscriptions/${subscription}/resourceGroups/rg-ml/providers/Microsoft.Compute/virtualMachines/train`,
};
const created: Named = { subscription, type };
const machine = factsOfArm({ type, name: "train", properties: { hardwareProfile: { vmSize: t4 } } }) ?? noFacts;

describe("an exception of a draft", () => {
  type Answer = "through" | "perhaps" | "refused";
  const cases: readonly (readonly [what: string, change: Partial<Exception>, runs: Answer, wasCreated: Answer])[] = [
    ["for everything", {}, "through", "through"],
    ["for all machines of the subscription", { resource: `/subscriptions/${subscription}/**` }, "through", "through"],
    ["for its type", { resource: "**/virtualMachines/*" }, "through", "through"],
    ["for its name", { resource: "**/train" }, "through", "perhaps"],
    ["for its group", { resource: `/subscriptions/${subscription}/resourceGroups/RG-ML/**` }, "through", "perhaps"],
    ["for another name", { resource: "**/other" }, "refused", "perhaps"],
    [
      "for another type",
      { resource: "**/providers/Microsoft.Compute/virtualMachineScaleSets/*" },
      "refused",
      "refused",
    ],
    [
      "for another subscription",
      { resource: "/subscriptions/00000000-0000-0000-0005-000000000002/**" },
      "refused",
      "refused",
    ],
    ["for a person", { resource: "00000000-0000-0000-0001-000000000005" }, "refused", "refused"],
    ["for a program's resource", { resource: "urn:pulumi:prod::ml::**" }, "refused", "refused"],
    ["for a stack with a tag", { stackTag: "team=vision" }, "refused", "refused"],
    ["of another rule", { rule: "costly-size" }, "refused", "refused"],
    ["that has ended", { until: "2026-11-23" }, "refused", "refused"],
    ["on its last day", { until: today }, "through", "through"],
    ["up to this size", { upTo: { size: t4 } }, "through", "through"],
    ["up to another size", { upTo: { size: "Standard_NC8as_T4_v3" } }, "refused", "refused"],
    ["for its name, up to another size", { resource: "**/train", upTo: { size: "x" } }, "refused", "refused"],
  ];
  for (const [what, change, runs, wasCreated] of cases)
    it(`${what}: what runs is ${runs}, what was created is ${wasCreated}`, () => {
      const letThrough = letThroughBy({ ...defaultEstate, exceptions: [exception(change)] }, today);
      const said = (named: Named): Answer => {
        const found = letThrough(rule, named, machine);
        return found === undefined ? "refused" : found === "perhaps" ? "perhaps" : "through";
      };
      assert.deepEqual([said(train), said(created)], [runs, wasCreated]);
    });
});

describe("exceptions in the rehearsal of the planted tenant", () => {
  const under = async (draft: Estate) => rehearsalOf(await contosoGathered(), draft, "0.0.0");
  const withOne = (change: Partial<Exception>) => under({ ...estate, exceptions: [exception(change)] });

  it("let through what they are for, and it is told by which", async () => {
    const [without, given] = [await under(estate), await withOne({ resource: "**/virtualMachines/vm-viz-01" })];
    assert.deepEqual(without.letThrough, []);
    assert.equal(given.running.refused, without.running.refused - 1);
    assert.deepEqual(
      given.letThrough.map(({ rule, by, groups }) => [rule, by, groups.flatMap(({ running }) => running)]),
      [
        [
          rule,
          "**/virtualMachines/vm-viz-01, excepted until 2026-12-31 by ml@contoso.com: training run of the vision team",
          ["vm-viz-01"],
        ],
      ],
    );
    for (const form of ["text", "markdown"])
      assert.match([...rehearsalFormats[form]!(given)].join(""), /by an exception[\s\S]*vm-viz-01/);
  });
  it("leave open what was created and may have that name", async () => {
    const [without, given] = [await under(estate), await withOne({ resource: "**/virtualMachines/vm-viz-01" })];
    // the log tells of four machines with an accelerator, and of no name
    assert(given.perhapsLetThrough > 0);
    assert.equal(given.creations.unknown, without.creations.unknown + given.perhapsLetThrough);
    assert.equal(given.creations.refused, without.creations.refused - given.perhapsLetThrough);
    assert.match([...rehearsalFormats.text!(given)].join(""), /may be what an exception of the draft names/);
  });
  it("that have ended let nothing through", async () => {
    assert.deepEqual(await withOne({ until: "2026-11-23" }), await under(estate));
  });
});

describe("extensions under a draft", () => {
  const told = (key: Record<string, string>): Answer => ({
    question: "hours",
    key: {
      ...{ caller: "max", operation: "microsoft.compute/virtualmachines/extensions/write", result: "done" },
      ...{ subscription, region: "westeurope", told: "yes" },
      ...key,
    },
    ...{ times: 1, first: "2026-11-23T11:00:00.000Z", last: "2026-11-23T11:10:00.000Z", distinct: {}, sum: {} },
  });
  const rehearsed = async (draft: Estate, ...hours: readonly Answer[]) => {
    const { gathered, manifest } = await contosoGathered();
    const activity = { value: hours, gaps: [] };
    return rehearsalOf({ manifest, gathered: { ...gathered, activity } }, draft, "0.0.0");
  };
  const driver = "nvidiagpudriverlinux";
  const set = { operation: "microsoft.compute/virtualmachinescalesets/write", size: t4, extension: driver };
  const approving: Estate = { ...estate, gpuSizes: ["Standard_NC*_T4_v3"] };
  const cases: readonly (readonly [
    what: string,
    draft: Estate,
    key: Record<string, string>,
    refusedBy: readonly string[],
    tally: readonly [judged: number, refused: number, unknown: number],
  ])[] = [
    ["a driver", estate, { extension: driver }, ["gpu-driver-extension"], [1, 1, 0]],
    ["a driver that only its name tells", estate, { extension: driver, told: "" }, ["gpu-driver-extension"], [1, 1, 0]],
    ["another extension", estate, { extension: "azuremonitorlinuxagent" }, [], [1, 0, 0]],
    ["a name that tells nothing", estate, { extension: "setup", told: "" }, [], [0, 0, 1]],
    ["a driver where an accelerator is approved, of whatever machine", approving, { extension: driver }, [], [0, 0, 1]],
    [
      "an extension in another region",
      estate,
      { extension: "x", region: "japaneast" },
      ["unapproved-region"],
      [1, 1, 0],
    ],
    ["one that failed", estate, { extension: driver, result: "failed" }, [], [0, 0, 0]],
    ["a driver in the body of a set", estate, set, ["gpu-driver-extension", "unapproved-gpu-size"], [0, 0, 0]],
    ["a driver in the body of an approved set", approving, set, [], [0, 0, 0]],
  ];
  for (const [what, draft, key, refusedBy, [judged, refused, unknown]] of cases)
    it(`${what}: ${refusedBy.join(", ") || (unknown > 0 ? "not known" : "passes")}`, async () => {
      const { refusals, installations } = await rehearsed(draft, told(key));
      assert.deepEqual(
        refusals.filter(({ groups }) => groups.some(({ who }) => who === "max")).map(({ rule }) => rule),
        refusedBy,
      );
      assert.deepEqual(installations, { judged, refused, unknown });
    });

  it("are no run commands, of which no record tells what ran: the rehearsal says so", async () => {
    const command = told({ operation: "microsoft.compute/virtualmachines/runcommand/action" });
    assert.deepEqual(installationsOf({ of: { hours: [command], operations: [], failures: [] }, nameOf: id => id }), []);
    const text = [...rehearsalFormats.text!(await rehearsed(estate, command))].join("");
    assert.match(text, /^Cannot be rehearsed: .*run commands/m);
  });
  it("and miners are judged of what runs, whether or not it asks for machines", async () => {
    const { refusals } = await rehearsed(estate);
    const running = (rule: string) =>
      refusals.find(one => one.rule === rule)?.groups.flatMap(group => group.running) ?? [];
    assert.deepEqual(running("mining-payload"), ["cg-web-cache"]);
    assert.deepEqual(running("gpu-driver-extension"), ["NvidiaGpuDriverLinux"]);
  });
});
