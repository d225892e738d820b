import type { Certainty } from "../../catalogue/certainty";
import type { Tenant } from "../evidence/tenant";

/** Service plans of Microsoft Entra ID P1 and P2, of which P2 has all that P1 has. */
export const entraP1 = ["AAD_PREMIUM", "AAD_PREMIUM_P2"] as const;
export const entraP2 = ["AAD_PREMIUM_P2"] as const;

/** Whether the tenant has bought one of these service plans. */
export function hasPlan(tenants: readonly Tenant[], plans: readonly string[]): Certainty {
  const bought = tenants[0]?.plans;
  return bought === undefined ? "unknown" : plans.some(plan => bought.includes(plan)) ? "yes" : "no";
}
