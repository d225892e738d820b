import { type Answer, Refusal } from "./answers";
import type { Call } from "./call";
import type { Row } from "./json";

/** A data collection rule with an address of its own, and what the auditor may do there. */
export interface CollectionRule {
  /** `dcr-` and 32 hexadecimal digits. */
  readonly immutableId: string;
  /** The columns of each stream by its name, as the rule declares them. */
  readonly streams: { readonly [stream: string]: readonly string[] };
  /** Whether the auditor is Monitoring Metrics Publisher on it. */
  readonly mayPublish: boolean;
}

export interface Ingestion {
  /** The rows that arrived, in order, without what their stream does not declare. */
  readonly rows: readonly Row[];
  /** `content` is the request's body as sent. */
  answer(call: Call, content: string): Answer;
}

const megabyte = 1_048_576;

/** The Logs Ingestion API (https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview). */
export function ingestionOf(rules: readonly CollectionRule[]): Ingestion {
  const rows: Row[] = [];
  return {
    rows,
    answer({ method, path, query, headers }, content) {
      const [, id, stream = ""] = /^\/dataCollectionRules\/([^/]+)\/streams\/([^/]+)$/.exec(path) ?? [];
      const rule = rules.find(({ immutableId }) => immutableId === id);
      if (method !== "POST" || query.get("api-version") !== "2023-01-01") throw refusal(404, "NotFound");
      if (!rule) throw refusal(404, "NotFound");
      if (!rule.mayPublish) throw refusal(403, "OperationFailed");
      const columns = rule.streams[stream];
      if (!columns) throw refusal(400, "InvalidStream");
      if (Buffer.byteLength(content) > megabyte) throw refusal(413, "ContentLengthLimitExceeded");
      if (headers["content-type"]?.split(";")[0] !== "application/json") throw refusal(415, "UnsupportedMediaType");
      rows.push(...rowsIn(content).map(row => declared(row, columns)));
      return { status: 204 };
    },
  };
}

function rowsIn(content: string): readonly Row[] {
  try {
    const read: unknown = JSON.parse(content);
    if (Array.isArray(read)) return read;
  } catch {
    // refused below
  }
  throw refusal(400, "InvalidPayload");
}

/** Azure leaves out what no column is declared for, without a word. */
const declared = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name)));

const refusal = (status: number, code: string): Refusal =>
  new Refusal({ status, body: { error: { code, message: code } } });

/** A token that is good for something else, or for nobody. */
export const ingestionUnauthorised = (): Refusal => refusal(401, "InvalidToken");
