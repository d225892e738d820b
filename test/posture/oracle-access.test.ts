import assert from "node:assert/strict";
import * as fc from "fast-check";
import { defaultEstate } from "../../catalogue/estate";
import { builtInRoles } from "../../compute/roles/builtin-roles";
import { runs } from "../depth";
import { globalAdministrator, guid, type Rows, role, roleIds, user } from "./checks-tenant";
import { derived } from "./derived-kit";
import { type AccessRows, helpers, type Meaning, Oracle, permissions, type Reach, secretOf } from "./oracle-access";

/** To walk a tenant by force costs much: a small share of the tenants in `npm test`. */
const few = 0.03;

const subscriptions = [
  { id: guid(1), name: "Production", state: "Enabled", managementGroups: ["contoso", "online"] },
  { id: guid(2), name: "Sandbox", state: "Enabled", managementGroups: ["contoso"] },
];
const people = [101, 102, 103].map(guid);
const groups = [201, 202, 203].map(guid);
const workloads = [301, 302, 303].map(guid);
const actors = [...people, ...workloads];
const anyone = [...actors, ...groups];
const vm = `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1`;
const identity = `/subscriptions/${guid(2)}/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
const app = `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.App/containerApps/c1`;
const carriers = [
  [vm, "microsoft.compute/virtualmachines"],
  [
    `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/b1/pools/p1`,
    "microsoft.batch/batchaccounts/pools",
  ],
  [
    `/subscriptions/${guid(2)}/resourceGroups/ids/providers/Microsoft.Automation/automationAccounts/a1`,
    "microsoft.automation/automationaccounts",
  ],
  [app, "microsoft.app/containerapps"],
  [
    `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/k1`,
    "microsoft.containerservice/managedclusters",
  ],
] as const;
/** Only clusters issue tokens. */
const issuer = "https://westeurope.oic.prod-aks.azure.com/tenant/k1/";
const pods = "system:serviceaccount:ci:runner";
const vaults = [1, 2].map(
  n => `/subscriptions/${guid(n)}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv${n}`,
);
const estate = { ...defaultEstate, vaults: [1, 2].map(n => ({ name: `kv${n}`, opens: [secretOf] })) };
const mend = `/subscriptions/${guid(1)}/providers/Microsoft.Authorization/policyAssignments/mend`;
const definitions = [
  `/subscriptions/${guid(2)}/providers/Microsoft.Authorization/policyDefinitions/d1`,
  "/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Authorization/policyDefinitions/d2",
];
const unit = guid(595);

const [inFirst, inSecond] = [`/subscriptions/${guid(1)}`, `/subscriptions/${guid(2)}`];
const contoso = "/providers/Microsoft.Management/managementGroups/contoso";
const custom = (n: number, name: string, actions: string[], ...assignableScopes: string[]) =>
  role(guid(n), name, actions, [], { custom: true, assignableScopes });
/** Roles that let others be rewritten, and roles that can be. */
const redefining = [
  custom(408, "Definer", ["Microsoft.Authorization/roleDefinitions/write"], inFirst!),
  role(guid(420), "Keeper of access", ["Microsoft.Authorization/*"]),
  custom(421, "Helper of both", ["*/read"], inFirst!, inSecond!),
  custom(422, "Helper of a group", ["*/read"], `${inFirst}/resourceGroups/rg`),
  custom(423, "Helper online", ["*/read"], contoso.replace("contoso", "online")),
  custom(424, "Definer of all", ["*/read", "Microsoft.Authorization/roleDefinitions/*"], contoso),
];
const roleDefinitions = [
  role(guid(401), "All", ["*"]),
  role(guid(402), "Maker", ["Microsoft.Compute/virtualMachines/write"]),
  role(guid(403), "Granter", ["Microsoft.Authorization/roleAssignments/write"]),
  role(guid(404), "Runner", ["Microsoft.Compute/virtualMachines/runCommand/action"]),
  role(guid(417), "Cluster runner", ["Microsoft.ContainerService/managedClusters/runCommand/action"]),
  role(guid(405), "Attacher", ["Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"]),
  role(guid(406), "Federator", ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write"]),
  role(guid(407), "Lifter", ["Microsoft.Authorization/denyAssignments/*", "Microsoft.Compute/*"]),
  ...redefining,
  role(guid(409), "Watcher", ["*"], ["*/write", "*/action", "*/delete"]),
  role(guid(410), "Raiser", ["Microsoft.Quota/quotas/write", "Microsoft.Support/*"]),
  role(guid(412), "Author", ["Microsoft.Automation/automationAccounts/runbooks/*"]),
  role(guid(413), "Starter", ["Microsoft.Automation/automationAccounts/jobs/*"]),
  {
    ...role(guid(414), "Reader of data", []),
    permissions: [
      {
        actions: ["Microsoft.App/containerApps/getAuthToken/action"],
        notActions: [],
        dataActions: ["Microsoft.App/*", "Microsoft.KeyVault/vaults/*"],
      },
    ],
  },
  role(guid(415), "Vault keeper", ["Microsoft.KeyVault/*", "Microsoft.Resources/deployments/*"]),
  role(guid(416), "Writer of policies", ["Microsoft.Authorization/policyDefinitions/*"]),
  role(guid(419), "Keeper of accounts", ["Microsoft.Automation/automationAccounts/write"]),
  role(guid(418), "Designer", ["Microsoft.Logic/workflows/*"]),
  role(guid(411), "Exempter", ["Microsoft.Authorization/policyExemptions/*"]),
];

const only = (attribute: string, operator: string, value: string) =>
  `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:${attribute}] ${operator} {${value}}))`;
const conditions: Readonly<Record<Meaning, string>> = {
  readersOnly: only("RoleDefinitionId", "ForAnyOfAnyValues:GuidEquals", roleIds.reader),
  makersOnly: only("RoleDefinitionId", "ForAnyOfAnyValues:GuidEquals", `${guid(402)}, ${roleIds.reader}`),
  runnersOnly: only("RoleDefinitionId", "ForAnyOfAnyValues:GuidEquals", guid(404)),
  helpersOnly: only("RoleDefinitionId", "ForAnyOfAnyValues:GuidEquals", helpers.join(", ")),
  // All that there are: what is left is one that somebody makes.
  newOnly: only(
    "RoleDefinitionId",
    "ForAnyOfAllValues:GuidNotEquals",
    [...roleDefinitions, ...builtInRoles()].map(({ id }) => id).join(", "),
  ),
  person103Only: only("PrincipalId", "ForAnyOfAnyValues:GuidEquals", guid(103)),
  workloadsOnly: only("PrincipalType", "ForAnyOfAnyValues:StringEqualsIgnoreCase", "'ServicePrincipal'"),
  odd: "@Resource[a] StringEquals 'b'",
};
const meanings = new Map(Object.entries(conditions).map(([meaning, text]) => [text, meaning as Meaning]));

const scope = fc.constantFrom(
  "/",
  "/providers/Microsoft.Management/managementGroups/contoso",
  "/providers/Microsoft.Management/managementGroups/online",
  `/subscriptions/${guid(1)}`,
  `/SUBSCRIPTIONS/${guid(2)}`,
  `/subscriptions/${guid(1)}/resourceGroups/rg`,
  `/subscriptions/${guid(2)}/resourceGroups/ids`,
  vaults[1]!,
  `${vaults[0]!}/secrets/s1`,
  vm,
  identity,
  `/subscriptions/${guid(2)}/resourceGroups/ids/providers/Microsoft.Storage/storageAccounts/s`,
);
const some = <T>(item: fc.Arbitrary<T>, most: number) => fc.array(item, { maxLength: most });
/** @param freq one in so many is without it */
const maybe = <K extends string, V>(key: K, value: fc.Arbitrary<V>, freq = 2) =>
  fc
    .option(value, { nil: undefined, freq })
    .map(found => (found === undefined ? {} : { [key]: found }) as { [P in K]?: V });

const isWithin = (at: string, top: string): boolean =>
  top === contoso ? at !== "/" : `${at}/`.toLowerCase().startsWith(`${top}/`.toLowerCase());

const anyRole = fc.constantFrom(...roleDefinitions);
const holdings = (kind: string, most: number, chosen: fc.Arbitrary<Rows["roleDefinitions"][number]> = anyRole) =>
  some(
    fc.tuple(
      chosen,
      scope,
      fc.constantFrom(...anyone),
      maybe("condition", fc.constantFrom(...Object.values(conditions))),
    ),
    most,
  ).map(rows => {
    const seen = new Set<string>();
    return rows.flatMap(([{ id: held, custom, assignableScopes }, anywhere, principal, condition], i) => {
      // A custom role is assigned nowhere else.
      const at = custom && !assignableScopes.some(top => isWithin(anywhere, top)) ? assignableScopes[0]! : anywhere;
      const key = `${held} ${at} ${principal}`.toLowerCase();
      if (seen.has(key)) return [];
      seen.add(key);
      const principalType = groups.includes(principal)
        ? "Group"
        : workloads.includes(principal)
          ? "ServicePrincipal"
          : "User";
      return [{ id: `/${kind}/${i}`, role: held, scope: at, principal, principalType, ...condition } as const];
    });
  });

const denial = fc
  .record({
    scope,
    actions: fc.constantFrom(
      "*",
      "Microsoft.Compute/*",
      "Microsoft.KeyVault/*",
      "*/action",
      "Microsoft.Authorization/*",
      "*/delete",
    ),
    notActions: fc.constantFrom([], ["*/read"], ["Microsoft.Compute/virtualMachines/write"]),
    principals: fc.subarray([guid(0), ...anyone], { minLength: 1, maxLength: 2 }),
    excludePrincipals: fc.subarray(anyone, { maxLength: 2 }),
    doNotApplyToChildScopes: fc.integer({ max: 3, min: 0 }).map(n => n === 0),
    systemProtected: fc.boolean(),
    dataActions: maybe("dataActions", fc.constant(["*"]), 2),
    effect: maybe("effect", fc.constantFrom("audit", "enforced")),
    condition: maybe("condition", fc.constant("@Resource[x] Exists"), 5),
  })
  .map(({ actions, notActions, dataActions, effect, condition, ...rest }) => ({
    ...rest,
    ...effect,
    permissions: [{ actions: [actions], notActions, ...dataActions, ...condition }],
  }));

const directoryRoles: readonly (readonly [string, string])[] = [
  [globalAdministrator, "Global Administrator"],
  ["e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator"],
  ["7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "Privileged Authentication Administrator"],
  ["fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator"],
  ["9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator"],
  ["729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator"],
  ["45d8d3c5-c802-45c6-b32a-1d70b5e1e86e", "Identity Governance Administrator"],
  ["194ae4cb-b126-40b2-bd5b-6091b380977d", "Security Administrator"],
  ["88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "Directory Readers"],
  ["f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader"],
];

const tenant: fc.Arbitrary<AccessRows> = fc.record({
  subscriptions: fc.constant(subscriptions),
  roleDefinitions: fc.constant(roleDefinitions),
  roleAssignments: holdings("assigned", 4),
  eligibleAssignments: holdings("eligible", 2),
  denyAssignments: some(denial, 3).map(rows =>
    rows.map((row, i) => ({ id: `/denial/${i}`, name: `Denial ${i}`, ...row })),
  ),
  memberships: some(fc.tuple(fc.constantFrom(...groups), fc.constantFrom(...anyone)), 5).map(rows =>
    rows
      .filter(([group, member]) => group !== member)
      .map(([group, member]) => ({ group, groupName: group, member, memberType: "Unknown" as const })),
  ),
  owners: some(fc.tuple(fc.constantFrom(...actors), fc.constantFrom(...groups, ...workloads)), 4).map(rows =>
    rows
      .filter(([owner, of]) => owner !== of)
      .map(([owner, of]) => ({
        of,
        where: groups.includes(of) ? ("group" as const) : ("servicePrincipal" as const),
        owner,
        ownerType: "Unknown" as const,
      })),
  ),
  agentIdentities: fc
    .subarray([301, 302], { maxLength: 1 })
    .map(agents => agents.map(n => ({ id: guid(n), blueprintApp: guid(653 - n), blueprint: guid(603 - n) }))),
  federatedCredentials: some(
    fc.tuple(fc.constantFrom(...workloads), fc.constantFrom("ours", "ours", "others", "pods", "pods", "no pods")),
    2,
  ).map(rows =>
    rows.map(([holder, whose], i) => ({
      id: `/trust/${i}`,
      holder,
      where: "application" as const,
      issuer: whose.endsWith("pods") ? issuer : "https://x.example.net",
      subject: whose === "pods" ? pods : guid(603 - Number(holder.slice(-3))).toUpperCase(),
      ...(whose === "ours" && { ours: true as const }),
    })),
  ),
  groupEligibilities: some(
    fc.tuple(fc.constantFrom(...actors, ...groups), fc.constantFrom(...groups), fc.constantFrom("member", "owner")),
    2,
  ).map(rows =>
    rows
      .filter(([principal, group]) => principal !== group)
      .map(([principal, group, access], i) => ({ id: `/place/${i}`, group, principal, access: access as "member" })),
  ),
  directoryRoles: some(
    fc.tuple(
      fc.constantFrom(...directoryRoles),
      fc.constantFrom(...actors, ...groups),
      fc.constantFrom("/", "/", `/administrativeUnits/${unit}`, `/${guid(301)}`, `/${guid(391)}`),
      fc.constantFrom("active", "active", "eligible"),
    ),
    2,
  ).map(rows =>
    rows.map(([[id, roleName], principal, at, state], i) => ({
      id: `/directory/${i}`,
      principal,
      role: id,
      roleName,
      state: state as "active",
      scope: at,
    })),
  ),
  graphPermissions: some(
    fc.tuple(fc.constantFrom(...workloads, ...groups), fc.constantFrom(...Object.keys(permissions))),
    1,
  ).map(rows => rows.map(([principal, permission], i) => ({ id: `/permission/${i}`, principal, permission }))),
  administrativeUnits: some(fc.constantFrom(...people, ...groups), 3).map(members =>
    [...new Set(members)].map(member => ({ unit, member, memberType: "Unknown" as const })),
  ),
  users: fc.tuple(
    ...[101, 102, 103].map(n =>
      fc
        .tuple(fc.boolean(), fc.boolean(), fc.constantFrom(false, false, true))
        .map(([blocked, synced, external]) => user(n, { enabled: !blocked, synced, external: external && !synced })),
    ),
  ),
  servicePrincipals: fc.constantFrom(true, true, false).map(enabled => [
    { id: guid(301), appId: guid(351), name: "deploy", kind: "Application" as const, enabled },
    {
      id: guid(302),
      appId: guid(352),
      name: "id1",
      kind: "ManagedIdentity" as const,
      enabled: true,
      resource: identity,
    },
    {
      id: guid(303),
      appId: guid(353),
      name: "mend",
      kind: "ManagedIdentity" as const,
      enabled: true,
      resource: mend,
    },
  ]),
  policyAssignments: some(fc.constantFrom(...definitions), 1).map(given =>
    given.map(definition => ({
      id: mend.toUpperCase(),
      name: "mend",
      scope: `/subscriptions/${guid(1)}`,
      definition,
      enforcement: "Default",
      parameters: {},
    })),
  ),
  principals: fc.tuple(
    ...groups.map(id =>
      fc
        .tuple(
          fc.option(fc.boolean(), { nil: undefined }),
          maybe("synced", fc.constant(true), 5),
          maybe("dynamic", fc.constant(true), 3),
        )
        .map(([assignable, synced, dynamic]) => ({
          id,
          type: "Group" as const,
          name: id,
          ...(assignable !== undefined && { assignableToRole: assignable }),
          ...synced,
          ...dynamic,
        })),
    ),
    fc.constant({ id: guid(391), type: "Unknown" as const, name: "deploy", appId: guid(351) }),
  ),
  workloadsWithIdentity: fc.tuple(...carriers.map(() => fc.subarray(workloads))).map(given =>
    carriers.flatMap(([id, type], i) =>
      isCluster(type) || given[i]!.length > 0
        ? [
            {
              id,
              type,
              name: type,
              subscription: guid(1),
              identities: given[i]!,
              ...(isCluster(type) && { issuer }),
            },
          ]
        : [],
    ),
  ),
  vaults: fc.subarray(vaults).chain(ids =>
    fc.tuple(
      ...ids.map(id =>
        fc
          .tuple(fc.boolean(), fc.boolean(), fc.subarray(anyone, { maxLength: 1 }))
          .map(([roles, templates, readers]) => ({
            id,
            name: id.split("/").at(-1)!,
            subscription: id.split("/")[2]!,
            roles,
            templates,
            readers: roles ? [] : readers,
          })),
      ),
    ),
  ),
});

/** The same with little else than custom roles, and those who may rewrite them. */
const rewriting = fc
  .tuple(
    tenant,
    holdings("assigned", 5, fc.constantFrom(...redefining)),
    holdings("eligible", 2, fc.constantFrom(...redefining)),
  )
  .map(
    ([rows, roleAssignments, eligibleAssignments]): AccessRows => ({
      ...rows,
      roleAssignments,
      eligibleAssignments,
      directoryRoles: [],
      graphPermissions: [],
    }),
  );

const isCluster = (type: string): boolean => type.endsWith("/managedclusters");

const knownOf = (rows: AccessRows) =>
  derived({ activeAssignments: [], resources: [], ...rows } as Partial<Rows>, {}, estate);
const creatorsOf = (rows: AccessRows) => knownOf(rows)("computeCreators").value;

const told = (reach: Reach): string[] => [...reach].map(([id, when]) => `${id} ${when}`).sort();

function reachTold(rows: AccessRows): Map<string, string[]> {
  return new Map(creatorsOf(rows).map(({ principal, rights }) => [principal.id, told(reachOf(rights))]));
}

type Right = { readonly subscriptions: readonly string[]; readonly tenure: string; readonly conditional: boolean };

function reachOf(rights: readonly Right[]): Reach {
  const reach: Reach = new Map();
  for (const { subscriptions: reached, tenure, conditional } of rights)
    for (const id of conditional ? [] : reached)
      if (reach.get(id) !== "now") reach.set(id, tenure === "eligible" ? "later" : "now");
  return reach;
}

/** The tenant without what a removal names. */
function without(rows: AccessRows, removed: string): Oracle {
  const stays = ({ id }: { readonly id: string }) => id !== removed;
  return new Oracle(
    {
      ...rows,
      roleAssignments: rows.roleAssignments.filter(stays),
      eligibleAssignments: rows.eligibleAssignments.filter(stays),
      directoryRoles: rows.directoryRoles.filter(stays),
      graphPermissions: rows.graphPermissions.filter(stays),
      groupEligibilities: rows.groupEligibilities.filter(stays),
      federatedCredentials: rows.federatedCredentials.filter(stays),
      agentIdentities: rows.agentIdentities.filter(({ id }) => removed !== `/servicePrincipals/${id}`),
      owners: rows.owners.filter(({ of, owner }) => !removed.endsWith(`/${of}/owners/${owner}`)),
      workloadsWithIdentity: rows.workloadsWithIdentity.filter(stays),
      vaults: rows.vaults.filter(stays),
      policyAssignments: rows.policyAssignments.filter(({ definition }) => definition !== removed),
    },
    meanings,
    new Set([removed]),
  );
}

describe("who can create compute, by every road", () => {
  it("is told the same by brute force, for many random tenants, and each removal ends it", () => {
    let [reaching, removals, conditioned] = [0, 0, 0];
    void fc.assert(
      fc.property(tenant, rows => {
        const oracle = new Oracle(rows, meanings);
        const graph = reachTold(rows);
        conditioned += rows.roleAssignments.filter(({ condition }) => condition !== undefined).length;
        for (const who of actors) {
          const byForce = told(oracle.reach(who));
          reaching += byForce.length;
          assert.deepEqual(graph.get(who) ?? [], byForce, who);
        }
        for (const { principal, rights, removal } of creatorsOf(rows)) {
          const outright = (oracle: Oracle) => told(oracle.reach(principal.id));
          if (removal?.id !== undefined) {
            removals++;
            assert.deepEqual(outright(without(rows, removal.id)), [], removal.says);
          } else if (removal && rights.some(({ conditional }) => !conditional)) {
            for (const { id } of [
              ...rows.directoryRoles,
              ...rows.graphPermissions,
              ...rows.groupEligibilities,
              ...rows.federatedCredentials,
              ...rows.agentIdentities.map(({ id }) => ({ id: `/servicePrincipals/${id}` })),
              ...rows.owners.map(({ of, owner }) => ({ id: `/${of}/owners/${owner}` })),
            ])
              assert.notDeepEqual(outright(without(rows, id)), [], `no single removal, but ${id}`);
          }
        }
      }),
      { numRuns: runs(1000, 2 * few) },
    );
    assert(
      reaching > runs(200, 2 * few) && removals > runs(20, 2 * few) && conditioned > runs(500, 2 * few),
      "the random tenants are too tame to prove anything",
    );
  });

  it("so it is where custom roles are rewritten", () => {
    let [reaching, removals] = [0, 0];
    void fc.assert(
      fc.property(rewriting, rows => {
        const oracle = new Oracle(rows, meanings);
        const graph = reachTold(rows);
        for (const who of actors) {
          const byForce = told(oracle.reach(who));
          reaching += byForce.length;
          assert.deepEqual(graph.get(who) ?? [], byForce, who);
        }
        for (const { principal, removal } of creatorsOf(rows)) {
          if (removal?.id === undefined) continue;
          removals++;
          assert.deepEqual(told(without(rows, removal.id).reach(principal.id)), [], removal.says);
        }
      }),
      { numRuns: runs(500, 3 * few) },
    );
    assert(
      reaching > runs(100, 3 * few) && removals > runs(13, 3 * few),
      "the random tenants are too tame to prove anything",
    );
  });

  it("so is every other capability", () => {
    let reaching = 0;
    void fc.assert(
      fc.property(tenant, rows => {
        const oracle = new Oracle(rows, meanings);
        const capabilities = knownOf(rows)("capabilities").value;
        for (const who of actors)
          for (const capability of [
            "createCompute",
            "runCode",
            "grantAccess",
            "raiseQuota",
            "liftGuardrails",
          ] as const) {
            const byForce = told(oracle.reach(who, capability));
            reaching += byForce.length;
            const graph = capabilities(who).filter(right => right.capability === capability);
            assert.deepEqual(told(reachOf(graph)), byForce, `${capability} of ${who}`);
          }
      }),
      { numRuns: runs(600, few / 2) },
    );
    assert(reaching > runs(1000, few / 2), "the random tenants are too tame to prove anything");
  });
});
