import { get, type Json, type Row, text } from "../json";

/** The activity log in a workspace and in hunting: the records that ARM lists, spelt as each of them spells. */

/** ARM's words for how an operation stands, and AzureActivity's. */
const statuses: Readonly<Record<string, string>> = {
  Started: "Start",
  Accepted: "Accept",
  Succeeded: "Success",
  Failed: "Failure",
};

const orNull = (row: Row, path: string): Json => get(row, path) ?? null;

/**
 * A row of AzureActivity. `ActivityStatus`, `ActivitySubstatus`, `Category`, `OperationName` and `ResourceProvider` stand
 * there without data since the columns named `…Value` took their place. That `ResourceGroup` keeps its letters is inferred.
 */
export function azureActivity(row: Row, workspaceId: string): Row {
  const status = text(row, "status.value");
  const subscription = text(row, "subscriptionId");
  return {
    TimeGenerated: orNull(row, "eventTimestamp"),
    EventSubmissionTimestamp: orNull(row, "submissionTimestamp"),
    OperationNameValue: text(row, "operationName.value").toUpperCase(),
    ActivityStatusValue: statuses[status] ?? status,
    ActivitySubstatusValue: text(row, "subStatus.value"),
    Caller: text(row, "caller"),
    CallerIpAddress: addressOf(row),
    CategoryValue: text(row, "category.value"),
    Claims: orNull(row, "claims"),
    Claims_d: orNull(row, "claims"),
    Authorization: orNull(row, "authorization"),
    Authorization_d: orNull(row, "authorization"),
    HTTPRequest: orNull(row, "httpRequest"),
    Properties: orNull(row, "properties"),
    Properties_d: orNull(row, "properties"),
    CorrelationId: text(row, "correlationId"),
    OperationId: text(row, "operationId"),
    EventDataId: text(row, "eventDataId"),
    Hierarchy: text(row, "properties.hierarchy"),
    Level: text(row, "level"),
    ResourceGroup: text(row, "resourceGroupName"),
    ResourceProviderValue: text(row, "resourceProviderName.value").toUpperCase(),
    _ResourceId: text(row, "resourceId").toLowerCase(),
    SubscriptionId: subscription,
    _SubscriptionId: subscription,
    SourceSystem: "Azure",
    TenantId: workspaceId,
    Type: "AzureActivity",
  };
}

/**
 * A row of CloudAuditEvents. Inferred: that `RawEventData` is the record as ARM lists it (Microsoft's sample reads `status`
 * and `subStatus` from it), that every step of an operation is a row, and the kind of action. There is no column for the
 * caller: it stands in the record alone.
 */
export const cloudAuditEvent = (row: Row): Row => ({
  Timestamp: orNull(row, "eventTimestamp"),
  ReportId: text(row, "eventDataId"),
  DataSource: "Azure",
  ActionType: kindOf(text(row, "operationName.value")),
  OperationName: text(row, "operationName.value"),
  ResourceId: text(row, "resourceId"),
  IPAddress: addressOf(row),
  UserAgent: text(row, "httpRequest.userAgent"),
  RawEventData: row,
});

const addressOf = (row: Row): string => text(row, "httpRequest.clientIpAddress") || text(row, "claims.ipaddr");

function kindOf(operation: string): string {
  const last = operation.split("/").at(-1)?.toLowerCase();
  return { write: "Update", delete: "Delete", read: "Read" }[last ?? ""] ?? "Other";
}
