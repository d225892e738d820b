import * as z from "zod";
import { azureRoles } from "../../catalogue/well-known-ids";
import { activityLog } from "../signals/activity-log";
import { actsOf } from "../signals/acts";
import { Fold } from "../signals/fold";
import { kqlOf, type Span } from "../signals/kql";
import type { Engine } from "../signals/log";
import type { Question } from "../signals/question";
import { type ActivityQuestion, activityQuestions, reach } from "../signals/questions";
import { type Calls, namedWorkspace } from "./calls";
import { type Context, defineEvidence, Missing, type RowOf } from "./define";
import hierarchy from "./hierarchy";
import { activityFields, activityRecord } from "./reading/activity-records";
import { answerTo } from "./reading/engine-answers";
import { apart, each, inOrder, read } from "./reading/read";
import { since } from "./reading/since";
import subscriptions from "./subscriptions";

const row = z.object({
  question: z.string(),
  key: z.record(z.string(), z.string()).describe("What is the same of the acts that are added up here, by column"),
  window: z.string().exactOptional(),
  times: z.number(),
  first: z.string(),
  last: z.string(),
  distinct: z.record(z.string(), z.array(z.string())),
  sum: z.record(z.string(), z.number()),
});

export type ActivityAnswer = RowOf<typeof row>;

const logAction = "Microsoft.Insights/eventtypes/values/read";
const calls = {
  workspace: {
    api: "arm",
    actions: [
      "Microsoft.OperationalInsights/workspaces/query/read",
      "Microsoft.OperationalInsights/workspaces/query/AzureActivity/read",
    ],
    grant: {
      role: "Log Analytics Data Reader",
      roleId: azureRoles.logAnalyticsDataReader,
      scope: namedWorkspace,
    },
    why: "let the workspace add up what was done in Azure",
  },
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

/** How many days the activity log keeps, where nobody exports it. */
const keptDays = 90;

/** Records of one subscription that are read without an engine. A tenant with more has a workspace, or should have. */
export const mostRecords = 200_000;

export default defineEvidence({
  kind: "activity",
  title: "what was done in Azure",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  namedBy: [hierarchy],
  async *run(context) {
    const { azure, tenant, rows, now, historyDays } = context;
    const span = { from: since(now, Math.min(historyDays, keptDays)), to: now };
    const folds = activityQuestions.filter(({ id }) => id !== reach.id).map(question => new Fold(question));
    const told = yield* askEngines(context, folds);
    const filter = `eventTimestamp ge '${span.from}' and eventTimestamp le '${span.to}'`;
    const query = `$filter=${encodeURIComponent(filter)}&$select=${activityFields}`;
    const path = "providers/Microsoft.Insights/eventtypes/management/values?api-version";
    yield* each(
      rows.subscriptions.filter(({ id }) => !told.has(id)),
      async function* ({ id }) {
        const records = azure.armList(`/subscriptions/${id}/${path}=2015-04-01&${query}`);
        const what = "what was done in the subscription";
        yield* folded(
          atMost(mostRecords, read(records, { what, call: calls.log, as: activityRecord, of: [id] }), what, id),
          folds,
        );
        yield reachOf(id, "activity log", span);
      },
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
    yield* folded(inOrder(atGroups, atTenant), folds);
    for (const fold of folds) {
      yield* fold.answers();
      if (fold.leftOut > 0)
        yield new Missing({
          what: "what was done in Azure",
          missing: `${fold.leftOut} acts, of more different kinds than are held (${fold.question.id})`,
          reason: "cutOff",
        });
    }
  },
});

/** The group above all others is in no list of what lies below. */
const rootGroup = (tenant: string): string => `/providers/Microsoft.Management/managementGroups/${tenant}`;

type Told = ReadonlySet<string>;

/**
 * Asks the first engine that answers all, and only of the subscriptions whose log it holds from early on until now. The others
 * are few and quiet, or are not exported: their own logs tell.
 */
async function* askEngines(
  {
    azure,
    cloud,
    workspace,
    chosenSubscriptions,
    rows,
    now,
    historyDays,
  }: Context<typeof subscriptions | typeof hierarchy>,
  folds: readonly Fold[],
): AsyncGenerator<ActivityAnswer | Missing, Told> {
  const engines: readonly (readonly [Engine, (query: string) => AsyncIterable<unknown>])[] = [
    ...(workspace === undefined ? [] : [["workspace", (query: string) => azure.workspace(workspace, query)] as const]),
    ...(cloud === "AzureChina" ? [] : [["hunting", azure.hunting] as const]),
  ];
  for (const [engine, ask] of engines) {
    const span = { from: since(now, Math.min(historyDays, engineDays[engine])), to: now };
    const answered = (question: Question<string, string>) =>
      apart(
        read(ask(kqlOf(activityLog, question as ActivityQuestion, engine, span)), {
          what: `what was done in Azure, of ${engine === "workspace" ? "the workspace" : "advanced hunting"}`,
          call: calls[engine],
          as: answerTo(question),
        }),
      );
    const reaches = await answered(reach);
    yield* reaches.gaps.map(gap => unread(engine, gap, now));
    const known = new Set(chosenSubscriptions ?? rows.subscriptions.map(({ id }) => id));
    const told = reaches.rows.filter(
      ({ key, first, last }) => known.has(key.subscription!) && isWhole(first, last, span),
    );
    if (reaches.gaps.length > 0 || told.length === 0) continue;
    const ids = told.map(({ key }) => key.subscription!);
    const answers = await Promise.all(
      folds.map(({ question }) => answered({ ...question, where: { ...question.where, subscription: ids } })),
    );
    const gaps = answers.flatMap(answer => answer.gaps);
    yield* gaps.map(gap => unread(engine, gap, now));
    if (gaps.length > 0) continue;
    for (const [at, fold] of folds.entries()) for (const answer of answers[at]!.rows) fold.merge(answer);
    const start = told.map(({ first }) => first).sort()[0]!;
    for (const id of ids) yield reachOf(id, engine, { ...span, from: start });
    return new Set(ids);
  }
  return new Set();
}

/** How many days the engines may hold; hunting keeps thirty (Learn, "Advanced hunting quotas and usage parameters"). */
const engineDays: Readonly<Record<Engine, number>> = { workspace: 90, hunting: 30 };

/** From the first third of the time on, and within the last two days: what is exported late or no more is read elsewhere. */
function isWhole(first: string, last: string, { from, to }: Span): boolean {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return Date.parse(first) <= start + (end - start) / 3 && Date.parse(last) >= end - 2 * 86_400_000;
}

/** How far back the log of a subscription goes, and who told. */
const reachOf = (subscription: string, road: string, { from, to }: Span): ActivityAnswer => ({
  question: reach.id,
  key: { subscription, road },
  times: 0,
  first: from,
  last: to,
  distinct: {},
  sum: {},
});

/** What an engine does not tell the logs themselves do, so nothing is missing; but whoever names a workspace wants to know. */
const unread = (engine: Engine, { gap }: Missing, now: string): ActivityAnswer => ({
  ...reachOf("", engine, { from: now, to: now }),
  distinct: { missing: [gap.missing] },
});

/** Adds the records up as they stream by; only what is missing is handed on. */
async function* folded<R extends Parameters<typeof activityLog.at>[0]>(
  records: AsyncIterable<R | Missing>,
  folds: readonly Fold[],
): AsyncGenerator<Missing> {
  const gaps: Missing[] = [];
  const readable = async function* (): AsyncGenerator<R> {
    for await (const record of records) {
      if (record instanceof Missing) gaps.push(record);
      else yield record;
    }
  };
  for await (const act of actsOf(activityLog, readable())) for (const fold of folds) fold.add(act);
  yield* gaps;
}

async function* atMost<T>(
  limit: number,
  items: AsyncIterable<T>,
  what: string,
  id: string,
): AsyncGenerator<T | Missing> {
  let count = 0;
  for await (const item of items) {
    yield item;
    if (++count < limit) continue;
    yield new Missing({
      what,
      missing: `what is older than its last ${limit} records; name a workspace in the estate, which adds them up`,
      reason: "cutOff",
      subjects: [id],
    });
    return;
  }
}
