import type { Call } from "../call";
import { type Row, text } from "../json";
import type { Link, Tenant } from "../tenant";

/** Directory objects of every kind, and the links between them. */

/** What comes of a user without `$select`. */
export const standardUser = [
  "businessPhones",
  "displayName",
  "givenName",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
  "id",
];

interface Kind {
  readonly type: string;
  readonly rows: (tenant: Tenant) => readonly Row[];
  readonly standard?: readonly string[];
}

const kinds: readonly Kind[] = [
  { type: "#microsoft.graph.user", rows: tenant => tenant.graph.users, standard: standardUser },
  { type: "#microsoft.graph.group", rows: tenant => tenant.graph.groups },
  { type: "#microsoft.graph.servicePrincipal", rows: tenant => tenant.graph.servicePrincipals },
  { type: "#microsoft.graph.application", rows: tenant => tenant.graph.applications },
];

/** Directory objects by lower-case id, each with its type; made once for a tenant. */
const indexes = new WeakMap<Tenant, Map<string, Row>>();
function objectsOf(tenant: Tenant): Map<string, Row> {
  let index = indexes.get(tenant);
  if (!index) {
    index = new Map();
    for (const { type, rows } of kinds)
      for (const row of rows(tenant)) index.set(text(row, "id").toLowerCase(), { "@odata.type": type, ...row });
    indexes.set(tenant, index);
  }
  return index;
}

/** The objects behind ids, without the properties that only `$select` brings. */
export function resolved(call: Call, ids: Iterable<string>): Row[] {
  const index = objectsOf(call.tenant);
  const rows = [...ids].map(id => index.get(id.toLowerCase())).filter(row => row !== undefined);
  if (call.query.get("$select")) return rows;
  return rows.map(row => {
    const standard = kinds.find(({ type }) => type === row["@odata.type"])?.standard;
    return standard
      ? Object.fromEntries(Object.entries(row).filter(([key]) => key === "@odata.type" || standard.includes(key)))
      : row;
  });
}

/** Follows links from one id, down (`of` to `is`) or up, over every level where `deep`. */
export function linked(links: readonly Link[], start: string, way: "down" | "up", deep: boolean): Set<string> {
  const found = new Set<string>();
  let edge = [start.toLowerCase()];
  while (edge.length > 0) {
    const from = new Set(edge);
    edge = [];
    for (const { of, is } of links) {
      const [source, target] = way === "down" ? [of, is] : [is, of];
      if (from.has(source.toLowerCase()) && !found.has(target.toLowerCase())) {
        found.add(target.toLowerCase());
        if (deep) edge.push(target.toLowerCase());
      }
    }
  }
  return found;
}
