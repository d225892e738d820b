import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { population } from "../facts/populations";
import { subscriptionSubject } from "../facts/subjects";
import type { OperationsOf } from "../facts/types";

export default defineCheck({
  id: "unwatched-critical-operation",
  title: "Alert rules tell somebody of critical operations in every subscription",
  faultTitle: "No alert rule tells anybody of critical operations in a subscription",
  severity: "medium",
  why: "An attack from the first grant to the last machine takes some three hours: of a rise in quota, a granted role or a subscription that leaves, somebody has to hear at once.",
  fix: "Deploy the guardrails, which put these alerts into every subscription, or make alert rules on the operations named, under the category named, with an action group that somebody reads (who is in it is not looked at). Where rules of Microsoft Sentinel tell of them, make an exception: those are not counted here.",
  control: "logging-and-sentinel",

  needs: ["unwatchedOperations"],
  examines: population<"unwatchedOperations">(
    "active subscription",
    "active subscriptions",
    ({ unwatchedOperations }) => unwatchedOperations.map(({ subscription }) => `/subscriptions/${subscription.id}`),
  ),
  *run({ unwatchedOperations }) {
    // Most subscriptions lack the same rules: what is said of them is held once.
    const held = new Map<string, readonly string[]>();
    const proofOf = (operations: readonly OperationsOf[]): readonly string[] => {
      const lines = operations.map(({ row, operations }) => `${row.name} (${row.category}): ${operations.join(", ")}`);
      const key = lines.join("\n");
      const proof = held.get(key) ?? lines;
      held.set(key, proof);
      return proof;
    };
    for (const { subscription, untold, open } of unwatchedOperations) {
      const subject = subscriptionSubject(subscription);
      if (untold.length > 0)
        yield {
          subject,
          cure: byHand("watch"),
          fault: `no alert rule tells anybody of ${untold.map(({ row }) => row.name).join(", ")}`,
          proof: proofOf(untold),
        };
      if (open.length > 0)
        yield {
          subject,
          unknown: `whether an alert rule tells somebody of ${open.map(({ row }) => row.name).join(", ")} could not be known`,
        };
    }
  },
});
