import type { Tenant } from "../evidence/tenant";
import type { Certainty } from "./types";

/** Whether the tenant has bought one of these service plans. */
export function hasPlan(tenants: readonly Tenant[], plans: readonly string[]): Certainty {
  const bought = tenants[0]?.plans;
  return bought === undefined ? "unknown" : plans.some(plan => bought.includes(plan)) ? "yes" : "no";
}
