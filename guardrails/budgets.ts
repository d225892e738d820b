import type { ActionGroup } from "@pulumi/azure-native/monitor";
import { costParameters, costRights, costWarnings } from "./missing/cost-warnings";
import { deployMissing } from "./missing/deploy-missing";
import type { Settings } from "./settings";

/**
 * A budget and an alert on anomalies for each subscription, where the settings name an amount. They end what nobody saw; they
 * do not watch.
 * @returns the command that gives them to the subscriptions which exist already
 */
export function budgets(settings: Settings, receivers: ActionGroup): readonly string[] {
  const { monthlyBudget, alertEmail } = settings;
  if (monthlyBudget === undefined) return [];
  return deployMissing(settings, {
    name: "costs",
    title: "every subscription has a budget (too late for a short attack)",
    policies: [costWarnings],
    parameters: costParameters,
    values: { amount: String(monthlyBudget), actionGroup: receivers.id, mail: alertEmail },
    rights: costRights,
  });
}
