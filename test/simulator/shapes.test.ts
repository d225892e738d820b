import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isRow, type Json, type Row } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { type Client, withSimulator } from "./tenant";

const examples = join(__dirname, "../../../shared/data/api-examples");
const [production, data] = [1, 3].map(n => `/subscriptions/00000000-0000-0000-0005-00000000000${n}`) as [
  string,
  string,
];

interface Shape {
  readonly plane: "arm" | "graph";
  readonly path: string;
  readonly body?: Json;
  /** Paths that the example has and the simulator leaves out, or has in another type, with good reason. */
  readonly apart?: readonly string[];
}

/** Claims of the example's person, and the fields that a service fills as it likes. */
const logApart = [
  "value.authorization.role",
  "value.claims.iat",
  "value.claims.nbf",
  "value.claims.exp",
  "value.claims.puid",
  "value.claims.groups",
  "value.claims.http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier",
  "value.claims.http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
  "value.claims.http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
  "nextLink",
];

const shapes: Record<string, Shape> = {
  "arm.subscriptions.list": {
    plane: "arm",
    path: "/subscriptions?api-version=2022-12-01",
    apart: ["nextLink", "value.tags", "value.managedByTenants"],
  },
  "arm.managementGroups.list": {
    plane: "arm",
    path: "/providers/Microsoft.Management/managementGroups?api-version=2023-04-01",
  },
  "arm.managementGroups.entities": {
    plane: "arm",
    path: "/providers/Microsoft.Management/getEntities?api-version=2023-04-01",
    body: {},
  },
  "arm.managementGroups.get.expand": {
    plane: "arm",
    path: "/providers/Microsoft.Management/managementGroups/00000000-0000-0000-00ff-000000000001?api-version=2023-04-01&$expand=children&$recurse=true",
    apart: ["properties.details.parent", "properties.children.children.children"],
  },
  "arm.roleAssignments.listForScope.2022-04-01": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`,
  },
  "arm.elevateAccess.rootRoleAssignment": {
    plane: "arm",
    path: "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()",
    apart: ["nextLink"],
  },
  "arm.roleDefinitions.get.2022-04-01": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c?api-version=2022-04-01`,
  },
  "arm.denyAssignments.2022-04-01": {
    plane: "arm",
    path: "/subscriptions/00000000-0000-0000-0005-000000000002/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01",
  },
  "arm.roleEligibilityScheduleInstances.2020-10-01": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances?api-version=2020-10-01`,
  },
  "arm.roleAssignmentScheduleInstances.2020-10-01": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Authorization/roleAssignmentScheduleInstances?api-version=2020-10-01`,
  },
  "arm.compute.usages.CONSTRUCTED": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Compute/locations/westeurope/usages?api-version=2026-03-01`,
  },
  "arm.quota.usages.compute.2025-09-01": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Compute/locations/westeurope/providers/Microsoft.Quota/usages?api-version=2025-09-01`,
  },
  "arm.quota.quotas.get.2025-09-01": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Compute/locations/westeurope/providers/Microsoft.Quota/quotas/cores?api-version=2025-09-01`,
    apart: ["properties.resourceType"],
  },
  "arm.quota.quotaRequests.2025-09-01": {
    plane: "arm",
    path: `${data}/providers/Microsoft.Compute/locations/westeurope/providers/Microsoft.Quota/quotaRequests?api-version=2025-09-01`,
    apart: ["nextLink"],
  },
  "arm.activityLog.filtered": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=eventTimestamp ge '2026-09-01T00:00:00Z'`,
    apart: logApart,
  },
  "arm.activityLog.tenant": {
    plane: "arm",
    path: "/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01",
    apart: logApart,
  },
  "arm.security.pricings.2024-01-01": {
    plane: "arm",
    path: `${data}/providers/Microsoft.Security/pricings?api-version=2024-01-01`,
    apart: ["value.properties.extensions", "value.properties.replacedBy"],
  },
  "arm.security.alerts.2022-01-01": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Security/alerts?api-version=2022-01-01`,
    apart: [
      "value.properties.extendedLinks",
      "value.properties.alertUri",
      "value.properties.correlationKey",
      "value.properties.subTechniques",
      "value.properties.extendedProperties",
      "value.properties.entities",
      "value.properties.resourceIdentifiers",
    ],
  },
  "arm.subscription.tenantPolicy.2021-10-01": {
    plane: "arm",
    path: "/providers/Microsoft.Subscription/policies/default?api-version=2021-10-01",
  },
  "arm.network.serviceTags": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Network/locations/westeurope/serviceTags?api-version=2025-05-01`,
    apart: ["nextLink"],
  },
  "arm.policyAssignments.list": {
    plane: "arm",
    path: `${production}/providers/Microsoft.Authorization/policyAssignments?api-version=2024-05-01`,
    apart: [
      "value.location",
      "value.identity",
      "value.properties.description",
      "value.properties.metadata",
      "value.properties.parameters",
    ],
  },
  "arm.resourceGraph.ResourcesBasicQuery": {
    plane: "arm",
    path: "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01",
    body: { query: "resources | project id, name, type, location, tags" },
    apart: ["data.tags"],
  },
  "graph.organization.get": {
    plane: "graph",
    path: "/v1.0/organization",
    apart: ["value.assignedPlans", "value.businessPhones", "value.city", "value.country"],
  },
  "graph.subscribedSkus.list": { plane: "graph", path: "/v1.0/subscribedSkus" },
  "graph.users.list.signInActivity": { plane: "graph", path: "/v1.0/users?$select=id,mail,assignedLicenses" },
  "graph.directoryObjects.getByIds": {
    plane: "graph",
    path: "/v1.0/directoryObjects/getByIds",
    body: { ids: ["00000000-0000-0000-0001-000000000001"] },
    apart: ["value.accountEnabled"],
  },
  "graph.groups.transitiveMembers": {
    plane: "graph",
    path: "/v1.0/groups/00000000-0000-0000-0002-000000000001/transitiveMembers",
  },
  "graph.servicePrincipals.list": { plane: "graph", path: "/v1.0/servicePrincipals" },
  "graph.applications.list": { plane: "graph", path: "/v1.0/applications" },
  "graph.directoryRoles.list": { plane: "graph", path: "/v1.0/directoryRoles" },
  "graph.directory.roleAssignments.list": { plane: "graph", path: "/v1.0/roleManagement/directory/roleAssignments" },
  "graph.directory.roleEligibilityScheduleInstances.list": {
    plane: "graph",
    path: "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances",
  },
  "graph.userRegistrationDetails.list": {
    plane: "graph",
    path: "/v1.0/reports/authenticationMethods/userRegistrationDetails",
  },
  "graph.conditionalAccess.policies.list.2021": { plane: "graph", path: "/v1.0/identity/conditionalAccess/policies" },
  "graph.namedLocations.list": { plane: "graph", path: "/v1.0/identity/conditionalAccess/namedLocations" },
  "graph.securityDefaults.get": { plane: "graph", path: "/v1.0/policies/identitySecurityDefaultsEnforcementPolicy" },
  "graph.authorizationPolicy.get": { plane: "graph", path: "/v1.0/policies/authorizationPolicy" },
  "graph.directoryAudits.list": {
    plane: "graph",
    path: "/v1.0/auditLogs/directoryAudits",
    apart: ["@microsoft.graph.tips"],
  },
  "graph.signIns.list": {
    plane: "graph",
    path: "/v1.0/auditLogs/signIns",
    // riskEventTypes gave way to riskEventTypes_v2
    apart: ["@odata.nextLink", "value.riskEventTypes", "value.appliedConditionalAccessPolicies"],
  },
  "graph.riskDetections.list": {
    plane: "graph",
    path: "/v1.0/identityProtection/riskDetections",
    apart: ["value.@odata.type", "value.location"],
  },
};

/** Every path of a document with the types that stand there; arrays are looked through. */
function typesOf(value: Json, path = "", found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  const types = found.get(path) ?? new Set<string>();
  found.set(path, types.add(value === null ? "null" : Array.isArray(value) ? "array" : typeof value));
  if (Array.isArray(value)) for (const item of value as readonly Json[]) if (isRow(item)) typesOf(item, path, found);
  if (isRow(value))
    for (const [key, inner] of Object.entries(value)) typesOf(inner, path ? `${path}.${key}` : key, found);
  return found;
}

describe("wire shapes", () => {
  it("have every key of the documented examples, in the same type", function () {
    if (!existsSync(examples)) {
      console.log("      the folder of examples is not there: wire shapes not compared");
      return this.skip();
    }
    return withSimulator({ scenario: contoso(), pageSize: 1000 }, async client => {
      for (const [name, shape] of Object.entries(shapes)) await compare(client, name, shape);
    });
  });
});

async function compare({ arm, graph }: Client, name: string, { plane, path, body, apart = [] }: Shape): Promise<void> {
  const file = JSON.parse(readFileSync(join(examples, `${name}.json`), "utf8")) as Row;
  const example = ((file.responses as Record<string, Row> | undefined)?.["200"]?.body ?? file) as Json;
  const reply = await (plane === "arm" ? arm(path, body) : graph(path, body === undefined ? {} : { body }));
  assert.equal(reply.status, 200, `${name}: ${reply.text}`);
  const ours = typesOf(reply.body);
  for (const [key, types] of typesOf(example)) {
    if (apart.some(each => key === each || key.startsWith(`${each}.`))) continue;
    const got = ours.get(key);
    assert.ok(got, `${name}: ${key} is missing`);
    const alike = [...types].some(type => got.has(type)) || got.has("null") || types.has("null");
    assert.ok(alike, `${name}: ${key} is ${[...got].join()}, in the example ${[...types].join()}`);
  }
}
