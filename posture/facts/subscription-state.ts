import type { Subscription } from "../evidence/subscriptions";

/**
 * States in which a subscription takes no requests for compute; one that is past due still does. Reactivating it returns
 * its quota. Source: Microsoft Learn, "Azure subscription states", 2026-11.
 */
const inactive = new Set(["warned", "disabled", "expired", "deleted"]);

/** Offers that hold no resources: "Access to Azure Active Directory", which comes with a directory. */
const empty = new Set(["aad_2015-09-01"]);

/** Whether compute can be created in a subscription at all. A state or offer that is not known may take requests. */
export const takesRequests = ({ state, quotaId = "" }: Pick<Subscription, "state" | "quotaId">): boolean =>
  !inactive.has(state.toLowerCase()) && !empty.has(quotaId.toLowerCase());
