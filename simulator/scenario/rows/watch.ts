import type { Row } from "../../json";
import { idOf } from "../cast";
import { guid, tenantId } from "../ids";
import { type Person, upnOf } from "./directory";

/** What watches a tenant: logs that are sent to where they are kept, and alerts of the Defender portal. */

export interface PortalAlert {
  readonly number: number;
  readonly title: string;
  readonly at: string;
  readonly status?: "new" | "inProgress" | "resolved";
  readonly severity?: "informational" | "low" | "medium" | "high";
  readonly serviceSource?: string;
  /** Its id in the product that raised it; the number of the alert where it is left out. */
  readonly providerId?: string;
  readonly assignedTo?: string;
  readonly names: Person;
  /** A resource of Azure. */
  readonly resource?: string;
}

/** One row of Microsoft Graph's `alerts_v2`. */
export function portalAlert(alert: PortalAlert): Row {
  const {
    number,
    title,
    at,
    status = "new",
    severity = "medium",
    serviceSource = "microsoftDefenderForCloudApps",
  } = alert;
  const evidence = { createdDateTime: at, verdict: "suspicious", remediationStatus: "none", roles: [], tags: [] };
  return {
    id: `da${guid("event", number)}_1`,
    providerAlertId: alert.providerId ?? guid("event", number),
    incidentId: String(number),
    status,
    severity,
    classification: null,
    determination: null,
    serviceSource,
    detectionSource: serviceSource,
    detectorId: guid("event", number),
    tenantId,
    title,
    description: title,
    recommendedActions: "",
    category: "Impact",
    assignedTo: alert.assignedTo ?? null,
    alertWebUrl: `https://security.microsoft.com/alerts/da${guid("event", number)}_1?tid=${tenantId}`,
    incidentWebUrl: `https://security.microsoft.com/incidents/${number}?tid=${tenantId}`,
    actorDisplayName: null,
    threatDisplayName: null,
    threatFamilyName: null,
    mitreTechniques: ["T1496"],
    createdDateTime: at,
    lastUpdateDateTime: at,
    resolvedDateTime: status === "resolved" ? at : null,
    firstActivityDateTime: at,
    lastActivityDateTime: at,
    comments: [],
    evidence: [
      {
        "@odata.type": "#microsoft.graph.security.userEvidence",
        ...evidence,
        userAccount: {
          accountName: upnOf(alert.names).split("@")[0] ?? "",
          domainName: null,
          userSid: null,
          azureAdUserId: idOf(alert.names),
          userPrincipalName: upnOf(alert.names),
          displayName: alert.names.name,
        },
      },
      ...(alert.resource === undefined
        ? []
        : [
            {
              "@odata.type": "#microsoft.graph.security.azureResourceEvidence",
              ...evidence,
              resourceId: alert.resource,
              resourceName: alert.resource.split("/").at(-1) ?? "",
              resourceType: "",
            },
          ]),
    ],
  };
}

export interface LogSetting {
  /** A subscription, a management group or `/providers/microsoft.aadiam`. */
  readonly scope: string;
  readonly name: string;
  readonly on: readonly string[];
  /** Categories that are listed and switched off. */
  readonly off?: readonly string[];
  readonly workspace?: string;
  readonly storage?: string;
}

/** One diagnostic setting. Each service lists all its categories, on or off. */
export function logSetting({ scope, name, on, off = [], workspace, storage }: LogSetting): Row {
  const ofEntra = scope === "/providers/microsoft.aadiam";
  const parent = ofEntra ? `${scope}/diagnosticSettings` : `${scope}/providers/microsoft.insights/diagnosticSettings`;
  const log = (category: string, enabled: boolean) => ({
    category,
    categoryGroup: null,
    enabled,
    retentionPolicy: { enabled: false, days: 0 },
  });
  return {
    id: `${parent}/${name}`,
    type: ofEntra ? "microsoft.aadiam/diagnosticSettings" : "Microsoft.Insights/diagnosticSettings",
    name,
    location: null,
    kind: null,
    tags: null,
    properties: {
      storageAccountId: storage ?? null,
      serviceBusRuleId: null,
      workspaceId: workspace ?? null,
      eventHubAuthorizationRuleId: null,
      eventHubName: null,
      metrics: [],
      logs: [...on.map(category => log(category, true)), ...off.map(category => log(category, false))],
      logAnalyticsDestinationType: null,
    },
    identity: null,
  };
}

/** One table of a Log Analytics workspace: days in which it can be searched, and days in all. */
export function logTable(workspace: string, name: string, days: number, total = days): Row {
  return {
    id: `${workspace}/tables/${name}`,
    name,
    type: "Microsoft.OperationalInsights/workspaces/tables",
    properties: {
      totalRetentionInDays: total,
      archiveRetentionInDays: total - days,
      plan: "Analytics",
      retentionInDaysAsDefault: false,
      totalRetentionInDaysAsDefault: false,
      schema: { name, tableType: "Microsoft", columns: [], standardColumns: [], solutions: ["LogManagement"] },
      provisioningState: "Succeeded",
      retentionInDays: days,
    },
  };
}

export interface LogAlert {
  readonly scope: string;
  readonly name: string;
  readonly category: "Administrative" | "Policy" | "Security";
  /** All of the category where it is left out. */
  readonly operation?: string;
  readonly enabled?: boolean;
  readonly actionGroup: string;
}

/** One alert rule on the activity log of a subscription. */
export function logAlert({ scope, name, category, operation, enabled = true, actionGroup }: LogAlert): Row {
  return {
    id: `${scope}/resourceGroups/rg-alerts/providers/Microsoft.Insights/activityLogAlerts/${name}`,
    type: "Microsoft.Insights/ActivityLogAlerts",
    name,
    location: "global",
    kind: null,
    tags: {},
    properties: {
      scopes: [scope],
      condition: {
        allOf: [
          { field: "category", equals: category, containsAny: null, odata: null },
          ...(operation === undefined
            ? []
            : [{ anyOf: [{ field: "operationName", equals: operation, containsAny: null }], odata: null }]),
        ],
        odata: null,
      },
      actions: { actionGroups: [{ actionGroupId: actionGroup, webhookProperties: {} }] },
      enabled,
      description: "",
    },
  };
}

/** A query that asks a workspace every five minutes. */
export function queryAlert(scope: string, name: string, workspace: string, query: string, actionGroup: string): Row {
  return {
    id: `${scope}/resourceGroups/rg-alerts/providers/microsoft.insights/scheduledqueryrules/${name}`,
    type: "Microsoft.Insights/scheduledQueryRules",
    name,
    location: "westeurope",
    kind: "LogAlert",
    properties: {
      displayName: name,
      severity: 1,
      enabled: true,
      evaluationFrequency: "PT5M",
      windowSize: "PT1H",
      scopes: [workspace],
      criteria: { allOf: [{ query, timeAggregation: "Count", operator: "GreaterThan", threshold: 0 }] },
      actions: { actionGroups: [actionGroup] },
    },
  };
}

export function actionGroup(scope: string, name: string, mail: string): Row {
  return {
    id: `${scope}/resourceGroups/rg-alerts/providers/microsoft.insights/actionGroups/${name}`,
    type: "Microsoft.Insights/ActionGroups",
    name,
    location: "Global",
    properties: {
      groupShortName: name,
      enabled: true,
      emailReceivers: [{ name: "soc", emailAddress: mail, status: "Enabled", useCommonAlertSchema: true }],
      smsReceivers: [],
      webhookReceivers: [],
      armRoleReceivers: [],
    },
  };
}

export interface SecurityContact {
  readonly scope: string;
  readonly emails: string;
  readonly roles: readonly string[];
  readonly from: "Low" | "Medium" | "High";
}

/** Whom Defender for Cloud tells of the alerts of a subscription. */
export function securityContact({ scope, emails, roles, from }: SecurityContact): Row {
  return {
    id: `${scope}/providers/Microsoft.Security/securityContacts/default`,
    name: "default",
    type: "Microsoft.Security/securityContacts",
    properties: {
      emails,
      phone: "",
      isEnabled: true,
      notificationsByRole: { state: roles.length > 0 ? "On" : "Off", roles: [...roles] },
      notificationsSources: [
        { sourceType: "AttackPath", minimalRiskLevel: "Critical" },
        { sourceType: "Alert", minimalSeverity: from },
      ],
    },
  };
}

/** A workspace of Log Analytics, as a resource. */
export function logWorkspace(id: string): Row {
  return {
    id,
    name: id.slice(id.lastIndexOf("/") + 1),
    type: "Microsoft.OperationalInsights/workspaces",
    location: "westeurope",
    tags: {},
    properties: {
      provisioningState: "Succeeded",
      sku: { name: "PerGB2018" },
      retentionInDays: 90,
      publicNetworkAccessForIngestion: "Enabled",
      publicNetworkAccessForQuery: "Enabled",
    },
  };
}

/** That Microsoft Sentinel is on in a workspace. */
export function onboardingState(workspace: string): Row {
  return {
    id: `${workspace}/providers/Microsoft.SecurityInsights/onboardingStates/default`,
    name: "default",
    type: "Microsoft.SecurityInsights/onboardingStates",
    properties: { customerManagedKey: false },
  };
}

export interface AnalyticsRule {
  readonly number: number;
  readonly name: string;
  readonly template?: string;
  readonly query: string;
  readonly enabled?: boolean;
}

/** One scheduled rule of Microsoft Sentinel. */
export function analyticsRule(workspace: string, rule: AnalyticsRule): Row {
  const id = guid("other", 9500 + rule.number);
  return {
    id: `${workspace}/providers/Microsoft.SecurityInsights/alertRules/${id}`,
    name: id,
    etag: '"00000000-0000-0000-0000-000000000000"',
    type: "Microsoft.SecurityInsights/alertRules",
    kind: "Scheduled",
    properties: {
      queryFrequency: "PT1H",
      queryPeriod: "P1D",
      triggerOperator: "GreaterThan",
      triggerThreshold: 0,
      severity: "Medium",
      query: rule.query,
      suppressionDuration: "PT5H",
      suppressionEnabled: false,
      tactics: ["Impact"],
      techniques: ["T1496"],
      displayName: rule.name,
      enabled: rule.enabled ?? true,
      description: "",
      alertRuleTemplateName: rule.template ?? null,
      lastModifiedUtc: "2026-01-12T08:00:00Z",
    },
  };
}

/** One saved search of a workspace; the hunts of Sentinel have a category of their own. */
export function savedSearch(
  workspace: string,
  name: string,
  displayName: string,
  query: string,
  category = "Hunting Queries",
): Row {
  return {
    id: `${workspace}/savedSearches/${name}`,
    name,
    type: "Microsoft.OperationalInsights/workspaces/savedSearches",
    etag: "W/\"datetime'2026-01-12T08%3A00%3A00Z'\"",
    properties: { category, displayName, query, version: 2, tags: [{ name: "tactics", value: "Impact" }] },
  };
}

/** One custom detection of the Defender portal. */
export function customDetection(id: string, displayName: string, queryText: string, status = "enabled"): Row {
  return {
    "@odata.type": "#microsoft.graph.security.detectionRule",
    id,
    displayName,
    status,
    createdBy: "soc@contoso.com",
    createdDateTime: "2026-01-12T08:00:00Z",
    lastModifiedBy: "soc@contoso.com",
    lastModifiedDateTime: "2026-01-12T08:00:00Z",
    queryCondition: { queryText },
    schedule: { period: "PT1H" },
  };
}

export interface Budget {
  readonly scope: string;
  readonly name: string;
  readonly emails: readonly string[];
  readonly until?: string;
  /** A resource group that it counts alone. */
  readonly group?: string;
}

/** One budget. */
export function budget({ scope, name, emails, until = "2030-12-31T00:00:00Z", group }: Budget): Row {
  const parts =
    group === undefined ? {} : { dimensions: { name: "ResourceGroupName", operator: "In", values: [group] } };
  return {
    id: `${scope}/providers/Microsoft.Consumption/budgets/${name}`,
    name,
    type: "Microsoft.Consumption/budgets",
    eTag: '"1d34d016a593709"',
    properties: {
      category: "Cost",
      amount: 5000,
      timeGrain: "Monthly",
      timePeriod: { startDate: "2025-01-01T00:00:00Z", endDate: until },
      filter: parts,
      currentSpend: { amount: 812.4, unit: "USD" },
      notifications: {
        Actual_GreaterThan_80_Percent: {
          enabled: true,
          operator: "GreaterThan",
          threshold: 80,
          contactEmails: [...emails],
          contactRoles: [],
          contactGroups: [],
          thresholdType: "Actual",
        },
      },
    },
  };
}

/** One scheduled action of Cost Management: an alert on anomalies, or a mail with a view. */
export function costAction(scope: string, name: string, kind: "InsightAlert" | "Email"): Row {
  return {
    id: `${scope}/providers/Microsoft.CostManagement/scheduledActions/${name}`,
    name,
    type: "Microsoft.CostManagement/scheduledActions",
    kind,
    properties: {
      displayName: name,
      status: "Enabled",
      viewId: `${scope}/providers/Microsoft.CostManagement/views/ms:DailyAnomalyByResourceGroup`,
      scope,
      notification: { to: ["finance@contoso.com"], subject: "Costs" },
      schedule: { frequency: "Daily", startDate: "2026-01-12T00:00:00Z", endDate: "2027-01-12T00:00:00Z" },
    },
  };
}
