import * as z from "zod";
import { type Call, defineCollector, Missing } from "./collector";
import { read } from "./read";
import { guid, maybeGuid, maybeText, present, text } from "./wire";

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Resources/subscriptions/read"],
    why: "find the subscriptions",
  },
} as const satisfies Record<string, Call>;

const subscription = z.object({
  subscriptionId: guid,
  displayName: maybeText,
  state: text,
  tenantId: maybeGuid,
  subscriptionPolicies: z.object({ quotaId: maybeText }).nullish(),
});

export default defineCollector({
  kind: "subscriptions",
  title: "subscriptions",
  calls,
  async *run({ azure, subscriptions }) {
    const unseen = new Set(subscriptions);
    const rows = read(azure.armList("/subscriptions?api-version=2022-12-01"), {
      what: "subscriptions",
      call: calls.list,
      as: subscription,
    });
    for await (const row of rows) {
      if (row instanceof Missing) yield row;
      else if (!subscriptions || unseen.delete(row.subscriptionId)) {
        yield present({
          id: row.subscriptionId,
          name: row.displayName ?? row.subscriptionId,
          state: row.state,
          quotaId: row.subscriptionPolicies?.quotaId,
          tenantId: row.tenantId,
        });
      }
    }
    if (unseen.size) {
      yield new Missing({
        what: "subscriptions that were asked for",
        missing: "Reader on the subscription, which this sign-in does not see",
        reason: "denied",
        subjects: [...unseen],
      });
    }
  },
});
