import { graphError, ok } from "../answers";
import type { Call } from "../call";
import { graphDenied } from "../faults";
import type { Row } from "../json";
import { same, text } from "../json";
import type { Route } from "../route";
import type { GraphTables } from "../tenant";
import { collection, entity } from "./collection";
import { needs } from "./permissions";

/** Conditional Access and the other policies of sign-in. */

function single(
  path: string,
  table: "securityDefaults" | "crossTenantDefault" | "authorizationPolicy" | "authenticationMethodsPolicy",
): Route {
  const answer = (call: Call) => entity(call, call.tenant.graph[table] as Row, { context: path.slice(1) });
  return { method: "GET", path, permissions: needs.policies, answer };
}

function list(path: string, rows: (graph: GraphTables) => readonly Row[]): Route {
  const answer = (call: Call) => collection(call, rows(call.tenant.graph), { context: path.slice(1) });
  return { method: "GET", path, permissions: needs.policies, answer };
}

export const policyRoutes: readonly Route[] = [
  list("/identity/conditionalAccess/policies", graph => graph.conditionalAccessPolicies),
  list("/identity/conditionalAccess/namedLocations", graph => graph.namedLocations),
  list("/policies/authenticationStrengthPolicies", graph => graph.authenticationStrengths),
  single("/policies/identitySecurityDefaultsEnforcementPolicy", "securityDefaults"),
  single("/policies/crossTenantAccessPolicy/default", "crossTenantDefault"),
  list("/policies/crossTenantAccessPolicy/partners", graph => graph.crossTenantPartners),
  single("/policies/authorizationPolicy", "authorizationPolicy"),
  single("/policies/authenticationMethodsPolicy", "authenticationMethodsPolicy"),
  {
    method: "GET",
    path: "/policies/roleManagementPolicyAssignments",
    permissions: [...needs.roles, ...needs.groupPolicies],
    licence: "P2",
    // The filter is required: scope and kind of scope, which needs a permission of its own. Rules come only where they are expanded.
    answer: call => {
      const filter = call.query.get("$filter") ?? "";
      const [, scope, type] = /^scopeId eq '([^']+)' and scopeType eq '(DirectoryRole|Group)'$/i.exec(filter) ?? [];
      if (scope === undefined || type === undefined)
        return graphError(400, "InvalidFilter", "The provided filter is not supported.", call.tenant.at);
      const wanted: readonly string[] = same(type, "Group") ? needs.groupPolicies : needs.roles;
      if (!wanted.some(permission => call.caller.roles.includes(permission))) return graphDenied(call);
      const expanded = /policy\(\$expand=rules\)/i.test(call.query.get("$expand") ?? "");
      const rows = call.tenant.graph.roleManagementPolicyAssignments.filter(
        row => same(text(row, "scopeId"), scope) && same(text(row, "scopeType"), type),
      );
      const shown = expanded ? rows : rows.map(({ policy: _, ...row }) => row);
      return ok({ "@odata.context": "policies/roleManagementPolicyAssignments", value: shown });
    },
  },
  {
    method: "GET",
    path: "/groupSettings",
    permissions: needs.objects,
    answer: call => collection(call, call.tenant.graph.groupSettings, { context: "groupSettings", whole: true }),
  },
  {
    method: "GET",
    path: "/users/:id/authentication/requirements",
    permissions: needs.policies,
    answer: call => {
      if (call.version !== "beta")
        return graphError(400, "BadRequest", "Resource not found for the segment 'requirements'.", call.tenant.at);
      const user = call.tenant.graph.users.some(row => same(text(row, "id"), call.params.id ?? ""));
      const own = call.tenant.graph.perUserMfa.find(row => same(row.user, call.params.id ?? ""));
      return user ? ok({ perUserMfaState: own?.state ?? "disabled" }) : entity(call, undefined, { context: "users" });
    },
  },
];
