import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import { builtInRoleName } from "../../compute/roles/builtin-roles";
import { deployingPolicies } from "../../guardrails/missing/counted";
import { definitionsOf } from "../../guardrails/policy/all";
import { type AuditRole, auditRole } from "../../posture/audit-role";
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
  let previewed: Map<string, Inputs>;

  before(async () => {
    build("dist/guardrails/index.js");
    resources = await asked({ stackConfig });
    previewed = await asked({ stackConfig, mode: "preview" });
  });

  it("asks for what the listing says and for the audit's Graph permissions, and for nothing else", () => {
    assert.doesNotMatch(JSON.stringify([...resources]), /<unknown>/);
    holdsListing(resources);
  });

  it("asks for the same in a preview, where nothing is unknown but what resources that are not there yet will give", () => {
    holdsListing(previewed);
    const unknown = (resource: string) => JSON.stringify(previewed.get(resource)).split("<unknown>").length - 1;
    // what decides over the tenant is known before anything is created
    for (const resource of ["RoleDefinition audit", ...definitions]) assert.equal(unknown(resource), 0, resource);
  });

  const definitions = Object.keys(listing).filter(name => name.startsWith("PolicyDefinitionAtManagementGroup "));

  function holdsListing(found: Map<string, Inputs>): void {
    const permissions = requiredAccess().graph.map(({ permission, appRoleId }) => [
      `AppRoleAssignment ${permission}`,
      {
        appRoleId,
        principalObjectId: "00000000-0000-0000-0000-000000000002",
        resourceObjectId: "00000000-0000-0000-0000-000000000003",
      },
    ]);
    const listed: { readonly [resource: string]: Inputs } = { ...listing, ...Object.fromEntries(permissions) };
    assert.deepEqual([...found.keys()].sort(), Object.keys(listed).sort());
    for (const [resource, inputs] of Object.entries(listed)) agree(found.get(resource), inputs, resource);
  }

  it("gives the audit the rights that its collectors state and no more, all of them to read", () => {
    const [block] = (resources.get("RoleDefinition audit") as unknown as { permissions: [AuditRole] }).permissions;
    assert.deepEqual(block, auditRole(requiredAccess()));
    const { actions } = block;
    for (const action of actions) assert.match(action, /^(?:Microsoft|Oracle)\.[\w.]+\/[\w/*]+\/read$/i);
    const granted = [...resources].flatMap(([name, { roleDefinitionId }]) =>
      name.startsWith("RoleAssignment") && String(roleDefinitionId).startsWith("/providers/")
        ? [builtInRoleName(String(roleDefinitionId).split("/").pop() ?? "")]
        : [],
    );
    assert.deepEqual(granted.sort(), [
      "AcrPull",
      "Log Analytics Data Reader",
      "Reader", // of the tenant's activity log
      "Reader", // of where Entra's logs are sent
      "Storage Blob Data Reader",
    ]);
  });

  it("counts all that it places at the management group before it places it", () => {
    const placed = (kind: string) => [...resources.keys()].filter(name => name.startsWith(`${kind} `)).length;
    const { definitions, assignments } = deployingPolicies(
      { dns: "Block", monthlyBudget: undefined, location: "westeurope" },
      exampleEstate,
    );
    assert.equal(placed("PolicyDefinitionAtManagementGroup"), definitionsOf(exampleEstate).length + definitions.length);
    // the initiative's own and two that ask for a second factor
    assert.equal(placed("PolicyAssignment"), 3 + assignments.length);
  });
});
