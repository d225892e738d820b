import { familyOf } from "../../catalogue/families";
import { normalRegion } from "../../catalogue/regions";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import type { QuotaRequest } from "../evidence/quota-requests";
import { approvedRaises } from "../facts/approved-raises";
import { population } from "../facts/populations";
import { askersOf } from "../facts/quota-asks";
import { scopeUnread } from "../facts/quota-groups";
import { raises } from "../facts/quota-raise";
import { takesRequests } from "../facts/subscription-state";

export default defineCheck({
  id: "gpu-quota-increase",
  title: "Nobody has recently requested more quota of unapproved accelerators",
  faultTitle: "More quota of unapproved accelerators was requested",
  severity: "medium",
  why: "Attackers raise the quota of GPU families, or of the spot pool, up to a month before they create machines.",
  fix: "Ask the person who sent the request what it is for; if nobody knows, treat the account as stolen and have the quota lowered.",
  control: "quota-increase-activity",
  detects: true,

  needs: ["quotaRequests", "quota", "subscriptions", "quotaAsks"],
  examines: population<"quotaRequests">("request for quota", "requests for quota", ({ quotaRequests }) =>
    quotaRequests.map(({ id }) => id),
  ),
  *run({ quotaRequests, quota, subscriptions, quotaAsks }, { estate, manifest }) {
    const { quotaLeadDays, detectionDays } = estate.thresholds;
    const since = Date.parse(manifest.collectedAt) - Math.max(quotaLeadDays, detectionDays) * 86_400_000;
    const inactive = new Set(subscriptions.filter(row => !takesRequests(row)).map(({ id }) => id.toLowerCase()));
    const raiseOf = raises(quotaRequests, quota);
    // Where nothing can be created, a limit buys nothing.
    const active = <T extends { readonly subscription: string }>(rows: readonly T[]): readonly T[] =>
      rows.filter(({ subscription }) => !inactive.has(subscription.toLowerCase()));
    const raising = active(quotaRequests)
      .filter(({ family, submittedOn }) => isOfInterest(family) && !(Date.parse(submittedOn) < since))
      .map(request => ({ request, ...raiseOf(request) }))
      .filter(raise => raise.raises !== "no");
    const approvedOf = approvedRaises(estate, subscriptions, active(quota), raising);
    for (const { request, was } of raising) {
      const { id, subscription, region, family, state, submittedOn } = request;
      const approved = isSpot(family) ? "no" : approvedOf(request);
      if (approved === "yes") continue;
      const subject = {
        kind: "quota",
        id,
        name: `${family} in ${normalRegion(region)}`,
        scope: `/subscriptions/${subscription.toLowerCase()}`,
      } as const;
      const when = `was asked for on ${submittedOn.slice(0, 10)} (${state})`;
      if (approved === "unknown") yield { subject, unknown: scopeUnread };
      else if (was === undefined)
        yield { subject, unknown: `${asked(request)} ${when}, and what the limit was before is not known` };
      else
        yield {
          subject,
          cure: byHand("lowerQuota"),
          at: submittedOn,
          fault: `more quota, ${request.requested} vCPUs in place of ${was}, ${when}`,
          proof: askersOf(quotaAsks.values(), [{ subscription, region, name: family }]),
        };
    }
  },
});

const isSpot = (family: string): boolean => family.toLowerCase() === "lowprioritycores";
const isOfInterest = (family: string): boolean => isSpot(family) || (familyOf(family)?.accelerator ?? false);

/** What a request asks for, whether that is more or less. */
const asked = ({ requested }: QuotaRequest): string =>
  requested === undefined ? "another limit" : `a limit of ${requested} vCPUs`;
