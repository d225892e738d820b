import { type Answer, graphError } from "../answers";
import type { Call } from "../call";
import { type Row, same, text } from "../json";
import type { Route } from "../route";
import { collection, entity } from "./collection";
import { needs } from "./permissions";

/** Entra roles: those in force, and what Privileged Identity Management holds. */

const expandable = ["principal", "roleDefinition"];

/** `$expand=principal` or `roleDefinition`, one at a time as the service takes it. */
function expanded(call: Call, rows: readonly Row[], context: string): Answer {
  const wanted = call.query.get("$expand");
  if (!wanted) return collection(call, rows, { context });
  if (!expandable.includes(wanted))
    return graphError(400, "BadRequest", `Could not find a property named '${wanted}' to expand.`, call.tenant.at);
  const { users, groups, servicePrincipals, roleDefinitions } = call.tenant.graph;
  const from = wanted === "principal" ? [...users, ...groups, ...servicePrincipals] : roleDefinitions;
  const key = wanted === "principal" ? "principalId" : "roleDefinitionId";
  const found = (row: Row) => from.find(each => same(text(each, "id"), text(row, key))) ?? null;
  return collection(
    call,
    rows.map(row => ({ ...row, [wanted]: found(row) })),
    { context, handled: ["$expand"] },
  );
}

/** Holders of a role in force, whether standing or activated. Roles are known by their template id and by their own. */
function roleMembers(call: Call): Answer {
  const { directoryRoles, roleAssignments, users, servicePrincipals, groups } = call.tenant.graph;
  const role = directoryRoles.find(row => same(text(row, "id"), call.params.id ?? ""));
  if (!role) return entity(call, undefined, { context: "directoryRoles" });
  const holders = roleAssignments
    .filter(row => same(text(row, "roleDefinitionId"), text(role, "roleTemplateId")))
    .map(row => text(row, "principalId").toLowerCase());
  const kinds: [string, readonly Row[]][] = [
    ["#microsoft.graph.user", users],
    ["#microsoft.graph.servicePrincipal", servicePrincipals],
    ["#microsoft.graph.group", groups],
  ];
  const rows = kinds.flatMap(([type, all]) =>
    all.filter(row => holders.includes(text(row, "id").toLowerCase())).map(row => ({ "@odata.type": type, ...row })),
  );
  return collection(call, rows, { context: "directoryObjects" });
}

const base = "/roleManagement/directory";

export const roleRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/directoryRoles",
    permissions: needs.roles,
    answer: call => collection(call, call.tenant.graph.directoryRoles, { context: "directoryRoles", whole: true }),
  },
  { method: "GET", path: "/directoryRoles/:id/members", permissions: needs.roles, answer: roleMembers },
  {
    method: "GET",
    path: `${base}/roleDefinitions`,
    permissions: needs.roles,
    answer: call =>
      collection(call, call.tenant.graph.roleDefinitions, { context: "roleManagement/directory/roleDefinitions" }),
  },
  {
    method: "GET",
    path: `${base}/roleAssignments`,
    permissions: needs.roles,
    answer: call => expanded(call, call.tenant.graph.roleAssignments, "roleManagement/directory/roleAssignments"),
  },
  {
    method: "GET",
    path: `${base}/roleEligibilityScheduleInstances`,
    permissions: needs.roleSchedules,
    licence: "P2",
    answer: call =>
      expanded(
        call,
        call.tenant.graph.roleEligibilityScheduleInstances,
        "roleManagement/directory/roleEligibilityScheduleInstances",
      ),
  },
  {
    method: "GET",
    path: `${base}/roleAssignmentScheduleInstances`,
    permissions: needs.roleSchedules,
    licence: "P2",
    answer: call =>
      expanded(
        call,
        call.tenant.graph.roleAssignmentScheduleInstances,
        "roleManagement/directory/roleAssignmentScheduleInstances",
      ),
  },
  {
    method: "GET",
    path: "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
    permissions: needs.groupEligibilities,
    licence: "P2",
    // The filter is required: one group, or one principal.
    answer: call =>
      /\b(groupId|principalId) eq '/i.test(call.query.get("$filter") ?? "")
        ? collection(call, call.tenant.graph.groupEligibilityScheduleInstances, {
            context: "identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
          })
        : graphError(400, "MissingProvider", "The groupId or principalId filter is required.", call.tenant.at),
  },
];
