import { type ActionGroup, DiagnosticSetting, type ScheduledQueryRule } from "@pulumi/azure-native/monitor";
import type { ResourceGroup } from "@pulumi/azure-native/resources";
import { interpolate } from "@pulumi/pulumi";
import { isDaily } from "./cron";
import { queryAlert } from "./log-alerts";
import type { ReportStore } from "./report-store";
import type { Settings } from "./settings";

/** What the alert is called, in Azure and where it is told that nobody gets it. */
export const missedAudit = "missed-audit";

/** Hours after which a daily audit has failed or stopped: a day, the four hours that a run may take, and two for the log to arrive. */
const overdue = 30;

/** Why nobody is told that the audit fails or stops; undefined where somebody is. */
export function missedInSilence({ workspace, schedule }: Pick<Settings, "workspace" | "schedule">): string | undefined {
  if (!workspace) return missedAudit;
  return isDaily(schedule)
    ? undefined
    : `${missedAudit} (the schedule leaves days out, and Azure Monitor looks back two)`;
}

/**
 * The last act of an audit that ended well is to write `latest`. Nothing else tells as much: not the job's exit, for a job that is not
 * started has none, and not its log, in which names of the tenant stand. The columns are those of
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/storagebloblogs. A table to which nothing came yet does not exist,
 * so an empty one stands beside it.
 */
export const missedQuery = (container: string): string =>
  [
    "union isfuzzy=true",
    "  (datatable(TimeGenerated: datetime, OperationName: string, StatusCode: string, ObjectKey: string)[]),",
    "  StorageBlobLogs",
    `| where TimeGenerated > ago(${overdue}h)`,
    `| where OperationName == 'PutBlob' and StatusCode == '201' and trim('"', ObjectKey) endswith '/${container}/latest'`,
    "| summarize reports = count()",
    "| where reports == 0",
  ].join("\n");

/** Tells once when no report came in time, and that it is over when one comes. Until the first report it tells too. */
export function watchAudit(
  settings: Settings,
  group: ResourceGroup,
  receivers: ActionGroup,
  { account, container }: ReportStore,
): ScheduledQueryRule | undefined {
  const { workspace } = settings;
  if (!workspace || missedInSilence(settings)) return undefined;
  // who read, wrote and deleted reports
  new DiagnosticSetting("reports", {
    name: "computeguard",
    resourceUri: interpolate`${account}/blobServices/default`,
    workspaceId: workspace,
    logs: ["StorageRead", "StorageWrite", "StorageDelete"].map(category => ({ category, enabled: true })),
  });
  return queryAlert(
    missedAudit,
    {
      means: `For ${overdue} hours no audit has stored a report: it fails, or it is not started any more.`,
      kql: missedQuery(container),
      workspace,
      evaluationFrequency: "PT1H",
      windowSize: "P2D",
      lasts: true,
    },
    settings,
    group,
    receivers,
  );
}
