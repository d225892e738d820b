import { azureRoles } from "../../catalogue/well-known-ids";
import { by } from "./collate";
import { derivation } from "./derivation";
import type { SubscriptionOwner } from "./types";

/**
 * People who own subscriptions in the way in which these can be moved: as Owner by an assignment of their own, standing and
 * without a condition; not through a group, nor through PIM. Source: Microsoft Learn, "Transfer an Azure subscription to a
 * different Microsoft Entra directory". Where rights were not read nobody is named; whoever rests on that needs them itself.
 */
export default derivation<"subscriptionOwners">()({
  needs: [],
  decidesSome: ["computeHolders"],
  derive({ computeHolders }) {
    const value = computeHolders.value.flatMap(({ principal, rights }): SubscriptionOwner[] => {
      if (principal.kind !== "user") return [];
      const owning = rights.filter(
        ({ role, via, tenure, conditional }) =>
          role.toLowerCase() === azureRoles.owner && via === undefined && tenure === "standing" && !conditional,
      );
      const subscriptions = [...new Set(owning.flatMap(right => right.subscriptions))].sort();
      return subscriptions.length > 0 ? [{ principal, subscriptions }] : [];
    });
    return { value: value.sort(by(({ principal }) => principal.id)) };
  },
});
