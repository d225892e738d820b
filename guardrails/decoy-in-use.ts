import { parseArmId } from "../catalogue/arm-id";
import type { Estate } from "../catalogue/estate";

/** The decoy refuses all compute and has a Contributor with a bait for a secret, so it has to be a subscription of nobody. */
export const decoyInUse = (subscription: string): string =>
  `computeguard:decoy must be an empty subscription that nobody uses, and ${subscription} is used by this stack or named in its settings or its estate: pulumi config set computeguard:decoy <another subscription>`;

/** The subscriptions that settings and estate name for other ends, by id in small letters. */
export function usedSubscriptions(
  { workspace, registry }: { readonly workspace: string | undefined; readonly registry: string | undefined },
  { quotaCaps }: Estate,
): ReadonlySet<string> {
  const ids = [workspace, registry].map(id => id && parseArmId(id).subscription);
  const capped = (quotaCaps ?? []).flatMap(({ subscription, members }) => [
    subscription,
    ...members.map(member => member.subscription),
  ]);
  return new Set([...ids, ...capped].flatMap(id => id?.toLowerCase() ?? []));
}
