import { type Answer, armError, ok, Refusal } from "../answers";
import type { Call } from "../call";
import { get, type Row, same, text } from "../json";
import type { Route } from "../route";
import { armList } from "./lists";
import { chainOf, identitiesOf, normalScope, principalOf, rowsAt, subscriptionIn } from "./scopes";

/** Azure RBAC, deny assignments and the instances of Privileged Identity Management, at any scope. */

/** `atScope()`, `assignedTo('…')`, both with `and`, `principalId eq '…'`, `asTarget()`. */
function assigned(call: Call, rows: readonly Row[]): readonly Row[] {
  const source = call.query.get("$filter") ?? "";
  let reach: "above" | "all" = "all";
  let who: Set<string> | undefined;
  for (const clause of source.split(/\s+and\s+/i).filter(Boolean)) {
    const one =
      /^\(?\s*(?:(atScope)\(\)|(asTarget)\(\)|assignedTo\('([^']+)'\)|principalId\s+eq\s+'([^']+)')\s*\)?$/i.exec(
        clause.trim(),
      );
    if (!one) throw unsupported(source);
    if (one[1]) reach = "above";
    else if (one[4]) who = new Set([one[4].toLowerCase()]);
    else who = identitiesOf(call.tenant, one[3] ?? call.caller.objectId);
  }
  const visible = rowsAt(call, rows, reach);
  return who ? visible.filter(row => who.has(principalOf(row))) : visible;
}

function unsupported(source: string): Refusal {
  return new Refusal(armError(400, "UnsupportedFilter", `The filter '${source}' is not supported.`));
}

/** At a subscription Azure writes the ids of all roles, its own too, below that subscription. */
function atCaller(call: Call, row: Row): Row {
  const subscription = subscriptionIn(call.scope);
  const id = `/providers/Microsoft.Authorization/roleDefinitions/${text(row, "name")}`;
  return { ...row, id: subscription ? `/subscriptions/${subscription}${id}` : id };
}

/** At the root the list has all roles of the tenant; at a scope those that may be assigned there. */
function roleDefinitions(call: Call): readonly Row[] {
  const source = (call.query.get("$filter") ?? "").trim();
  const here = normalScope(call.scope);
  const above = chainOf(call.tenant, here);
  const below = /atScopeAndBelow\(\)/i.test(source);
  const rest = source.replace(/\s*(and\s+)?atScopeAndBelow\(\)(\s+and)?\s*/i, " ").trim();
  const test = /^(?:(type|roleName)\s+eq\s+'([^']+)')?$/i.exec(rest);
  if (!test) throw unsupported(source);
  return call.tenant.arm.roleDefinitions
    .filter(row => {
      const scopes = get(row, "properties.assignableScopes");
      return (Array.isArray(scopes) ? scopes : []).some(
        scope =>
          here === "/" ||
          above.includes(normalScope(String(scope))) ||
          (below && chainOf(call.tenant, String(scope)).includes(here)),
      );
    })
    .filter(
      row => !test[1] || same(text(row, `properties.${same(test[1], "type") ? "type" : "roleName"}`), test[2] ?? ""),
    )
    .map(row => atCaller(call, row));
}

function one(call: Call, rows: readonly Row[], code: string): Answer {
  const row = rows.find(each => same(text(each, "name"), call.params.name ?? ""));
  return row ? ok(row) : armError(404, code, `The specified object '${call.params.name}' does not exist.`);
}

/**
 * Policy assignments and exemptions take `atScope()`, `atExactScope()` and `policyDefinitionId eq '…'` or
 * `policyAssignmentId eq '…'`.
 */
function ofPolicies(call: Call, rows: readonly Row[], by: string, scopeOf?: (row: Row) => string): readonly Row[] {
  const source = (call.query.get("$filter") ?? "").trim();
  const [, key, value] = /^(\w+)\s+eq\s+'([^']+)'$/i.exec(source) ?? [];
  if (value !== undefined && same(key ?? "", by))
    return rowsAt(call, rows, "all", scopeOf).filter(row => same(text(row, `properties.${by}`), value));
  if (source !== "" && !/^at(Exact)?Scope\(\)$/i.test(source)) throw unsupported(source);
  return rowsAt(call, rows, source === "" ? "all" : /exact/i.test(source) ? "at" : "above", scopeOf);
}

/** What stands at a scope has that in its id. */
const scopeInId = (row: Row): string =>
  text(row, "id").replace(/\/providers\/microsoft\.authorization\/[^/]+\/[^/]+$/i, "");

function policyExemptions(call: Call): readonly Row[] {
  const rows = call.tenant.arm.documents.filter(row =>
    same(text(row, "type"), "Microsoft.Authorization/policyExemptions"),
  );
  return ofPolicies(call, rows, "policyAssignmentId", scopeInId);
}

const base = "/providers/Microsoft.Authorization";

/** Operations of the providers; their types, with what may be done to each, only where they are asked for. */
function providerOperations(call: Call): Answer {
  const whole = same(call.query.get("$expand") ?? "", "resourceTypes");
  const rows = call.tenant.providerOperations ?? [];
  return armList(call, whole ? rows : rows.map(({ resourceTypes: _, ...row }) => ({ ...row, resourceTypes: [] })));
}

export const authorizationRoutes: readonly Route[] = [
  { method: "GET", path: "/providers/Microsoft.Authorization/providerOperations", answer: providerOperations },
  {
    method: "GET",
    path: `${base}/roleAssignments`,
    answer: call => armList(call, assigned(call, call.tenant.arm.roleAssignments)),
  },
  {
    method: "GET",
    path: `${base}/roleAssignments/:name`,
    answer: call => one(call, rowsAt(call, call.tenant.arm.roleAssignments, "at"), "RoleAssignmentNotFound"),
  },
  { method: "GET", path: `${base}/roleDefinitions`, answer: call => armList(call, roleDefinitions(call)) },
  {
    method: "GET",
    path: `${base}/roleDefinitions/:name`,
    answer: call =>
      one(
        call,
        call.tenant.arm.roleDefinitions.map(row => atCaller(call, row)),
        "RoleDefinitionDoesNotExist",
      ),
  },
  {
    method: "GET",
    path: `${base}/denyAssignments`,
    answer: call => armList(call, rowsAt(call, call.tenant.arm.denyAssignments, "all")),
  },
  {
    method: "GET",
    path: `${base}/roleEligibilityScheduleInstances`,
    licence: "P2",
    answer: call => armList(call, assigned(call, call.tenant.arm.roleEligibilityScheduleInstances)),
  },
  {
    method: "GET",
    path: `${base}/roleAssignmentScheduleInstances`,
    licence: "P2",
    answer: call => armList(call, assigned(call, call.tenant.arm.roleAssignmentScheduleInstances)),
  },
  {
    method: "GET",
    path: `${base}/roleManagementPolicyAssignments`,
    licence: "P2",
    answer: call => armList(call, rowsAt(call, call.tenant.arm.roleManagementPolicyAssignments, "at")),
  },
  {
    method: "GET",
    path: `${base}/policyAssignments`,
    answer: call => armList(call, ofPolicies(call, call.tenant.arm.policyAssignments, "policyDefinitionId")),
  },
  { method: "GET", path: `${base}/policyExemptions`, answer: call => armList(call, policyExemptions(call)) },
];
