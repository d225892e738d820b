import assert from "node:assert/strict";
import { contoso } from "../../simulator/scenario/contoso";
import { withSimulator } from "./tenant";

/** What a well-known open-source auditor asks for in one scan, by address as it spells them. `{s}` is each subscription. */
const arm = [
  "/subscriptions?api-version=2016-06-01",
  "/tenants?api-version=2016-06-01",
  "{s}/locations?api-version=2016-06-01",
  "{s}/providers/Microsoft.Security/pricings?api-version=2024-01-01",
  "{s}/providers/Microsoft.Security/autoProvisioningSettings?api-version=2017-08-01-preview",
  "{s}/providers/Microsoft.Security/assessments?api-version=2021-06-01",
  "{s}/providers/Microsoft.Security/settings?api-version=2022-05-01",
  "{s}/providers/Microsoft.Security/securityContacts?api-version=2023-12-01-preview",
  "{s}/providers/Microsoft.Security/iotSecuritySolutions?api-version=2019-08-01",
  "{s}/providers/Microsoft.Security/jitNetworkAccessPolicies?api-version=2020-01-01",
  "{s}/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01",
  "{s}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()",
  "{s}//providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview",
  "{s}/providers/Microsoft.Insights/activityLogAlerts?api-version=2020-10-01",
  "{s}/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01",
  "{s}/providers/Microsoft.Compute/disks?api-version=2024-03-02",
  "{s}/providers/Microsoft.Compute/virtualMachineScaleSets?api-version=2024-07-01",
  "{s}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachineScaleSets/vmss-web/virtualMachines?api-version=2024-07-01",
];
const graph = [
  "/v1.0//domains",
  "/v1.0//users?$select=id,displayName,accountEnabled,signInActivity",
  "/v1.0//reports/authenticationMethods/userRegistrationDetails",
  "/v1.0//policies/authorizationPolicy",
  "/v1.0//groupSettings",
  "/v1.0//policies/identitySecurityDefaultsEnforcementPolicy",
  "/v1.0//identity/conditionalAccess/namedLocations",
  "/v1.0//directoryRoles",
  "/v1.0//identity/conditionalAccess/policies",
  "/v1.0//applications",
  "/v1.0//policies/authenticationMethodsPolicy",
  "/v1.0//directoryRoles/00000000-0000-0000-000c-000000000001/members",
];

describe("requests of other auditors", () => {
  it("are answered, all of them", () =>
    withSimulator({ scenario: contoso(), pageSize: 100 }, async client => {
      for (const path of arm) {
        const reply = await client.arm(path.replace("{s}", "/subscriptions/00000000-0000-0000-0005-000000000001"));
        assert.equal(reply.status, 200, path);
        assert.ok(Array.isArray(reply.body.value), path);
      }
      for (const path of graph) assert.equal((await client.graph(path)).status, 200, path);
    }));

  it("get what those auditors stumble over: no null where they expect a value", () =>
    withSimulator({ scenario: contoso({ size: { users: 10 } }), pageSize: 100 }, async ({ all }) => {
      for (const row of await all("graph", "/v1.0/users?$select=id,displayName,accountEnabled"))
        assert.ok(typeof row.displayName === "string" && typeof row.accountEnabled === "boolean");
      for (const row of await all("graph", "/v1.0/identity/conditionalAccess/policies"))
        assert.ok(
          Array.isArray(
            (row as { conditions?: { users?: { excludeUsers?: unknown } } }).conditions?.users?.excludeUsers,
          ),
        );
    }));
});
