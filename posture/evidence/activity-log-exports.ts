import type { Calls } from "./calls";
import { defineEvidence } from "./define";
import hierarchy from "./hierarchy";
import { exportsOf, exportsRow } from "./reading/diagnostic-settings";
import { groupScope } from "./reading/own-rights";
import { each, inOrder } from "./reading/read";
import subscriptions from "./subscriptions";

const action = "Microsoft.Insights/diagnosticSettings/read";
const calls = {
  list: { api: "arm", actions: [action], why: "know whether the activity log of each subscription is kept" },
  groups: { api: "arm", actions: [action], why: "know whether the activity log of each management group is kept" },
} as const satisfies Calls;

const at = (scope: string) => `${scope}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`;

/** No table of Resource Graph has them. Where subscriptions are chosen, management groups are not looked at. */
export default defineEvidence({
  kind: "activityLogExports",
  title: "exports of activity logs",
  row: exportsRow,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  namedBy: [hierarchy],
  run: ({ azure, tenant, rows }) => {
    const below = rows.hierarchy.flatMap(({ kind, name }) => (kind === "managementGroup" ? [name] : []));
    const groups = rows.hierarchy.length > 0 ? [tenant, ...below] : [];
    return inOrder(
      each(rows.subscriptions, ({ id }) =>
        exportsOf(`/subscriptions/${id}`, azure.armList(at(`/subscriptions/${id}`)), {
          what: "exports of the subscription's activity log",
          call: calls.list,
          of: [id],
        }),
      ),
      each([...new Set(groups)].map(groupScope), scope =>
        exportsOf(scope, azure.armList(at(scope)), {
          what: "exports of the management group's activity log",
          call: calls.groups,
          of: [scope],
        }),
      ),
    );
  },
});
