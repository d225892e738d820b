import { estateAt, type Place } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import { normalRegion } from "../../catalogue/regions";
import type { ComputeRequest } from "../../compute/facts";
import costlySize from "../../policies/costly-size";
import { readable } from "../../policies/judge-value";
import { type AnyPolicy, judge } from "../../policies/policy";
import unapprovedGpuSize from "../../policies/unapproved-gpu-size";
import unapprovedRegion from "../../policies/unapproved-region";
import unapprovedVmSize from "../../policies/unapproved-vm-size";
import type { LiveResource } from "../evidence/resources";
import type { Subscription } from "../evidence/subscriptions";
import { placesOf } from "./approval";
import { type LiveFacts, liveFacts } from "./live-facts";
import { createdOn, isDeallocated, isToldElsewhere, standingRequests, toldElsewhereIn } from "./standing";

/** Compute that has its machines now, where it stands and since when. */
export interface StandingCompute {
  readonly live: LiveFacts;
  readonly place: Place;
  /** The estate with the approvals that may hold there. */
  readonly at: Estate;
  /** What of it is approved, each request for itself. */
  readonly requests: readonly ComputeRequest[];
  readonly unapproved: readonly ComputeRequest[];
  /** By which rules each of the latter is refused. */
  readonly refusedBy: ReadonlyMap<ComputeRequest, readonly string[]>;
  /** ISO 8601; absent where it is not known. */
  readonly since: string | undefined;
}

/** What has machines now: none of it twice, and nothing that was given back. */
export function standingCompute(
  resources: readonly LiveResource[],
  subscriptions: readonly Subscription[],
  estate: Estate,
): StandingCompute[] {
  const placeOf = placesOf(subscriptions);
  const all = liveFacts(resources);
  const elsewhere = toldElsewhereIn(all);
  return all
    .filter(live => !isDeallocated(live) && !isToldElsewhere(live, elsewhere))
    .map(live => {
      const place = { ...placeOf(live.resource.subscription), ...(live.tags && { tags: live.tags }) };
      const at = estateAt(estate, place, "possible");
      const all = standingRequests(live);
      const refusedBy = new Map(
        all.flatMap(request => {
          const rules = refusalsOf(request, live.resource.region, at);
          return rules.length > 0 ? [[request, rules] as const] : [];
        }),
      );
      const requests = all.filter(request => !refusedBy.has(request));
      return { live, place, at, requests, unapproved: [...refusedBy.keys()], refusedBy, since: createdOn(live) };
    });
}

/** The rules by which it is not approved. Only what can be read is held against the estate: what is hidden is not proved to be unapproved. */
function refusalsOf(request: ComputeRequest, region: string | undefined, estate: Estate): readonly string[] {
  if (readable(request.size) === undefined && readable(request.accelerator) === undefined) return [];
  const where = readable(request.region) ?? region;
  const isElsewhere =
    estate.regions && where !== undefined && !estate.regions.map(normalRegion).includes(normalRegion(where));
  return [
    ...(isElsewhere ? [unapprovedRegion.id] : []),
    ...sizePolicies.filter(policy => refuses(policy, request, estate)).map(({ id }) => id),
  ];
}

const sizePolicies: readonly AnyPolicy[] = [unapprovedGpuSize, unapprovedVmSize, costlySize];

/** What these refuse burns, as far as it runs: it is what is stopped. */
export const rulesOfBurning: ReadonlySet<string> = new Set([unapprovedRegion, ...sizePolicies].map(({ id }) => id));

const refuses = (policy: AnyPolicy, request: ComputeRequest, estate: Estate): boolean =>
  policy.level(estate) !== "disabled" &&
  judge(policy, { requests: [request] }, policy.fromEstate(estate)).some(({ level }) => level !== "advisory");
