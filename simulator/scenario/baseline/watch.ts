import type { Row } from "../../json";
import { cast } from "../cast";
import { formerSubscriptions, scopes, subscriptions } from "../ids";
import {
  actionGroup,
  budget,
  costAction,
  logAlert,
  logSetting,
  logTable,
  portalAlert,
  queryAlert,
  securityContact,
} from "../rows/watch";
import type { Stage } from "../stage";

/** The workspace in which all logs of Contoso come together. */
export const workspace = `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.OperationalInsights/workspaces/log-contoso`;
const archive = `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Storage/storageAccounts/stcontosologs`;

const securityQuery = [
  "AzureActivity",
  "| where CategoryValue =~ 'Security'",
  "| where OperationNameValue in~ ('Microsoft.Subscription/updateTenant/action', 'Microsoft.Security/locations/alerts/activate/action')",
].join("\n");

const ofSubscriptions = ["Administrative", "Security", "Policy"];
const others = ["ServiceHealth", "Alert", "Recommendation", "Autoscale", "ResourceHealth"];

/** The diagnostic setting of a subscription, as Contoso's own policy makes it. */
export const subscriptionLog = (scope: string): Row =>
  logSetting({ scope, name: "to-log-contoso", on: ofSubscriptions, off: others, workspace });

/** Whom Defender tells of the alerts of a subscription, as Contoso's own policy sets it. */
export const subscriptionContact = (scope: string): Row =>
  securityContact({ scope, emails: "soc@contoso.com;night@contoso.com", roles: [], from: "Medium" });

/** The budget of a subscription, as Contoso's own policy makes it. */
export const subscriptionBudget = (scope: string): Row =>
  budget({ scope, name: "monthly", emails: ["finance@contoso.com"] });

/** Who is told of everything. */
const soc = actionGroup(scopes.production, "soc", "soc@contoso.com");
export const socId = String(soc.id);

/** The alerts of a subscription, as Contoso's own policy makes them: of all that is done there, refused, or told by Defender. */
export const subscriptionAlerts = (scope: string): readonly Row[] =>
  (["Administrative", "Policy", "Security"] as const).map(category =>
    logAlert({ scope, name: `all-${category.toLowerCase()}`, category, actionGroup: socId }),
  );

/** What watches over Contoso, and what it has seen: Q110 to Q115. */
export function addWatch({ arm, graph, workspaces, ago }: Stage): void {
  workspaces.push({
    resourceId: workspace,
    customerId: "00000000-0000-0000-0000-0000000000aa",
    tables: [
      "AzureActivity",
      "AuditLogs",
      "SigninLogs",
      "AADNonInteractiveUserSignInLogs",
      "AADServicePrincipalSignInLogs",
      "AADManagedIdentitySignInLogs",
      "DNSQueryLogs",
    ],
    exported: [...Object.values(subscriptions), ...Object.values(formerSubscriptions)],
    retentionDays: 180,
  });
  arm.resources.push(
    soc,
    ...[scopes.production, scopes.development, scopes.sandbox].flatMap(subscriptionAlerts),
    // Contoso Data has no alert on its transfer; a query on the workspace tells of that, and of Defender.
    ...subscriptionAlerts(scopes.data).filter(({ name }) => name !== "all-security"),
    queryAlert(scopes.production, "security", workspace, securityQuery, socId),
  );
  arm.documents.push(
    ...[scopes.production, scopes.data, scopes.sandbox].flatMap(scope => [
      subscriptionLog(scope),
      subscriptionContact(scope),
    ]),
    ...[scopes.production, scopes.development, scopes.data, scopes.sandbox].map(subscriptionBudget),
    budget({ scope: `${scopes.sandbox}/resourceGroups/rg-lab`, name: "lab", emails: [] }),
    // Contoso Data has a budget for a part as well, and is told of anomalies in the public cloud.
    budget({ scope: scopes.data, name: "reports", emails: ["finance@contoso.com"], group: "rg-reports" }),
    costAction(scopes.data, "anomalies", "InsightAlert"),
    costAction(scopes.data, "weekly", "Email"),
    securityContact({ scope: scopes.development, emails: "", roles: ["Owner", "Contributor"], from: "Low" }),
    // Two settings that send all of it together, and one that sends nothing.
    logSetting({ scope: scopes.development, name: "acts", on: ["Administrative"], off: others, workspace }),
    logSetting({ scope: scopes.development, name: "archive", on: ["Policy", "Security"], storage: archive }),
    logSetting({ scope: scopes.development, name: "old", on: [], off: ofSubscriptions, workspace }),
    ...[scopes.rootGroup, scopes.landingZones].map(scope =>
      logSetting({ scope, name: "to-log-contoso", on: ["Administrative", "Policy"], workspace }),
    ),
    logSetting({
      scope: "/providers/microsoft.aadiam",
      name: "to-log-contoso",
      on: [
        "AuditLogs",
        "SignInLogs",
        "NonInteractiveUserSignInLogs",
        "ServicePrincipalSignInLogs",
        "ManagedIdentitySignInLogs",
      ],
      off: ["ProvisioningLogs", "MicrosoftGraphActivityLogs"],
      workspace,
    }),
    // Searched for a month, and archived for a year; a table that is nobody's business here is kept for less.
    logTable(workspace, "AADManagedIdentitySignInLogs", 30, 365),
    logTable(workspace, "AzureMetrics", 30),
    ...[
      "AzureActivity",
      "AuditLogs",
      "SigninLogs",
      "AADNonInteractiveUserSignInLogs",
      "AADServicePrincipalSignInLogs",
    ].map(name => logTable(workspace, name, 180)),
  );
  graph.alerts.push(
    portalAlert({
      number: 900,
      title: "Mass provisioning of GPU virtual machines for possible cryptocurrency mining",
      at: ago({ days: 60 }),
      status: "resolved",
      assignedTo: "avery.howard@contoso.com",
      names: cast.sasha,
    }),
    portalAlert({
      number: 901,
      title: "Email messages containing malicious URL removed after delivery",
      at: ago({ days: 3 }),
      serviceSource: "microsoftDefenderForOffice365",
      names: cast.sasha,
    }),
  );
}
