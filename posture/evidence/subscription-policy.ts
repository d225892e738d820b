import * as z from "zod";
import type { Azure } from "../azure/connect";
import { Fault } from "../azure/fault";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, present } from "./reading/wire";

const row = z.object({
  blocksLeaving: z
    .boolean()
    .exactOptional()
    .describe("Left out where it was never set: Azure blocks both ways since 2026-05-01"),
  blocksEntering: z.boolean().exactOptional(),
  exempted: z
    .array(z.string())
    .describe(
      "Object ids of those whom it does not bind. Only administrators are shown them, so an empty list proves nothing",
    ),
});

/** What the tenant says of subscriptions that change tenants. Without a row nobody has said anything. */
export type SubscriptionPolicy = RowOf<typeof row>;

const calls = {
  get: {
    api: "arm",
    actions: ["Microsoft.Subscription/Policies/default/read"],
    why: "know whether a subscription can be carried out of the tenant",
  },
} as const satisfies Calls;

const unset = z.boolean().nullish();

const policy = z
  .object({
    properties: z
      .object({
        blockSubscriptionsLeavingTenant: unset,
        blockSubscriptionsIntoTenant: unset,
        exemptedPrincipals: z.array(guid).nullish(),
      })
      .nullish(),
  })
  .nullable()
  .transform((answer): SubscriptionPolicy => {
    const { blockSubscriptionsLeavingTenant, blockSubscriptionsIntoTenant, exemptedPrincipals } =
      answer?.properties ?? {};
    return present({
      blocksLeaving: blockSubscriptionsLeavingTenant ?? undefined,
      blocksEntering: blockSubscriptionsIntoTenant ?? undefined,
      exempted: exemptedPrincipals ?? [],
    });
  });

export default defineEvidence({
  kind: "subscriptionPolicy",
  title: "policy on transfers of subscriptions",
  row,
  calls,
  whole: "filtered by rights",
  run: ({ azure }) => read(ifSet(azure), { what: "policy on transfers of subscriptions", call: calls.get, as: policy }),
});

/** A tenant that has never set it has none. */
async function* ifSet(azure: Azure): AsyncGenerator<unknown> {
  try {
    yield await azure.armGet("/providers/Microsoft.Subscription/policies/default?api-version=2021-10-01");
  } catch (error) {
    if (!(error instanceof Fault && error.absent)) throw error;
  }
}
