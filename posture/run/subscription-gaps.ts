import type { Gap } from "../../catalogue/outcome";
import { type EvidenceKind, evidence, evidenceKinds } from "../evidence/all";
import type { Gathered, Manifest } from "../evidence/gathered";
import { noSubscription } from "../evidence/subscriptions";

/** Whether a kind goes through the subscriptions row by row, or through a kind that does. */
export const goesBySubscription = (kind: EvidenceKind): boolean =>
  kind === "subscriptions" || evidence[kind].per.some(source => goesBySubscription(source.kind));
const bySubscription = new Set(evidenceKinds.filter(goesBySubscription));

/**
 * What is missing though nothing was refused: Azure leaves out of a list what the sign-in may not see. Where it shows no
 * subscription at all, or a list of the tenant that lacks subscriptions which it shows elsewhere, nothing proves that
 * what is read by subscription is whole.
 */
export function subscriptionGaps(
  gathered: Gathered,
  kind: EvidenceKind,
  { tenant, chosenSubscriptions }: Manifest,
): readonly Gap[] {
  if (!bySubscription.has(kind)) return [];
  const seen = gathered.subscriptions?.value ?? [];
  if (seen.length === 0) return [noSubscription];
  const { value: nodes = [], gaps = [] } = gathered.hierarchy ?? {};
  if (chosenSubscriptions || gaps.length > 0) return []; // nothing to prove; or proved missing, and inherited
  const listed = new Set(nodes.map(({ name }) => name));
  const own = seen.filter(({ tenantId = tenant }) => tenantId === tenant);
  return own.every(({ id }) => listed.has(id.toLowerCase())) ? [] : [listNotWhole];
}

const listNotWhole: Gap = {
  what: "the tenant's list of subscriptions",
  missing: "Reader at the root management group: the list lacks subscriptions that this sign-in sees",
  reason: "denied",
};
