import { activityLogs } from "../../catalogue/exported-logs";
import type { Subject } from "../../catalogue/outcome";
import { defineCheck } from "../check";
import { byCode, exportActivityLog } from "../cures/pulumi-code";
import { activeSubscriptions, population } from "../facts/populations";
import { subscriptionSubject } from "../facts/subjects";
import { takesRequests } from "../facts/subscription-state";
import { linesOf, namesOf, unsentLogs } from "../facts/unsent-logs";

/** Of a management group there are no records of Security: what has that category happens to subscriptions. */
const groupLogs = activityLogs.filter(({ category }) => category !== "Security");

export default defineCheck({
  id: "unexported-activity-log",
  title: "The activity log of every subscription and management group is sent to where it is kept",
  faultTitle: "An activity log is sent nowhere",
  severity: "medium",
  why: "Azure keeps the log for 90 days and searches one subscription at a time, and a subscription that is carried to another tenant takes its log along: who created the machines is then not to be found out.",
  fix: "Send the categories named to a Log Analytics workspace with a diagnostic setting: by Azure Policy on all subscriptions, and one at each management group.",
  control: "logging-and-sentinel",

  needs: ["subscriptions", "hierarchy", "activityLogExports"],
  examines: population<"subscriptions" | "hierarchy">(
    "active subscription or management group",
    "active subscriptions and management groups",
    (known, setting) => [
      ...activeSubscriptions.ids(known, setting),
      ...groupsOf(known.hierarchy, setting.manifest.tenant).map(({ id }) => id),
    ],
  ),
  *run({ subscriptions, hierarchy, activityLogExports }, { manifest }) {
    const exports = new Map(activityLogExports.map(row => [row.id.toLowerCase(), row]));
    const judge = function* (subject: Subject, logs: typeof activityLogs, subscription?: string) {
      const found = exports.get(subject.id.toLowerCase());
      const missing = found ? unsentLogs(found, logs) : [];
      if (!found) yield { subject, unknown: "where its activity log is sent could not be read" };
      else if (missing.length > 0)
        yield {
          subject,
          cure: byCode(
            "keepLogs",
            subscription === undefined
              ? []
              : exportActivityLog(
                  subscription,
                  missing.map(({ category }) => category),
                ),
          ),
          fault: `sends ${namesOf(missing)} of its activity log nowhere`,
          proof: linesOf(missing),
        };
    };
    for (const subscription of subscriptions)
      if (takesRequests(subscription)) yield* judge(subscriptionSubject(subscription), activityLogs, subscription.id); // elsewhere nothing happens
    for (const group of groupsOf(hierarchy, manifest.tenant)) yield* judge(group, groupLogs);
  },
});

/** The tenant's root group, which is named by nobody below it, and all others. */
function groupsOf(
  hierarchy: readonly { readonly kind: string; readonly name: string; readonly displayName?: string }[],
  tenant: string,
): Subject[] {
  const named = hierarchy.filter(({ kind }) => kind === "managementGroup");
  const all = hierarchy.length === 0 ? [] : [{ name: tenant, displayName: "Tenant Root Group" }, ...named];
  return all.map(({ name, displayName = name }) => ({
    kind: "managementGroup",
    id: `/providers/Microsoft.Management/managementGroups/${name}`,
    name: displayName,
  }));
}
