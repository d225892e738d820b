import { type Answer, graphError, ok } from "../answers";
import type { Call } from "../call";
import { hasLicence } from "../faults";
import { get, type Json, type Row, same, text } from "../json";
import type { Route } from "../route";
import type { Tenant } from "../tenant";
import { type CollectionOptions, collection, entity } from "./collection";
import { linked, resolved, standardUser } from "./objects";
import { needs } from "./permissions";

/** Users, groups, applications, service principals and what joins them. */

const users: CollectionOptions = { context: "users", standard: standardUser, directory: true };
const groups: CollectionOptions = { context: "groups", directory: true };
const applications: CollectionOptions = { context: "applications", directory: true };
const servicePrincipals: CollectionOptions = { context: "servicePrincipals", directory: true };
const objects: CollectionOptions = { context: "directoryObjects", directory: true };

function known(call: Call, rows: readonly Row[]): Row | undefined {
  const id = call.params.id ?? "";
  return rows.find(row => same(text(row, "id"), id) || same(text(row, "userPrincipalName"), id));
}

/** A list of objects that hang on one; 404 where that one is not there. `cast` leaves only one kind. */
function related(
  rows: (tenant: Tenant) => readonly Row[],
  ids: (call: Call, id: string) => Iterable<string>,
  cast?: string,
): (call: Call) => Answer {
  return call => {
    const owner = known(call, rows(call.tenant));
    if (!owner) return entity(call, undefined, objects);
    const found = resolved(call, ids(call, text(owner, "id")));
    return collection(call, cast ? found.filter(row => row["@odata.type"] === cast) : found, objects);
  };
}

const members = (deep: boolean) => (call: Call, id: string) => linked(call.tenant.graph.memberships, id, "down", deep);
const memberOf = (deep: boolean) => (call: Call, id: string) => linked(call.tenant.graph.memberships, id, "up", deep);
const owners = (call: Call, id: string) => linked(call.tenant.graph.owners, id, "down", false);

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
const graphApplications = (tenant: Tenant) => tenant.graph.applications;
const graphPrincipals = (tenant: Tenant) => tenant.graph.servicePrincipals;
const user = "#microsoft.graph.user";

export const directoryRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/organization",
    permissions: needs.organization,
    answer: call => collection(call, call.tenant.graph.organization, { context: "organization" }),
  },
  {
    method: "GET",
    path: "/domains",
    permissions: needs.domains,
    answer: call => collection(call, call.tenant.graph.domains, { context: "domains", whole: true }),
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
    answer: related(graphGroups, members(false)),
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
    answer: related(graphGroups, members(true)),
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
  { method: "POST", path: "/directoryObjects/getByIds", permissions: needs.objects, answer: getByIds },
  {
    method: "GET",
    path: "/servicePrincipals",
    permissions: needs.applications,
    answer: call => collection(call, call.tenant.graph.servicePrincipals, servicePrincipals),
  },
  {
    method: "GET",
    path: "/servicePrincipals/:id",
    permissions: needs.applications,
    answer: call => entity(call, known(call, call.tenant.graph.servicePrincipals), servicePrincipals),
  },
  {
    method: "GET",
    path: "/servicePrincipals/:id/owners",
    permissions: needs.applications,
    answer: related(graphPrincipals, owners),
  },
  {
    method: "GET",
    path: "/servicePrincipals/:id/memberOf",
    permissions: needs.applications,
    answer: related(graphPrincipals, memberOf(false)),
  },
  {
    method: "GET",
    path: "/applications",
    permissions: needs.applications,
    answer: call => collection(call, call.tenant.graph.applications, applications),
  },
  {
    method: "GET",
    path: "/applications/:id",
    permissions: needs.applications,
    answer: call => entity(call, known(call, call.tenant.graph.applications), applications),
  },
  {
    method: "GET",
    path: "/applications/:id/owners",
    permissions: needs.applications,
    answer: related(graphApplications, owners),
  },
  {
    method: "GET",
    path: "/applications/:id/federatedIdentityCredentials",
    permissions: needs.applications,
    answer: call => {
      const rows = call.tenant.graph.federatedCredentials
        .filter(({ of }) => same(of, call.params.id ?? ""))
        .map(({ row }) => row);
      return collection(call, rows, { context: "federatedIdentityCredentials" });
    },
  },
];
