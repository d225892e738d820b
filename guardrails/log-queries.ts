import { type CriticalOperation, seenAtManagementGroups } from "../catalogue/critical-operations";
import { quoted } from "../posture/signals/kql-text";

/** A question to a Log Analytics workspace. Each row of the answer is something that somebody has to look at. */
export interface LogQuery {
  /** The alert's name. */
  readonly name: string;
  readonly means: string;
  /** The table it reads; a workspace to which nobody exports it answers nothing. */
  readonly table: "AzureActivity" | "AuditLogs" | "AADServicePrincipalSignInLogs";
  readonly kql: string;
}

/**
 * Each query runs every five minutes and asks for what has come in since, whenever it happened: records arrive minutes late,
 * and a window over the time of the event alone would miss them (Learn, "Handle ingestion delay in scheduled analytics rules").
 */
const arrived = "| where ingestion_time() > ago(5m)";

/**
 * The records of the operation's end or refusal; each also has one of its start, which would be told twice. What lies in a
 * subscription is told by that subscription's alerts, and a workspace may get those records too; a record without an id stays.
 */
export const activityQuery = ({ category, operations }: CriticalOperation): string =>
  [
    "AzureActivity",
    arrived,
    `| where CategoryValue =~ ${quoted(category)}`,
    `| where OperationNameValue in~ (${operations.map(quoted).join(", ")})`,
    "| where not(_ResourceId startswith '/subscriptions/')",
    "| where ActivityStatusValue !in~ ('Start', 'Started', 'Accept', 'Accepted')",
    "| project TimeGenerated, OperationNameValue, Caller, CallerIpAddress, ActivityStatusValue, _ResourceId",
  ].join("\n");

/**
 * An administrator has taken rights over all subscriptions, or given them back. The tenant's activity log is exported
 * nowhere, Entra's audit log has a record of its own (Learn, "Elevate access"; Azure/Azure-Sentinel, AzureRBAC.yaml,
 * 132fdff4-c044-4855-a390-c1b71e0f833b).
 */
export const elevationQuery: LogQuery = {
  name: "elevate-access",
  means: "A Global Administrator took the right to grant roles in every subscription, or somebody gave it back.",
  table: "AuditLogs",
  kql: [
    "AuditLogs",
    arrived,
    "| where LoggedByService =~ 'Azure RBAC (Elevated Access)'",
    "| project TimeGenerated, OperationName, InitiatedBy, Result",
  ].join("\n"),
};

/** What only a workspace can tell: critical operations at management groups, and elevation. */
export const logQueries: readonly LogQuery[] = [
  ...seenAtManagementGroups.map(
    (operation): LogQuery => ({
      name: operation.name,
      means: operation.means,
      table: "AzureActivity",
      kql: activityQuery(operation),
    }),
  ),
  elevationQuery,
];

/** @param appId of the decoy's application */
export const decoySignIns = (appId: string): string =>
  [
    "AADServicePrincipalSignInLogs",
    arrived,
    `| where AppId =~ ${quoted(appId)}`,
    "| project TimeGenerated, AppId, IPAddress, ResourceDisplayName, ResultType",
  ].join("\n");
