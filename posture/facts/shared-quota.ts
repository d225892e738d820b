import { familyKey } from "../../catalogue/families";
import { normalRegion } from "../../catalogue/regions";
import type { Quota } from "../evidence/quota";
import type { SharedLimit } from "../evidence/shared-limits";

const placeOf = (subscription: string, region: string, family: string): string =>
  `${subscription.toLowerCase()}/${normalRegion(region)}/${familyKey(family)}`;

/** The limits as far as caps leave them: a subscription may use no more of a family than its cap, whatever the limit is. */
export function underCaps(quota: readonly Quota[], shared: readonly SharedLimit[]): readonly Quota[] {
  const caps = new Map(
    shared.flatMap(({ is, subscription, region, name, cap }) =>
      is === "cap" && cap !== undefined ? [[placeOf(subscription, region, name), cap] as const] : [],
    ),
  );
  if (caps.size === 0) return quota;
  return quota.map(row => {
    const cap = caps.get(placeOf(row.subscription, row.region, row.name));
    return cap === undefined || (row.limit >= 0 && row.limit <= cap) ? row : { ...row, limit: cap };
  });
}

/** Ids of the subscriptions that may spend the limits of another one as well: what their own leave is not all. */
export function guestsOf(shared: readonly SharedLimit[]): ReadonlySet<string> {
  const sharing = new Set(
    shared.flatMap(({ is, subscription, region }) => (is === "shared" ? [placeOf(subscription, region, "")] : [])),
  );
  return new Set(
    shared.flatMap(({ is, subscription, region, name }) =>
      is === "guest" && sharing.has(placeOf(subscription, region, "")) ? [name.toLowerCase()] : [],
    ),
  );
}
