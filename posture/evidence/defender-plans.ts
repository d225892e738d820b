import * as z from "zod";
import { withoutDefender } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { bySubscription } from "./reading/inventory";
import { text } from "./reading/wire";
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
  run: context =>
    bySubscription(context, context.rows.subscriptions, {
      ...{ what: "Defender plans", query, everywhere: calls.everywhere, list: calls.list, provedBy: "rows" },
      lists: ["Microsoft.Security/pricings?api-version=2024-01-01"],
      as: subscription => plan.transform(planOf(subscription)),
    }),
});
