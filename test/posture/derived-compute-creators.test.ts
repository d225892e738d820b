import assert from "node:assert/strict";
import {
  assignment,
  guid,
  healthy,
  membership,
  production,
  type Rows,
  rareCompute,
  role,
  roleIds,
  user,
} from "./checks-tenant";
import { derived } from "./derived-kit";

const computeCreators = (change: Partial<Rows>) => derived(change)("computeCreators").value;

describe("computeCreators", () => {
  it("stand in the order of their ids, their rights in that of their scopes", () => {
    const rows = computeCreators({
      roleAssignments: [
        assignment(513, 102, roleIds.owner),
        assignment(514, 102, roleIds.owner, "/"),
        assignment(515, 101, roleIds.owner),
      ],
    });
    assert.deepEqual(
      rows.map(({ principal, rights }) => [principal.id, rights.map(({ scope }) => scope)]),
      [
        [guid(101), [production]],
        [guid(102), ["/", production]],
      ],
    );
  });
  it("reach no subscription that takes no requests", () => {
    const subscriptions = (state: string) =>
      healthy.subscriptions.map(row => (row.id === guid(1) ? { ...row, state } : row));
    const reached = (state: string) =>
      computeCreators({
        subscriptions: subscriptions(state),
        roleAssignments: [assignment(513, 101, roleIds.owner, "/"), assignment(514, 102, roleIds.owner)],
      }).map(({ principal, rights }) => [principal.id, rights.map(right => right.subscriptions)]);
    assert.deepEqual(reached("Disabled"), [[guid(101), [[guid(2)]]]]);
    assert.deepEqual(reached("PastDue"), [
      [guid(101), [[guid(1), guid(2)]]],
      [guid(102), [[guid(1)]]],
    ]);
  });
  it("tell the way to each right", () => {
    const management = "/providers/Microsoft.Management/managementGroups/root";
    const [ann, , group] = computeCreators({
      memberships: [membership(201, 101)],
      roleAssignments: [
        ...healthy.roleAssignments,
        assignment(513, 201, roleIds.userAccessAdministrator, management),
        assignment(514, 102, roleIds.owner),
      ],
    });
    const inGroup =
      `User Access Administrator at ${management} (which subscriptions are below it was not read), ` +
      "which lets its holder assign roles";
    assert.deepEqual(
      ann?.rights.map(({ path }) => path),
      [`${inGroup}, through group Group 201`, `Virtual Machine Contributor at ${production} (Production)`],
    );
    assert.deepEqual(
      group?.rights.map(({ path }) => path),
      [inGroup],
    );
  });
  it("are told from what each list knows of them", () => {
    const rows = computeCreators({
      users: [user(101, { guest: true, enabled: false })],
      servicePrincipals: [{ id: guid(301), appId: guid(302), name: "ci", kind: "Application", enabled: true }],
      principals: [{ id: guid(303), type: "ServicePrincipal", name: "pipeline" }],
      roleAssignments: [101, 199, 301, 303].map((n, i) => assignment(513 + i, n, roleIds.owner)),
    });
    assert.deepEqual(
      rows.map(({ principal: { name, kind, enabled, guest, exists } }) => [name, kind, enabled, guest, exists]),
      [
        ["user101@contoso.com", "user", "no", "yes", "yes"],
        [guid(199), "user", "unknown", "unknown", "no"],
        ["ci", "servicePrincipal", "yes", "no", "yes"],
        ["pipeline", "servicePrincipal", "unknown", "no", "yes"],
      ],
    );
  });
  it("reach what is proved to be below, and perhaps what is not known to be; never a subscription of another tenant", () => {
    const group = "/providers/Microsoft.Management/managementGroups";
    const reached = (scope: string) => {
      const [holder] = computeCreators({
        subscriptions: [
          { id: guid(1), name: "Below", state: "Enabled", tenantId: guid(900), managementGroups: ["root", "Online"] },
          { id: guid(2), name: "Unread", state: "Enabled", tenantId: guid(900).toUpperCase() },
          { id: guid(3), name: "Beside", state: "Enabled", managementGroups: ["root"] },
          { id: guid(4), name: "Customer", state: "Enabled", tenantId: guid(950), managementGroups: [] },
          { id: guid(5), name: "Customer, unread", state: "Enabled", tenantId: guid(950) },
        ],
        roleAssignments: [assignment(513, 101, roleIds.owner, scope)],
      });
      const { subscriptions, perhaps, path } = holder!.rights[0]!;
      return [subscriptions.map(id => +id.slice(-1)), perhaps?.map(id => +id.slice(-1)), /was not read/.test(path)];
    };
    assert.deepEqual(reached(`${group}/online`), [[1], [2], true]);
    assert.deepEqual(reached(`${group}/ROOT`), [[1, 3], [2], true]);
    assert.deepEqual(reached("/"), [[1, 2, 3], undefined, false]);
    assert.deepEqual(reached(`${group}/${guid(900)}`), [[2], undefined, false]);
    assert.deepEqual(reached(`/subscriptions/${guid(4)}`), [[4], undefined, false]);
  });
  it("are told once, though two lists tell of one right", () => {
    const [ann] = computeCreators({
      activeAssignments: [
        {
          id: "/active",
          scope: `${production}/`,
          role: roleIds.vmContributor.toUpperCase(),
          principal: guid(101),
          principalType: "User",
          assignmentType: "Activated",
        },
      ],
    });
    assert.deepEqual(
      ann?.rights.map(({ tenure }) => tenure),
      ["activated"],
    );
  });
  it("are told once, though one list tells of one right in two spellings", () => {
    const [ann] = computeCreators({
      roleAssignments: [
        assignment(511, 101, roleIds.owner),
        assignment(511, 101, roleIds.owner, production.toUpperCase()),
      ],
    });
    assert.equal(ann?.rights.length, 1);
  });
});

describe("computeCreators: what a custom role with a single action can create", () => {
  const held = (...actions: string[]) =>
    computeCreators({
      roleDefinitions: [...healthy.roleDefinitions, role(guid(401), "Own", actions, [], { custom: true })],
      roleAssignments: [assignment(513, 102, guid(401))],
    }).flatMap(({ rights }) => rights.map(({ by, creates, computeQuota }) => [by, creates.join(), computeQuota]));

  const created: { readonly [type: string]: readonly [what: string, computeQuota: boolean] } = {
    "Microsoft.ContainerService/fleets": ["hub clusters of AKS fleets", true],
    "Microsoft.Synapse/workspaces/kustoPools": ["Synapse Data Explorer pools", false],
    "Microsoft.DocumentDB/cassandraClusters/dataCenters": ["Cassandra data centres", false],
    "Microsoft.Web/hostingEnvironments": ["App Service Environments", false],
  };
  it("are the rare types of the checks", () => assert.deepEqual(Object.keys(created), rareCompute));
  for (const [type, [what, computeQuota]] of Object.entries(created)) {
    it(`writing ${type}`, () => assert.deepEqual(held(`${type}/write`), [["create", what, computeQuota]]));
    it(`but not reading or deleting ${type}`, () => assert.deepEqual(held(`${type}/read`, `${type}/delete`), []));
  }

  // The names of these operations are not the ARM types.
  for (const action of [
    "Microsoft.RedHatOpenShift/openShiftClusters/machinePools/write",
    "Microsoft.MachineLearningServices/workspaces/services/aci/write",
    "Microsoft.DataFactory/factories/integrationRuntimes/write",
  ])
    it(action, () => assert.deepEqual(held(action).length, 1));

  it("nothing, where the type is left out", () =>
    assert.deepEqual(
      held(
        "Microsoft.ContainerInstance/containerGroupProfiles/write",
        "Microsoft.DesktopVirtualization/hostPools/write",
      ),
      [],
    ));
});
