import { defineCheck } from "../check";
import { closeTransfers } from "../cures/guardrails";
import { byHand } from "../cures/identities";
import { tenantSubject } from "../facts/subjects";
import type { SubscriptionOwner } from "../facts/types";
import { capped, plural } from "../report-text";

export default defineCheck({
  id: "subscription-transfer-open",
  title: "No subscription can be moved out of the tenant, or into it",
  faultTitle: "A subscription can be moved out of the tenant, or into it",
  severity: "high",
  why: "An attacker who owns a subscription can move it to a tenant of their own: its machines keep running at the old owner's expense, out of reach of its policies and logs.",
  fix: "Set both switches of the subscription policies to Permit no one, and exempt only those who carry out an agreed transfer, for as long as it takes.",
  control: "subscription-transfer",

  needs: ["tenant", "subscriptionPolicy", "subscriptionOwners"],
  examines: "tenant",
  *run({ tenant, subscriptionPolicy, subscriptionOwners }, { manifest }) {
    const subject = tenantSubject(tenant, manifest.tenant);
    const owners = new Map(subscriptionOwners.map(owner => [owner.principal.id.toLowerCase(), owner]));
    for (const { blocksLeaving, blocksEntering, exempted } of subscriptionPolicy) {
      if (blocksLeaving === false)
        yield {
          subject,
          key: "leaving",
          cure: closeTransfers,
          fault: "its policy lets subscriptions leave for another tenant",
          proof: capped(subscriptionOwners.map(couldMove)),
        };
      if (blocksEntering === false)
        yield {
          subject,
          key: "entering",
          cure: closeTransfers,
          fault: "its policy lets subscriptions of other tenants enter",
          severity: "low",
        };
      if (exempted.length === 0) continue;
      const able = exempted.filter(id => owners.has(id.toLowerCase()));
      yield {
        subject,
        key: "exempted",
        cure: byHand("closeTransfers"),
        fault: `its policy on transfers does not bind ${plural(exempted.length, "identity", "identities")}, of whom ${able.length === 0 ? "none owns" : able.length === 1 ? "1 owns" : `${able.length} own`} a subscription`,
        severity: able.length > 0 ? "medium" : "low",
        proof: capped(
          [...exempted].sort().map(id => {
            const owner = owners.get(id.toLowerCase());
            return owner ? `${couldMove(owner)}, exempt from the policy` : `${id} is exempt from the policy`;
          }),
        ),
      };
    }
  },
});

const couldMove = ({ principal, subscriptions }: SubscriptionOwner): string =>
  `${principal.name} (${principal.id}) could move ${plural(subscriptions.length, "subscription")}, as Owner by an assignment of their own`;
