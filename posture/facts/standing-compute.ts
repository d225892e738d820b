import { estateAt, type Place } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import { normalRegion } from "../../catalogue/regions";
import type { ComputeRequest } from "../../compute/facts";
import { readable } from "../../policies/judge-value";
import { type AnyPolicy, judge } from "../../policies/policy";
import unapprovedGpuSize from "../../policies/unapproved-gpu-size";
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
      const requests = all.filter(request => isApproved(request, live.resource.region, at));
      const unapproved = all.filter(request => !requests.includes(request));
      return { live, place, at, requests, unapproved, since: createdOn(live) };
    });
}

/** Only what can be read is held against the estate: what is hidden is not proved to be unapproved. */
function isApproved(request: ComputeRequest, region: string | undefined, estate: Estate): boolean {
  const named = readable(request.size) !== undefined || readable(request.accelerator) !== undefined;
  const where = readable(request.region) ?? region;
  if (named && estate.regions && where !== undefined && !estate.regions.map(normalRegion).includes(normalRegion(where)))
    return false;
  return !named || sizePolicies.every(policy => !refuses(policy, request, estate));
}

const sizePolicies: readonly AnyPolicy[] = [unapprovedGpuSize, unapprovedVmSize];

const refuses = (policy: AnyPolicy, request: ComputeRequest, estate: Estate): boolean =>
  policy.level(estate) !== "disabled" && judge(policy, { requests: [request] }, policy.fromEstate(estate)).length > 0;
