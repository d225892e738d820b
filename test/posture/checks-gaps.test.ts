import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import type { Gap, Rule } from "../../catalogue/outcome";
import { builtInRoles } from "../../compute/roles/builtin-roles";
import { policies } from "../../policies/all";
import type { Judgement } from "../../posture/check";
import { checks } from "../../posture/checks/all";
import type { EvidenceKind } from "../../posture/evidence/all";
import { derivations } from "../../posture/facts/all";
import type { Need } from "../../posture/facts/needs";
import { coverageLines } from "../../posture/report/coverage";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { resolverFor } from "../../posture/run/resolve";
import { sampled } from "../depth";
import { attackedActivity, workspace } from "./checks-activity";
import { attackedContacts } from "./checks-contacts";
import { denies, trace } from "./checks-decoys";
import { attackedByGrant, attackedDirectory } from "./checks-directory";
import {
  alert,
  delegation,
  detected,
  exemption,
  guardrail,
  plan,
  portalAlert,
  risky,
  secret,
  workload,
} from "./checks-guards";
import { trust } from "./checks-outsiders";
import { administrator } from "./checks-roads";
import { rulesBut } from "./checks-sentinel";
import { attackedSignIns } from "./checks-sign-ins";
import {
  assessed,
  assignment,
  contacts,
  cores,
  coresOn,
  daysAgo,
  denied,
  estateOf,
  filter,
  type Gaps,
  gather,
  guid,
  healthy,
  kinds,
  landing,
  logExports,
  logTable,
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
  sandbox,
  spending,
  unlinked,
  user,
} from "./checks-tenant";

/** The evidence that a check rests on, derived facts followed down. */
function evidenceOf(needs: readonly Need[]): EvidenceKind[] {
  const kinds = new Set<Need>(needs);
  for (const need of kinds)
    if (need in derivations) for (const n of derivations[need as keyof typeof derivations].needs) kinds.add(n as Need);
  return [...kinds].filter(need => !(need in derivations)) as EvidenceKind[];
}

/** As roads these bear on nobody but where an identity works for one of them: `doors.test.ts` has those. */
const seldomRoads: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>(["policyAssignments", "vaults"]);

const rests: readonly (readonly [Rule, readonly EvidenceKind[]])[] = [
  ...checks.map(check => {
    const named: readonly Need[] = check.needs;
    return [check, evidenceOf(named).filter(kind => named.includes(kind) || !seldomRoads.has(kind))] as const;
  }),
  ...policies.map(rule => [rule, ["resources"] as const] as const),
];
const enabled = new Set(report().outcomes.map(({ rule }) => rule.id));

/** Names an emergency account that is gone, one that any policy could keep out, and what a vault of the attacked tenant opens. */
const estate = estateOf({
  breakGlass: ["gone@contoso.com", guid(109)],
  vaults: [{ name: "kv-one", opens: [guid(302)] }],
  workspace,
  decoys: [{ subscription: guid(2), principal: guid(301) }],
});

/** An assignment that is enforced, and only exempted from. */
const inForce = `${guardrail().id}-in-force`;

/** Faults of every check at once. */
const attacked: Partial<Rows> = {
  users: [
    user(101),
    user(102),
    user(103, { guest: true }),
    user(104, { enabled: false }),
    user(105),
    user(106),
    user(107, { synced: true, lastSignIn: daysAgo(200) }),
    user(108),
    user(109),
    user(110),
  ],
  registrations: [
    registration(101, false),
    ...[102, 105, 106, 107, 108, 110].map(n => registration(n)),
    { ...registration(109), methods: ["mobilePhone"] },
  ],
  conditionalAccess: [
    policy({
      state: "enabledForReportingButNotEnforced",
      users: filter({ includeUsers: ["All"], excludeUsers: [guid(198)] }),
    }),
  ],
  activity: [...attackedActivity, ...attackedByGrant],
  passwordProtection: [{ enforced: false, words: 0 }],
  directorySync: [{ synced: true }],
  graphPermissions: [{ id: "a", principal: guid(301), permission: "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8" }],
  administratorLicences: [{ user: guid(102), mailbox: true, office: false }],
  policyObjects: [{ id: guid(198), exists: false }],
  principals: [...healthy.principals, { id: guid(201), type: "Group", name: "Group 201" }],
  memberships: [membership(201, 103), membership(201, 105), membership(201, 106), membership(201, 107)],
  roleDefinitions: [
    ...healthy.roleDefinitions,
    role(guid(401), "Builder", ["*"], [], { custom: true }),
    {
      ...role(guid(402), "Secrets User", []),
      permissions: [{ actions: [], notActions: [], dataActions: ["Microsoft.KeyVault/vaults/secrets/*"] }],
    },
  ],
  roleAssignments: [
    ...healthy.roleAssignments,
    assignment(513, 201, roleIds.contributor),
    assignment(522, 202, roleIds.contributor),
    assignment(514, 104, roleIds.owner),
    assignment(515, 199, roleIds.owner),
    assignment(520, 301, roleIds.contributor),
    assignment(526, 301, roleIds.contributor, sandbox),
    assignment(524, 302, roleIds.vmContributor),
    assignment(525, 110, guid(402), sandbox),
    assignment(516, 105, roleIds.userAccessAdministrator, "/"),
    assignment(518, 102, roleIds.userAccessAdministrator),
    assignment(517, 201, roleIds.owner, "/providers/Microsoft.Management/managementGroups/root"),
  ],
  eligibleAssignments: [
    {
      id: "/eligible/1",
      scope: `/subscriptions/${guid(2)}`,
      role: roleIds.contributor,
      principal: guid(102),
      principalType: "User",
    },
  ],
  activationRules: [
    { id: "/rule/1", scope: `/subscriptions/${guid(2)}`, role: roleIds.contributor, mfa: false, approval: false },
  ],
  quota: [
    quota("StandardNCADSA100v4Family", 0, 24),
    quota("standardDSv5Family", 0, 2000),
    quota("lowPriorityCores", 0, 100),
  ],
  directoryRoles: [107, 105, 106, 101, 102, 109, 301].map(n => administrator(n)),
  owners: [{ of: guid(202), where: "group", owner: guid(108), ownerType: "User" }],
  workloadsWithIdentity: [
    {
      id: `/subscriptions/${guid(1)}/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/web`,
      type: "microsoft.compute/virtualmachines",
      name: "web",
      subscription: guid(1),
      identities: [guid(301)],
    },
  ],
  quotaRequests: [
    {
      subscription: guid(1),
      region: "westeurope",
      id: "/r",
      family: "StandardNCADSA100v4Family",
      state: "Failed",
      submittedOn: daysAgo(1),
      requested: 960,
    },
  ],
  elevations: [
    {
      source: "activityLog",
      id: "op",
      at: daysAgo(1),
      action: "elevated",
      succeeded: true,
      by: { id: guid(105), name: "user105@contoso.com", kind: "user" },
    },
  ],
  servicePrincipals: [
    ...workload().servicePrincipals!.map(row => ({ ...row, home: guid(906) })),
    { id: guid(302), appId: guid(392), name: "release", kind: "Application", enabled: true },
  ],
  crossTenantAccess: [{ mfaTrusted: true }, { tenant: guid(907), serviceProvider: true }],
  credentials: [secret()],
  federatedCredentials: [trust()],
  riskyUsers: [risky(101)],
  riskDetections: [detected(101)],
  subscriptionPolicy: [{ blocksLeaving: false, exempted: [] }],
  defenderPlans: [plan(1, "Arm", "Free"), plan(2)],
  defenderAlerts: [alert()],
  policyAssignments: [
    guardrail({ enforcement: "DoNotEnforce" }),
    guardrail({ id: inForce, name: "regions" }),
    denies(),
  ],
  policyExemptions: [exemption({ assignment: inForce })],
  defenderAssessments: [assessed(1, { status: "Unhealthy" }), assessed(2)],
  landingGroup: [landing({ enforcement: "DoNotEnforce" })],
  delegations: [delegation(roleIds.contributor)],
  batchQuota: [
    {
      subscription: guid(1),
      region: "westeurope",
      account: `${production}/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/b1`,
      pool: "family",
      name: "standardNCADSA100v4Family",
      used: 0,
      limit: 24,
    },
  ],
  mlQuota: [
    {
      subscription: guid(1),
      region: "westeurope",
      pool: "family",
      name: "Standard NCADSA100v4 Family Cluster Dedicated vCPUs",
      used: 0,
      limit: 24,
    },
  ],
  vaults: [
    {
      id: `${sandbox}/resourceGroups/web/providers/Microsoft.KeyVault/vaults/kv-one`,
      name: "kv-one",
      subscription: guid(2),
      roles: true,
      templates: false,
      readers: [],
    },
  ],
  computeProviders: [{ subscription: guid(2), namespace: "Microsoft.Batch", inUse: false }],
  decoyTraces: [trace()],
  xdrAlerts: [portalAlert()],
  activityLogExports: [
    logExports(sandbox, ["Policy"]),
    {
      id: production,
      settings: [{ name: "all", categories: ["allLogs"], workspace: healthy.sentinelWorkspaces[1]!.id }],
    },
  ],
  sentinelRules: rulesBut("moved"),
  spendingAlerts: [spending(1, { budgets: [] }), spending(2)],
  entraLogExports: [logExports("/providers/microsoft.aadiam", ["AuditLogs"])],
  logTables: [logTable("SigninLogs", 30)],
  securityContacts: [contacts(1), contacts(2, { enabled: false })],
  alertRules: healthy.alertRules.filter(({ subscription }) => subscription !== guid(1)),
  ...attackedSignIns,
  ...attackedContacts,
  ...attackedDirectory,
  dnsLinks: [...healthy.dnsLinks, unlinked(1, "new")],
  corePeaks: [cores({ days: coresOn([1, 192]) })],
};

/** What a check also tells of, and does not look at one by one. */
const besideThose: readonly string[] = [];

/** A group that may create compute in a resource group. */
const builders: Partial<Rows> = {
  principals: [...healthy.principals, { id: guid(203), type: "Group", name: "Builders" }],
  roleAssignments: [
    ...healthy.roleAssignments,
    assignment(523, 203, roleIds.vmContributor, `${production}/resourceGroups/web`),
  ],
};

describe("what could not be read", () => {
  for (const [{ id }, evidence] of rests.filter(([{ id }]) => enabled.has(id)))
    for (const kind of evidence) {
      it(`${id}: nothing wrong, ${kind} unread: unknown, whether its rows are there or not`, () => {
        const gaps: Gaps = { [kind]: [denied(kind)] };
        for (const rows of [{}, { [kind]: [] }]) {
          const { status, findings, gaps: told } = outcome(id, rows, gaps);
          assert.deepEqual({ status, findings }, { status: "unknown", findings: [] });
          assert(told.some(({ what }) => what === kind));
        }
      });
      // An unread definition bears on those who hold the role, an unread administrative unit on those who administer it.
      const ofNobody =
        ["roleDefinitions", "administrativeUnits"].includes(kind) && id !== "compute-creating-custom-role";
      it(`${id}: ${kind} of somebody else unread: ${ofNobody ? "nothing is missing" : "unknown, no more"}`, () =>
        assert.equal(
          outcome(id, builders, { [kind]: [denied(kind, [guid(203)])] }).status,
          ofNobody ? "pass" : "unknown",
        ));
    }

  const inFull = judgeAll(gather({ ...healthy, ...attacked }), manifest, { estate, version: "" });
  it("the attacked tenant fails every check", () =>
    assert.deepEqual(
      checks.map(({ id }) => id).filter(id => inFull.outcomes.find(({ rule }) => rule.id === id)?.status !== "fail"),
      [],
    ));
  it("whoever is at fault is among those whom the check looks at", () => {
    const setting = { estate: defaultEstate, manifest };
    const know = resolverFor(gather({ ...healthy, ...attacked }), setting);
    const beside = checks.flatMap(({ id, needs, examines, run }) => {
      if (examines === "tenant") return [];
      const known = Object.fromEntries((needs as readonly Need[]).map(need => [need, know(need).value]));
      const ids = [...examines.ids(known, setting)].map(each => each.toLowerCase());
      assert.equal(new Set(ids).size, ids.length, `${id} looks at one of them twice`);
      return [...run(known, setting)].flatMap(({ subject }: Judgement) =>
        ids.includes(subject.id.toLowerCase()) ? [] : [`${id}: ${subject.kind}`],
      );
    });
    assert.deepEqual([...new Set(beside)].sort(), besideThose);
  });
  // A policy that was not read may hold for anybody, so what is missing of these is missing for all.
  const tenantWide: readonly EvidenceKind[] = [
    ...(["conditionalAccess", "securityDefaults"] as const),
    // and what is new is concluded from what no log tells
    ...(["activity", "signInActivity"] as const),
    // an address is nobody else's, and a rule is nowhere, only where all of ours and all of them are known
    ...(["publicAddresses", "entraLogExports", "hierarchy"] as const),
    // the same of a rule, which may ask for what no other does
    ...(["sentinelWorkspaces", "sentinelRules", "sentinelHunts", "customDetections"] as const),
  ];
  for (const kind of sampled(kinds, 6).filter(kind => !tenantWide.includes(kind)))
    it(`${kind} in part: nothing new is claimed, and what the rows prove without a doubt stays`, () => {
      const subjects = [sandbox.slice("/subscriptions/".length)];
      const gaps: Gaps = { [kind]: [denied(kind, subjects)] };
      const inPart = judgeAll(gather({ ...healthy, ...attacked }, gaps), manifest, { estate, version: "" });
      const told = (report: typeof inFull, alsoUnknown: boolean) =>
        report.outcomes
          .flatMap(({ rule, findings, unknowns }) => [
            ...findings.map(({ subject }) => `${rule.id} ${subject.id}`),
            // what was not read may hold an older right, so whether this one is young is told as unknown then
            ...(alsoUnknown && rule.id === "young-rights-compute"
              ? unknowns.map(({ subject }) => `${rule.id} ${subject.id}`)
              : []),
          ])
          .sort();
      assert.deepEqual(told(inPart, true), told(inFull, false));
      const prints = ({ outcomes }: typeof inFull) =>
        outcomes.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
      const known = new Set(prints(inFull));
      assert.deepEqual(
        prints(inPart).filter(print => !known.has(print)),
        [],
      );
    });
  for (const kind of sampled(kinds, 6))
    it(`${kind} not at all: nothing is claimed that was not proved in full`, () => {
      const blind = judgeAll(gather({ ...healthy, ...attacked, [kind]: [] }, { [kind]: [denied(kind)] }), manifest, {
        estate,
        version: "",
      });
      const known = new Set(
        inFull.outcomes.flatMap(({ rule, findings }) => findings.map(({ subject }) => `${rule.id} ${subject.id}`)),
      );
      const claimed = blind.outcomes.flatMap(({ rule, findings }) =>
        findings.map(({ subject }) => `${rule.id} ${subject.id}`),
      );
      assert.deepEqual(
        claimed.filter(claim => !known.has(claim)),
        [],
      );
      for (const [{ id }, evidence] of rests)
        if (evidence.includes(kind))
          assert.notEqual(blind.outcomes.find(({ rule }) => rule.id === id)?.status ?? "unknown", "pass", id);
    });

  it("what counts people or accounts says at least, where some of them were not read", () => {
    const people = [101, 102, 103, 104, 105];
    const crowd: Partial<Rows> = {
      users: people.map(n => user(n)),
      roleAssignments: people.map((n, i) => assignment(530 + i, n, roleIds.contributor)),
      directoryRoles: people.map(n => administrator(n)),
    };
    const unread: Gaps = { memberships: [denied("members of group 201", [guid(201)])] };
    const held = { ...crowd, roleAssignments: [...crowd.roleAssignments!, assignment(540, 201, roleIds.contributor)] };
    const first = (id: string, gaps: Gaps) => outcome(id, held, gaps).findings[0]?.message ?? "";
    assert.match(first("compute-role-sprawl", {}), /^5 people hold/);
    assert.match(first("compute-role-sprawl", unread), /^at least 5 people hold/);
    assert.match(first("global-administrator-sprawl", {}), /^5 accounts are/);
    assert.match(first("global-administrator-sprawl", unread), /^at least 5 accounts are/);
  });

  it("a kind that was not gathered is a gap", () => {
    const some = { ...manifest, kinds: kinds.filter(kind => kind !== "quota") };
    const { outcomes } = judgeAll(gather({ ...healthy, quota: [] }), some, { estate, version: "" });
    assert.equal(outcomes.find(({ rule }) => rule.id === "unused-gpu-quota")?.status, "unknown");
  });
  it("evidence without a shard, or in a broken form, is a gap", () => {
    const { registrations: _, ...rest } = gather(healthy);
    for (const gathered of [rest, { ...gather(healthy), registrations: { value: [null], gaps: [] } }]) {
      const { outcomes } = judgeAll(gathered as never, manifest, { estate, version: "" });
      assert.equal(outcomes.find(({ rule }) => rule.id === "compute-creator-without-mfa")?.status, "unknown");
      assert.equal(outcomes.find(({ rule }) => rule.id === "unused-gpu-quota")?.status, "pass");
    }
  });
});

describe("service providers of which it was not read whether they are there", () => {
  const leavingOut = (types?: string[]): Partial<Rows> => ({
    conditionalAccess: [
      policy({
        users: filter({ includeUsers: ["All"], ...(types && { excludesGuests: true, excludedGuests: { types } }) }),
      }),
    ],
  });
  for (const kind of ["crossTenantAccess", "roleAssignments"] as const)
    it(`${kind}: not known whether one has to use MFA, where policies leave them out`, () => {
      const status = (change: Partial<Rows>) =>
        outcome("unenforced-guest-mfa", change, { [kind]: [denied(kind)] }).status;
      assert.equal(status(leavingOut(["serviceProvider"])), "unknown");
      assert.equal(status(leavingOut()), "pass");
    });
});

describe("what could not be read and bears on nobody who can create compute", () => {
  const readers: Partial<Rows> = {
    principals: [...healthy.principals, { id: guid(204), type: "Group", name: "Readers" }],
    roleAssignments: [...healthy.roleAssignments, assignment(523, 204, roleIds.reader)],
  };
  const status = (id: string, change: Partial<Rows>, gaps: Gaps) => outcome(id, change, gaps).status;
  for (const kind of [
    "memberships",
    "owners",
    "groupEligibilities",
    "federatedCredentials",
    "agentIdentities",
  ] as const) {
    const gap: Gaps = { [kind]: [denied(kind, [guid(204)])] };
    it(`${kind} of a group that only reads`, () => {
      for (const id of ["guest-compute-role", "compute-role-sprawl", "compute-creating-owner"])
        assert.equal(status(id, readers, gap), "pass", id);
      assert.deepEqual(report(readers, gap).gaps, gap[kind]);
    });
    it(`but ${kind} of one that guards its members from other administrators`, () => {
      const principals = readers.principals!.map(row => ({ ...row, assignableToRole: row.id === guid(204) }));
      assert.equal(status("guest-compute-role", { ...readers, principals }, gap), "unknown");
    });
    it(`but ${kind} of one in a group that creates compute`, () => {
      const nested = { ...builders, memberships: [membership(203, 204)] };
      assert.equal(status("guest-compute-role", nested, gap), "unknown");
    });
    it(`but ${kind} of one that has a directory role`, () =>
      assert.equal(status("guest-compute-role", { ...readers, directoryRoles: [administrator(204)] }, gap), "unknown"));
  }
  const roads: readonly EvidenceKind[] = [
    "owners",
    "groupEligibilities",
    "directoryRoles",
    "administrativeUnits",
    "workloadsWithIdentity",
    "federatedCredentials",
    "agentIdentities",
  ];
  for (const kind of roads)
    it(`${kind} for checks of rights that one holds oneself`, () => {
      const gaps: Gaps = { [kind]: [denied(kind)] };
      for (const id of ["compute-role-sprawl", "self-grant-role", "broad-compute-role", "orphaned-compute-role"])
        assert.equal(status(id, {}, gaps), "pass", id);
      assert.equal(status("guest-compute-role", {}, gaps), "unknown");
    });
  const radius = (change: Partial<Rows>, gaps: Gaps) =>
    [...report({ quota: [quota("standardDSv5Family", 0, 10)], ...change }, gaps).blastRadius]
      .sort((a, b) => (a.principal.id < b.principal.id ? -1 : 1))
      .map(({ usdPerDay, unread }) => [usdPerDay.is, unread]);
  const all = ["exact", []];
  const some = ["atLeast", ["rights that could not be read"]];
  it("the blast radius is exact for those whom it does not concern", () => {
    assert.deepEqual(radius(readers, { memberships: [denied("members", [guid(204)])] }), [all]);
    assert.deepEqual(radius(builders, { memberships: [denied("members", [guid(203)])] }), [some]);
    assert.deepEqual(radius({}, { roleAssignments: [denied("assignments", [guid(2)])] }), [some]);
    assert.deepEqual(radius({}, { denyAssignments: [denied("denials", [guid(2)])] }), [all]);
    assert.deepEqual(radius({}, { denyAssignments: [denied("denials", [guid(1)])] }), [some]);
    assert.deepEqual(radius({}, { owners: [denied("owners")] }), [some]);
  });
  it("a role of which nothing is known concerns those who hold it, themselves or through a group", () => {
    const held = [...healthy.roleAssignments, assignment(513, 102, roleIds.vmContributor)];
    const unreadRole = (holder: number): Partial<Rows> => ({
      roleAssignments: [...held, assignment(514, holder, guid(499))],
      memberships: [membership(204, 102)],
      principals: readers.principals!,
    });
    assert.deepEqual(radius(unreadRole(102), {}), [all, some]);
    assert.deepEqual(radius(unreadRole(204), {}), [all, some]);
    const owner = { of: guid(204), where: "group", owner: guid(101), ownerType: "User" } as const;
    assert.deepEqual(radius({ ...unreadRole(204), owners: [owner] }, {}), [some, some]);
  });
  const onlyRoles = (test: string, ...roles: string[]): string =>
    `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ${test} {${roles}}))`;
  const two = [...healthy.roleAssignments, assignment(513, 102, roleIds.vmContributor)];
  it("definitions that could not be read of a subscription concern nobody whose roles are known", () => {
    const unread: Gaps = { roleDefinitions: [denied("role definitions", [guid(1)])] };
    const checks = ["guest-compute-role", "compute-creator-without-mfa", "self-grant-role", "standing-root-access"];
    for (const id of checks) assert.equal(status(id, {}, unread), "pass", id);
    assert.deepEqual(radius({ roleAssignments: two }, unread), [all, all]);
    assert.deepEqual(report({}, unread).gaps, unread.roleDefinitions);
    // but the list as a whole, all
    assert.equal(status("guest-compute-role", {}, { roleDefinitions: [denied("role definitions")] }), "unknown");
    assert.equal(status("compute-creating-custom-role", {}, unread), "unknown");
  });
  it("and whoever holds one of these, or could, is told of, and no other", () => {
    const held = { roleAssignments: [...two, assignment(514, 102, guid(499))] };
    assert.equal(status("guest-compute-role", held, {}), "unknown");
    // 101 has a road that leads to another group than the one that holds the role.
    const roads = (group: number): Partial<Rows> => ({
      roleAssignments: [...two, assignment(514, 204, guid(499)), assignment(515, 203, roleIds.vmContributor)],
      principals: [...readers.principals!, { id: guid(203), type: "Group", name: "Builders" }],
      owners: [{ of: guid(group), where: "group", owner: guid(101), ownerType: "User" }],
    });
    assert.deepEqual(radius(roads(203), {}), [all, all]);
    assert.deepEqual(radius(roads(204), {}), [some, all]);
  });
  it("and whoever may give them away under a condition", () => {
    const unread: Gaps = { roleDefinitions: [denied("role definitions", [guid(1)])] };
    // It assigns roles and no more: who may write definitions besides makes a role of its own, and has all already.
    const giver = role(guid(404), "Giver", ["Microsoft.Authorization/roleAssignments/write"]);
    const giving = (condition: string, scope?: string): Partial<Rows> => ({
      roleDefinitions: [...healthy.roleDefinitions, giver],
      roleAssignments: [...two, assignment(514, 102, giver.id, scope, { condition })],
    });
    const any = "ForAnyOfAnyValues:GuidEquals";
    const none = "ForAnyOfAllValues:GuidNotEquals";
    const strong = builtInRoles()
      .filter(({ createsCompute, grantsAccess }) => createsCompute !== "no" || grantsAccess !== "no")
      .map(({ id }) => id)
      .concat(giver.id);
    assert.deepEqual(radius(giving(onlyRoles(any, roleIds.reader)), unread), [all, all]);
    assert.deepEqual(radius(giving(onlyRoles(any, roleIds.reader, guid(499))), unread), [all, some]);
    assert.deepEqual(radius(giving(onlyRoles(none, ...strong)), unread), [all, some]);
    assert.deepEqual(radius(giving(onlyRoles(none, ...strong)), {}), [all, all]);
    assert.deepEqual(radius(giving(onlyRoles(none, ...strong), sandbox), unread), [all, all]);
    // who may give a role that gives all has nothing to gain
    const unreadOf = (change: Partial<Rows>) =>
      radius(change, unread).map(([, unread]) => unread?.includes(some[1]![0]!));
    assert.deepEqual(unreadOf(giving(onlyRoles(none, roleIds.owner))), [false, false]);
  });
  it("an administrative unit concerns those who administer its members, and who may become one of these", () => {
    const unread: Gaps = { administrativeUnits: [denied("members of the unit", [guid(595)])] };
    const passwords = {
      role: "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
      roleName: "Privileged Authentication Administrator",
    };
    const helpdesk = { role: "729827e3-9c14-49f7-bb1b-9608f156bbb8", roleName: "Helpdesk Administrator" };
    const over = (unit: number, change: object = helpdesk): Partial<Rows> => ({
      roleAssignments: two,
      directoryRoles: [administrator(102, { ...change, scope: `/administrativeUnits/${guid(unit)}` })],
    });
    assert.deepEqual(radius(over(595), unread), [all, some]);
    assert.equal(status("guest-compute-role", over(595), unread), "unknown");
    // of another unit, or with a role that does nothing to those in it
    for (const change of [over(596), over(595, { role: guid(497), roleName: "Reports Reader" })]) {
      assert.deepEqual(radius(change, unread), [all, all]);
      assert.equal(status("guest-compute-role", change, unread), "pass");
    }
    assert.deepEqual(radius({ roleAssignments: two }, { administrativeUnits: [denied("units")] }), [some, some]);
    const above = { ...over(595), directoryRoles: [...over(595).directoryRoles!, administrator(101, passwords)] };
    assert.deepEqual(radius(above, unread), [some, some]);
  });
});

describe("licences", () => {
  const unlicensed: Gap = { what: "eligible roles", missing: "Microsoft Entra ID P2", reason: "unlicensed" };
  const tenant = (plans?: string[]) => [{ id: guid(900), name: "Contoso", ...(plans && { plans }) }];
  it("without P2 nobody is eligible: nothing is missing", () =>
    assert.equal(
      outcome("compute-creator-without-mfa", { tenant: tenant(["AAD_PREMIUM"]) }, { eligibleAssignments: [unlicensed] })
        .status,
      "pass",
    ));
  it("without P2, but for want of a permission: unknown", () =>
    assert.equal(
      outcome(
        "compute-creator-without-mfa",
        { tenant: tenant([]) },
        { eligibleAssignments: [denied("eligible roles")] },
      ).status,
      "unknown",
    ));
  it("which licences there are was not read: unknown", () =>
    assert.equal(
      outcome("compute-creator-without-mfa", { tenant: tenant() }, { eligibleAssignments: [unlicensed] }).status,
      "unknown",
    ));
  const withPlans = (plans: string[] | undefined) => {
    const row: Rows["tenant"] = tenant(plans);
    const gaps = { registrations: [unlicensed], riskyUsers: [unlicensed] };
    return report({ tenant: row, registrations: [], riskyUsers: [] }, gaps);
  };
  const statusIn = ({ outcomes }: Report, id: string) => outcomes.find(({ rule }) => rule.id === id)?.status;
  it("without P1 what a licence shows is not tested, and the head of the report tells", () => {
    const report = withPlans([]);
    const [p1, p2] = ["needs Microsoft Entra ID P1", "needs Microsoft Entra ID P2"];
    const expected = [
      ["account-without-mfa", p1],
      ["device-code-sign-in", p1],
      ["dormant-compute-role", p1],
      ["false-decoy", "the estate names no decoy"],
      ["missing-banned-passwords", p1],
      ["open-device-code", p1],
      ["password-guessing", p1],
      ["phishable-administrator", p1],
      ["phishable-break-glass", p1],
      ["risk-detection-compute-role", p1],
      ["risky-compute-creation", p2],
      ["risky-compute-role", p2],
      ["scripted-password-guessing", p1],
      ["scripted-sign-in", p1],
      ["sign-in-from-new-country", p1],
      ["sign-in-from-new-network", p1],
      ["sign-in-from-own-machine", p1],
      ["sign-in-from-unowned-azure-address", p1],
      ["sign-in-to-new-tenant", p1],
      ["single-factor-sign-in", p1],
      ["standing-directory-role", p2],
      ["touched-decoy", "the estate names no decoy"],
      ["unanswering-workspace", "the estate names no workspace"],
      ["unenforced-risk-policy", p2],
      ["unready-break-glass", "the estate names no emergency account"],
      ["weak-activation", "needs Microsoft Entra ID P2"],
    ];
    const { notTested = [] } = report.coverage;
    assert.deepEqual(notTested.map(({ rule, why }) => [rule, why]).sort(), expected);
    for (const [id] of expected) assert.equal(statusIn(report, id!), undefined);
    assert.deepEqual(report.gaps, []);
    const lines = coverageLines(report.coverage).join("\n");
    assert.match(lines, /Not tested here \(needs Microsoft Entra ID P2\): .*risky-compute-role/);
    assert(!report.coverage.sources.some(({ kind }) => kind === "registrations" || kind === "riskyUsers"));
    // its policy is read, and asks everybody
    assert.equal(statusIn(report, "compute-creator-without-mfa"), "pass");
  });
  it("without P2 only what P2 shows is not tested", () => {
    const { notTested = [] } = withPlans(["AAD_PREMIUM"]).coverage;
    assert.deepEqual(
      notTested
        .filter(({ why }) => why.startsWith("needs"))
        .map(({ rule }) => rule)
        .sort(),
      [
        "risky-compute-creation",
        "risky-compute-role",
        "standing-directory-role",
        "unenforced-risk-policy",
        "weak-activation",
      ],
    );
  });
  it("which licences there are was not read: all is tested, and unknown", () => {
    const report = withPlans(undefined);
    const { notTested = [] } = report.coverage;
    assert.deepEqual(
      notTested.map(({ why }) => why),
      [
        "the estate names no emergency account",
        "the estate names no emergency account",
        "the estate names no workspace",
        "the estate names no decoy",
        "the estate names no decoy",
      ],
    );
    for (const id of ["account-without-mfa", "risky-compute-role", "compute-creator-without-mfa"])
      assert.equal(statusIn(report, id), "unknown");
  });
  it("a field is missing for the check that reads it, and for no other", () => {
    const gap: Gap = { what: "last sign-in", missing: "AuditLog.Read.All", reason: "denied", field: "lastSignIn" };
    const blind: Partial<Rows> = { users: healthy.users.map(({ lastSignIn: _, ...row }) => row) };
    assert.equal(outcome("compute-creator-without-mfa", blind, { users: [gap] }).status, "pass");
    const { status, findings, unknowns, gaps } = outcome("dormant-compute-role", blind, { users: [gap] });
    assert.deepEqual({ status, findings, gaps }, { status: "unknown", findings: [], gaps: [gap] });
    assert.deepEqual(
      unknowns.map(({ subject }) => subject.id),
      [guid(101)],
    );
    assert.deepEqual(report(blind, { users: [gap] }).gaps, [gap]);
  });
});

it("the hierarchy of management groups was not read: missing for rights, and for nothing else", () => {
  const gap: Gap = { ...denied("management groups"), field: "managementGroups" };
  assert.equal(outcome("compute-role-sprawl", {}, { subscriptions: [gap] }).status, "unknown");
  assert.equal(outcome("missing-defender-plan", {}, { subscriptions: [gap] }).status, "pass");
});

describe("standing or activated, where PIM could not be read", () => {
  const crowd = [111, 112, 113, 114];
  const crowded: Partial<Rows> = {
    users: crowd.map(n => user(n)),
    registrations: crowd.map(n => registration(n)),
    roleAssignments: crowd.map(n => assignment(n, n, roleIds.contributor)),
  };
  const status = (gap: Gap) => outcome("compute-role-sprawl", crowded, { activeAssignments: [gap] });
  it("of this subscription: nothing is claimed", () => assert.deepEqual(status(denied("PIM", [guid(1)])).findings, []));
  it("of another subscription: the fault is proved", () =>
    assert.equal(status(denied("PIM", [guid(2)])).status, "fail"));
  it("because there is no PIM: the fault is proved", () =>
    assert.equal(status({ what: "PIM", missing: "P2", reason: "unlicensed" }).status, "fail"));
});
