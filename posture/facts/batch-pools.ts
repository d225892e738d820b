import type { BatchQuota } from "../evidence/batch-quota";
import type { Counted } from "./idle-quota";

/** The pools of Batch under the names that Compute gives its own, so that one reckoning serves both. */
const names = { total: "cores", lowPriority: "lowPriorityCores", any: "dedicatedCores" } as const;
const shown = { total: "dedicated vCPUs", lowPriority: "low-priority vCPUs", any: "dedicated vCPUs" } as const;

export const batchAsQuota = (rows: readonly BatchQuota[]): readonly Counted[] =>
  rows.flatMap(({ pool, name, account, ...row }) =>
    pool === "accounts" || account === undefined
      ? []
      : [
          {
            ...row,
            account,
            name: pool === "family" ? name : names[pool],
            displayName: `${pool === "family" ? name : shown[pool]} in Batch`,
            ...(pool === "any" && { anyFamily: true as const }),
          },
        ],
  );

/** Whether a subscription may have further accounts somewhere, each with a quota that nothing tells before it exists. */
export const mayAddAccounts = (rows: readonly BatchQuota[], regions: readonly string[]): boolean => {
  const full = new Set(rows.flatMap(row => (row.pool === "accounts" && row.used >= row.limit ? [row.region] : [])));
  return regions.length === 0 || regions.some(region => !full.has(region));
};
