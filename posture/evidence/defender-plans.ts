import * as z from "zod";
import type { DefenderPlan } from "../evidence";
import { type Call, defineCollector } from "./define";
import { each, read } from "./reading/read";
import { text } from "./reading/wire";

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Security/pricings/read"],
    why: "know which Defender plans watch each subscription",
  },
} as const satisfies Record<string, Call>;

const plan = z.object({ id: text, name: text, properties: z.object({ pricingTier: text }) });

const planOf =
  (subscription: string) =>
  ({ id, name, properties }: z.infer<typeof plan>): DefenderPlan => ({
    id,
    subscription,
    name,
    tier: properties.pricingTier,
  });

export default defineCollector({
  kind: "defenderPlans",
  title: "Defender plans",
  calls,
  per: ["subscriptions"],
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
