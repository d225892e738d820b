import { defineCheck } from "../check";
import { quotaSubject } from "../facts/subjects";
import { purchases, usd } from "../report-text";

export default defineCheck({
  id: "costly-unused-quota",
  title: "Idle quota of ordinary machines stays below the estate's limit of cost",
  severity: "medium",
  why: "The dearest machines of Azure have no GPU; and coins that are mined on processors need nothing but vCPUs.",
  fix: "Ask for the quota of this family in this region to be lowered to what is used, or raise thresholds.unusedUsdPerDay in the estate.",
  control: "quota-headroom",

  needs: ["idleQuota"],
  *run({ idleQuota }, { estate }) {
    const most = estate.thresholds.unusedUsdPerDay;
    for (const row of idleQuota) {
      const cost = row.best?.usdPerDay ?? 0;
      if (row.pool !== "family" || row.accelerator || cost <= most) continue;
      yield {
        subject: quotaSubject(row),
        fault: `idle quota could cost ${usd(cost)} per day, above the limit of ${usd(most)}`,
        proof: purchases(row),
      };
    }
  },
});
