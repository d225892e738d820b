import type { Table } from "./checks-table";
import {
  assignment,
  daysAgo,
  filter,
  globalAdministrator,
  guid,
  healthy,
  membership,
  policy,
  production,
  type Rows,
  registration,
  roleIds,
  sandbox,
  user,
} from "./checks-tenant";

/** Cases of the checks on accounts that are special: emergency accounts, administrators, people from outside. */

const emergency = { breakGlass: [guid(102)] };
const withMethods = (...methods: string[]): Pick<Rows, "registrations"> => ({
  registrations: [registration(101), { ...registration(102), methods }],
});
const leavingOut = (...people: number[]) =>
  policy({ users: filter({ includeUsers: ["All"], excludeUsers: people.map(guid) }) });
const holds = (principal: number, change: Partial<Rows["directoryRoles"][number]> = {}): Rows["directoryRoles"] => [
  {
    id: "r",
    principal: guid(principal),
    role: globalAdministrator.toUpperCase(),
    roleName: "Global Administrator",
    state: "active",
    ...change,
  },
];
const userAdministrator = { role: "fe930be7-5e62-47db-91af-98c3a49a38b1", roleName: "User Administrator" };
const licence = (mailbox: boolean, office: boolean): Rows["administratorLicences"] => [
  { user: guid(102), mailbox, office },
];
const syncedOne = { users: [user(101), user(102, { synced: true })] };
const tenant = [guid(900)];
const workload: Rows["servicePrincipals"][number] = {
  id: guid(301),
  appId: guid(601),
  name: "deploy",
  kind: "Application",
  enabled: true,
};
const [roleManagement, groupMember] = ["9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8", "dbaae8cf-10b5-4b86-a4a1-f871c94c6695"];
const permission = (principal: number, id: string): Rows["graphPermissions"][number] => ({
  id: `a-${principal}-${id}`,
  principal: guid(principal),
  permission: id,
});
const outside = (kind: "guest" | "member", n = 103): Rows["users"][number] =>
  user(n, { guest: kind === "guest", external: true, upn: `bob_fabrikam.example#EXT#${n}@contoso.com` });
const guestPolicy = (includedGuests: NonNullable<Rows["conditionalAccess"][number]["users"]["includedGuests"]>) =>
  policy({ id: guid(502), name: "Guests", users: filter({ includesGuests: true, includedGuests }) });
const leavingOutProviders = (change: { tenants?: string[] } = {}): Partial<Rows> => ({
  conditionalAccess: [
    policy({
      users: filter({
        includeUsers: ["All"],
        excludesGuests: true,
        excludedGuests: { types: ["serviceProvider"], ...change },
      }),
    }),
  ],
});
const providersLeftOut = leavingOutProviders();
/** A group of another tenant with a role in the sandbox. */
const foreignGroup = (role: string): Partial<Rows> => ({
  roleAssignments: [...healthy.roleAssignments, assignment(513, 298, role, sandbox, { principalType: "ForeignGroup" })],
});
const byStrength = policy({
  grant: { operator: "OR", controls: [], strength: "00000000-0000-0000-0000-000000000002" },
});
/** A key, and no policy that binds the account. */
const ready: Partial<Rows> = { ...withMethods("passKeyDeviceBound"), conditionalAccess: [leavingOut(102)] };

/** Both people are Global Administrators. */
const inRole: Pick<Rows, "directoryRoles"> = {
  directoryRoles: [...holds(101, { id: "r-101" }), ...holds(102, { id: "r-102" })],
};

export const peopleTables: Record<string, Table> = {
  "phishable-break-glass": {
    bad: {
      "a telephone": {
        change: { ...ready, ...withMethods("mobilePhone", "microsoftAuthenticatorPush") },
        estate: emergency,
        at: [guid(102)],
        severity: "high",
        says: /no method that cannot be phished/,
      },
      "nothing registered": {
        change: { ...ready, registrations: [registration(101), registration(102, false)] },
        estate: { breakGlass: ["USER102@contoso.com"] },
        at: [guid(102)],
        says: /has not registered/,
      },
    },
    quiet: {
      "a passkey": { change: ready, estate: emergency },
      "a certificate": { change: { ...ready, ...withMethods("x509CertificateMultiFactor") }, estate: emergency },
      "a blocked account": {
        change: { ...ready, users: [user(101), user(102, { enabled: false })], ...withMethods("mobilePhone") },
        estate: emergency,
      },
      "somebody else with a telephone": {
        change: {
          ...ready,
          registrations: [
            { ...registration(101), methods: ["mobilePhone"] },
            { ...registration(102), methods: ["fido2SecurityKey"] },
          ],
        },
        estate: emergency,
      },
    },
    unsure: {
      "methods that the report does not name": {
        change: { ...ready, registrations: [registration(101), registration(102)] },
        estate: emergency,
      },
      "an account without a report": {
        change: { ...ready, registrations: [registration(101)] },
        estate: emergency,
      },
    },
  },

  "unready-break-glass": {
    bad: {
      "a name that no account has": {
        change: { ...ready, ...inRole },
        estate: { breakGlass: [guid(102), "nobody@contoso.com"] },
        at: ["nobody@contoso.com"],
        severity: "medium",
        says: /no account has this name/,
      },
      "an account that is disabled": {
        change: { ...inRole, ...ready, users: [user(101), user(102, { enabled: false })] },
        estate: emergency,
        at: [guid(102)],
        severity: "medium",
        says: /is disabled/,
      },
      "an account without a role": {
        change: ready,
        estate: emergency,
        at: [guid(102)],
        severity: "medium",
        says: /holds no role that could let the others in again/,
      },
      "one whose role can do nothing for the others": {
        change: { ...ready, directoryRoles: holds(102, { role: "fdd7a751-b60b-444a-984c-02652fe8fa1c" }) },
        estate: emergency,
        at: [guid(102)],
      },
      "an account that a policy binds": {
        change: { ...inRole, conditionalAccess: [leavingOut()] },
        estate: emergency,
        at: [guid(102)],
        severity: "low",
        says: /policy MFA for all does not leave it out/,
      },
      "two accounts, each bound by another policy": {
        change: {
          ...inRole,
          conditionalAccess: [leavingOut(101), { ...leavingOut(102), id: guid(502), name: "Devices" }],
        },
        estate: { breakGlass: [guid(101), guid(102)] },
        at: [guid(101), guid(102)],
        says: /policy Devices/,
      },
      "a policy on risk alone": {
        change: {
          ...inRole,
          conditionalAccess: [
            leavingOut(102),
            policy({
              id: guid(502),
              name: "Risk",
              narrowedBy: ["signInRiskLevels"],
              grant: { operator: "OR", controls: ["block"] },
            }),
          ],
        },
        estate: emergency,
        at: [guid(102)],
      },
      "the portals only": {
        change: {
          ...inRole,
          conditionalAccess: [policy({ applications: { include: ["MicrosoftAdminPortals"], exclude: [] } })],
        },
        estate: emergency,
        at: [guid(102)],
      },
    },
    quiet: {
      "one that may change the policies": {
        change: { ...ready, directoryRoles: holds(102, { role: "B1BE1C3E-b65d-4f19-8427-f6fa0d97feb9" }) },
        estate: emergency,
      },
      "an account that every policy leaves out": { change: { ...ready, ...inRole }, estate: emergency },
      "left out by a group, named in other letter case": {
        change: {
          ...inRole,
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludeGroups: [guid(201)] }) })],
          memberships: [membership(201, 102)],
        },
        estate: { breakGlass: ["User102@CONTOSO.com"] },
      },
      "two accounts, of which one is left out": {
        change: { ...ready, ...inRole },
        estate: { breakGlass: [guid(101), guid(102)] },
      },
      "a policy on trial, one that is off, and one that demands nothing": {
        change: {
          ...inRole,
          conditionalAccess: [
            policy({ state: "enabledForReportingButNotEnforced" }),
            policy({ id: guid(502), state: "disabled" }),
            policy({ id: guid(503), grant: { operator: "OR", controls: [] } }),
          ],
          securityDefaults: [{ enabled: true }],
        },
        estate: emergency,
      },
      "policies that stop no person at a browser": {
        change: {
          ...inRole,
          conditionalAccess: [
            leavingOut(102),
            policy({ id: guid(502), clientAppTypes: ["exchangeActiveSync", "other"] }),
            policy({ id: guid(503), narrowedBy: ["authenticationFlows"], flows: ["deviceCodeFlow"] }),
            policy({ id: guid(504), applications: { include: ["Office365"], exclude: [] } }),
          ],
        },
        estate: emergency,
      },
    },
  },

  "daily-use-administrator": {
    bad: {
      "a mailbox": {
        change: { directoryRoles: holds(102), administratorLicences: licence(true, false) },
        at: [guid(102)],
        severity: "medium",
        says: /is Global Administrator, and has a licence for a mailbox/,
      },
      "Office, of whoever may become one by a group": {
        change: {
          directoryRoles: holds(201, { state: "eligible" }),
          memberships: [membership(201, 102)],
          administratorLicences: licence(false, true),
        },
        at: [guid(102)],
        severity: "low",
        says: /can become Global Administrator, and has a licence for Office/,
      },
      "synchronised from on-premises, in another role": {
        change: { ...syncedOne, directoryRoles: holds(102, userAdministrator), administratorLicences: [] },
        at: [guid(102)],
        says: /is User Administrator, and is synchronised/,
      },
      "all of it, of a Global Administrator": {
        change: { ...syncedOne, directoryRoles: holds(102), administratorLicences: licence(true, true) },
        at: [guid(102)],
        says: /a mailbox and Office, and is synchronised/,
      },
      "an emergency account": {
        change: { directoryRoles: holds(102), administratorLicences: licence(true, false) },
        estate: emergency,
        at: [guid(102)],
      },
    },
    quiet: {
      "an account for administration alone": {
        change: { directoryRoles: holds(102), administratorLicences: licence(false, false) },
      },
      "a Global Administrator who is synchronised, which is told on its own": {
        change: { ...syncedOne, directoryRoles: holds(102), administratorLicences: licence(false, false) },
      },
      "a mailbox of somebody without a role": { change: { administratorLicences: licence(true, true) } },
      "a role that leads to no rights over Azure": {
        change: { directoryRoles: holds(102, { role: guid(598) }), administratorLicences: licence(true, true) },
      },
      "a role in an administrative unit": {
        change: {
          directoryRoles: holds(102, { ...userAdministrator, scope: `/administrativeUnits/${guid(560)}` }),
          administratorLicences: licence(true, true),
        },
      },
      "a blocked account": {
        change: {
          users: [user(101), user(102, { enabled: false, synced: true })],
          directoryRoles: holds(102, userAdministrator),
          administratorLicences: licence(true, true),
        },
      },
    },
    unsure: {
      "licences that were not read": { change: { directoryRoles: holds(102), administratorLicences: [] } },
    },
  },

  "synced-compute-creator": {
    bad: {
      "a standing right": {
        change: { users: [user(101, { synced: true }), user(102)] },
        at: [guid(101)],
        severity: "medium",
        says: /Virtual Machine Contributor/,
      },
      "a right of a group's owner": {
        change: {
          ...syncedOne,
          principals: [...healthy.principals, { id: guid(201), type: "Group", name: "Builders" }],
          roleAssignments: [assignment(511, 201, roleIds.contributor)],
          owners: [{ of: guid(201), where: "group", owner: guid(102), ownerType: "User" }],
        },
        at: [guid(102)],
      },
      "a right that may be activated": {
        change: {
          users: [user(101, { synced: true }), user(102)],
          roleAssignments: [],
          eligibleAssignments: [
            { id: "/e", scope: production, role: roleIds.contributor, principal: guid(101), principalType: "User" },
          ],
          activationRules: [{ id: "/r", scope: production, role: roleIds.contributor, mfa: true, approval: false }],
        },
        at: [guid(101)],
        severity: "low",
      },
    },
    quiet: {
      "an account of the cloud": { change: {} },
      "a reader": { change: { users: [user(101), user(102, { synced: true })] } },
      "a blocked account": { change: { users: [user(101, { synced: true, enabled: false }), user(102)] } },
      "a Global Administrator, who is told of on their own": {
        change: {
          users: [user(101, { synced: true }), user(102)],
          directoryRoles: holds(101),
          roleAssignments: [],
        },
      },
    },
  },

  "missing-password-hash-sync": {
    bad: {
      never: { change: { directorySync: [{ synced: true }] }, at: tenant, severity: "low", says: /never/ },
      "not since last week": {
        change: { directorySync: [{ synced: true, passwordsSyncedOn: daysAgo(8) }] },
        at: tenant,
        says: /last received at 2026-11-12/,
      },
    },
    quiet: {
      "a directory of the cloud alone": { change: { directorySync: [{ synced: false }] } },
      "one that was taken off the premises": {
        change: { directorySync: [{ synced: false, passwordsSyncedOn: daysAgo(400) }] },
      },
      yesterday: { change: { directorySync: [{ synced: true, passwordsSyncedOn: daysAgo(1) }] } },
    },
  },

  "unenforced-guest-mfa": {
    bad: {
      "a strength for everybody, and a guest who signs in by mail": {
        change: {
          users: [user(101), user(102), { ...outside("guest"), home: "other" }],
          conditionalAccess: [byStrength],
        },
        at: tenant,
        severity: "medium",
        says: /bob_fabrikam/,
      },
      "guests left out, of whom one is here": {
        change: {
          users: [user(101), user(102), outside("guest")],
          conditionalAccess: [policy({ users: filter({ includeUsers: ["All"], excludesGuests: true }) })],
        },
        at: tenant,
        severity: "medium",
        says: /guests who sign in here, guests who sign in at home, external members for MFA.*1 enabled account/s,
      },
      "a policy for our own people's group alone": {
        change: {
          users: [user(101), user(102), outside("guest")],
          conditionalAccess: [policy({ users: filter({ includeGroups: [guid(201)] }) })],
          memberships: [membership(201, 101), membership(201, 102)],
        },
        at: tenant,
        severity: "medium",
        says: /bob_fabrikam/,
      },
      "external members, who are no guests": {
        change: {
          users: [user(101), user(102), outside("member")],
          conditionalAccess: [
            policy({ users: filter({ includeGroups: [guid(201)] }) }),
            guestPolicy({ types: ["internalGuest", "b2bCollaborationGuest"] }),
          ],
        },
        at: tenant,
        severity: "medium",
        says: /no policy asks external members for MFA/,
      },
      "guests of some tenants only, and none is here": {
        change: {
          conditionalAccess: [
            policy({ users: filter({ includeGroups: [guid(201)] }) }),
            guestPolicy({
              types: ["internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember"],
              tenants: [guid(950)],
            }),
          ],
        },
        at: tenant,
        severity: "low",
        says: /no enabled account of such a kind/,
      },
      "a policy that leaves out the guests of one tenant": {
        change: {
          conditionalAccess: [
            policy({
              users: filter({
                includeUsers: ["All"],
                excludesGuests: true,
                excludedGuests: { types: ["b2bCollaborationGuest"], tenants: [guid(950)] },
              }),
            }),
          ],
        },
        at: tenant,
        severity: "low",
        says: /no policy asks guests who sign in at home for MFA/,
      },
      "the portals only": {
        change: {
          conditionalAccess: [policy({ applications: { include: ["MicrosoftAdminPortals"], exclude: [] } })],
        },
        at: tenant,
      },
      "on trial": {
        change: { conditionalAccess: [policy({ state: "enabledForReportingButNotEnforced" })] },
        at: tenant,
      },
      "service providers left out, and a group of one that can create compute": {
        change: { ...providersLeftOut, ...foreignGroup(roleIds.contributor) },
        at: tenant,
        severity: "medium",
        says: /no policy asks people of service providers for MFA.*group .*298 of another tenant: Contributor/s,
      },
      "one that may give itself the role": {
        change: {
          conditionalAccess: [
            guestPolicy({ types: ["internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember"] }),
          ],
          ...foreignGroup(roleIds.userAccessAdministrator),
        },
        at: tenant,
        says: /people of service providers/,
      },
    },
    quiet: {
      "everybody is asked, of a service provider too": { change: foreignGroup(roleIds.contributor) },
      "a policy for service providers alone, beside one for the guests": {
        change: {
          ...foreignGroup(roleIds.contributor),
          conditionalAccess: [
            guestPolicy({ types: ["internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember"] }),
            { ...guestPolicy({ types: ["serviceProvider"] }), id: guid(503) },
          ],
        },
      },
      "service providers left out, whose group only reads": {
        change: { ...providersLeftOut, ...foreignGroup(roleIds.reader) },
      },
      "service providers left out, and a partner that is none": {
        change: { ...providersLeftOut, crossTenantAccess: [{ mfaTrusted: true }, { tenant: guid(950) }] },
      },
      "everybody is asked": { change: { users: [user(101), user(102), outside("guest"), outside("member", 104)] } },
      "guests of every kind, by a policy of their own": {
        change: {
          users: [user(101), outside("guest"), outside("member", 104)],
          conditionalAccess: [policy({ users: filter({ includesGuests: true }) })],
        },
      },
      "by Azure's old word for them": {
        change: {
          conditionalAccess: [
            policy({ users: filter({ includeUsers: ["GuestsOrExternalUsers"], includesGuests: true }) }),
          ],
        },
      },
      "two policies, which ask of all kinds between them": {
        change: {
          conditionalAccess: [
            guestPolicy({ types: ["internalGuest", "b2bCollaborationMember"] }),
            { ...guestPolicy({ types: ["b2bCollaborationGuest"] }), id: guid(503) },
          ],
        },
      },
      "a strength for everybody, and a guest of an Entra tenant": {
        change: {
          users: [user(101), user(102), { ...outside("guest"), home: "entra" }],
          conditionalAccess: [byStrength],
        },
      },
      "service providers left out, and there is none": { change: providersLeftOut },
      "security defaults": { change: { conditionalAccess: [], securityDefaults: [{ enabled: true }] } },
      "the only guest is in a group that is asked, and the kinds without anybody are named": {
        change: {
          users: [user(101), user(102), outside("guest")],
          memberships: [membership(201, 103)],
          conditionalAccess: [
            policy({ users: filter({ includeGroups: [guid(201)] }) }),
            guestPolicy({ types: ["internalGuest", "b2bCollaborationMember"] }),
          ],
        },
      },
      "a blocked guest": {
        change: {
          users: [user(101), user(102), { ...outside("guest"), enabled: false }],
          conditionalAccess: [policy({ users: filter({ includesGuests: true }) })],
        },
      },
    },
    unsure: {
      "service providers left out, one of which has directory roles that are not read": {
        change: {
          ...providersLeftOut,
          crossTenantAccess: [{ mfaTrusted: true }, { tenant: guid(950), serviceProvider: true }],
        },
      },
      "service providers of one tenant left out, and a group that can create compute": {
        change: { ...leavingOutProviders({ tenants: [guid(950)] }), ...foreignGroup(roleIds.contributor) },
      },
      "guests of a kind that came later": {
        change: {
          conditionalAccess: [
            policy({ users: filter({ includeGroups: [guid(201)] }) }),
            guestPolicy({ types: ["unknownFutureValue"] }),
          ],
        },
      },
      "a strength that is not listed": {
        change: {
          conditionalAccess: [policy({ grant: { operator: "OR", controls: [], strength: guid(599) } })],
        },
      },
    },
  },

  "workload-graph-permission": {
    bad: {
      "a permission to grant roles": {
        change: { servicePrincipals: [workload], graphPermissions: [permission(301, roleManagement)] },
        at: [guid(301)],
        severity: "high",
        says: /RoleManagement.ReadWrite.Directory of Microsoft Graph.*can give itself any right/s,
      },
      "a permission to change groups": {
        change: { servicePrincipals: [workload], graphPermissions: [permission(301, groupMember)] },
        at: [guid(301)],
        severity: "medium",
        says: /can join the groups/,
      },
      "both, of a managed identity": {
        change: {
          servicePrincipals: [{ ...workload, kind: "ManagedIdentity" }],
          graphPermissions: [permission(301, groupMember), permission(301, roleManagement)],
        },
        at: [guid(301)],
        severity: "high",
      },
    },
    quiet: {
      "a workload without any": { change: { servicePrincipals: [workload] } },
      "a blocked one": {
        change: {
          servicePrincipals: [{ ...workload, enabled: false }],
          graphPermissions: [permission(301, roleManagement)],
        },
      },
      "one that leads nowhere": {
        change: {
          servicePrincipals: [workload],
          graphPermissions: [permission(301, "7ab1d382-f21e-4acd-a863-ba3e13f7da61")],
        },
      },
      "one of a principal that was deleted": { change: { graphPermissions: [permission(302, roleManagement)] } },
    },
  },
};
