import type { Certainty } from "../../../catalogue/certainty";
import { all, any, not } from "../../../catalogue/certainty";
import { Accounts } from "../accounts";
import { derivation, missingFor } from "../derivation";
import { membersOf } from "../membership";
import { personOf, policyReachOf } from "./policy-reach";
import { conditionsOf, demand, ifOn } from "./policy-reading";
import { strengthLevels } from "./strengths";

/** The condition of Conditional Access that names authentication contexts. */
const condition = "includeAuthenticationContextClassReferences";

/**
 * Whether an authentication context asks for anything. PIM only names it: what it demands is up to the policies for it,
 * and for whoever activates none may apply. A policy for a role does not reach whoever has yet to activate that role.
 * Source: Microsoft Learn, "Configure Microsoft Entra role settings in Privileged Identity Management", on activation.
 */
export default derivation<"activationContexts">()({
  needs: [],
  decidesSome: ["users", "memberships", "directoryRoles", "conditionalAccess", "authenticationStrengths"],
  derive(given) {
    const levelOfStrength = strengthLevels(given.authenticationStrengths.value);
    const users = Accounts.of(given.users.value);
    const members = membersOf(given.memberships.value);
    const policies = given.conditionalAccess.value.filter(({ contexts }) => contexts !== undefined);
    const reach = policyReachOf(policies, given);
    const asking = policies.flatMap(policy => {
      const { level } = ifOn(policy, [...conditionsOf(policy, [condition]), demand(policy.grant, levelOfStrength)]);
      // Less than MFA is more than nothing: a managed device, or MFA but for some places.
      const asks: Certainty = level === "unknown" ? "unknown" : level === "none" ? "no" : "yes";
      return asks === "no" ? [] : [{ policy, asks }];
    });
    const unread: Certainty = given.conditionalAccess.gaps.length > 0 ? "unknown" : "no";

    const asked = (context: string, id: string): Certainty =>
      any(function* () {
        yield unread;
        const person = personOf(id, users.get(id));
        for (const { policy, asks } of asking)
          if (policy.contexts!.some(each => each.toLowerCase() === context.toLowerCase()))
            yield all(asks, reach.includes(policy, person), not(reach.excludes(policy, person)));
      });
    /** A group's members activate in its place. */
    const askedOf = (context: string, holder: string): Certainty => {
      const people = [...members(holder)].filter(id => users.numberOf(id) !== undefined);
      const unknown: Certainty[] = missingFor(given.memberships.gaps, holder) ? ["unknown"] : [];
      return all(...unknown, ...(people.length > 0 ? people : [holder]).map(id => asked(context, id)));
    };
    return { value: askedOf };
  },
});
