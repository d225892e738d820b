import { type Answer, armError, ok, Refusal } from "../answers";
import type { Call } from "../call";
import { get, isRow, type Json, type Row, text } from "../json";
import { resourceGraph } from "../kql/language";
import { parseQuery, type Query } from "../kql/query";
import { QueryError } from "../kql/tokens";
import { hash, shuffled } from "../random";
import type { Route } from "../route";
import { seenByGraph } from "../sight";
import { columns, rowsOf, tables } from "./resource-graph-tables";
import { chainOf } from "./scopes";

/** Azure Resource Graph: `POST /providers/Microsoft.ResourceGraph/resources`. */

function badRequest(details: readonly Row[], call: Call): Refusal {
  const message = `Please provide below info when asking for support: timestamp = ${call.tenant.at}, correlationId = 00000000-0000-0000-0000-000000000000.`;
  return new Refusal(armError(400, "BadRequest", message, { details }));
}

const invalid = {
  code: "InvalidQuery",
  message:
    "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.",
};

/** Understands and answers a query; names of tables are found ignoring case. */
function answered(call: Call, body: Row, source: string, question: number): { query: Query; rows: readonly Row[] } {
  const seed = call.listing.shuffle;
  const visible = (table: string) => {
    const rows = seenByGraph(call, rowsOf(call, table)).filter(inScope(call, body));
    return seed === undefined ? rows : shuffled(rows, seed ^ question);
  };
  const table = (name: string) => {
    const word = name.toLowerCase();
    return Object.hasOwn(tables, word) ? { columns, rows: () => visible(word) } : undefined;
  };
  try {
    const query = parseQuery(source, { language: resourceGraph, now: Date.parse(call.tenant.at), table });
    return { query, rows: query.rows() };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { place } = error;
    const detail: Row = place
      ? {
          code: "ParserFailure",
          message: "ParserFailure",
          line: place.line,
          characterPositionInLine: place.character,
          token: place.token,
        }
      : { code: "InvalidQuery", message: error.message };
    throw badRequest([invalid, detail], call);
  }
}

/** Without scopes the whole tenant; with them what lies at and below them, or above as well where the options ask for it. */
function inScope(call: Call, body: Row): (row: Row) => boolean {
  const reach = text(body, "options.authorizationScopeFilter") || "AtScopeAndBelow";
  if (!/^AtScope(Above)?AndBelow$/i.test(reach))
    throw badRequest(
      [{ code: "UnsupportedOption", message: `authorizationScopeFilter '${reach}' is not supported.` }],
      call,
    );
  const names = (key: string) => (Array.isArray(body[key]) ? (body[key] as readonly Json[]).map(String) : []);
  const scopes = [
    ...names("subscriptions").map(id => `/subscriptions/${id.toLowerCase()}`),
    ...names("managementGroups").map(name => `/providers/microsoft.management/managementgroups/${name.toLowerCase()}`),
  ];
  if (scopes.length === 0) return () => true;
  const above = new Set(/above/i.test(reach) ? scopes.flatMap(scope => chainOf(call.tenant, scope)) : []);
  return row => {
    const own = text(row, "properties.scope") || text(row, "id");
    const chain = chainOf(call.tenant, own);
    return scopes.some(scope => chain.includes(scope)) || above.has(chain[0] ?? "");
  };
}

function read(token: string, question: number, call: Call): number {
  const [offset, asked] = Buffer.from(token, "base64url").toString().split(":").map(Number);
  if (asked === question && Number.isInteger(offset)) return offset ?? 0;
  throw badRequest([{ code: "InvalidSkipToken", message: "The skip token is not valid for this query." }], call);
}

function resources(call: Call): Answer {
  const body = isRow(call.body) ? call.body : {};
  const source = text(body, "query");
  if (source.trim() === "") throw badRequest([{ code: "EmptyQuery", message: "Query cannot be empty." }], call);
  const question = hash(JSON.stringify([source, body.subscriptions ?? null, body.managementGroups ?? null]));
  const { query, rows } = answered(call, body, source, question);
  const most = get(body, "options.$top");
  if (most !== undefined && (typeof most !== "number" || most < 1 || most > 1000))
    throw badRequest([{ code: "InvalidOptions", message: "$top must lie between 1 and 1000." }], call);
  const top = typeof most === "number" ? most : 1000;
  // Only rows that carry their id can be paged; any other result ends at $top.
  const pages = query.listing && query.columns.some(({ name }) => name === "id");
  const size = pages ? Math.min(top, call.listing.pageSize) : top;
  const token = text(body, "options.$skipToken");
  const skip = get(body, "options.$skip");
  const offset = token ? read(token, question, call) : typeof skip === "number" ? skip : 0;
  const page = rows.slice(offset, offset + size);
  const after = offset + page.length;
  const more = after < rows.length;
  const next: Row = more && pages ? { $skipToken: Buffer.from(`${after}:${question}`).toString("base64url") } : {};
  const data: Json = /^table$/i.test(text(body, "options.resultFormat"))
    ? {
        columns: query.columns.map(({ name }) => ({ name, type: "object" })),
        rows: page.map(row => query.columns.map(({ name }) => row[name] ?? null)),
      }
    : page;
  const totals = { totalRecords: rows.length, count: page.length };
  return ok(
    { ...totals, resultTruncated: more && !pages ? "true" : "false", ...next, facets: [], data },
    { "x-ms-user-quota-remaining": "14", "x-ms-user-quota-resets-after": "00:00:05" },
  );
}

export const resourceGraphRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/providers/Microsoft.ResourceGraph/resources",
    action: "Microsoft.ResourceGraph/resources/read",
    answer: resources,
  },
];
