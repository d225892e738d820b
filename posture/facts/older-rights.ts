import { grouped } from "./collate";
import { derivation } from "./derivation";

/**
 * Who could create compute in a subscription before a time, for all that still stands. A role that may be activated counts as
 * held: it was given when it was made eligible, and not when it is used.
 */
export default derivation<"olderRights">()({
  needs: ["computeCreators", "roleAssignments"],
  derive({ computeCreators, roleAssignments }) {
    // Mostly nobody asks: a large tenant has half a million assignments, each with a long id.
    let known: ReturnType<typeof indexed> | undefined;
    const indexed = () => ({
      created: new Map(roleAssignments.value.map(({ id, createdOn }) => [id.toLowerCase(), createdOn])),
      creators: grouped(computeCreators.value, ({ principal }) => principal.id),
    });
    // A road to compute may lead through whatever was not read, wherever that stands.
    const isWhole = computeCreators.gaps.length + roleAssignments.gaps.length === 0;
    return {
      value: {
        heldBefore(id, subscription, at) {
          known ??= indexed();
          const { created, creators } = known;
          const rights = (creators.get(id) ?? [])
            .flatMap(creator => creator.rights)
            .filter(({ subscriptions, perhaps = [] }) => [...subscriptions, ...perhaps].includes(subscription));
          const ages = rights.map(({ assignment, tenure }) => {
            const on = created.get(assignment.toLowerCase());
            if (tenure === "eligible" || tenure === "activated") return "yes";
            return on === undefined ? "unknown" : Date.parse(on) < Date.parse(at) ? "yes" : "no";
          });
          if (ages.includes("yes")) return "yes";
          return ages.includes("unknown") || !isWhole ? "unknown" : "no";
        },
      },
    };
  },
});
