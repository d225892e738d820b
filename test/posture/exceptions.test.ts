import assert from "node:assert/strict";
import { type Estate, estateSchema } from "../../catalogue/estate";
import type { Exception } from "../../catalogue/exceptions";
import { type Report, reportSchema } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { denied, type Gaps, gather, guid, healthy, manifest, now, quota } from "./checks-tenant";

const rule = "unused-gpu-quota";
const a100 = "StandardNCADSA100v4Family";
const rows = {
  ...healthy,
  quota: [quota("cores", 0, 480), quota(a100, 0, 48), { ...quota(a100, 0, 48), subscription: guid(2) }],
};

const exception = (change: Partial<Exception> = {}): Exception => ({
  rule,
  resource: `/subscriptions/${guid(2)}/**/usages/*a100*`,
  reason: "kept for the yearly rendering week",
  owner: "render@contoso.com",
  until: "2026-12-31",
  ...change,
});
const estate = (...exceptions: Exception[]): Estate => estateSchema.parse({ allowTagExceptions: true, exceptions });
const audit = (given: Estate, gaps: Gaps = {}, select = (id: string) => id === rule): Report =>
  judgeAll(gather(rows, gaps), manifest, { estate: given, version: "0.0.0", select: ({ id }) => select(id) });

const places = (report: Report) =>
  report.outcomes.flatMap(({ findings }) => findings.map(({ subject }) => subject.name));
const inProduction = `${a100} of Production`;
const inSandbox = `${a100} of Sandbox`;

describe("exceptions in an audit", () => {
  it("without any, both findings stand", () => {
    const report = audit(estate());
    assert.deepEqual(places(report).sort(), [inProduction, inSandbox]);
    assert.deepEqual([report.excepted, report.idleExceptions, report.summary.excepted], [[], [], 0]);
  });

  it("move what they mean out of the findings and their sums, and nothing else", () => {
    const report = audit(estate(exception()));
    assert.deepEqual(places(report), [inProduction]);
    assert.deepEqual(
      report.excepted.map(({ finding, exception: { owner } }) => [finding.subject.name, owner]),
      [[inSandbox, "render@contoso.com"]],
    );
    assert.deepEqual([report.summary.findings.high, report.summary.excepted], [1, 1]);
    assert.equal(report.outcomes[0]?.status, "fail");
    assert.doesNotThrow(() => reportSchema.parse(report));
  });

  it("of every finding leave a check that passes, or that is unknown where something was not read", () => {
    const all = exception({ resource: "**" });
    assert.equal(audit(estate(all)).outcomes[0]?.status, "pass");
    assert.equal(audit(estate(all)).summary.status, "pass");
    const torn = audit(estate(all), { quota: [denied("quota")] });
    assert.equal(torn.outcomes[0]?.status, "unknown");
    assert.equal(torn.summary.excepted, 2);
    // the requirement of a framework is what is left of its checks
    const statuses = audit(estate(all)).compliance.flatMap(({ requirements }) => requirements.map(each => each.status));
    assert.deepEqual([...new Set(statuses)].sort(), ["notTested", "pass"]);
  });

  it("count to the end of their last day, by the day of collection", () => {
    const day = now.slice(0, 10);
    assert.equal(audit(estate(exception({ until: day }))).summary.excepted, 1);
    const ended = audit(estate(exception({ until: "2026-11-19" })));
    assert.equal(ended.summary.excepted, 0);
    assert.deepEqual(
      ended.idleExceptions.map(({ why }) => why),
      ["ended"],
    );
  });

  it("that match nothing are said; those that this run could not match are not", () => {
    const lost = exception({ resource: "/subscriptions/x/**" });
    const report = audit(
      estate(
        exception(),
        lost,
        exception({ resource: "urn:pulumi:prod::ml::*::gpu" }),
        exception({ resource: "**", stackTag: "compute=ml" }),
        exception({ rule: "compute-creator-without-mfa", resource: "**" }),
      ),
    );
    assert.deepEqual(report.idleExceptions, [{ exception: lost, why: "matchesNothing" }]);
    assert.equal(report.summary.excepted, 1, "a tag of a stack excepts nothing here");
  });

  it("of two that apply the first answers, and neither is idle", () => {
    const report = audit(estate(exception({ owner: "first" }), exception({ resource: "**", owner: "second" })));
    assert.deepEqual(report.excepted.map(({ finding, exception: { owner } }) => [finding.subject.name, owner]).sort(), [
      [inProduction, "second"],
      [inSandbox, "first"],
    ]);
    assert.deepEqual(report.idleExceptions, []);
  });

  describe("for no more than they were given for", () => {
    const size = "Standard_NC24ads_A100_v4";
    const group = `/subscriptions/${guid(1)}/resourceGroups/rg-ml`;
    const trainers = (capacity: number) => ({
      id: `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/trainers`,
      type: "Microsoft.Compute/virtualMachineScaleSets",
      name: "trainers",
      subscription: guid(1),
      region: "westeurope",
      resource: { sku: { name: size, capacity } },
    });
    const given = exception({ rule: "unapproved-gpu-size", resource: `${group}/**`, upTo: { size, count: 4 } });
    const judged = (capacity: number, ...exceptions: Exception[]) => {
      const { excepted, idleExceptions, outcomes } = judgeAll(
        gather({ ...rows, resources: [trainers(capacity)] }, {}),
        manifest,
        {
          estate: estate(...exceptions),
          version: "0.0.0",
          select: ({ id }) => exceptions.some(({ rule }) => rule === id),
        },
      );
      const said = outcomes.flatMap(({ findings }) =>
        findings.map(({ message }) => /; (its exception .*)$/.exec(message)?.[1]),
      );
      return { excepted: excepted.length, said, idle: idleExceptions.length };
    };

    it("hold for what runs within it", () => assert.deepEqual(judged(4, given), { excepted: 1, said: [], idle: 0 }));
    it("do not hold for what runs beyond it, and the finding says so", () =>
      assert.deepEqual(judged(5, given), {
        ...{ excepted: 0, said: ["its exception was not given for 5 machines"], idle: 0 },
      }));
    it("do not count for what asks for nothing, and the finding says so", () => {
      const { excepted, said, idle } = judged(4, exception({ upTo: { count: 4 } }));
      assert.deepEqual([excepted, idle], [0, 0]);
      assert.deepEqual(said.filter(Boolean), [
        "its exception does not count, for whether this is within its upTo cannot be told here",
      ]);
    });
    it("do not keep another that applies from what nobody can tell", () =>
      assert.equal(judged(4, exception({ upTo: { count: 4 } }), exception()).excepted, 1));
  });
});
