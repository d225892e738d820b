import * as z from "zod";
import { activityLogs, entraLogs } from "../../catalogue/exported-logs";
import activityLogExports from "./activity-log-exports";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import entraLogExports from "./entra-log-exports";
import { each, read } from "./reading/read";
import { text } from "./reading/wire";

const row = z.object({
  id: z.string(),
  workspace: z.string().describe("Resource id of the workspace, in lower case"),
  name: z.string(),
  days: z.int().describe("How long its rows are kept in all, archive included"),
});

/** One table of a Log Analytics workspace that gets logs of this tenant. */
export type LogTable = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.OperationalInsights/workspaces/tables/read"],
    why: "know how long exported logs are kept",
  },
} as const satisfies Calls;

const watched = new Set([...activityLogs, ...entraLogs].map(({ table }) => table.toLowerCase()));

/** Source: Azure REST API, Log Analytics, Tables (2022-10-01). -1 says that the workspace's own days hold, which the service has put in. */
const table = z.object({
  id: text,
  name: text,
  properties: z.object({ retentionInDays: z.int(), totalRetentionInDays: z.int().nullish() }),
});

/** Each workspace to which a diagnostic setting sends. Only the tables that it fills are kept. */
export default defineEvidence({
  kind: "logTables",
  title: "tables of exported logs",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [activityLogExports, entraLogExports],
  async *run({ azure, rows }) {
    const settings = [...rows.activityLogExports, ...rows.entraLogExports].flatMap(row => row.settings);
    const workspaces = [...new Set(settings.flatMap(({ workspace }) => workspace?.toLowerCase() ?? []))].sort();
    yield* each(workspaces, workspace =>
      watchedOf(workspace, azure.armList(`${workspace}/tables?api-version=2022-10-01`)),
    );
  },
});

async function* watchedOf(workspace: string, tables: AsyncIterable<unknown>) {
  const all = read(tables, { what: "tables of the workspace", call: calls.list, as: table, of: [workspace] });
  for await (const each of all) {
    if (!("properties" in each)) yield each;
    else if (watched.has(each.name.toLowerCase())) {
      const { retentionInDays, totalRetentionInDays } = each.properties;
      const days = Math.max(retentionInDays, totalRetentionInDays ?? 0);
      yield { id: each.id, workspace, name: each.name, days } satisfies LogTable;
    }
  }
}
