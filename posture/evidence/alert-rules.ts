import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { inventory } from "./reading/inventory";
import { maybeMinutes, maybeText, maybeTexts, present, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const test = z.object({
  field: z.string().describe("Of a record of the activity log: `operationName`, `category`, `status`"),
  values: z.array(z.string()).describe("One of which it has to have"),
});

const row = z.object({
  id: z.string(),
  subscription: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  scopes: z.array(z.string()).describe("What it watches: a subscription or a part of one; of a query, the workspace"),
  actionGroups: z.array(z.string()),
  all: z
    .array(z.array(test))
    .exactOptional()
    .describe("On the activity log: in each list, one test has to hold. Left out for a query"),
  queries: z.array(z.string()).exactOptional().describe("KQL; left out for a rule on the activity log"),
  everyMinutes: z.number().exactOptional().describe("How often its query runs"),
});

/** One alert rule of Azure Monitor: on the activity log, or a query on a workspace. */
export type AlertRule = RowOf<typeof row>;

const actions = ["Microsoft.Insights/activityLogAlerts/read", "Microsoft.Insights/scheduledQueryRules/read"];
const calls = {
  everywhere: { api: "arm", actions, why: "know whether somebody is told of critical operations" },
  list: { api: "arm", actions, why: "know the alert rules of a subscription that Resource Graph does not have" },
} as const satisfies Calls;

const leaf = z
  .object({ field: text, equals: maybeText, containsAny: maybeTexts })
  .transform(({ field, equals, containsAny }) => ({ field, values: equals === undefined ? containsAny : [equals] }));
const leaves = z.union([
  z.object({ anyOf: z.array(leaf) }).transform(({ anyOf }) => anyOf),
  leaf.transform(one => [one]),
]);

const onLog = z.object({
  id: text,
  name: text,
  properties: z.object({
    enabled: z.boolean().nullish(),
    scopes: z.array(z.string()),
    condition: z.object({ allOf: z.array(leaves) }),
    actions: z.object({ actionGroups: z.array(z.object({ actionGroupId: text })).nullish() }).nullish(),
  }),
});

const byQuery = z.object({
  id: text,
  name: text,
  properties: z.object({
    enabled: z.boolean().nullish(),
    evaluationFrequency: maybeMinutes,
    scopes: z.array(z.string()),
    criteria: z.object({ allOf: z.array(z.object({ query: maybeText })) }),
    actions: z.object({ actionGroups: maybeTexts }).nullish(),
  }),
});

/** A query of before 2020, which Resource Graph still shows in the form that it was made in. Source: Scheduled Query Rules (2018-04-16). */
const byOlderQuery = z.object({
  id: text,
  name: text,
  properties: z.object({
    enabled: z.union([z.boolean(), z.string()]).nullish(),
    source: z.object({ query: maybeText, dataSourceId: text }),
    schedule: z.object({ frequencyInMinutes: z.number().nullish() }).nullish(),
    action: z.object({ aznsAction: z.object({ actionGroup: maybeTexts }).nullish() }).nullish(),
  }),
});

/** Rules are on unless they say otherwise. Sources: Azure REST API, Activity Log Alerts (2020-10-01), Scheduled Query Rules (2023-12-01). */
const rule = (subscription: string) =>
  z.union([
    onLog.transform(
      ({ id, name, properties }): AlertRule => ({
        ...{ id, subscription, name, enabled: properties.enabled ?? true, scopes: properties.scopes },
        actionGroups: (properties.actions?.actionGroups ?? []).map(({ actionGroupId }) => actionGroupId),
        all: properties.condition.allOf,
      }),
    ),
    byQuery.transform(
      ({ id, name, properties }): AlertRule =>
        present({
          ...{ id, subscription, name, enabled: properties.enabled ?? true, scopes: properties.scopes },
          actionGroups: properties.actions?.actionGroups ?? [],
          queries: properties.criteria.allOf.flatMap(({ query }) => query ?? []),
          everyMinutes: properties.evaluationFrequency,
        }),
    ),
    byOlderQuery.transform(({ id, name, properties }): AlertRule => {
      const { enabled, source, schedule, action } = properties;
      const isOn = String(enabled ?? true).toLowerCase() === "true";
      return present({
        ...{ id, subscription, name, enabled: isOn, scopes: [source.dataSourceId] },
        actionGroups: action?.aznsAction?.actionGroup ?? [],
        queries: source.query === undefined ? [] : [source.query],
        everyMinutes: schedule?.frequencyInMinutes ?? undefined,
      });
    }),
  ]);

export default defineEvidence({
  kind: "alertRules",
  title: "alert rules of Azure Monitor",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  run: context =>
    inventory(context, context.rows.subscriptions, {
      what: "alert rules",
      types: [
        { type: "Microsoft.Insights/activityLogAlerts", version: "2020-10-01" },
        { type: "Microsoft.Insights/scheduledQueryRules", version: "2023-12-01" },
      ],
      ...calls,
      as: rule,
    }),
});
