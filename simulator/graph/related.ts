import { type Answer, graphError } from "../answers";
import type { Call } from "../call";
import { type Row, same, text } from "../json";
import type { Tenant } from "../tenant";
import { type CollectionOptions, collection, entity } from "./collection";
import { linked, resolved } from "./objects";

/** The object that an address names, and what is linked to it. */

const objects: CollectionOptions = { context: "directoryObjects", directory: true };

/** By object id, or by user principal name. */
export function known(call: Call, rows: readonly Row[]): Row | undefined {
  const id = call.params.id ?? "";
  return rows.find(row => same(text(row, "id"), id) || same(text(row, "userPrincipalName"), id));
}

/**
 * The members of a group as v1.0 lists them: without service principals, which is a known issue of the service. An advanced
 * query has them.
 */
export function listedMembers(deep: boolean): (call: Call) => Answer {
  return call => {
    const group = known(call, call.tenant.graph.groups);
    if (!group) return entity(call, undefined, objects);
    const found = resolved(call, members(deep)(call, text(group, "id")));
    const seen = isAdvanced(call) ? found : found.filter(row => row["@odata.type"] !== servicePrincipal);
    return collection(call, seen, objects);
  };
}

/** The service principals of a group. Without the header and `$count=true` Graph refuses the cast. */
export function workloadMembers(call: Call): Answer {
  if (!isAdvanced(call))
    return graphError(
      400,
      "Request_UnsupportedQuery",
      "The specified cast is not supported without the header ConsistencyLevel: eventual and $count=true.",
      call.tenant.at,
    );
  return related(tenant => tenant.graph.groups, members(true), servicePrincipal)(call);
}

const servicePrincipal = "#microsoft.graph.servicePrincipal";
const isAdvanced = ({ headers, query, version }: Call): boolean =>
  version === "beta" || (headers.consistencylevel?.toLowerCase() === "eventual" && query.get("$count") === "true");

/** The most that `$expand` brings of a list of directory objects; the service does not say that there are more. */
const mostExpanded = 20;

/** `$expand=owners`, with or without a choice of their properties. */
export function withOwners(call: Call, rows: readonly Row[], options: CollectionOptions): Answer {
  const wanted = call.query.get("$expand");
  if (!wanted) return collection(call, rows, options);
  const [, select] = /^owners(?:\(\$select=([\w,]+)\))?$/i.exec(wanted) ?? [];
  if (!/^owners\b/i.test(wanted))
    return graphError(400, "BadRequest", `Could not find a property named '${wanted}' to expand.`, call.tenant.at);
  const fields = select?.split(",");
  const expanded = rows.map(row => ({
    ...row,
    owners: resolved(call, owners(call, text(row, "id")))
      .slice(0, mostExpanded)
      .map(owner =>
        Object.fromEntries(
          Object.entries(owner).filter(([key]) => key === "@odata.type" || (fields?.includes(key) ?? true)),
        ),
      ),
  }));
  return collection(call, expanded, { ...options, handled: ["$expand"], expanded: ["owners"] });
}

/** A list of objects that hang on one; 404 where that one is not there. `cast` leaves only one kind. */
export function related(
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

/** What hangs on an object, as ids; over every level where `deep`. */
export const members = (deep: boolean) => (call: Call, id: string) =>
  linked(call.tenant.graph.memberships, id, "down", deep);
export const memberOf = (deep: boolean) => (call: Call, id: string) =>
  linked(call.tenant.graph.memberships, id, "up", deep);
export const unitMembers = (call: Call, id: string) => linked(call.tenant.graph.unitMembers, id, "down", false);
export const owners = (call: Call, id: string) => linked(call.tenant.graph.owners, id, "down", false);
