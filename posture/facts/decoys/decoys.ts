import { roadKinds } from "../access/access-graph";
import { derivation } from "../derivation";
import { baitKinds, judgeBait } from "./bait";
import { judgePlace, placeKinds } from "./place";

/**
 * Each decoy of the estate, with what makes it none and what was not read. A run that was narrowed to other subscriptions
 * leaves it out.
 */
export default derivation<"decoys">()({
  needs: [...baitKinds, ...placeKinds, ...roadKinds],
  // said of each decoy instead
  concerns: () => false,
  derive(given, { estate, manifest }) {
    const { chosenSubscriptions } = manifest;
    const looked = estate.decoys.filter(({ subscription }) => chosenSubscriptions?.includes(subscription) ?? true);
    if (looked.length === 0) return { value: [] };

    const access = given.access.value;
    const subscriptions = new Map(given.subscriptions.value.map(({ id, name }) => [id.toLowerCase(), name]));
    const servicePrincipals = new Map(given.servicePrincipals.value.map(({ id, name }) => [id.toLowerCase(), name]));
    return {
      value: looked.map(({ subscription, principal }) => {
        const halves = [judgeBait(principal, subscription, given), judgePlace(subscription, given, manifest)];
        const number = access.find(principal);
        const who = number === undefined ? undefined : access.who(number);
        return {
          subscription: { id: subscription, name: subscriptions.get(subscription) || subscription },
          principal: {
            id: principal,
            name: servicePrincipals.get(principal) ?? who?.name ?? principal,
            kind: who?.kind === "user" ? "user" : "servicePrincipal",
          },
          faults: halves.flatMap(({ faults }) => faults),
          unread: [...new Set(halves.flatMap(({ unread }) => unread))].sort(),
        };
      }),
    };
  },
});
