import { defineCheck } from "../check";
import { byCode, spendingBudget } from "../cures/pulumi-code";
import type { SpendingAlerts } from "../evidence/spending-alerts";
import { activeSubscriptions } from "../facts/populations";
import { subscriptionSubject } from "../facts/subjects";
import { takesRequests } from "../facts/subscription-state";

export default defineCheck({
  id: "missing-spending-alert",
  title: "Somebody is told when a subscription costs more than it should",
  faultTitle: "Nobody is told when a subscription costs more than it should",
  severity: "low",
  why: "It is the last net, and no watch: costs are known some hours later and told of a day or more later, and an attack of three hours is over by then. It still ends the one that goes on for weeks where nobody looks, and it is never counted as watching.",
  fix: "Give the subscription a budget without a filter, with a notification that reaches somebody, or an anomaly alert: Cost Management, Cost alerts. Both cost nothing, and neither stops anything.",
  control: "logging-and-sentinel",

  needs: ["subscriptions", "spendingAlerts"],
  examines: activeSubscriptions,
  *run({ subscriptions, spendingAlerts }, { manifest }) {
    const rows = new Map(spendingAlerts.map(row => [row.id.toLowerCase(), row]));
    for (const subscription of subscriptions) {
      if (!takesRequests(subscription)) continue; // nothing is bought there
      const subject = subscriptionSubject(subscription);
      const row = rows.get(subject.id.toLowerCase());
      if (!row) yield { subject, unknown: "its budgets and cost alerts could not be read" };
      else if (!tells(row, manifest.collectedAt))
        yield {
          subject,
          cure: byCode("watch", spendingBudget(subscription.id)),
          fault: "has neither a budget for all of it nor an anomaly alert that tells anybody",
          proof: [
            ...row.budgets.map(budget => `budget ${budget.name} ${againstBudget(budget, manifest.collectedAt) ?? ""}`),
            ...row.anomalyAlerts.map(
              ({ name, enabled }) => `anomaly alert ${name} ${enabled ? "has ended" : "is off"}`,
            ),
          ],
        };
    }
  },
});

const hasEnded = (endsOn: string | undefined, at: string): boolean => endsOn !== undefined && endsOn < at;

/** Why a budget does not do; nothing where it does. */
function againstBudget({ whole, tells, endsOn }: SpendingAlerts["budgets"][number], at: string): string | undefined {
  if (hasEnded(endsOn, at)) return "has ended";
  if (!whole) return "counts a part of the subscription alone";
  return tells ? undefined : "tells nobody";
}

const tells = ({ budgets, anomalyAlerts }: SpendingAlerts, at: string): boolean =>
  budgets.some(budget => againstBudget(budget, at) === undefined) ||
  anomalyAlerts.some(({ enabled, endsOn }) => enabled && !hasEnded(endsOn, at));
