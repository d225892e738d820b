import { defineCheck } from "../check";
import { askWhoDidIt } from "../cures/identities";
import { by, grouped } from "../facts/collate";
import { doer } from "../facts/doers";
import { subscriptionSubject } from "../facts/subjects";
import { capped, plural } from "../report-text";
import { operationsOf } from "../signals/operations";
import type { Answer } from "../signals/question";

/** What its own log has of a subscription that somebody ended on purpose. */
const cancellation = "microsoft.subscription/cancel/action";

export default defineCheck({
  id: "vanished-subscription",
  title: "No subscription is gone that the logs know",
  faultTitle: "A subscription is gone that the logs know",
  severity: "high",
  why: "A subscription that is moved to another tenant takes its own log along, and no list shows it any more: what is left of it is what was exported before. Its machines may go on running at the old owner's expense.",
  fix: "Ask those who acted there last, and look at the invoice for the subscription. If nobody cancelled it, open a ticket with Microsoft support to have the transfer undone, and treat its owners as stolen.",
  control: "subscription-transfer",
  detects: true,

  needs: ["unlistedActivity", "subscriptions", "hierarchy"],
  examines: "tenant",
  *run({ unlistedActivity, subscriptions, hierarchy }) {
    const listed = new Set([
      ...subscriptions.map(({ id }) => id.toLowerCase()),
      ...hierarchy.flatMap(({ kind, name }) => (kind === "subscription" ? [name] : [])),
    ]);
    const strange = unlistedActivity.filter(({ key }) => !listed.has(key.subscription ?? ""));
    for (const [id, acts] of grouped(strange, ({ key }) => key.subscription ?? "")) {
      const subject = subscriptionSubject({ id, name: id, state: "Unknown" });
      const did = new Set(acts.flatMap(({ distinct }) => distinct.operation ?? []));
      if (did.has(cancellation)) continue;
      if (hierarchy.length === 0) {
        yield {
          subject,
          unknown: "the logs know it and no list shows it, but the tenant's own list of subscriptions was not read",
        };
        continue;
      }
      const moved = operationsOf.transfer.some(operation => did.has(operation));
      const newest = [...acts]
        .sort(
          by(
            ({ last }) => last,
            ({ key }) => key.caller ?? "",
          ),
        )
        .reverse();
      yield {
        subject,
        by: newest.flatMap(({ key, distinct }) => doer(key.caller ?? "", distinct.name?.[0] ?? "") ?? []),
        cure: askWhoDidIt,
        at: newest[0]!.last,
        fault: `is in no list of the tenant any more${moved ? ", for it was moved to another" : ""}; its log was last written at ${newest[0]!.last}`,
        proof: capped(newest.map(line)),
      };
    }
  },
});

const line = ({ key, distinct, last, times }: Answer): string =>
  `${distinct.name?.[0] ?? (key.caller || "somebody whom no record names")} acted there last at ${last} (${plural(times, "act")})`;
