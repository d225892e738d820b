import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import { checks } from "../../posture/checks/all";
import { activityRecord } from "../../posture/evidence/reading/activity-records";
import { directoryRecord } from "../../posture/evidence/reading/directory-records";
import type { SignalCheck } from "../../posture/signal-check";
import { activityLog } from "../../posture/signals/activity-log";
import { actsOf } from "../../posture/signals/acts";
import { directoryLog } from "../../posture/signals/directory-log";
import { changes } from "../../posture/signals/directory-questions";
import { Fold } from "../../posture/signals/fold";
import { judge } from "../../posture/signals/judge";
import type { Log } from "../../posture/signals/log";
import { logs as asked } from "../../posture/signals/logs";
import type { Answer, Question } from "../../posture/signals/question";
import { ruleOf } from "../../posture/signals/rule";
import type { Row } from "../../simulator/json";
import { logs } from "../../simulator/kql/language";
import { parseQuery } from "../../simulator/kql/query";
import { workspaceTable } from "../../simulator/logs/tables";
import { contoso } from "../../simulator/scenario/contoso";
import { now, planted, workspace } from "./planted";

const signals = checks
  .filter((check): check is SignalCheck => "signal" in check)
  .map(({ signal }) => signal)
  .filter(({ log }) => log === "activity");
const tenant = contoso();
const { questions } = asked.activity;
const limits = defaultEstate.thresholds;

/** Records of Entra's audit log, and those of Azure's. */
const byLog = (records: readonly Row[]): [Row[], Row[]] => [
  records.filter(record => "activityDisplayName" in record),
  records.filter(record => !("activityDisplayName" in record)),
];

async function folded<R>(log: Log<R>, records: readonly R[], question: Question): Promise<readonly Answer[]> {
  const fold = new Fold(question);
  async function* streamed() {
    yield* records;
  }
  for await (const act of actsOf(log, streamed())) fold.add(act);
  return [...fold.answers()];
}

/** What the rule that watches answers, by the simulator's own reading of Kusto. */
function watched(query: string, records: readonly Row[]): number {
  const [directoryAudits, activityLog] = byLog(records);
  const { arm, graph } = tenant;
  const seen = { ...tenant, at: now, arm: { ...arm, activityLog }, graph: { ...graph, directoryAudits } };
  const exporting = { ...workspace, tables: [...workspace.tables, "AuditLogs"] };
  const table = (name: string) => workspaceTable(seen, exporting, name);
  return parseQuery(query, { language: logs, now: Date.parse(now), table }).rows().length;
}

/** What the audit finds where no engine is there. */
async function audited(
  { grain, where, judgement, people }: SignalCheck["signal"],
  records: readonly Row[],
): Promise<number> {
  const [audits, activity] = byLog(records);
  const parsed = activity.map(record => activityRecord.parse(record));
  const byCaller = await folded(activityLog, parsed, questions.operations);
  const answers = await folded(activityLog, parsed, questions[grain as keyof typeof questions]);
  const others = await folded(
    directoryLog,
    audits.map(record => directoryRecord.parse(record)),
    changes,
  );
  const names = new Map(byCaller.flatMap(({ key, distinct }) => (distinct.name ?? []).map(name => [key.caller, name])));
  const who = { column: "caller", named: (id: string) => names.get(id) ?? id };
  const frame = { limits, now, whole: true, from: "2026-08-26T00:00:00.000Z", mostDays: 90, who };
  const elsewhere = judgement.is === "after" && judgement.cause.log !== undefined;
  const verdicts = [...judge(judgement, where, answers, frame, elsewhere ? others : undefined)];
  assert(!verdicts.some(verdict => "unknown" in verdict));
  return verdicts.filter(verdict => !people || ("of" in verdict && who.named(verdict.of.caller ?? "").includes("@")))
    .length;
}

describe("signals of the activity log", () => {
  it("each has records that fire it, and twins that do not", () => {
    const without = signals.filter(({ id, unwatched }) => !unwatched && !planted[id]).map(({ id }) => id);
    assert.deepEqual(without, []);
    assert.deepEqual(
      Object.keys(planted).filter(id => !signals.some(signal => signal.id === id)),
      [],
    );
  });

  it("tell of nobody who is new where no record names anybody", () => {
    const unnamed = planted["first-compute-creator"]!.fires["a machine half an hour ago"]!().map(row => ({
      ...{ ...row, claims: {} },
      caller: "",
    }));
    const { query } = ruleOf(signals.find(({ id }) => id === "first-compute-creator")!, limits);
    assert.equal(watched(query, unnamed), 0);
  });

  it("take acts of nobody for those of no one identity", () => {
    const unnamed = (rows: readonly Row[]) => rows.map(row => ({ ...row, claims: {}, caller: "" }));
    const cases: readonly (readonly [id: string, fires: string])[] = [
      ["compute-burst", "three regions within two hours"],
      ["compute-mass-deletion", "twenty within an hour"],
      ["gpu-driver-burst", "five within an hour"],
      ["quota-request-burst", "three within a day"],
      ["failed-compute-burst", "three sizes in one region"],
    ];
    for (const [id, fires] of cases) {
      const { query } = ruleOf(signals.find(signal => signal.id === id)!, limits);
      assert.equal(watched(query, planted[id]!.fires[fires]!()), 1, id);
      assert.equal(watched(query, unnamed(planted[id]!.fires[fires]!())), 0, id);
    }
  });

  for (const signal of signals) {
    const { fires = {}, quiet = {} } = planted[signal.id] ?? {};
    const { query } = ruleOf(signal, limits);
    describe(signal.id, () => {
      for (const [what, records] of Object.entries(fires))
        it(`fires: ${what}`, async () => {
          assert.equal(watched(query, records()), 1, "the rule of the workspace");
          assert.equal(await audited(signal, records()), 1, "the audit");
        });
      for (const [what, records] of Object.entries(quiet))
        it(`is quiet: ${what}`, async () => {
          assert.equal(watched(query, records()), 0, "the rule of the workspace");
          assert.equal(await audited(signal, records()), 0, "the audit");
        });
      if (signal.unwatched) return;
      it("fits into a rule of Sentinel", () => assert(query.length <= 10_000, String(query.length)));
    });
  }
});
