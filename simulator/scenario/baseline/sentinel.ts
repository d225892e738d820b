import type { Row } from "../../json";
import { scopes } from "../ids";
import {
  type AnalyticsRule,
  analyticsRule,
  customDetection,
  logTable,
  logWorkspace,
  onboardingState,
  savedSearch,
} from "../rows/watch";
import type { Stage } from "../stage";
import { workspace } from "./watch";

/** The workspace of an application, in which Sentinel is not on. */
export const ordinaryWorkspace = `${scopes.data}/resourceGroups/rg-data/providers/Microsoft.OperationalInsights/workspaces/log-forecast`;

const creations =
  'let operations = dynamic(["microsoft.compute/virtualMachines/write", "microsoft.resources/deployments/write"]);';

const rules = {
  pools: {
    number: 1,
    name: "TI map Domain entity to Dns Events (ASIM DNS Schema)",
    template: "7c1ea2e6-6210-412c-92e4-180803a741b4",
    query:
      'ThreatIntelIndicators\n| where ObservableKey startswith "domain-name"\n| join (_Im_Dns(starttime=ago(1h))) on $left.ObservableValue == $right.DnsQuery',
  },
  signIns: {
    number: 2,
    name: "Anomaly Sign In Event from an IP",
    template: "9c1e9381-79dd-4ddf-9570-b73a1dc59fe0",
    query:
      "SigninLogs\n| make-series EventCounts = count() on TimeGenerated step 15m by IPAddress\n| extend (Anomalies, Score, Baseline) = series_decompose_anomalies(EventCounts, 1.5, -1, 'linefit')",
  },
  burst: {
    number: 3,
    name: "Suspicious number of resource creation or deployment activities",
    template: "361dd1e3-1c11-491e-82a3-bb2e44ac36ba",
    query: `${creations}\nAzureActivity\n| where OperationNameValue in~ (operations)\n| make-series Total = count() on TimeGenerated step 1d by Caller`,
  },
  accelerators: {
    number: 4,
    name: "Machines with an accelerator",
    query: `${creations}\nAzureActivity\n| where OperationNameValue in~ (operations)\n| extend vmSize = tostring(parse_json(Properties).responseBody)\n| where vmSize startswith "Standard_N"`,
  },
  moved: {
    number: 5,
    name: "Subscription moved to another tenant",
    template: "48c026d8-7f36-4a95-9568-6f1420d66e37",
    query: 'AzureActivity\n| where OperationNameValue == "Microsoft.Subscription/updateTenant/action"',
  },
  elevated: {
    number: 6,
    name: "Azure RBAC (Elevate Access)",
    template: "132fdff4-c044-4855-a390-c1b71e0f833b",
    query:
      'AuditLogs\n| where Category =~ "AzureRBACRoleManagementElevateAccess"\n| where ActivityDisplayName =~ "User has elevated their access to User Access Administrator for their Azure Resources"',
  },
} as const satisfies Record<string, AnalyticsRule>;

/** One of Contoso's own rules, or the same changed. */
export const sentinelRule = (name: keyof typeof rules, change: Partial<AnalyticsRule> = {}): Row =>
  analyticsRule(workspace, { ...rules[name], ...change });

export const elsewhereHunt = savedSearch(
  workspace,
  "SigninLogs_Hunting_Query_1",
  "Administrators Authenticating to Another Microsoft Entra ID Tenant",
  "SigninLogs\n| where ResultType == 0\n| where HomeTenantId != ResourceTenantId",
);

/** What Microsoft Sentinel asks for at Contoso: Q140 to Q142. */
export function addSentinel({ arm, graph }: Stage): void {
  arm.resources.push(logWorkspace(workspace), logWorkspace(ordinaryWorkspace));
  arm.documents.push(
    onboardingState(workspace),
    logTable(ordinaryWorkspace, "AzureActivity", 180),
    ...(Object.keys(rules) as (keyof typeof rules)[]).map(name => sentinelRule(name)),
    // The same as the second rule, and switched off, since that one runs.
    sentinelRule("signIns", { number: 7, name: "Anomaly Sign In Event from an IP (old)", enabled: false }),
    elsewhereHunt,
    savedSearch(
      workspace,
      "Syslog_Hunting_Query_1",
      "Crypto currency miners EXECVE",
      'Syslog\n| where SyslogMessage has "AUOMS_EXECVE"\n| where SyslogMessage has_any ("xmrig", "minerd", "stratum+tcp")',
    ),
    savedSearch(
      workspace,
      "Syslog_Hunting_Query_2",
      "Suspicious crytocurrency mining related threat activity detected",
      'Syslog\n| where SyslogMessage has_any ("pkill", "kill", "killall")\n| where SyslogMessage has_any ("minerd", "xmr", "miner")',
    ),
    savedSearch(
      workspace,
      "LogManagement(log-contoso)_AllEvents",
      "All Events",
      "Event | sort by TimeGenerated desc",
      "Log Management",
    ),
  );
  graph.detectionRules.push(
    customDetection(
      "elevated-access",
      "Access was elevated",
      'AuditLogs\n| where Category =~ "AzureRBACRoleManagementElevateAccess"',
    ),
    customDetection(
      "encoded-powershell",
      "Office starts PowerShell",
      "DeviceProcessEvents\n| where FileName =~ 'powershell.exe'",
    ),
  );
}
