import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Gap } from "../../catalogue/outcome";
import { poolDomains } from "../../payloads/search";
import { Stopped } from "../../posture/azure/stopped";
import { type EvidenceKind, evidence, evidenceKinds, comesAfter as sourcesOf } from "../../posture/evidence/all";
import type { Evidenced } from "../../posture/evidence/gathered";
import { noSubscription } from "../../posture/evidence/subscriptions";
import { gather, mergedGaps, type Progress } from "../../posture/run/gather";
import { runs, sampled } from "../depth";
import {
  type Asked,
  batchAccount,
  connectionTo,
  contributor,
  domainList,
  globalAdmin,
  id,
  logs,
  metric,
  metrics,
  network,
  type Reply,
  type Route,
  resolver,
  routes,
  secretToken,
  stillClock,
  sub1,
  sub2,
  tenantId,
  uaa,
  withTenant,
  workspace,
} from "./gather-tenant";

const decoys = [{ subscription: sub2, principal: id(301) }];
const rootGroup = `/providers/Microsoft.Management/managementGroups/${tenantId}`;
const gathered = (first: readonly Route[] = []) =>
  withTenant(first, loopback => gather({ ...connectionTo(loopback), decoys }));
const gapsOf = ({ gathered }: Evidenced): Gap[] => evidenceKinds.flatMap(kind => gathered[kind].gaps);

const inTwoRegions = ["westeurope", "westus"].map(location => ({
  id: `/subscriptions/${sub1}/x`,
  subscriptionId: sub1,
  location,
  usages: [{ name: { value: "cores" }, currentValue: 0, limit: 0 }],
}));

let whole: Evidenced;
before(async () => {
  whole = await gathered();
});

describe("gather", () => {
  it("reads every kind, without a gap", () => {
    assert.deepEqual(gapsOf(whole), []);
    for (const kind of evidenceKinds)
      assert.notEqual(
        whole.gathered[kind].value.length,
        0,
        `gather: the tenant of gather-tenant.ts answers no row of ${kind}; add a route for its call`,
      );
    assert.deepEqual(whole.manifest, {
      schema: 1,
      collectedAt: "2026-11-24T00:00:00.000Z",
      endedAt: "2026-11-24T00:00:00.000Z",
      tenant: tenantId,
      subscriptions: [sub1, sub2],
      auditor: { id: id(66), name: "auditor@contoso.com", kind: "user" },
      kinds: evidenceKinds,
      decoys,
    });
  });

  it("takes each role assignment once, whatever the case of its id, from the root down", () => {
    assert.deepEqual(
      whole.gathered.roleAssignments.value.map(({ scope, role, principal, principalType }) => [
        scope,
        role,
        principal,
        principalType,
      ]),
      [
        [`/subscriptions/${sub1}`, contributor, id(11), "User"],
        ["/", uaa, id(11), "Unknown"],
        ["/providers/Microsoft.Management/managementGroups/contoso", contributor, id(21), "Group"],
      ],
    );
  });

  it("keeps the condition of a role's permissions, which the SDK's model drops", () => {
    const builtIn = whole.gathered.roleDefinitions.value.find(({ custom }) => !custom);
    assert.equal(builtIn?.permissions[0]?.condition, "@Request[x] Exists");
  });

  it("folds the two log records of one elevation, and tells who had it removed", () => {
    assert.deepEqual(whole.gathered.elevations.value, [
      {
        source: "activityLog",
        id: id(901),
        at: "2026-11-20T10:00:01.500Z",
        action: "elevated",
        succeeded: true,
        by: { id: id(11), name: "ada@contoso.com", kind: "user" },
        address: "203.0.113.7",
        methods: "pwd",
      },
      {
        source: "entraAudit",
        id: "audit-1",
        at: "2026-11-20T10:05:00.000Z",
        action: "removed",
        succeeded: true,
        by: { id: id(12), name: "bob@contoso.com", kind: "user" },
        target: id(11),
        address: "203.0.113.8",
      },
    ]);
  });

  it("reads Conditional Access in words that judge", () => {
    assert.deepEqual(whole.gathered.conditionalAccess.value, [
      {
        id: id(61),
        name: "MFA for Azure",
        state: "enabled",
        users: {
          includeUsers: ["All"],
          excludeUsers: [id(11)],
          includeGroups: [],
          excludeGroups: [id(22)],
          includeRoles: [],
          excludeRoles: [],
          includesGuests: false,
          excludesGuests: false,
        },
        applications: { include: ["797f4846-ba00-4fd7-ba43-dac1f8f63013"], exclude: [] },
        clientAppTypes: ["all"],
        narrowedBy: ["locations"],
        locations: { include: ["All"], exclude: ["AllTrusted"] },
        grant: { operator: "OR", controls: ["termsOfUse"], strength: id(2) },
      },
    ]);
  });

  it("follows groups that hold a role (case W02-service-principals-in-groups.json: with their service principals) and groups that Conditional Access names; an id that Graph does not know stays away", () => {
    assert.deepEqual(
      whole.gathered.memberships.value.map(({ group, member, memberType }) => [group, member, memberType]),
      [
        [id(21), id(12), "User"],
        [id(21), id(13), "ServicePrincipal"],
        [id(21), id(24), "Group"],
        [id(21), id(101), "ServicePrincipal"],
      ],
    );
  });

  it("looks up the holders of roles, the groups in them and what a directory role is limited to", () => {
    const found = [...whole.gathered.principals.value].sort((a, b) => (a.id < b.id ? -1 : 1));
    assert.deepEqual(found, [
      { id: id(11), type: "User", name: "Ada" },
      { id: id(21), type: "Group", name: "Builders", assignableToRole: false },
      { id: id(24), type: "Group", name: "Fitters", assignableToRole: false, dynamic: true },
      { id: id(77), type: "Unknown", name: "Deploy", appId: id(78) },
    ]);
  });

  it("reads who owns what, whom an administrative unit holds, what is denied, and the condition of an eligibility (case W05)", () => {
    const { owners, administrativeUnits, denyAssignments, servicePrincipals, eligibleAssignments } = whole.gathered;
    assert.deepEqual(owners.value, [
      { of: id(15), where: "application", owner: id(12), ownerType: "User" },
      { of: id(21), where: "group", owner: id(11), ownerType: "User" },
    ]);
    assert.deepEqual(administrativeUnits.value, [{ unit: id(75), member: id(12), memberType: "User" }]);
    assert.deepEqual(denyAssignments.value, [
      {
        id: `/subscriptions/${sub1}/resourceGroups/managed/providers/Microsoft.Authorization/denyAssignments/${id(33)}`,
        name: "Managed",
        scope: `/subscriptions/${sub1}/resourceGroups/managed`,
        permissions: [{ actions: ["*"], notActions: ["*/read"] }],
        principals: [id(0)],
        excludePrincipals: [id(13)],
        doNotApplyToChildScopes: false,
        systemProtected: true,
      },
    ]);
    assert.match(servicePrincipals.value[0]?.resource ?? "", /userAssignedIdentities\/deploy$/);
    assert.deepEqual(servicePrincipals.value.map(({ home }) => home).sort(), [id(94), undefined, undefined]);
    assert.deepEqual(
      whole.gathered.workloadsWithIdentity.value
        .map(({ type, name, subscription, kind, identities }) => [type, name, subscription, kind, identities])
        .sort(([one], [other]) => (one! < other! ? -1 : 1)),
      [
        ["microsoft.batch/batchaccounts/pools", "p2", sub1, undefined, [id(97)]],
        ["microsoft.compute/virtualmachines", "vm1", sub1, undefined, [id(13), id(93)]],
        ["microsoft.containerservice/managedclusters", "aks1", sub1, "localUsers", [id(95)]], // the nodes' identity, not the cluster's
        ["microsoft.containerservice/managedclusters", "aks2", sub1, undefined, []],
        ["microsoft.machinelearningservices/workspaces/computes", "train", sub2, undefined, [id(98)]],
        ["microsoft.web/sites", "fn1", sub1, "functionapp", [id(96)]],
      ],
    );
    assert.deepEqual(
      whole.gathered.workloadsWithIdentity.value
        .flatMap(({ name, issuer }) => (issuer === undefined ? [] : [`${name} ${issuer}`]))
        .sort(),
      ["aks1 https://westeurope.oic.prod-aks.azure.com/x/y/", "aks2 https://westeurope.oic.prod-aks.azure.com/x/z/"],
    );
    // Who may sign in through an application only, and who may set secrets, reads none; where roles decide, policies do not.
    assert.deepEqual(
      whole.gathered.vaults.value.map(({ name, subscription, roles, templates, readers }) => [
        name,
        subscription,
        roles,
        templates,
        readers,
      ]),
      [
        ["kv-policies", sub1, false, true, [id(11), id(12)]],
        ["kv-roles", sub2, true, false, []],
      ],
    );
    // Case W05: the condition of an eligibility.
    assert.equal(eligibleAssignments.value[0]?.condition, "@Resource[x] Exists");
  });

  it("reads users, directory roles, licences and quota as Azure wrote them", () => {
    const { users, directoryRoles, tenant, quota, quotaRequests } = whole.gathered;
    assert.deepEqual(users.value[0], {
      id: id(11),
      upn: "ada@contoso.com",
      name: "Ada",
      enabled: true,
      guest: false,
      external: false,
      synced: false,
      createdOn: "2024-01-02T03:04:05.000Z",
      lastSignIn: "2026-11-21T00:00:00.000Z",
    });
    assert.deepEqual(users.value[1]?.guest, true);
    assert.deepEqual(users.value[1]?.external, true);
    assert.deepEqual(
      directoryRoles.value.map(({ principal, role, roleName, state, scope, tenure }) => [
        principal,
        role,
        roleName,
        state,
        scope,
        tenure,
      ]),
      [
        [id(11), globalAdmin, "Global Administrator", "active", "/", "standing"],
        [id(11), id(76), "Rotator", "active", `/administrativeUnits/${id(75)}`, "activated"],
        [id(11), id(76), "Rotator", "active", `/${id(77)}`, "standing"],
        [id(12), globalAdmin, "Global Administrator", "eligible", "/", undefined],
      ],
    );
    assert.deepEqual(
      directoryRoles.value.map(({ powers }) => powers),
      [undefined, ["applications"], ["applications"], undefined],
      "of a custom role, what its actions lead to",
    );
    assert.deepEqual(tenant.value, [
      { id: tenantId, name: "Contoso", defaultDomain: "contoso.com", plans: ["AAD_PREMIUM"] },
    ]);
    assert.deepEqual(
      quota.value
        .map(({ subscription, region, name, used, limit }) => [subscription, region, name, used, limit])
        .sort(),
      [
        [sub1, "westeurope", "Standard NCASv3_T4 Family", 0, 24],
        [sub1, "westeurope", "cores", 4, 100],
        [sub1, "westeurope", "lowPriorityCores", 0, 0],
        [sub2, "northeurope", "cores", 0, 10], // not in Resource Graph: asked region by region, physical ones only
      ],
    );
    assert.deepEqual(
      quotaRequests.value.map(({ region, family, requested, submittedOn }) => [region, family, requested, submittedOn]),
      [["westeurope", "Standard NCASv3_T4 Family", 24, "2026-11-01T10:00:00.123Z"]],
    );
  });

  it("counts the banned passwords and keeps none; settings that were never changed have the list off", async () => {
    assert.deepEqual(whole.gathered.passwordProtection.value, [{ enforced: true, words: 3 }]);
    const { gathered: got } = await gathered([["/groupSettings", () => ({ json: { value: [] } })]]);
    assert.deepEqual(got.passwordProtection, { value: [{ enforced: false, words: 0 }], gaps: [] });
  });

  it("tells of each user and group that Conditional Access names whether it exists", async () => {
    const rows = ({ gathered: { policyObjects } }: Evidenced) =>
      policyObjects.value.map(({ id, exists, name }) => [id, exists, name]).sort();
    assert.deepEqual(rows(whole), [
      [id(11), true, "Ada"],
      [id(22), true, "Break glass"],
    ]);
    const gone = await gathered([
      [
        /getByIds .*"types"/,
        () => ({ json: { value: [{ "@odata.type": "#microsoft.graph.user", id: id(11), displayName: "Ada" }] } }),
      ],
    ]);
    assert.deepEqual(rows(gone)[1], [id(22), false, undefined]);
    assert.deepEqual(gone.gathered.policyObjects.gaps, []);
  });

  it("asks the per-user setting only of those who hold a role, and not of all whom a policy names", async () => {
    const crowd: Route = [
      new RegExp(`GET /v1.0/groups/${id(22)}/`),
      () => ({ json: { value: [{ "@odata.type": "#microsoft.graph.user", id: id(77) }] } }),
    ];
    const { gathered: got } = await gathered([crowd]);
    assert.ok(got.memberships.value.some(({ member }) => member === id(77)));
    assert.deepEqual(got.perUserMfa.value.map(({ user }) => user).sort(), [id(11), id(12)]);
  });

  it("reads which administrators have a mailbox or Office, by plans that are in force; a foundation is no mailbox", async () => {
    const named = (service: string, servicePlanId: string, capabilityStatus: string) => ({
      service,
      servicePlanId,
      capabilityStatus,
    });
    const read = async (...assignedPlans: object[]) => {
      const route: Route = ["?$select=id,assignedPlans", () => ({ json: { id: id(11), assignedPlans } })];
      return (await gathered([route])).gathered.administratorLicences.value;
    };
    assert.deepEqual(whole.gathered.administratorLicences.value, [{ user: id(11), mailbox: true, office: true }]);
    const [mailbox, office] = ["efb87545-963c-4e0d-99df-69c6916d9eb0", "43de0ff5-c92c-492b-9116-175376d08c38"];
    assert.deepEqual(await read(named("exchange", mailbox, "Suspended"), named("MicrosoftOffice", office, "Deleted")), [
      { user: id(11), mailbox: false, office: false },
    ]);
    assert.deepEqual(await read(named("exchange", mailbox, "Warning")), [
      { user: id(11), mailbox: true, office: false },
    ]);
    assert.deepEqual(await read(named("exchange", "113feb6c-3fe4-4440-bddc-54d774bf0318", "Enabled")), [
      { user: id(11), mailbox: false, office: false },
    ]);
  });

  it("keeps of the permissions of Microsoft Graph those that lead to rights over Azure", () =>
    assert.deepEqual(whole.gathered.graphPermissions.value, [
      { id: "a-1", principal: id(13), permission: "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8" },
    ]));

  it("reads when password hashes were synchronised; null says never, and no answer nothing", async () => {
    const synced = { id: tenantId, onPremisesSyncEnabled: true };
    const answer = (row: object): Route => ["GET /beta/organization", () => ({ json: { value: [row] } })];
    const read = async (row: object) => (await gathered([answer(row)])).gathered.directorySync;
    assert.deepEqual(whole.gathered.directorySync.value, [
      { synced: true, passwordsSyncedOn: "2026-11-20T09:58:00.000Z" },
    ]);
    assert.deepEqual((await read({ ...synced, onPremisesLastPasswordSyncDateTime: null })).value, [{ synced: true }]);
    assert.deepEqual(
      (await read({ id: tenantId, onPremisesSyncEnabled: null, onPremisesLastPasswordSyncDateTime: null })).value,
      [{ synced: false }],
    );
    const unsaid = await read(synced);
    assert.deepEqual([unsaid.value, unsaid.gaps.map(({ reason }) => reason)], [[], ["malformed"]]);
  });

  it("asks it of those too who own what holds a role", async () => {
    const owned: Route = [
      `GET /v1.0/groups/${id(21)}/owners`,
      () => ({ json: { value: [{ "@odata.type": "#microsoft.graph.user", id: id(78) }] } }),
    ];
    const { gathered: got } = await gathered([owned]);
    assert(got.perUserMfa.value.some(({ user }) => user === id(78)));
  });

  it("takes whoever was invited for an external person, whatever the name says", async () => {
    const invited: Route = [
      "GET /v1.0/users",
      () => ({ json: { value: [{ id: id(78), userPrincipalName: "eve@contoso.com", creationType: "Invitation" }] } }),
    ];
    const { gathered: got } = await gathered([invited]);
    assert.deepEqual(
      got.users.value.map(({ external, guest }) => [external, guest]),
      [[true, false]],
    );
  });

  it("tells with which provider external people sign in, and of nobody else", async () => {
    const ours = [{ signInType: "userPrincipalName", issuer: "contoso.onmicrosoft.com" }];
    const from = (issuer: string) => [{ signInType: "federated", issuer, issuerAssignedId: null }, ...ours];
    const told = [from("ExternalAzureAD"), from("mail"), from("google.com"), ours, null];
    const external: Route = [
      "GET /v1.0/users",
      () => ({
        json: {
          value: [
            ...told.map((identities, n) => ({ id: id(780 + n), creationType: "Invitation", identities })),
            { id: id(785), userPrincipalName: "eve@contoso.com", identities: from("ExternalAzureAD") },
          ],
        },
      }),
    ];
    const { gathered: got } = await gathered([external]);
    const homes = new Map(got.users.value.map(user => [user.id, user.home]));
    assert.deepEqual(
      [...told.map((_, n) => homes.get(id(780 + n))), homes.get(id(785))],
      ["entra", "other", "other", "none", undefined, undefined],
    );
  });

  it("reads where else MFA may come from: the domains' identity providers, other tenants, the old setting per person", () => {
    const { domains, crossTenantAccess, perUserMfa, registrations, authenticationStrengths } = whole.gathered;
    assert.deepEqual(domains.value, [
      { name: "contoso.com", federated: false },
      { name: "fed.contoso.com", federated: true, mfaBehavior: "enforceMfaByFederatedIdp" },
    ]);
    assert.deepEqual(crossTenantAccess.value, [
      { tenant: id(98), mfaTrusted: false, serviceProvider: true },
      { mfaTrusted: true },
      { tenant: id(97) },
    ]);
    assert.deepEqual(perUserMfa.value, [
      { user: id(12), state: "disabled" },
      { user: id(11), state: "enforced" },
    ]);
    assert.deepEqual(registrations.value.find(({ user }) => user === id(11))?.methods, ["fido2", "mobilePhone"]);
    assert.deepEqual(authenticationStrengths.value.find(({ name }) => name === "Weak")?.combinations, [
      "password",
      "fido2",
    ]);
  });

  it("reads the management groups above a subscription, and who manages it from outside", () =>
    assert.deepEqual(
      whole.gathered.subscriptions.value.map(({ id, inResourceGraph, managementGroups, managedBy }) => [
        id,
        inResourceGraph,
        managementGroups,
        managedBy,
      ]),
      [
        [sub1, true, ["contoso", tenantId], undefined],
        [sub2, true, [tenantId], [id(91), id(92)]],
      ],
    ));

  it("reads the credentials of applications and of service principals, and nothing of what they keep secret", () => {
    const { value } = whole.gathered.credentials;
    assert.deepEqual(
      value.map(({ id, holder, where, kind, name, endsOn }) => [id, holder, where, kind, name, endsOn]).sort(),
      [
        [id(81), id(15), "servicePrincipal", "secret", undefined, undefined],
        [id(82), id(15), "application", "secret", "pipeline", "2036-01-01T00:00:00.500Z"],
        [id(83), id(15), "application", "certificate", "CN=contoso", "2027-01-01T00:00:00.000Z"],
        [id(88), id(15), "servicePrincipal", "certificate", undefined, "2029-01-01T00:00:00.000Z"],
      ],
      "not those of managed identities, nor those that sign the tokens of SAML",
    );
    assert.doesNotMatch(JSON.stringify(value), /x1~|AAAA/);
    assert(value.every(({ object, holder, where }) => (object === holder) === (where === "servicePrincipal")));
  });

  it("reads where activity logs and Entra's logs are sent, and how long their tables are kept", () => {
    const { activityLogExports, entraLogExports, logTables } = whole.gathered;
    assert.deepEqual(activityLogExports.value, [
      { id: `/providers/Microsoft.Management/managementGroups/${tenantId}`, settings: [] },
      { id: "/providers/Microsoft.Management/managementGroups/contoso", settings: [] },
      {
        id: `/subscriptions/${sub1}`,
        settings: [
          { name: "archive", categories: ["allLogs"], elsewhere: ["storage", "eventHub"] },
          { name: "to-logs", categories: ["Administrative", "Security"], workspace: logs.toUpperCase() },
        ],
      },
      { id: `/subscriptions/${sub2}`, settings: [] },
    ]);
    assert.deepEqual(entraLogExports.value, [
      { id: "/providers/microsoft.aadiam", settings: [{ name: "entra", categories: ["SignInLogs"], workspace: logs }] },
    ]);
    assert.deepEqual(logTables.value, [
      { id: `${logs}/tables/SigninLogs`, workspace: logs, name: "SigninLogs", days: 365 },
      { id: `${logs}/tables/AzureActivity`, workspace: logs, name: "AzureActivity", days: 90 },
    ]);
  });

  it("reads the alert rules of Azure Monitor, on the activity log and on workspaces", () => {
    const { alertRules } = whole.gathered;
    const at = `/subscriptions/${sub1}/resourceGroups/rg/providers/microsoft.insights`;
    assert.deepEqual(alertRules.value, [
      {
        id: `${at}/activitylogalerts/transfer`,
        subscription: sub1,
        name: "transfer",
        enabled: true,
        scopes: [`/subscriptions/${sub1}`],
        actionGroups: ["/soc"],
        all: [
          [{ field: "category", values: ["Security"] }],
          [
            { field: "operationName", values: ["a/write"] },
            { field: "operationName", values: ["b/write"] },
          ],
        ],
      },
      {
        id: `${at}/scheduledqueryrules/q`,
        subscription: sub1,
        name: "q",
        enabled: false,
        scopes: [logs],
        actionGroups: ["/soc"],
        queries: ["AzureActivity"],
        everyMinutes: 15,
      },
      {
        id: `${at}/scheduledqueryrules/older`,
        subscription: sub1,
        name: "older",
        enabled: true,
        scopes: [logs],
        actionGroups: ["/soc"],
        queries: ["AzureActivity"],
        everyMinutes: 5,
      },
    ]);
  });

  it("reads what Defender recommends on accounts, and nothing else that it recommends", () =>
    assert.deepEqual(whole.gathered.defenderAssessments.value, [
      {
        id: `/subscriptions/${sub2}/providers/Microsoft.Security/assessments/0354476c-a12a-4fcc-a79d-f0ab7ffffdbb`,
        subscription: sub2,
        key: "0354476c-a12a-4fcc-a79d-f0ab7ffffdbb",
        status: "NotApplicable",
        cause: "Exempt",
      },
      {
        id: `/subscriptions/${sub1}/providers/Microsoft.Security/assessments/6240402E-f77c-46fa-9060-a7ce53997754`,
        subscription: sub1,
        key: "6240402e-f77c-46fa-9060-a7ce53997754",
        status: "Unhealthy",
      },
    ]));

  describe("what Azure Policy would refuse", () => {
    const at =
      "/providers/microsoft.management/managementgroups/contoso/providers/microsoft.authorization/policyassignments";
    const row = { region: "eastus", size: "Standard_ND96isr_H100_v5" };
    it("is named by the assignments that deny, and by no others", () =>
      assert.deepEqual(whole.gathered.policyRestrictions.value, [
        { subscription: sub1, ...row, refusedBy: [`${at}/a`, `${at}/b`] },
        { subscription: sub2, ...row, refusedBy: [] },
      ]));
    it("is asked in the regions that were chosen, by the one POST to ARM beside Resource Graph's", () =>
      withTenant([], async loopback => {
        const regions = ["westeurope", "uksouth"];
        const { gathered } = await gather({ ...connectionTo(loopback), kinds: ["policyRestrictions"], regions });
        assert.deepEqual(
          gathered.policyRestrictions.value.map(({ subscription, region }) => `${subscription} ${region}`).sort(),
          [sub1, sub2].flatMap(id => [`${id} uksouth`, `${id} westeurope`]).sort(),
        );
        const posts = loopback.asked.filter(({ method, url }) => method === "POST" && !url.includes("ResourceGraph"));
        assert.equal(posts.length, 4);
        for (const { url } of posts)
          assert.match(url, /\/providers\/Microsoft\.PolicyInsights\/checkPolicyRestrictions\?/);
      }));
  });

  describe("where new subscriptions stand", () => {
    const reading = async (reply: Reply) => {
      const got = await withTenant([[`GET ${rootGroup}/settings?`, () => reply]], async loopback =>
        gather({ ...connectionTo(loopback), kinds: ["landingGroup"] }),
      );
      const { value, gaps } = got.gathered.landingGroup;
      return { value: value.map(({ name, set }) => ({ name, set })), gaps: gaps.map(({ reason }) => reason) };
    };
    const root = { value: [{ name: tenantId, set: false }], gaps: [] };
    const settings = (properties: object) => ({ json: { value: [{ properties }] } });
    it("is the group that was chosen, with the policies at it and above", () =>
      assert.deepEqual(
        whole.gathered.landingGroup.value.map(({ assignments, ...rest }) => ({
          ...rest,
          assignments: assignments.map(({ name, enforcement }) => [name, enforcement]),
        })),
        [
          {
            id: "/providers/Microsoft.Management/managementGroups/contoso",
            name: "contoso",
            set: true,
            assignments: [["sizes", "DoNotEnforce"]],
          },
        ],
      ));
    it("is the root group where nobody chose one, or nothing was ever set", async () => {
      assert.deepEqual(await reading({ json: { value: [] } }), root);
      assert.deepEqual(await reading(settings({ requireAuthorizationForGroupCreation: true })), root);
      assert.deepEqual(await reading({ status: 404, json: { error: { code: "NotFound", message: "" } } }), root);
    });
    it("is a group by its name alone", async () =>
      assert.deepEqual(await reading(settings({ defaultManagementGroup: "Contoso" })), {
        value: [{ name: "contoso", set: true }],
        gaps: [],
      }));
    it("is not known where the answer has another form", async () =>
      assert.deepEqual(await reading(settings({ defaultManagementGroup: 7 })), { value: [], gaps: ["malformed"] }));
  });

  it("reads who is told of costs, and keeps no address", () =>
    assert.deepEqual(whole.gathered.spendingAlerts.value, [
      { id: `/subscriptions/${sub2}`, budgets: [], anomalyAlerts: [] },
      {
        id: `/subscriptions/${sub1}`,
        budgets: [
          { name: "monthly", whole: true, tells: true, endsOn: "2027-01-01T00:00:00.000Z" },
          { name: "part", whole: false, tells: false },
        ],
        anomalyAlerts: [{ name: "anomalies", enabled: true, endsOn: "2027-01-01T00:00:00.000Z" }],
      },
    ]));

  it("reads where Sentinel is on, its rules, its hunts and the custom detections", () => {
    const { sentinelWorkspaces, sentinelRules, sentinelHunts, customDetections } = whole.gathered;
    assert.deepEqual(sentinelWorkspaces.value, [
      { id: logs, subscription: sub1, name: "logs", onboarded: true },
      { id: `${logs}-2`, subscription: sub1, name: "logs-2", onboarded: false },
    ]);
    const rules = `${logs}/providers/Microsoft.SecurityInsights/alertRules`;
    assert.deepEqual(sentinelRules.value, [
      {
        id: `${rules}/${id(61)}`,
        workspace: logs,
        name: "Creation of expensive computes in Azure",
        kind: "Scheduled",
        enabled: false,
        template: "9736e5f1-7b6e-4bfb-a708-e53ff1d182c3",
        query: "AzureActivity",
        everyMinutes: 60,
        lastMinutes: 1440,
        moreThan: 25,
      },
      { id: `${rules}/BuiltInFusion`, workspace: logs, name: "BuiltInFusion", kind: "Fusion", enabled: true },
    ]);
    assert.deepEqual(sentinelHunts.value, [
      { id: `${logs}/savedSearches/h1`, workspace: logs, name: "Miners", query: "Syslog" },
      { id: `${logs}/savedSearches/h2`, workspace: logs, name: "h2", query: "SigninLogs" },
    ]);
    assert.deepEqual(customDetections.value, [
      { id: "by-status", name: "By status", enabled: false, query: "Syslog" },
      { id: "7", name: "Older", enabled: true, query: "AuditLogs" },
      { id: "neither", name: "neither" },
    ]);
  });

  it("reads whom Defender tells, and keeps no address", () =>
    assert.deepEqual(whole.gathered.securityContacts.value, [
      {
        id: `/subscriptions/${sub1}`,
        contacts: [{ enabled: true, mails: 2, roles: ["Owner"], alertsFrom: "Medium" }],
      },
      { id: `/subscriptions/${sub2}`, contacts: [{ enabled: false, mails: 0, roles: [] }] },
    ]));

  it("keeps each address of a machine with its own network, whatever stands beside it", () =>
    assert.deepEqual(
      whole.gathered.contactingMachines.value.map(({ places }) => places),
      [
        [
          { address: "10.0.0.5" },
          {
            address: "10.0.0.4",
            network: `/subscriptions/${sub1}/resourcegroups/rg/providers/microsoft.network/virtualnetworks/vnet`,
          },
        ],
      ],
    ));

  /** What is told of each network, by its name. */
  const dnsOf = ({ gathered }: Evidenced) =>
    Object.fromEntries(
      gathered.dnsLinks.value.map(({ network, policy, refuses }) => [
        network.split("/").at(-1),
        policy === undefined ? refuses : `${policy.split("/").at(-1)} ${refuses}`,
      ]),
    );
  const dnsWhole = { web: "blocks yes", lab: "blocks yes", told: "tells alerts", open: "idle no", new: "no" };

  it("reads which networks refuse names, by a policy of another subscription too", () => {
    assert.deepEqual(dnsOf(whole), dnsWhole);
    assert.deepEqual(
      whole.gathered.dnsLinks.value.find(row => row.subscription === sub2),
      {
        network: network(sub2, "lab").id,
        subscription: sub2,
        region: "westeurope",
        policy: resolver("blocks"),
        refuses: "yes",
        refused: poolDomains().length,
      },
    );
  });

  for (const [what, on, unknown] of [
    [
      "its policies of one subscription",
      `${sub2}/providers/Microsoft.Network/dnsResolverPolicies?`,
      { new: "unknown" },
    ],
    ["the links of a policy", `${resolver("idle")}/virtualNetworkLinks`, { new: "unknown", open: "unknown" }],
    ["the rules of a policy", `${resolver("tells")}/dnsSecurityRules`, { told: "tells unknown" }],
    [
      "the list of the rules",
      domainList,
      { web: "blocks unknown", lab: "blocks unknown", told: "tells unknown", open: "idle no" },
    ],
  ] as const)
    it(`does not know what a network refuses where ${what} could not be read`, async () => {
      const evidence = await gathered([[on, () => denied("x/read")]]);
      assert.deepEqual(dnsOf(evidence), { ...dnsWhole, ...unknown });
      assert.equal(evidence.gathered.dnsLinks.gaps.length, 1);
    });

  it("finds no network where the service is not registered, and misses none", async () => {
    const none = { status: 409, json: { error: { code: "MissingSubscriptionRegistration", message: "no" } } };
    const evidence = await gathered([[`${sub2}/providers/Microsoft.Network/`, () => none]]);
    const { lab: _, ...others } = dnsWhole;
    assert.deepEqual(dnsOf(evidence), others);
    assert.deepEqual(evidence.gathered.dnsLinks.gaps, []);
  });

  it("looks for policies everywhere, where only some subscriptions are chosen", async () => {
    const evidence = await withTenant([], loopback =>
      gather({ ...connectionTo(loopback), decoys, subscriptions: [sub2] }),
    );
    assert.deepEqual(dnsOf(evidence).lab, "blocks yes");
  });

  it("says nothing of a log of which not all settings could be read", async () => {
    const odd = () => ({ json: { value: [{ name: "a", properties: { logs: "none" } }] } });
    const { gathered: got } = await gathered([["/providers/Microsoft.Insights/diagnosticSettings", odd]]);
    assert.deepEqual(got.activityLogExports.value, []);
    assert.equal(got.activityLogExports.gaps.flatMap(({ subjects = [] }) => subjects).length, 4);
  });

  it("reads the alerts of the Defender portal, and what they name", () =>
    assert.deepEqual(whole.gathered.xdrAlerts.value, [
      {
        id: "da637551227677560813_-961444813",
        title: "Suspicious creation",
        status: "inProgress",
        severity: "high",
        product: "microsoftDefenderForCloud",
        providerId: "a1",
        assignedTo: "soc@contoso.com",
        createdOn: "2026-11-20T10:00:00.123Z",
        accounts: [id(11), "ada@contoso.com"],
        resources: [`/subscriptions/${sub1}/rg/vm-1`, `/subscriptions/${sub1}/rg/vm-2`],
      },
      { id: "da2", title: "", status: "new", severity: "" },
    ]));

  it("reads risk, plans, alerts, assignments, delegations and the transfer policy as Azure wrote them", () => {
    const { riskyUsers, defenderPlans, defenderAlerts, delegations, subscriptionPolicy } = whole.gathered;
    const { policyAssignments, policyExemptions } = whole.gathered;
    assert.deepEqual(riskyUsers.value, [
      { user: id(12), state: "confirmedCompromised", level: "hidden" },
      { user: id(11), state: "atRisk", level: "high", updatedOn: "2026-11-22T10:00:00.000Z" },
    ]);
    assert.deepEqual(whole.gathered.riskDetections.value, [
      {
        ...{ user: id(11), type: "anonymizedIPAddress", level: "hidden", at: "2026-11-22T09:00:00.000Z" },
        ...{ address: "203.0.113.9", state: "confirmedCompromised" },
      },
      { user: id(11), type: "leakedCredentials", level: "high", at: "2026-11-21T10:00:00.123Z", state: "atRisk" },
    ]);
    assert.deepEqual(defenderPlans.value, [
      {
        id: `/subscriptions/${sub1}/providers/Microsoft.Security/pricings/Arm`,
        subscription: sub1,
        name: "Arm",
        tier: "Free",
      },
    ]);
    assert.deepEqual(
      defenderAlerts.value.map(({ id: _, ...row }) => row),
      [
        {
          subscription: sub1,
          type: "ARM_SuspiciousComputeCreation",
          title: "Suspicious creation",
          status: "Active",
          severity: "High",
          startedOn: "2026-11-20T10:00:00.123Z",
          entity: "Production",
          accounts: [id(11), "ada@contoso.com"],
          resources: [`/subscriptions/${sub1}/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm-1`],
        },
      ],
    );
    assert.equal(policyAssignments.value.length, 1);
    const { enforcement, overriddenTo, partlyOverriddenTo, selective, parameters, scope } = policyAssignments.value[0]!;
    assert.deepEqual([partlyOverriddenTo, selective], [["Audit"], true]);
    assert.deepEqual(
      [enforcement, overriddenTo, parameters.effect, scope],
      ["DoNotEnforce", "Disabled", "Deny", "/providers/Microsoft.Management/managementGroups/contoso"],
    );
    assert.doesNotMatch(JSON.stringify(parameters), /hunter2/);
    const managementGroup = "/providers/Microsoft.Management/managementGroups/contoso";
    assert.deepEqual(
      policyExemptions.value.map(({ id: _, ...row }) => row),
      [
        {
          name: "all",
          displayName: "For the migration",
          scope: managementGroup,
          assignment: `${managementGroup}/providers/Microsoft.Authorization/policyAssignments/sizes`,
        },
        {
          name: "rg",
          scope: `/subscriptions/${sub1}/resourceGroups/rg`,
          assignment: `${managementGroup}/providers/Microsoft.Authorization/policyAssignments/sizes`,
          endsOn: "2026-12-31T23:59:59.000Z",
          partly: true,
        },
      ],
    );
    assert.deepEqual(
      delegations.value.map(({ id: _, ...row }) => row),
      [
        {
          subscription: sub2,
          tenant: id(91),
          name: "Operations",
          authorizations: [
            { principal: id(73), principalName: "Operators", role: contributor, eligible: false },
            { principal: id(74), role: uaa, eligible: true, assignable: [contributor] },
          ],
        },
      ],
    );
    assert.deepEqual(subscriptionPolicy.value, [{ blocksLeaving: true, exempted: [id(11)] }]);
  });

  const transfer: readonly (readonly [string, Reply, object[], Gap["reason"][]])[] = [
    ["that was never set", { status: 404, json: { error: { code: "PolicyNotFound", message: "x" } } }, [], []],
    ["of null", { json: null }, [{ exempted: [] }], []],
    ["without properties", { json: { name: "default", properties: null } }, [{ exempted: [] }], []],
    [
      "that this cloud does not have",
      { status: 404, json: { error: { code: "InvalidResourceType", message: "x" } } },
      [],
      ["failed"],
    ],
  ];
  for (const [what, reply, rows, reasons] of transfer)
    it(`takes a transfer policy ${what} for what it is`, async () => {
      const { subscriptionPolicy } = (await gathered([["/Microsoft.Subscription/policies/default", () => reply]]))
        .gathered;
      assert.deepEqual(subscriptionPolicy.value, rows);
      assert.deepEqual(
        subscriptionPolicy.gaps.map(({ reason }) => reason),
        reasons,
      );
    });

  it("misses no delegation where their provider is not registered", async () => {
    const { delegations } = (await gathered([["/Microsoft.ManagedServices/", () => unregistered]])).gathered;
    assert.deepEqual(delegations, { value: [], gaps: [] });
  });

  it("reads what is sold where quota of accelerators lies idle, and asks of no other place", () =>
    withTenant([], async loopback => {
      const { gathered } = await gather({ ...connectionTo(loopback), kinds: ["soldSizes"] });
      assert.deepEqual(gathered.soldSizes.value, [
        {
          subscription: sub1,
          region: "westeurope",
          sizes: ["Standard_B2s", "Standard_D2s_v5", "Standard_D4s_v5", "Standard_NC4as_T4_v3"],
          notSpot: ["Standard_B2s"],
          families: ["standardbsfamily", "standarddsv5family", "standardncasv3t4family"],
        },
      ]);
      assert.equal(loopback.asked.filter(({ url }) => url.includes("Microsoft.Compute/skus")).length, 1);
    }));
  it("reads the cores of Container Instances and the accelerators of Foundry, and asks Foundry only where it is used", () =>
    withTenant([], async loopback => {
      const { containerQuota, foundryQuota } = (await gather(connectionTo(loopback))).gathered;
      assert.deepEqual(containerQuota.value.map(({ name, used, limit }) => [name, used, limit]).sort(), [
        ["ContainerGroups", 1, 100],
        ["StandardCores", 2, 10],
        ["StandardSpotCores", 0, 0],
      ]);
      assert.deepEqual(foundryQuota.value, [
        {
          subscription: sub1,
          region: "westeurope",
          name: "Managed.H100_80GB",
          unit: "AcceleratorCount",
          scope: "Global",
          used: 2,
          limit: 8,
        },
      ]);
      assert.equal(loopback.asked.filter(({ url }) => url.includes("managedComputeUsages")).length, 1);
    }));
  const noProvider = (locations: string, versions = "2024-10-01") => ({
    status: 400,
    json: {
      error: {
        code: "NoRegisteredProviderFound",
        message: `No registered resource provider found for location 'westeurope' and API version '2024-10-01' for type 'locations/usages'. The supported api-versions are '2022-10-01, ${versions}'. The supported locations are '${locations}'.`,
      },
    },
  });
  it("misses nothing in a region that does not have the service, and asks the others", () =>
    withTenant(
      [
        [
          "QuotaResources",
          () => ({ json: { data: inTwoRegions, totalRecords: 2, count: 2, resultTruncated: "false" } }),
        ],
        ["/Microsoft.MachineLearningServices/locations/westeurope/", () => noProvider("eastus, West US")],
        ["/Microsoft.MachineLearningServices/locations/westus/", () => ({ json: { value: [] } })],
      ],
      async loopback => {
        const { gathered } = await gather({ ...connectionTo(loopback), kinds: ["mlQuota"] });
        assert.deepEqual(gathered.mlQuota.gaps, []);
        assert(loopback.asked.some(({ url }) => url.includes("MachineLearningServices/locations/westus/")));
      },
    ));
  it("but misses what Azure refuses under the same code for another reason", async () => {
    for (const reply of [
      noProvider("westeurope"),
      noProvider("eastus", "2026-01-01"),
      noProvider("eastus", "").json.error,
    ]) {
      const answer: Reply = "status" in reply ? reply : { status: 400, json: { error: { ...reply, message: "No." } } };
      const { gathered: got } = await gathered([
        ["/Microsoft.MachineLearningServices/locations/westeurope/", () => answer],
      ]);
      assert.equal(got.mlQuota.gaps.length, 1);
    }
  });
  const providersWith = async (...first: Route[]) => {
    const { value, gaps } = (await gathered(first)).gathered.computeProviders;
    return {
      inUse: Object.fromEntries(
        value.map(({ subscription, namespace, inUse }) => [`${subscription} ${namespace}`, inUse]),
      ),
      gaps: gaps.map(({ field, reason, subjects }) => ({ field, reason, subjects })),
    };
  };
  const [batch, hdInsight, containers] = [
    `${sub1} Microsoft.Batch`,
    `${sub1} Microsoft.HDInsight`,
    `${sub2} Microsoft.ContainerInstance`,
  ];
  const standing = (...types: string[]): Route => [
    "startswith 'microsoft.hdinsight/'",
    () => ({ json: { data: [{ subscriptionId: sub2, types }], count: 1, resultTruncated: "false" } }),
  ];
  it("reads which resource providers that order compute are registered, and what needs a registered provider", async () => {
    assert.deepEqual(await providersWith(), {
      inUse: { [batch]: true, [hdInsight]: false, [containers]: false },
      gaps: [],
    });
    for (const [type, inUse] of [
      ["microsoft.containerinstance/containergroups", true],
      ["microsoft.resources/deploymentscripts", true],
      ["microsoft.containerservice/managedclusters", true],
      ["microsoft.resources/templatespecs", false],
      ["microsoft.containerinstances/others", false],
    ] as const)
      assert.equal((await providersWith(standing(type))).inUse[containers], inUse, type);
  });
  it("takes a subscription that Resource Graph does not know, or of which it may not show all, for neither used nor unused", async () => {
    const open = { field: "inUse", reason: "denied", subjects: [sub1] };
    const late: Route = [
      "resourcecontainers",
      () => ({ json: { data: [{ subscriptionId: sub2, ancestors: null }], count: 1, resultTruncated: "false" } }),
    ];
    assert.deepEqual(await providersWith(late, standing("microsoft.web/sites")), {
      inUse: { [batch]: undefined, [hdInsight]: undefined, [containers]: false },
      gaps: [open],
    });
    const seen = [{ subscriptionId: sub1, types: ["microsoft.batch/batchaccounts"] }];
    for (const [reply, batchInUse] of [
      [denied("Microsoft.ResourceGraph/resources/read"), undefined],
      [{ json: { data: seen, resultTruncated: "true" } }, true],
    ] as const) {
      const { inUse, gaps } = await providersWith(["startswith 'microsoft.hdinsight/'", () => reply]);
      assert.deepEqual(inUse, { [batch]: batchInUse, [hdInsight]: undefined, [containers]: undefined });
      assert.deepEqual(
        gaps.map(({ field, subjects }) => [field, subjects]),
        [["inUse", [sub1, sub2]]],
      );
    }
    const unproved = await providersWith(["assignedTo(", () => ({ json: { value: [] } })]);
    assert.deepEqual(unproved.inUse, { [batch]: true, [hdInsight]: undefined, [containers]: undefined });
    assert.deepEqual(unproved.gaps.map(({ field, subjects }) => [field, subjects]).sort(), [
      ["inUse", [sub1]],
      ["inUse", [sub2]],
    ]);
  });
  it("needs no right to what the cloud does not have, as long as the list of its providers is whole", async () => {
    const narrow: Route = [
      `roleDefinitions/${id(42)}?`,
      () => ({
        json: { properties: { permissions: [{ actions: ["*/read"], notActions: ["Microsoft.ContainerService/*"] }] } },
      }),
    ];
    const [sandbox, other] = [`GET /subscriptions/${sub2}/providers?`, `GET /subscriptions/${sub1}/providers?`];
    const all = ["Microsoft.ContainerService", "Microsoft.Network", "Microsoft.Resources"];
    const rest = ["Microsoft.StandbyPool", "Microsoft.VirtualMachineImages"];
    const lists = (on: string, ...others: unknown[]): Route => [
      on,
      () => ({
        json: {
          value: [
            { namespace: "Microsoft.ContainerInstance", registrationState: "Registered" },
            ...[...others, ...rest].map(namespace => ({ namespace, registrationState: "NotRegistered" })),
          ],
        },
      }),
    ];
    const refused = (on: string): Route => [on, () => denied("Microsoft.Resources/subscriptions/providers/read")];
    for (const [where, inUse, ...routes] of [
      ["the cloud has it", undefined, lists(sandbox, ...all), lists(other, ...all)],
      ["the cloud lacks it", false, lists(sandbox, ...all.slice(1)), lists(other, ...all.slice(1))],
      ["the list of another subscription has it", undefined, lists(sandbox, ...all.slice(1)), lists(other, ...all)],
      ["one list is refused, and the other lacks it", false, lists(sandbox, ...all.slice(1)), refused(other)],
      [
        "one list is refused, and the other is not whole",
        undefined,
        lists(sandbox, 7, ...all.slice(1)),
        refused(other),
      ],
      ["the lists lack what every cloud has", undefined, lists(sandbox, "Microsoft.Network"), lists(other)],
      ["the lists hold nothing else", undefined, lists(sandbox), lists(other)],
    ] as const)
      assert.equal((await providersWith(narrow, ...routes)).inUse[containers], inUse, where);
  });
  it("reads whom a subscription shares its limits with, and how they are capped", () =>
    assert.deepEqual(whole.gathered.sharedLimits.value.map(({ is, name, cap }) => [is, name, cap]).sort(), [
      ["cap", "standardNDSH100v5Family", 8],
      ["guest", sub2, undefined],
      ["shared", "StandardNVADSA10v5Family", undefined],
    ]));
  const limitsWith = async (...first: Route[]) => (await gathered(first)).gathered.sharedLimits;
  const none: Reply = { json: { value: [] } };
  const capOf = (properties: object): Route => [
    "/sharedLimitCaps?",
    () => ({ json: { value: [{ name: "standardNDSH100v5Family", properties }] } }),
  ];
  const absent: Route = [
    "/memberCapOverrides/",
    () => ({ status: 404, json: { error: { code: "ResourceNotFound" } } }),
  ];
  it("takes the default cap for a member without one of its own, and for no host", async () => {
    const withDefault = capOf({ defaultMemberCap: 16, isBoundedCap: false });
    const guest = await limitsWith(["/guestSubscriptions?", () => none], withDefault, absent);
    assert.deepEqual(guest, {
      value: [{ subscription: sub1, region: "westeurope", is: "cap", name: "standardNDSH100v5Family", cap: 16 }],
      gaps: [],
    });
    const host = await limitsWith(withDefault, absent);
    assert.deepEqual(host.value.map(({ is }) => is).sort(), ["guest", "shared"]);
    const open = await limitsWith(["/guestSubscriptions?", () => none], capOf({ isBoundedCap: false }), absent);
    assert.deepEqual(open, { value: [], gaps: [] });
  });
  it("misses no shared limit where Microsoft.ComputeLimit is not registered, or not in the cloud", async () => {
    const noSuch = { status: 404, json: { error: { code: "InvalidResourceNamespace" } } };
    for (const reply of [unregistered, noSuch])
      assert.deepEqual(await limitsWith(["/Microsoft.ComputeLimit/", () => reply]), { value: [], gaps: [] });
  });
  const soldBy = async (reply: Reply) =>
    (await gathered([["/Microsoft.Compute/skus?", () => reply]])).gathered.soldSizes;
  it("takes half a list of what is sold, or an empty one, for none", async () => {
    const half = await soldBy({ json: { value: [{ resourceType: "virtualMachines", name: "Standard_D2s_v5" }, {}] } });
    assert.deepEqual([half.value, half.gaps.map(({ reason }) => reason)], [[], ["malformed"]]);
    const empty = await soldBy({ json: { value: [{ resourceType: "disks", name: "Premium_LRS" }] } });
    assert.deepEqual(
      [empty.value, empty.gaps.map(({ missing }) => missing)],
      [[], ["an answer that lists any size in westeurope"]],
    );
  });
  it("reads the limits of a subscription in Azure Machine Learning, and none of its workspaces", () =>
    assert.deepEqual(
      whole.gathered.mlQuota.value.map(({ subscription, region, pool, used, limit }) => [
        subscription,
        region,
        pool,
        used,
        limit,
      ]),
      [
        [sub1, "westeurope", "family", 4, 24],
        [sub1, "westeurope", "total", 14, 24],
        [sub1, "westeurope", "lowPriority", 18, 50],
      ],
    ));
  describe("asks nothing of a service that is not registered", () => {
    /** The services whose quota the sign-in asks for in the first subscription, where the list of providers is this. */
    const askedWith = async (reply: () => Reply) => {
      const urls: string[] = [];
      await withTenant([[`GET /subscriptions/${sub1}/providers?`, reply]], async loopback => {
        const kinds = ["mlQuota", "batchQuota", "containerQuota", "sharedLimits", "quotaRequests"] as const;
        const { gathered } = await gather({ ...connectionTo(loopback), kinds });
        urls.push(...loopback.asked.map(({ url }) => url).filter(url => url.startsWith(`/subscriptions/${sub1}/`)));
        const gaps = kinds.flatMap(kind =>
          gathered[kind].gaps.map(({ missing, subjects }) => [kind, missing, subjects]),
        );
        const lists = urls.filter(url => url.startsWith(`/subscriptions/${sub1}/providers?`));
        assert.equal(lists.length, 1, "the list is read once for all");
        urls.push(...gaps.map(gap => JSON.stringify(gap)));
      });
      const services =
        /Microsoft\.(?:MachineLearningServices|Batch(?=\/locations)|ContainerInstance|ComputeLimit|Quota(?=\/))/;
      return {
        services: [...new Set(urls.flatMap(url => services.exec(url)?.[0] ?? []))].sort(),
        gaps: urls.filter(url => url.startsWith("[")),
      };
    };
    const all = ["Batch", "ComputeLimit", "ContainerInstance", "MachineLearningServices", "Quota"].map(
      name => `Microsoft.${name}`,
    );
    const inState =
      (registrationState: string, names = all) =>
      () => ({
        json: { value: names.map(namespace => ({ namespace, registrationState })) },
      });
    for (const [what, reply, services] of [
      ["registered", inState("Registered"), all],
      [
        "in any letters",
        inState(
          "REGISTERED",
          all.map(name => name.toUpperCase()),
        ),
        all,
      ],
      ["on its way in", inState("Registering"), all],
      ["on its way out", inState("Unregistering"), all],
      ["not named", inState("Registered", []), all],
      ["of a list that is refused", () => denied("x/read"), all],
      ["never registered", inState("NotRegistered"), ["Microsoft.Batch"]], // Resource Graph shows an account
      ["unregistered", inState("Unregistered"), ["Microsoft.Batch"]],
    ] as const)
      it(`a service ${what} is ${services.length === all.length ? "asked" : "not asked"}`, async () => {
        const asked = await askedWith(reply);
        assert.deepEqual(asked.services, services);
      });

    it("and says that requests for quota are not known there", async () => {
      const { gaps } = await askedWith(inState("NotRegistered"));
      assert.deepEqual(gaps, [`["quotaRequests","registration of the resource provider Microsoft.Quota",["${sub1}"]]`]);
    });
  });
  it("asks a subscription in which Azure Machine Learning is not registered once, and takes it for no gap", () =>
    withTenant([], async loopback => {
      const { gathered } = await gather({ ...connectionTo(loopback), kinds: ["mlQuota"] });
      const urls = loopback.asked.map(({ url }) => url).filter(url => url.includes("MachineLearningServices"));
      assert.deepEqual(urls.length, 2);
      assert.deepEqual(gathered.mlQuota.gaps, []);
    }));
  it("reads the limits of each Batch account, with what its pools use, and whether there may be another", () =>
    assert.deepEqual(
      whole.gathered.batchQuota.value.map(({ account, region, pool, name, used, limit }) => [
        account?.split("/").at(-1),
        region,
        pool,
        name,
        used,
        limit,
      ]),
      [
        // two dedicated nodes and one of low priority, each of two vCPUs
        ["b1", "westeurope", "total", "dedicatedCores", 4, 100],
        ["b1", "westeurope", "family", "standardDSv5Family", 4, 20],
        ["b1", "westeurope", "lowPriority", "lowPriorityCores", 2, 50],
        [undefined, "westeurope", "accounts", "accounts", 2, 3],
      ],
    ));
  const batchOf = async (first: readonly Route[]) => (await gathered(first)).gathered.batchQuota;
  const accounts = (properties: object): Route => [
    `GET /subscriptions/${sub1}/providers/Microsoft.Batch/batchAccounts?`,
    () => ({ json: { value: [{ ...batchAccount, properties }] } }),
  ];
  it("takes families without limits of their own for one pool, and what was not sent for no limit", async () => {
    const families = [{ name: "standardDSv5Family", coreQuota: 20 }];
    const { value, gaps } = await batchOf([
      accounts({ dedicatedCoreQuota: 30, dedicatedCoreQuotaPerVMFamily: families, lowPriorityCoreQuota: null }),
    ]);
    assert.deepEqual(
      [value.map(({ pool, limit }) => [pool, limit]), gaps],
      [
        [
          ["any", 30],
          ["accounts", 3],
        ],
        [],
      ],
    );
  });
  it("does not guess how much is used by a size that it does not know", async () => {
    const strange: Route = [
      `GET ${batchAccount.id}/pools?`,
      () => ({ json: { value: [{ properties: { vmSize: "STANDARD_Z9", currentDedicatedNodes: 1 } }] } }),
    ];
    const { value, gaps } = await batchOf([strange]);
    assert.deepEqual(
      value.map(({ pool }) => pool),
      ["accounts"],
    );
    assert.match(gaps[0]!.missing, /the vCPUs of STANDARD_Z9/);
  });
  describe("cores that platform metrics tell of", () => {
    const ofBatch = `GET ${batchAccount.id}/providers/Microsoft.Insights/metrics?`;
    const peaksIn = async (...first: readonly Route[]) => (await gathered(first)).gathered.corePeaks;

    it("adds up metrics and clusters hour by hour, and keeps the most of each day", () =>
      assert.deepEqual(
        whole.gathered.corePeaks.value.toSorted((one, other) => (one.account < other.account ? -1 : 1)),
        [
          {
            account: batchAccount.id,
            service: "batch",
            subscription: sub1,
            region: "westeurope",
            since: "2026-08-26T00:00:00.000Z",
            days: [
              { day: "2026-11-22", cores: 2 },
              { day: "2026-11-23", cores: 24 },
            ],
            sentLogs: [],
          },
          {
            account: workspace.id,
            service: "machineLearning",
            subscription: sub2,
            region: "westeurope",
            since: "2026-08-26T00:00:00.000Z",
            days: [{ day: "2026-11-20", cores: 12 }],
            sentLogs: [],
          },
        ],
      ));

    it("asks for ninety days in spans that Azure answers whole, and of machine learning cluster by cluster", () =>
      withTenant([], async loopback => {
        await gather({ ...connectionTo(loopback), kinds: ["corePeaks"] });
        const asked = loopback.asked.map(({ url }) => url).filter(url => url.includes("/metrics?"));
        const query = (resource: string, [from, to]: readonly string[]) =>
          `${resource}/providers/Microsoft.Insights/metrics?api-version=2023-10-01&metricnames=${resource === workspace.id ? "Total Cores" : "CoreCount,LowPriorityCoreCount"}&timespan=${from}T00:00:00.000Z/${to}T00:00:00.000Z&interval=PT1H&aggregation=Average${resource === workspace.id ? "&$filter=ClusterName eq '*'&top=500" : ""}`;
        const spans = [
          ["2026-10-25", "2026-11-24"],
          ["2026-09-25", "2026-10-25"],
          ["2026-08-26", "2026-09-25"],
        ];
        assert.deepEqual(
          asked.toSorted(),
          [batchAccount.id, workspace.id].flatMap(resource => spans.map(span => query(resource, span))).toSorted(),
        );
      }));

    it("tells which logs are sent somewhere, and misses nothing else where that is refused", async () => {
      const ofSettings = `GET ${batchAccount.id}/providers/Microsoft.Insights/diagnosticSettings?`;
      const setting = (name: string, properties: object) => ({
        name,
        properties: { logs: [{ category: name, enabled: true }], ...properties },
      });
      const sent = async (reply: Reply) => {
        const { value, gaps } = await peaksIn([ofSettings, () => reply]);
        const { days = [], sentLogs } = value.find(({ account }) => account === batchAccount.id) ?? {};
        return [days.length, sentLogs, gaps.map(({ field, subjects }) => [field, subjects])];
      };
      const both = [setting("ServiceLog", { workspaceId: logs }), setting("AuditLog", {})];
      assert.deepEqual(await sent({ json: { value: both } }), [2, ["ServiceLog"], []]);
      assert.deepEqual(await sent(denied("Microsoft.Insights/diagnosticSettings/read")), [
        2,
        undefined,
        [["sentLogs", [batchAccount.id]]],
      ]);
    });

    it("reads no further back than logs are read", async () => {
      const { gathered: got } = await withTenant([], loopback =>
        gather({ ...connectionTo(loopback), kinds: ["corePeaks"], historyDays: 40 }),
      );
      assert.equal(got.corePeaks.value[0]?.since, "2026-10-15T00:00:00.000Z");
    });

    it("knows no more than what lies after a span that was refused, and says so", async () => {
      const { value, gaps } = await peaksIn([
        `${ofBatch}api-version=2023-10-01&metricnames=CoreCount,LowPriorityCoreCount&timespan=2026-09-25`,
        () => denied("x/read"),
      ]);
      const found = value.find(({ account }) => account === batchAccount.id);
      assert.deepEqual([found?.since, found?.days.length], ["2026-10-25T00:00:00.000Z", 2]);
      assert.deepEqual(
        gaps.map(({ subjects }) => subjects),
        [[batchAccount.id]],
      );
    });

    for (const [what, reply] of [
      ["a metric that Azure could not read", metrics({ ...metric("CoreCount", []), errorCode: "InternalServerError" })],
      [
        "as many series as were asked for, so that there may be more",
        metrics(metric("CoreCount", ...Array.from({ length: 500 }, () => []))),
      ],
      ["a point without a time", metrics(metric("CoreCount", [["yesterday", 1]]))],
    ] as const)
      it(`concludes nothing from ${what}`, async () => {
        const { value, gaps } = await peaksIn([ofBatch, () => reply]);
        assert.deepEqual(
          value.map(({ account }) => account),
          [workspace.id],
        );
        assert.deepEqual(
          gaps.map(({ reason, subjects }) => [reason, subjects]),
          [["malformed", [batchAccount.id]]],
        );
      });

    it("asks each subscription for what has metrics where Resource Graph does not answer; where a service is not registered nothing is missing", async () => {
      const { value, gaps } = await peaksIn([
        "resources | where type in~ ('microsoft.batch/batchaccounts', ",
        () => denied("x/read"),
      ]);
      assert.deepEqual(value.map(({ account }) => account).toSorted(), [
        batchAccount.id,
        `${batchAccount.id}user`,
        workspace.id,
      ]);
      assert.deepEqual(gaps, []);
      const refused = await peaksIn(
        ["resources | where type in~ ('microsoft.batch/batchaccounts', ", () => denied("x/read")],
        [
          `GET /subscriptions/${sub1}/providers/Microsoft.Batch/batchAccounts?`,
          () => denied("Microsoft.Batch/batchAccounts/read"),
        ],
      );
      assert.deepEqual(
        refused.gaps.map(({ subjects }) => subjects),
        [[sub1]],
      );
    });
  });

  it("asks each subscription for its Batch accounts where Resource Graph does not answer", () =>
    withTenant([["resources | where type =~ 'microsoft.batch", () => denied("x/read")]], async loopback => {
      const { gathered } = await gather({ ...connectionTo(loopback), kinds: ["batchQuota"] });
      assert.equal(loopback.asked.filter(({ url }) => url.includes("Microsoft.Batch/batchAccounts?")).length, 2);
      assert.equal(gathered.batchQuota.value.length, 4);
    }));
  it("asks for quota requests of 90 days, however far back logs are read", () =>
    withTenant([], async loopback => {
      await gather({ ...connectionTo(loopback), kinds: ["quotaRequests"], historyDays: 7 });
      const days = loopback.asked.flatMap(({ url }) => {
        const from = /requestSubmitTime ge ([^&]+)/.exec(decodeURIComponent(url.replaceAll("+", " ")))?.[1];
        return from === undefined ? [] : [Math.round((stillClock().now() - Date.parse(from)) / 86_400_000)];
      });
      assert.deepEqual([...new Set(days)], [90]);
    }));
  it("asks for quota requests in the regions that count GPUs or spot machines, be their limit nothing", async () => {
    const asked = async (routes: Parameters<typeof withTenant>[0]) => {
      const regions: string[] = [];
      await withTenant(routes, async loopback => {
        await gather({ ...connectionTo(loopback), kinds: ["quotaRequests"] });
        for (const { url } of loopback.asked)
          if (url.includes("quotaRequests"))
            regions.push(/^\/subscriptions\/(.*?)\/.*\/locations\/(\w+)/.exec(url)!.slice(1).join(" "));
      });
      return regions;
    };
    // The other subscription counts ordinary machines alone.
    assert.deepEqual(await asked([]), [`${sub1} westeurope`]);
    const nothing = (...names: string[]) => ({
      json: { value: names.map(value => ({ name: { value }, currentValue: 0, limit: 0 })) },
    });
    const usages = /GET .*\/Microsoft\.Compute\/locations\/\w+\/usages/;
    const t4 = "Standard NCASv3_T4 Family";
    assert.deepEqual((await asked([[usages, () => nothing(t4)]])).sort(), [
      `${sub1} westeurope`,
      `${sub2} northeurope`,
    ]);
    assert.equal((await asked([[usages, () => nothing("lowPriorityCores")]])).length, 2);
    assert.equal((await asked([[usages, () => nothing("standardDSv5Family")]])).length, 1);
  });

  it("reads only what is wanted and what that needs; the rest is a gap and no empty tenant", () =>
    withTenant([], async loopback => {
      const { gathered, manifest } = await gather({ ...connectionTo(loopback), kinds: ["roleAssignments"] });
      assert.deepEqual(manifest.kinds, ["hierarchy", "subscriptions", "roleAssignments"]);
      assert.deepEqual(gathered.roleAssignments, whole.gathered.roleAssignments);
      assert.equal(gathered.users.gaps[0]?.reason, "cutOff");
      assert.ok(loopback.asked.every(({ url }) => !url.startsWith("/v1.0/")));
    }));

  it("looks at the subscriptions that were named, and says which of them it does not see", () =>
    withTenant([], async loopback => {
      const subscriptions = [sub2.toUpperCase(), id(599)];
      const { gathered } = await gather({ ...connectionTo(loopback), kinds: ["roleAssignments"], subscriptions });
      assert.deepEqual(
        gathered.subscriptions.value.map(({ id }) => id),
        [sub2],
      );
      assert.deepEqual(
        gathered.subscriptions.gaps.filter(({ field }) => !field).map(({ subjects }) => subjects),
        [[id(599)]],
      );
      assert(!loopback.asked.some(({ url }) => url.includes("/descendants")), "what was chosen need not be counted");
      const query = loopback.asked.find(({ url }) => url.includes("ResourceGraph"));
      assert.deepEqual(JSON.parse(query?.body ?? "").subscriptions, [sub2, id(599)]);
    }));

  it("gives the same evidence for shuffled and re-paged answers", () =>
    fc.assert(
      fc.asyncProperty(fc.integer(), fc.constantFrom(1, 2, 1000), async (seed, size) => {
        assert.deepEqual(await gathered([repaged(seed, size)]), whole);
      }),
      { numRuns: runs(5) },
    ));

  it("tells progress in order: started, then gaps, then finished", () =>
    withTenant([["userRegistrationDetails", () => ({ status: 403 })]], async loopback => {
      const seen: Progress[] = [];
      await gather({ ...connectionTo(loopback), kinds: ["registrations"], onProgress: one => seen.push(one) });
      assert.deepEqual(
        seen.map(({ state }) => state),
        ["started", "gap", "finished"],
      );
    }));

  it("leaves what was read when it is cut off, and goes on from there", async () => {
    const stop = new AbortController();
    const cutOff = (): Reply => {
      stop.abort(new Stopped("after 90s, as --timeout says"));
      return { json: { value: [] } };
    };
    const partly = await withTenant([["GET /v1.0/users", cutOff]], loopback =>
      gather({ ...connectionTo(loopback), decoys, signal: stop.signal }),
    );
    assert.equal(partly.gathered.users.gaps[0]?.reason, "cutOff");
    assert.match(partly.gathered.users.gaps[0]?.missing ?? "", /, which was cut off after 90s, as --timeout says$/);
    assert.equal(partly.manifest.stopped, "after 90s, as --timeout says");
    const asked: Asked[] = [];
    const resumed = await withTenant([], async loopback => {
      const evidence = await gather({ ...connectionTo(loopback), decoys, resume: partly });
      asked.push(...loopback.asked);
      return evidence;
    });
    assert.deepEqual(resumed, whole);
    const again = await withTenant([], async loopback => {
      await gather({ ...connectionTo(loopback), decoys, resume: resumed });
      return loopback.asked.length;
    });
    assert.equal(again, 0);
    assert.notEqual(asked.length, 0);
  });

  it("merges gaps that differ only in their subjects", () => {
    const gap = (subject: string): Gap => ({ what: "w", missing: "m", reason: "denied", subjects: [subject] });
    assert.deepEqual(mergedGaps([gap("b"), gap("a"), gap("b")]), [{ ...gap("a"), subjects: ["a", "b"] }]);
  });
});

const denied = (action: string): Reply => ({
  status: 403,
  json: {
    error: {
      code: "AuthorizationFailed",
      message: `The client '${secretToken}' with object id 'x' does not have authorization to perform action '${action}' over scope '/' or the scope is invalid.`,
    },
  },
});
const insufficient: Reply = {
  status: 403,
  json: {
    error: { code: "Authorization_RequestDenied", message: "Insufficient privileges to complete the operation." },
  },
};
const withoutP1: Reply = {
  status: 403,
  json: {
    error: {
      code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
      message: "Neither tenant is B2C or tenant doesn't have premium license",
    },
  },
};
const withoutP2: Reply = {
  status: 400,
  json: { error: { code: "AadPremiumLicenseRequired", message: "The tenant needs a license." } },
};
const unregistered: Reply = {
  status: 409,
  json: { error: { code: "MissingSubscriptionRegistration", message: "not registered" } },
};

type Case = {
  readonly call: `${EvidenceKind}.${string}`;
  readonly on: string | RegExp;
  readonly reply?: Reply;
  readonly missing: string;
  readonly reason?: Gap["reason"];
  /** Rows of the kind that stay. */
  readonly rows: number;
  readonly subjects?: readonly string[];
  /** Other kinds that read the same list. */
  readonly touches?: readonly EvidenceKind[];
};

const ra = "Microsoft.Authorization/roleAssignments/read";
const elig = "Microsoft.Authorization/roleEligibilityScheduleInstances/read";
const act = "Microsoft.Authorization/roleAssignmentScheduleInstances/read";
const usages = "Microsoft.Compute/locations/usages/read";
const p1 = "Microsoft Entra ID P1";
const p2 = "Microsoft Entra ID P2";

/** Each call of each collector in turn, refused. */
const cases: readonly Case[] = [
  { call: "tenant.organization", on: "/v1.0/organization", missing: "Directory.Read.All", rows: 1 },
  { call: "tenant.licences", on: "/subscribedSkus", missing: "Directory.Read.All", rows: 1 },
  {
    call: "subscriptions.list",
    on: "GET /subscriptions?",
    reply: denied("Microsoft.Resources/subscriptions/read"),
    missing: "Microsoft.Resources/subscriptions/read",
    rows: 0,
  },
  {
    call: "activationRules.list",
    on: "/roleManagementPolicyAssignments?api-version=2020-10-01",
    reply: denied("Microsoft.Authorization/roleManagementPolicyAssignments/read"),
    missing: "Microsoft.Authorization/roleManagementPolicyAssignments/read",
    rows: 0,
    subjects: [`/subscriptions/${sub1}`],
  },
  {
    call: "directoryActivationRules.list",
    on: "scopeType eq 'DirectoryRole'",
    missing: "RoleManagement.Read.Directory",
    rows: 0,
  },
  {
    call: "federatedCredentials.applications",
    on: "$expand=federatedIdentityCredentials",
    missing: "Application.Read.All",
    rows: 1,
  },
  {
    call: "federatedCredentials.identities",
    on: "/federatedIdentityCredentials?api-version",
    reply: denied("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read"),
    missing: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read",
    rows: 2,
    subjects: [id(13)],
  },
  {
    call: "agentIdentities.get",
    on: "/microsoft.graph.agentIdentity",
    missing: "Application.Read.All",
    rows: 0,
    subjects: [id(101)],
  },
  {
    call: "groupActivationRules.list",
    on: "scopeType eq 'Group'",
    missing: "RoleManagementPolicy.Read.AzureADGroup",
    rows: 0,
    subjects: [id(21)],
  },
  {
    call: "groupEligibilities.list",
    on: "/privilegedAccess/group/",
    missing: "PrivilegedEligibilitySchedule.Read.AzureADGroup",
    rows: 0,
    subjects: [id(21), id(24)],
  },
  {
    call: "groupEligibilities.list",
    on: `groupId eq '${id(23)}'`,
    missing: "PrivilegedEligibilitySchedule.Read.AzureADGroup",
    rows: 3,
    subjects: [id(23)],
  },
  {
    call: "groupEligibilities.list",
    on: "/privilegedAccess/group/",
    reply: withoutP2,
    missing: p2,
    reason: "unlicensed",
    rows: 0,
  },
  {
    call: "groupEligibilities.groups",
    on: new RegExp(`getByIds .*${id(23)}`),
    missing: "Directory.Read.All",
    rows: 2,
  },
  {
    call: "groupEligibilities.members",
    on: `/groups/${id(23)}/transitiveMembers`,
    missing: "Directory.Read.All",
    rows: 2,
    subjects: [id(23)],
  },
  {
    call: "roleAssignments.list",
    on: new RegExp(`${sub2}.*/roleAssignments(?!.*assignedTo)`),
    reply: denied(ra),
    missing: ra,
    rows: 3,
    subjects: [sub2],
  },
  {
    call: "eligibleAssignments.list",
    on: new RegExp(`${sub2}.*/roleEligibility`),
    reply: denied(elig),
    missing: elig,
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "eligibleAssignments.list",
    on: "/Microsoft.Authorization/roleEligibility",
    reply: withoutP2,
    missing: p2,
    reason: "unlicensed",
    rows: 0,
    subjects: [sub1, sub2],
  },
  {
    call: "activeAssignments.list",
    on: new RegExp(`${sub2}.*/roleAssignmentSchedule`),
    reply: denied(act),
    missing: act,
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "activeAssignments.list",
    on: "/Microsoft.Authorization/roleAssignmentSchedule",
    reply: withoutP2,
    missing: p2,
    reason: "unlicensed",
    rows: 0,
    subjects: [sub1, sub2],
  },
  {
    call: "roleDefinitions.list",
    on: new RegExp(`${sub1}.*/roleDefinitions`),
    reply: denied("Microsoft.Authorization/roleDefinitions/read"),
    missing: "Microsoft.Authorization/roleDefinitions/read",
    rows: 2,
    subjects: [sub1],
  },
  { call: "users.list", on: "GET /v1.0/users?", missing: "Directory.Read.All", rows: 0 },
  { call: "users.signIns", on: "signInActivity", missing: "AuditLog.Read.All", rows: 2 },
  { call: "users.signIns", on: "signInActivity", reply: withoutP1, missing: p1, reason: "unlicensed", rows: 2 },
  { call: "servicePrincipals.list", on: "/v1.0/servicePrincipals?", missing: "Directory.Read.All", rows: 0 },
  {
    call: "memberships.groups",
    on: new RegExp(`getByIds (?!.*"types").*${id(22)}`),
    missing: "Directory.Read.All",
    rows: 0,
  },
  { call: "memberships.members", on: `/groups/${id(22)}/`, missing: "Directory.Read.All", rows: 4, subjects: [id(22)] },
  {
    call: "memberships.workloads",
    on: `/groups/${id(22)}/transitiveMembers/microsoft.graph.servicePrincipal`,
    missing: "Directory.Read.All",
    rows: 4,
    subjects: [id(22)],
  },
  { call: "owners.groups", on: `/groups/${id(21)}/owners`, missing: "Directory.Read.All", rows: 1, subjects: [id(21)] },
  { call: "owners.applications", on: /applications\?.*owners/, missing: "Directory.Read.All", rows: 1 },
  { call: "owners.servicePrincipals", on: /servicePrincipals\?.*owners/, missing: "Directory.Read.All", rows: 2 },
  {
    call: "administrativeUnits.members",
    on: "/administrativeUnits/",
    missing: "Directory.Read.All",
    rows: 0,
    subjects: [id(75)],
  },
  {
    call: "denyAssignments.list",
    on: new RegExp(`${sub2}.*/denyAssignments`),
    reply: denied("Microsoft.Authorization/denyAssignments/read"),
    missing: "Microsoft.Authorization/denyAssignments/read",
    rows: 1,
    subjects: [sub2],
  },
  { call: "principals.resolve", on: new RegExp(`getByIds (?!.*${id(22)})`), missing: "Directory.Read.All", rows: 0 },
  {
    call: "directoryRoles.definitions",
    on: "/directory/roleDefinitions",
    missing: "RoleManagement.Read.Directory",
    rows: 4,
  },
  {
    call: "directoryRoles.active",
    on: "/directory/roleAssignments",
    missing: "RoleManagement.Read.Directory",
    rows: 1,
  },
  {
    call: "directoryRoles.tenure",
    on: "/directory/roleAssignmentSchedule",
    missing: "RoleManagement.Read.Directory",
    rows: 4,
  },
  {
    call: "directoryRoles.tenure",
    on: "/directory/roleAssignmentSchedule",
    reply: withoutP2,
    missing: p2,
    reason: "unlicensed",
    rows: 4,
  },
  {
    call: "directoryRoles.eligible",
    on: "/directory/roleEligibility",
    missing: "RoleManagement.Read.Directory",
    rows: 3,
  },
  {
    call: "directoryRoles.eligible",
    on: "/directory/roleEligibility",
    reply: withoutP2,
    missing: p2,
    reason: "unlicensed",
    rows: 3,
  },
  { call: "registrations.list", on: "/userRegistrationDetails", missing: "AuditLog.Read.All", rows: 0 },
  {
    call: "registrations.list",
    on: "/userRegistrationDetails",
    reply: withoutP1,
    missing: p1,
    reason: "unlicensed",
    rows: 0,
  },
  { call: "conditionalAccess.list", on: "/conditionalAccess/policies", missing: "Policy.Read.All", rows: 0 },
  { call: "securityDefaults.get", on: "/identitySecurityDefaults", missing: "Policy.Read.All", rows: 0 },
  { call: "passwordProtection.settings", on: "/groupSettings", missing: "Directory.Read.All", rows: 0 },
  { call: "graphPermissions.list", on: "/appRoleAssignedTo", missing: "Directory.Read.All", rows: 0 },
  { call: "directorySync.organization", on: "/beta/organization", missing: "Directory.Read.All", rows: 0 },
  {
    call: "administratorLicences.plans",
    on: `/v1.0/users/${id(11)}?$select=id,assignedPlans`,
    missing: "Directory.Read.All",
    rows: 0,
    subjects: [id(11)],
  },
  { call: "policyObjects.resolve", on: /getByIds .*"types":\["user"/, missing: "Directory.Read.All", rows: 0 },
  { call: "domains.list", on: "GET /v1.0/domains ", missing: "Directory.Read.All", rows: 0 },
  {
    call: "domains.federation",
    on: "/federationConfiguration",
    missing: "Directory.Read.All",
    rows: 2,
    subjects: ["fed.contoso.com"],
  },
  { call: "crossTenantAccess.standard", on: "/crossTenantAccessPolicy/default", missing: "Policy.Read.All", rows: 2 },
  { call: "crossTenantAccess.partners", on: "/crossTenantAccessPolicy/partners", missing: "Policy.Read.All", rows: 1 },
  { call: "perUserMfa.get", on: `/beta/users/${id(12)}/`, missing: "Policy.Read.All", rows: 1, subjects: [id(12)] },
  { call: "authenticationStrengths.list", on: "/authenticationStrength", missing: "Policy.Read.All", rows: 0 },
  {
    call: "quota.locations",
    on: `${sub2}/locations?`,
    reply: denied("Microsoft.Resources/subscriptions/locations/read"),
    missing: "Microsoft.Resources/subscriptions/locations/read",
    rows: 3,
    subjects: [sub2],
  },
  {
    call: "quota.usages",
    on: /northeurope\/usages/,
    reply: denied(usages),
    missing: usages,
    rows: 3,
    subjects: [sub2],
  },
  {
    call: "quota.usages",
    on: /northeurope\/usages/,
    reply: unregistered,
    missing: "registration of the resource provider Microsoft.Compute",
    reason: "notRegistered",
    rows: 3,
    subjects: [sub2],
  },
  {
    call: "soldSizes.list",
    on: "/Microsoft.Compute/skus?",
    reply: denied("Microsoft.Compute/skus/read"),
    missing: "Microsoft.Compute/skus/read",
    rows: 0,
    subjects: [sub1],
  },
  {
    call: "sharedLimits.guests",
    on: "/guestSubscriptions?",
    reply: denied("Microsoft.ComputeLimit/locations/guestSubscriptions/read"),
    missing: "Microsoft.ComputeLimit/locations/guestSubscriptions/read",
    rows: 0,
    subjects: [sub1],
  },
  {
    call: "sharedLimits.shared",
    on: "/sharedLimits?",
    reply: denied("Microsoft.ComputeLimit/locations/sharedLimits/read"),
    missing: "Microsoft.ComputeLimit/locations/sharedLimits/read",
    rows: 2,
    subjects: [sub1],
  },
  {
    call: "sharedLimits.caps",
    on: "/sharedLimitCaps?",
    reply: denied("Microsoft.ComputeLimit/locations/sharedLimitCaps/read"),
    missing: "Microsoft.ComputeLimit/locations/sharedLimitCaps/read",
    rows: 2,
    subjects: [sub1],
  },
  {
    call: "sharedLimits.own",
    on: "/memberCapOverrides/",
    reply: denied("Microsoft.ComputeLimit/locations/sharedLimitCaps/memberCapOverrides/read"),
    missing: "Microsoft.ComputeLimit/locations/sharedLimitCaps/memberCapOverrides/read",
    rows: 2,
    subjects: [sub1],
  },
  {
    call: "mlQuota.usages",
    on: "/Microsoft.MachineLearningServices/locations/westeurope/usages",
    reply: denied("Microsoft.MachineLearningServices/locations/usages/read"),
    missing: "Microsoft.MachineLearningServices/locations/usages/read",
    rows: 0,
    subjects: [sub1],
  },
  {
    call: "batchQuota.accounts",
    on: `${sub1}/providers/Microsoft.Batch/batchAccounts?`,
    reply: denied("Microsoft.Batch/batchAccounts/read"),
    missing: "Microsoft.Batch/batchAccounts/read",
    rows: 1,
    subjects: [sub1],
  },
  {
    call: "batchQuota.pools",
    on: new RegExp(`GET ${batchAccount.id}/pools`),
    reply: denied("Microsoft.Batch/batchAccounts/pools/read"),
    missing: "Microsoft.Batch/batchAccounts/pools/read",
    rows: 1,
    subjects: [sub1],
  },
  {
    call: "batchQuota.locations",
    on: `${sub1}/providers/Microsoft.Batch/locations/`,
    reply: denied("Microsoft.Batch/locations/quotas/read"),
    missing: "Microsoft.Batch/locations/quotas/read",
    rows: 3,
    subjects: [sub1],
  },
  {
    call: "corePeaks.metrics",
    on: `${batchAccount.id}/providers/Microsoft.Insights/metrics`,
    reply: denied("Microsoft.Insights/metrics/read"),
    missing: "Microsoft.Insights/metrics/read",
    rows: 1,
    subjects: [batchAccount.id],
  },
  {
    call: "containerQuota.usages",
    on: "/Microsoft.ContainerInstance/locations/westeurope/usages",
    reply: denied("Microsoft.ContainerInstance/locations/usages/read"),
    missing: "Microsoft.ContainerInstance/locations/usages/read",
    rows: 0,
    subjects: [sub1],
  },
  {
    call: "foundryQuota.usages",
    on: "/managedComputeUsages?",
    reply: denied("Microsoft.CognitiveServices/locations/managedComputeUsages/read"),
    missing: "Microsoft.CognitiveServices/locations/managedComputeUsages/read",
    rows: 0,
    subjects: [sub1],
  },
  {
    call: "quotaRequests.list",
    on: "/quotaRequests",
    reply: denied("Microsoft.Quota/quotaRequests/read"),
    missing: "Microsoft.Quota/quotaRequests/read",
    rows: 0,
    subjects: [sub1],
  },
  {
    call: "quotaRequests.list",
    on: "/quotaRequests",
    reply: unregistered,
    missing: "registration of the resource provider Microsoft.Quota",
    reason: "notRegistered",
    rows: 0,
    subjects: [sub1],
  },
  {
    call: "workloadsWithIdentity.list",
    on: /"resources .*isnotempty\(identity\)/,
    reply: denied("Microsoft.ResourceGraph/resources/read"),
    missing: "Microsoft.ResourceGraph/resources/read",
    rows: 1,
  },
  {
    call: "workloadsWithIdentity.pools",
    on: /"batchresources .*isnotempty\(identity\)/,
    reply: denied("Microsoft.Batch/batchAccounts/pools/read"),
    missing: "Microsoft.Batch/batchAccounts/pools/read",
    rows: 5,
  },
  {
    call: "workloadsWithIdentity.computes",
    on: "/computes?api-version=2024-10-01",
    reply: denied("Microsoft.MachineLearningServices/workspaces/computes/read"),
    missing: "Microsoft.MachineLearningServices/workspaces/computes/read",
    rows: 5,
    subjects: [workspace.id],
  },
  {
    call: "resources.list",
    on: /"resources \| where type in~ (?=.*virtualmachinescalesets)(?!.*isnotempty)/i,
    reply: denied("Microsoft.ResourceGraph/resources/read"),
    missing: "Microsoft.ResourceGraph/resources/read",
    rows: 0,
  },
  {
    call: "resources.services",
    on: "/computes?api-version=2024-04-01",
    reply: denied("Microsoft.MachineLearningServices/workspaces/computes/read"),
    missing: "Microsoft.MachineLearningServices/workspaces/computes/read",
    rows: 2,
    subjects: [workspace.id],
  },
  {
    call: "elevations.activityLog",
    on: "Microsoft.Insights/eventtypes",
    reply: { status: 403, json: { code: "AuthorizationFailed", message: "no" } },
    missing: "Reader at /providers/Microsoft.Insights",
    rows: 1,
    touches: ["activity", "decoyTraces"],
  },
  {
    call: "serviceTags.tags",
    on: "/serviceTags?",
    reply: denied("Microsoft.Network/locations/serviceTags/read"),
    missing: "Microsoft.Network/locations/serviceTags/read",
    rows: 0,
  },
  {
    call: "poolContacts.hunting",
    on: "runHuntingQuery",
    missing: "ThreatHunting.Read.All",
    rows: 0,
    touches: ["activity", "signInActivity"],
  },
  {
    call: "contactingMachines.list",
    on: /networkinterfaces.*privateIPAddress/,
    missing: "Microsoft.ResourceGraph/resources/read, Microsoft.Network/networkInterfaces/read",
    rows: 0,
  },
  {
    call: "signInActivity.records",
    on: /beta\/auditLogs\/signIns.*797f4846/,
    missing: "AuditLog.Read.All",
    rows: 0,
    touches: ["decoyTraces"],
  },
  {
    call: "activity.log",
    on: /GET \/subscriptions\/[^/]+\/providers\/Microsoft\.Insights\/eventtypes/,
    missing: "Microsoft.Insights/eventtypes/values/read",
    rows: 4, // of the tenant's own log: an elevation and a new subscription, each by act and by hour
    subjects: [sub1, sub2],
    touches: ["decoyTraces"],
  },
  {
    call: "activity.groups",
    on: /GET \/providers\/Microsoft\.Management\/managementGroups\/[^/]+\/providers\/Microsoft\.Insights\/eventtypes/,
    missing: "Microsoft.Insights/eventtypes/values/read",
    rows: 8, // a machine too, by act and by hour, and how far back each subscription's log goes
    subjects: [
      `/providers/Microsoft.Management/managementGroups/${tenantId}`,
      "/providers/Microsoft.Management/managementGroups/contoso",
    ],
  },
  {
    call: "elevations.audits",
    on: /directoryAudits.*Elevated/,
    missing: "AuditLog.Read.All",
    rows: 1,
  },
  {
    call: "directoryActivity.records",
    on: /directoryAudits.*startswith/,
    missing: "AuditLog.Read.All",
    rows: 0,
  },
  {
    call: "hierarchy.descendants",
    on: "/descendants?",
    reply: denied("Microsoft.Management/managementGroups/descendants/read"),
    missing: "Microsoft.Management/managementGroups/descendants/read",
    rows: 0,
  },
  {
    call: "subscriptions.containers",
    on: "resourcecontainers",
    reply: denied("Microsoft.ResourceGraph/resources/read"),
    missing: "Microsoft.ResourceGraph/resources/read",
    rows: 2,
  },
  {
    call: "credentials.applications",
    on: /applications\?.*passwordCredentials/,
    missing: "Directory.Read.All",
    rows: 2, // the secret and the added certificate of the service principal itself
  },
  {
    call: "credentials.servicePrincipals",
    on: /servicePrincipals\?.*passwordCredentials/,
    missing: "Directory.Read.All",
    rows: 2,
  },
  {
    call: "activityLogExports.list",
    on: `${sub2}/providers/Microsoft.Insights/diagnosticSettings`,
    reply: denied("Microsoft.Insights/diagnosticSettings/read"),
    missing: "Microsoft.Insights/diagnosticSettings/read",
    rows: 3,
    subjects: [sub2],
  },
  {
    call: "activityLogExports.groups",
    on: "/managementGroups/contoso/providers/Microsoft.Insights/diagnosticSettings",
    reply: denied("Microsoft.Insights/diagnosticSettings/read"),
    missing: "Microsoft.Insights/diagnosticSettings/read",
    rows: 3,
    subjects: ["/providers/Microsoft.Management/managementGroups/contoso"],
  },
  {
    call: "entraLogExports.list",
    on: "/providers/microsoft.aadiam/diagnosticSettings",
    reply: denied("microsoft.aadiam/diagnosticSettings/read"),
    missing: "Reader at /providers/microsoft.aadiam",
    rows: 0,
  },
  {
    call: "logTables.list",
    on: "/workspaces/logs/tables",
    reply: denied("Microsoft.OperationalInsights/workspaces/tables/read"),
    missing: "Microsoft.OperationalInsights/workspaces/tables/read",
    rows: 0,
    subjects: [logs],
  },
  {
    call: "alertRules.list",
    on: `${sub2}/providers/Microsoft.Insights/activityLogAlerts`,
    reply: denied("Microsoft.Insights/activityLogAlerts/read"),
    missing: "Microsoft.Insights/activityLogAlerts/read",
    rows: 3,
    subjects: [sub2],
  },
  {
    call: "securityContacts.list",
    on: `${sub2}/providers/Microsoft.Security/securityContacts`,
    reply: denied("Microsoft.Security/securityContacts/read"),
    missing: "Microsoft.Security/securityContacts/read",
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "dnsLinks.networks",
    on: `${sub2}/providers/Microsoft.Network/virtualNetworks?`,
    reply: denied("Microsoft.Network/virtualNetworks/read"),
    missing: "Microsoft.Network/virtualNetworks/read",
    rows: 4,
    subjects: [sub2],
  },
  {
    call: "dnsLinks.policies",
    on: `${sub2}/providers/Microsoft.Network/dnsResolverPolicies?`,
    reply: denied("Microsoft.Network/dnsResolverPolicies/read"),
    missing: "Microsoft.Network/dnsResolverPolicies/read",
    rows: 5,
    subjects: [sub2],
  },
  {
    call: "dnsLinks.links",
    on: `${resolver("idle")}/virtualNetworkLinks`,
    reply: denied("Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks/read"),
    missing: "Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks/read",
    rows: 5,
    subjects: [resolver("idle")],
  },
  {
    call: "dnsLinks.rules",
    on: `${resolver("idle")}/dnsSecurityRules`,
    reply: denied("Microsoft.Network/dnsResolverPolicies/dnsSecurityRules/read"),
    missing: "Microsoft.Network/dnsResolverPolicies/dnsSecurityRules/read",
    rows: 5,
    subjects: [resolver("idle")],
  },
  {
    call: "dnsLinks.domains",
    on: domainList,
    reply: denied("Microsoft.Network/dnsResolverDomainLists/read"),
    missing: "Microsoft.Network/dnsResolverDomainLists/read",
    rows: 5,
    subjects: [domainList],
  },
  ...(["Microsoft.Consumption/budgets", "Microsoft.CostManagement/scheduledActions"] as const).map(
    (type, i): Case => ({
      call: `spendingAlerts.${["budgets", "anomalies"][i]}`,
      on: `${sub2}/providers/${type}`,
      reply: denied(`${type}/read`),
      missing: `${type}/read`,
      rows: 1,
      subjects: [sub2],
    }),
  ),
  {
    call: "sentinelWorkspaces.list",
    on: `${sub2}/providers/Microsoft.OperationalInsights/workspaces`,
    reply: denied("Microsoft.OperationalInsights/workspaces/read"),
    missing: "Microsoft.OperationalInsights/workspaces/read",
    rows: 2,
    subjects: [sub2],
  },
  {
    call: "sentinelWorkspaces.states",
    on: `${logs}/providers/Microsoft.SecurityInsights/onboardingStates`,
    reply: denied("Microsoft.SecurityInsights/onboardingStates/read"),
    missing: "Microsoft.SecurityInsights/onboardingStates/read",
    rows: 1,
    subjects: [logs],
  },
  {
    call: "sentinelRules.list",
    on: `${logs}/providers/Microsoft.SecurityInsights/alertRules`,
    reply: denied("Microsoft.SecurityInsights/alertRules/read"),
    missing: "Microsoft.SecurityInsights/alertRules/read",
    rows: 0,
    subjects: [logs],
  },
  {
    call: "sentinelHunts.list",
    on: `${logs}/savedSearches`,
    reply: denied("Microsoft.OperationalInsights/workspaces/savedSearches/read"),
    missing: "Microsoft.OperationalInsights/workspaces/savedSearches/read",
    rows: 0,
    subjects: [logs],
  },
  { call: "customDetections.list", on: "/detectionRules", missing: "CustomDetection.Read.All", rows: 0 },
  { call: "xdrAlerts.list", on: "/alerts_v2", missing: "SecurityAlert.Read.All", rows: 0 },
  { call: "riskyUsers.list", on: "/riskyUsers", missing: "IdentityRiskyUser.Read.All", rows: 0 },
  {
    call: "riskyUsers.list",
    on: "/riskyUsers",
    reply: {
      status: 403,
      json: { error: { code: "Forbidden", message: "Your tenant is not licensed for this feature." } },
    },
    missing: p2,
    reason: "unlicensed",
    rows: 0,
  },
  { call: "riskDetections.list", on: "/riskDetections", missing: "IdentityRiskEvent.Read.All", rows: 0 },
  {
    call: "riskDetections.list",
    on: "/riskDetections",
    reply: {
      status: 403,
      json: { error: { code: "Forbidden", message: "Your tenant is not licensed for this feature." } },
    },
    missing: "Microsoft Entra ID P1",
    reason: "unlicensed",
    rows: 0,
  },
  {
    call: "subscriptionPolicy.get",
    on: "/Microsoft.Subscription/policies/default",
    reply: denied("Microsoft.Subscription/Policies/default/read"),
    missing: "Microsoft.Subscription/Policies/default/read",
    rows: 0,
  },
  {
    call: "defenderPlans.list",
    on: new RegExp(`${sub2}.*/pricings`),
    reply: denied("Microsoft.Security/pricings/read"),
    missing: "Microsoft.Security/pricings/read",
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "defenderPlans.list",
    on: "/pricings?",
    reply: unregistered,
    missing: "registration of the resource provider Microsoft.Security",
    reason: "notRegistered",
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "policyRestrictions.ask",
    on: `${sub2}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions`,
    reply: denied("Microsoft.PolicyInsights/checkPolicyRestrictions/read"),
    missing: "Microsoft.PolicyInsights/checkPolicyRestrictions/read",
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "landingGroup.settings",
    on: `${rootGroup}/settings?`,
    reply: denied("Microsoft.Management/managementGroups/settings/read"),
    missing: "Microsoft.Management/managementGroups/settings/read",
    rows: 0,
  },
  {
    call: "defenderAssessments.list",
    on: new RegExp(`${sub2}.*/assessments`),
    reply: denied("Microsoft.Security/assessments/read"),
    missing: "Microsoft.Security/assessments/read",
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "defenderAlerts.list",
    on: new RegExp(`${sub2}.*/alerts`),
    reply: denied("Microsoft.Security/alerts/read"),
    missing: "Microsoft.Security/alerts/read",
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "defenderAlerts.list",
    on: "/Microsoft.Security/alerts?",
    reply: unregistered,
    missing: "registration of the resource provider Microsoft.Security",
    reason: "notRegistered",
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "policyAssignments.list",
    on: new RegExp(`${sub2}.*/policyAssignments`),
    reply: denied("Microsoft.Authorization/policyAssignments/read"),
    missing: "Microsoft.Authorization/policyAssignments/read",
    rows: 1,
    subjects: [sub2],
  },
  {
    call: "policyExemptions.list",
    on: new RegExp(`${sub2}.*/policyExemptions`),
    reply: denied("Microsoft.Authorization/policyExemptions/read"),
    missing: "Microsoft.Authorization/policyExemptions/read",
    rows: 2,
    subjects: [sub2],
  },
  {
    call: "delegations.list",
    on: new RegExp(`${sub2}.*/registrationAssignments`),
    reply: denied("Microsoft.ManagedServices/registrationAssignments/read"),
    missing: "Microsoft.ManagedServices/registrationAssignments/read",
    rows: 0,
    subjects: [sub2],
  },
  {
    call: "vaults.list",
    on: `${sub2}/providers/Microsoft.KeyVault/vaults?`,
    reply: denied("Microsoft.KeyVault/vaults/read"),
    missing: "Microsoft.KeyVault/vaults/read",
    rows: 2, // what Resource Graph shows of it
    subjects: [sub2],
  },
  {
    call: "computeProviders.list",
    on: `GET /subscriptions/${sub1}/providers?`,
    reply: denied("Microsoft.Resources/subscriptions/providers/read"),
    missing: "Microsoft.Resources/subscriptions/providers/read",
    rows: 1,
    subjects: [sub1],
  },
  {
    call: "computeProviders.use",
    on: "startswith 'microsoft.hdinsight/'",
    reply: denied("Microsoft.ResourceGraph/resources/read"),
    missing: "Microsoft.ResourceGraph/resources/read",
    rows: 3, // that they are registered is known all the same
    subjects: [sub1, sub2],
  },
];

describe("gather, answered without what it asked for of each row", () => {
  const rows = () => ({ json: { value: [{ id: id(15), appId: id(16), displayName: "old", accountEnabled: true }] } });
  for (const [kind, on] of [
    ["owners", /\$expand=owners/],
    ["credentials", /passwordCredentials/],
  ] as const)
    it(`takes nothing of ${kind} for an empty list`, async () => {
      const { value, gaps } = (await gathered([[on, rows]])).gathered[kind];
      assert.deepEqual(
        gaps.map(({ missing }) => missing),
        Array(2).fill("an answer in the documented form (1 item is not)"),
      );
      assert.equal(
        value.some(row => "appId" in row || ("where" in row && row.where !== "group")),
        false,
      );
    });
});

describe("gather, answered with nonsense", () => {
  it("ends, with gaps and without a crash, whatever is answered", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1, maxLength: 4 }), async answers => {
        let nth = 0;
        const nonsense = () => answers[nth++ % answers.length];
        const replies = [() => nonsense(), () => ({ value: [nonsense(), { id: nonsense(), properties: nonsense() }] })];
        const evidence = await gathered([[/./, () => ({ json: replies[nth % 2]!() })]]);
        const malformed = gapsOf(evidence).filter(({ reason }) => reason === "malformed");
        assert.notEqual(malformed.length, 0);
        assert.deepEqual(
          gapsOf(evidence).filter(({ missing }) => missing.startsWith("answers that could be worked on")),
          [],
        );
      }),
      { numRuns: runs(15) },
    ));

  it("leaves out the one row that is not in the documented form, and keeps its neighbours", async () => {
    const rows = [
      { id: id(11), isMfaRegistered: "yes" },
      { id: id(12), isMfaRegistered: false, isMfaCapable: false },
      null,
    ];
    const { gathered: got } = await gathered([["userRegistrationDetails", () => ({ json: { value: rows } })]]);
    assert.deepEqual(
      got.registrations.value.map(({ user }) => user),
      [id(12)],
    );
    assert.equal(got.registrations.gaps[0]?.missing, "an answer in the documented form (2 items are not)");
  });
});

describe("gather, refused", () => {
  for (const { call, on, reply = insufficient, missing, reason = "denied", rows, subjects, touches = [] } of sampled(
    cases,
    24,
  )) {
    it(`${call} (${reason}): the gap names ${missing}`, async () => {
      const kind = call.split(".")[0] as EvidenceKind;
      const evidence = await gathered([[on, () => reply]]);
      const own = evidence.gathered[kind];
      assert.equal(own.value.length, rows);
      const gap = own.gaps.find(gap => gap.missing === missing && gap.reason === reason);
      assert.ok(gap, JSON.stringify(own.gaps));
      assert.deepEqual(gap.subjects, subjects);
      assert.ok(!JSON.stringify(evidence).includes(secretToken));
      const untouched = evidenceKinds.filter(
        other => other !== kind && !touches.includes(other) && !comesAfter(other, kind),
      );
      for (const other of untouched) assert.deepEqual(evidence.gathered[other], whole.gathered[other], other);
    });
  }

  it("has a case for each call, but for those whose work another call takes over", () => {
    const replaced = [
      "tenant.tenants",
      "roleAssignments.own",
      "roleAssignments.everywhere",
      "roleAssignments.inherited", // see "ARM for what Resource Graph lacks" below, for these and what follows
      "policyAssignments.own",
      "policyAssignments.everywhere",
      "policyAssignments.inherited",
      "policyExemptions.own",
      "policyExemptions.everywhere",
      "policyExemptions.inherited",
      "landingGroup.policies", // see "where new subscriptions stand"
      "defenderPlans.everywhere",
      "defenderAssessments.everywhere", // the same
      "defenderAlerts.own",
      "defenderAlerts.everywhere",
      "delegations.own",
      "resources.own", // see "misses compute of a type" below, for both
      "workloadsWithIdentity.own",
      "delegations.everywhere",
      "vaults.own",
      "vaults.everywhere",
      "dnsLinks.everywhere",
      "corePeaks.settings", // see "cores that platform metrics tell of" above, for all three
      "corePeaks.everywhere",
      "corePeaks.list",
      "alertRules.everywhere", // as the alerts of Defender
      "sentinelWorkspaces.everywhere", // the same
      "computeProviders.own", // see "what needs a registered provider" below
      "decoyTraces.signIns", // test/posture/decoy-traces.test.ts, for both
      "decoyTraces.log",
      "foundryQuota.own",
      "foundryQuota.everywhere",
      "foundryQuota.accounts",
      "batchQuota.own",
      "roleDefinitions.custom", // see "custom roles" below
      "roleAssignments.root", // see "a closed root scope" below
      "quota.everywhere",
      "batchQuota.where",
      "resources.tables",
      "resources.late", // test/posture/live-compute.test.ts
      "activity.workspace", // test/signals/roads.test.ts, for both engines
      "activity.hunting",
      "signInActivity.workspace", // test/signals/every-road.test.ts, for both engines
      "signInActivity.hunting",
      "poolContacts.workspace", // test/signals/contacts.test.ts
      "contactingMachines.own",
      "directoryActivity.workspace", // the same
      "publicAddresses.own",
      "publicAddresses.list", // what Resource Graph leaves out: see "does without Resource Graph" below
      "activity.tenant", // the same log as that of elevations
      // what these read asks the same without the list: see "asks nothing of a service that is not registered"
      ...(["sharedLimits", "mlQuota", "batchQuota", "containerQuota", "quotaRequests"] as const).map(
        kind => `${kind}.registered`,
      ),
      "workloadsWithIdentity.late", // test/posture/late-workloads.test.ts
    ];
    const tested = new Set<string>([...cases.map(({ call }) => call), ...replaced]);
    const all = evidenceKinds.flatMap(kind => Object.keys(evidence[kind].calls).map(name => `${kind}.${name}`));
    for (const call of all)
      assert(
        tested.has(call),
        `gather: no case for the call ${call}; add what happens when it is refused to \`cases\``,
      );
    for (const call of tested)
      assert(all.includes(call), `gather: a case for ${call}, which is no call of any evidence`);
  });

  it("does without Resource Graph where ARM can be asked instead", async () => {
    const { gathered: got } = await gathered([["ResourceGraph", () => denied("x/read")]]);
    assert.equal(got.quota.value.length, 2); // the one region of each subscription that answers
    assert(got.resources.gaps.some(({ reason, subjects }) => reason === "denied" && subjects === undefined));
    for (const subscription of [sub1, sub2]) assert(got.resources.gaps.some(gapOf(subscription)));
    assert.deepEqual(got.roleAssignments.gaps, []);
  });

  it("names the tenant by ARM where Microsoft Graph is closed", async () => {
    const { gathered: got } = await gathered([["/v1.0/", () => insufficient]]);
    assert.deepEqual(got.tenant.value, [{ id: tenantId, name: "Contoso (ARM)", defaultDomain: "contoso.com" }]);
    assert.equal(got.roleAssignments.gaps.length, 0);
  });

  it("knows the hierarchy from the tenant's list or from Resource Graph, and marks what neither says", async () => {
    const withoutGraph: Route = ["resourcecontainers", () => insufficient];
    const withoutList: Route = [
      "/descendants?",
      () => denied("Microsoft.Management/managementGroups/descendants/read"),
    ];
    const told = (got: Evidenced["gathered"]) => [
      got.subscriptions.value.map(({ managementGroups }) => managementGroups?.length),
      got.subscriptions.gaps.flatMap(({ field, subjects }) => (field ? [[field, ...(subjects ?? [])]] : [])),
    ];
    const [oneList, oneGraph, none] = await Promise.all(
      [[withoutGraph], [withoutList], [withoutGraph, withoutList]].map(routes => gathered(routes)),
    );
    assert.deepEqual(told(oneList!.gathered), [[2, 1], [["inResourceGraph"]]]);
    assert.deepEqual(told(oneGraph!.gathered), [[2, undefined], [["managementGroups", sub2]]]);
    assert.deepEqual(told(none!.gathered), [
      [undefined, undefined],
      [["inResourceGraph"], ["managementGroups", sub1, sub2]],
    ]);
    // a field that is missing leaves no row out, so nothing else misses it
    for (const kind of ["resources", "workloadsWithIdentity"] as const)
      for (const subscription of [sub1, sub2]) {
        assert(oneList!.gathered[kind].gaps.some(gapOf(subscription)), kind);
        assert(!oneGraph!.gathered[kind].gaps.some(gapOf(subscription)), kind);
      }
    assert.deepEqual([oneList!.gathered.defenderPlans.gaps, oneList!.gathered.roleAssignments.gaps], [[], []]);
  });

  const unseen = id(503);
  const alsoInTree: Route = [
    "/descendants?",
    () => ({
      json: {
        value: [sub1, sub2, unseen].map(name => ({
          id: `/subscriptions/${name}`,
          type: "/subscriptions",
          name,
          properties: { parent: { id: `/providers/Microsoft.Management/managementGroups/${tenantId}` } },
        })),
      },
    }),
  ];
  const gapOf = (subject: string) => (gap: Gap) => gap.field === undefined && gap.subjects?.includes(subject);

  it("misses what is read by subscription of those that the tenant has and the sign-in does not see", async () => {
    const { gathered: got } = await gathered([alsoInTree]);
    const goesThroughThem = (kind: EvidenceKind): boolean =>
      kind === "subscriptions" || evidence[kind].per.some(source => goesThroughThem(source.kind));
    for (const kind of evidenceKinds) assert.equal(got[kind].gaps.some(gapOf(unseen)), goesThroughThem(kind), kind);
    assert.equal(got.subscriptions.value.length, 2);
  });

  it("takes no silence of Resource Graph for an empty subscription", async () => {
    const late: Route = [
      "resourcecontainers",
      () => ({ json: { data: [{ id: "x", subscriptionId: sub1, ancestors: [] }] } }),
    ];
    const lists = await withTenant([late], async loopback => {
      const { gathered: got } = await gather(connectionTo(loopback));
      assert.deepEqual(
        got.subscriptions.value.map(({ inResourceGraph }) => inResourceGraph),
        [true, false],
      );
      assert(got.resources.gaps.some(gapOf(sub2)));
      assert(!got.resources.gaps.some(gapOf(sub1)));
      assert.deepEqual(got.roleAssignments.gaps, []);
      return loopback.asked
        .filter(({ url }) => /subscriptions.*\/roleAssignments\?(?!.*assignedTo)/.test(url))
        .map(({ url }) => url);
    });
    assert.deepEqual(
      [sub1, sub2].map(sub => lists.filter(url => url.includes(sub)).map(url => url.includes("atScope()"))),
      [[], [false]],
    );
  });

  it("misses compute of a type that the sign-in's own roles do not let it read, and of all where it is not told of them", async () => {
    const role = (notActions: readonly string[]): Route => [
      "/roleDefinitions/acdd72a7",
      () => ({ json: { properties: { permissions: [{ actions: ["*/read"], notActions }] } } }),
    ];
    const told = async (...first: readonly Route[]) => {
      const { resources, workloadsWithIdentity } = (await gathered(first)).gathered;
      return [resources, workloadsWithIdentity].map(({ gaps }) =>
        gaps.map(({ missing, reason, subjects }) => [missing, reason, ...(subjects ?? [])]),
      );
    };
    const [machines, webSites] = ["Microsoft.Compute/virtualMachines/read", "Microsoft.Web/sites/read"];
    assert.deepEqual(await told(role(["Microsoft.Storage/*"])), [[], []]);
    assert.deepEqual(await told(role([machines!])), Array(2).fill([[machines, "denied", sub1]]));
    assert.deepEqual((await told(role([webSites!])))[1], [[webSites, "denied", sub1]]);
    const untold = await told(["assignedTo(", () => denied(ra)]);
    for (const [gap, ...others] of untold) {
      assert.match(String(gap?.[0]), /^Microsoft\.[A-Za-z]+\/[A-Za-z/]+\/read and \d+ more rights to read$/);
      assert.deepEqual([gap?.slice(1), others], [["denied", sub1, sub2], []]);
    }
  });

  describe("ARM for what Resource Graph lacks", () => {
    const group = "/providers/Microsoft.Management/managementGroups/contoso";
    const lists = {
      roleAssignments: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Authorization\/roleAssignments\?/,
      policyAssignments: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Authorization\/policyAssignments\?/,
      policyExemptions: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Authorization\/policyExemptions\?/,
      defenderPlans: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Security\/pricings\?/,
      defenderAlerts: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.Security\/alerts\?/,
      delegations: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.ManagedServices\/registrationAssignments\?/,
      vaults: /^\/subscriptions\/([^/]+)\/providers\/Microsoft\.KeyVault\/vaults\?/,
    } as const;
    type Bulk = keyof typeof lists;
    const all = Object.keys(lists) as Bulk[];
    const byRights = all.filter(kind => kind !== "defenderPlans");
    const role = (more: object, permissions: object = {}): Route[] => [
      [
        `GET ${group}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope() and assignedTo`,
        () => ({ json: { value: [{ properties: { scope: group, roleDefinitionId: "/role", ...more } }] } }),
      ],
      [
        "GET /role?",
        () => ({ json: { properties: { permissions: [{ actions: ["*/read"], notActions: [], ...permissions }] } } }),
      ],
    ];
    const no = () => denied("x/read");
    const odd = () => ({ json: { data: [{ id: 1 }] } });
    const above = (type: string): Route => [new RegExp(`GET ${group}/.*/${type}\\?(?!.*assignedTo)`), no];
    const stray = {
      id: `/subscriptions/${sub1}/providers/Microsoft.ManagedServices/registrationAssignments/x`,
      type: "microsoft.managedservices/registrationassignments",
      subscriptionId: sub1,
    };
    const strays = (...more: object[]): Route => [
      "managedservicesresources",
      () => ({ json: { data: [{ ...stray, properties: { registrationDefinitionId: "/Defined" } }, ...more] } }),
    ];
    const defined = (properties: object) => ({
      id: "/defined",
      type: "microsoft.managedservices/registrationdefinitions",
      subscriptionId: sub1,
      properties,
    });

    // In sub2 the auditor's own role leaves out these kinds, so it is always asked.
    const lacks: readonly (readonly [what: string, first: readonly Route[], alsoSub1: readonly Bulk[]])[] = [
      ["where the tables are whole", [], []],
      ["with a role of its own that reads all", role({}), []],
      ["where its own roles are refused", [["assignedTo(", no]], byRights],
      ["where what its role allows is refused", [["/roleDefinitions/acdd72a7", no]], byRights],
      ["where its role is under a condition", role({ condition: "@Resource[x] Exists" }), byRights],
      ["where its role holds elsewhere", role({ scope: `${group}-other` }), byRights],
      ["where its role leaves it out", role({}, { notActions: ["Microsoft.Security/*"] }), ["defenderAlerts"]],
      [
        "where its role reads alerts only",
        role({}, { actions: ["Microsoft.Security/*"] }),
        byRights.filter(kind => kind !== "defenderAlerts"),
      ],
      ["where Resource Graph is refused", [["/Microsoft.ResourceGraph/", no]], all],
      ["where a table is refused", [["'microsoft.security/pricings'", no]], ["defenderPlans"]],
      [
        "where a row of a table is in another form",
        [["'microsoft.security/locations/alerts'", odd]],
        ["defenderAlerts"],
      ],
      [
        "where a table has nothing of it, and should",
        [["'microsoft.security/pricings'", () => ({ json: { data: [] } })]],
        ["defenderPlans"],
      ],
      ["where the roles of its group are refused", [above("roleAssignments")], ["roleAssignments"]],
      ["where the policies of its group are refused", [above("policyAssignments")], ["policyAssignments"]],
      ["where the exemptions of its group are refused", [above("policyExemptions")], ["policyExemptions"]],
      ["where a delegation is not defined", [strays()], ["delegations"]],
      ["where it is defined in another form", [strays(defined({ managedByTenantId: 1 }))], ["delegations"]],
    ];
    for (const [what, first, alsoSub1] of lacks)
      it(`is asked ${what}: sub1 for ${alsoSub1.join(", ") || "nothing"}, and nothing is missing`, () =>
        withTenant(first, async loopback => {
          const { gathered: got } = await gather({ ...connectionTo(loopback), kinds: all });
          for (const kind of all) {
            const asked = loopback.asked
              .flatMap(({ url }) => (url.includes("assignedTo") ? [] : (lists[kind].exec(url)?.[1] ?? [])))
              .sort();
            assert.deepEqual(asked, alsoSub1.includes(kind) ? [sub1, sub2] : [sub2], kind);
            assert.deepEqual(got[kind].gaps, [], kind);
          }
        }));

    const fine: Route[] = role({});
    const without = (action: string) => role({}, { notActions: [action] });
    const [openAi, batch] = ["Microsoft.CognitiveServices/accounts", "Microsoft.Batch/batchAccounts"];
    const noneOf = (type: string): Route => [
      `resources | where type =~ '${type.toLowerCase()}'`,
      () => ({ json: { data: [] } }),
    ];
    const ofAccounts: readonly (readonly [what: string, first: readonly Route[], foundry: number, batch: number])[] = [
      ["neither where the tables are whole", fine, 0, 3],
      ["neither of accounts that are not there", [noneOf(openAi!), noneOf(batch!), ...fine], 0, 0],
      ["Foundry's where its role leaves them out", [noneOf(openAi!), ...without(`${openAi}/*`)], 1, 3],
      ["Batch's where its role leaves them out", [noneOf(batch!), ...without(`${batch}/*`)], 0, 3],
      [
        "both where Resource Graph has neither and does not say which subscriptions it has",
        [noneOf(openAi!), noneOf(batch!), ["resourcecontainers", no], ...fine],
        1,
        3,
      ],
      ["both where their tables are refused", [[openAi!.toLowerCase(), no], [batch!.toLowerCase(), no], ...fine], 1, 3],
    ];
    for (const [what, first, foundry, ofBatch] of ofAccounts)
      it(`is asked for accounts: ${what}`, () =>
        withTenant(first, async loopback => {
          const { gathered: got } = await gather({ ...connectionTo(loopback), kinds: ["foundryQuota", "batchQuota"] });
          const asked = loopback.asked.filter(({ url }) => url.includes(`/providers/${openAi}?`));
          assert.equal(
            asked.some(({ url }) => url.includes(sub1)),
            foundry > 0,
          );
          assert.equal(got.foundryQuota.value.length, what.includes("not there") ? 0 : 1);
          assert.equal(got.batchQuota.value.filter(({ account }) => account).length, ofBatch);
          assert.deepEqual([got.foundryQuota.gaps, got.batchQuota.gaps], [[], []]);
        }));

    it("has no account that it refuses to list", async () => {
      const { gathered: got } = await gathered([
        noneOf(openAi!),
        noneOf(batch!),
        ["assignedTo(", no],
        [`/providers/${openAi}?`, () => denied(`${openAi}/read`)],
        [`/providers/${batch}?`, () => denied(`${batch}/read`)],
      ]);
      for (const [kind, type] of [
        ["foundryQuota", openAi],
        ["batchQuota", batch],
      ] as const) {
        const told = got[kind].gaps.filter(({ missing }) => missing === `${type}/read`);
        assert.deepEqual(
          told.map(({ subjects }) => subjects),
          [[sub1, sub2]],
          kind,
        );
      }
    });

    it("is not asked for a delegation that Resource Graph has with its definition", async () => {
      const authorizations = [{ principalId: id(73), roleDefinitionId: contributor }];
      const { gathered: got } = await gathered([strays(defined({ managedByTenantId: id(91), authorizations }))]);
      assert.deepEqual(
        got.delegations.value.map(({ subscription, tenant, authorizations: roles }) => [
          subscription,
          tenant,
          roles.map(({ principal }) => principal),
        ]),
        [
          [sub2, id(91), [id(73), id(74)]],
          [sub1, id(91), [id(73)]],
        ],
      );
    });

    it("stands in place of what the table has, where it answers in full, and beside it where it does not", async () => {
      const plan = (name: string) => ({
        id: `/subscriptions/${sub1}/providers/Microsoft.Security/pricings/${name}`,
        name,
        subscriptionId: sub1,
        properties: { pricingTier: "Free" },
      });
      const late: Route = ["resourcecontainers", () => ({ json: { data: [] } })];
      const table: Route = ["'microsoft.security/pricings'", () => ({ json: { data: [plan("Old"), plan("Arm")] } })];
      const names = async (reply: Reply) => {
        const { gathered: got } = await gathered([
          late,
          table,
          [`${sub1}/providers/Microsoft.Security/pricings?`, () => reply],
        ]);
        return got.defenderPlans.value.map(({ name }) => name).sort();
      };
      assert.deepEqual(await names({ json: { value: [plan("Arm")] } }), ["Arm"]);
      assert.deepEqual(await names(no()), ["Arm", "Old"]);
    });
  });

  it("says so where the sign-in sees no subscription at all", async () => {
    const { gathered: got } = await gathered([["GET /subscriptions?", () => ({ json: { value: [] } })]]);
    for (const kind of ["subscriptions", "roleAssignments", "quota", "resources", "defenderPlans"] as const) {
      assert.equal(got[kind].gaps.find(({ subjects }) => !subjects)?.missing, noSubscription.missing, kind);
      assert.deepEqual(got[kind].gaps.find(({ subjects }) => subjects)?.subjects, [sub1, sub2], kind);
    }
    assert.deepEqual(got.users.gaps, []);
  });

  it("blames no right where the token is refused, and so no subscription was listed", async () => {
    const refused = { status: 401, json: { error: { code: "ExpiredAuthenticationToken", message: "m" } } };
    const { gathered: got } = await gathered([["GET /subscriptions?", () => refused]]);
    for (const kind of ["subscriptions", "roleAssignments", "defenderPlans"] as const) {
      const gap = got[kind].gaps.find(({ what }) => what === "subscriptions");
      assert.match(gap?.missing ?? "", /HTTP 401 ExpiredAuthenticationToken/, kind);
      assert.ok(!got[kind].gaps.some(({ missing }) => missing === noSubscription.missing), kind);
    }
  });

  it("marks the one field that is missing of users who are known", async () => {
    const { gathered: got } = await gathered([["signInActivity", () => withoutP1]]);
    assert.deepEqual(got.users.gaps, [
      { what: "last sign-in of users", missing: p1, reason: "unlicensed", field: "lastSignIn" },
    ]);
  });

  it("is content with a closed root scope where a subscription shows what stands there", async () => {
    const root = {
      id: `/providers/Microsoft.Authorization/roleAssignments/${id(1)}`,
      properties: {
        scope: "/",
        roleDefinitionId: `/x/${uaa}`,
        principalId: id(11),
        principalType: "User",
      },
    };
    const { gathered: got } = await gathered([
      ["GET /providers/Microsoft.Authorization/roleAssignments", () => denied(ra)],
      ["/Microsoft.Authorization/roleAssignments?", () => ({ json: { value: [root] } })],
    ]);
    assert.deepEqual(got.roleAssignments.gaps, []);
    assert.equal(got.roleAssignments.value.filter(({ scope }) => scope === "/").length, 1);
  });

  it("reads what is asked of whoever activates a role", () => {
    const { activationRules, directoryActivationRules } = whole.gathered;
    assert.deepEqual(
      activationRules.value.map(({ scope, role, mfa, approval, context }) => [scope, role, mfa, approval, context]),
      [[`/subscriptions/${sub1}`, contributor, false, true, undefined]],
    );
    assert.deepEqual(
      directoryActivationRules.value.map(({ scope, role, mfa, approval, context }) => [
        scope,
        role,
        mfa,
        approval,
        context,
      ]),
      [["/", globalAdmin, true, false, "c1"]],
    );
  });

  it("reads who may activate a place in a group, as a member of another group too, and what is asked of them", async () => {
    const { groupEligibilities, groupActivationRules } = whole.gathered;
    const [member, owner] = [`${id(21)}_member_31`, `${id(21)}_owner_32`];
    assert.deepEqual(groupEligibilities.value, [
      { id: member, group: id(21), principal: id(12), access: "member" },
      { id: owner, group: id(21), principal: id(23), access: "owner", nested: true },
      { id: owner, group: id(21), principal: id(11), access: "owner", through: { id: id(23), name: "Leads" } },
    ]);
    assert.deepEqual(groupActivationRules.value, [
      { id: `Group_${id(21)}_x_member`, scope: id(21), role: "member", mfa: false, approval: false },
    ]);
    await withTenant([["/privilegedAccess/group/", () => withoutP2]], async loopback => {
      await gather({ ...connectionTo(loopback), kinds: ["groupActivationRules"] });
      const asked = loopback.asked.filter(({ url }) => /privilegedAccess\/group|scopeType eq 'Group'/.test(url));
      assert.equal(asked.length, 1, "without the licence, one question is enough");
    });
  });

  it("reads whose tokens are trusted, by applications and identities of this tenant", () =>
    assert.deepEqual(
      whole.gathered.federatedCredentials.value.map(({ id: _, ...row }) => row),
      [
        {
          holder: id(13),
          where: "managedIdentity",
          name: "pods",
          issuer: "https://westeurope.oic.prod-aks.azure.com/x/y/",
          subject: "system:serviceaccount:a:b",
        },
        {
          holder: id(15),
          where: "application",
          name: "main",
          issuer: "https://token.actions.githubusercontent.com",
          subject: "repo:x",
        },
        {
          holder: id(15),
          where: "application",
          issuer: `https://login.microsoftonline.com/${tenantId.toUpperCase()}/v2.0`,
          subject: id(13).toUpperCase(),
          ours: true,
        },
      ],
    ));

  it("reads whose credentials an agent signs in with; a service principal that is none is no gap", async () => {
    assert.deepEqual(whole.gathered.agentIdentities.value, [{ id: id(101), blueprintApp: id(16), blueprint: id(15) }]);
    const missing: Reply = { status: 404, json: { error: { code: "Request_ResourceNotFound", message: "x" } } };
    const { gathered: got } = await gathered([["/microsoft.graph.agentIdentity", () => missing]]);
    assert.deepEqual(got.agentIdentities, { value: [], gaps: [] });
  });

  it("reads custom roles once for the tenant, and by subscription where that list is refused", async () => {
    const ofTenant = "GET /providers/Microsoft.Authorization/roleDefinitions?";
    const definitionsAsked = (first: readonly Route[]) =>
      withTenant(first, async loopback => {
        const { gathered: got } = await gather({ ...connectionTo(loopback), kinds: ["roleDefinitions"] });
        assert.deepEqual(got.roleDefinitions.gaps, []);
        assert.deepEqual(got.roleDefinitions.value.map(({ custom }) => custom).sort(), [false, true]);
        return loopback.asked.filter(({ url }) => url.includes("/roleDefinitions?")).length;
      });
    assert.equal(await definitionsAsked([]), 2);
    assert.equal(await definitionsAsked([[ofTenant, () => denied("Microsoft.Authorization/roleDefinitions/read")]]), 3);
  });

  it("misses a closed root scope where no subscription of the tenant shows what stands there", async () => {
    const closed: Route = ["/Microsoft.Authorization/roleAssignments?", () => denied(ra)];
    const { gathered: got } = await gathered([closed]);
    assert.deepEqual(
      got.roleAssignments.gaps.map(({ subjects }) => subjects),
      [["/"], [sub1, sub2]],
    );
  });
});

const comesAfter = (kind: EvidenceKind, other: EvidenceKind): boolean => {
  const before = sourcesOf(kind);
  return before.includes(other) || before.some(one => comesAfter(one, other));
};

/** Answers every list in another order and in pages of a size. */
function repaged(seed: number, size: number): Route {
  const shuffled = <T>(rows: readonly T[]) =>
    rows
      .map((row, index) => [Math.sin(seed + index), row] as const)
      .sort(([one], [other]) => one - other)
      .map(([, row]) => row);
  return [
    /./,
    asked => {
      const line = `${asked.method} ${asked.url} ${asked.body}`;
      const found = routes.find(([form]) => (typeof form === "string" ? line.includes(form) : form.test(line)));
      const reply = found![1](asked, 0) as { json: { value?: unknown[]; data?: unknown[] } };
      const rows = reply.json.value ?? reply.json.data;
      // These are answered whole.
      if (
        !rows ||
        ["getByIds", "subscribedSkus", "/Microsoft.Insights/metrics?"].some(name => asked.url.includes(name))
      )
        return reply;
      const all = shuffled(rows);
      const given = /[?&]at=(\d+)/.exec(asked.url)?.[1] ?? /"\$skipToken":"(\d+)"/.exec(asked.body)?.[1];
      const at = Number(given ?? 0);
      const page = all.slice(at, at + size);
      const next = at + size < all.length ? at + size : undefined;
      if (reply.json.data) return { json: { ...reply.json, data: page, ...(next && { $skipToken: String(next) }) } };
      const link =
        next === undefined
          ? undefined
          : `https://HOST${encodeURI(asked.url.replace(/[?&]at=\d+/, ""))}${asked.url.includes("?") ? "&" : "?"}at=${next}`;
      const name = asked.url.startsWith("/v1.0") ? "@odata.nextLink" : "nextLink";
      return {
        json: { value: page, [name]: link?.replace("HOST", asked.host) ?? (name === "nextLink" ? "" : undefined) },
      };
    },
  ];
}
