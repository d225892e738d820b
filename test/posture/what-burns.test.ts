import assert from "node:assert/strict";
import type { Exception } from "../../catalogue/exceptions";
import { planOf } from "../../posture/plan/plan";
import { verdictOf } from "../../posture/report/verdict";
import { runbookOf } from "../../posture/respond/runbook";
import { judgeAll } from "../../posture/run/audit";
import { contosoGathered, estate } from "../demo/audited";
import { estateOf, gather, guid, healthy, healthyBut, manifest, now, type Rows } from "./checks-tenant";
import { derived } from "./derived-kit";

const t4 = "Standard_NC4as_T4_v3";
const vm = (name: string, vmSize: string, region = "westeurope"): Rows["resources"][number] => ({
  id: `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/${name}`,
  type: "microsoft.compute/virtualmachines",
  ...{ name, region, subscription: guid(1), resource: { properties: { hardwareProfile: { vmSize } } } },
});
const exception = (rule: string, change: Partial<Exception> = {}): Exception => ({
  ...{ rule, resource: "**/train", reason: "training run of the vision team", owner: "ml@contoso.com" },
  until: "2026-12-31",
  ...change,
});
const gpu = "unapproved-gpu-size";

describe("what burns, and what an exception approves", () => {
  const burningUnder = (size: string, given: object, region?: string) => {
    const { resources, excepted = [] } = derived(
      { resources: [vm("train", size, region), vm("other", size, region)], subscriptions: healthy.subscriptions },
      {},
      estateOf(given),
    )("burning").value;
    const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name).sort();
    return [names(resources), names(excepted)];
  };
  const both = ["other", "train"];
  const cases: readonly (readonly [
    what: string,
    size: string,
    given: object,
    burns: readonly string[],
    excepted: readonly string[],
    region?: string,
  ])[] = [
    ["no exception", t4, {}, both, []],
    ["one of its size", t4, { exceptions: [exception(gpu)] }, ["other"], ["train"]],
    ["one on its last day", t4, { exceptions: [exception(gpu, { until: now.slice(0, 10) })] }, ["other"], ["train"]],
    ["one that has ended", t4, { exceptions: [exception(gpu, { until: "2026-11-19" })] }, both, []],
    ["one of another rule", t4, { exceptions: [exception("oversized-scale-set")] }, both, []],
    ["one within its extent", t4, { exceptions: [exception(gpu, { upTo: { size: t4 } })] }, ["other"], ["train"]],
    [
      "one beyond its extent",
      t4,
      { exceptions: [exception(gpu, { upTo: { size: "Standard_NC8as_T4_v3" } })] },
      both,
      [],
    ],
    [
      "one of a stack's tag",
      t4,
      { allowTagExceptions: true, exceptions: [exception(gpu, { stackTag: "a=b" })] },
      both,
      [],
    ],
    [
      "one of two rules that refuse it",
      t4,
      { regions: ["westeurope"], exceptions: [exception(gpu)] },
      both,
      [],
      "japaneast",
    ],
    [
      "both rules that refuse it",
      t4,
      { regions: ["westeurope"], exceptions: [exception(gpu), exception("unapproved-region")] },
      ["other"],
      ["train"],
      "japaneast",
    ],
    [
      "one of its price",
      "Standard_M208ms_v2",
      { maxUsdPerHour: 5, exceptions: [exception("costly-size")] },
      ["other"],
      ["train"],
    ],
    ["nothing to except", "Standard_M208ms_v2", { exceptions: [exception("costly-size")] }, [], []],
    ["an unknown price, which only advises", "Standard_Z9000_v9", { maxUsdPerHour: 5 }, [], []],
    [
      "one of what is too many together",
      t4,
      { gpuSizes: [{ size: t4, max: 1 }], exceptions: [exception("exceeded-approval", { resource: "**" })] },
      [],
      ["train"],
    ],
  ];
  for (const [what, size, given, burns, excepted, region] of cases)
    it(`counts by ${what}`, () => assert.deepEqual(burningUnder(size, given, region), [burns, excepted]));
});

describe("what an exception approves in the planted tenant", () => {
  const rules = [gpu, "unapproved-region", "costly-size"];
  const under = async (until: string) => {
    const evidence = await contosoGathered();
    const given = {
      ...estate,
      exceptions: rules.map(rule => exception(rule, { resource: "**/vmss-render-*", until })),
    };
    return {
      report: judgeAll(evidence.gathered, evidence.manifest, { estate: given, version: "0.0.0" }),
      runbook: runbookOf(evidence, given, "0.0.0"),
      plan: planOf(evidence, given, "0.0.0"),
    };
  };
  const told = async (until: string) => {
    const { report, runbook, plan } = await under(until);
    const stop = runbook.steps.find(({ title }) => title === "Stop what burns")!.items;
    const isRender = (name = "") => name.startsWith("vmss-render");
    return {
      machines: report.burning!.machines,
      figure: report.burning!.resources.some(({ name }) => isRender(name)),
      acts: report.acts.some(({ stage, targets }) => stage === "stop" && targets.some(({ name }) => isRender(name))),
      plan: plan.acts.some(({ stage, targets }) => stage === "stop" && targets.some(({ name }) => isRender(name))),
      respond: stop.some(({ name, commands }) => isRender(name) && commands.length > 0),
      leftAlone: stop
        .filter(({ name, commands }) => isRender(name) && commands.length === 0)
        .map(({ lines }) => lines![1]),
      verdict: verdictOf(report),
    };
  };

  it("burns in no figure, verdict, act, plan or runbook, which say that it is approved", async () => {
    const { verdict, machines, ...rest } = await told("2026-12-31");
    const [by] = ["excepted until 2026-12-31 by ml@contoso.com: training run of the vision team"];
    assert.deepEqual(rest, { figure: false, acts: false, plan: false, respond: false, leftAlone: [by, by, by] });
    assert(machines.is === "exact");
    assert(verdict.startsWith(`${machines.value} machines that the estate does not approve run in 1 region`), verdict);
  });

  it("burns in all of them again once it has ended", async () => {
    const { verdict, machines, ...rest } = await told("2026-11-23");
    assert.deepEqual(rest, { figure: true, acts: true, plan: true, respond: true, leftAlone: [] });
    assert(machines.is === "exact");
    assert(verdict.startsWith(`${machines.value} machines that the estate does not approve run in `), verdict);
  });
});

describe("what is stopped is what burns", () => {
  const set = (name: string, size: string, capacity: number): Rows["resources"][number] => ({
    ...vm(name, size),
    id: `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`,
    type: "microsoft.compute/virtualmachinescalesets",
    resource: { sku: { name: size, capacity } },
  });
  const d2 = "Standard_D2s_v5";
  const three = [vm("a", t4), vm("b", t4), vm("c", t4)];
  const cases: readonly (readonly [
    what: string,
    resources: Rows["resources"],
    given: object,
    burning: readonly string[],
    acts: readonly string[],
  ])[] = [
    ["a size that is not approved", [vm("a", t4)], {}, ["a"], ["stopCompute a"]],
    ["a machine that costs too much", [vm("a", "Standard_M208ms_v2")], { maxUsdPerHour: 5 }, ["a"], ["stopCompute a"]],
    [
      "an approved set that is too large: it is lowered",
      [set("a", d2, 40)],
      { maxInstances: 10 },
      [],
      ["lowerCeiling a"],
    ],
    [
      "one that is excepted",
      [set("a", d2, 40)],
      { exceptions: [exception("oversized-scale-set", { resource: "**/a" })] },
      [],
      [],
    ],
    ["an approved set", [set("a", d2, 4)], {}, [], []],
    ["one machine more than is approved", three, { gpuSizes: [{ size: t4, max: 2 }] }, ["a"], ["stopCompute a"]],
    [
      "a set of which a part may stay",
      [set("a", t4, 2), set("b", t4, 2)],
      { gpuSizes: [{ size: t4, max: 3 }] },
      [],
      ["lowerCeiling a"],
    ],
    ["a set that has no machine and may not grow", [set("a", t4, 0)], {}, [], ["stopCompute a"]],
  ];
  for (const [what, resources, given, burning, expected] of cases)
    it(what, () => {
      const setting = estateOf(given);
      const gathered = gather(healthyBut({ resources }));
      const report = judgeAll(gathered, manifest, { estate: setting, version: "0.0.0" });
      const ids = new Set(resources.map(({ id }) => id));
      assert.deepEqual(report.burning!.resources.map(({ name }) => name).sort(), burning);
      assert.deepEqual(
        report.acts.flatMap(({ id, targets }) =>
          targets.filter(to => ids.has(to.id)).map(({ name }) => `${id} ${name}`),
        ),
        expected,
      );
    });

  it("and the runbook stops what the acts stop, of the planted tenant", async () => {
    const evidence = await contosoGathered();
    const report = judgeAll(evidence.gathered, evidence.manifest, { estate, version: "0.0.0" });
    const stopped = report.acts.filter(({ stage }) => stage === "stop").flatMap(({ targets }) => targets);
    const { steps } = runbookOf(evidence, estate, "0.0.0");
    const items = steps.find(({ title }) => title === "Stop what burns")!.items.map(({ name }) => name);
    // beside what happened on other resources: there a person looks
    for (const { name } of [...stopped, ...report.burning!.resources]) assert(items.includes(name), name);
    assert(stopped.length > report.burning!.resources.length, "a cluster without a machine, and where mining was seen");
  });
});
