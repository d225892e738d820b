import assert from "node:assert/strict";
import { assignment, guid, healthy, membership, production, type Rows, roleIds, user } from "./checks-tenant";
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
      [`${inGroup}, through group Group 201`, `Virtual Machine Contributor at ${production}`],
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
