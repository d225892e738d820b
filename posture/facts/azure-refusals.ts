import { derivation } from "./derivation";

/**
 * In which subscriptions Azure itself names an assignment as one that would refuse accelerators; both in lower case. What was not
 * asked is not known, as what Azure does not name: only a name proves something, so nothing is missing where it was refused.
 */
export default derivation<"azureRefusals">()({
  needs: [],
  decidesSome: ["policyRestrictions"],
  derive({ policyRestrictions }) {
    const value = new Map<string, Set<string>>();
    for (const { subscription, refusedBy } of policyRestrictions.value)
      for (const assignment of refusedBy) {
        const subscriptions = value.get(assignment) ?? new Set();
        value.set(assignment, subscriptions.add(subscription.toLowerCase()));
      }
    return { value };
  },
});
