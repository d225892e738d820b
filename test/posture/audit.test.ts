import assert from "node:assert/strict";
import * as fc from "fast-check";
import { defaultEstate } from "../../catalogue/estate";
import { severities } from "../../catalogue/outcome";
import { policies } from "../../policies/all";
import { formats } from "../../posture/report/formats";
import { judgeAll } from "../../posture/run/audit";
import { fingerprint } from "../../posture/run/fingerprint";
import { auditRules } from "../../posture/run/kinds";
import { counted } from "../counted";
import { runs } from "../depth";
import { printed } from "../report/printed";
import {
  assignment,
  daysAgo,
  denied,
  estateOf,
  filter,
  gather,
  guid,
  healthy,
  manifest,
  membership,
  outcome,
  policy,
  production,
  quota,
  type Rows,
  registration,
  report,
  role,
  roleIds,
  user,
} from "./checks-tenant";

const many = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

/** Something of everything, several of each. */
const busy: Rows = {
  ...healthy,
  users: [...many(101, 8).map(n => user(n, { guest: n === 105, enabled: n !== 106 }))],
  registrations: many(101, 6).map(n => registration(n, n % 2 === 0, n === 103)),
  memberships: [
    membership(201, 103),
    membership(201, 104),
    membership(201, 202),
    membership(202, 107),
    membership(202, 105),
  ],
  roleDefinitions: [
    ...healthy.roleDefinitions,
    role(guid(401), "Builder", ["Microsoft.Compute/*", "*/read"], [], { custom: true }),
  ],
  roleAssignments: [
    ...healthy.roleAssignments,
    assignment(513, 201, roleIds.contributor, "/providers/Microsoft.Management/managementGroups/root"),
    assignment(514, 106, roleIds.owner),
    assignment(515, 199, roleIds.owner, `${production}/resourceGroups/g`),
    assignment(516, 104, roleIds.userAccessAdministrator, "/"),
    assignment(517, 108, guid(401)),
    assignment(518, 101, guid(498)),
    assignment(519, 102, guid(499)),
  ],
  conditionalAccess: [
    policy({ users: filter({ includeUsers: ["All"], excludeGroups: [guid(202)], excludeUsers: [guid(102)] }) }),
    policy({ id: guid(502), name: "Report", state: "enabledForReportingButNotEnforced" }),
  ],
  quota: [
    ...["westeurope", "eastus", "brazilsouth"].flatMap(region =>
      [1, 2].flatMap(s => [
        quota("cores", 0, 64, region, guid(s)),
        quota("StandardNCADSA100v4Family", 0, 48, region, guid(s)),
        quota("Standard NCASv3_T4 Family", 0, 64, region, guid(s)),
        quota("standardDSv5Family", 0, 64, region, guid(s)),
        quota("lowPriorityCores", 0, 10, region, guid(s)),
      ]),
    ),
  ],
  elevations: [
    {
      source: "activityLog",
      id: "a",
      at: daysAgo(3),
      action: "elevated",
      succeeded: true,
      by: { id: guid(104), name: "user104@contoso.com", kind: "user" },
    },
    {
      source: "entraAudit",
      id: "b",
      at: daysAgo(3),
      action: "elevated",
      succeeded: true,
      by: { id: guid(104), name: "user104@contoso.com", kind: "user" },
    },
  ],
  resources: many(1, 4).map(n => machine(`vm${n}`, n % 2 ? "Standard_NC24ads_A100_v4" : "Standard_D2s_v5")),
};
const gaps = {
  registrations: [denied("registrations", [guid(107), guid(108)]), denied("others")],
  quota: [denied("quota", [guid(3)])],
};

function machine(name: string, vmSize: string, more: object = {}): Rows["resources"][number] {
  return {
    id: `${production}/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/${name}`,
    type: "microsoft.compute/virtualmachines",
    name,
    region: "westeurope",
    subscription: guid(1),
    resource: { location: "westeurope", properties: { hardwareProfile: { vmSize }, ...more } },
  };
}

describe("the whole judgement", () => {
  const judged = (rows: Rows) => judgeAll(gather(rows, gaps), manifest, { estate: defaultEstate, version: "1.2.3" });

  it("is the same whatever order the evidence comes in", () => {
    const expected = JSON.stringify(judged(busy));
    const shuffled = fc.record(
      Object.fromEntries(
        Object.entries(busy).map(([kind, rows]) => [kind, fc.shuffledSubarray([...rows], { minLength: rows.length })]),
      ) as unknown as { [K in keyof Rows]: fc.Arbitrary<Rows[K]> },
    );
    void fc.assert(
      fc.property(shuffled, rows => assert.equal(JSON.stringify(judged(rows as Rows)), expected)),
      { numRuns: runs(50) },
    );
  });
  it("does not change what it is given", () => {
    const deep = <T>(value: T): T => {
      if (value !== null && typeof value === "object") Object.values(Object.freeze(value)).forEach(deep);
      return value;
    };
    assert.deepEqual(
      judgeAll(deep(gather(busy, gaps)), manifest, { estate: defaultEstate, version: "1.2.3" }),
      judged(busy),
    );
  });
  it("is plain JSON, counts right and stands in order", () => {
    const found = judged(busy);
    assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
    const findings = found.outcomes.flatMap(({ findings }) => findings);
    for (const severity of severities)
      assert.equal(found.summary.findings[severity], findings.filter(finding => finding.severity === severity).length);
    assert.equal(
      found.summary.checks.fail + found.summary.checks.unknown + found.summary.checks.pass,
      found.outcomes.length,
    );
    assert.equal(found.summary.status, "fail");
    // what fails comes first, by its worst finding; then what could not be judged; then what passed
    const order = found.outcomes.map(({ status, findings }) =>
      status === "fail"
        ? 2 + Math.max(...findings.map(({ severity }) => severities.indexOf(severity)))
        : status === "unknown"
          ? 1
          : 0,
    );
    assert(new Set(order).size > 3, "the tenant has failures of several severities");
    assert.deepEqual(
      order,
      [...order].sort((a, b) => b - a),
    );
    const prints = findings.map(({ fingerprint }) => fingerprint);
    assert.equal(new Set(prints).size, prints.length);
    for (const gap of Object.values(gaps).flat())
      assert(found.gaps.some(({ what, subjects }) => what === gap.what && subjects?.length === gap.subjects?.length));
    assert.deepEqual(
      [found.tool.version, found.tenant, found.subscriptions.map(({ name }) => name)],
      ["1.2.3", { id: guid(900), name: "Contoso" }, ["Production", "Sandbox"]],
    );
  });
  it("can be printed in every format", () => {
    for (const format of formats) assert(printed(format, judged(busy)).length > 100, format.name);
  });
  it("judges what is selected, and nothing else", () => {
    const { outcomes } = judgeAll(gather(busy), manifest, {
      estate: defaultEstate,
      version: "",
      select: ({ control }) => control === "elevate-access",
    });
    assert.deepEqual(outcomes.map(({ rule }) => rule.id).sort(), [
      "compute-after-elevation",
      "elevate-access-use",
      "global-administrator-sprawl",
      "standing-root-access",
      "synced-global-administrator",
    ]);
  });
  it("states of each rule what is healthy, and what is wrong where it is not", () => {
    const titles = auditRules.flatMap(({ title, faultTitle }) => [title, faultTitle]);
    assert.equal(new Set(titles).size, titles.length);
    for (const title of titles) assert.match(title, /^[A-Z][^.]*[^.\s]$/);
  });
  it("has one rule for each id", () => assert.equal(new Set(auditRules.map(({ id }) => id)).size, auditRules.length));
  it("knows a finding again in other letters, and tells two apart", () => {
    assert.equal(fingerprint("r", "/Subscriptions/X"), fingerprint("r", "/subscriptions/x"));
    const all = [fingerprint("r", "x"), fingerprint("r", "x", "k"), fingerprint("q", "x"), fingerprint("r", "y")];
    assert.equal(new Set(all).size, all.length);
    assert.match(all[0]!, /^[0-9a-f]{16}$/);
  });
});

describe("compute in use", () => {
  const found = (rule: string, resources: Rows["resources"], estate: object = {}) => {
    const { status, findings, unknowns } = outcome(rule, { resources }, {}, estateOf(estate));
    return {
      status,
      at: findings.map(({ subject }) => subject.name),
      severities: findings.map(({ severity }) => severity),
      unknowns: unknowns.length,
    };
  };
  it("faults a GPU that runs", () =>
    assert.deepEqual(
      found("unapproved-gpu-size", [machine("gpu", "standard_nc24ads_a100_v4"), machine("web", "Standard_D2s_v5")]),
      {
        status: "fail",
        at: ["gpu"],
        severities: [policies.find(({ id }) => id === "unapproved-gpu-size")!.severity],
        unknowns: 0,
      },
    ));
  it("is content with one that the estate approves of", () =>
    assert.equal(
      found("unapproved-gpu-size", [machine("gpu", "Standard_NC24ads_A100_v4")], {
        gpuSizes: ["Standard_NC24ads_A100_v4"],
      }).status,
      "pass",
    ));
  it("leaves out a rule that the estate does without", () =>
    assert.deepEqual(
      report().outcomes.filter(({ rule }) => rule.id === "unapproved-vm-size"),
      [],
    ));
  it("takes a mark in place of a secret for no value: neither a fault nor a pass", () => {
    const secret = machine("web", "Standard_D2s_v5", { osProfile: { customData: "hidden:sha256:0123456789abcdef" } });
    assert.deepEqual(found("mining-payload", [secret]), { status: "unknown", at: [], severities: [], unknowns: 1 });
  });
  it("passes nothing that it could not see, though no policy speaks of it", () => {
    const hidden = { name: "DB_PASSWORD", value: "hidden:sha256:0123456789abcdef" };
    const container = { name: "web", properties: { image: "nginx:1.27", environmentVariables: [hidden] } };
    const group = {
      ...machine("web", ""),
      type: "Microsoft.ContainerInstance/containerGroups",
      resource: { properties: { containers: [container] } },
    };
    assert.deepEqual(found("mining-payload", [group]), { status: "unknown", at: [], severities: [], unknowns: 1 });
  });
  it("does not know what it could not read", () =>
    assert.equal(outcome("unapproved-gpu-size", {}, { resources: [denied("resources")] }).status, "unknown"));
  it("tells two faults of one machine apart", () => {
    const pools = {
      ...machine("aks", ""),
      type: "Microsoft.ContainerService/managedClusters",
      resource: {
        properties: {
          agentPoolProfiles: ["a", "b"].map(name => ({ name, count: 1, vmSize: "Standard_NC24ads_A100_v4" })),
        },
      },
    };
    const { findings } = outcome("unapproved-gpu-size", { resources: [pools] });
    assert.equal(findings.length, 2);
    assert.notEqual(findings[0]?.fingerprint, findings[1]?.fingerprint);
  });
});

describe("growth", () => {
  /** n users, n / 10 assignments, half of them by groups of ten. */
  const tenant = (n: number): Rows => {
    const users = many(0, n).map(i => ({ ...user(0), id: guid(1_000_000 + i), upn: `u${i}@contoso.com` }));
    const groups = many(0, n / 20).map(i => guid(2_000_000 + i));
    return {
      ...healthy,
      users,
      registrations: users.map(({ id }, i) => ({ user: id, mfaRegistered: i % 3 > 0, mfaCapable: true, admin: false })),
      memberships: users.slice(0, n / 2).map(({ id }, i) => ({
        group: groups[i % groups.length]!,
        groupName: "g",
        member: id,
        memberType: "User" as const,
      })),
      roleAssignments: many(0, n / 10).map(i => ({
        ...assignment(3_000_000 + i, 101, roleIds.contributor, i % 2 ? production : "/"),
        ...(i % 2
          ? { principal: groups[i >> 1]!, principalType: "Group" as const }
          : { principal: users[n - 1 - i]!.id }),
      })),
      resources: many(0, n / 10).map(i => machine(`vm${i}`, "Standard_NC24ads_A100_v4")),
    };
  };
  const looks = (n: number): number => {
    const { data, looks } = counted(gather(tenant(n)));
    judgeAll(data, manifest, { estate: defaultEstate, version: "" });
    return looks();
  };
  it("is with the tenant, not with its square", () => {
    // About 4 where each row is looked at a fixed number of times, 16 where rows are compared in pairs.
    const ratio = looks(2000) / looks(500);
    assert.ok(ratio < 6, `four times the tenant was looked into ${ratio.toFixed(1)} times as often`);
  });
});
