import { defineCheck } from "../check";
import { quotaSubject } from "../facts/subjects";
import { purchases } from "../report-text";

export default defineCheck({
  id: "unused-gpu-quota",
  title: "No accelerator quota lies idle that the estate does not approve of",
  severity: "high",
  why: "Attackers look for subscriptions with idle GPU quota first: nothing has to be asked for, and nothing stands in the way of the first order.",
  fix: "Ask for the quota of this family in this region to be lowered to what is used, or approve the family in the estate.",
  control: "quota-headroom",

  needs: ["idleQuota"],
  *run({ idleQuota }) {
    for (const row of idleQuota) {
      if (row.pool !== "family" || !row.accelerator || row.approved) continue;
      yield {
        subject: quotaSubject(row),
        fault: `${row.free} vCPUs of accelerator quota lie idle`,
        proof: purchases(row),
      };
    }
  },
});
