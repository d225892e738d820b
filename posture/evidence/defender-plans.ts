import * as z from "zod";
import { withoutDefender } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { each, read } from "./reading/read";
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
  list: {
    api: "arm",
    actions: ["Microsoft.Security/pricings/read"],
    why: "know which Defender plans watch each subscription",
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

export default defineEvidence({
  kind: "defenderPlans",
  title: "Defender plans",
  row,
  calls,
  whole: "refused per subscription",
  notIn: withoutDefender,
  per: [subscriptions],
  run: ({ azure, rows }) =>
    each(rows.subscriptions, ({ id }) =>
      read(azure.armList(`/subscriptions/${id}/providers/Microsoft.Security/pricings?api-version=2024-01-01`), {
        what: "Defender plans of the subscription",
        call: calls.list,
        as: plan.transform(planOf(id)),
        of: [id],
      }),
    ),
});
