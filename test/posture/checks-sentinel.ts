import type { Table } from "./checks-table";
import { guid, healthy, production, type Rows, sandbox, sentinelHunt, sentinelRule } from "./checks-tenant";

/** Tables of the checks on Microsoft Sentinel. */

type Rule = Rows["sentinelRules"][number];

const logs = healthy.sentinelWorkspaces[0]!;
const tenant = guid(900);
const transfers = "OperationNameValue =~ 'Microsoft.Subscription/updateTenant/action'";
const creations = "AzureActivity\n| where OperationNameValue in~ ('microsoft.compute/virtualmachines/write')";

/** The healthy rules without one, and others in its place. */
export const rulesBut = (name: string, ...others: readonly Rule[]): Rows["sentinelRules"] => [
  ...healthy.sentinelRules.filter(rule => rule.name !== name),
  ...others,
];
const detecting = (query: string, enabled?: boolean): Rows["customDetections"] => [
  { id: "2", name: "own", query, ...(enabled !== undefined && { enabled }) },
];
/** The logs of a subscription, sent to one workspace. */
const sentTo = (scope: string, workspace: string): Rows["activityLogExports"] => [
  ...healthy.activityLogExports.filter(({ id }) => id !== scope),
  { id: scope, settings: [{ name: "all", categories: ["allLogs"], workspace }] },
];
const ordinary = healthy.sentinelWorkspaces[1]!.id;
const nowhere = healthy.sentinelWorkspaces.map(row => ({ ...row, onboarded: false }));

export const sentinelTables: Record<string, Table> = {
  "missing-sentinel-rule": {
    bad: {
      "no rule at all": {
        change: { sentinelRules: rulesBut("moved") },
        at: [tenant],
        severity: "medium",
        says: /^no rule of Microsoft Sentinel that works asks for a subscription that is carried out of the tenant \(Subscription moved.*\)\nMicrosoft's template: 48c026d8-/,
      },
      "no hunt": {
        change: { sentinelHunts: healthy.sentinelHunts.filter(({ name }) => name !== "miners") },
        at: [tenant],
        severity: "low",
        says: /^no hunting query or rule .* \(Crypto currency miners\)/,
      },
      ...Object.fromEntries(
        [
          [`AzureActivity\n| where ${transfers}\n| take 0`, {}, /asks for what never is: take 0\n/],
          [`AzureActivity | where 1 == 2 | where ${transfers}`, {}, /asks for what never is: where 1 == 2\n/],
          [`AzureActivity | where ${transfers} | top 0 by TimeGenerated`, {}, /asks for what never is: top 0 by/],
          [`AzureActivity | where ${transfers} | where not(true)`, {}, /asks for what never is: where not\(true\)\n/],
          [`AzureActivity | where ${transfers} | where 'a' == "b"`, {}, /asks for what never is: where 'a' == "b"\n/],
          [
            `AzureActivity | where false and Level == 'x' | where ${transfers}`,
            {},
            /asks for what never is: where false/,
          ],
          [`AzureActivity\n| where Caller == 'x' // ${transfers}`, {}, /Microsoft's template/],
          [`AzureActivity\n| where ${transfers}`, { moreThan: 500 }, /tells only of more than 500 rows\n/],
          [
            `AzureActivity\n| where ${transfers}`,
            { everyMinutes: 20160, lastMinutes: 5 },
            /looks at 5 minutes of every 20160\n/,
          ],
        ].map(([query, change, says]) => [
          `a rule that finds nothing: ${JSON.stringify(change)} ${query}`,
          {
            change: { sentinelRules: rulesBut("moved", sentinelRule("x", query as string, change as Partial<Rule>)) },
            at: [tenant],
            says: says as RegExp,
          },
        ]),
      ),
      "one that is switched off": {
        change: {
          sentinelRules: healthy.sentinelRules.map(row => (row.name === "moved" ? { ...row, enabled: false } : row)),
        },
        at: [tenant],
        says: /\nrule moved in logs is switched off\n/,
      },
      "one for a hunt alone": {
        change: {
          sentinelRules: rulesBut("moved"),
          sentinelHunts: [
            ...healthy.sentinelHunts,
            sentinelHunt(
              "moved",
              "AzureActivity | where OperationNameValue == 'Microsoft.Subscription/updateTenant/action'",
            ),
          ],
        },
        at: [tenant],
      },
      "a TI map on the table of before, told by its template": {
        change: {
          sentinelRules: rulesBut(
            "pools",
            sentinelRule("ti", "ThreatIntelligenceIndicator | where isnotempty(DomainName)"),
          ),
        },
        at: [tenant],
        says: /\nrule ti in logs reads ThreatIntelligenceIndicator, which gets nothing since 2025-07-31/,
      },
      "Microsoft's own list of sizes, none of which is sold today": {
        change: {
          sentinelRules: rulesBut(
            "accelerators",
            sentinelRule(
              "sizes",
              `let tokens = dynamic(["416","nc12","nc24","nv24"]);\n${creations}\n| where vmSize has_any (tokens)`,
            ),
          ),
        },
        at: [tenant],
        says: /\nrule sizes in logs names no size of the N-series that is sold today\n/,
      },
      "of the template, and on a table to which no log is sent": {
        change: {
          sentinelRules: rulesBut(
            "elevated",
            sentinelRule("rbac", "AuditLogs", { template: "132fdff4-c044-4855-a390-c1b71e0f833b" }),
          ),
          entraLogExports: healthy.entraLogExports.map(row => ({
            ...row,
            settings: row.settings.map(setting => ({
              ...setting,
              categories: setting.categories.filter(category => category !== "AuditLogs"),
            })),
          })),
        },
        at: [tenant],
        says: /\nrule rbac in logs reads AuditLogs, to which no log is sent\n/,
      },
      "a custom detection that Microsoft has switched off": {
        change: {
          sentinelRules: rulesBut("elevated"),
          customDetections: detecting("AuditLogs | where Category =~ 'AzureRBACRoleManagementElevateAccess'", false),
        },
        at: [tenant],
        says: /\ncustom detection own in the Defender portal is switched off\n/,
      },
    },
    quiet: {
      "a custom detection in place of a rule": {
        change: {
          sentinelRules: rulesBut("elevated"),
          customDetections: detecting("AuditLogs | where Category =~ 'AzureRBACRoleManagementElevateAccess'", true),
        },
      },
      ...Object.fromEntries(
        [
          "where 1 == 1",
          "where 'a' == 'a'",
          "where false or Level != ''",
          "where 1 == 2 or true",
          "top 10 by Level",
        ].map(step => [
          `a step that lets rows through: ${step}`,
          {
            change: {
              sentinelRules: rulesBut("moved", sentinelRule("x", `AzureActivity | where ${transfers} | ${step}`)),
            },
          },
        ]),
      ),
      "an address in a query, and a comment after it": {
        change: {
          sentinelRules: rulesBut(
            "moved",
            sentinelRule("x", `AzureActivity | extend u = 'https://x' // of ours\n| where ${transfers}`),
          ),
        },
      },
      "a switched-off rule beside one that runs": {
        change: {
          sentinelRules: [
            ...healthy.sentinelRules,
            sentinelRule(
              "old",
              "AzureActivity | where OperationNameValue == 'Microsoft.Subscription/updateTenant/action'",
              { enabled: false },
            ),
          ],
        },
      },
      "a list that has a size of today": {
        change: {
          sentinelRules: rulesBut(
            "accelerators",
            sentinelRule(
              "sizes",
              `let tokens = dynamic(["416", "NC24ads"]);\n${creations}\n| where vmSize has_any (tokens)`,
            ),
          ),
        },
      },
      "Sentinel is on nowhere: another check tells": {
        change: { sentinelRules: [], sentinelHunts: [], sentinelWorkspaces: [] },
      },
    },
    unsure: {
      "a rule of Microsoft's template, edited beyond recognition": {
        change: {
          sentinelRules: rulesBut(
            "moved",
            sentinelRule("x", "AzureActivity | where own()", { template: "48c026d8-7f36-4a95-9568-6f1420d66e37" }),
          ),
        },
      },
      "sizes asked for in another way": {
        change: {
          sentinelRules: rulesBut(
            "accelerators",
            sentinelRule("sizes", `${creations}\n| where vmSize in~ ((_GetWatchlist('sizes') | project SearchKey))`),
          ),
        },
      },
      "a custom detection of which it is not told whether it is on": {
        change: {
          sentinelRules: rulesBut("elevated"),
          customDetections: detecting("AuditLogs | where Category =~ 'AzureRBACRoleManagementElevateAccess'"),
        },
      },
      "a rule that leaves out what it names": {
        change: {
          sentinelRules: rulesBut(
            "moved",
            sentinelRule(
              "x",
              "AzureActivity | where OperationNameValue !in~ ('Microsoft.Subscription/updateTenant/action')",
            ),
          ),
        },
      },
    },
  },

  "unwatched-by-sentinel": {
    bad: {
      "on nowhere, and the alert rules tell": {
        change: { sentinelWorkspaces: nowhere, sentinelRules: [], sentinelHunts: [] },
        at: [tenant],
        severity: "low",
        says: /^has no workspace in which .*\nalert rules of Azure Monitor tell somebody of all critical operations in every subscription/,
      },
      "on nowhere, no alert rules, and a custom detection": {
        change: {
          ...{ sentinelWorkspaces: [], sentinelRules: [], sentinelHunts: [], alertRules: [] },
          customDetections: detecting(
            "CloudAuditEvents | where OperationName =~ 'Microsoft.Subscription/updateTenant/action'",
            true,
          ),
        },
        at: [tenant],
        says: /do not tell of all critical operations either.*\ncustom detections .*: Subscription moved to another tenant/,
      },
      "the log of one subscription goes elsewhere": {
        change: { activityLogExports: sentTo(sandbox, ordinary.toUpperCase()) },
        at: [sandbox],
        says: /^sends its activity log to LOGS-OF-AN-APP, where/,
      },
    },
    quiet: {
      "to both": {
        change: {
          activityLogExports: sentTo(sandbox, ordinary).map(row =>
            row.id === sandbox
              ? {
                  ...row,
                  settings: [...row.settings, { name: "b", categories: ["Administrative"], workspace: logs.id }],
                }
              : row,
          ),
        },
      },
      "to no workspace: another check tells": {
        change: {
          activityLogExports: healthy.activityLogExports.map(row =>
            row.id === production
              ? { ...row, settings: [{ name: "a", categories: ["allLogs"], elsewhere: ["eventHub" as const] }] }
              : row,
          ),
        },
      },
    },
    unsure: {
      "to a workspace that was not read": {
        change: { activityLogExports: sentTo(sandbox, `${ordinary}-of-another-tenant`) },
      },
    },
  },
};
