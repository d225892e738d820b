import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { figure } from "../facts/amount";
import { grouped } from "../facts/collate";
import { population } from "../facts/populations";
import { dearestVCpu } from "../facts/purchase";
import { groupOf, groupsOf, partsThat, withoutLimit } from "../facts/quota-groups";
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

  sparesDecoys: true,
  needs: ["idleQuota", "idleMlQuota", "idleBatchQuota"],
  examines: population<"idleQuota" | "idleMlQuota" | "idleBatchQuota">(
    "idle quota",
    "idle quotas",
    ({ idleQuota, idleMlQuota, idleBatchQuota }) =>
      groupsOf([...idleQuota, ...idleMlQuota, ...idleBatchQuota].filter(row => row.pool !== "spot")).map(
        ({ subject }) => subject.id,
      ),
  ),
  *run({ idleQuota, idleMlQuota, idleBatchQuota }, { estate }) {
    const most = estate.thresholds.unusedUsdPerDay;
    // Of accelerators that are not approved, and of spot pools, other checks tell, whatever they cost. What Azure gives
    // everybody was not asked for, so it counts in the amounts, and is no fault.
    const idle = partsThat([...idleQuota, ...idleMlQuota, ...idleBatchQuota], "yes").filter(
      row => row.pool !== "spot" && !row.byDefault,
    );
    const costly = [...grouped(idle, placeOf).values()].filter(rows => costIn(rows) > most).flat();
    for (const { subject, rows } of groupsOf(costly)) {
      const regions = [...grouped(rows, ({ region }) => region).values()];
      yield {
        subject,
        cure: byHand("lowerQuota"),
        fault: `idle quota could cost ${usd(Math.max(...regions.map(costIn)))} per day ${regions.length > 1 ? `in one of ${regions.length} regions` : inRegions(rows)}, above the limit of ${usd(most)} for one region`,
        proof: purchases(rows),
      };
    }
    // What nobody knows the price of is no fault, and no pass where the dearest machines would cost more.
    const found = new Set(costly.map(groupOf));
    const priceless = idle.filter(
      row => !found.has(groupOf(row)) && costOf(row) === undefined && row.free * dearestVCpu() > most,
    );
    for (const { subject, free, rows } of groupsOf(priceless))
      yield {
        subject,
        unknown: rows.some(row => row.boundless)
          ? withoutLimit
          : `no price is known of what its ${free} idle vCPUs buy ${inRegions(rows)}`,
      };
  },
});

/** Where the estate's limit holds: one family in one region, be it in several accounts. */
const placeOf = (row: IdleQuota): string => `${groupOf(row)}/${row.region}`;

const costIn = (rows: readonly IdleQuota[]): number => rows.reduce((sum, row) => sum + (costOf(row) ?? 0), 0);

/** USD a day as far as it is known; in a region without known prices, at those of other regions. */
const costOf = ({ best }: IdleQuota): number | undefined => best && figure(best.usdPerDayElsewhere ?? best.usdPerDay);
