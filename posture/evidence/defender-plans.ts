import * as z from "zod";
import { withoutDefender } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { inBulk } from "./reading/in-bulk";
import { apart, distinct, read } from "./reading/read";
import { guid, text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  subscription: z.string(),
  name: z.string().describe("`Arm` is the plan for Resource Manager, `VirtualMachines` the one for servers"),
  tier: z.string().describe("`Standard` is on, `Free` is off"),
});

/** One plan of Microsoft Defender for Cloud. Each subscription lists all of them, on or off. */
export type DefenderPlan = RowOf<typeof row>;

const calls = {
  everywhere: { api: "arm", actions: ["Microsoft.Security/pricings/read"], why: "know which Defender plans are on" },
  list: {
    api: "arm",
    actions: ["Microsoft.Security/pricings/read"],
    why: "know the Defender plans of a subscription that Resource Graph does not have",
  },
} as const satisfies Calls;

const plan = z.object({ id: text, name: text, properties: z.object({ pricingTier: text }) });

const planOf =
  (subscription: string) =>
  ({ id, name, properties }: z.infer<typeof plan>): DefenderPlan => ({
    id,
    subscription,
    name,
    tier: properties.pricingTier,
  });
const inTable = plan.extend({ subscriptionId: guid }).transform(row => planOf(row.subscriptionId)(row));

const query =
  "securityresources | where type =~ 'microsoft.security/pricings' | project id, name, subscriptionId, properties";

/** Resource Graph has all subscriptions at once. It lacks one without a row: where Defender is registered, each has all plans. */
export default defineEvidence({
  kind: "defenderPlans",
  title: "Defender plans",
  row,
  calls,
  whole: "refused per subscription",
  notIn: withoutDefender,
  per: [subscriptions],
  async *run({ azure, rows: { subscriptions }, chosenSubscriptions }) {
    if (subscriptions.length === 0) return;
    const table = await apart(
      read(azure.resourceGraph(query, chosenSubscriptions), {
        what: "Defender plans",
        call: calls.everywhere,
        as: inTable,
      }),
    );
    const known = new Set(table.rows.map(({ subscription }) => subscription));
    yield* distinct(
      inBulk({
        table,
        subscriptions,
        holds: ({ id }) => known.has(id),
        ask: ({ id }) =>
          read(azure.armList(`/subscriptions/${id}/providers/Microsoft.Security/pricings?api-version=2024-01-01`), {
            what: "Defender plans of the subscription",
            call: calls.list,
            as: plan.transform(planOf(id)),
            of: [id],
          }),
      }),
    );
  },
});
