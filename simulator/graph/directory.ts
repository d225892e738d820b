import { type Answer, graphError, ok } from "../answers";
import type { Call } from "../call";
import { hasLicence } from "../faults";
import { get, type Json } from "../json";
import type { Route } from "../route";
import type { Tenant } from "../tenant";
import { type CollectionOptions, collection, entity } from "./collection";
import { resolved, standardUser } from "./objects";
import { needs } from "./permissions";
import { known, listedMembers, memberOf, members, owners, related, unitMembers, workloadMembers } from "./related";

/** The organisation, its users and its groups. */

const users: CollectionOptions = { context: "users", standard: standardUser, directory: true };
const groups: CollectionOptions = { context: "groups", directory: true };

/** signInActivity needs a premium licence and the permission for audit logs, and comes only when it is asked for. */
function withActivity(call: Call, answer: () => Answer): Answer {
  if (/\bsignInActivity\b/i.test(`${call.query.get("$select")},${call.query.get("$filter")}`)) {
    if (!hasLicence(call, "P1"))
      return graphError(
        403,
        "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
        "Neither tenant is B2C or tenant doesn't have premium license",
        call.tenant.at,
      );
    if (!call.caller.roles.includes("AuditLog.Read.All"))
      return graphError(
        403,
        "Authorization_RequestDenied",
        "Insufficient privileges to complete the operation.",
        call.tenant.at,
      );
  }
  return answer();
}

function getByIds(call: Call): Answer {
  const ids = get(call.body, "ids");
  const types = get(call.body, "types");
  if (!Array.isArray(ids) || ids.length > 1000)
    return graphError(400, "Request_BadRequest", "ids must hold between 1 and 1000 identifiers.", call.tenant.at);
  const wanted = Array.isArray(types)
    ? (types as readonly Json[]).map(type => `#microsoft.graph.${type}`.toLowerCase())
    : [];
  const rows = resolved(call, (ids as readonly Json[]).map(String));
  const value = rows.filter(row => wanted.length === 0 || wanted.includes(String(row["@odata.type"]).toLowerCase()));
  const context = `https://graph.microsoft.com/${call.version}/$metadata#directoryObjects`;
  return ok({ "@odata.context": context, value });
}

const graphUsers = (tenant: Tenant) => tenant.graph.users;
const graphGroups = (tenant: Tenant) => tenant.graph.groups;
const user = "#microsoft.graph.user";

export const directoryRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/organization",
    permissions: needs.organization,
    answer: call => {
      const rows = call.tenant.graph.organization;
      // only the beta has it
      const shown =
        call.version === "beta" ? rows : rows.map(({ onPremisesLastPasswordSyncDateTime: _, ...row }) => row);
      return collection(call, shown, { context: "organization" });
    },
  },
  {
    method: "GET",
    path: "/domains",
    permissions: needs.domains,
    answer: call => collection(call, call.tenant.graph.domains, { context: "domains", whole: true }),
  },
  {
    method: "GET",
    path: "/domains/:id/federationConfiguration",
    permissions: needs.domains,
    answer: call => {
      const { federations } = call.tenant.graph;
      const own = federations.filter(({ domain }) => domain.toLowerCase() === call.params.id?.toLowerCase());
      const context = `domains('${call.params.id}')/federationConfiguration`;
      const rows = own.map(({ row }) => row);
      return rows.length > 0 ? collection(call, rows, { context, whole: true }) : entity(call, undefined, { context });
    },
  },
  {
    method: "GET",
    path: "/subscribedSkus",
    permissions: needs.organization,
    answer: call => collection(call, call.tenant.graph.subscribedSkus, { context: "subscribedSkus", whole: true }),
  },
  {
    method: "GET",
    path: "/users",
    permissions: needs.users,
    answer: call => withActivity(call, () => collection(call, call.tenant.graph.users, users)),
  },
  {
    method: "GET",
    path: "/users/:id",
    permissions: needs.users,
    answer: call => withActivity(call, () => entity(call, known(call, call.tenant.graph.users), users)),
  },
  {
    method: "GET",
    path: "/users/:id/memberOf",
    permissions: needs.objects,
    answer: related(graphUsers, memberOf(false)),
  },
  {
    method: "GET",
    path: "/users/:id/transitiveMemberOf",
    permissions: needs.objects,
    answer: related(graphUsers, memberOf(true)),
  },
  {
    method: "GET",
    path: "/groups",
    permissions: needs.groups,
    answer: call => collection(call, call.tenant.graph.groups, groups),
  },
  {
    method: "GET",
    path: "/groups/:id",
    permissions: needs.groups,
    answer: call => entity(call, known(call, call.tenant.graph.groups), groups),
  },
  {
    method: "GET",
    path: "/groups/:id/members",
    permissions: needs.groups,
    answer: listedMembers(false),
  },
  {
    method: "GET",
    path: "/groups/:id/members/microsoft.graph.user",
    permissions: needs.groups,
    answer: related(graphGroups, members(false), user),
  },
  {
    method: "GET",
    path: "/groups/:id/transitiveMembers",
    permissions: needs.groups,
    answer: listedMembers(true),
  },
  {
    method: "GET",
    path: "/groups/:id/transitiveMembers/microsoft.graph.servicePrincipal",
    permissions: needs.groups,
    answer: workloadMembers,
  },
  {
    method: "GET",
    path: "/groups/:id/transitiveMembers/microsoft.graph.user",
    permissions: needs.groups,
    answer: related(graphGroups, members(true), user),
  },
  {
    method: "GET",
    path: "/groups/:id/memberOf",
    permissions: needs.groups,
    answer: related(graphGroups, memberOf(false)),
  },
  { method: "GET", path: "/groups/:id/owners", permissions: needs.groups, answer: related(graphGroups, owners) },
  {
    method: "GET",
    path: "/directory/administrativeUnits",
    permissions: needs.units,
    answer: call =>
      collection(call, call.tenant.graph.administrativeUnits, { context: "directory/administrativeUnits" }),
  },
  {
    method: "GET",
    path: "/directory/administrativeUnits/:id/members",
    permissions: needs.units,
    answer: related(tenant => tenant.graph.administrativeUnits, unitMembers),
  },
  { method: "POST", path: "/directoryObjects/getByIds", permissions: needs.objects, answer: getByIds },
];
