import { defineCheck } from "../check";
import { figure } from "../facts/amount";
import { quotaSubject } from "../facts/subjects";
import { purchases, usd } from "../report-text";

export default defineCheck({
  id: "costly-unused-quota",
  title: "Unused quota of machines without accelerators stays below the estate's cost limit",
  severity: "medium",
  why: "The most expensive machines in Azure have no GPU, and coins that are mined on CPUs need only vCPUs.",
  fix: "Request that the quota of this family in this region be lowered to what is used, or raise thresholds.unusedUsdPerDay in the estate.",
  control: "quota-headroom",

  needs: ["idleQuota"],
  *run({ idleQuota }, { estate }) {
    const most = estate.thresholds.unusedUsdPerDay;
    for (const row of idleQuota) {
      const cost = row.best ? (figure(row.best.usdPerDayElsewhere ?? row.best.usdPerDay) ?? 0) : 0;
      if (row.pool !== "family" || row.accelerator || cost <= most) continue;
      yield {
        subject: quotaSubject(row),
        fault: `idle quota could cost ${usd(cost)} per day, above the limit of ${usd(most)}`,
        proof: purchases(row),
      };
    }
  },
});
