import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { apart, each, read } from "./reading/read";
import { maybeText, maybeTexts, maybeTime, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const budget = z.object({
  name: z.string(),
  whole: z.boolean().describe("It counts all of the subscription, and no part alone"),
  tells: z.boolean().describe("It has a notification that is on and reaches somebody"),
  endsOn: z.string().exactOptional(),
});

const anomalyAlert = z.object({
  name: z.string(),
  enabled: z.boolean(),
  endsOn: z.string().exactOptional(),
});

const row = z.object({
  id: z.string().describe("`/subscriptions/…`. Where not all could be read there is no row"),
  budgets: z.array(budget),
  anomalyAlerts: z.array(anomalyAlert),
});

/** Who is told what a subscription costs: its budgets, and its alerts on costs that are out of the ordinary. */
export type SpendingAlerts = RowOf<typeof row>;

const why = "know whether somebody is told when a subscription costs more than it should";
const calls = {
  budgets: { api: "arm", actions: ["Microsoft.Consumption/budgets/read"], why },
  anomalies: { api: "arm", actions: ["Microsoft.CostManagement/scheduledActions/read"], why },
} as const satisfies Calls;

/** Source: Azure REST API, Consumption, Budgets (2023-05-01). Addresses are counted and not kept. */
const budgetWire = z
  .object({
    name: text,
    properties: z.object({
      timePeriod: z.object({ endDate: maybeTime }).nullish(),
      filter: z.record(z.string(), z.unknown()).nullish(),
      notifications: z
        .record(
          z.string(),
          z.object({
            enabled: z.boolean(),
            contactEmails: maybeTexts,
            contactRoles: maybeTexts,
            contactGroups: maybeTexts,
          }),
        )
        .nullish(),
    }),
  })
  .transform(({ name, properties: { timePeriod, filter, notifications } }) =>
    present({
      name,
      whole: Object.keys(filter ?? {}).length === 0,
      tells: Object.values(notifications ?? {}).some(
        ({ enabled, contactEmails, contactRoles, contactGroups }) =>
          enabled && contactEmails.length + contactRoles.length + contactGroups.length > 0,
      ),
      endsOn: timePeriod?.endDate,
    }),
  );

/** Source: Azure REST API, Cost Management, Scheduled Actions (2024-08-01). Those of another kind send a view, whatever it shows. */
const actionWire = z
  .object({
    name: text,
    kind: maybeText,
    properties: z.object({ status: maybeText, schedule: z.object({ endDate: maybeTime }).nullish() }),
  })
  .transform(({ name, kind, properties: { status, schedule } }) =>
    present({
      ...{ name, isAnomaly: kind?.toLowerCase() === "insightalert" },
      enabled: status?.toLowerCase() === "enabled",
      endsOn: schedule?.endDate,
    }),
  );

const byName = <T extends { readonly name: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((one, other) => (one.name < other.name ? -1 : 1));

export default defineEvidence({
  kind: "spendingAlerts",
  title: "budgets and cost alerts",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  run: ({ azure, cloud, rows }) =>
    each(rows.subscriptions, async function* ({ id }): AsyncGenerator<SpendingAlerts | Missing> {
      const scope = `/subscriptions/${id}`;
      const list = <T>(path: string, what: string, call: (typeof calls)[keyof typeof calls], as: z.ZodType<T>) =>
        apart(read(azure.armList(`${scope}/providers/${path}`), { what, call, as, of: [id] }));
      const budgets = await list(
        "Microsoft.Consumption/budgets?api-version=2023-05-01",
        "budgets of the subscription",
        calls.budgets,
        budgetWire,
      );
      // Microsoft Learn, "Identify anomalies and unexpected changes in cost": in the public cloud alone
      const isOffered = cloud === undefined || cloud === "AzurePublicCloud";
      const actions = isOffered
        ? await list(
            "Microsoft.CostManagement/scheduledActions?api-version=2024-08-01",
            "cost alerts of the subscription",
            calls.anomalies,
            actionWire,
          )
        : { rows: [], gaps: [] };
      const gaps = [...budgets.gaps, ...actions.gaps];
      yield* gaps;
      const anomalyAlerts = actions.rows.flatMap(({ isAnomaly, ...alert }) => (isAnomaly ? [alert] : []));
      if (gaps.length === 0) yield { id: scope, budgets: byName(budgets.rows), anomalyAlerts: byName(anomalyAlerts) };
    }),
});
