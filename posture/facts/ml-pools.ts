import type { MlQuota } from "../evidence/ml-quota";
import type { Quota } from "../evidence/quota";

/** The pools of Azure Machine Learning under the names that Compute gives its own, so that one reckoning serves both. */
const names = { total: "cores", lowPriority: "lowPriorityCores" } as const;

/** `Standard NCASv3_T4 Family Cluster Dedicated vCPUs` → `Standard NCASv3_T4 Family`. */
const family = (name: string): string => name.replace(/\s{0,9}Cluster Dedicated vCPUs$/i, "");

export const mlAsQuota = (rows: readonly MlQuota[]): readonly Quota[] =>
  rows.map(({ subscription, region, pool, name, used, limit }) => ({
    subscription,
    region,
    name: pool === "family" ? family(name) : names[pool],
    displayName: name,
    used,
    limit,
  }));
