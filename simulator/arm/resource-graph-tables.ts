import type { Call } from "../call";
import { isRow, type Json, type Row, text } from "../json";
import type { Column } from "../kql/types";
import type { Tenant } from "../tenant";
import { chainOf, subscriptionIn } from "./scopes";

/** The tables of Azure Resource Graph, made of the rows that ARM serves. */

const dynamic = ["sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation"];
const names = ["id", "name", "type", "tenantId", "kind", "location", "resourceGroup", "subscriptionId", "managedBy"];

/** Columns that every table has. */
export const columns: readonly Column[] = [
  ...names.map((name): Column => ({ name, type: "string" })),
  ...dynamic.map((name): Column => ({ name, type: "dynamic" })),
];

/** A row as Resource Graph shows it: the type in lower case, ids cut out of the resource id. */
function graphRow(call: Call, row: Row, type = text(row, "type")): Row {
  const id = text(row, "id");
  const group = /\/resourcegroups\/([^/]+)/i.exec(id)?.[1];
  const own = {
    id,
    name: row.name ?? "",
    type: type.toLowerCase(),
    tenantId: call.tenant.tenantId,
    kind: row.kind ?? "",
    location: text(row, "location").toLowerCase().replaceAll(" ", ""),
    resourceGroup: group?.toLowerCase() ?? "",
    subscriptionId: subscriptionIn(id) ?? "",
    managedBy: row.managedBy ?? "",
  };
  const bags = ["sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation"];
  return { ...own, ...Object.fromEntries(bags.map(name => [name, row[name] ?? null])) };
}

/**
 * Resources that are not in the table `resources`: the table that has them, or `none`. A child of a type that is in none
 * is in none. Source: MicrosoftDocs/azure-docs articles/governance/resource-graph/reference/supported-tables-resources.md.
 */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["microsoft.batch/batchaccounts/pools", "batchresources"],
  ["microsoft.compute/virtualmachinescalesets/virtualmachines", "computeresources"],
  ["microsoft.servicefabric/managedclusters/nodetypes", "servicefabricresources"],
  ...[
    "microsoft.automation/automationaccounts/hybridrunbookworkergroups",
    "microsoft.avs/privateclouds/clusters",
    "microsoft.azurestackhci/clusters/arcsettings",
    "microsoft.cognitiveservices/accounts/computes",
    "microsoft.cognitiveservices/accounts/deployments",
    "microsoft.cognitiveservices/accounts/managedcomputedeployments",
    "microsoft.cognitiveservices/accounts/projects",
    "microsoft.compute/virtualmachinescalesets/extensions",
    "microsoft.containerservice/managedclusters/agentpools",
    "microsoft.datafactory/factories/integrationruntimes",
    "microsoft.datafactory/factories/linkedservices",
    "microsoft.datafactory/factories/pipelines",
    "microsoft.desktopvirtualization/hostpools/sessionhostconfigurations",
    "microsoft.desktopvirtualization/hostpools/sessionhostmanagements",
    "microsoft.devtestlab/labs/formulas",
    "microsoft.documentdb/cassandraclusters/datacenters",
    "microsoft.hdinsight/clusters/applications",
    "microsoft.labservices/labaccounts/labs",
    "microsoft.machinelearningservices/workspaces/computes",
    "microsoft.machinelearningservices/workspaces/featuresets",
    "microsoft.machinelearningservices/workspaces/jobs",
    "microsoft.machinelearningservices/workspaces/schedules",
    "microsoft.migrate/movecollections/moveresources",
    "microsoft.recoveryservices/vaults/replicationfabrics",
    "microsoft.redhatopenshift/openshiftclusters/machinepool",
    "microsoft.synapse/workspaces/integrationruntimes",
  ].map((type): [string, string] => [type, "none"]),
]);

/** The table of a type: that of the longest beginning that is told of. */
export function tableOf(type: string): string {
  const parts = type.toLowerCase().split("/");
  for (let length = parts.length; length > 1; length--) {
    const table = elsewhere.get(parts.slice(0, length).join("/"));
    if (table !== undefined) return length === parts.length ? table : "none";
  }
  return "resources";
}

const documentsOf = (call: Call, ...types: readonly string[]) =>
  call.tenant.arm.documents.filter(row => types.includes(text(row, "type").toLowerCase()));

/** Resource Graph writes the names of an alert's properties, and of what is in them, with a capital. */
function withCapitals(tree: Json): Json {
  if (Array.isArray(tree)) return tree.map(withCapitals);
  if (!isRow(tree)) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), withCapitals(value)]),
  );
}

/** A delegation and its definition are rows of their own, the definition beside the delegation. */
function delegationRows(call: Call, row: Row): Row[] {
  const { registrationDefinition, ...properties } = row.properties as Row;
  const id = text(row, "properties.registrationDefinitionId");
  const own = graphRow(call, { ...row, properties });
  if (!isRow(registrationDefinition)) return [own];
  const { properties: defined = null } = registrationDefinition;
  const definition = { id, name: id.split("/").at(-1) ?? "", properties: defined };
  return [own, graphRow(call, definition, "microsoft.managedservices/registrationdefinitions")];
}

const resourcesIn = (table: string) => (call: Call) =>
  call.tenant.arm.resources.filter(row => tableOf(text(row, "type")) === table).map(row => graphRow(call, row));

export const tables: Record<string, (call: Call) => readonly Row[]> = {
  resources: resourcesIn("resources"),
  batchresources: resourcesIn("batchresources"),
  computeresources: resourcesIn("computeresources"),
  servicefabricresources: resourcesIn("servicefabricresources"),
  authorizationresources: call => [
    ...call.tenant.arm.roleAssignments.map(row => graphRow(call, row)),
    ...call.tenant.arm.roleDefinitions.map(row => graphRow(call, row)),
  ],
  securityresources: call => [
    ...documentsOf(call, "microsoft.security/pricings", "microsoft.security/assessments").map(row =>
      graphRow(call, row),
    ),
    ...documentsOf(call, "microsoft.security/locations/alerts", "microsoft.security/alerts").map(row =>
      graphRow(
        call,
        { ...row, properties: withCapitals(row.properties ?? null) },
        "microsoft.security/locations/alerts",
      ),
    ),
  ],
  policyresources: call => [
    ...call.tenant.arm.policyAssignments.map(row => graphRow(call, row, "microsoft.authorization/policyassignments")),
    ...documentsOf(
      call,
      "microsoft.authorization/policydefinitions",
      "microsoft.authorization/policysetdefinitions",
      "microsoft.authorization/policyexemptions",
    ).map(row => graphRow(call, row)),
  ],
  managedservicesresources: call =>
    documentsOf(call, "microsoft.managedservices/registrationassignments").flatMap(row => delegationRows(call, row)),
  quotaresources: call =>
    call.tenant.arm.usages.map(({ subscription, location, value }) => {
      const id = `/subscriptions/${subscription}/providers/microsoft.compute/locations/${location}/usages/default`;
      return graphRow(call, {
        id,
        name: "default",
        type: "microsoft.compute/locations/usages",
        location,
        properties: { value },
      });
    }),
  resourcecontainers: call => [
    ...call.tenant.arm.subscriptions.map(row => {
      const { state = null, subscriptionPolicies = null, managedByTenants = [] } = row;
      const chain = chainOf(call.tenant, text(row, "id")).flatMap(scope => groupName(call, scope));
      const properties = { state, subscriptionPolicies, managedByTenants, managementGroupAncestorsChain: chain };
      return graphRow(
        call,
        { id: text(row, "id"), name: row.displayName ?? "", properties },
        "microsoft.resources/subscriptions",
      );
    }),
    ...call.tenant.arm.resourceGroups.map(row =>
      graphRow(call, row, "microsoft.resources/subscriptions/resourcegroups"),
    ),
    ...call.tenant.arm.managementGroups.map(({ name, displayName, parent }) => {
      const id = `/providers/Microsoft.Management/managementGroups/${name}`;
      const properties = { tenantId: call.tenant.tenantId, displayName, details: { parent: { name: parent } } };
      return graphRow(call, { id, name, properties }, "microsoft.management/managementgroups");
    }),
  ],
};

/** Tables as Resource Graph shows them; made once for a tenant. */
const shown = new WeakMap<Tenant, Map<string, readonly Row[]>>();
export function rowsOf(call: Call, table: string): readonly Row[] {
  const made = shown.get(call.tenant) ?? new Map<string, readonly Row[]>();
  shown.set(call.tenant, made);
  const rows = made.get(table) ?? tables[table]!(call);
  made.set(table, rows);
  return rows;
}

function groupName(call: Call, scope: string): Row[] {
  const found = call.tenant.arm.managementGroups.find(({ name }) =>
    scope.endsWith(`/managementgroups/${name.toLowerCase()}`),
  );
  return found ? [{ displayName: found.displayName, name: found.name }] : [];
}
