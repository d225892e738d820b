import assert from "node:assert/strict";
import type { Rule } from "../../catalogue/outcome";
import { signals } from "../../posture/checks/signals";
import type { Report } from "../../posture/report/model";
import { ocsf } from "../../posture/report/ocsf";
import { auditRules } from "../../posture/run/kinds";
import { printed } from "./printed";
import { everyRule, reports } from "./reports";
import { hostile, sample } from "./sample";

// biome-ignore lint/suspicious/noExplicitAny: an event of either class, as a reader of logs has it
type Event = any;

const eventsOf = (report: Report): Event[] =>
  printed(ocsf, report)
    .split("\n")
    .filter(Boolean)
    .map(line => JSON.parse(line));

describe("the OCSF report", () => {
  const events = eventsOf(sample);

  it("has an event for each finding, excepted or not, unknown, check that passes and gap", () =>
    assert.deepEqual(
      events.map(({ class_uid, severity, status, compliance, finding_info }) => [
        class_uid,
        severity,
        status,
        compliance.status,
        finding_info.analytic?.uid ?? compliance.checks[0].uid,
      ]),
      [
        [2003, "Critical", "New", "Fail", "compute-creator-without-mfa"],
        [2003, "High", "New", "Fail", "compute-creator-without-mfa"],
        [2003, "Unknown", undefined, "Warning", "account-without-mfa"],
        [2003, "Informational", undefined, "Pass", "standing-root-access"],
        [2003, "Critical", "Suppressed", "Fail", "compute-creator-without-mfa"],
        [2003, "Unknown", undefined, "Warning", "account-without-mfa"],
      ],
    ));
  it("says who, where, what to do, by which requirements, and what it costs", () => {
    const [person, machines] = events;
    assert.deepEqual(person.resources, [
      { uid: "00000000-0000-0000-0000-0000000000d1", name: hostile.markup, type: "user" },
    ]);
    assert.deepEqual(person.cloud, {
      provider: "Azure",
      org: { uid: "00000000-0000-0000-0000-00000000c0de", name: "Contoso" },
    });
    assert.deepEqual(machines.cloud.account, {
      uid: "00000000-0000-0000-0000-000000000001",
      name: "Contoso Production",
      type_id: 13,
      type: "Azure Subscription",
    });
    assert.equal(person.remediation.desc, "Take the right away.");
    assert(person.compliance.requirements.includes("nist-800-53 IA-2(1)"));
    assert(person.compliance.standards.includes("NIST SP 800-53 Rev. 5"));
    assert.deepEqual(person.unmapped, { could_burn_usd_per_day: 8123.5, could_burn_bound: "atLeast" });
    assert.equal(machines.unmapped.burning_usd_per_day, 512.25);
    assert.equal(person.time, Date.UTC(2026, 10, 24, 6));
  });
  it("gives each event an id of its own, the same in every run", () => {
    const ids = events.map(({ metadata }) => metadata.uid);
    assert.equal(new Set(ids).size, events.length);
    assert.deepEqual(
      eventsOf(sample).map(({ metadata }) => metadata.uid),
      ids,
    );
  });
  it("tells what happened as a detection with its analytic and techniques, and how things stand as compliance", () => {
    for (const event of eventsOf(everyRule())) {
      const { analytic, attacks } = event.finding_info;
      const rule = auditRules.find(({ id }) => id === analytic.uid) as Rule;
      assert.equal(event.class_uid, rule.detects ? 2004 : 2003, rule.id);
      assert.equal("compliance" in event, !rule.detects, rule.id);
      if (!rule.detects) assert.equal(attacks, undefined);
    }
    for (const { id } of signals) {
      assert.equal(auditRules.find(rule => rule.id === id)?.detects, true, id);
      const [event] = eventsOf({ ...everyRule(), outcomes: everyRule().outcomes.filter(({ rule }) => rule.id === id) });
      assert(event.finding_info.attacks.length > 0, id);
    }
    const burst = eventsOf(everyRule()).find(({ finding_info }) => finding_info.analytic.uid === "compute-burst");
    assert.deepEqual(burst.finding_info.attacks[0], {
      technique: { uid: "T1578", src_url: "https://attack.mitre.org/techniques/T1578/" },
      sub_technique: { uid: "T1578.002", src_url: "https://attack.mitre.org/techniques/T1578/002/" },
    });
  });
  it("loses no gap, not even one that no check needed", () => {
    const gap = { what: "users", missing: "User.Read.All", reason: "denied" } as const;
    const [event] = eventsOf({ ...sample, outcomes: [], excepted: [], gaps: [gap] });
    assert.deepEqual(event.compliance, {
      status_id: 2,
      status: "Warning",
      status_details: ["users could not be read (denied): needs User.Read.All"],
    });
  });
  it("is one line an event, whatever the names are", () => {
    for (const [what, report] of reports()) assert(eventsOf(report).every(Boolean), what);
  });
});
