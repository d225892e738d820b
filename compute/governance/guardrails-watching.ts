import type { GuardrailType } from "./guardrail-type";

/** `Free` is how a plan is written that nobody bought. It counts in full where the plan sees deployments and machines. */
const plan = {
  what: "Defender plan",
  effect: "off",
  says: "is switched off",
  words: ["Free"],
  of: ["Arm", "VirtualMachines", "Containers"],
  otherwise: "narrowed",
} as const;
const alert = { what: "activity log alert", effect: "off", says: "is switched off", words: ["false"] } as const;
/** They may watch anything, so they are only said. */
const query = { ...alert, what: "alert on a log query", effect: "narrowed" } as const;
const detection = { ...query, what: "Sentinel rule" } as const;
/** Alerts are still raised, and muting them is how maintenance is done. */
const muting = {
  what: "alert processing rule",
  effect: "narrowed",
  says: "mutes alerts",
  of: ["true", "Enabled"],
} as const;

/** What watches: Defender plans, alerts, logs. */
export const watching: readonly GuardrailType[] = [
  {
    ...plan,
    native: ["security:Pricing"],
    arm: ["Microsoft.Security/pricings"],
    paths: { by: "~pricingTier", of: "<pricingName|name>" },
  },
  {
    ...plan,
    classic: ["securitycenter/subscriptionPricing:SubscriptionPricing"],
    azurerm: ["securityCenterSubscriptionPricing"],
    paths: { by: "tier", of: "resourceType" },
  },
  {
    what: "suppression rule",
    effect: "off",
    says: "suppresses alerts of Defender",
    words: ["Enabled"],
    native: ["security:AlertsSuppressionRule"],
    arm: ["Microsoft.Security/alertsSuppressionRules"],
    paths: { by: "~state" },
  },
  {
    ...alert,
    native: ["monitor:ActivityLogAlert"],
    arm: ["Microsoft.Insights/activityLogAlerts"],
    paths: { by: "~enabled" },
  },
  {
    ...alert,
    classic: ["monitoring/activityLogAlert:ActivityLogAlert"],
    azurerm: ["monitorActivityLogAlert"],
    paths: { by: "enabled" },
  },
  {
    ...query,
    native: ["monitor:ScheduledQueryRule"],
    arm: ["Microsoft.Insights/scheduledQueryRules"],
    paths: { by: "~enabled" },
  },
  {
    ...query,
    classic: [
      "monitoring/scheduledQueryRulesAlert:ScheduledQueryRulesAlert",
      "monitoring/scheduledQueryRulesAlertV2:ScheduledQueryRulesAlertV2",
    ],
    azurerm: ["monitorScheduledQueryRulesAlert", "monitorScheduledQueryRulesAlertV2"],
    paths: { by: "enabled" },
  },
  {
    ...detection,
    native: ["securityinsights:ScheduledAlertRule"],
    arm: ["Microsoft.SecurityInsights/alertRules"],
    paths: { by: "~enabled" },
  },
  {
    ...detection,
    classic: ["sentinel/alertRuleScheduled:AlertRuleScheduled", "sentinel/alertRuleNrt:AlertRuleNrt"],
    azurerm: ["sentinelAlertRuleScheduled", "sentinelAlertRuleNrt"],
    paths: { by: "enabled" },
  },
  {
    ...muting,
    words: ["RemoveAllActionGroups"],
    native: ["alertsmanagement:AlertProcessingRuleByName"],
    arm: ["Microsoft.AlertsManagement/actionRules"],
    at: "properties.actions[]",
    paths: { by: "actionType", of: "/properties.enabled" },
  },
  // only older versions have it
  {
    ...muting,
    words: ["Suppression"],
    native: ["alertsmanagement:ActionRuleByName"],
    arm: ["Microsoft.AlertsManagement/actionRules"],
    paths: { by: "properties.type", of: "properties.status" },
  },
  {
    ...muting,
    always: true,
    classic: ["monitoring/alertProcessingRuleSuppression:AlertProcessingRuleSuppression"],
    azurerm: ["monitorAlertProcessingRuleSuppression"],
    paths: { by: "scopes", of: "enabled" },
  },
  {
    // another setting may export the same category
    what: "export of the activity log",
    effect: "narrowed",
    says: "leaves out what is created, and by whom",
    words: ["false"],
    of: ["Administrative", "Security"],
    native: ["monitor:SubscriptionDiagnosticSetting"],
    arm: ["Microsoft.Insights/diagnosticSettings"],
    at: "~logs[]",
    paths: { by: "enabled", of: ["category", "categoryGroup"] },
  },
];
