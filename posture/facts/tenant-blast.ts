import { awakeIn, isAlive, reachOf, union } from "./blast-radius";
import { derivation } from "./derivation";
import { potentialOf } from "./potential";
import { quotaNeeds } from "./service-quotas";
import { outright } from "./subjects";

/** What all identities together could burn: what several of them reach is counted once. */
export default derivation<"tenantBlast">()({
  needs: ["computeCreators", ...quotaNeeds],
  decidesSome: ["soldSizes", "sharedLimits"],
  derive({ computeCreators, ...quotas }, { manifest }) {
    const awake = awakeIn(quotas.subscriptions.value);
    const alive = computeCreators.value.filter(creator => isAlive(creator) && awake(creator).length > 0);
    // Members of a group share its rights.
    const rights = [...new Set([...new Set(alive.map(awake))].flat())];
    const burnt = potentialOf(quotas, manifest.collectedAt)(reachOf(rights, computeCreators.gaps.length === 0));
    return {
      value: {
        identities: alive.filter(creator => outright(creator).length > 0).length,
        subscriptions: [...union(rights)],
        ...burnt,
      },
    };
  },
});
