import { familyOf } from "../../catalogue/families";
import { normalRegion } from "../../catalogue/regions";
import { defineCheck } from "../check";
import { approval } from "../facts/approval";

/** Microsoft saw attackers raise quota up to a month before they created machines. */
const leadDays = 35;

export default defineCheck({
  id: "gpu-quota-increase",
  title: "Nobody has recently requested more quota of unapproved accelerators",
  severity: "medium",
  why: "Attackers raise the quota of GPU families, or of the spot pool, up to a month before they create machines.",
  fix: "Ask the person who sent the request what it is for; if nobody knows, treat the account as stolen and have the quota lowered.",
  control: "quota-increase-activity",

  needs: ["quotaRequests"],
  *run({ quotaRequests }, { estate, manifest }) {
    const since = Date.parse(manifest.collectedAt) - Math.max(leadDays, estate.thresholds.detectionDays) * 86_400_000;
    const approves = approval(estate);
    for (const { id, subscription, region, family, state, submittedOn, requested } of quotaRequests) {
      const spot = family.toLowerCase() === "lowprioritycores";
      const known = familyOf(family);
      if ((!spot && !known?.accelerator) || Date.parse(submittedOn) < since) continue;
      if (approves(known?.sizes ?? [], region)) continue;
      yield {
        subject: {
          kind: "quota",
          id,
          name: `${family} in ${normalRegion(region)}`,
          scope: `/subscriptions/${subscription.toLowerCase()}`,
        },
        fault: `more quota was asked for on ${submittedOn.slice(0, 10)} (${state})`,
        proof: requested === undefined ? [] : [`asked for ${requested} vCPUs`],
      };
    }
  },
});
