import assert from "node:assert/strict";
import {
  applicationRoles,
  domainRoles,
  elevatingRoles,
  escalatingEntraRoles,
  globalAdministrator,
  groupRoles,
  resetRoles,
} from "../../catalogue/entra-roles";
import { escalatingAppRoles, graphAppRoles } from "../../catalogue/graph-app-roles";
import { azureRoles, microsoftApps, policyDefinitions } from "../../catalogue/well-known-ids";
import { builtInRoleName } from "../../compute/roles/builtin-roles";

describe("well-known ids", () => {
  it("of Azure roles are those of the table of built-in roles", () => {
    // some are written as one word: AcrPull
    for (const [key, id] of Object.entries(azureRoles))
      assert.equal(builtInRoleName(id)?.replaceAll(" ", "").toLowerCase(), key.toLowerCase());
  });

  it("are GUIDs in lower case, and stand in one place each", () => {
    const ids = [azureRoles, microsoftApps, policyDefinitions, graphAppRoles].flatMap(Object.values<string>);
    const all = [...ids, ...escalatingEntraRoles.keys()];
    for (const id of all) assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.equal(new Set(all).size, all.length);
  });

  it("of directory roles that the roads know are those of the checks, but for roles that only reset passwords", () => {
    const known = [...elevatingRoles, ...applicationRoles, ...groupRoles, ...domainRoles, ...resetRoles.keys()];
    const helpdesk = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
    const passwordAdministrator = "966707d0-3269-4727-9be2-8c3a10f19b9d";
    assert.deepEqual(
      new Set(known.filter(id => !escalatingEntraRoles.has(id))),
      new Set([helpdesk, passwordAdministrator]),
    );
    assert.deepEqual(
      [...escalatingEntraRoles.keys()].filter(id => !known.includes(id)),
      [],
    );
  });

  it("of roles that lead to rights over Azure say how", () => {
    assert.match(escalatingEntraRoles.get(globalAdministrator)?.holderCan ?? "", /^can take access/);
    assert.equal(escalatingAppRoles.get(graphAppRoles["RoleManagement.Read.Directory"]), undefined);
    assert.match(
      escalatingAppRoles.get(graphAppRoles["RoleManagement.ReadWrite.Directory"])?.applicationCan ?? "",
      /any right/,
    );
  });
});
