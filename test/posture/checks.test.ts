import assert from "node:assert/strict";
import { checks } from "../../posture/checks/all";
import { activityTables } from "./checks-activity";
import { contactTables } from "./checks-contacts";
import { decoyTables } from "./checks-decoys";
import { defenceTables } from "./checks-defence";
import { directoryTables } from "./checks-directory";
import { guardTables } from "./checks-guards";
import { metricTables } from "./checks-metrics";
import { outsiderTables } from "./checks-outsiders";
import { peopleTables } from "./checks-people";
import { readinessTables } from "./checks-readiness";
import { administrator, roadTables } from "./checks-roads";
import { sentinelTables } from "./checks-sentinel";
import { signInTables } from "./checks-sign-ins";
import type { Case, Change, Table } from "./checks-table";
import {
  assignment,
  cores,
  coresOn,
  daysAgo,
  estateOf,
  filter,
  globalAdministrator,
  guid,
  healthy,
  managementApp,
  membership,
  now,
  outcome,
  policy,
  production,
  quota,
  type Rows,
  rareCompute,
  registration,
  report,
  role,
  roleIds,
  sandbox,
  user,
} from "./checks-tenant";

const group = guid(201);
const noPolicy: Change = { conditionalAccess: [] };
const with103 = (change: Change = {}): Change => ({
  users: [...healthy.users, user(103)],
  registrations: [...healthy.registrations, registration(103, false)],
  ...change,
});
const holds = (...more: Rows["roleAssignments"]): Rows["roleAssignments"] => [...healthy.roleAssignments, ...more];
const eligible = (
  principal: number,
  change: Partial<Rows["eligibleAssignments"][number]> = {},
): Rows["eligibleAssignments"][number] => ({
  id: `${production}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/${guid(521)}`,
  scope: production,
  role: roleIds.vmContributor,
  principal: guid(principal),
  principalType: "User",
  ...change,
});
const globalAdministratorId = "62e90394-69f5-4237-9190-012177145e10";
/** What PIM asks of somebody who activates the role of `eligible`. */
const rule = (change: Partial<Rows["activationRules"][number]>): Rows["activationRules"][number] => ({
  id: `${production}/providers/Microsoft.Authorization/roleManagementPolicyAssignments/x`,
  scope: production,
  role: roleIds.vmContributor,
  ...change,
});
const contextOnly: Change = {
  eligibleAssignments: [eligible(102)],
  activationRules: [rule({ mfa: false, approval: false, context: "c1" })],
};
const contextPolicy = (change: Parameters<typeof policy>[0] = {}) =>
  policy({
    id: guid(576),
    name: "Activation",
    applications: { include: [], exclude: [] },
    narrowedBy: ["includeAuthenticationContextClassReferences"],
    contexts: ["c1"],
    ...change,
  });
const active = (
  n: number,
  principal: number,
  assignmentType: "Assigned" | "Activated",
): Rows["activeAssignments"][number] => ({
  id: `${production}/providers/Microsoft.Authorization/roleAssignmentScheduleInstances/${guid(n)}`,
  scope: production.toUpperCase(),
  role: roleIds.vmContributor,
  principal: guid(principal),
  principalType: "User",
  assignmentType,
});
type Access = Rows["groupEligibilities"][number]["access"];
/** Person 102 may activate a place in a group that holds a role. */
const joinable = (access: Access, held: string = roleIds.vmContributor): Change => ({
  principals: [...healthy.principals, { id: guid(201), type: "Group", name: "Group 201" }],
  roleAssignments: [...healthy.roleAssignments, assignment(513, 201, held)],
  groupEligibilities: [{ id: "/place/1", group: guid(201), principal: guid(102), access }],
});
const ofGroup = (
  role: Access,
  change: Partial<Rows["groupActivationRules"][number]>,
): Rows["groupActivationRules"][number] => ({ id: `/rule/${role}`, scope: guid(201), role, ...change });
const custom = (actions: string[], notActions: string[] = []) =>
  role(guid(401), "Builder", actions, notActions, { custom: true });
const roles = (...more: Rows["roleDefinitions"]) => [...healthy.roleDefinitions, ...more];
/** Azure's own form: the condition is about role assignments only. */
const readersOnly = `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roleIds.reader}}))`;
const crowd = [111, 112, 113, 114];
const crowded = (change: Change = {}): Change => ({
  users: [...healthy.users, ...crowd.map(n => user(n))],
  registrations: [...healthy.registrations, ...crowd.map(n => registration(n))],
  roleAssignments: [assignment(512, 102, roleIds.reader), ...crowd.map(n => assignment(n, n, roleIds.vmContributor))],
  ...change,
});
const gpuRow = (used: number, limit: number, region = "westeurope") =>
  quota("StandardNCADSA100v4Family", used, limit, region);
const t4Row = (used: number, limit: number, region = "westeurope", subscription = guid(1)) =>
  quota("Standard NCASv3_T4 Family", used, limit, region, subscription);
const tenRegions = [
  "eastus",
  "eastus2",
  "westus2",
  "westus3",
  "southcentralus",
  "northeurope",
  "westeurope",
  "uksouth",
  "japaneast",
  "southeastasia",
];
const t4Usages = `${production}/providers/Microsoft.Compute/usages/standardncasv3t4family`;
const fourSmallT4 = { size: "Standard_NC4as_T4_v3", max: 4 };
const mlRow = (pool: Rows["mlQuota"][number]["pool"], used: number, limit: number): Rows["mlQuota"][number] => ({
  subscription: guid(1),
  region: "westeurope",
  pool,
  name: pool === "family" ? "Standard NCADSA100v4 Family Cluster Dedicated vCPUs" : pool,
  used,
  limit,
});
const batchRow = (
  pool: Rows["batchQuota"][number]["pool"],
  used: number,
  limit: number,
  account = "b1",
): Rows["batchQuota"][number] => ({
  subscription: guid(1),
  region: "westeurope",
  account: `${production}/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/${account}`,
  pool,
  name: pool === "family" ? "standardNCADSA100v4Family" : pool,
  used,
  limit,
});
const elevation = (change: Partial<Rows["elevations"][number]> = {}): Rows["elevations"][number] => ({
  source: "activityLog",
  id: "op-1",
  at: daysAgo(2),
  action: "elevated",
  succeeded: true,
  by: { id: guid(102), name: "user102@contoso.com", kind: "user" },
  ...change,
});
const request = (change: Partial<Rows["quotaRequests"][number]> = {}): Rows["quotaRequests"][number] => ({
  subscription: guid(1),
  region: "westeurope",
  id: "/requests/1",
  family: "Standard NCADS_A100_v4 Family",
  state: "Succeeded",
  submittedOn: daysAgo(3),
  ...change,
});
/** A request of two months ago that was granted: what the limit was until then. */
const earlier = (requested: number) => request({ id: "/old", requested, submittedOn: daysAgo(60) });

const managementGroup = "/providers/Microsoft.Management/managementGroups/root";
/** Production takes no requests until it is reactivated. */
const asleep = (state = "Disabled"): Rows["subscriptions"] =>
  healthy.subscriptions.map(row => (row.id === guid(1) ? { ...row, state } : row));
/** The sandbox belongs to another tenant, and is seen through Azure Lighthouse. */
const customer: Partial<Rows> = {
  subscriptions: healthy.subscriptions.map((row, i) => ({
    ...row,
    tenantId: guid(i === 0 ? 900 : 950),
    managementGroups: [],
  })),
};
const neverSeen = (n: number, change: Partial<Rows["users"][number]> = {}): Rows["users"][number] => {
  const { lastSignIn: _, createdOn: __, ...bare } = user(n);
  return { ...bare, ...change };
};
const synchronising: Rows["directoryRoles"][number] = {
  id: "s",
  principal: guid(103),
  role: "d29b2b05-8046-44ba-8758-1e26182fcf32",
  roleName: "Directory Synchronization Accounts",
  state: "active",
};
const synced = user(102, { synced: true });
const directoryRole = (
  principal: number,
  change: Partial<Rows["directoryRoles"][number]> = {},
): Rows["directoryRoles"][number] => ({
  id: "x",
  principal: guid(principal),
  role: globalAdministrator,
  roleName: "Global Administrator",
  state: "active",
  ...change,
});
const risky = (change: Parameters<typeof policy>[0] = {}) =>
  policy({ id: guid(502), name: "MFA at risk", narrowedBy: ["signInRiskLevels"], ...change });

const inSomePlaces = policy({ narrowedBy: ["locations"], locations: { include: ["All"], exclude: ["AllTrusted"] } });
/** User 101 comes from another tenant, and has nothing registered here. */
const external = (guest: boolean): Partial<Rows> => ({
  users: [user(101, { guest, upn: "bob_fabrikam.example#EXT#@contoso.com", external: true }), user(102)],
  registrations: [registration(101, false), registration(102)],
});
/** What Microsoft assigns when it enforces MFA for writes. */
const systemWrites = (change: Partial<Rows["policyAssignments"][number]> = {}): Rows["policyAssignments"][number] => {
  const root = `/providers/Microsoft.Management/managementGroups/${guid(900)}`;
  return {
    id: `${root}/providers/Microsoft.Authorization/policyAssignments/sys.mfa-write`,
    name: "sys.mfa-write",
    scope: root,
    definition: "/providers/Microsoft.Authorization/policyDefinitions/54f51f64-eaa5-44cf-8674-830bcfd14d21",
    enforcement: "Default",
    parameters: {},
    ...change,
  };
};

/** User 103, registered, may activate Global Administrator; what asks for MFA besides the policy for the others is given. */
const onceActive = (users: Parameters<typeof filter>[0], change: Partial<Rows> = {}): Partial<Rows> =>
  with103({
    registrations: [101, 102, 103].map(n => registration(n)),
    directoryRoles: [administrator(103, { state: "eligible" })],
    conditionalAccess: [
      policy({ id: guid(581), name: "MFA for the builder", users: filter({ includeUsers: [guid(101)] }) }),
      policy({ users: filter(users) }),
    ],
    ...change,
  });
const userAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";

/** Production is below Online, which is below the group root, as the sandbox is. */
const inTree: Change = {
  subscriptions: healthy.subscriptions.map((row, i) => ({
    ...row,
    managementGroups: i === 0 ? ["root", "online"] : ["root"],
  })),
};
const online = "/providers/Microsoft.Management/managementGroups/online";

const tables: Record<string, Table> = {
  "compute-creator-without-mfa": {
    bad: {
      "one right in a subscription that takes no requests, and one in another": {
        change: {
          subscriptions: asleep(),
          registrations: [registration(101, false), registration(102)],
          roleAssignments: [...healthy.roleAssignments, assignment(513, 101, roleIds.contributor, sandbox)],
        },
        at: [guid(101)],
      },
      "a right at the root, though no subscription takes requests": {
        change: {
          subscriptions: healthy.subscriptions.map(row => ({ ...row, state: "Disabled" })),
          registrations: [registration(101, false), registration(102)],
          roleAssignments: [assignment(513, 101, roleIds.contributor, "/")],
        },
        at: [guid(101)],
      },
      "a right in a subscription that is past due, and takes requests": {
        change: { subscriptions: asleep("PastDue"), registrations: [registration(101, false), registration(102)] },
        at: [guid(101)],
      },
      "somebody whom a policy for another role would bind once it is active": {
        change: onceActive(
          { includeRoles: [userAdministrator] },
          {
            directoryRoles: [
              administrator(103, { state: "eligible" }),
              administrator(103, { id: "/directory/ua", state: "eligible", role: userAdministrator }),
            ],
          },
        ),
        at: [guid(103)],
        says: /does not have to use MFA/,
      },
      "somebody whom the policy for all leaves out once its role is active": {
        change: onceActive({ includeUsers: ["All"], excludeRoles: [globalAdministrator] }),
        at: [guid(103)],
      },
      "somebody who creates compute without activating the role that a policy is for": {
        change: onceActive(
          { includeRoles: [globalAdministrator] },
          { roleAssignments: holds(assignment(513, 103, roleIds.contributor)) },
        ),
        at: [guid(103)],
      },
      "not registered, and a policy for the role that it activates": {
        change: onceActive(
          { includeRoles: [globalAdministrator] },
          { registrations: [101, 102, 103].map(n => registration(n, n !== 103)) },
        ),
        at: [guid(103)],
        severity: "critical",
      },
      "a direct holder who has not registered": {
        change: { registrations: [registration(101, false), registration(102)] },
        at: [guid(101)],
        severity: "critical",
        says: /not registered/,
      },
      "a member of a group that holds the role": {
        change: with103({
          memberships: [membership(201, 103)],
          roleAssignments: holds(assignment(513, 201, roleIds.contributor)),
        }),
        at: [guid(103)],
      },
      "a member of a group inside that group, where rows are not transitive": {
        change: with103({
          memberships: [membership(201, 202), membership(202, 201), membership(202, 103)],
          roleAssignments: holds(assignment(513, 201, roleIds.owner)),
        }),
        at: [guid(103)],
      },
      "somebody eligible": {
        change: with103({ eligibleAssignments: [eligible(103)] }),
        at: [guid(103)],
        says: /once it activates/,
      },
      "somebody active by PIM only": {
        change: with103({ activeAssignments: [active(531, 103, "Activated")] }),
        at: [guid(103)],
      },
      "somebody who can assign itself a role, at the root": {
        change: with103({ roleAssignments: holds(assignment(513, 103, roleIds.userAccessAdministrator, "/")) }),
        at: [guid(103)],
      },
      "a custom role by wildcard": {
        change: with103({
          roleDefinitions: roles(custom(["microsoft.COMPUTE/*"])),
          roleAssignments: holds(assignment(513, 103, guid(401))),
        }),
        at: [guid(103)],
      },
      "a custom role that may be rewritten": {
        change: with103({
          roleDefinitions: roles(custom(["Microsoft.Authorization/roleDefinitions/write"])),
          roleAssignments: holds(assignment(513, 103, guid(401))),
        }),
        at: [guid(103)],
      },
      "an Owner whose condition is about role assignments only": {
        change: with103({
          roleAssignments: holds(assignment(513, 103, roleIds.owner, production, { condition: readersOnly })),
        }),
        at: [guid(103)],
      },
      "a machine of one's own, which can be made bigger": {
        change: with103({
          roleAssignments: holds(
            assignment(
              513,
              103,
              roleIds.contributor,
              `${production}/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v`,
            ),
          ),
        }),
        at: [guid(103)],
      },
      "registered, but no policy asks": { change: noPolicy, at: [guid(101)], says: /does not have to use MFA/ },
      "registered, but left out": {
        change: {
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(101)] }) })],
        },
        at: [guid(101)],
      },
      "registered with a method that is not allowed": {
        change: { registrations: [{ ...registration(101), mfaCapable: false }, registration(102)] },
        at: [guid(101)],
        severity: "critical",
        says: /only methods that are not allowed/,
      },
      "an emergency account that could not use what it registered": {
        change: { registrations: [{ ...registration(101), mfaCapable: false }, registration(102)] },
        estate: { breakGlass: [guid(101)] },
        at: [guid(101)],
      },
      "a policy that leaves out trusted locations": {
        change: { conditionalAccess: [inSomePlaces] },
        at: [guid(101)],
        severity: "medium",
        says: /without MFA in some cases.*leaves out some locations/s,
      },
      "MFA or a compliant device": {
        change: { conditionalAccess: [policy({ grant: { operator: "OR", controls: ["mfa", "compliantDevice"] } })] },
        at: [guid(101)],
        severity: "medium",
        says: /compliantDevice/,
      },
      "not registered, and a policy that leaves out trusted locations": {
        change: { conditionalAccess: [inSomePlaces], registrations: [registration(101, false), registration(102)] },
        at: [guid(101)],
        severity: "critical",
      },
      "no policy asks, and Microsoft does for writes": {
        change: { ...noPolicy, policyAssignments: [systemWrites()] },
        at: [guid(101)],
        severity: "high",
        says: /only Microsoft asks.*run command/s,
      },
      "no policy asks, and Microsoft's assignment only audits": {
        change: { ...noPolicy, policyAssignments: [systemWrites({ overriddenTo: "audit" })] },
        at: [guid(101)],
        severity: "critical",
      },
      "no policy asks, and Microsoft's assignment is not enforced": {
        change: { ...noPolicy, policyAssignments: [systemWrites({ enforcement: "DoNotEnforce" })] },
        at: [guid(101)],
        severity: "critical",
      },
      "no policy asks, and somebody's own assignment has its name": {
        change: {
          ...noPolicy,
          policyAssignments: [
            systemWrites({ definition: `/providers/Microsoft.Authorization/policyDefinitions/${guid(590)}` }),
          ],
        },
        at: [guid(101)],
        severity: "critical",
      },
      "no policy asks, and one subscription has such an assignment": {
        change: { ...noPolicy, policyAssignments: [systemWrites({ scope: sandbox })] },
        at: [guid(101)],
        severity: "critical",
      },
      "not registered, though Microsoft asks for writes": {
        change: {
          ...noPolicy,
          policyAssignments: [systemWrites()],
          registrations: [registration(101, false), registration(102)],
        },
        at: [guid(101)],
        severity: "critical",
      },
      "per-user MFA that only asks to register": {
        change: { ...noPolicy, perUserMfa: [{ user: guid(101), state: "enabled" }] },
        at: [guid(101)],
        severity: "critical",
      },
      "a guest who has not registered here, where MFA of no home counts": {
        change: { ...external(true), crossTenantAccess: [{ mfaTrusted: false }] },
        at: [guid(101)],
        severity: "medium",
      },
      "a federated domain whose identity provider's MFA does not count": {
        change: {
          registrations: [registration(101, false), registration(102)],
          domains: [{ name: "contoso.com", federated: true, mfaBehavior: "rejectMfaByFederatedIdp" }],
        },
        at: [guid(101)],
        severity: "critical",
      },
      "in the role that a policy names, over an administrative unit": {
        change: {
          conditionalAccess: [policy({ users: filter({ includeRoles: [globalAdministrator] }) })],
          directoryRoles: [directoryRole(101, { scope: `/administrativeUnits/${guid(560)}` })],
        },
        at: [guid(101)],
        severity: "critical",
      },
      "registered, but the policy only reports": {
        change: { conditionalAccess: [policy({ state: "enabledForReportingButNotEnforced" })] },
        at: [guid(101)],
      },
      "a guest of whom nobody asks for MFA": {
        change: {
          users: [user(101, { guest: true }), user(102)],
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludesGuests: true }) })],
        },
        at: [guid(101)],
      },
      "a built-in role whose definition was not listed": {
        change: with103({
          roleDefinitions: [],
          roleAssignments: holds(assignment(513, 103, roleIds.contributor.toUpperCase())),
        }),
        at: [guid(103)],
      },
    },
    quiet: {
      "a right only in a subscription that takes no requests": {
        change: { subscriptions: asleep(), registrations: [registration(101, false), registration(102)] },
      },
      "the group's right only in a subscription that takes no requests": {
        change: with103({
          subscriptions: asleep("Warned"),
          memberships: [membership(201, 103)],
          roleAssignments: holds(assignment(513, 201, roleIds.contributor, `${production}/resourceGroups/web`)),
        }),
      },
      "a blocked account": {
        change: {
          users: [user(101, { enabled: false }), user(102)],
          registrations: [registration(101, false), registration(102)],
        },
      },
      "somebody who cannot create": { change: with103() },
      "an eligibility that has ended": {
        change: with103({ eligibleAssignments: [eligible(103, { endsOn: daysAgo(1) })] }),
      },
      "an activation that has ended": {
        change: with103({ activeAssignments: [{ ...active(531, 103, "Activated"), endsOn: now }] }),
      },
      "a service principal": {
        change: {
          servicePrincipals: [{ id: guid(301), appId: guid(302), name: "ci", kind: "Application", enabled: true }],
          roleAssignments: holds(assignment(513, 301, roleIds.contributor)),
        },
      },
      "a custom role with notActions": {
        change: with103({
          roleDefinitions: roles(
            custom(["Microsoft.Compute/*"], ["microsoft.compute/*/WRITE", "Microsoft.Compute/*/action"]),
          ),
          roleAssignments: holds(assignment(513, 103, guid(401))),
        }),
      },
      "a storage account, in which no machine stands": {
        change: with103({
          roleAssignments: holds(
            assignment(
              513,
              103,
              roleIds.owner,
              `${production}/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/s`,
            ),
          ),
        }),
      },
      "a guest who registered at home, whose MFA counts here, and who is asked": { change: external(true) },
      "an external member who registered at home": { change: external(false) },
      "a guest of whom no more is known, and who registered here": {
        change: { users: [user(101, { guest: true }), user(102)] },
      },
      "an external person who registered here, where MFA of no home counts": {
        change: {
          ...external(true),
          registrations: healthy.registrations,
          crossTenantAccess: [{ mfaTrusted: false }],
        },
      },
      "registered, and more methods than those that are allowed": {
        change: { registrations: [{ ...registration(101), methods: ["mobilePhone", "fido2"] }, registration(102)] },
      },
      "a trusted location left out of one policy, and none of another": {
        change: { conditionalAccess: [inSomePlaces, policy({ id: guid(502) })] },
      },
      "MFA and a compliant device": {
        change: { conditionalAccess: [policy({ grant: { operator: "AND", controls: ["mfa", "compliantDevice"] } })] },
      },
      "per-user MFA, where no policy asks": {
        change: { ...noPolicy, perUserMfa: [{ user: guid(101), state: "enforced" }] },
      },
      "a federated domain whose identity provider has to ask": {
        change: {
          registrations: [registration(101, false), registration(102)],
          domains: [{ name: "contoso.com", federated: true, mfaBehavior: "enforceMfaByFederatedIdp" }],
        },
      },
      "a policy for the directory role that has to be activated": {
        change: onceActive({ includeRoles: [globalAdministrator.toUpperCase()] }),
      },
      "a policy for the directory role that its group has to activate": {
        change: onceActive(
          { includeRoles: [globalAdministrator] },
          {
            memberships: [membership(205, 103)],
            principals: [
              ...healthy.principals,
              { id: guid(205), type: "Group", name: "Admins", assignableToRole: true },
            ],
            directoryRoles: [administrator(205, { state: "eligible" })],
          },
        ),
      },
      "security defaults": { change: { ...noPolicy, securityDefaults: [{ enabled: true }] } },
      "a policy for the management app, in other letters": {
        change: {
          conditionalAccess: [policy({ applications: { include: [managementApp.toUpperCase()], exclude: [] } })],
        },
      },
      "an emergency account that is left out": {
        change: {
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(101)] }) })],
        },
        estate: { breakGlass: ["USER101@contoso.com"] },
      },
    },
    unsure: {
      "a right at a management group, and it was not read what is below": {
        change: with103({
          registrations: [103, 101, 102].map(n => registration(n, n !== 103)),
          roleAssignments: holds(assignment(513, 103, roleIds.owner, managementGroup)),
        }),
      },
      "a person of another tenant, on a subscription of that tenant": {
        change: { ...customer, roleAssignments: holds(assignment(513, 199, roleIds.owner, sandbox)) },
      },
      "a right under a condition": {
        change: with103({
          roleAssignments: holds(
            assignment(513, 103, roleIds.userAccessAdministrator, production, { condition: "@Resource[x] Exists" }),
          ),
        }),
      },
      "a federated domain whose identity provider may ask": {
        change: {
          registrations: [registration(101, false), registration(102)],
          domains: [{ name: "CONTOSO.com", federated: true }],
        },
      },
      "a domain that is not listed": {
        change: { registrations: [registration(101, false), registration(102)], domains: [] },
      },
      "whether a home's MFA counts depends on which home it is": {
        change: {
          ...external(true),
          crossTenantAccess: [{ mfaTrusted: true }, { tenant: guid(950), mfaTrusted: false }],
        },
      },
      "a guest without registration, and no more is known of it": {
        change: {
          users: [user(101, { guest: true }), user(102)],
          registrations: [registration(101, false), registration(102)],
        },
      },
      "no policy asks, and whether per-user MFA does was not read": { change: { ...noPolicy, perUserMfa: [] } },
      "nobody reported on its registration": { change: { registrations: [registration(102)] } },
      "a custom role whose definition was not listed": {
        change: with103({ roleAssignments: holds(assignment(513, 103, guid(499))) }),
      },
    },
  },

  "account-without-mfa": {
    bad: {
      "an account": { change: with103(), at: [guid(103)], severity: "medium" },
      "an account whose method is not allowed": {
        change: { registrations: [registration(101), { ...registration(102), mfaCapable: false }] },
        at: [guid(102)],
        says: /not allowed/,
      },
      "somebody who may only activate the role of synchronisation": {
        change: with103({ directoryRoles: [{ ...synchronising, state: "eligible" }] }),
        at: [guid(103)],
      },
      "an administrator": {
        change: { registrations: [registration(101), registration(102, false, true)] },
        at: [guid(102)],
        severity: "high",
      },
      "an administrator by a group that may activate the role": {
        change: with103({
          memberships: [membership(201, 103)],
          directoryRoles: [
            {
              id: "x",
              principal: group,
              role: globalAdministrator,
              roleName: "Global Administrator",
              state: "eligible",
            },
          ],
        }),
        at: [guid(103)],
        severity: "high",
      },
    },
    quiet: {
      "a blocked account": { change: with103({ users: [...healthy.users, user(103, { enabled: false })] }) },
      "the account with which the directory is synchronised": {
        change: with103({ directoryRoles: [synchronising] }),
      },
      "an external member": { change: external(false) },
      "somebody of a federated domain whose provider has to ask": {
        change: with103({
          domains: [{ name: "contoso.com", federated: true, mfaBehavior: "enforceMfaByFederatedIdp" }],
        }),
      },
      "a guest": { change: with103({ users: [...healthy.users, user(103, { guest: true })] }) },
    },
    unsure: { "an account without a report": { change: with103({ registrations: healthy.registrations }) } },
  },

  "unenforced-management-mfa": {
    bad: {
      "no policy": { change: noPolicy, at: [guid(900)], severity: "high" },
      "a policy that only reports": {
        change: { conditionalAccess: [policy({ state: "enabledForReportingButNotEnforced" })] },
        at: [guid(900)],
        says: /security defaults are off/,
      },
      "a policy for some": {
        change: { conditionalAccess: [policy({ users: filter({ includeUsers: [guid(101)] }) })] },
        at: [guid(900)],
      },
      "a policy for all, but for trusted locations": {
        change: { conditionalAccess: [inSomePlaces] },
        at: [guid(900)],
        severity: "medium",
        says: /leaves out some locations/,
      },
      "somebody whom a policy leaves out, though Microsoft and the per-user setting ask": {
        change: {
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(102)] }) })],
          policyAssignments: [systemWrites()],
          perUserMfa: [{ user: guid(102), state: "enforced" }],
        },
        at: [guid(900)],
        severity: "medium",
      },
      "a policy that leaves out a group": {
        change: {
          memberships: [membership(201, 102)],
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeGroups: [group] }) })],
        },
        at: [guid(900)],
        severity: "medium",
        says: /leaves out group Group 201/,
      },
    },
    quiet: {
      "security defaults": { change: { ...noPolicy, securityDefaults: [{ enabled: true }] } },
      "the account of synchronisation that is left out by its role": {
        change: with103({
          directoryRoles: [synchronising],
          conditionalAccess: [
            policy({ users: filter({ includeUsers: ["All"], excludeRoles: [synchronising.role.toUpperCase()] }) }),
          ],
        }),
      },
      "an empty group that is left out": {
        change: { conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeGroups: [group] }) })] },
      },
      "whoever is left out of one is held by another": {
        change: {
          conditionalAccess: [
            policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(101)] }) }),
            policy({
              id: guid(502),
              name: "MFA for builders",
              users: filter({ includeUsers: [guid(101).toUpperCase()] }),
            }),
          ],
        },
      },
      "an emergency account that is left out": {
        change: {
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(102)] }) })],
        },
        estate: { breakGlass: [guid(102)] },
      },
      "a blocked account that is left out": {
        change: {
          users: [user(101), user(102, { enabled: false })],
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(102)] }) })],
        },
      },
    },
    unsure: {
      "an authentication strength that is not listed": {
        change: { conditionalAccess: [policy({ grant: { operator: "AND", controls: [], strength: guid(599) } })] },
      },
    },
  },

  "ineffective-mfa-policy": {
    bad: {
      "on trial": {
        change: { conditionalAccess: [policy({ state: "enabledForReportingButNotEnforced" })] },
        at: [guid(501)],
        severity: "medium",
        says: /it only reports/,
      },
      "MFA or a compliant device": {
        change: { conditionalAccess: [policy({ grant: { operator: "OR", controls: ["mfa", "compliantDevice"] } })] },
        at: [guid(501)],
        says: /compliantDevice/,
      },
      "the admin portals only": {
        change: {
          conditionalAccess: [policy({ applications: { include: ["MicrosoftAdminPortals"], exclude: [] } })],
        },
        at: [guid(501)],
        says: /admin portals only/,
      },
      "all apps but the one that counts": {
        change: { conditionalAccess: [policy({ applications: { include: ["All"], exclude: [managementApp] } })] },
        at: [guid(501)],
        says: /leaves out Azure management/,
      },
      "a strength that a password satisfies": {
        change: {
          conditionalAccess: [policy({ grant: { operator: "AND", controls: [], strength: guid(599) } })],
          authenticationStrengths: [{ id: guid(599), name: "House", mfa: false }],
        },
        at: [guid(501)],
        says: /strength is no MFA/,
      },
      "some of us, at high risk only": {
        change: {
          conditionalAccess: [
            policy({ users: filter({ includeUsers: [guid(101)] }), narrowedBy: ["signInRiskLevels"] }),
          ],
        },
        at: [guid(501)],
        says: /signInRiskLevels/,
      },
      "browsers only": {
        change: { conditionalAccess: [policy({ clientAppTypes: ["browser"] })] },
        at: [guid(501)],
      },
      "for one whom the good policy leaves out": {
        change: {
          conditionalAccess: [
            policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(102)] }) }),
            risky({ users: filter({ includeUsers: [guid(102)] }) }),
          ],
        },
        at: [guid(502)],
      },
      "two of them, each by its own": {
        change: {
          conditionalAccess: [
            risky({ users: filter({ includeUsers: [guid(101)] }) }),
            policy({ state: "enabledForReportingButNotEnforced" }),
          ],
        },
        at: [guid(501), guid(502)],
      },
    },
    quiet: {
      "for everybody at risk, which is a guard of its own": { change: { conditionalAccess: [risky()] } },
      "beside one that holds for the same people": { change: { conditionalAccess: [policy(), risky()] } },
      "on trial beside one that holds": {
        change: {
          conditionalAccess: [policy(), policy({ id: guid(502), state: "enabledForReportingButNotEnforced" })],
        },
      },
      "an empty group": {
        change: { conditionalAccess: [risky({ users: filter({ includeGroups: [group] }) })] },
      },
      "only blocked accounts": {
        change: {
          users: [user(101), user(102, { enabled: false })],
          conditionalAccess: [risky({ users: filter({ includeUsers: [guid(102)] }) })],
        },
      },
      "only an emergency account is left": {
        change: {
          conditionalAccess: [
            policy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(102)] }) }),
            risky({ users: filter({ includeUsers: ["All"] }) }),
          ],
        },
        estate: { breakGlass: [guid(102)] },
      },
      "switched off": { change: { conditionalAccess: [policy({ state: "disabled" })] } },
      "another app": {
        change: { conditionalAccess: [policy({ applications: { include: [guid(597)], exclude: [] } })] },
      },
      "no MFA asked for": {
        change: { conditionalAccess: [policy({ grant: { operator: "OR", controls: ["compliantDevice"] } })] },
      },
      "legacy clients blocked": {
        change: {
          conditionalAccess: [policy({ clientAppTypes: ["other"], grant: { operator: "OR", controls: ["block"] } })],
        },
      },
    },
    unsure: {
      "a strength that is not listed": {
        change: { conditionalAccess: [policy({ grant: { operator: "AND", controls: [], strength: guid(599) } })] },
      },
      "another policy that may hold for the same people": {
        change: {
          conditionalAccess: [policy({ grant: { operator: "AND", controls: [], strength: guid(599) } }), risky()],
        },
      },
    },
  },

  "compute-role-sprawl": {
    bad: {
      "four people where three may": {
        change: crowded(),
        at: [production],
        says: /user111@contoso.com: Virtual Machine Contributor/,
      },
      "four people by one group at the root": {
        change: crowded({
          memberships: crowd.map(n => membership(201, n)),
          roleAssignments: [assignment(513, 201, roleIds.contributor, "/")],
        }),
        at: [guid(900)],
        says: /4 people hold .* in 2 subscriptions below it/,
      },
      "four people in resource groups": {
        change: crowded({
          roleAssignments: crowd.map(n =>
            assignment(n, n, roleIds.contributor, `${production.toUpperCase()}/resourceGroups/g${n}`),
          ),
        }),
        at: [production],
      },
      "four people at the tenant's root group, which stands above all of its subscriptions": {
        change: crowded({
          roleAssignments: crowd.map(n =>
            assignment(n, n, roleIds.owner, `/providers/Microsoft.Management/managementGroups/${guid(900)}`),
          ),
        }),
        at: [`/providers/Microsoft.Management/managementGroups/${guid(900)}`],
        says: /in 2 subscriptions/,
      },
      "four people at a management group above one subscription": {
        change: crowded({
          subscriptions: healthy.subscriptions.map((s, i) => ({
            ...s,
            managementGroups: i === 0 ? ["root", "Online"] : ["root"],
          })),
          roleAssignments: crowd.map(n =>
            assignment(n, n, roleIds.owner, "/providers/microsoft.management/managementgroups/online"),
          ),
        }),
        at: ["/providers/microsoft.management/managementgroups/online"],
        says: /in 1 subscription /,
      },
      "two people at a management group, and two above it: at the lower one": {
        change: crowded({
          ...inTree,
          roleAssignments: crowd.map((n, i) => assignment(n, n, roleIds.owner, i < 2 ? online : managementGroup)),
        }),
        at: [online],
      },
      "four people at a management group, and four others at a subscription below": {
        change: {
          ...inTree,
          users: [...crowd, 115, 116, 117, 118].map(n => user(n)),
          registrations: [...crowd, 115, 116, 117, 118].map(n => registration(n)),
          roleAssignments: [
            ...crowd.map(n => assignment(n, n, roleIds.owner, managementGroup)),
            ...[115, 116, 117, 118].map(n => assignment(n, n, roleIds.contributor)),
          ],
        },
        at: [managementGroup, production],
        says: /4 more people hold/,
      },
      "two people at a management group, and two others at a subscription below: there": {
        change: crowded({
          ...inTree,
          roleAssignments: crowd.map((n, i) => assignment(n, n, roleIds.owner, i < 2 ? managementGroup : production)),
        }),
        at: [production],
      },
      "four people at a management group, who hold it at a subscription as well: at the group": {
        change: crowded({
          ...inTree,
          roleAssignments: crowd.flatMap(n => [
            assignment(n, n, roleIds.owner, managementGroup),
            assignment(n + 100, n, roleIds.contributor),
          ]),
        }),
        at: [managementGroup],
      },
    },
    quiet: {
      "a crowd in a subscription that takes no requests": { change: crowded({ subscriptions: asleep("Deleted") }) },
      "as many as the estate allows": { change: crowded(), estate: { thresholds: { standingHolders: 4 } } },
      "one of them activated it": { change: crowded({ activeAssignments: [active(531, 114, "Activated")] }) },
      "one of them is eligible": {
        change: crowded({
          roleAssignments: crowd.slice(1).map(n => assignment(n, n, roleIds.vmContributor)),
          eligibleAssignments: [eligible(111)],
        }),
      },
      "one of them is blocked": { change: crowded({ users: crowd.map(n => user(n, { enabled: n !== 111 })) }) },
      "one of them is an emergency account": { change: crowded(), estate: { breakGlass: [guid(112)] } },
      "one of them holds it twice": {
        change: crowded({
          roleAssignments: [111, 111, 112, 113].map((n, i) =>
            assignment(540 + i, n, i === 1 ? roleIds.owner : roleIds.contributor),
          ),
        }),
      },
      "one of them only under a condition": {
        change: crowded({
          roleDefinitions: roles({
            ...custom([]),
            permissions: [{ actions: ["Microsoft.Compute/*"], notActions: [], condition: "@Resource[x] Exists" }],
          }),
          roleAssignments: crowd.map(n => assignment(n, n, n === 114 ? guid(401) : roleIds.vmContributor)),
        }),
      },
      "one of them may only assign roles, which has a check of its own": {
        change: crowded({
          roleAssignments: crowd.map(n =>
            assignment(n, n, n === 114 ? roleIds.userAccessAdministrator : roleIds.vmContributor),
          ),
        }),
      },
    },
    unsure: {
      "at a management group whose subscriptions were not read": {
        change: crowded({
          roleAssignments: crowd.map(n =>
            assignment(n, n, roleIds.owner, "/providers/Microsoft.Management/managementGroups/online"),
          ),
        }),
      },
      "too many at a management group, if one who is known by name only can sign in": {
        change: crowded({
          ...inTree,
          users: [...crowd.slice(1), 115].map(n => user(n)),
          principals: [...healthy.principals, { id: guid(111), type: "User", name: "User 111" }],
          roleAssignments: [
            ...crowd.map(n => assignment(n, n, roleIds.owner, managementGroup)),
            // with those of the group they are too many here, but so they would be if the group were told of
            assignment(115, 115, roleIds.contributor),
          ],
        }),
      },
      "one of them at a management group whose subscriptions were not read": {
        change: crowded({
          roleAssignments: crowd.map(n =>
            assignment(n, n, roleIds.contributor, n === 111 ? managementGroup : production),
          ),
        }),
      },
      "one of them is known by name only": {
        change: crowded({
          users: crowd.slice(1).map(n => user(n)),
          principals: [...healthy.principals, { id: guid(111), type: "User", name: "User 111" }],
        }),
      },
    },
  },

  "broad-compute-role": {
    bad: {
      "a service principal at a management group": {
        change: {
          servicePrincipals: [
            { id: guid(301), appId: guid(302), name: "platform", kind: "Application", enabled: true },
          ],
          roleAssignments: holds(
            assignment(513, 301, roleIds.contributor, "/providers/Microsoft.Management/managementGroups/root"),
          ),
        },
        at: [guid(301)],
        says: /throughout a management group, in subscriptions whose number is not known/, // what stands above them was not read
      },
      "one finding over many subscriptions": {
        change: {
          subscriptions: healthy.subscriptions.map(row => ({ ...row, managementGroups: ["root"] })),
          servicePrincipals: [
            { id: guid(301), appId: guid(302), name: "platform", kind: "Application", enabled: true },
          ],
          roleAssignments: holds(assignment(513, 301, roleIds.contributor, managementGroup)),
        },
        at: [guid(301)],
        says: /throughout a management group, in 2 subscriptions/,
      },
      "a group, and not each member": {
        change: with103({
          memberships: [membership(201, 103)],
          roleAssignments: holds(
            assignment(513, 201, roleIds.owner, "/providers/Microsoft.Management/managementGroups/root"),
          ),
        }),
        at: [group],
      },
    },
    quiet: {
      "a reader": {
        change: {
          roleAssignments: holds(
            assignment(513, 102, roleIds.reader, "/providers/Microsoft.Management/managementGroups/root"),
          ),
        },
      },
      "the root, which has its own check": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.owner, "/")) },
      },
      "the right to assign roles, which has its own check": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator, managementGroup)) },
      },
    },
  },

  "self-grant-role": {
    bad: {
      "a User Access Administrator of a subscription": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator)) },
        at: [guid(102)],
        severity: "high",
        says: /User Access Administrator at .*, which lets its holder assign roles/,
      },
      "one of a management group": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator, managementGroup)) },
        at: [guid(102)],
      },
      "one of a management group above two": {
        change: {
          subscriptions: healthy.subscriptions.map(row => ({ ...row, managementGroups: ["root"] })),
          roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator, managementGroup)),
        },
        at: [guid(102)],
        says: /can assign roles in 2 subscriptions, and so/,
      },
      "one who may rewrite the custom role that it holds": {
        change: {
          roleDefinitions: roles(custom(["Microsoft.Authorization/roleDefinitions/write"])),
          roleAssignments: holds(assignment(513, 102, guid(401))),
        },
        at: [guid(102)],
        says: /can rewrite a custom role that it holds in 1 subscription, and so give itself/,
      },
      "a custom role that assigns, in other letters": {
        change: {
          roleDefinitions: roles(custom(["microsoft.AUTHORIZATION/roleassignments/*"])),
          roleAssignments: holds(assignment(513, 102, guid(401), production.toUpperCase())),
        },
        at: [guid(102)],
      },
      "a group, and not each member": {
        change: {
          memberships: [membership(201, 102)],
          roleAssignments: holds(assignment(513, 201, roleIds.userAccessAdministrator)),
        },
        at: [group],
      },
      "a service principal": {
        change: {
          servicePrincipals: [{ id: guid(301), appId: guid(302), name: "ci", kind: "Application", enabled: true }],
          roleAssignments: holds(assignment(513, 301, roleIds.userAccessAdministrator)),
        },
        at: [guid(301)],
      },
      "who creates compute in one resource group only": {
        change: {
          roleAssignments: [
            assignment(511, 101, roleIds.vmContributor, `${production}/resourceGroups/web`),
            assignment(513, 101, roleIds.userAccessAdministrator),
          ],
        },
        at: [guid(101)],
      },
      "who creates compute in another subscription only": {
        change: { roleAssignments: holds(assignment(513, 101, roleIds.userAccessAdministrator, sandbox)) },
        at: [guid(101)],
      },
      "who may order by activation only": {
        change: {
          eligibleAssignments: [eligible(102)],
          roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator)),
        },
        at: [guid(102)],
      },
    },
    quiet: {
      "in a subscription that takes no requests": {
        change: {
          subscriptions: asleep("Expired"),
          roleAssignments: [...healthy.roleAssignments, assignment(513, 102, roleIds.userAccessAdministrator)],
        },
      },
      "an Owner, who creates compute by role": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.owner)) },
      },
      "who creates compute throughout the subscription already": {
        change: { roleAssignments: holds(assignment(513, 101, roleIds.userAccessAdministrator)) },
      },
      "who creates compute from above already": {
        change: {
          subscriptions: healthy.subscriptions.map(row => ({ ...row, managementGroups: ["root"] })),
          roleAssignments: holds(
            assignment(513, 102, roleIds.contributor, managementGroup),
            assignment(514, 102, roleIds.userAccessAdministrator),
          ),
        },
      },
      "under a condition that leaves readers only": {
        change: {
          roleAssignments: holds(
            assignment(513, 102, roleIds.userAccessAdministrator, production, { condition: readersOnly }),
          ),
        },
      },
      "the root, which has its own check": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator, "/")) },
      },
      "one resource group": {
        change: {
          roleAssignments: holds(
            assignment(513, 102, roleIds.userAccessAdministrator, `${production}/resourceGroups/web`),
          ),
        },
      },
      "somebody eligible": {
        change: { eligibleAssignments: [eligible(102, { role: roleIds.userAccessAdministrator })] },
      },
      "somebody who activated it": {
        change: {
          activeAssignments: [{ ...active(531, 102, "Activated"), role: roleIds.userAccessAdministrator }],
          roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator)),
        },
      },
      "a blocked account": {
        change: {
          users: [user(101), user(102, { enabled: false })],
          roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator)),
        },
      },
      "an emergency account": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator)) },
        estate: { breakGlass: [guid(102)] },
      },
    },
    unsure: {
      "whether one creates compute from above already was not read": {
        change: {
          roleAssignments: holds(
            assignment(513, 102, roleIds.contributor, managementGroup),
            assignment(514, 102, roleIds.userAccessAdministrator),
          ),
        },
      },
    },
  },

  "compute-creating-custom-role": {
    bad: {
      "a wildcard that is held": {
        change: {
          roleDefinitions: roles(custom(["Microsoft.Compute/*"])),
          eligibleAssignments: [eligible(102, { role: guid(401) })],
        },
        at: [guid(401)],
        severity: "medium",
        says: /wildcard Microsoft.Compute\/\*/,
      },
      "one that nobody holds": { change: { roleDefinitions: roles(custom(["*"])) }, at: [guid(401)], severity: "low" },
      "one that hands out rights": {
        change: { roleDefinitions: roles(custom(["Microsoft.Authorization/roleAssignments/write"])) },
        at: [guid(401)],
        says: /hand out rights/,
      },
      ...Object.fromEntries(
        rareCompute.map(type => [
          `one that only writes ${type}`,
          { change: { roleDefinitions: roles(custom([`${type}/write`])) }, at: [guid(401)], says: /create compute/ },
        ]),
      ),
    },
    quiet: {
      "reading everything": { change: { roleDefinitions: roles(custom(["*/read"])) } },
      "one that reads and deletes what is rare": {
        change: { roleDefinitions: roles(custom(rareCompute.flatMap(type => [`${type}/read`, `${type}/delete`]))) },
      },
      "everything less what creates compute and grants": {
        change: { roleDefinitions: roles(custom(["*"], ["*/write", "*/action"])) },
      },
      "only under a condition": {
        change: {
          roleDefinitions: roles({
            ...custom([]),
            permissions: [
              { actions: ["Microsoft.Authorization/roleAssignments/write"], notActions: [], condition: readersOnly },
            ],
          }),
        },
      },
    },
  },

  "guest-compute-role": {
    bad: {
      "a guest": { change: { users: [user(101, { guest: true }), user(102)] }, at: [guid(101)] },
      "a guest in a group": {
        change: with103({
          users: [...healthy.users, user(103, { guest: true })],
          memberships: [membership(201, 103)],
          roleAssignments: holds(assignment(513, 201, roleIds.vmContributor)),
        }),
        at: [guid(103)],
      },
    },
    quiet: {
      "a blocked guest": { change: { users: [user(101, { guest: true, enabled: false }), user(102)] } },
      "a guest who reads": { change: { users: [user(101), user(102, { guest: true })] } },
    },
  },

  "orphaned-compute-role": {
    bad: {
      "one that could be activated": { change: { eligibleAssignments: [eligible(199)] }, at: [guid(199)] },
      "one in a resource group": {
        change: {
          roleAssignments: holds(assignment(513, 199, roleIds.contributor, `${production}/resourceGroups/rg`)),
        },
        at: [guid(199)],
      },
      "an id that the directory does not know": {
        change: { roleAssignments: holds(assignment(513, 199, roleIds.owner)) },
        at: [guid(199)],
      },
      "one on a subscription of another tenant, and on one of this tenant": {
        change: {
          ...customer,
          roleAssignments: holds(
            assignment(513, 199, roleIds.owner, sandbox),
            assignment(514, 199, roleIds.owner, production),
          ),
        },
        at: [guid(199)],
      },
    },
    quiet: {
      "an eligible reader that is gone": { change: { eligibleAssignments: [eligible(199, { role: roleIds.reader })] } },
      "a reader that is gone": { change: { roleAssignments: holds(assignment(513, 199, roleIds.reader)) } },
      "a group that the directory knows": {
        change: {
          principals: [...healthy.principals, { id: group, type: "Group", name: "Builders" }],
          roleAssignments: holds(assignment(513, 201, roleIds.owner)),
        },
      },
      "a person of another tenant, on a subscription of that tenant": {
        change: { ...customer, roleAssignments: holds(assignment(513, 199, roleIds.owner, sandbox)) },
      },
    },
  },

  "disabled-compute-role": {
    bad: {
      "a blocked account": {
        change: { users: [user(101, { enabled: false }), user(102)] },
        at: [guid(101)],
        severity: "low",
      },
      "one that may activate its right": {
        change: { users: [user(101), user(102, { enabled: false })], eligibleAssignments: [eligible(102)] },
        at: [guid(102)],
      },
      "one whose right is a group's": {
        change: {
          users: [user(101), user(102, { enabled: false })],
          roleAssignments: holds(assignment(513, 201, roleIds.contributor)),
          memberships: [membership(201, 102)],
        },
        at: [guid(102)],
      },
      "a Global Administrator": {
        change: { users: [user(101), user(102, { enabled: false })], directoryRoles: [directoryRole(102)] },
        at: [guid(102)],
      },
      "a guest who may become one": {
        change: {
          users: [user(101), user(102, { enabled: false, guest: true })],
          directoryRoles: [directoryRole(102, { state: "eligible" })],
        },
        at: [guid(102)],
      },
    },
    quiet: { "a blocked reader": { change: { users: [user(101), user(102, { enabled: false })] } } },
  },

  "dormant-compute-role": {
    bad: {
      "an account that sleeps": {
        change: { users: [user(101, { lastSignIn: daysAgo(90) }), user(102)] },
        at: [guid(101)],
        severity: "medium",
        says: new RegExp(`not signed in since ${daysAgo(90).slice(0, 10)}$`, "m"),
      },
      "one that is eligible only": {
        change: {
          users: [user(101), user(102, { lastSignIn: daysAgo(400) })],
          eligibleAssignments: [eligible(102)],
        },
        at: [guid(102)],
      },
      "a guest who never came": {
        change: { users: [neverSeen(101, { guest: true, createdOn: daysAgo(120) }), user(102)] },
        at: [guid(101)],
        says: new RegExp(`no sign-in of it is known since it was made on ${daysAgo(120).slice(0, 10)}$`, "m"),
      },
      "sooner, where the estate says so": {
        change: { users: [user(101, { lastSignIn: daysAgo(31) }), user(102)] },
        estate: { thresholds: { dormantDays: 30 } },
        at: [guid(101)],
      },
    },
    quiet: {
      "one day less": { change: { users: [user(101, { lastSignIn: daysAgo(89.9) }), user(102)] } },
      "a new account that has not signed in yet": {
        change: { users: [neverSeen(101, { createdOn: daysAgo(10) }), user(102)] },
      },
      "somebody who cannot create": { change: { users: [user(101), user(102, { lastSignIn: daysAgo(400) })] } },
      "a blocked account": {
        change: { users: [user(101, { enabled: false, lastSignIn: daysAgo(400) }), user(102)] },
      },
      "an emergency account": {
        change: { users: [user(101, { lastSignIn: daysAgo(400) }), user(102)] },
        estate: { breakGlass: ["user101@contoso.com"] },
      },
      "a service principal": {
        change: {
          servicePrincipals: [{ id: guid(301), appId: guid(302), name: "ci", kind: "Application", enabled: true }],
          roleAssignments: holds(assignment(513, 301, roleIds.contributor)),
        },
      },
    },
    unsure: {
      "neither a sign-in nor its making is known": { change: { users: [neverSeen(101), user(102)] } },
    },
  },

  "synced-global-administrator": {
    bad: {
      "a synchronised account": {
        change: { users: [user(101), synced], directoryRoles: [directoryRole(102)] },
        at: [guid(102)],
        severity: "high",
      },
      "one that may become it": {
        change: { users: [user(101), synced], directoryRoles: [directoryRole(102, { state: "eligible" })] },
        at: [guid(102)],
        severity: "medium",
      },
      "by a group": {
        change: {
          users: [user(101), synced],
          directoryRoles: [directoryRole(201, { role: globalAdministrator.toUpperCase() })],
          memberships: [membership(201, 102)],
        },
        at: [guid(102)],
        says: /through group Group 201/,
      },
      "an emergency account, which has to be of the cloud alone": {
        change: { users: [user(101), synced], directoryRoles: [directoryRole(102)] },
        estate: { breakGlass: [guid(102)] },
        at: [guid(102)],
      },
    },
    quiet: {
      "an account of the cloud": { change: { directoryRoles: [directoryRole(102)] } },
      "a synchronised account without the role": { change: { users: [user(101), synced] } },
      "another role": {
        change: { users: [user(101), synced], directoryRoles: [directoryRole(102, { role: guid(598) })] },
      },
      "a blocked account": {
        change: { users: [user(101), { ...synced, enabled: false }], directoryRoles: [directoryRole(102)] },
      },
    },
  },

  "standing-root-access": {
    bad: {
      "the role that elevating access leaves, which may have been granted otherwise": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator, "/")) },
        at: [`/providers/Microsoft.Authorization/roleAssignments/${guid(513)}`],
        severity: "critical",
        says: /^(?!.*elevated).*is held at the root of the tenant, and lets its holder give itself any role.*held in 2 subscriptions of this tenant/s,
      },
      "a reader at the root": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.reader, "/")) },
        at: [`/providers/Microsoft.Authorization/roleAssignments/${guid(513)}`],
        severity: "medium",
      },
      "an owner at the root": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.owner, "/")) },
        at: [`/providers/Microsoft.Authorization/roleAssignments/${guid(513)}`],
        severity: "critical",
      },
    },
    quiet: {
      "the same role on a subscription": {
        change: { roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator)) },
      },
    },
  },

  "elevate-access-use": {
    bad: {
      "a use that stands": {
        change: {
          elevations: [elevation()],
          roleAssignments: holds(assignment(513, 102, roleIds.userAccessAdministrator, "/")),
        },
        at: [guid(102)],
        severity: "high",
        says: /not undone/,
      },
      "a use that was undone": {
        change: { elevations: [elevation(), elevation({ id: "op-2", action: "removed", at: daysAgo(1) })] },
        at: [guid(102)],
        severity: "medium",
        says: /undone at 2026-11-19/,
      },
      "one act that both logs tell": {
        change: {
          elevations: [
            elevation(),
            elevation({
              source: "entraAudit",
              id: "audit-1",
              at: new Date(Date.parse(daysAgo(2)) + 4_000).toISOString(),
            }),
          ],
        },
        at: [guid(102)],
        says: /the activity log and the Entra audit log/,
      },
      "two acts": {
        change: { elevations: [elevation(), elevation({ id: "op-9", at: daysAgo(5) })] },
        at: [guid(102), guid(102)],
      },
      "a failed attempt": {
        change: { elevations: [elevation({ succeeded: false })] },
        at: [guid(102)],
        severity: "low",
      },
    },
    quiet: {
      "longer ago than is looked back": {
        change: { elevations: [elevation({ at: daysAgo(31) })] },
        estate: { thresholds: { historyDays: 30 } },
      },
      "a removal alone": { change: { elevations: [elevation({ action: "removed" })] } },
    },
  },

  "unused-gpu-quota": {
    bad: {
      "an A100 for the taking": {
        change: { quota: [quota("cores", 0, 100), gpuRow(0, 24)] },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
        severity: "high",
        says: /1 × Standard_NC24ads_A100_v4/,
      },
      "one family in two regions, once": {
        change: { quota: [gpuRow(0, 24), gpuRow(0, 48, "northeurope")] },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
        says: /72 vCPUs of accelerator quota lie idle in 2 regions\n.*\nnortheurope: 0 of 48 .*\nwesteurope: 0 of 24/,
      },
      "one family in two subscriptions, once for each": {
        change: { quota: [gpuRow(0, 24), { ...gpuRow(0, 24), subscription: guid(2) }] },
        at: [production, sandbox].map(scope => `${scope}/providers/Microsoft.Compute/usages/standardncadsa100v4family`),
        says: /of Sandbox/,
      },
      "another spelling of the family and the region": {
        change: { quota: [quota("Standard NCASv3_T4 Family", 0, 4, "West Europe")] },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncasv3t4family`],
      },
      "a family that is newer than the tables": {
        change: { quota: [quota("standardNDSZ900v9Family", 0, 96)] },
        at: [`${production}/providers/Microsoft.Compute/usages/standardndsz900v9family`],
      },
      "an approved family in a subscription that is not": {
        change: {
          quota: [gpuRow(0, 24), { ...gpuRow(0, 24), subscription: guid(2) }],
          subscriptions: healthy.subscriptions.map(row => ({ ...row, managementGroups: ["contoso-root"] })),
        },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", in: ["production"] }] },
        at: [`${sandbox}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
      },
      "an approved family, but more of it than the machines that are approved": {
        change: { quota: [gpuRow(24, 72)] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
      },
      "an approved family without a limit, of which the region leaves more than the machines that are approved": {
        change: { quota: [quota("cores", 0, 72), gpuRow(0, -1)] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
      },
      "an approved family in a region that is not": {
        change: { quota: [gpuRow(0, 24, "brazilsouth")] },
        estate: { gpuSizes: ["Standard_NC*ads_A100_v4"], regions: ["westeurope"] },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
      },
      "quota of an approved size in two regions, in each no more than its ceiling, and together more": {
        change: { quota: [t4Row(0, 16), t4Row(0, 16, "northeurope")] },
        estate: { gpuSizes: [fourSmallT4] },
        at: [t4Usages],
        says: /^16 vCPUs of accelerator quota lie idle in \w+, more than the estate approves of\n/,
      },
      "one machine approved, and quota for it in ten regions": {
        change: { quota: tenRegions.map(region => gpuRow(0, 96, region)) },
        estate: { gpuSizes: [{ size: "Standard_NC96ads_A100_v4", max: 1 }] },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
        says: /^864 vCPUs of accelerator quota lie idle in 9 regions, more than/,
      },
      "quota above a ceiling: what is above it": {
        change: { quota: [t4Row(0, 300)] },
        estate: { gpuSizes: [{ size: "Standard_NC*as_T4_v3", max: 4 }] },
        at: [t4Usages],
        says: /^44 vCPUs .*, more than the estate approves of\n.*0 of 300 vCPUs used; 44 of the idle 300 are not approved; buys/s,
      },
      "what is in use elsewhere takes of the ceiling": {
        change: { quota: [t4Row(0, 16), t4Row(12, 12, "northeurope")] },
        estate: { gpuSizes: [fourSmallT4] },
        at: [t4Usages],
        says: /^12 vCPUs/,
      },
    },
    quiet: {
      "quota in two regions, together no more than the ceiling": {
        change: { quota: [t4Row(4, 8), t4Row(0, 8, "northeurope")] },
        estate: { gpuSizes: [fourSmallT4] },
      },
      "above a ceiling by less than a machine": {
        change: { quota: [t4Row(0, 18)] },
        estate: { gpuSizes: [fourSmallT4] },
      },
      "a ceiling for one subscription, and one for all, which is left for the other": {
        change: { quota: [t4Row(0, 16), t4Row(0, 16, "westeurope", guid(2))] },
        estate: { gpuSizes: [fourSmallT4, { ...fourSmallT4, in: ["Production"] }] },
      },
      "no ceiling": {
        change: { quota: [t4Row(0, 300), t4Row(0, 300, "northeurope")] },
        estate: { gpuSizes: ["Standard_NC4as_T4_v3"], thresholds: { unusedUsdPerDay: 1_000_000 } },
      },
      "all of it used": { change: { quota: [quota("cores", 24, 100), gpuRow(24, 24)] } },
      "more used than allowed": { change: { quota: [gpuRow(48, 24)] } },
      "the region's total is used up": { change: { quota: [quota("cores", 100, 100), gpuRow(0, 24)] } },
      "an approved family": {
        change: { quota: [gpuRow(0, 24)] },
        estate: { gpuSizes: ["standard_nc24ads_a100_v4"], regions: ["West Europe"] },
      },
      "as many machines as are approved": {
        change: { quota: [gpuRow(24, 48)] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2, in: [guid(1)] }] },
      },
      "a family without a limit, where the region leaves as many machines as are approved": {
        change: { quota: [quota("cores", 24, 72), gpuRow(0, -1)] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
      },
      "a subscription below an approved management group": {
        change: {
          quota: [gpuRow(0, 24)],
          subscriptions: [{ id: guid(1), name: "Production", state: "Enabled", managementGroups: ["contoso-labs"] }],
        },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", in: ["contoso-labs"] }] },
      },
      "a subscription that takes no requests": {
        change: { quota: [gpuRow(0, 24)], subscriptions: [{ id: guid(1), name: "Production", state: "Disabled" }] },
      },
      "ordinary machines": { change: { quota: [quota("standardDSv5Family", 0, 100)] } },
      "too little for the smallest machine": { change: { quota: [gpuRow(0, 23)] } },
      "a family that Azure has ended": { change: { quota: [quota("standardNCSv3Family", 0, 100)] } },
      "a region that does not sell it": { change: { quota: [gpuRow(0, 24, "austriaeast")] } },
      "a spot pool without a limit": { change: { quota: [quota("cores", 90, 100), quota("lowPriorityCores", 0, -1)] } },
    },
    unsure: {
      "a family without a limit, and none of the region": { change: { quota: [gpuRow(0, -1)] } },
      "an approval of a management group, and it was not read which stand above": {
        change: { quota: [gpuRow(0, 24)] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", in: ["contoso-labs"] }] },
      },
    },
  },

  "unused-spot-quota": {
    bad: {
      "a spot pool beside a GPU quota of zero": {
        change: { quota: [quota("cores", 100, 100), gpuRow(0, 0), quota("lowPriorityCores", 0, 350)] },
        at: [`${production}/providers/Microsoft.Compute/usages/lowprioritycores`],
        severity: "medium",
        says: /at most \$[\d,]+ per day/,
      },
      "Azure's default, which nobody asked for, as less": {
        change: { quota: [quota("lowPriorityCores", 0, 100), quota("lowPriorityCores", 0, 10, "northeurope")] },
        at: [`${production}/providers/Microsoft.Compute/usages/lowprioritycores`],
        severity: "low",
        says: /in 2 regions, enough for an accelerator; the limits are no higher than Azure's defaults/,
      },
      "a default beside one that was raised": {
        change: { quota: [quota("lowPriorityCores", 0, 100), quota("lowPriorityCores", 0, 350, "northeurope")] },
        at: [`${production}/providers/Microsoft.Compute/usages/lowprioritycores`],
        severity: "medium",
      },
      "two pools, each for no more machines than are approved": {
        change: { quota: [quota("lowPriorityCores", 0, 4), quota("lowPriorityCores", 0, 4, "northeurope")] },
        estate: { gpuSizes: [{ size: "*", max: 1 }] },
        at: [`${production}/providers/Microsoft.Compute/usages/lowprioritycores`],
        says: /^4 vCPUs of spot quota lie idle in westeurope/,
      },
      "a pool beside the quota of the family, which takes all that is approved": {
        change: { quota: [t4Row(0, 4), quota("lowPriorityCores", 0, 4)] },
        estate: { gpuSizes: [{ size: "*", max: 1 }] },
        at: [`${production}/providers/Microsoft.Compute/usages/lowprioritycores`],
      },
      "a limit as Azure sets it, which was asked for": {
        change: {
          quota: [quota("lowPriorityCores", 0, 100)],
          quotaRequests: [request({ family: "lowPriorityCores", requested: 100, submittedOn: daysAgo(60) })],
        },
        at: [`${production}/providers/Microsoft.Compute/usages/lowprioritycores`],
        severity: "medium",
        says: /enough for an accelerator\n/,
      },
      "a limit as Azure sets it; one in another region was asked for, one was refused, one was lowered": {
        change: {
          quota: [quota("lowPriorityCores", 0, 100)],
          quotaRequests: [
            request({ id: "/1", family: "lowPriorityCores", requested: 100, region: "northeurope" }),
            request({ id: "/2", family: "lowPriorityCores", requested: 100, state: "Failed" }),
            request({ id: "/3", family: "lowPriorityCores", requested: 350, submittedOn: daysAgo(60) }),
            request({ id: "/4", family: "lowPriorityCores", requested: 100, submittedOn: daysAgo(59) }),
          ],
        },
        at: [`${production}/providers/Microsoft.Compute/usages/lowprioritycores`],
        severity: "low",
        says: /no higher than Azure's defaults/,
      },
    },
    quiet: {
      "none left": { change: { quota: [quota("lowPriorityCores", 100, 100)] } },
      "a pool for no more machines than are approved": {
        change: { quota: [quota("lowPriorityCores", 0, 4)] },
        estate: { gpuSizes: [{ size: "*", max: 1 }] },
      },
      "two pools for as many as are approved together": {
        change: { quota: [quota("lowPriorityCores", 0, 4), quota("lowPriorityCores", 0, 4, "northeurope")] },
        estate: { gpuSizes: [{ size: "*", max: 2 }] },
      },
      "two pools, each approved in its own subscription": {
        change: {
          quota: [quota("lowPriorityCores", 0, 4), { ...quota("lowPriorityCores", 0, 4), subscription: guid(2) }],
        },
        estate: {
          gpuSizes: [
            { size: "*", max: 1, in: ["Production"] },
            { size: "*", max: 1, in: ["Sandbox"] },
          ],
        },
      },
      "a region that sells no GPU": { change: { quota: [quota("lowPriorityCores", 0, 100, "brazilsoutheast")] } },
      "too few for any accelerator": { change: { quota: [quota("lowPriorityCores", 0, 1)] } },
      "a family without a limit": { change: { quota: [gpuRow(0, -1)] } },
      "no limit where no GPU is sold": { change: { quota: [quota("lowPriorityCores", 0, -1, "brazilsoutheast")] } },
    },
    unsure: {
      "a pool without a limit": { change: { quota: [quota("lowPriorityCores", 0, -1)] } },
    },
  },

  "costly-unused-quota": {
    bad: {
      // Standard_M-series: hundreds of USD an hour for 896 vCPUs
      "the dearest machines": {
        change: { quota: [quota("cores", 0, 2000), quota("standardDSv5Family", 0, 2000)] },
        at: [`${production}/providers/Microsoft.Compute/usages/standarddsv5family`],
      },
      "an approved accelerator, of which far more is left than a few machines": {
        change: { quota: [gpuRow(0, 2000)] },
        estate: { gpuSizes: ["Standard_NC24ads_A100_v4"] },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
      },
      "an approved accelerator of Azure Machine Learning, and of a Batch account": {
        change: { mlQuota: [mlRow("family", 0, 2000)], batchQuota: [batchRow("family", 0, 2000)] },
        estate: { gpuSizes: ["Standard_NC24ads_A100_v4"] },
        at: ["MachineLearningServices", "Batch"].map(
          service => `${production}/providers/Microsoft.${service}/usages/standardncadsa100v4family`,
        ),
      },
      "two Batch accounts in one region, of which neither alone costs so much": {
        change: { batchQuota: [batchRow("family", 0, 48), batchRow("family", 0, 48, "b2")] },
        estate: { gpuSizes: ["Standard_NC24ads_A100_v4"], thresholds: { unusedUsdPerDay: 250 } },
        at: [`${production}/providers/Microsoft.Batch/usages/standardncadsa100v4family`],
        says: /per day in westeurope.*\n.*\n.*account b1.*\n.*account b2/,
      },
      "a limit that was raised a little above what Azure gives": {
        change: { quota: [quota("standardESv5Family", 0, 351)] },
        estate: { thresholds: { unusedUsdPerDay: 100 } },
        at: [`${production}/providers/Microsoft.Compute/usages/standardesv5family`],
      },
      "an approved accelerator, whose limit is never Azure's own": {
        change: { quota: [gpuRow(0, 100)] },
        estate: { gpuSizes: ["Standard_NC24ads_A100_v4"], thresholds: { unusedUsdPerDay: 100 } },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
      },
      "a region of whose prices nothing is known": {
        change: { quota: [quota("standardDSv5Family", 0, 2000, "usgovvirginia")] },
        at: [`${production}/providers/Microsoft.Compute/usages/standarddsv5family`],
        says: /median list price of other regions/,
      },
      "a limit as Azure sets it, which was asked for": {
        change: {
          quota: [quota("standardESv5Family", 0, 350)],
          quotaRequests: [request({ family: "standardESv5Family", requested: 350, submittedOn: daysAgo(60) })],
        },
        at: [`${production}/providers/Microsoft.Compute/usages/standardesv5family`],
      },
      "the part of a family that is approved": {
        change: { quota: [gpuRow(0, 192)] },
        estate: { gpuSizes: [{ size: "Standard_NC96ads_A100_v4", max: 1 }], thresholds: { unusedUsdPerDay: 100 } },
        at: [`${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
        says: /96 of the idle 192 are approved; buys 1 × Standard_NC96ads_A100_v4/,
      },
    },
    quiet: {
      "below the limit": { change: { quota: [quota("standardDSv5Family", 0, 10)] } },
      "a spot pool without a limit": { change: { quota: [quota("cores", 90, 100), quota("lowPriorityCores", 0, -1)] } },
      "an approved accelerator below the limit": {
        change: { quota: [gpuRow(0, 24)] },
        estate: { gpuSizes: ["Standard_NC24ads_A100_v4"] },
      },
      "two Batch accounts in two regions": {
        change: {
          batchQuota: [batchRow("family", 0, 48), { ...batchRow("family", 0, 48, "b2"), region: "northeurope" }],
        },
        estate: { gpuSizes: ["Standard_NC24ads_A100_v4"], thresholds: { unusedUsdPerDay: 250 } },
      },
      "a few vCPUs of a family that is newer than the tables": {
        change: { quota: [quota("standardZv9Family", 0, 30)] },
      },
      "the default of a family that is newer than the tables": {
        change: { quota: [quota("standardZv9Family", 0, 350)] },
      },
      "what Azure gives every subscription of an Enterprise Agreement, dear as it is": {
        change: { quota: [quota("standardESv5Family", 0, 350)] },
        estate: { thresholds: { unusedUsdPerDay: 100 } },
      },
      "a limit that is set higher": {
        change: { quota: [quota("standardDSv5Family", 0, 2000)] },
        estate: { thresholds: { unusedUsdPerDay: 1_000_000 } },
      },
      "accelerators that are not approved, which have a check of their own": { change: { quota: [gpuRow(0, 2000)] } },
      "the same in other services": {
        change: {
          mlQuota: [mlRow("family", 0, 2000)],
          batchQuota: [batchRow("family", 0, 2000), batchRow("any", 0, 2000)],
        },
      },
      "spot pools, whose machines cost less": {
        change: {
          quota: [quota("lowPriorityCores", 0, 2000, "brazilsoutheast")],
          batchQuota: [{ ...batchRow("lowPriority", 0, 2000), region: "brazilsoutheast" }],
        },
      },
    },
    unsure: {
      "a family without a limit, and none of the region": { change: { quota: [quota("standardDSv5Family", 0, -1)] } },
      "a family that is newer than the tables, of which no price is known": {
        change: { quota: [quota("standardZv9Family", 0, 2000)] },
      },
    },
  },

  "gpu-quota-increase": {
    bad: {
      "a GPU family, over an earlier request": {
        change: { quotaRequests: [request({ requested: 48 }), earlier(24)] },
        at: ["/requests/1"],
        says: /more quota, 48 vCPUs in place of 24, was asked for/,
      },
      "the spot pool, over today's limit": {
        change: { quotaRequests: [request({ family: "lowPriorityCores", state: "InProgress", requested: 96 })] },
        at: ["/requests/1"],
        says: /96 vCPUs in place of 0, .*InProgress/,
      },
      "a request that is pending, where all limits are nothing": {
        change: {
          quota: [quota("cores", 0, 10), gpuRow(0, 0), quota("lowPriorityCores", 0, 0)],
          quotaRequests: [request({ state: "InProgress", requested: 960 })],
        },
        at: ["/requests/1"],
        says: /960 vCPUs in place of 0, .*InProgress/,
      },
      "a month ago": {
        change: { quotaRequests: [request({ submittedOn: daysAgo(34), requested: 48 }), earlier(24)] },
        at: ["/requests/1"],
      },
      "a raise over today's limit that was refused": {
        change: { quota: [gpuRow(0, 24)], quotaRequests: [request({ state: "Failed", requested: 48 })] },
        at: ["/requests/1"],
        says: /48 vCPUs in place of 24, .*Failed/,
      },
      "a refused raise over today's limit, which was lowered without a request since an earlier one": {
        change: { quota: [gpuRow(0, 0)], quotaRequests: [request({ state: "Failed", requested: 24 }), earlier(96)] },
        at: ["/requests/1"],
        says: /24 vCPUs in place of 0/,
      },
      "an approved family, but more of it than the machines that are approved": {
        change: { quotaRequests: [request({ requested: 72 }), earlier(24)] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
        at: ["/requests/1"],
      },
      "two requests in two regions, each for no more than is approved: the later one": {
        change: {
          quota: [gpuRow(0, 0), quota("standardNCADSA100v4Family", 0, 0, "northeurope")],
          quotaRequests: [
            request({ state: "InProgress", requested: 48, submittedOn: daysAgo(3) }),
            request({
              id: "/requests/2",
              state: "InProgress",
              requested: 24,
              region: "northeurope",
              submittedOn: daysAgo(2),
            }),
          ],
        },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
        at: ["/requests/2"],
      },
      "what is approved, beside what is there in another subscription": {
        change: {
          quota: [gpuRow(0, 0), { ...gpuRow(24, 24), subscription: guid(2) }],
          quotaRequests: [request({ state: "InProgress", requested: 48 })],
        },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
        at: ["/requests/1"],
      },
      "a second raise of the same limit": {
        change: {
          quotaRequests: [
            request({ requested: 48, submittedOn: daysAgo(9) }),
            request({ id: "/requests/2", requested: 72 }),
            earlier(24),
          ],
        },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
        at: ["/requests/2"],
        says: /72 vCPUs in place of 48/,
      },
    },
    quiet: {
      "in a subscription that takes no requests": {
        change: { subscriptions: asleep(), quotaRequests: [request({ requested: 48 }), earlier(24)] },
      },
      "longer ago": { change: { quotaRequests: [request({ submittedOn: daysAgo(36), requested: 48 }), earlier(24)] } },
      "a limit of nothing": { change: { quotaRequests: [request({ requested: 0 })] } },
      "a refused request where there is no limit": {
        change: { quota: [gpuRow(0, -1)], quotaRequests: [request({ state: "Failed", requested: 24 })] },
      },
      "a lowering of what an earlier request gave": {
        change: {
          quotaRequests: [
            request({ requested: 24 }),
            request({ id: "/old", family: "standardncadsa100v4family", requested: 96, submittedOn: daysAgo(60) }),
          ],
        },
      },
      "a refused request for no more than there is": {
        change: { quota: [gpuRow(24, 24)], quotaRequests: [request({ state: "Failed", requested: 24 })] },
      },
      "ordinary machines": { change: { quotaRequests: [request({ family: "standardDSv5Family" })] } },
      "as many machines as are approved": {
        change: { quotaRequests: [request({ requested: 48 })] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
      },
      "two requests for what is approved, of which the first was refused": {
        change: {
          quota: [gpuRow(0, 24)],
          quotaRequests: [
            request({ state: "Failed", requested: 48, submittedOn: daysAgo(9) }),
            request({ id: "/requests/2", state: "InProgress", requested: 48 }),
          ],
        },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
      },
      "what is approved in this subscription, beside what is approved in another": {
        change: {
          quota: [gpuRow(0, 0), { ...gpuRow(24, 24), subscription: guid(2) }],
          quotaRequests: [request({ state: "InProgress", requested: 48 })],
        },
        estate: {
          gpuSizes: [
            { size: "Standard_NC24ads_A100_v4", max: 2, in: ["Production"] },
            { size: "Standard_NC24ads_A100_v4", max: 1, in: ["Sandbox"] },
          ],
        },
      },
      "an approved family": {
        change: { quotaRequests: [request()] },
        estate: { gpuSizes: ["Standard_NC24ads_A100_v4"] },
      },
    },
    unsure: {
      "a limit lowered to what is used, or raised to it: nothing says what it was": {
        change: { quota: [gpuRow(24, 24)], quotaRequests: [request({ requested: 24 })] },
      },
      "it is not known how much was asked for": { change: { quotaRequests: [request(), earlier(24)] } },
      "a raise or a lowering of a granted limit that is not known": {
        change: {
          quotaRequests: [
            request({ requested: 48 }),
            request({ id: "/between", submittedOn: daysAgo(40) }),
            earlier(24),
          ],
        },
      },
      "refused, and the limit was changed since": {
        change: {
          quota: [gpuRow(0, 24)],
          quotaRequests: [
            request({ state: "Failed", requested: 48, submittedOn: daysAgo(20) }),
            request({ id: "/later", requested: 0 }),
          ],
        },
      },
      "an approved number of machines, and it is not known how many were asked for": {
        change: { quotaRequests: [request()] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
      },
    },
  },

  "unused-ml-gpu-quota": {
    bad: {
      "a family that Compute has no quota of": {
        change: { quota: [gpuRow(0, 0)], mlQuota: [mlRow("family", 0, 24)] },
        at: [`${production}/providers/Microsoft.MachineLearningServices/usages/standardncadsa100v4family`],
        severity: "high",
        says: /westeurope: 0 of 24 .*1 × Standard_NC24ads_A100_v4/,
      },
      "its pool of low priority": {
        change: { mlQuota: [mlRow("lowPriority", 0, 50)] },
        at: [`${production}/providers/Microsoft.MachineLearningServices/usages/lowprioritycores`],
        severity: "low",
      },
      "the same ceiling, of which Compute's quota takes all": {
        change: { quota: [gpuRow(0, 24)], mlQuota: [mlRow("family", 0, 24)] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 1 }] },
        at: [`${production}/providers/Microsoft.MachineLearningServices/usages/standardncadsa100v4family`],
        says: /^24 vCPUs .*, more than the estate approves of/,
      },
    },
    quiet: {
      "the same ceiling, of which Compute's quota leaves enough": {
        change: { quota: [gpuRow(0, 24)], mlQuota: [mlRow("family", 0, 24)] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", max: 2 }] },
      },
      "all of it used": { change: { mlQuota: [mlRow("family", 24, 24)] } },
      "the region's total is used up": { change: { mlQuota: [mlRow("total", 24, 24), mlRow("family", 0, 24)] } },
      "an approved family": {
        change: { mlQuota: [mlRow("family", 0, 24)] },
        estate: { gpuSizes: [{ size: "Standard_NC24ads_A100_v4", in: ["Production"] }] },
      },
      "quota of Compute, which has a check of its own": { change: { quota: [gpuRow(0, 24)] } },
    },
  },

  "unused-batch-gpu-quota": {
    bad: {
      "a family that Compute has no quota of, in two accounts": {
        change: {
          quota: [gpuRow(0, 0)],
          batchQuota: [batchRow("family", 24, 48), batchRow("total", 24, 100), batchRow("family", 0, 24, "b2")],
        },
        at: [`${production}/providers/Microsoft.Batch/usages/standardncadsa100v4family`],
        severity: "high",
        says: /48 vCPUs .* in westeurope\n.*westeurope, account b1: 24 of 48 .*1 × Standard_NC24ads_A100_v4.*account b2/s,
      },
      "one pool for machines of any family": {
        change: { batchQuota: [batchRow("any", 0, 24)] },
        at: [`${production}/providers/Microsoft.Batch/usages/dedicatedcores`],
        severity: "high",
        says: /24 vCPUs of dedicated quota .*enough for an accelerator/,
      },
      "the pool of low priority": {
        change: { batchQuota: [batchRow("lowPriority", 0, 50)] },
        at: [`${production}/providers/Microsoft.Batch/usages/lowprioritycores`],
        severity: "low",
      },
    },
    quiet: {
      "all of it used": { change: { batchQuota: [batchRow("family", 24, 24), batchRow("any", 30, 24)] } },
      "the account's total is used up": {
        change: { batchQuota: [batchRow("total", 24, 24), batchRow("family", 0, 24)] },
      },
      "the total of another account is not": {
        change: { batchQuota: [batchRow("total", 24, 24), batchRow("family", 0, 24), batchRow("total", 0, 99, "b2")] },
      },
      "too few for any accelerator": { change: { batchQuota: [batchRow("any", 0, 2)] } },
      "an approved family": {
        change: { batchQuota: [batchRow("family", 0, 24)] },
        estate: { gpuSizes: ["Standard_NC24ads_A100_v4"] },
      },
      "room for more accounts": { change: { batchQuota: [{ ...batchRow("accounts", 0, 3) }] } },
    },
  },

  "weak-activation": {
    bad: {
      "an Azure role that asks for nothing": {
        change: { eligibleAssignments: [eligible(102)], activationRules: [rule({ mfa: false, approval: false })] },
        at: [`${production}/roles/${roleIds.vmContributor}`],
        severity: "high",
        says: /neither MFA, nor approval.*\nmay be activated by user102@/,
      },
      "in other letter case": {
        change: {
          eligibleAssignments: [eligible(102, { scope: production.toUpperCase() })],
          activationRules: [rule({ mfa: false, approval: false })],
        },
        at: [`${production.toUpperCase()}/roles/${roleIds.vmContributor}`],
      },
      "Global Administrator": {
        change: {
          directoryRoles: [directoryRole(102, { state: "eligible" })],
          directoryActivationRules: [rule({ scope: "/", role: globalAdministratorId, mfa: false, approval: false })],
        },
        at: [`/directoryRoles/${globalAdministratorId}`],
      },
      "an authentication context that no policy names": {
        change: contextOnly,
        at: [`${production}/roles/${roleIds.vmContributor}`],
        says: /context c1, for which no policy asks anything.*\nmay be activated by user102@/,
      },
      "an authentication context whose policy is on trial": {
        change: {
          ...contextOnly,
          conditionalAccess: [
            ...healthy.conditionalAccess,
            contextPolicy({ state: "enabledForReportingButNotEnforced" }),
          ],
        },
        at: [`${production}/roles/${roleIds.vmContributor}`],
      },
      "an authentication context whose policy is for those who have the role already": {
        change: {
          directoryRoles: [directoryRole(102, { state: "eligible" })],
          directoryActivationRules: [
            rule({ scope: "/", role: globalAdministratorId, mfa: false, approval: false, context: "c1" }),
          ],
          conditionalAccess: [
            ...healthy.conditionalAccess,
            contextPolicy({ users: filter({ includeRoles: [globalAdministratorId] }) }),
          ],
        },
        at: [`/directoryRoles/${globalAdministratorId}`],
      },
      "an authentication context whose policy leaves out one of a group": {
        change: {
          directoryRoles: [directoryRole(201, { state: "eligible" })],
          memberships: [membership(201, 101), membership(201, 102)],
          directoryActivationRules: [
            rule({ scope: "/", role: globalAdministratorId, mfa: false, approval: false, context: "c1" }),
          ],
          conditionalAccess: [
            ...healthy.conditionalAccess,
            contextPolicy({ users: filter({ includeUsers: ["All"], excludeUsers: [guid(101)] }) }),
          ],
        },
        at: [`/directoryRoles/${globalAdministratorId}`],
      },
      "a membership of a group": {
        change: { ...joinable("member"), groupActivationRules: [ofGroup("member", { mfa: false, approval: false })] },
        at: [`/groups/${guid(201)}/member`],
        severity: "high",
        says: new RegExp(`neither MFA, nor approval.*\nmay be activated by principal ${guid(102)}`),
      },
      "the ownership of a group": {
        change: {
          ...joinable("owner"),
          groupActivationRules: [
            ofGroup("owner", { mfa: false, approval: false }),
            ofGroup("member", { mfa: true, approval: false }),
          ],
        },
        at: [`/groups/${guid(201)}/owner`],
      },
    },
    quiet: {
      "MFA is asked for": {
        change: { eligibleAssignments: [eligible(102)], activationRules: [rule({ mfa: true, approval: false })] },
      },
      "somebody has to approve": {
        change: { eligibleAssignments: [eligible(102)], activationRules: [rule({ mfa: false, approval: true })] },
      },
      "an authentication context is asked for, and a policy asks for MFA there": {
        change: { ...contextOnly, conditionalAccess: [...healthy.conditionalAccess, contextPolicy()] },
      },
      "a policy asks for a managed device there": {
        change: {
          ...contextOnly,
          conditionalAccess: [
            ...healthy.conditionalAccess,
            contextPolicy({ contexts: ["c2", "C1"], grant: { operator: "OR", controls: ["compliantDevice"] } }),
          ],
        },
      },
      "nobody may activate it any more": {
        change: {
          eligibleAssignments: [eligible(102, { endsOn: daysAgo(1) })],
          activationRules: [rule({ mfa: false, approval: false })],
        },
      },
      "a membership of a group, with approval": {
        change: { ...joinable("member"), groupActivationRules: [ofGroup("member", { mfa: false, approval: true })] },
      },
      "a membership of a group that only reads": {
        change: {
          ...joinable("member", roleIds.reader),
          groupActivationRules: [ofGroup("member", { mfa: false, approval: false })],
        },
      },
      "a directory role that leads nowhere": {
        change: {
          directoryRoles: [directoryRole(102, { state: "eligible", role: guid(899), roleName: "Reports Reader" })],
          directoryActivationRules: [rule({ scope: "/", role: guid(899), mfa: false, approval: false })],
        },
      },
    },
    unsure: {
      "its rule was not among those read": { change: { eligibleAssignments: [eligible(102)] } },
      "what its authentication context asks for could not be told": {
        change: {
          ...contextOnly,
          conditionalAccess: [
            ...healthy.conditionalAccess,
            contextPolicy({ grant: { operator: "OR", controls: [], strength: guid(599) } }),
          ],
        },
      },
      "its rule does not say": {
        change: { eligibleAssignments: [eligible(102)], activationRules: [rule({ approval: false })] },
      },
      "the rule of a group was not among those read": {
        change: { ...joinable("member"), groupActivationRules: [ofGroup("owner", { mfa: true, approval: true })] },
      },
    },
  },
  ...activityTables,
  ...directoryTables,
  ...signInTables,
  ...contactTables,
  ...guardTables,
  ...decoyTables,
  ...roadTables,
  ...outsiderTables,
  ...defenceTables,
  ...peopleTables,
  ...sentinelTables,
  ...readinessTables,
  ...metricTables,
};

it("every check has a table", () => {
  const ids: readonly string[] = checks.map(({ id }) => id);
  const without = ids.filter(id => !(id in tables));
  assert.deepEqual(without, [], `checks without a table of cases here: ${without.join(", ")}`);
  const orphaned = Object.keys(tables).filter(id => !ids.includes(id));
  assert.deepEqual(orphaned, [], `tables of no check: ${orphaned.join(", ")}`);
});

it("what the estate does not name is not judged: emergency accounts, decoys and a workspace", () => {
  const { coverage, outcomes } = report();
  const none = {
    "phishable-break-glass": "the estate names no emergency account",
    "unready-break-glass": "the estate names no emergency account",
    "unanswering-workspace": "the estate names no workspace",
    "false-decoy": "the estate names no decoy",
    "touched-decoy": "the estate names no decoy",
  };
  assert.deepEqual(Object.fromEntries((coverage.notTested ?? []).map(({ rule, why }) => [rule, why])), none);
  assert(!outcomes.some(({ rule }) => Object.keys(none).includes(rule.id)));
});

it("the healthy tenant passes everything", () =>
  assert.deepEqual(
    report()
      .outcomes.filter(({ status }) => status !== "pass")
      .map(({ rule, findings, unknowns, gaps }) => ({ rule: rule.id, findings, unknowns, gaps })),
    [],
  ));

for (const [rule, { bad, quiet, unsure = {} }] of Object.entries(tables)) {
  const judged = ({ change, estate = {} }: Case) => outcome(rule, change, {}, estateOf(estate));
  describe(rule, () => {
    for (const [name, twin] of Object.entries(bad))
      it(`faults ${name}`, () => {
        const { status, findings } = judged(twin);
        assert.deepEqual(findings.map(({ subject }) => subject.id).sort(), [...twin.at].sort());
        assert.equal(status, "fail");
        if (twin.severity) assert.deepEqual([...new Set(findings.map(({ severity }) => severity))], [twin.severity]);
        const text = findings
          .map(({ message, proof, subject }) => [message, ...proof, subject.name].join("\n"))
          .join("\n");
        if (twin.says) assert.match(text, twin.says);
        assert.doesNotMatch(text, /undefined|NaN|\[object|Infinity/);
        assert.equal(new Set(findings.map(({ fingerprint }) => fingerprint)).size, findings.length);
      });
    for (const [name, twin] of Object.entries(quiet))
      it(`is quiet on ${name}`, () => {
        const { status, findings, unknowns, gaps } = judged(twin);
        assert.deepEqual(
          { status, findings, unknowns, gaps },
          { status: "pass", findings: [], unknowns: [], gaps: [] },
        );
      });
    for (const [name, twin] of Object.entries(unsure))
      it(`does not know on ${name}`, () => {
        const { status, findings } = judged(twin);
        assert.deepEqual({ status, findings }, { status: "unknown", findings: [] });
      });
  });
}

it("unrecorded-compute says from when on it can be told what is new", () => {
  const grown = (ago: number): Change => ({ corePeaks: [cores({ since: daysAgo(ago), days: coresOn([1, 64]) })] });
  const why = (ago: number) => outcome("unrecorded-compute", grown(ago)).unknowns.map(({ why }) => why);
  assert.deepEqual(why(20), [
    "its metrics were read back to 2026-10-31, too short to tell what is new; it can be told from 2026-11-28 on",
  ]);
});

it("compute-role-sprawl tells of a management group under one fingerprint, however many subscriptions come below it", () => {
  const crowd = [111, 112, 113, 114];
  const prints = (count: number) =>
    outcome("compute-role-sprawl", {
      users: crowd.map(n => user(n)),
      subscriptions: Array.from({ length: count }, (_, n) => ({
        id: guid(n + 1),
        name: `Sub ${n}`,
        state: "Enabled",
        managementGroups: ["root"],
      })),
      roleAssignments: crowd.map(n => assignment(n, n, roleIds.contributor, managementGroup)),
    }).findings.map(({ fingerprint }) => fingerprint);
  assert.equal(prints(1).length, 1);
  assert.deepEqual(prints(30), prints(1));
});
