import { parseArmId } from "../../catalogue/arm-id";
import type { Certainty } from "../../catalogue/certainty";
import { type CriticalOperation, seenInSubscriptions } from "../../catalogue/critical-operations";
import type { AlertRule } from "../evidence/alert-rules";
import type { LogExports } from "../evidence/reading/diagnostic-settings";
import { grouped } from "./collate";
import { derivation, missingFor } from "./derivation";
import { takesRequests } from "./subscription-state";
import { asksFor, isTold, type Watch } from "./told-operations";
import type { OperationsOf } from "./types";
import { sends } from "./unsent-logs";

/**
 * The critical operations of each subscription of which no alert rule tells. That there is none is concluded from absence: it
 * needs all rules of the subscription, and all of those where the workspaces lie to which its log is sent.
 */
export default derivation<"unwatchedOperations">()({
  needs: ["subscriptions", "alertRules", "activityLogExports"],
  derive({ subscriptions, alertRules, activityLogExports }) {
    const exports = new Map(activityLogExports.value.map(row => [row.id.toLowerCase(), row]));
    const working = alertRules.value.filter(reaches);
    const onLogs = grouped(
      working.filter(({ all }) => all !== undefined),
      rule => rule.subscription.toLowerCase(),
    );
    // Most queries are about something else, and are held against no subscription.
    const queries = working.filter(({ queries = [] }) => queries.some(asksForAny));
    const value = subscriptions.value.filter(takesRequests).map(subscription => {
      const scope = `/subscriptions/${subscription.id}`.toLowerCase();
      const sent = exports.get(scope);
      const places = (sent?.settings ?? []).flatMap(({ workspace }) => parseArmId(workspace ?? "").subscription ?? []);
      const isWhole = [subscription.id, ...places].every(id => !missingFor(alertRules.gaps, id.toLowerCase()));
      // A rule on the activity log stands in the subscription that it watches; a query may stand anywhere.
      const rules = [...(onLogs.get(subscription.id.toLowerCase()) ?? []), ...queries];
      const answers = seenInSubscriptions.map(row => {
        const watches = rules.flatMap((rule): Watch[] => {
          const works = sees(rule, scope, row, sent);
          return works === "no" ? [] : [{ rule, works }];
        });
        return {
          row,
          told: row.operations.map(operation => {
            const told = isTold(row, operation, watches);
            return { operation, told: told === "no" && !isWhole ? "unknown" : told };
          }),
        };
      });
      const of = (answer: Certainty): readonly OperationsOf[] =>
        answers.flatMap(({ row, told }) => {
          const operations = told.filter(each => each.told === answer).map(({ operation }) => operation);
          return operations.length > 0 ? [{ row, operations }] : [];
        });
      return { subscription, untold: of("no"), open: of("unknown") };
    });
    return { value };
  },
});

const critical = seenInSubscriptions.flatMap(({ operations }) => operations);
const asksForAny = (query: string): boolean => critical.some(operation => asksFor(query, operation) !== "no");

/**
 * Whether a rule is on and names an action group. Who is in it is not read: the right to that also gives away the addresses of
 * webhooks, and in those lie secrets.
 */
export const reaches = ({ enabled, actionGroups }: AlertRule): boolean => enabled && actionGroups.length > 0;

/**
 * Whether a rule sees the log of a subscription: one on the activity log, which stands in the subscription, has to watch all of it
 * (Microsoft Learn, "Activity log alerts"), a query has to ask a workspace to which the log is sent.
 */
export function sees(
  rule: AlertRule,
  scope: string,
  { category }: Pick<CriticalOperation, "category">,
  sent: LogExports | undefined,
): Certainty {
  const scopes = new Set(rule.scopes.map(each => each.toLowerCase()));
  if (rule.all)
    return scopes.has(scope) && `/subscriptions/${rule.subscription}`.toLowerCase() === scope ? "yes" : "no";
  if (scopes.has(scope)) return "yes";
  if (!sent) return "unknown";
  const asked = sent.settings.some(
    setting =>
      setting.workspace !== undefined && scopes.has(setting.workspace.toLowerCase()) && sends(setting, category),
  );
  return asked ? "yes" : "no";
}
