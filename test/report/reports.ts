import type { Outcome } from "../../catalogue/outcome";
import { withBaseline } from "../../posture/report/history";
import type { Report } from "../../posture/report/model";
import { auditRules } from "../../posture/run/kinds";
import { goldenReport } from "../golden/golden";
import { machine, scanned, template } from "../scan/kit";
import { sample } from "./sample";

/** Names that no format may stumble over: half of a surrogate pair, what XML forbids, marks of every markup, and very long. */
export const awkward = [
  "\uD800",
  "\u0000\u0001\u001b[31m\uFFFE\uFFFF",
  "]]> <!-- & \" ' -->",
  "@contoso/admins closes #1, GH-2, https://198.51.100.7/ www.contoso.com ![x](https://198.51.100.7/x.png) [a](javascript:b)",
  "```\n| a | b |\n| --- | --- |\n`x` ``y`` \\| <details open ontoggle=alert(1)>",
  "\t=1+1",
  "$$x$$ ~~x~~ **x** __x__ :tada:",
  "   ",
  "",
  "x".repeat(5000),
  "Ünïcode 文 👩‍💻",
  "{0} {{1}} %s",
];

/** The sample with one of them in every place that a tenant's names and messages have. */
export const namedAs = (name: string): Report => {
  const subject = { kind: "user", id: `00000000-0000-0000-0000-0000000000d1${name}`, name, scope: name } as const;
  const [failed, unknown] = sample.outcomes as unknown as [Outcome, Outcome];
  const finding = { ...failed.findings[0]!, subject, message: name, proof: [name], path: name };
  const gap = { what: name, missing: name, reason: "denied", subjects: [name] } as const;
  const principal = { id: subject.id, name, kind: "user" };
  return {
    ...sample,
    tenant: { id: "00000000-0000-0000-0000-00000000c0de", name },
    subscriptions: [{ id: "00000000-0000-0000-0000-000000000001", name }],
    outcomes: [
      { ...failed, findings: [finding] },
      { ...unknown, unknowns: [{ rule: unknown.rule.id, subject, why: name }], gaps: [gap] },
    ],
    excepted: sample.excepted.map(({ exception }) => ({
      finding: { ...finding, fingerprint: "c1b2c3d4e5f60718" },
      exception: { ...exception, reason: name, owner: name, resource: name },
    })),
    gaps: [gap],
    burning: {
      ...sample.burning!,
      resources: sample.burning!.resources.map(row => ({ ...row, name, id: name })),
      unread: [name],
    },
    grants: [{ gives: [name], at: [name], reads: [name], commands: [{ shell: "bash", line: name }] }],
    capacityCreated: {
      ...sample.capacityCreated!,
      days: sample.capacityCreated!.days.map(row => ({ ...row, region: name })),
      unread: [name],
    },
    blastRadius: sample.blastRadius.map(radius => ({
      ...radius,
      principal,
      defence: name,
      unread: [name],
      capabilities: radius.capabilities.map(each => ({ ...each, how: name })),
      roads: { ...radius.roads!, shown: [{ edges: [name, name], weakest: 1 }], removal: name },
    })),
  };
};

/** A report of every rule that there is, each with a finding. */
export const everyRule = (): Report => ({
  ...sample,
  excepted: [],
  gaps: [],
  outcomes: auditRules.map(({ id, title, faultTitle, severity, why, fix, control, detects }) => ({
    rule: { id, title, faultTitle, severity, why, fix, control, ...(detects && { detects }) },
    status: "fail" as const,
    findings: sample.outcomes[0]!.findings.map(finding => ({ ...finding, rule: id, severity })),
    unknowns: [],
    gaps: [],
  })),
});

/** Nothing was found, and nothing was seen. */
export const empty: Report = (() => {
  const { tenant: _, burning: __, tenantBlast: ___, firstAlarm: ____, ...rest } = sample;
  return {
    ...rest,
    subscriptions: [],
    outcomes: [],
    excepted: [],
    idleExceptions: [],
    compliance: [],
    gaps: [],
    blastRadius: [],
  };
})();

/** Reports of every sort, by what they are. */
export const reports = (): readonly (readonly [what: string, report: Report])[] => {
  all ??= made();
  return all;
};
let all: ReturnType<typeof made> | undefined;

const made = (): readonly (readonly [what: string, report: Report])[] => [
  ["the sample", sample],
  ["the demo's report", goldenReport()],
  [
    "a report of files",
    scanned({ "infra/main one.json": template(machine("Standard_NC24ads_A100_v4")), "a.json": "{" }),
  ],
  ["a report of every rule", everyRule()],
  ["a report with a baseline", withBaseline(sample, { ...sample, collectedAt: "2026-11-23T06:00:00Z" })],
  ["an empty report", empty],
  ...awkward.map(name => [`names like ${JSON.stringify(name.slice(0, 20))}`, namedAs(name)] as const),
];
