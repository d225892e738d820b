import type { Row } from "../../json";
import { guid, tenantId } from "../ids";

/** What the tenant has bought. Free has none of the premium plans, so that reports and PIM are refused. */
export function licences(licence: "P2" | "P1" | "free"): Row[] {
  const servicePlan = (number: number, servicePlanName: string): Row => ({
    servicePlanId: guid("sku", number),
    servicePlanName,
    provisioningStatus: "Success",
    appliesTo: "User",
  });
  const premium = { free: [], P1: ["AAD_PREMIUM"], P2: ["AAD_PREMIUM", "AAD_PREMIUM_P2"] }[licence];
  return [
    {
      capabilityStatus: "Enabled",
      consumedUnits: 35,
      id: `${tenantId}_${guid("sku", 1)}`,
      prepaidUnits: { enabled: 50, suspended: 0, warning: 0 },
      servicePlans: [servicePlan(2, "EXCHANGE_S_FOUNDATION"), ...premium.map((name, i) => servicePlan(3 + i, name))],
      skuId: guid("sku", 1),
      skuPartNumber: premium.length > 0 ? "EMSPREMIUM" : "ENTRA_FREE",
      appliesTo: "User",
    },
  ];
}
