import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { population } from "../facts/populations";
import { askersOf } from "../facts/quota-asks";
import { groupsOf, unapproved } from "../facts/quota-groups";
import { capped, idleInService } from "../report-text";

export default defineCheck({
  id: "unused-ml-gpu-quota",
  title: "No quota of unapproved accelerators is unused in Azure Machine Learning",
  faultTitle: "Quota of unapproved accelerators is unused in Azure Machine Learning",
  severity: "high",
  why: "Azure Machine Learning has a quota of its own: clusters with GPUs can be created where the GPU quota of Compute is zero.",
  fix: "Lower the quota of this family in each region named, under Quotas in Azure Machine Learning studio, or approve the family in the estate.",
  control: "quota-headroom",

  sparesDecoys: true,
  needs: ["idleMlQuota", "quotaAsks"],
  examines: population<"idleMlQuota">("idle quota of accelerators", "idle quotas of accelerators", ({ idleMlQuota }) =>
    groupsOf(idleMlQuota.filter(row => row.accelerator)).map(({ subject }) => subject.id),
  ),
  *run({ idleMlQuota, quotaAsks }) {
    const { faults, unsure } = unapproved(idleMlQuota);
    yield* unsure;
    for (const group of faults) {
      const { proof, ...idle } = idleInService(group);
      const askers = askersOf(quotaAsks.values(), group.rows, "Microsoft.MachineLearningServices");
      yield { subject: group.subject, ...idle, proof: [...proof, ...capped(askers)], cure: byHand("lowerQuota") };
    }
  },
});
