import { get, type Row, same, text } from "../json";
import type { Table } from "../kql/table";
import type { Tenant, Workspace } from "../tenant";
import { azureActivity, cloudAuditEvent } from "./activity";
import { type HuntingTable, huntingColumns, type WorkspaceTable, workspaceColumns } from "./columns";
import { capitalised, fitted } from "./fitted";
import { entraSignIn, entraWorkloadSignIn, isOf, type SignInTable, signInTables, workspaceSignIn } from "./sign-ins";

/** The tables of logs, made of the very rows that ARM and Graph list. */

const day = 86_400_000;

/** How many days advanced hunting looks back. */
export const huntingDays = 30;

/** When a row happened; both kinds of tables have one of these columns. */
export const timeOf = (row: Row): number => Number(row.TimeGenerated ?? row.Timestamp ?? Number.NaN);

/** A table of a workspace; undefined where it has none of that name. Names are exact, capitals too. */
export function workspaceTable(tenant: Tenant, workspace: Workspace, name: string): Table | undefined {
  if (!Object.hasOwn(workspaceColumns, name) || !workspace.tables.includes(name)) return undefined;
  const columns = workspaceColumns[name as WorkspaceTable];
  return {
    columns,
    rows: () => {
      const { retentionDays, until = tenant.at } = workspace;
      const end = Date.parse(until);
      return kept(tenant, workspaceRows(tenant, workspace, name), columns, retentionDays).filter(
        row => timeOf(row) <= end,
      );
    },
  };
}

/** A table of advanced hunting; undefined where the tenant has none of that name. */
export function huntingTable(tenant: Tenant, name: string): Table | undefined {
  const { tables = Object.keys(huntingColumns) } = tenant.hunting ?? {};
  if (!Object.hasOwn(huntingColumns, name) || !tables.includes(name)) return undefined;
  const columns = huntingColumns[name as HuntingTable];
  return { columns, rows: () => kept(tenant, huntingRows(tenant, name as HuntingTable), columns, huntingDays) };
}

function kept(tenant: Tenant, rows: readonly Row[], columns: Table["columns"], days: number): readonly Row[] {
  const now = Date.parse(tenant.at);
  return rows.map(row => fitted(columns, row)).filter(row => timeOf(row) >= now - days * day && timeOf(row) <= now);
}

/** Records of subscriptions that are among these. Records of the tenant's own log reach no subscription's export. */
const activityOf = ({ arm }: Tenant, subscriptions: readonly string[]): readonly Row[] =>
  arm.activityLog.filter(row => subscriptions.some(id => same(id, text(row, "subscriptionId"))));

function workspaceRows(tenant: Tenant, workspace: Workspace, name: string): readonly Row[] {
  const { tenantId, graph } = tenant;
  if (name === "AzureActivity")
    return activityOf(tenant, workspace.exported).map(row => azureActivity(row, workspace.customerId));
  if (isSent(name)) return rowsSentTo(tenant, workspace, name);
  if (name === "AuditLogs") return graph.directoryAudits.map(row => auditLog(row, tenantId));
  const table = name as SignInTable;
  return graph.signIns
    .filter(row => isOf(row, signInTables[table].kind))
    .map(row => ({
      ...workspaceSignIn(row, table, workspaceColumns[table], tenantId),
      ...(table !== "SigninLogs" && { TenantId: workspace.customerId }),
    }));
}

/** Tables of what resources and machines tell a workspace themselves; no list of ARM or Graph has their rows. */
const sentTables = ["DNSQueryLogs", "AZFWDnsQuery", "AZFWApplicationRule", "DnsEvents", "DeviceNetworkEvents"] as const;
type SentTable = (typeof sentTables)[number];

const isSent = (name: string): name is SentTable => (sentTables as readonly string[]).includes(name);

function rowsSentTo({ graph, sentRows = [] }: Tenant, { resourceId }: Workspace, name: SentTable): readonly Row[] {
  const sent = sentRows.flatMap(({ workspace, table, row }) =>
    table === name && same(workspace, resourceId) ? [row] : [],
  );
  const devices = name === "DeviceNetworkEvents" ? graph.deviceNetworkEvents : [];
  return [...sent, ...devices.map(row => ({ ...row, TimeGenerated: row.Timestamp ?? null }))].map(row => ({
    ...row,
    Type: name,
  }));
}

function auditLog(row: Row, tenantId: string): Row {
  return {
    ...capitalised(workspaceColumns.AuditLogs, row),
    TimeGenerated: get(row, "activityDateTime") ?? null,
    OperationName: text(row, "activityDisplayName"),
    OperationVersion: "1.0",
    AADOperationType: text(row, "operationType"),
    AADTenantId: tenantId,
    Identity: text(row, "initiatedBy.user.displayName") || text(row, "initiatedBy.app.displayName"),
    ResultDescription: text(row, "resultReason"),
    Level: "4",
    ResourceId: `/tenants/${tenantId}/providers/Microsoft.aadiam`,
    Resource: "Microsoft.aadiam",
    ResourceGroup: "Microsoft.aadiam",
    SourceSystem: "Azure AD",
    Type: "AuditLogs",
  };
}

function huntingRows(tenant: Tenant, name: HuntingTable): readonly Row[] {
  const { graph, arm } = tenant;
  switch (name) {
    case "CloudAuditEvents": {
      // What happened in a subscription that is gone since stays there.
      const told = tenant.hunting?.subscriptions;
      return (told ? activityOf(tenant, told) : arm.activityLog).map(cloudAuditEvent);
    }
    case "EntraIdSignInEvents":
      return graph.signIns.filter(row => isOf(row, "interactiveUser", "nonInteractiveUser")).map(entraSignIn);
    case "DeviceNetworkEvents":
      return graph.deviceNetworkEvents;
    case "EntraIdSpnSignInEvents":
      return graph.signIns.filter(row => isOf(row, "servicePrincipal", "managedIdentity")).map(entraWorkloadSignIn);
  }
}
