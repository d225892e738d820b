import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { population } from "../facts/populations";
import { askersOf } from "../facts/quota-asks";
import { groupsOf, unapproved } from "../facts/quota-groups";
import { beyond, capped, inRegions, purchases } from "../report-text";

export default defineCheck({
  id: "unused-gpu-quota",
  title: "No quota of unapproved accelerators is unused",
  faultTitle: "Quota of unapproved accelerators is unused",
  severity: "high",
  why: "Attackers look for subscriptions with unused GPU quota first: they can create machines at once, without asking for anything.",
  fix: "Request that the quota of this family be lowered in each region named to what is used, or approve the family in the estate.",
  control: "quota-headroom",

  sparesDecoys: true,
  needs: ["idleQuota", "quotaAsks"],
  examines: population<"idleQuota">("idle quota of accelerators", "idle quotas of accelerators", ({ idleQuota }) =>
    groupsOf(idleQuota.filter(row => row.accelerator && row.pool === "family")).map(({ subject }) => subject.id),
  ),
  *run({ idleQuota, quotaAsks }) {
    const { faults, unsure } = unapproved(idleQuota.filter(row => row.pool === "family"));
    yield* unsure;
    for (const { subject, rows, free } of faults)
      yield {
        subject,
        cure: byHand("lowerQuota"),
        fault: `${free} vCPUs of accelerator quota lie idle ${inRegions(rows)}${beyond(rows)}`,
        proof: [...purchases(rows), ...capped(askersOf(quotaAsks.values(), rows))],
      };
  },
});
