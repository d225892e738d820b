import { defineCheck } from "../check";
import { tenantSubject } from "../facts/subjects";
import { capped } from "../report-text";

export default defineCheck({
  id: "subscription-transfer-open",
  title: "No subscription can be moved out of the tenant, or into it",
  faultTitle: "A subscription can be moved out of the tenant, or into it",
  severity: "high",
  why: "An attacker who owns a subscription can move it to a tenant of their own: its machines keep running at the old owner's expense, out of reach of its policies and logs.",
  fix: "Set both switches of the subscription policies to Permit no one, and exempt only those who carry out an agreed transfer, for as long as it takes.",
  control: "subscription-transfer",

  needs: ["tenant", "subscriptionPolicy"],
  *run({ tenant, subscriptionPolicy }, { manifest }) {
    const subject = tenantSubject(tenant, manifest.tenant);
    for (const { blocksLeaving, blocksEntering, exempted } of subscriptionPolicy) {
      const proof = capped(exempted.map(id => `${id} is exempt from the policy`));
      if (blocksLeaving === false)
        yield { subject, key: "leaving", fault: "its policy lets subscriptions leave for another tenant", proof };
      if (blocksEntering === false)
        yield {
          subject,
          key: "entering",
          fault: "its policy lets subscriptions of other tenants enter",
          severity: "low",
          proof,
        };
    }
  },
});
