import assert from "node:assert/strict";
import type { Evidence } from "../../posture/evidence/all";
import {
  assignment,
  type Gaps,
  globalAdministrator,
  guid,
  healthy,
  membership,
  production,
  type Rows,
  role,
  roleIds,
  sandbox,
} from "./checks-tenant";
import { derived } from "./derived-kit";

/** What person 102, who holds nothing in the healthy tenant, can do, in words. */
function ableTo(change: Partial<Rows>, gaps: Gaps = {}): string[] {
  const rights = derived(change, gaps)("capabilities").value(guid(102));
  return [
    ...new Set(
      rights.map(
        ({ capability, by, conditional, tenure, road = [] }) =>
          `${[...road.map(({ kind }) => kind), capability].join(" > ")}${by === "selfGrant" ? " by granting" : ""}${conditional ? "?" : ""}${tenure === "eligible" ? " later" : ""}`,
      ),
    ),
  ].sort();
}
const holding = (id: string, scope = production, change: object = {}): Partial<Rows> => ({
  roleAssignments: [assignment(513, 102, id, scope, change)],
});
const custom = (...actions: string[]): Partial<Rows> => ({
  roleDefinitions: [...healthy.roleDefinitions, role(guid(401), "Operator", actions, [], { custom: true })],
});
const does = (...actions: string[]) => ({ ...custom(...actions), ...holding(guid(401)) });
const assign = "Microsoft.Authorization/roleAssignments/write";
const only = (...roles: string[]) =>
  `((!(ActionMatches{'${assign}'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roles}}))`;
const directoryRole = (change: Partial<Evidence["directoryRoles"]> = {}): Evidence["directoryRoles"] => ({
  id: "/directory/102",
  principal: guid(102),
  role: globalAdministrator,
  roleName: "Global Administrator",
  state: "active",
  tenure: "standing",
  scope: "/",
  ...change,
});
const policy = (change: Partial<Evidence["subscriptionPolicy"]>): Partial<Rows> => ({
  subscriptionPolicy: [{ blocksLeaving: true, exempted: [], ...change }],
});
const open = policy({ blocksLeaving: false });
const securityAdmin = "fb1c8493-542b-48eb-b624-b4c8fea62acd";
const everything = ["createCompute", "grantAccess", "liftGuardrails", "raiseQuota", "runCode", "openTicket"];
const denied = (...actions: string[]): Partial<Rows> => ({
  denyAssignments: [
    {
      id: "/denial",
      name: "Denial",
      scope: production,
      permissions: [{ actions, notActions: [] }],
      principals: [guid(102)],
      excludePrincipals: [],
      doNotApplyToChildScopes: false,
      systemProtected: true,
    },
  ],
});

const cases: Readonly<Record<string, readonly [change: Partial<Rows>, able: readonly string[], gaps?: Gaps]>> = {
  "nobody without a role": [{}, []],
  "a reader": [holding(roleIds.reader), []],
  "an Owner, whose subscription may not leave": [holding(roleIds.owner), everything],
  "a Contributor grants nothing": [holding(roleIds.contributor), everything.filter(each => each !== "grantAccess")],
  "who may grant can do all the rest once it has": [
    { ...custom(assign), ...holding(guid(401)) },
    [
      "createCompute by granting",
      "grantAccess",
      "liftGuardrails by granting",
      "raiseQuota by granting",
      "runCode by granting",
      "openTicket by granting",
    ],
  ],
  "granting is limited to a role that reads": [
    holding(roleIds.userAccessAdministrator, production, { condition: only(roleIds.reader) }),
    ["liftGuardrails"],
  ],
  "granting is limited to one that lifts guardrails": [
    { ...custom(assign), ...holding(guid(401), production, { condition: only(securityAdmin) }) },
    ["liftGuardrails by granting", "openTicket by granting"],
  ],
  "a condition of another form decides": [
    { ...custom(assign), ...holding(guid(401), production, { condition: "@Resource[a] StringEquals 'b'" }) },
    [
      "createCompute by granting?",
      "grantAccess?",
      "liftGuardrails by granting?",
      "raiseQuota by granting?",
      "runCode by granting?",
      "openTicket by granting?",
    ],
  ],
  "elevateAccess is no role's to allow": [does("Microsoft.Authorization/elevateAccess/action"), []],
  "who writes custom roles writes its own": [
    does("Microsoft.Authorization/roleDefinitions/write"),
    [
      "createCompute by granting",
      "grantAccess",
      "liftGuardrails by granting",
      "raiseQuota by granting",
      "runCode by granting",
      "openTicket by granting",
    ],
  ],
  "commands on machines": [does("Microsoft.Compute/virtualMachines/runCommand/action"), ["runCode"]],
  "the serial console": [does("Microsoft.SerialConsole/serialPorts/connect/action"), ["runCode"]],
  "not restarting them": [does("Microsoft.Compute/virtualMachines/restart/action"), []],
  quota: [does("Microsoft.Quota/quotas/write"), ["raiseQuota"]],
  "a ticket": [does("Microsoft.Support/supportTickets/write"), ["openTicket"]],
  "a lock deleted": [does("Microsoft.Authorization/locks/delete"), ["liftGuardrails"]],
  "not one set": [does("Microsoft.Authorization/locks/write"), []],
  "the log's export changed": [does("Microsoft.Insights/diagnosticSettings/write"), ["liftGuardrails"]],
  "a policy assignment changed": [does("Microsoft.Authorization/policyAssignments/write"), ["liftGuardrails"]],
  "or deleted": [does("Microsoft.Authorization/policyAssignments/delete"), ["liftGuardrails"]],
  "what it says changed": [does("Microsoft.Authorization/policyDefinitions/write"), ["liftGuardrails"]],
  "an exemption": [does("Microsoft.Authorization/policyExemptions/write"), ["liftGuardrails"]],
  "not one that ends": [does("Microsoft.Authorization/policyExemptions/delete"), []],
  "an alert changed": [does("Microsoft.Insights/activityLogAlerts/write"), ["liftGuardrails"]],
  "whom alerts tell": [does("Microsoft.Insights/actionGroups/write"), ["liftGuardrails"]],
  "not a test of that": [
    does("Microsoft.Insights/actionGroups/read", "Microsoft.Insights/createNotifications/write"),
    [],
  ],
  "where Defender's alerts go": [does("Microsoft.Security/automations/write"), ["liftGuardrails"]],
  "what Sentinel closes by itself": [does("Microsoft.SecurityInsights/automationRules/write"), ["liftGuardrails"]],
  "a budget raised": [does("Microsoft.Consumption/budgets/write"), ["liftGuardrails"]],
  "a subscription taken from under its guardrails": [
    does("Microsoft.Management/managementGroups/subscriptions/write"),
    ["liftGuardrails"],
  ],
  "what a denial takes away": [
    { ...does("Microsoft.Quota/*", "Microsoft.Authorization/locks/*"), ...denied("Microsoft.Quota/*") },
    ["liftGuardrails"],
  ],
  "an eligible role": [
    { ...custom("Microsoft.Quota/quotas/write"), eligibleAssignments: [assignment(513, 102, guid(401))] },
    ["raiseQuota later"],
  ],
  "through a group": [
    {
      ...custom("Microsoft.Quota/quotas/write"),
      roleAssignments: [assignment(513, 201, guid(401))],
      memberships: [membership(201, 102)],
    },
    ["raiseQuota"],
  ],
  "a group that it owns": [
    {
      ...custom("Microsoft.Quota/quotas/write"),
      roleAssignments: [assignment(513, 201, guid(401))],
      owners: [{ of: guid(201), where: "group", owner: guid(102), ownerType: "User" }],
    },
    ["group-owner > raiseQuota"],
  ],
  "an application that lifts guardrails and that it owns": [
    {
      roleAssignments: [assignment(513, 301, securityAdmin)],
      servicePrincipals: [{ id: guid(301), appId: guid(351), name: "app", kind: "Application", enabled: true }],
      owners: [{ of: guid(301), where: "application", owner: guid(102), ownerType: "User" }],
    },
    ["application-owner > liftGuardrails", "application-owner > openTicket"],
  ],
  "nobody is become for a ticket": [
    {
      ...custom("Microsoft.Support/supportTickets/write"),
      roleAssignments: [assignment(513, 301, guid(401))],
      servicePrincipals: [{ id: guid(301), appId: guid(351), name: "app", kind: "Application", enabled: true }],
      owners: [{ of: guid(301), where: "application", owner: guid(102), ownerType: "User" }],
    },
    [],
  ],
  "a Global Administrator elevates, and may open the policy": [
    { directoryRoles: [directoryRole()], roleAssignments: [] },
    [
      "elevation > createCompute by granting",
      "elevation > grantAccess",
      "elevation > liftGuardrails",
      "elevation > moveSubscription by granting",
      "elevation > raiseQuota by granting",
      "elevation > runCode by granting",
      "elevation > openTicket by granting",
    ],
  ],

  "an Owner moves a subscription that may leave": [
    { ...holding(roleIds.owner), ...open },
    [...everything, "moveSubscription"].sort(),
  ],
  "or of which it is exempt": [
    { ...holding(roleIds.owner), ...policy({ exempted: [guid(102)] }) },
    [...everything, "moveSubscription"].sort(),
  ],
  "not where nobody has said anything": [{ ...holding(roleIds.owner), subscriptionPolicy: [] }, everything],
  "perhaps where the policy was not read": [
    { ...holding(roleIds.owner), subscriptionPolicy: [] },
    [...everything, "moveSubscription?"].sort(),
    {
      subscriptionPolicy: [
        { what: "policy", missing: "Microsoft.Subscription/Policies/default/read", reason: "denied" },
      ],
    },
  ],
  "not a Contributor": [
    { ...holding(roleIds.contributor), ...open },
    everything.filter(each => each !== "grantAccess"),
  ],
  "through a group only by becoming Owner itself": [
    { roleAssignments: [assignment(513, 201, roleIds.owner)], memberships: [membership(201, 102)], ...open },
    [...everything, "moveSubscription by granting"].sort(),
  ],
  "not an Owner under a condition that lets it give nothing": [
    { ...holding(roleIds.owner, production, { condition: only(roleIds.reader) }), ...open },
    everything.filter(each => each !== "grantAccess"),
  ],
  "not an Owner of a resource group": [
    { ...holding(roleIds.owner, `${production}/resourceGroups/rg`), ...open },
    everything,
  ],
};

describe("what an identity can do towards a mine", () => {
  it("of creating compute is had nowhere in a subscription that takes no requests; the others are", () => {
    const subscriptions = healthy.subscriptions.map(row => (row.id === guid(1) ? { ...row, state: "Disabled" } : row));
    assert.deepEqual(
      ableTo({ subscriptions, ...holding(roleIds.owner) }),
      everything.filter(each => each !== "createCompute").sort(),
    );
    const rights = derived({ subscriptions, ...holding(roleIds.owner, "/") })("capabilities").value(guid(102));
    const where = (wanted: string) => rights.find(({ capability }) => capability === wanted)?.subscriptions;
    assert.deepEqual([where("createCompute"), where("grantAccess")], [[guid(2)], [guid(1), guid(2)]]);
  });
  for (const [what, [change, able, gaps]] of Object.entries(cases))
    it(what, () => assert.deepEqual(ableTo(change, gaps), [...able].sort()));

  it("depends on who it is among those who share their rights: only an exempt member becomes Owner and moves", () => {
    const value = derived({
      roleAssignments: [assignment(513, 201, roleIds.owner)],
      memberships: [membership(201, 102), membership(201, 103)],
      ...policy({ exempted: [guid(103)] }),
    })("capabilities").value;
    const moves = [102, 103].map(n => value(guid(n)).some(({ capability }) => capability === "moveSubscription"));
    assert.deepEqual(moves, [false, true]);
  });

  it("is told in the blast radius, by its best way, with the services by which it creates", () => {
    const change: Partial<Rows> = {
      ...custom("Microsoft.Batch/batchAccounts/pools/write", "Microsoft.Quota/quotas/write"),
      roleAssignments: [
        assignment(513, 102, guid(401)),
        assignment(514, 201, guid(401), sandbox),
        assignment(515, 102, securityAdmin, sandbox),
      ],
      owners: [{ of: guid(201), where: "group", owner: guid(102), ownerType: "User" }],
    };
    const radius = derived(change)("blastRadius").value.find(({ principal }) => principal.id === guid(102));
    assert.deepEqual(radius?.subscriptions, [guid(1), guid(2)]);
    assert.deepEqual(
      radius?.capabilities.map(({ capability, subscriptions, on, how }) => [capability, subscriptions, on, how]),
      [
        ["createCompute", undefined, ["Microsoft.Batch"], `Operator at ${production} (Production)`],
        ["raiseQuota", undefined, ["a higher quota"], `Operator at ${production} (Production)`],
        ["openTicket", [guid(2)], ["a higher quota, by a support ticket"], `Security Admin at ${sandbox} (Sandbox)`],
        [
          "liftGuardrails",
          [guid(2)],
          undefined, // of seven kinds
          `Security Admin at ${sandbox} (Sandbox)`,
        ],
      ],
    );
  });
});
