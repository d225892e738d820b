import { type Answer, graphError, ok } from "../answers";
import type { Call } from "../call";
import { isRow, type Row, text } from "../json";
import { logs } from "../kql/language";
import { parseQuery } from "../kql/query";
import type { Table } from "../kql/table";
import { QueryError } from "../kql/tokens";
import { asJson, type Type } from "../kql/types";
import { huntingTable, timeOf } from "../logs/tables";
import { windowOf } from "../logs/timespan";
import type { Route } from "../route";
import { needs } from "./permissions";

/** Advanced hunting: `POST /security/runHuntingQuery`. */

/** How Graph names the types; `DateTime` and `String` stand in its documentation, the others are inferred. */
const typeNames: Readonly<Record<Type, string>> = {
  string: "String",
  int: "Int32",
  long: "Int64",
  real: "Double",
  bool: "SByte",
  datetime: "DateTime",
  timespan: "TimeSpan",
  dynamic: "Object",
};

/** Names of properties in the body are found ignoring case. */
function given(body: Row, name: string): string {
  const key = Object.keys(body).find(each => each.toLowerCase() === name);
  return key === undefined ? "" : text(body, key);
}

function run(call: Call): Answer {
  const { tenant, listing } = call;
  const bad = (message: string) => graphError(400, "BadRequest", message, tenant.at);
  const body = isRow(call.body) ? call.body : {};
  const source = given(body, "query");
  if (source.trim() === "") return bad("The request is invalid: 'Query' is missing.");
  const now = Date.parse(tenant.at);
  const window = windowOf(given(body, "timespan") || "P30D", now);
  if (!window) return bad("The request is invalid: 'Timespan' is no ISO 8601 interval.");
  const table = (name: string): Table | undefined => {
    const found = huntingTable(tenant, name);
    const inside = (row: Row) => timeOf(row) >= window.from && timeOf(row) <= window.to;
    return found && { ...found, rows: () => found.rows().filter(inside) };
  };
  try {
    const { columns, rows } = parseQuery(source, { language: logs, now, table });
    const results = rows()
      .slice(0, listing.huntingRows)
      .map(row => Object.fromEntries(columns.map(({ name, type }) => [name, asJson(row[name] ?? null, type)])));
    const schema = columns.map(({ name, type }) => ({ name, type: typeNames[type] }));
    return ok({ schema, results });
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { place, message } = error;
    return bad(
      place
        ? `Query could not be parsed at '${place.token}' on line [${place.line},${place.character}]. Fix syntax errors in your query.`
        : `${message}. Fix semantic errors in your query.`,
    );
  }
}

export const huntingRoutes: readonly Route[] = [
  { method: "POST", path: "/security/runHuntingQuery", permissions: needs.hunting, answer: run },
];
