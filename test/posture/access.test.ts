import assert from "node:assert/strict";
import { graphAppRoles } from "../../catalogue/graph-app-roles";
import type { Evidence } from "../../posture/evidence/all";
import {
  assignment,
  filter,
  globalAdministrator,
  guid,
  healthy,
  membership,
  outcome,
  policy,
  production,
  type Rows,
  role,
  roleIds,
  sandbox,
  user,
} from "./checks-tenant";
import { derived } from "./derived-kit";

const directoryRole = (
  principal: number,
  change: Partial<Evidence["directoryRoles"]> = {},
): Evidence["directoryRoles"] => ({
  id: `/directory/${principal}`,
  principal: guid(principal),
  role: globalAdministrator,
  roleName: "Global Administrator",
  state: "active",
  tenure: "standing",
  scope: "/",
  ...change,
});
const userAdministrator = { role: "fe930be7-5e62-47db-91af-98c3a49a38b1", roleName: "User Administrator" };
const applicationAdministrator = {
  role: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  roleName: "Application Administrator",
};
const permission = (principal: number, name: keyof typeof graphAppRoles): Evidence["graphPermissions"] => ({
  id: `/permission/${principal}/${name}`,
  principal: guid(principal),
  permission: graphAppRoles[name],
});
const identityGovernance = {
  role: "45d8d3c5-c802-45c6-b32a-1d70b5e1e86e",
  roleName: "Identity Governance Administrator",
};
/** Group 201 is Contributor and group 202 is in it, of which this was read; person 102 holds a directory role. */
const nested = (
  inner?: Evidence["principals"],
  held: Partial<Evidence["directoryRoles"]> = userAdministrator,
): Partial<Rows> => ({
  roleAssignments: [assignment(513, 201, roleIds.contributor)],
  principals: [group(201, { synced: true }), ...(inner ? [inner] : [])],
  memberships: [membership(201, 202)],
  directoryRoles: [directoryRole(102, held)],
});
/** Application 301 is Owner; person 102 administers the object of this id. */
const scoped = (id: string): Partial<Rows> => ({
  servicePrincipals: [workload(301), workload(302)],
  roleAssignments: [assignment(513, 301, roleIds.owner)],
  principals: [391, 392, 393].map(n => ({ id: guid(n), type: "Unknown", name: `app ${n}`, appId: guid(n - 40) })),
  directoryRoles: [directoryRole(102, { ...applicationAdministrator, scope: `/${id}` })],
});
/** Person 102 owns the application 301, which has a permission of Microsoft Graph. */
const behind301 = (name: keyof typeof graphAppRoles, change: Partial<Rows> = {}): Partial<Rows> => ({
  servicePrincipals: [workload(301), workload(302)],
  owners: [owner(301, 102, "application")],
  graphPermissions: [permission(301, name)],
  ...change,
});
const securityAdministrator = {
  role: "194ae4cb-b126-40b2-bd5b-6091b380977d",
  roleName: "Security Administrator",
};
const little = {
  "Directory Readers": "88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
  "Reports Reader": "4a5d8f65-41da-4de4-8968-e035b65339cf",
  "Global Reader": "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
} as const;
const owns301 = "owns application workload 301 and can add a credential to it";
const owner = (of: number, owner: number, where: Evidence["owners"]["where"] = "group"): Evidence["owners"] => ({
  of: guid(of),
  where,
  owner: guid(owner),
  ownerType: "User",
});
const place = (
  group: number,
  principal: number,
  change: Partial<Evidence["groupEligibilities"]> = {},
): Evidence["groupEligibilities"] => ({
  id: `/place/${group}/${principal}`,
  group: guid(group),
  principal: guid(principal),
  access: "member",
  ...change,
});
const trust = (
  holder: number,
  change: Partial<Evidence["federatedCredentials"]> = {},
): Evidence["federatedCredentials"] => ({
  id: `/trust/${holder}`,
  holder: guid(holder),
  where: "application",
  name: "relay",
  issuer: "https://login.microsoftonline.com/x/v2.0",
  subject: guid(301).toUpperCase(),
  ...change,
});
const workload = (n: number, change: Partial<Evidence["servicePrincipals"]> = {}): Evidence["servicePrincipals"] => ({
  id: guid(n),
  appId: guid(n + 50),
  name: `workload ${n}`,
  kind: "Application",
  enabled: true,
  ...change,
});
const group = (n: number, change: Partial<Evidence["principals"]> = {}): Evidence["principals"] => ({
  id: guid(n),
  type: "Group",
  name: `Group ${n}`,
  assignableToRole: false,
  ...change,
});
const denial = (change: Partial<Evidence["denyAssignments"]> = {}): Evidence["denyAssignments"] => ({
  id: `${production}/providers/Microsoft.Authorization/denyAssignments/${guid(581)}`,
  name: "No machines",
  scope: production,
  permissions: [{ actions: ["*"], notActions: ["*/read"] }],
  principals: [guid(0)],
  excludePrincipals: [],
  doNotApplyToChildScopes: false,
  systemProtected: true,
  ...change,
});
const granting = (conditions: string): string =>
  `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (${conditions}))`;
const request = "@Request[Microsoft.Authorization/roleAssignments";
/** The portal's template "allow user to only assign selected roles". */
const only = (...roles: string[]) => granting(`${request}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roles}}`);
/** The portal's template "allow user to assign all roles except privileged administrator roles". */
const except = (...roles: string[]) =>
  granting(`${request}:RoleDefinitionId] ForAnyOfAllValues:GuidNotEquals {${roles}}`);

const machine = (change: Partial<Evidence["workloadsWithIdentity"]> = {}): Evidence["workloadsWithIdentity"] => ({
  id: `${production}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1`,
  type: "microsoft.compute/virtualmachines",
  name: "vm1",
  subscription: guid(1),
  identities: [guid(301)],
  ...change,
});
const custom = (actions: string[]) => role(guid(401), "Operator", actions, [], { custom: true });
/** Person 102 holds a role with these actions in production, and identity 301 creates compute in the sandbox. */
const onMachine = (actions: string[], scope = production): Partial<Rows> => ({
  servicePrincipals: [workload(301, { kind: "ManagedIdentity" })],
  roleDefinitions: [...healthy.roleDefinitions, custom(actions)],
  roleAssignments: [assignment(513, 102, guid(401), scope), assignment(514, 301, roleIds.contributor, sandbox)],
});
const identity = workload(301, {
  kind: "ManagedIdentity",
  resource: `${production}/resourcegroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`,
});

const websiteContributor = "de139f84-1756-47ae-9be6-808fbbe84772";
/** Role Based Access Control Administrator, as built in. */
const accessAdministrator = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
/** Person 102 may give roles under a condition in production, where the identity of an app creates compute in the sandbox. */
const onApp = (condition: string): Partial<Rows> => ({
  ...onMachine(["Microsoft.Web/sites/restart/action"]),
  roleAssignments: [
    assignment(513, 102, accessAdministrator, production, { condition }),
    assignment(514, 301, roleIds.contributor, sandbox),
  ],
  workloadsWithIdentity: [
    machine({
      id: `${production}/resourceGroups/rg/providers/Microsoft.Web/sites/app1`,
      type: "microsoft.web/sites",
      name: "app1",
    }),
  ],
});

/** Only to this principal. */
const to = (n: number) => granting(`${request}:PrincipalId] ForAnyOfAnyValues:GuidEquals {${guid(n)}}`);
/** Person 102 owns application 301, which holds nothing, and may give roles under a condition in production. */
const onApplication = (condition: string): Partial<Rows> => ({
  servicePrincipals: [workload(301)],
  owners: [owner(301, 102, "application")],
  roleAssignments: [assignment(513, 102, accessAdministrator, production, { condition })],
});

/** The right of one person of the healthy tenant without a right of its own, in words. */
function rightsOf(n: number, change: Partial<Rows>): string[] {
  const creator = derived(change)("computeCreators").value.find(({ principal }) => principal.id === guid(n));
  return (creator?.rights ?? []).map(
    ({ by, conditional, tenure, scope, road = [] }) =>
      `${[...road.map(({ says }) => says), by].join("; ")}${conditional ? "?" : ""} at ${scope}${tenure === "standing" ? "" : `, ${tenure}`}`,
  );
}
const removalOf = (n: number, change: Partial<Rows>) =>
  derived(change)("computeCreators").value.find(({ principal }) => principal.id === guid(n))?.removal?.says;
const holds = (...more: Rows["roleAssignments"]) => [...healthy.roleAssignments, ...more];
const people = [user(101), user(102), user(103)];
const elevates = "may elevate access as Global Administrator; selfGrant at /";

const cases: Readonly<Record<string, readonly [change: Partial<Rows>, rights: readonly string[]]>> = {
  "nobody without a road": [{}, []],

  "a Global Administrator elevates (case E17)": [{ directoryRoles: [directoryRole(102)] }, [elevates]],
  "an eligible one, once activated": [
    { directoryRoles: [directoryRole(102, { state: "eligible" })] },
    [`${elevates}, eligible`],
  ],
  "one through a role-assignable group": [
    { directoryRoles: [directoryRole(201)], memberships: [membership(201, 102)] },
    [elevates],
  ],
  "one by owning that group": [
    { directoryRoles: [directoryRole(201)], owners: [owner(201, 102)], memberships: [membership(201, 103)] },
    [`owns group Group 201 and can join it; ${elevates}`],
  ],
  "not a Global Reader": [
    {
      directoryRoles: [directoryRole(102, { role: "f2ef992c-3afb-46b9-b7cf-a126ee74c451", roleName: "Global Reader" })],
    },
    [],
  ],

  "the owner of a group that creates compute joins it": [
    { roleAssignments: holds(assignment(513, 201, roleIds.contributor)), owners: [owner(201, 102)] },
    [`owns group ${guid(201)} and can join it; create at ${production}`],
  ],
  "the owner of a group nested in it": [
    {
      roleAssignments: holds(assignment(513, 201, roleIds.contributor)),
      memberships: [membership(201, 202)],
      owners: [owner(202, 102)],
    },
    [`owns group ${guid(202)} and can join it; create at ${production}`],
  ],
  "not the owner of a group of the premises": [
    {
      roleAssignments: holds(assignment(513, 201, roleIds.contributor)),
      principals: [group(201, { synced: true })],
      owners: [owner(201, 102)],
    },
    [],
  ],
  "not the owner of a group that only reads": [
    { roleAssignments: holds(assignment(513, 201, roleIds.reader)), owners: [owner(201, 102)] },
    [],
  ],
  "who may activate a membership of a group": [
    { roleAssignments: holds(assignment(513, 201, roleIds.contributor)), groupEligibilities: [place(201, 102)] },
    [`may activate a membership of group ${guid(201)} in PIM; create at ${production}, eligible`],
  ],
  "who may activate its ownership joins it then": [
    {
      roleAssignments: holds(assignment(513, 201, roleIds.contributor)),
      groupEligibilities: [place(201, 102, { access: "owner" })],
    },
    [`may activate the ownership of group ${guid(201)} in PIM, and join it; create at ${production}, eligible`],
  ],
  "who may as a member of a group that may": [
    {
      roleAssignments: holds(assignment(513, 201, roleIds.contributor)),
      groupEligibilities: [place(201, 202, { nested: true })],
      memberships: [membership(202, 102)],
    },
    [`may activate a membership of group ${guid(201)} in PIM; create at ${production}, eligible`],
  ],
  "the same where only PIM knows that group": [
    {
      roleAssignments: holds(assignment(513, 201, roleIds.contributor)),
      groupEligibilities: [
        place(201, 202, { nested: true }),
        place(201, 102, { through: { id: guid(202), name: "Leads" } }),
      ],
    },
    [
      `may activate a membership of group ${guid(201)} in PIM, as a member of group Leads; create at ${production}, eligible`,
    ],
  ],
  "two activations, one after the other": [
    {
      roleAssignments: holds(assignment(513, 201, roleIds.contributor)),
      groupEligibilities: [place(201, 202, { nested: true }), place(202, 102)],
    },
    [
      `may activate a membership of group ${guid(202)} in PIM; may activate a membership of group ${guid(201)} in PIM; create at ${production}, eligible`,
    ],
  ],
  "a group with a directory role, once activated": [
    { directoryRoles: [directoryRole(201)], groupEligibilities: [place(201, 102)] },
    [`may activate a membership of group ${guid(201)} in PIM; ${elevates}, eligible`],
  ],
  "not who may join a group that only reads": [
    { roleAssignments: holds(assignment(513, 201, roleIds.reader)), groupEligibilities: [place(201, 102)] },
    [],
  ],

  "the owner of an application signs in as it": [
    {
      servicePrincipals: [workload(301)],
      roleAssignments: holds(assignment(513, 301, roleIds.contributor)),
      owners: [owner(301, 102, "application")],
    },
    [`owns application workload 301 and can add a credential to it; create at ${production}`],
  ],
  "whoever runs code under an identity that an application trusts": [
    {
      ...onMachine(["Microsoft.Compute/virtualMachines/runCommand/action"]),
      servicePrincipals: [workload(301, { kind: "ManagedIdentity" }), workload(302)],
      workloadsWithIdentity: [machine()],
      roleAssignments: [
        assignment(513, 102, guid(401), production),
        assignment(514, 302, roleIds.contributor, sandbox),
      ],
      federatedCredentials: [trust(302, { ours: true })],
    },
    [
      `may run code in vm1 and act as workload 301; is trusted by workload 302 and can sign in as it; create at ${sandbox}`,
    ],
  ],
  "but not where another tenant issues the tokens": [
    {
      ...onMachine(["Microsoft.Compute/virtualMachines/runCommand/action"]),
      servicePrincipals: [workload(301, { kind: "ManagedIdentity" }), workload(302)],
      workloadsWithIdentity: [machine()],
      roleAssignments: [
        assignment(513, 102, guid(401), production),
        assignment(514, 302, roleIds.contributor, sandbox),
      ],
      federatedCredentials: [trust(302)],
    },
    [],
  ],
  "the owner of a blueprint signs in as its agents": [
    {
      servicePrincipals: [workload(301), workload(302, { kind: "Other" })],
      roleAssignments: holds(assignment(513, 302, roleIds.contributor)),
      owners: [owner(301, 102, "application")],
      agentIdentities: [{ id: guid(302), blueprintApp: guid(351), blueprint: guid(301) }],
    },
    [
      `owns application workload 301 and can add a credential to it; holds the credentials of its agent workload 302 and can sign in as it; create at ${production}`,
    ],
  ],
  "but not of an agent of another blueprint": [
    {
      servicePrincipals: [workload(301), workload(302, { kind: "Other" })],
      roleAssignments: holds(assignment(513, 302, roleIds.contributor)),
      owners: [owner(301, 102, "application")],
      agentIdentities: [{ id: guid(302), blueprintApp: guid(353), blueprint: guid(303) }],
    },
    [],
  ],
  "a chain: an application that owns a group": [
    {
      servicePrincipals: [workload(301)],
      roleAssignments: holds(assignment(513, 201, roleIds.contributor)),
      owners: [owner(301, 102, "servicePrincipal"), owner(201, 301)],
    },
    [
      `owns service principal workload 301 and can add a credential to it; owns group ${guid(201)} and can join it; create at ${production}`,
    ],
  ],

  "who may reset a password": [
    { directoryRoles: [directoryRole(102, userAdministrator)] },
    [`may reset the credentials of user101@contoso.com as User Administrator; create at ${production}`],
  ],
  ...Object.fromEntries(
    (
      [
        ["Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8", "Directory Readers", true],
        ["Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8", "Reports Reader", true],
        ["Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8", "Global Reader", false],
        ["Password Administrator", "966707d0-3269-4727-9be2-8c3a10f19b9d", "Directory Readers", true],
        ["Password Administrator", "966707d0-3269-4727-9be2-8c3a10f19b9d", "Reports Reader", false],
        ["Partner Tier1 Support", "4ba39ca4-527c-499a-b93d-d9b492c50246", "Directory Readers", false],
        ["Partner Tier1 Support", "4ba39ca4-527c-499a-b93d-d9b492c50246", undefined, true],
        ["Partner Tier2 Support", "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8", "Global Reader", "elevates"],
      ] as const
    ).map(([roleName, role, other, expected]) => [
      `${roleName} over a person ${other ? `who is ${other}` : "without a role"}`,
      [
        {
          directoryRoles: [
            directoryRole(102, { role, roleName }),
            ...(other ? [directoryRole(101, { role: little[other], roleName: other })] : []),
          ],
        },
        expected === "elevates"
          ? [`may elevate access as ${roleName}; selfGrant at /`]
          : expected
            ? [`may reset the credentials of user101@contoso.com as ${roleName}; create at ${production}`]
            : [],
      ],
    ]),
  ),
  "but in an administrative unit only people without a role": [
    {
      directoryRoles: [
        directoryRole(102, {
          role: "729827e3-9c14-49f7-bb1b-9608f156bbb8",
          roleName: "Helpdesk Administrator",
          scope: `/administrativeUnits/${guid(595)}`,
        }),
        directoryRole(101, { role: little["Directory Readers"], roleName: "Directory Readers" }),
      ],
      administrativeUnits: [{ unit: guid(595), member: guid(101), memberType: "User" }],
    },
    [],
  ],
  "who may federate a domain signs in as those who are synchronised": [
    { directoryRoles: [directoryRole(102, securityAdministrator)], users: [user(101, { synced: true }), user(102)] },
    [
      `may federate the domain of user101@contoso.com as Security Administrator and sign in as this person; create at ${production}`,
    ],
  ],
  "but not as those of the cloud": [{ directoryRoles: [directoryRole(102, securityAdministrator)] }, []],
  "nor as those of the tenant's first domain": [
    {
      directoryRoles: [directoryRole(102, securityAdministrator)],
      users: [user(101, { synced: true, upn: "user101@contoso.onmicrosoft.com" }), user(102)],
    },
    [],
  ],
  "who owns an application that may replace anybody's methods": [
    behind301("UserAuthenticationMethod.ReadWrite.All", {
      directoryRoles: [directoryRole(101, { role: little["Global Reader"], roleName: "Global Reader" })],
    }),
    [
      `${owns301}; may sign in as user101@contoso.com with UserAuthenticationMethod.ReadWrite.All of Microsoft Graph; create at ${production}`,
    ],
  ],
  "that may reset passwords": [
    behind301("User-PasswordProfile.ReadWrite.All"),
    [
      `${owns301}; may sign in as user101@contoso.com with User-PasswordProfile.ReadWrite.All of Microsoft Graph; create at ${production}`,
    ],
  ],
  "but not those of administrators": [
    behind301("User-PasswordProfile.ReadWrite.All", {
      directoryRoles: [directoryRole(101, { role: little["Directory Readers"], roleName: "Directory Readers" })],
    }),
    [],
  ],
  "that may federate domains": [
    behind301("Domain.ReadWrite.All", { users: [user(101, { synced: true }), user(102)] }),
    [
      `${owns301}; may sign in as user101@contoso.com with Domain.ReadWrite.All of Microsoft Graph; create at ${production}`,
    ],
  ],
  "its twin in a tenant of the cloud alone": [behind301("Domain.ReadWrite.All"), []],
  "that may make people eligible for groups": [
    behind301("PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup", {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201)],
    }),
    [
      `${owns301}; may join group Group 201 with PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup of Microsoft Graph; create at ${production}, eligible`,
    ],
  ],
  "not one that gives access packages, whose contents are not read": [
    behind301("EntitlementManagement.ReadWrite.All", {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201)],
    }),
    [],
  ],
  ...Object.fromEntries(
    (
      [
        ["Identity Governance Administrator", "45d8d3c5-c802-45c6-b32a-1d70b5e1e86e"],
        ["Windows 365 Administrator", "11451d60-acb2-45eb-a7d6-43d0f0125c13"],
        ["Knowledge Administrator", "b5a8dcf3-09d5-43a9-a639-8e29ef291470"],
        ["Knowledge Manager", "744ec460-397e-42ad-a462-8b3f9747a02c"],
      ] as const
    ).map(([roleName, role]) => [
      `${roleName} joins groups`,
      [
        {
          roleAssignments: [assignment(513, 201, roleIds.contributor)],
          principals: [group(201)],
          directoryRoles: [directoryRole(102, { role, roleName })],
        },
        [`may join group Group 201 as ${roleName}; create at ${production}`],
      ],
    ]),
  ),
  "Hybrid Identity Administrator adds an owner to an application": [
    {
      servicePrincipals: [workload(301)],
      roleAssignments: holds(assignment(513, 301, roleIds.owner)),
      directoryRoles: [
        directoryRole(102, {
          role: "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2",
          roleName: "Hybrid Identity Administrator",
        }),
      ],
    },
    [`may add a credential to workload 301 as Hybrid Identity Administrator; create at ${production}`],
  ],
  "a custom role over the credentials of applications": [
    {
      servicePrincipals: [workload(301)],
      roleAssignments: holds(assignment(513, 301, roleIds.owner)),
      directoryRoles: [directoryRole(102, { role: guid(590), roleName: "Rotator", powers: ["applications"] })],
    },
    [`may add a credential to workload 301 as Rotator; create at ${production}`],
  ],
  "a custom role over the members of groups": [
    {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201)],
      directoryRoles: [directoryRole(102, { role: guid(590), roleName: "Sorter", powers: ["groups"] })],
    },
    [`may join group Group 201 as Sorter; create at ${production}`],
  ],
  "a custom role over passwords": [
    { directoryRoles: [directoryRole(102, { role: guid(590), roleName: "Resetter", powers: ["passwords"] })] },
    [`may reset the credentials of user101@contoso.com as Resetter; create at ${production}`],
  ],
  "a custom role over domains": [
    {
      directoryRoles: [directoryRole(102, { role: guid(590), roleName: "Federator", powers: ["domains"] })],
      users: [user(101, { synced: true }), user(102)],
    },
    [`may federate the domain of user101@contoso.com as Federator and sign in as this person; create at ${production}`],
  ],
  "not a custom role that changes nothing of these": [
    {
      servicePrincipals: [workload(301)],
      roleAssignments: holds(assignment(513, 301, roleIds.owner)),
      directoryRoles: [directoryRole(102, { role: guid(590), roleName: "Reader of applications" })],
    },
    [],
  ],
  "but not of an administrator": [
    {
      directoryRoles: [
        directoryRole(102, userAdministrator),
        directoryRole(101, { role: guid(590), roleName: "Global Reader" }),
      ],
    },
    [],
  ],
  "nor of a member of a role-assignable group": [
    {
      directoryRoles: [directoryRole(102, userAdministrator)],
      principals: [group(201, { assignableToRole: true })],
      memberships: [membership(201, 101)],
    },
    [],
  ],
  "nor of an account of the premises": [
    { directoryRoles: [directoryRole(102, userAdministrator)], users: [user(101, { synced: true }), user(102)] },
    [],
  ],
  "and of one that is blocked, whom it brings back": [
    { directoryRoles: [directoryRole(102, userAdministrator)], users: [user(101, { enabled: false }), user(102)] },
    [`may unblock user101@contoso.com and reset the credentials as User Administrator; create at ${production}`],
  ],
  "who resets passwords, and brings nobody back": [
    {
      directoryRoles: [
        directoryRole(102, { role: "729827e3-9c14-49f7-bb1b-9608f156bbb8", roleName: "Helpdesk Administrator" }),
      ],
      users: [user(101, { enabled: false }), user(102)],
    },
    [],
  ],
  "nor of one that is blocked on the premises": [
    {
      directoryRoles: [
        directoryRole(102, {
          role: "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
          roleName: "Privileged Authentication Administrator",
        }),
      ],
      users: [user(101, { enabled: false, synced: true }), user(102)],
    },
    [],
  ],
  "nor of one that is blocked and holds another role": [
    {
      directoryRoles: [
        directoryRole(102, userAdministrator),
        directoryRole(101, { role: guid(590), roleName: "Global Reader" }),
      ],
      users: [user(101, { enabled: false }), user(102)],
    },
    [],
  ],
  "in an administrative unit: of those who are in it": [
    {
      directoryRoles: [directoryRole(102, { ...userAdministrator, scope: `/administrativeUnits/${guid(595)}` })],
      administrativeUnits: [{ unit: guid(595), member: guid(101), memberType: "User" }],
    },
    [`may reset the credentials of user101@contoso.com as User Administrator; create at ${production}`],
  ],
  "and of nobody else": [
    {
      directoryRoles: [directoryRole(102, { ...userAdministrator, scope: `/administrativeUnits/${guid(595)}` })],
      administrativeUnits: [{ unit: guid(595), member: guid(103), memberType: "User" }],
    },
    [],
  ],
  "who administers applications": [
    {
      servicePrincipals: [workload(301)],
      roleAssignments: holds(assignment(513, 301, roleIds.owner)),
      directoryRoles: [directoryRole(102, applicationAdministrator)],
    },
    [`may add a credential to workload 301 as Application Administrator; create at ${production}`],
  ],
  "and of one that is disabled, which it enables": [
    {
      servicePrincipals: [workload(301, { enabled: false })],
      roleAssignments: holds(assignment(513, 301, roleIds.owner)),
      directoryRoles: [directoryRole(102, applicationAdministrator)],
    },
    [`may enable workload 301 and add a credential to it as Application Administrator; create at ${production}`],
  ],
  "who adds credentials, and enables none": [
    {
      servicePrincipals: [workload(301, { enabled: false })],
      roleAssignments: holds(assignment(513, 301, roleIds.owner)),
      directoryRoles: [
        directoryRole(102, { role: guid(590), roleName: "Keeper of credentials", powers: ["applications"] }),
      ],
    },
    [],
  ],
  "but no managed identity": [
    {
      servicePrincipals: [workload(301, { kind: "ManagedIdentity" })],
      roleAssignments: holds(assignment(513, 301, roleIds.owner)),
      directoryRoles: [directoryRole(102, applicationAdministrator)],
    },
    [],
  ],
  "who administers groups joins them": [
    {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201)],
      directoryRoles: [directoryRole(102, userAdministrator)],
    },
    [`may join group Group 201 as User Administrator; create at ${production}`],
  ],
  "but not those that roles can be assigned to": [
    {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201, { assignableToRole: true })],
      directoryRoles: [directoryRole(102, userAdministrator)],
    },
    [],
  ],
  "nor those of the premises": [
    {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201, { synced: true })],
      directoryRoles: [directoryRole(102, userAdministrator)],
    },
    [],
  ],
  "and joins one in a group that holds the right": [
    nested(group(202)),
    [`may join group Group 202 as User Administrator; create at ${production}`],
  ],
  "but not where directory roles can be assigned to that one": [nested(group(202, { assignableToRole: true })), []],
  "nor where that one is of the premises": [nested(group(202, { synced: true })), []],
  "nor where nothing was read of it": [nested(), []],
  "of a group whose members a rule says it writes the rule": [
    nested(group(202, { dynamic: true })),
    [`may join group Group 202 as User Administrator; create at ${production}`],
  ],
  "which those may not who may only change members": [nested(group(202, { dynamic: true }), identityGovernance), []],
  "as they may where members are added": [
    nested(group(202), identityGovernance),
    [`may join group Group 202 as Identity Governance Administrator; create at ${production}`],
  ],
  "a custom role over rules alone": [
    nested(group(202, { dynamic: true }), { role: guid(590), roleName: "Ruler", powers: ["dynamicGroups"] }),
    [`may join group Group 202 as Ruler; create at ${production}`],
  ],
  "adds nobody": [nested(group(202), { role: guid(590), roleName: "Ruler", powers: ["dynamicGroups"] }), []],
  "a role over one application, as it is registered": [
    scoped(guid(391)),
    [`may add a credential to workload 301 as Application Administrator; create at ${production}`],
  ],
  "over its service principal": [
    scoped(guid(301)),
    [`may add a credential to workload 301 as Application Administrator; create at ${production}`],
  ],
  "over another": [scoped(guid(392)), []],
  "over one without a service principal here": [scoped(guid(393)), []],

  "whoever signs in as an application that may grant roles": [
    behind301("RoleManagement.ReadWrite.Directory"),
    [
      `${owns301}; may make itself Global Administrator with RoleManagement.ReadWrite.Directory of Microsoft Graph; selfGrant at /`,
    ],
  ],
  "one that may grant permissions": [
    behind301("AppRoleAssignment.ReadWrite.All"),
    [
      `${owns301}; may make itself Global Administrator with AppRoleAssignment.ReadWrite.All of Microsoft Graph; selfGrant at /`,
    ],
  ],
  "one that may make people eligible for roles: once somebody activates": [
    behind301("RoleEligibilitySchedule.ReadWrite.Directory"),
    [
      `${owns301}; may make itself Global Administrator with RoleEligibilitySchedule.ReadWrite.Directory of Microsoft Graph; selfGrant at /, eligible`,
    ],
  ],
  "not one that only reads roles": [behind301("RoleManagement.Read.Directory"), []],
  "one that may sign in as any other": [
    behind301("Application.ReadWrite.All", {
      roleAssignments: holds(assignment(513, 302, roleIds.contributor)),
    }),
    [
      `${owns301}; may sign in as workload 302 with Application.ReadWrite.All of Microsoft Graph; create at ${production}`,
    ],
  ],
  "but not as a managed identity": [
    behind301("Application.ReadWrite.All", {
      servicePrincipals: [workload(301), workload(302, { kind: "ManagedIdentity" })],
      roleAssignments: holds(assignment(513, 302, roleIds.contributor)),
    }),
    [],
  ],
  "one that may change members of groups": [
    behind301("GroupMember.ReadWrite.All", {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201)],
    }),
    [`${owns301}; may join group Group 201 with GroupMember.ReadWrite.All of Microsoft Graph; create at ${production}`],
  ],
  "but not of those that roles can be assigned to": [
    behind301("Group.ReadWrite.All", {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201, { assignableToRole: true })],
    }),
    [],
  ],
  "one that PIM for Groups lets do that too": [
    behind301("PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup", {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201, { assignableToRole: true })],
    }),
    [
      `${owns301}; may join group Group 201 with PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup of Microsoft Graph; create at ${production}`,
    ],
  ],
  "but not of those of the premises": [
    behind301("PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup", {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      principals: [group(201, { synced: true })],
    }),
    [],
  ],
  "whoever runs commands on a machine whose identity may grant roles": [
    {
      ...onMachine(["Microsoft.Compute/virtualMachines/runCommand/action"]),
      roleAssignments: [assignment(513, 102, guid(401))],
      workloadsWithIdentity: [machine()],
      graphPermissions: [permission(301, "RoleManagement.ReadWrite.Directory")],
    },
    [
      "may run code in vm1 and act as workload 301; may make itself Global Administrator with RoleManagement.ReadWrite.Directory of Microsoft Graph; selfGrant at /",
    ],
  ],

  "who runs commands on a machine acts as its identity": [
    { ...onMachine(["Microsoft.Compute/virtualMachines/runCommand/action"]), workloadsWithIdentity: [machine()] },
    [`may run code in vm1 and act as workload 301; create at ${sandbox}`],
  ],
  "not who only restarts it": [
    { ...onMachine(["Microsoft.Compute/virtualMachines/restart/action"]), workloadsWithIdentity: [machine()] },
    [],
  ],
  "not on another machine": [
    {
      ...onMachine(["Microsoft.Compute/virtualMachines/runCommand/action"], `${production}/resourceGroups/other`),
      workloadsWithIdentity: [machine()],
    },
    [],
  ],
  "not under an identity that only reads": [
    {
      ...onMachine(["Microsoft.Compute/virtualMachines/runCommand/action"]),
      roleAssignments: [assignment(513, 102, guid(401)), assignment(514, 301, roleIds.reader, sandbox)],
      workloadsWithIdentity: [machine()],
    },
    [],
  ],
  "not where running commands is denied": [
    {
      ...onMachine(["Microsoft.Compute/virtualMachines/runCommand/action"]),
      workloadsWithIdentity: [machine()],
      denyAssignments: [
        denial({ scope: `${production}/resourceGroups/rg`, permissions: [{ actions: ["*/action"], notActions: [] }] }),
      ],
    },
    [],
  ],
  "not on a machine of a kind without a door": [
    {
      ...onMachine(["Microsoft.Kusto/clusters/start/action"]),
      workloadsWithIdentity: [machine({ type: "microsoft.kusto/clusters" })],
    },
    [],
  ],
  "a runbook has to be written and run": [
    {
      ...onMachine([
        "Microsoft.Automation/automationAccounts/runbooks/write",
        "Microsoft.Automation/automationAccounts/jobs/write",
      ]),
      workloadsWithIdentity: [machine({ type: "microsoft.automation/automationaccounts" })],
    },
    [`may run code in vm1 and act as workload 301; create at ${sandbox}`],
  ],
  "one of the two is not enough": [
    {
      ...onMachine(["Microsoft.Automation/automationAccounts/jobs/write"]),
      workloadsWithIdentity: [machine({ type: "microsoft.automation/automationaccounts" })],
    },
    [],
  ],
  "an eligible role on the machine": [
    {
      ...onMachine(["Microsoft.Compute/virtualMachines/runCommand/action"]),
      roleAssignments: [assignment(514, 301, roleIds.contributor, sandbox)],
      eligibleAssignments: [assignment(513, 102, guid(401))],
      workloadsWithIdentity: [machine()],
    },
    [`may run code in vm1 and act as workload 301; create at ${sandbox}, eligible`],
  ],
  "who may add a federated credential to an identity": [
    {
      ...onMachine(["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write"]),
      servicePrincipals: [identity],
    },
    [`may add a federated credential to workload 301 and act as it; create at ${sandbox}`],
  ],
  "who may attach an identity needs something to attach it to": [
    {
      ...onMachine(["Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"]),
      servicePrincipals: [identity],
    },
    [],
  ],
  "and has one": [
    {
      ...onMachine([
        "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
        "Microsoft.Compute/virtualMachines/write",
      ]),
      servicePrincipals: [identity],
    },
    [
      `create at ${production}`,
      `may attach to a machine or service of its own workload 301 and act as it; create at ${sandbox}`,
    ],
  ],

  "roles that may be given, limited to one that reads (case W05-eligible-with-a-condition.json)": [
    {
      eligibleAssignments: [
        { ...assignment(513, 102, roleIds.userAccessAdministrator), condition: only(roleIds.reader) },
      ],
    },
    [],
  ],
  "its twin: to one that creates": [
    {
      eligibleAssignments: [
        {
          ...assignment(513, 102, roleIds.userAccessAdministrator),
          condition: only(roleIds.reader, roleIds.vmContributor),
        },
      ],
    },
    [`selfGrant at ${production}, eligible`],
  ],
  "to one that changes an app whose identity creates": [
    onApp(only(websiteContributor)),
    [`may run code in app1 and act as workload 301; create at ${sandbox}`],
  ],
  "not to one that only restarts it": [onApp(only(guid(401))), []],
  "nor to the same for somebody else": [
    onApp(
      granting(
        `${request}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${websiteContributor}} AND ${request}:PrincipalId] ForAnyOfAnyValues:GuidEquals {${guid(103)}}`,
      ),
    ),
    [],
  ],
  "roles for an application that one owns (as the application, they are given to it)": [
    onApplication(to(301)),
    [`owns application workload 301 and can add a credential to it; selfGrant at ${production}`],
  ],
  "not for one that somebody else owns": [{ ...onApplication(to(301)), owners: [owner(301, 103, "application")] }, []],
  "nor for another than one's own": [onApplication(to(302)), []],
  "nor such as read only": [
    onApplication(
      granting(
        `${request}:PrincipalId] ForAnyOfAnyValues:GuidEquals {${guid(301)}} AND ${request}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roleIds.reader}}`,
      ),
    ),
    [],
  ],
  "roles for workloads, of which one is owned": [
    onApplication(granting(`${request}:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}`)),
    [
      `selfGrant? at ${production}`,
      `owns application workload 301 and can add a credential to it; selfGrant at ${production}`,
    ],
  ],
  "roles for a group that one owns": [
    { ...onApplication(to(201)), owners: [owner(201, 102)] },
    [`owns group ${guid(201)} and can join it; selfGrant at ${production}`],
  ],
  "a role for a person whose credentials one resets": [
    {
      directoryRoles: [directoryRole(102, userAdministrator)],
      roleAssignments: [
        assignment(513, 102, accessAdministrator, production, {
          condition: granting(
            `${request}:PrincipalId] ForAnyOfAnyValues:GuidEquals {${guid(103)}} AND ${request}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roleIds.vmContributor}}`,
          ),
        }),
      ],
    },
    [`may reset the credentials of user103@contoso.com as User Administrator; selfGrant at ${production}`],
  ],
  "not of an administrator": [
    {
      directoryRoles: [
        directoryRole(102, userAdministrator),
        directoryRole(103, { role: guid(590), roleName: "Reports Reader" }),
      ],
      roleAssignments: [assignment(513, 102, accessAdministrator, production, { condition: to(103) })],
    },
    [],
  ],
  "the giver is somebody whom one resets, the receiver an application that one owns": [
    {
      ...onApplication(to(301)),
      directoryRoles: [directoryRole(102, userAdministrator)],
      roleAssignments: [assignment(513, 103, accessAdministrator, production, { condition: to(301) })],
    },
    [
      `may reset the credentials of user103@contoso.com as User Administrator; owns application workload 301 and can add a credential to it; selfGrant at ${production}`,
    ],
  ],
  "a role for an application that opens an app": [
    {
      ...onApp(to(302)),
      servicePrincipals: [workload(301, { kind: "ManagedIdentity" }), workload(302)],
      owners: [owner(302, 102, "application")],
      roleAssignments: [
        assignment(513, 102, accessAdministrator, production, {
          condition: granting(
            `${request}:PrincipalId] ForAnyOfAnyValues:GuidEquals {${guid(302)}} AND ${request}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${websiteContributor}}`,
          ),
        }),
        assignment(514, 301, roleIds.contributor, sandbox),
      ],
    },
    [
      `owns application workload 302 and can add a credential to it; may run code in app1 and act as workload 301; create at ${sandbox}`,
    ],
  ],
  "a giver that has to be activated": [
    {
      ...onApplication(to(301)),
      roleAssignments: [],
      eligibleAssignments: [assignment(513, 102, accessAdministrator, production, { condition: to(301) })],
    },
    [`owns application workload 301 and can add a credential to it; selfGrant at ${production}, eligible`],
  ],
  "not where giving is denied to the giver": [
    {
      ...onApplication(to(301)),
      denyAssignments: [
        denial({ principals: [guid(102)], permissions: [{ actions: ["Microsoft.Authorization/*"], notActions: [] }] }),
      ],
    },
    [],
  ],
  "but where it is denied to the receiver alone": [
    {
      ...onApplication(to(301)),
      denyAssignments: [
        denial({ principals: [guid(301)], permissions: [{ actions: ["Microsoft.Authorization/*"], notActions: [] }] }),
      ],
    },
    [`owns application workload 301 and can add a credential to it; selfGrant at ${production}`],
  ],
  "all roles but the privileged ones": [
    {
      roleAssignments: holds(
        assignment(513, 102, roleIds.userAccessAdministrator, production, {
          condition: except(roleIds.owner, roleIds.userAccessAdministrator),
        }),
      ),
    },
    [`selfGrant at ${production}`],
  ],
  "roles for other principals only": [
    {
      roleAssignments: holds(
        assignment(513, 102, roleIds.userAccessAdministrator, production, {
          condition: granting(`${request}:PrincipalId] ForAnyOfAnyValues:GuidEquals {${guid(103)}}`),
        }),
      ),
    },
    [],
  ],
  "roles for a group that one is in": [
    {
      roleAssignments: holds(
        assignment(513, 102, roleIds.userAccessAdministrator, production, {
          condition: granting(`${request}:PrincipalId] ForAnyOfAnyValues:GuidEquals {${guid(201)}}`),
        }),
      ),
      memberships: [membership(201, 102)],
    },
    [`selfGrant at ${production}`],
  ],
  "roles for workloads only: not known, for one may be had": [
    {
      roleAssignments: holds(
        assignment(513, 102, roleIds.userAccessAdministrator, production, {
          condition: granting(
            `${request}:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}`,
          ),
        }),
      ),
    },
    [`selfGrant? at ${production}`],
  ],

  "a denial for everybody": [
    { roleAssignments: [assignment(513, 102, roleIds.contributor)], denyAssignments: [denial()] },
    [],
  ],
  "but for those whom it spares": [
    {
      roleAssignments: [assignment(513, 102, roleIds.contributor)],
      denyAssignments: [denial({ excludePrincipals: [guid(102)] })],
    },
    [`create at ${production}`],
  ],
  "and whose group it spares": [
    {
      roleAssignments: [assignment(513, 102, roleIds.contributor)],
      memberships: [membership(201, 102)],
      denyAssignments: [denial({ excludePrincipals: [guid(201)] })],
    },
    [`create at ${production}`],
  ],
  "of other actions": [
    {
      roleAssignments: [assignment(513, 102, roleIds.contributor)],
      denyAssignments: [denial({ permissions: [{ actions: ["*/delete"], notActions: [] }] })],
    },
    [`create at ${production}`],
  ],
  "below the right": [
    {
      roleAssignments: [assignment(513, 102, roleIds.contributor)],
      denyAssignments: [denial({ scope: `${production}/resourceGroups/managed` })],
    },
    [`create at ${production}`],
  ],
  "that spares what lies below": [
    {
      roleAssignments: [assignment(513, 102, roleIds.contributor)],
      denyAssignments: [denial({ doNotApplyToChildScopes: true })],
    },
    [`create at ${production}`],
  ],
  "that only notes down": [
    { roleAssignments: [assignment(513, 102, roleIds.contributor)], denyAssignments: [denial({ effect: "audit" })] },
    [`create at ${production}`],
  ],
  "under a condition: not known": [
    {
      roleAssignments: [assignment(513, 102, roleIds.contributor)],
      denyAssignments: [
        denial({ permissions: [{ actions: ["*"], notActions: [], condition: "@Resource[x] Exists" }] }),
      ],
    },
    [`create? at ${production}`],
  ],
  "that an owner may delete, for Azure does not protect it": [
    {
      roleAssignments: [assignment(513, 102, roleIds.owner)],
      denyAssignments: [
        denial({ systemProtected: false, permissions: [{ actions: ["Microsoft.Compute/*"], notActions: [] }] }),
      ],
    },
    [`create at ${production}`],
  ],
  "and its twin, which takes the right to delete it too": [
    { roleAssignments: [assignment(513, 102, roleIds.owner)], denyAssignments: [denial({ systemProtected: false })] },
    [],
  ],
  "a denial does not stop elevation": [
    { directoryRoles: [directoryRole(102)], denyAssignments: [denial({ scope: "/" })] },
    [elevates],
  ],
  "joining brings a denial along": [
    {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      owners: [owner(201, 102)],
      denyAssignments: [denial({ principals: [guid(201)] })],
    },
    [],
  ],
  "and another group lifts it": [
    {
      roleAssignments: [assignment(513, 201, roleIds.contributor)],
      owners: [owner(201, 102), owner(202, 102)],
      denyAssignments: [denial({ principals: [guid(201)], excludePrincipals: [guid(202)] })],
    },
    [`owns group ${guid(201)} and can join it; owns group ${guid(202)} and can join it; create at ${production}`],
  ],
};

describe("the access graph", () => {
  for (const [name, [change, expected]] of Object.entries(cases))
    it(name, () => assert.deepEqual(rightsOf(102, { users: people, ...change }), expected));

  it("takes a denied subscription out of what a wider right reaches", () => {
    const [creator] = derived({
      roleAssignments: [assignment(513, 102, roleIds.contributor, "/")],
      denyAssignments: [denial()],
    })("computeCreators").value;
    assert.deepEqual(creator?.rights[0]?.subscriptions, [guid(2)]);
  });
  it("follows a permission of Microsoft Graph from who holds it, and says what takes it away", () =>
    assert.equal(
      removalOf(301, behind301("RoleManagement.ReadWrite.Directory")),
      "take the permission RoleManagement.ReadWrite.Directory of Microsoft Graph from workload 301",
    ));
  it("names the one step that all roads share", () =>
    assert.equal(
      removalOf(102, { roleAssignments: [assignment(513, 201, roleIds.contributor)], owners: [owner(201, 102)] }),
      `remove user102@contoso.com as an owner of group ${guid(201)}`,
    ));
  it("names the one assignment where there are two ways to it", () => {
    const only = assignment(513, 203, roleIds.contributor);
    assert.equal(
      removalOf(102, {
        roleAssignments: [only],
        memberships: [membership(203, 201), membership(203, 202)],
        owners: [owner(201, 102), owner(202, 102)],
      }),
      `delete the role assignment of Contributor at ${production}`,
    );
  });
  it("names none where there is none", () =>
    assert.equal(
      removalOf(102, {
        roleAssignments: [
          assignment(513, 201, roleIds.contributor),
          assignment(514, 202, roleIds.contributor, sandbox),
        ],
        owners: [owner(201, 102), owner(202, 102)],
      }),
      "no single removal",
    ));
  it("holds an eligible administrator to the policies for its role, which bind it by the time that it acts", () => {
    const eligible = { roleAssignments: [], directoryRoles: [directoryRole(102, { state: "eligible" })] };
    const forRole = policy({ users: filter({ includeRoles: [globalAdministrator] }) });
    const statusOf = (conditionalAccess: Rows["conditionalAccess"]) =>
      outcome("compute-creator-without-mfa", { ...eligible, conditionalAccess }).status;
    assert.deepEqual([statusOf([forRole]), statusOf([])], ["pass", "fail"]);
  });
  it("tells of elevation once, however many people an administrator could become", () => {
    const crowd = Array.from({ length: 40 }, (_, i) => 110 + i);
    assert.deepEqual(
      rightsOf(102, {
        users: [...people, ...crowd.map(n => user(n))],
        roleAssignments: crowd.map(n => assignment(n, n, roleIds.owner)),
        directoryRoles: [directoryRole(102)],
        roleDefinitions: [...healthy.roleDefinitions, role(guid(401), "Own", ["*"], [], { custom: true })],
      }),
      [elevates],
    );
  });
});
