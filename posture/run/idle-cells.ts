import { type Amount, atMost, exactly, figure, total, unknownAmount } from "../facts/amount";
import { by, grouped } from "../facts/collate";
import type { IdleQuota } from "../facts/types";
import type { IdleCell } from "../report/idle-schema";

/** Where a thief would go: idle quota by kind and region, the dearest first. What buys nothing is left out. */
export function idleCells(rows: readonly IdleQuota[]): readonly IdleCell[] {
  return [
    ...grouped(rows, ({ provider, pool, displayName, region }) =>
      [provider, pool, displayName, region].join("\n"),
    ).values(),
  ]
    .map((same): IdleCell => {
      const { provider, pool, displayName, region } = same[0]!;
      return {
        service: provider,
        family: displayName,
        pool,
        region,
        accelerator: same.some(({ accelerator }) => accelerator),
        vCpus: total(same.map(({ free, boundless }) => (boundless ? unknownAmount : exactly(free)))),
        usdPerDay: total(same.map(worth)),
      };
    })
    .sort(
      (one, other) =>
        (figure(other.usdPerDay) ?? 0) - (figure(one.usdPerDay) ?? 0) ||
        by<IdleCell>(({ service, family, pool, region }) => [service, family, pool, region].join("\n"))(one, other),
    );
}

/** Spot machines cost less than their list price. */
function worth({ best, boundless, pool }: IdleQuota): Amount {
  if (boundless || !best) return unknownAmount;
  const usd = figure(best.usdPerDay);
  return usd === undefined ? unknownAmount : pool === "spot" ? atMost(usd) : best.usdPerDay;
}
