import type { Certainty } from "../../catalogue/certainty";
import { familyKey } from "../../catalogue/families";
import { normalRegion } from "../../catalogue/regions";
import type { Quota } from "../evidence/quota";
import type { QuotaRequest } from "../evidence/quota-requests";
import { grouped } from "./collate";

/** What a request did to a limit, or would have done. */
export interface Raise {
  /** `no`: it set the limit to what it was, or lower. `unknown`: nothing that was read says what was asked, or what was before. */
  readonly raises: Certainty;
  /** The limit before it, where that is known. */
  readonly was?: number;
}

const granted = ({ state }: QuotaRequest): boolean => state.toLowerCase() === "succeeded";

/**
 * Tells a raise from a lowering, which is a request of the same form. Azure does not say in it what the limit was: of one
 * that was not granted today's limit tells, where none was granted since, and else the last that was granted before.
 */
export function raises(requests: readonly QuotaRequest[], quota: readonly Quota[]): (request: QuotaRequest) => Raise {
  const limits = new Map(quota.map(row => [poolOf(row.subscription, row.region, row.name), row.limit]));
  const history = grouped(requests.filter(granted), request =>
    poolOf(request.subscription, request.region, request.family),
  );
  return request => {
    const { requested } = request;
    if (requested === undefined) return { raises: "unknown" };
    if (requested <= 0) return { raises: "no" };
    const pool = poolOf(request.subscription, request.region, request.family);
    const others = (history.get(pool) ?? []).filter(other => other.id !== request.id);
    const at = Date.parse(request.submittedOn);
    const [before] = others
      .filter(other => Date.parse(other.submittedOn) < at)
      .sort((a, b) => Date.parse(b.submittedOn) - Date.parse(a.submittedOn));
    const sinceChanged = granted(request) || others.some(other => Date.parse(other.submittedOn) >= at);
    const was = (sinceChanged ? undefined : limits.get(pool)) ?? before?.requested;
    if (was === undefined) return { raises: "unknown" };
    // Of a negative limit nothing is more: it says that there is none.
    return { raises: was >= 0 && requested > was ? "yes" : "no", was };
  };
}

/**
 * Whether a limit is one that somebody asked for: the last that was granted, and for all that is known no lowering. What was
 * asked for longer ago than requests are read is not known.
 */
export function askedFor(requests: readonly QuotaRequest[], quota: readonly Quota[]): (row: Quota) => boolean {
  const raiseOf = raises(requests, quota);
  const asked = new Set(
    requests
      .filter(request => granted(request) && raiseOf(request).raises !== "no")
      .flatMap(({ subscription, region, family, requested }) => {
        const pool = poolOf(subscription, region, family);
        return [requested === undefined ? pool : `${pool} ${requested}`];
      }),
  );
  return ({ subscription, region, name, limit }) => {
    const pool = poolOf(subscription, region, name);
    return asked.has(pool) || asked.has(`${pool} ${limit}`);
  };
}

/** One limit: a family in a region of a subscription. */
export const poolOf = (subscription: string, region: string, name: string): string =>
  `${subscription.toLowerCase()}/${normalRegion(region)}/${familyKey(name)}`;
