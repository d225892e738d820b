import { type Answer, ok } from "../answers";
import type { Call } from "../call";
import { isRow, type Json, type Row, same, text } from "../json";
import { logs } from "../kql/language";
import { parseQuery } from "../kql/query";
import type { Table } from "../kql/table";
import { QueryError } from "../kql/tokens";
import { asJson, type Type } from "../kql/types";
import type { Route } from "../route";
import { badArgument, badQuery, cutAt, pathNotFound } from "./errors";
import { timeOf, workspaceTable } from "./tables";
import { windowOf } from "./timespan";

/** The query API of Log Analytics, which has an address and tokens of its own. */

/** Dynamics go over the wire as JSON text, instants and spans as text; a text is never null. */
function sent(value: Json, type: Type): Json {
  if (type === "string") return value ?? "";
  if (value === null) return type === "dynamic" ? "" : null;
  return type === "dynamic" ? JSON.stringify(value) : asJson(value, type);
}

function query(call: Call): Answer {
  const { tenant, params, listing } = call;
  const id = `/subscriptions/${params.s}/resourceGroups/${params.g}/providers/Microsoft.OperationalInsights/workspaces/${params.w}`;
  const workspace = tenant.workspaces?.find(({ resourceId }) => same(resourceId, id));
  if (!workspace) return pathNotFound();
  const body = isRow(call.body) ? call.body : {};
  const now = Date.parse(tenant.at);
  const source = text(body, "query");
  if (source.trim() === "") return badArgument({ code: "QueryValidationError", message: "Query is missing." });
  const asked = text(body, "timespan");
  const window = asked === "" ? undefined : windowOf(asked, now);
  if (asked !== "" && !window)
    return badArgument({ code: "InvalidTimespanError", message: `The timespan '${asked}' is not valid.` });
  const table = (name: string): Table | undefined => {
    const found = workspaceTable(tenant, workspace, name);
    if (!found || !window) return found;
    const inside = (row: Row) => timeOf(row) >= window.from && timeOf(row) <= window.to;
    return { ...found, rows: () => found.rows().filter(inside) };
  };
  try {
    const { columns, rows: all } = parseQuery(source, { language: logs, now, table });
    const rows = all();
    const shown = rows.slice(0, listing.logRows);
    const primary = {
      name: "PrimaryResult",
      columns: columns.map(({ name, type }) => ({ name, type })),
      rows: shown.map(row => columns.map(({ name, type }) => sent(row[name] ?? null, type))),
    };
    const cut = shown.length < rows.length ? { error: cutAt(listing.logRows) } : {};
    return ok({ tables: [primary], ...cut });
  } catch (error) {
    if (error instanceof QueryError) return badQuery(error);
    throw error;
  }
}

export const logRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/subscriptions/:s/resourceGroups/:g/providers/Microsoft.OperationalInsights/workspaces/:w/query",
    action: "Microsoft.OperationalInsights/workspaces/query/read",
    answer: query,
  },
];
