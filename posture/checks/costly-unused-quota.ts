import { defineCheck } from "../check";
import { figure } from "../facts/amount";
import { groupsOf } from "../facts/quota-groups";
import type { IdleQuota } from "../facts/types";
import { inRegions, purchases, usd } from "../report-text";

export default defineCheck({
  id: "costly-unused-quota",
  title: "Unused quota of ordinary and approved machines stays below the estate's cost limit",
  faultTitle: "Unused quota costs more than the estate's limit",
  severity: "medium",
  why: "The most expensive machines in Azure have no GPU, coins that are mined on CPUs need only vCPUs, and an attacker spends the quota of an approved family as gladly as any other.",
  fix: "Request that the quota of this family be lowered in each region named to what is used, or raise thresholds.unusedUsdPerDay in the estate.",
  control: "quota-headroom",

  needs: ["idleQuota", "idleMlQuota", "idleBatchQuota"],
  *run({ idleQuota, idleMlQuota, idleBatchQuota }, { estate }) {
    const most = estate.thresholds.unusedUsdPerDay;
    // Of accelerators that are not approved, and of spot pools, other checks tell, whatever they cost. What Azure gives
    // everybody was not asked for, so it counts in the amounts, and is no fault.
    const costly = [...idleQuota, ...idleMlQuota, ...idleBatchQuota].filter(
      row => row.pool !== "spot" && row.approved === "yes" && !row.byDefault && costOf(row) > most,
    );
    for (const { subject, rows } of groupsOf(costly)) {
      const dearest = Math.max(...rows.map(costOf));
      const regions = new Set(rows.map(({ region }) => region)).size;
      yield {
        subject,
        fault: `idle quota could cost ${usd(dearest)} per day ${regions > 1 ? `in one of ${regions} regions` : inRegions(rows)}, above the limit of ${usd(most)} for one region`,
        proof: purchases(rows),
      };
    }
  },
});

/** USD a day as far as it is known; in a region without known prices, at those of other regions. */
const costOf = ({ best }: IdleQuota): number => (best ? (figure(best.usdPerDayElsewhere ?? best.usdPerDay) ?? 0) : 0);
