import type { Table } from "./checks-table";
import {
  assignment,
  globalAdministrator,
  guid,
  healthy,
  membership,
  production,
  type Rows,
  registration,
  role,
  roleIds,
  sandbox,
  user,
} from "./checks-tenant";

/** Tables of the checks on directory roles, on owners and on identities of machines. */

type Row<K extends keyof Rows> = Rows[K][number];

export const administrator = (n: number, change: Partial<Row<"directoryRoles">> = {}): Row<"directoryRoles"> => ({
  id: `/directory/${n}`,
  principal: guid(n),
  role: globalAdministrator,
  roleName: "Global Administrator",
  state: "active",
  tenure: "standing",
  ...change,
});
const five = [111, 112, 113, 114, 115];
const crowd: Partial<Rows> = {
  users: [...healthy.users, ...five.map(n => user(n))],
  registrations: [...healthy.registrations, ...five.map(n => registration(n))],
};
const userAdministrator = { role: "FE930BE7-5e62-47db-91af-98c3a49a38b1", roleName: "User Administrator" };
const helpdesk = { role: "729827e3-9c14-49f7-bb1b-9608f156bbb8", roleName: "Helpdesk Administrator" };
const applicationAdministrator = {
  role: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  roleName: "Application Administrator",
};
const resetter = { role: guid(597), roleName: "Resetter", powers: ["passwords" as const] };
const inUnit = { ...helpdesk, scope: `/administrativeUnits/${guid(595)}` };
const unitOf = (member: number): Row<"administrativeUnits"> => ({
  unit: guid(595),
  member: guid(member),
  memberType: "User",
});
/** Nobody but person 102 holds a right to create compute. */
const alone: Partial<Rows> = { roleAssignments: [assignment(511, 102, roleIds.vmContributor)] };
const application: Row<"servicePrincipals"> = {
  id: guid(301),
  appId: guid(391),
  name: "deploy",
  kind: "Application",
  enabled: true,
};
/** Whoever holds a directory role and is no person is looked up by its id. */
const principal = (n: number, type: Row<"principals">["type"]): Row<"principals"> => ({
  id: guid(n),
  type,
  name: `P ${n}`,
});
const vm = `${production}/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/web`;
const carrier: Row<"workloadsWithIdentity"> = {
  id: vm,
  type: "microsoft.compute/virtualmachines",
  name: "web",
  subscription: guid(1),
  identities: [guid(301)],
};
const workload = (role: string, scope = production): Partial<Rows> => ({
  servicePrincipals: [application],
  principals: [...healthy.principals, principal(301, "ServicePrincipal")],
  roleAssignments: [...healthy.roleAssignments, assignment(520, 301, role, scope)],
});
export const owned: Partial<Rows> = {
  principals: [...healthy.principals, principal(201, "Group")],
  roleAssignments: [...healthy.roleAssignments, assignment(520, 201, roleIds.contributor, sandbox)],
  owners: [{ of: guid(201), where: "group", owner: guid(102), ownerType: "User" }],
};

/** A vault that person 102 reads, where the secret of an application lies. */
const vaulted: Partial<Rows> = {
  servicePrincipals: [application],
  roleAssignments: [...healthy.roleAssignments, assignment(521, 301, roleIds.contributor, sandbox)],
  vaults: [
    {
      id: `${production}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-one`,
      name: "kv-one",
      subscription: guid(1),
      roles: false,
      templates: false,
      readers: [guid(102)],
    },
  ],
};
const vaultOpens = { vaults: [{ name: "kv-one", opens: [guid(391)] }] };

export const roadTables: Readonly<Record<string, Table>> = {
  "global-administrator-sprawl": {
    bad: {
      "five accounts": {
        change: { ...crowd, directoryRoles: five.map(n => administrator(n)) },
        at: [guid(900)],
        severity: "high",
        says: /5 accounts are standing Global Administrators; at most 4/,
      },
      "five through a nested group": {
        change: {
          ...crowd,
          directoryRoles: [administrator(201)],
          memberships: [membership(201, 202), ...five.map(n => membership(202, n))],
        },
        at: [guid(900)],
        says: /through group Group 201/,
      },
      "fewer are allowed": {
        change: { directoryRoles: [administrator(102)] },
        estate: { thresholds: { globalAdministrators: 0 } },
        at: [guid(900)],
        says: /1 account is a standing/,
      },
    },
    quiet: {
      "four accounts": { change: { ...crowd, directoryRoles: five.slice(1).map(n => administrator(n)) } },
      "one of them for emergencies": {
        change: { ...crowd, directoryRoles: five.map(n => administrator(n)) },
        estate: { breakGlass: ["USER111@contoso.com"] },
      },
      "one of them activated for now": {
        change: {
          ...crowd,
          directoryRoles: five.map(n => administrator(n, n === 111 ? { tenure: "activated" } : {})),
        },
      },
      "eligible ones": { change: { ...crowd, directoryRoles: five.map(n => administrator(n, { state: "eligible" })) } },
      "one of them blocked": {
        change: {
          ...crowd,
          users: five.map(n => user(n, { enabled: n !== 111 })),
          directoryRoles: five.map(n => administrator(n)),
        },
      },
      "one person twice": {
        change: {
          ...crowd,
          directoryRoles: [...five.slice(1).map(n => administrator(n)), administrator(201)],
          memberships: [membership(201, 112)],
        },
      },
      "another role": { change: { ...crowd, directoryRoles: five.map(n => administrator(n, userAdministrator)) } },
    },
    unsure: {
      "whether one has only activated it was not read": {
        change: {
          ...crowd,
          directoryRoles: five.map(n => {
            const { tenure: _, ...bare } = administrator(n);
            return n === 111 ? bare : administrator(n);
          }),
        },
      },
    },
  },

  "standing-directory-role": {
    bad: {
      "a person": {
        change: { directoryRoles: [administrator(102, userAdministrator)] },
        at: [guid(102)],
        severity: "medium",
        says: /holds User Administrator at all times/,
      },
      "one who may federate domains": {
        change: {
          users: [user(101, { synced: true }), user(102)],
          directoryRoles: [
            administrator(102, { role: "194ae4cb-b126-40b2-bd5b-6091b380977d", roleName: "Security Administrator" }),
          ],
        },
        at: [guid(102)],
        says: /Security Administrator can change how those who are synchronised from the premises sign in/,
      },
      "one who may reset who creates compute": {
        change: { directoryRoles: [administrator(102, helpdesk)] },
        at: [guid(102)],
        says: /Helpdesk Administrator can reset the credentials of somebody who can create compute, or become somebody who can: directory role assignment \/directory\/102/,
      },
      "by a custom role": { change: { directoryRoles: [administrator(102, resetter)] }, at: [guid(102)] },
      "in an administrative unit": {
        change: { directoryRoles: [administrator(102, inUnit)], administrativeUnits: [unitOf(101)] },
        at: [guid(102)],
      },
      "over an application that creates compute": {
        change: { ...workload(roleIds.contributor), directoryRoles: [administrator(102, applicationAdministrator)] },
        at: [guid(102)],
        says: /Application Administrator can sign in as any application/,
      },
      "one who replaces the credentials of administrators, whoever they are": {
        change: {
          ...alone,
          directoryRoles: [
            administrator(102, {
              role: "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
              roleName: "Privileged Authentication Administrator",
            }),
          ],
        },
        at: [guid(102)],
        says: /can replace the credentials of any administrator/,
      },
      "a group": {
        change: { principals: [...healthy.principals, principal(201, "Group")], directoryRoles: [administrator(201)] },
        at: [guid(201)],
      },
    },
    quiet: {
      "activated for now": { change: { directoryRoles: [administrator(102, { tenure: "activated" })] } },
      eligible: { change: { directoryRoles: [administrator(102, { state: "eligible" })] } },
      "an emergency account": { change: { directoryRoles: [administrator(102)] }, estate: { breakGlass: [guid(102)] } },
      "a role that leads nowhere": { change: { directoryRoles: [administrator(102, { role: guid(598) })] } },
      "in an administrative unit of others": {
        change: { directoryRoles: [administrator(102, inUnit)], administrativeUnits: [unitOf(102)] },
      },
      "who may reset nobody but itself that creates compute": {
        change: { ...alone, directoryRoles: [administrator(102, helpdesk)] },
      },
      "over applications that hold nothing": {
        change: { servicePrincipals: [application], directoryRoles: [administrator(102, applicationAdministrator)] },
      },
      "a blocked account": {
        change: { users: [user(101), user(102, { enabled: false })], directoryRoles: [administrator(102)] },
      },
    },
    unsure: {
      "whether it is standing was not read": {
        change: { directoryRoles: [{ ...administrator(102), tenure: undefined } as never] },
      },
    },
  },

  "workload-directory-role": {
    bad: {
      "an application": {
        change: { servicePrincipals: [application], directoryRoles: [administrator(301, userAdministrator)] },
        at: [guid(301)],
        severity: "high",
        says: /is a workload and holds User Administrator/,
      },
      "one that may reset who creates compute": {
        change: { servicePrincipals: [application], directoryRoles: [administrator(301, helpdesk)] },
        at: [guid(301)],
        says: /Helpdesk Administrator can reset the credentials of somebody who can create compute/,
      },
      "one with a partner's role": {
        change: {
          servicePrincipals: [application],
          directoryRoles: [
            administrator(301, { role: "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8", roleName: "Partner Tier2 Support" }),
          ],
        },
        at: [guid(301)],
        says: /can take access to every subscription/,
      },
      "one in a group": {
        change: {
          servicePrincipals: [application],
          directoryRoles: [administrator(201)],
          memberships: [membership(201, 301)],
        },
        at: [guid(301)],
        says: /through group Group 201/,
      },
    },
    quiet: {
      "a person": { change: { directoryRoles: [administrator(102)] } },
      "a role that leads nowhere": {
        change: { servicePrincipals: [application], directoryRoles: [administrator(301, { role: guid(598) })] },
      },
      "in an administrative unit of others": {
        change: {
          servicePrincipals: [application],
          directoryRoles: [administrator(301, inUnit)],
          administrativeUnits: [unitOf(102)],
        },
      },
      "where nobody can create compute": {
        change: {
          servicePrincipals: [application],
          roleAssignments: [],
          directoryRoles: [administrator(301, helpdesk)],
        },
      },
      "a blocked one": {
        change: { servicePrincipals: [{ ...application, enabled: false }], directoryRoles: [administrator(301)] },
      },
    },
  },

  "compute-creating-owner": {
    bad: {
      "the owner of a group": {
        change: owned,
        at: [guid(102)],
        severity: "high",
        says: /as an owner of P 201\n.*\nto end it: remove user102@contoso.com as an owner of group P 201/,
      },
      "the owner of an application": {
        change: {
          ...workload(roleIds.contributor),
          owners: [{ of: guid(301), where: "application", owner: guid(102), ownerType: "User" }],
        },
        at: [guid(102)],
        says: /as an owner of deploy/,
      },
      "of two groups": {
        change: {
          ...owned,
          roleAssignments: [
            assignment(520, 201, roleIds.contributor, sandbox),
            assignment(521, 202, roleIds.contributor, production),
          ],
          owners: [201, 202].map(of => ({ of: guid(of), where: "group", owner: guid(102), ownerType: "User" })),
        },
        at: [guid(102), guid(102)],
      },
    },
    quiet: {
      "of a group that only reads": {
        change: { ...owned, roleAssignments: [assignment(520, 201, roleIds.reader, sandbox)] },
      },
      "who may create there already": {
        change: {
          ...owned,
          roleAssignments: [...owned.roleAssignments!, assignment(521, 102, roleIds.owner, sandbox)],
        },
      },
      "a blocked owner": { change: { ...owned, users: [user(101), user(102, { enabled: false })] } },
      "of a group of the premises": {
        change: { ...owned, principals: [...healthy.principals, { ...principal(201, "Group"), synced: true }] },
      },
      "an emergency account": { change: owned, estate: { breakGlass: [guid(102)] } },
    },
  },

  "compute-creating-secret": {
    bad: {
      "who may read the vault": {
        change: vaulted,
        estate: vaultOpens,
        at: [guid(102)],
        severity: "high",
        says: /by reading the secret that opens deploy\n.*\nto end it: take from user102@contoso.com the right to read key vault kv-one/,
      },
      "who may let itself": {
        change: {
          ...vaulted,
          vaults: [{ ...vaulted.vaults![0]!, readers: [] }],
          roleDefinitions: [
            ...healthy.roleDefinitions,
            role(guid(401), "Vault Contributor", ["Microsoft.KeyVault/*"], [], { custom: true }),
          ],
          roleAssignments: [...vaulted.roleAssignments!, assignment(522, 102, guid(401))],
        },
        estate: vaultOpens,
        at: [guid(102)],
      },
    },
    quiet: {
      "of a vault of which nothing is said": { change: vaulted },
      "one that opens nothing": { change: vaulted, estate: { vaults: [{ name: "kv-one", opens: [] }] } },
      "one that opens what only reads": {
        change: { ...vaulted, roleAssignments: [assignment(521, 301, roleIds.reader, sandbox)] },
        estate: vaultOpens,
      },
      "who may create there already": {
        change: {
          ...vaulted,
          roleAssignments: [...vaulted.roleAssignments!, assignment(523, 102, roleIds.owner, sandbox)],
        },
        estate: vaultOpens,
      },
      "a blocked reader": {
        change: { ...vaulted, users: [user(101), user(102, { enabled: false })] },
        estate: vaultOpens,
      },
      "an emergency account": { change: vaulted, estate: { ...vaultOpens, breakGlass: [guid(102)] } },
    },
  },

  "compute-creating-machine": {
    bad: {
      "a machine": {
        change: { ...workload(roleIds.contributor), workloadsWithIdentity: [carrier] },
        at: [vm],
        severity: "medium",
        says: /works under the identity deploy, which can create compute/,
      },
      "one whose identity may assign roles": {
        change: { ...workload(roleIds.userAccessAdministrator, "/"), workloadsWithIdentity: [carrier] },
        at: [vm],
      },
    },
    quiet: {
      "an identity that only reads": { change: { ...workload(roleIds.reader), workloadsWithIdentity: [carrier] } },
      "in one resource group": {
        change: {
          ...workload(roleIds.contributor, `${production}/resourceGroups/web`),
          workloadsWithIdentity: [carrier],
        },
      },
      "an identity that is attached nowhere": { change: workload(roleIds.contributor) },
      "a blocked identity": {
        change: {
          ...workload(roleIds.contributor),
          servicePrincipals: [{ ...application, enabled: false }],
          workloadsWithIdentity: [carrier],
        },
      },
    },
  },
};
