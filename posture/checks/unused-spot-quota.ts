import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { population } from "../facts/populations";
import { groupsOf, unapproved } from "../facts/quota-groups";
import { inRegions, purchases } from "../report-text";

export default defineCheck({
  id: "unused-spot-quota",
  title: "No unused spot quota allows unapproved accelerators",
  faultTitle: "Unused spot quota allows unapproved accelerators",
  severity: "medium",
  why: "Spot machines draw on one pool of the region and not on the quota of their family: GPUs can be created where the GPU quota is zero.",
  fix: "Request that the total regional low-priority vCPUs be lowered in each region named to what is used, or deny spot machines there by policy.",
  control: "quota-headroom",

  sparesDecoys: true,
  needs: ["idleQuota"],
  examines: population<"idleQuota">("idle quota of spot machines", "idle quotas of spot machines", ({ idleQuota }) =>
    groupsOf(idleQuota.filter(row => row.accelerator && row.pool === "spot")).map(({ subject }) => subject.id),
  ),
  *run({ idleQuota }) {
    const { faults, unsure } = unapproved(idleQuota.filter(row => row.pool === "spot"));
    yield* unsure;
    for (const { subject, rows, free } of faults) {
      // What Azure gives everybody is said, and weighs less than what somebody asked for.
      const byDefault = rows.every(row => row.byDefault);
      yield {
        subject,
        cure: byHand("lowerQuota"),
        fault: `${free} vCPUs of spot quota lie idle ${inRegions(rows)}, enough for an accelerator${byDefault ? "; the limits are no higher than Azure's defaults" : ""}`,
        ...(byDefault && { severity: "low" as const }),
        proof: purchases(rows),
      };
    }
  },
});
