import type { FoundryQuota } from "../evidence/foundry-quota";
import { exactly, unknownAmount } from "./amount";
import { type BurnSums, nothing } from "./idle-worth";

/**
 * The accelerators that managed deployments of Foundry may still use in one subscription. What they cost, and which machines
 * they are in, is not in the tables. A limit that is global is counted once, though each region tells of it.
 */
export function idleAccelerators(rows: readonly FoundryQuota[]): BurnSums {
  const limits = new Map(
    rows
      .filter(({ unit = "AcceleratorCount" }) => unit.toLowerCase() === "acceleratorcount")
      .map(row => [`${row.name} ${row.scope?.toLowerCase() === "global" ? "" : row.region}`.toLowerCase(), row]),
  );
  let free = 0;
  for (const { used, limit } of limits.values())
    free += limit < 0 ? Number.POSITIVE_INFINITY : Math.max(0, limit - used);
  if (free === 0) return nothing;
  return {
    ...nothing,
    usdPerDay: unknownAmount,
    gpus: Number.isFinite(free) ? exactly(free) : unknownAmount,
    vCpus: unknownAmount,
    megahashesPerSecond: unknownAmount,
  };
}
