import { azureRoles } from "../../catalogue/well-known-ids";
import type { Span } from "../signals/kql";
import { logs } from "../signals/logs";
import { unlisted } from "../signals/questions";
import { type Calls, workspaceCall } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import hierarchy from "./hierarchy";
import { activityFields, activityRecord } from "./reading/activity-records";
import { answerRow, answersOf, foldsOf } from "./reading/answer-rows";
import { askEngines } from "./reading/log-engines";
import { atMost, folded, foldedRest } from "./reading/log-roads";
import { each, inOrder, read } from "./reading/read";
import { since } from "./reading/since";
import subscriptions from "./subscriptions";

export type ActivityAnswer = RowOf<typeof answerRow>;

const logAction = "Microsoft.Insights/eventtypes/values/read";
const calls = {
  workspace: workspaceCall(["AzureActivity"], "let the workspace add up what was done in Azure"),
  hunting: {
    api: "graph",
    permission: "ThreatHunting.Read.All",
    spared: true,
    why: "let advanced hunting add up what was done in Azure, where no workspace is named",
  },
  log: { api: "arm", actions: [logAction], why: "read what was done in a subscription, where no workspace tells" },
  groups: { api: "arm", actions: [logAction], why: "read what was done at management groups" },
  tenant: {
    api: "arm",
    actions: [logAction],
    grant: { role: "Reader", roleId: azureRoles.reader, scope: "/providers/Microsoft.Insights" },
    why: "read what was done at the tenant itself",
  },
} as const satisfies Calls;

const what = "what was done in Azure";

export default defineEvidence({
  kind: "activity",
  title: what,
  row: answerRow,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  namedBy: [hierarchy],
  async *run(context) {
    const { azure, tenant, rows, now, historyDays, chosenSubscriptions } = context;
    const { log, recordDays } = logs.activity;
    const span = { from: since(now, Math.min(historyDays, recordDays)), to: now };
    const folds = foldsOf(logs.activity);
    const told = yield* askEngines(context, {
      ...{ log: logs.activity, what, calls, folds },
      parts: chosenSubscriptions ?? rows.subscriptions.map(({ id }) => id),
      // Of what was not chosen nobody asks whether it is still there.
      ...(chosenSubscriptions === undefined && { others: unlisted }),
    });
    const queryOf = ({ from, to }: Span) =>
      `$filter=${encodeURIComponent(`eventTimestamp ge '${from}' and eventTimestamp le '${to}'`)}&$select=${activityFields}`;
    const query = queryOf(span);
    const path = "providers/Microsoft.Insights/eventtypes/management/values?api-version";
    yield* each(rows.subscriptions, ({ id }) =>
      foldedRest({ log: logs.activity, told, part: id, span, folds }, left => {
        const records = azure.armList(`/subscriptions/${id}/${path}=2015-04-01&${queryOf(left)}`);
        const what = "what was done in the subscription";
        return atMost(read(records, { what, call: calls.log, as: activityRecord, of: [id] }), what, [id]);
      }),
    );
    const groups = rows.hierarchy.flatMap(({ kind, id }) => (kind === "managementGroup" ? [id] : []));
    const atGroups = each([rootGroup(tenant), ...groups], id =>
      read(azure.armList(`${id}/${path}=2017-03-01-preview&${query}`), {
        what: "what was done at the management group",
        call: calls.groups,
        as: activityRecord,
        of: [id],
      }),
    );
    const atTenant = read(azure.armList(`/${path}=2015-04-01&${query}`), {
      what: "what was done at the tenant",
      call: calls.tenant,
      as: activityRecord,
      of: ["/"],
    });
    // What one of these logs may have of another is the same act, and counts once.
    yield* folded(log, inOrder(atGroups, atTenant), folds);
    yield* answersOf(folds, what);
  },
});

/** The group above all others is in no list of what lies below. */
const rootGroup = (tenant: string): string => `/providers/Microsoft.Management/managementGroups/${tenant}`;
