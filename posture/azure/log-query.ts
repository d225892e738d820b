import { Fault, malformedAnswer } from "./fault";
import type { Service } from "./pipeline";

/** The most rows that one query of hunting answers (Learn, "Use the Microsoft Graph security API": quotas of runHuntingQuery). */
const mostHuntingRows = 100_000;

type Columns = readonly { readonly name?: unknown }[];

/**
 * Rows of a KQL query on a workspace, each an object by column. A result that the service cut ends in a fault, after its rows
 * (https://learn.microsoft.com/azure/azure-monitor/logs/api/response-format, errors).
 */
export async function* workspaceRows(logs: Service | undefined, id: string, query: string): AsyncGenerator<unknown> {
  if (!logs)
    throw new Fault("failed", "the address of Log Analytics, which the description of this cloud does not have");
  const { body } = await logs.post(`/v1${id}/query`, { query });
  const { tables, error } = (body ?? {}) as { tables?: unknown; error?: unknown };
  const [primary] = Array.isArray(tables) ? tables : [];
  const { columns, rows } = (primary ?? {}) as { columns?: unknown; rows?: unknown };
  if (!Array.isArray(columns) || !Array.isArray(rows)) throw malformedAnswer(logs.name);
  const names = (columns as Columns).map(({ name }) => String(name));
  for (const row of rows) {
    if (!Array.isArray(row)) throw malformedAnswer(logs.name);
    yield Object.fromEntries(names.map((name, at) => [name, row[at]]));
  }
  if (error !== undefined) throw new Fault("cutOff", "the rest of the rows, which Log Analytics cut off");
}

/** Rows of a KQL query of advanced hunting (https://learn.microsoft.com/graph/api/security-security-runhuntingquery). */
export async function* huntingRows(graph: Service, query: string): AsyncGenerator<unknown> {
  const { body } = await graph.post("/v1.0/security/runHuntingQuery", { Query: query });
  const { results } = (body ?? {}) as { results?: unknown };
  if (!Array.isArray(results)) throw malformedAnswer(graph.name);
  yield* results;
  if (results.length >= mostHuntingRows) throw new Fault("cutOff", `the rows after the first ${mostHuntingRows}`);
}
