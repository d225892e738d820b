import type { Answer } from "../answers";
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
export const owners = (call: Call, id: string) => linked(call.tenant.graph.owners, id, "down", false);
