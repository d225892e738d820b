import type { Gap } from "../../catalogue/outcome";
import { type EvidenceKind, evidence, evidenceKinds } from "../evidence/all";
import { type Gathered, type Manifest, notAskedFor } from "../evidence/gathered";
import { listFailed, noSubscription } from "../evidence/subscriptions";
import { askedOnce } from "../facts/asked-once";

/** Whether a kind goes through the subscriptions row by row, or through a kind that does. */
export const goesBySubscription = (kind: EvidenceKind): boolean =>
  kind === "subscriptions" || evidence[kind].per.some(source => goesBySubscription(source.kind));
const bySubscription = new Set(evidenceKinds.filter(goesBySubscription));

/**
 * What is missing though nothing was refused, of a kind that is read subscription by subscription: Azure leaves out of its
 * list what the sign-in may not see. Where it shows none, everything is missing. Where nothing proves that it shows all,
 * others may be missing; of those that it shows, nothing is, so that gap names no subject.
 */
export function subscriptionGaps(gathered: Gathered, kind: EvidenceKind, manifest: Manifest): readonly Gap[] {
  if (!bySubscription.has(kind)) return [];
  const { value: seen, gaps } = gathered.subscriptions ?? notAskedFor("subscriptions");
  if (seen.length === 0) return gaps.some(listFailed) ? gaps.filter(listFailed) : [noSubscription];
  return unproved(gathered, manifest).map(gap => ({ ...gap, subjects: [] }));
}

/** Why the list of subscriptions is not known to be whole; nothing, where it is, or where the run was narrowed to some. */
export const unproved = askedOnce((gathered: Gathered, { tenant, chosenSubscriptions }: Manifest): readonly Gap[] => {
  if (chosenSubscriptions) return [];
  const { value: nodes, gaps } = gathered.hierarchy ?? notAskedFor("hierarchy");
  if (gaps.length > 0) return gaps;
  const listed = new Set(nodes.map(({ name }) => name));
  const own = (gathered.subscriptions?.value ?? []).filter(({ tenantId = tenant }) => tenantId === tenant);
  return nodes.length > 0 && own.every(({ id }) => listed.has(id.toLowerCase())) ? [] : [listNotWhole];
});

const listNotWhole: Gap = {
  what: "the tenant's list of subscriptions",
  missing: "Reader at the root management group: the list lacks subscriptions that this sign-in sees",
  reason: "denied",
};
