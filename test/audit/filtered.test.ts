import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import { exitCodeOf } from "../../cli/exit";
import { coverageLines } from "../../posture/report/coverage";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import { kindsJudged } from "../../posture/run/kinds";
import { type SubscriptionChoice, selectSubscriptions } from "../../posture/run/select-subscriptions";
import { goesBySubscription } from "../../posture/run/subscription-gaps";
import type { Sight } from "../../simulator/call";
import type { Fault } from "../../simulator/faults";
import { contoso } from "../../simulator/scenario/contoso";
import { decoySubscription, subscriptions } from "../../simulator/scenario/ids";
import { simulated } from "../simulated";

/** Azure leaves out of its lists what a sign-in may not see. Here the auditor sees nothing, half, or a part. */

const estateFile = join(__dirname, "../../examples/computeguard.yaml");
const estate = parseEstate(readFileSync(estateFile, "utf8"), estateFile);
const at = "2026-11-24T06:00:00.000Z";
const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };

async function audit(sight?: Sight, choice?: SubscriptionChoice, faults: readonly Fault[] = []): Promise<Report> {
  const scenario = contoso({ at, without: "all" });
  return simulated({ scenario, pageSize: 1000, faults, ...(sight && { sight }) }, async signed => {
    const connection = { ...signed, clock };
    const chosen = choice && { subscriptions: await selectSubscriptions(connection, choice) };
    const { gathered, manifest } = await gather({ ...connection, ...chosen, decoys: estate.decoys });
    return judgeAll(gathered, manifest, { estate, version: "0.0.0" });
  });
}

const all = [...Object.values(subscriptions), decoySubscription];
const [first, ...others] = Object.values(subscriptions) as [string, ...string[]];
const half = all.slice(0, 2);

const sights: readonly (readonly [what: string, sight: Sight, head: readonly RegExp[], exit: number])[] = [
  [
    "no role anywhere",
    { whole: [], rootGroup: false },
    [/^0 of an unknown number of subscriptions/, /sees no subscription: give it Reader/],
    2,
  ],
  [
    "a role at the root group that reaches no subscription",
    { whole: [], rootGroup: true },
    [/^0 of 5 subscriptions/, /sees no subscription/, /^Not seen: Contoso .*Contoso/],
    2,
  ],
  ["half of the subscriptions", { whole: half, rootGroup: true }, [/^2 of 5 subscriptions/, /^Not seen: Contoso/], 3],
  [
    "half of the subscriptions, and not their number",
    { whole: half, rootGroup: false },
    [/^2 of an unknown number of subscriptions/, /no check of them can pass/],
    3,
  ],
  // where its rights are seen in part, the decoy is not proved, and its idle quota a fault: of it no more than a group is seen either
  [
    "one resource group of a subscription",
    { whole: others, part: [first, decoySubscription], rootGroup: true },
    [/^5 of 5 subs/],
    3,
  ],
  ["resource groups only", { whole: [], part: all, rootGroup: true }, [/^5 of 5 subscriptions, .* sources/], 3],
];

describe("an audit whose lists are filtered by rights", () => {
  const bySubscription = ({ outcomes }: Report) =>
    outcomes.filter(({ rule }) => kindsJudged(({ id }) => id === rule.id).some(goesBySubscription));

  it("is sound, and passes, where nothing is left out of them", async () => {
    const report = await audit();
    assert.deepEqual(report.gaps, []);
    assert(bySubscription(report).length > 20);
    for (const { rule, status } of report.outcomes) assert.equal(status, "pass", rule.id);
  });

  for (const [what, sight, head, exit] of sights)
    it(`passes no check that reads subscriptions, and says at the head what was seen: ${what}`, async () => {
      const report = await audit(sight);
      for (const { rule, status, findings } of bySubscription(report)) {
        assert.equal(status, "unknown", `${rule.id}: ${status}`);
        assert.deepEqual(findings, [], `${rule.id}: what is not seen proves nothing`);
      }
      const lines = coverageLines(report.coverage);
      for (const form of head)
        assert(
          lines.some(line => form.test(line)),
          `${form} is not in ${lines.join("\n")}`,
        );
      assert(report.coverage.sources.some(({ status }) => status !== "whole"));
      assert.equal(exitCodeOf(report, "low"), exit);
    });

  it("names what Resource Graph knows and ARM leaves out, where their number may not be read", async () => {
    const refused: Fault = { match: { path: "/descendants\\?" }, answer: "denied" };
    const halved: Fault = { match: { path: "^/subscriptions\\?" }, answer: "halved" };
    const report = await audit(undefined, undefined, [refused, halved]);
    const lines = coverageLines(report.coverage);
    assert.match(lines[0]!, /^2 of an unknown number of subscriptions/);
    const { unseen } = report.coverage.subscriptions!;
    assert.equal(unseen.length, 3);
    for (const { id } of unseen) {
      assert(all.includes(id));
      assert(lines.some(line => line.startsWith("Not seen: ") && line.includes(id)));
    }
    for (const { rule, status } of bySubscription(report))
      if (rule.id !== "touched-decoy") assert.notEqual(status, "pass", rule.id); // asked for by the ids of the estate
  });

  it("proves no more where one of those that it sees is left out", async () => {
    const report = await audit({ whole: half, rootGroup: true }, { excluded: [half[0]!] });
    for (const { rule, status } of bySubscription(report)) assert.equal(status, "unknown", rule.id);
    const [head] = coverageLines(report.coverage);
    assert.match(head!, /^1 of the 4 chosen subscriptions/);
    assert.equal(exitCodeOf(report, "low"), 3);
  });

  it("is sound, and a part, where one is left out of a tenant that it sees whole", async () => {
    const report = await audit({ whole: all, rootGroup: true }, { excluded: [half[0]!] });
    assert.deepEqual(report.gaps, []);
    assert.match(coverageLines(report.coverage)[0]!, /^4 of the 4 chosen subscriptions, so this report is a part/);
  });
});
