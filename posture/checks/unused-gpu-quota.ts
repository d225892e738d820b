import { defineCheck } from "../check";
import { quotaSubject } from "../facts/subjects";
import { purchases } from "../report-text";

export default defineCheck({
  id: "unused-gpu-quota",
  title: "No quota of unapproved accelerators is unused",
  severity: "high",
  why: "Attackers look for subscriptions with unused GPU quota first: they can create machines at once, without asking for anything.",
  fix: "Request that the quota of this family in this region be lowered to what is used, or approve the family in the estate.",
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
