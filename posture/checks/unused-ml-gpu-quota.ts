import { defineCheck } from "../check";
import { unapproved } from "../facts/quota-groups";
import { inRegions, purchases } from "../report-text";

export default defineCheck({
  id: "unused-ml-gpu-quota",
  title: "No quota of unapproved accelerators is unused in Azure Machine Learning",
  faultTitle: "Quota of unapproved accelerators is unused in Azure Machine Learning",
  severity: "high",
  why: "Azure Machine Learning has a quota of its own: clusters with GPUs can be created where the GPU quota of Compute is zero.",
  fix: "Lower the quota of this family in each region named, under Quotas in Azure Machine Learning studio, or approve the family in the estate.",
  control: "quota-headroom",

  needs: ["idleMlQuota"],
  *run({ idleMlQuota }) {
    const { faults, unsure } = unapproved(idleMlQuota);
    yield* unsure;
    for (const { subject, rows, free } of faults) {
      const spot = rows.some(row => row.pool === "spot");
      yield {
        subject,
        fault: spot
          ? `${free} vCPUs of low-priority quota lie idle ${inRegions(rows)}, enough for an accelerator`
          : `${free} vCPUs of accelerator quota lie idle ${inRegions(rows)}`,
        // Such a pool is there without having been asked for, and its machines may be taken away at any time.
        ...(spot && { severity: "low" as const }),
        proof: purchases(rows),
      };
    }
  },
});
