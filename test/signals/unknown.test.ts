import assert from "node:assert/strict";
import { acts, inHour, shortLog } from "../posture/checks-activity";
import { shortLog as shortSignIns } from "../posture/checks-sign-ins";
import { daysAgo, estateOf, healthy, outcome, type Rows } from "../posture/checks-tenant";

/** What a signal says where it cannot tell. */
const unknown = (rule: string, change: Partial<Rows>, thresholds: object = {}) =>
  outcome(rule, change, {}, estateOf({ thresholds })).unknowns.map(({ subject, why }) => `${subject.name}: ${why}`);

describe("a signal that cannot tell", () => {
  it("says from which day on it can", () => {
    const from = (days: number) => daysAgo(days).slice(0, 10);
    assert.deepEqual(unknown("first-compute-creator", shortLog(20, acts())), [
      `the activity log: the log goes back to ${from(20)}, too short to tell what is new; it can be told from ${from(-8)} on`,
    ]);
  });

  it("promises no day that never comes", () => {
    const thresholds = { newAfterDays: 30, detectionDays: 7 };
    assert.deepEqual(unknown("scripted-sign-in", shortSignIns(30), thresholds), [
      "the sign-ins: to tell what is new, 37 days are wanted, and the log goes back 30 at most; lower thresholds.newAfterDays or thresholds.detectionDays",
    ]);
    const hunted = healthy.activity.map(row => ({ ...row, first: daysAgo(30), key: { ...row.key, road: "hunting" } }));
    assert.deepEqual(unknown("first-compute-creator", { activity: hunted }, thresholds), [
      "the activity log: to tell what is new, 37 days are wanted, and the log goes back 30 at most; lower thresholds.newAfterDays or thresholds.detectionDays",
    ]);
  });

  it("takes acts of nobody for those of no one identity", () => {
    const nobody = { key: { caller: "" }, distinct: { name: [] } };
    const longAgo = acts({ ...nobody, first: daysAgo(20), last: daysAgo(20) });
    const why = `the activity log: no record names who did it at ${daysAgo(1)}: nobody can tell whether it was somebody new`;
    const activity = [...healthy.activity, longAgo, acts(nobody)];
    assert.deepEqual(unknown("first-compute-creator", { activity }), [why]);
    assert.deepEqual(unknown("first-compute-creator", { activity: [...healthy.activity, longAgo] }), []);
    const failed = acts({ ...nobody, key: { caller: "", result: "failed" } });
    assert.deepEqual(unknown("first-compute-creator", { activity: [...healthy.activity, failed] }), []);
    const extension = "microsoft.compute/virtualmachines/extensions/write";
    const other = inHour(30, { caller: "", operation: extension, extension: "customscript" });
    const driver = inHour(30, { caller: "", operation: extension, extension: "nvidiagpudriverlinux" });
    assert.deepEqual(unknown("first-gpu-driver-installer", { activity: [...healthy.activity, other] }), []);
    assert.equal(unknown("first-gpu-driver-installer", { activity: [...healthy.activity, driver] }).length, 1);
  });

  it("speaks of Entra's audit log by its name", () => {
    const [first = ""] = unknown("compute-application-credential", { directoryActivity: [] });
    assert.match(first, /^Entra's audit log: no log was read/);
  });
});
