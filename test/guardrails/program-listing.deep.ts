import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import { builtInRoleName } from "../../compute/roles/builtin-roles";
import { deployingPolicies } from "../../guardrails/missing/counted";
import { definitionsOf } from "../../guardrails/policy/all";
import { requiredAccess } from "../../posture/permissions";
import { build } from "../build";
import { agree, asked, type Inputs, stackConfig } from "./recorded";

/** One file a part of the program: its resources by kind and name, with the inputs that matter. */
const listings = join(__dirname, "listing");
const listing: { readonly [resource: string]: Inputs } = Object.assign(
  {},
  ...readdirSync(listings).map(file => JSON.parse(readFileSync(join(listings, file), "utf8"))),
);

const exampleFile = join(__dirname, "../../examples/computeguard.yaml");
const exampleEstate = parseEstate(readFileSync(exampleFile, "utf8"), exampleFile);

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

  it("counts all that it places at the management group before it places it", () => {
    const placed = (kind: string) => [...resources.keys()].filter(name => name.startsWith(`${kind} `)).length;
    const { definitions, assignments } = deployingPolicies(
      { dns: "Block", monthlyBudget: undefined, location: "westeurope" },
      exampleEstate,
    );
    assert.equal(
      placed("PolicyDefinitionAtManagementGroup"),
      definitionsOf(exampleEstate).length + definitions.length,
    );
    // the initiative's own and two that ask for a second factor
    assert.equal(placed("PolicyAssignment"), 3 + assignments.length);
  });
});
