import { defineCheck } from "../check";
import { quotaSubject } from "../facts/subjects";
import { purchases } from "../report-text";

export default defineCheck({
  id: "unused-spot-quota",
  title: "No unused spot quota allows unapproved accelerators",
  severity: "medium",
  why: "Spot machines draw on one pool of the region and not on the quota of their family: GPUs can be created where the GPU quota is zero.",
  fix: "Request that the total regional low-priority vCPUs of the region be lowered to what is used, or deny spot machines there by policy.",
  control: "quota-headroom",

  needs: ["idleQuota"],
  *run({ idleQuota }) {
    for (const row of idleQuota) {
      if (row.pool !== "spot" || !row.accelerator || row.approved) continue;
      yield {
        subject: quotaSubject(row),
        fault: `${row.free} vCPUs of spot quota lie idle, enough for an accelerator`,
        proof: purchases(row),
      };
    }
  },
});
