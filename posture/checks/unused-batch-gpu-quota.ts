import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { population } from "../facts/populations";
import { groupsOf, unapproved } from "../facts/quota-groups";
import { idleInService } from "../report-text";

export default defineCheck({
  id: "unused-batch-gpu-quota",
  title: "No quota of unapproved accelerators is unused in Batch accounts",
  faultTitle: "Quota of unapproved accelerators is unused in Batch accounts",
  severity: "high",
  why: "A Batch account has a quota of its own: pools with GPUs can be created where the GPU quota of Compute is zero, and whoever has the account's keys creates them without a role.",
  fix: "Request that the quota of this family be lowered in each account named, delete accounts that nobody uses, or approve the family in the estate.",
  control: "quota-headroom",

  sparesDecoys: true,
  needs: ["idleBatchQuota"],
  examines: population<"idleBatchQuota">(
    "idle quota of accelerators",
    "idle quotas of accelerators",
    ({ idleBatchQuota }) => groupsOf(idleBatchQuota.filter(row => row.accelerator)).map(({ subject }) => subject.id),
  ),
  *run({ idleBatchQuota }) {
    const { faults, unsure } = unapproved(idleBatchQuota);
    yield* unsure;
    for (const group of faults) yield { subject: group.subject, ...idleInService(group), cure: byHand("lowerQuota") };
  },
});
