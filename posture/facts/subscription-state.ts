import type { Subscription } from "../evidence/subscriptions";

/** Why a subscription takes no requests for compute: until it is reactivated, because it is gone, or by its offer, for ever. */
export const inactivity = ["state", "deleted", "offer"] as const;
export type Inactivity = (typeof inactivity)[number];

/**
 * States in which a subscription takes no requests for compute; one that is past due still does. Reactivating it returns
 * its quota; a deleted one cannot be reactivated. Source: Microsoft Learn, "Azure subscription states", 2026-11.
 */
const states: ReadonlyMap<string, Inactivity> = new Map([
  ["warned", "state"],
  ["disabled", "state"],
  ["expired", "state"],
  ["deleted", "deleted"],
]);

/** Offers that hold no resources: "Access to Azure Active Directory", which comes with a directory. */
const empty = new Set(["aad_2015-09-01"]);

/** Why no compute can be created in a subscription; undefined where it can, or may: of a state or offer that is not known. */
export const whyInactive = ({
  state,
  quotaId = "",
}: Pick<Subscription, "state" | "quotaId">): Inactivity | undefined =>
  empty.has(quotaId.toLowerCase()) ? "offer" : states.get(state.toLowerCase());

/** Whether compute can be created in a subscription at all. A state or offer that is not known may take requests. */
export const takesRequests = (subscription: Pick<Subscription, "state" | "quotaId">): boolean =>
  whyInactive(subscription) === undefined;
