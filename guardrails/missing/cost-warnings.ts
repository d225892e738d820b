import { type DeploymentPolicy, type PolicyParameters, templateOf } from "./deployment-policy";

export const costParameters: PolicyParameters = {
  amount: { type: "String", description: "What a subscription may cost in a month, in the currency of its bill" },
  actionGroup: { type: "String", description: "The id of the action group that is told" },
  mail: { type: "String", description: "Who is told by mail" },
};

export const costRights = [
  "Microsoft.Consumption/budgets/read",
  "Microsoft.Consumption/budgets/write",
  "Microsoft.CostManagement/scheduledActions/read",
  "Microsoft.CostManagement/scheduledActions/write",
  "Microsoft.CostManagement/views/read",
  "Microsoft.Insights/actionGroups/read",
];

/** The share of the amount, in percent, at which a budget tells. */
const thresholds = [50, 100];

/**
 * A budget and an alert on cost anomalies in each subscription. Both come too late for an attack of three hours: costs are
 * known after 8 to 24 hours, anomalies after some 36 (Learn, "Create and manage budgets", "Identify anomalies and unexpected
 * changes in cost"). So they count as the end of a long attack, and never as watching. The public cloud alone has
 * anomalies, which are told by mail alone; Azure ends such an alert after a year.
 */
export const costWarnings: DeploymentPolicy = {
  name: "cost-warnings",
  title: "a budget and an alert on cost anomalies in each subscription",
  description:
    "Both are too late for an attack of some hours, for costs are known after a day. They end an attack that nobody saw.",
  when: { field: "type", equals: "Microsoft.Resources/subscriptions" },
  lacks: {
    type: "Microsoft.Consumption/budgets",
    existenceScope: "subscription",
    // the aliases are those of Deploy-Budget (Azure/Enterprise-Scale)
    existenceCondition: {
      allOf: [
        { field: "Microsoft.Consumption/budgets/amount", equals: "[parameters('amount')]" },
        { field: "Microsoft.Consumption/budgets/timeGrain", equals: "Monthly" },
        { field: "Microsoft.Consumption/budgets/category", equals: "Cost" },
      ],
    },
  },
  inSubscription: true,
  template: templateOf(
    true,
    {
      amount: { type: "string" },
      actionGroup: { type: "string" },
      mail: { type: "string" },
      // a budget begins on the first of a month, and a clock may be read in a default alone
      month: { type: "string", defaultValue: "[utcNow('yyyy-MM')]" },
      today: { type: "string", defaultValue: "[utcNow('yyyy-MM-dd')]" },
    },
    [
      {
        type: "Microsoft.Consumption/budgets",
        apiVersion: "2023-11-01",
        name: "computeguard",
        properties: {
          category: "Cost",
          amount: "[int(parameters('amount'))]",
          timeGrain: "Monthly",
          timePeriod: { startDate: "[concat(parameters('month'), '-01T00:00:00Z')]" },
          notifications: Object.fromEntries(
            thresholds.map(threshold => [
              `at${threshold}`,
              {
                enabled: true,
                operator: "GreaterThan",
                threshold,
                thresholdType: "Actual",
                contactEmails: ["[parameters('mail')]"],
                contactGroups: ["[parameters('actionGroup')]"],
              },
            ]),
          ),
        },
      },
      {
        type: "Microsoft.CostManagement/scheduledActions",
        apiVersion: "2023-11-01",
        name: "computeguard",
        kind: "InsightAlert",
        properties: {
          // Azure takes 25 characters
          displayName: "Computeguard anomaly",
          status: "Enabled",
          viewId:
            "[concat(subscription().id, '/providers/Microsoft.CostManagement/views/ms:DailyAnomalyByResourceGroup')]",
          notificationEmail: "[parameters('mail')]",
          notification: { to: ["[parameters('mail')]"], subject: "Computeguard: costs are unusual" },
          schedule: {
            frequency: "Daily",
            startDate: "[concat(parameters('today'), 'T00:00:00Z')]",
            endDate: "[dateTimeAdd(concat(parameters('today'), 'T00:00:00Z'), 'P364D')]",
          },
        },
      },
    ],
  ),
};
