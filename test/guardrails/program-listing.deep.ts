import assert from "node:assert/strict";
import { builtInRoleName } from "../../compute/roles/builtin-roles";
import { requiredAccess } from "../../posture/permissions";
import { build } from "../build";
import listing from "./listing.json";
import { agree, asked, type Inputs, stackConfig } from "./recorded";

describe("the guardrails' program", () => {
  let resources: Map<string, Inputs>;

  before(async () => {
    build("dist/guardrails/index.js");
    resources = await asked({ stackConfig });
  });

  it("asks for what the listing says and for the audit's Graph permissions, and for nothing else", () => {
    const permissions = requiredAccess().graph.map(({ permission, appRoleId }) => [
      `AppRoleAssignment ${permission}`,
      {
        appRoleId,
        principalObjectId: "00000000-0000-0000-0000-000000000002",
        resourceObjectId: "00000000-0000-0000-0000-000000000003",
      },
    ]);
    const listed: { readonly [resource: string]: Inputs } = { ...listing, ...Object.fromEntries(permissions) };
    assert.deepEqual([...resources.keys()].sort(), Object.keys(listed).sort());
    for (const [resource, inputs] of Object.entries(listed)) agree(resources.get(resource), inputs, resource);
  });

  it("gives the audit the rights that its collectors state and no more, all of them to read", () => {
    const [{ actions }] = (resources.get("RoleDefinition audit") as { permissions: [{ actions: string[] }] })
      .permissions;
    assert.deepEqual(
      actions,
      requiredAccess().actions.map(({ action }) => action),
    );
    for (const action of actions) assert.match(action, /^(?:Microsoft|Oracle)\.[\w.]+\/[\w/*]+\/read$/i);
    const granted = [...resources].flatMap(([name, { roleDefinitionId }]) =>
      name.startsWith("RoleAssignment") && String(roleDefinitionId).startsWith("/providers/")
        ? [builtInRoleName(String(roleDefinitionId).split("/").pop() ?? "")]
        : [],
    );
    assert.deepEqual(granted.sort(), ["Reader", "Storage Blob Data Contributor"]);
  });
});
