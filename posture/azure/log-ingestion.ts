import { createDefaultHttpClient, createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import type { CloudSettings } from "./endpoints";
import { faultOf, faultOfAnswer } from "./fault";
import { type Connection, mannersOf, pipelineWith } from "./pipeline";

/** Bytes of one request, at most: the service takes 1 MB, and something is left for what a proxy adds. */
const most = 950_000;

/**
 * Where rows are taken, at a data collection rule in the cloud that is read, for its token goes nowhere else:
 * `https://<endpoint>.ingest.monitor.azure.com/dataCollectionRules/dcr-<immutable id>/streams/Custom-<table>`.
 */
export function isRuleStream(address: string, { monitor }: Pick<CloudSettings, "monitor">): boolean {
  if (monitor === undefined || !URL.canParse(address)) return false;
  const { protocol, hostname, port, pathname, search, username } = new URL(address);
  return (
    protocol === "https:" &&
    port + search + username === "" &&
    hostname.endsWith(`.ingest.${monitor}`) &&
    /^\/dataCollectionRules\/dcr-[\da-f]{32}\/streams\/Custom-\w{1,100}$/.test(pathname)
  );
}

/** Rows in JSON arrays, each as large as one request may be. A row that is larger goes alone. */
export function* batchesOf(rows: Iterable<object>, bytes = most): Generator<string> {
  let batch: string[] = [];
  let size = 2;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const own = Buffer.byteLength(text) + 1;
    if (batch.length > 0 && size + own > bytes) {
      yield `[${batch.join()}]`;
      batch = [];
      size = 2;
    }
    batch.push(text);
    size += own;
  }
  if (batch.length > 0) yield `[${batch.join()}]`;
}

/**
 * Sends rows to the stream of a data collection rule (https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview).
 * The sign-in needs Monitoring Metrics Publisher on the rule.
 * @returns how many requests it took
 * @throws Fault where one was not taken; those before it were
 */
export async function sendRows(
  rows: Iterable<object>,
  address: string,
  { monitor }: Pick<CloudSettings, "monitor">,
  connection: Pick<Connection, "credential" | "tlsOptions" | "clock" | "patience">,
): Promise<number> {
  const manners = mannersOf(connection)(new URL(address).origin);
  const pipeline = pipelineWith(manners, connection.credential, `https://${monitor}/.default`);
  const client = createDefaultHttpClient();
  let sent = 0;
  for (const body of batchesOf(rows)) {
    const request = createPipelineRequest({
      url: `${address}?api-version=2023-01-01`,
      method: "POST",
      body,
      headers: createHttpHeaders({ "content-type": "application/json" }),
    });
    const answer = await pipeline.sendRequest(client, request).catch(error => {
      throw faultOf(error, "Azure Monitor");
    });
    if (answer.status < 200 || answer.status > 299)
      throw faultOfAnswer("Azure Monitor", answer.status, answer.bodyAsText);
    sent++;
  }
  return sent;
}
