import { familyOf } from "../../catalogue/families";
import { normalRegion } from "../../catalogue/regions";
import { defineCheck } from "../check";
import type { QuotaRequest } from "../evidence/quota-requests";
import { approval } from "../facts/approval";
import { scopeUnread } from "../facts/quota-groups";
import { raises } from "../facts/quota-raise";
import { takesRequests } from "../facts/subscription-state";

/** Microsoft saw attackers raise quota up to a month before they created machines. */
const leadDays = 35;

export default defineCheck({
  id: "gpu-quota-increase",
  title: "Nobody has recently requested more quota of unapproved accelerators",
  faultTitle: "More quota of unapproved accelerators was requested",
  severity: "medium",
  why: "Attackers raise the quota of GPU families, or of the spot pool, up to a month before they create machines.",
  fix: "Ask the person who sent the request what it is for; if nobody knows, treat the account as stolen and have the quota lowered.",
  control: "quota-increase-activity",

  needs: ["quotaRequests", "quota", "subscriptions"],
  *run({ quotaRequests, quota, subscriptions }, { estate, manifest }) {
    const since = Date.parse(manifest.collectedAt) - Math.max(leadDays, estate.thresholds.detectionDays) * 86_400_000;
    const approves = approval(estate, subscriptions);
    const inactive = new Set(subscriptions.filter(row => !takesRequests(row)).map(({ id }) => id.toLowerCase()));
    const raiseOf = raises(quotaRequests, quota);
    for (const request of quotaRequests) {
      const { id, subscription, region, family, state, submittedOn } = request;
      const spot = family.toLowerCase() === "lowprioritycores";
      const known = familyOf(family);
      // Where nothing can be created, a limit buys nothing.
      if (inactive.has(subscription.toLowerCase())) continue;
      if ((!spot && !known?.accelerator) || Date.parse(submittedOn) < since) continue;
      const approved = approves({ sizes: known?.sizes ?? [], region, subscription, vCpus: request.requested });
      if (approved === "yes") continue;
      const raise = raiseOf(request);
      if (raise.raises === "no") continue;
      const subject = {
        kind: "quota",
        id,
        name: `${family} in ${normalRegion(region)}`,
        scope: `/subscriptions/${subscription.toLowerCase()}`,
      } as const;
      const when = `was asked for on ${submittedOn.slice(0, 10)} (${state})`;
      if (approved === "unknown") yield { subject, unknown: scopeUnread };
      else if (raise.was === undefined)
        yield { subject, unknown: `${asked(request)} ${when}, and what the limit was before is not known` };
      else
        yield {
          subject,
          fault: `more quota, ${request.requested} vCPUs in place of ${raise.was}, ${when}`,
        };
    }
  },
});

/** What a request asks for, whether that is more or less. */
const asked = ({ requested }: QuotaRequest): string =>
  requested === undefined ? "another limit" : `a limit of ${requested} vCPUs`;
