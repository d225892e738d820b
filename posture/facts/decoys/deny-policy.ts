import { computeTypes } from "../../../compute/types";
import type { PolicyAssignment } from "../../evidence/policy-assignments";
import type { PolicyExemption } from "../../evidence/policy-exemptions";
import type { Subscription } from "../../evidence/subscriptions";
import { allowedTypes, refusedTypes, weakness } from "../refusing-policy";
import { parseScope, type Scope } from "../scopes";
import { counted, type DecoyFault } from "./decoy";

/** Every type that creates compute: what the guardrails give the policy of their decoy. */
const needed: readonly string[] = [...new Set(computeTypes.map(({ arm }) => arm))].sort();

const absent: DecoyFault = {
  of: "subscription",
  key: "policy",
  says: "is named as a decoy, and no policy there refuses types of compute",
  proof: [
    'the built-in "Not allowed resource types" is looked for, at the subscription or a management group above it',
  ],
};

/**
 * What is wrong with the policy that refuses all compute in a decoy: nothing, where the assignments of the built-ins "Not
 * allowed resource types" and "Allowed resource types" that are in force there refuse every type between them. These compare
 * whole types, so that one that is not named can be created, or cannot. One from which something there is exempted does not count.
 * @param exemptions those that are in force
 */
export function denyFault(
  { id, managementGroups = [] }: Pick<Subscription, "id" | "managementGroups">,
  assignments: readonly PolicyAssignment[],
  exemptions: readonly PolicyExemption[],
): DecoyFault | undefined {
  const groups = new Set(managementGroups.map(name => name.toLowerCase()));
  const isAbove = (scope: Scope) => scope.kind === "managementGroup" && groups.has(scope.name);
  const isInside = (scope: Scope) => "subscription" in scope && scope.subscription === id.toLowerCase();
  const here = assignments.filter(each => {
    const scope = parseScope(each.scope);
    return (isAbove(scope) || (scope.kind === "subscription" && isInside(scope))) && refusalOf(each) !== undefined;
  });
  const exempted = new Set(
    exemptions.flatMap(({ scope, assignment }) => {
      const place = parseScope(scope);
      return place.kind === "root" || isAbove(place) || isInside(place) ? [assignment.toLowerCase()] : [];
    }),
  );
  const strong = here.filter(each => isEnforced(each) && !exempted.has(each.id.toLowerCase()));
  if (strong.length === 0)
    return here.length === 0
      ? absent
      : {
          ...absent,
          says: "is named as a decoy, and its policy that refuses compute is not in force everywhere there",
        };
  const refusals = strong.flatMap(each => refusalOf(each) ?? []);
  const open = needed.filter(type => !refusals.some(refuses => refuses(type.toLowerCase())));
  if (open.length === 0) return undefined;
  return {
    ...absent,
    says: `is named as a decoy, and its policy lets ${counted(open.length, "type")} of compute pass`,
    proof: open,
  };
}

/** Which types it refuses, given in lower case; undefined where it is for something else. */
function refusalOf(assignment: PolicyAssignment): ((type: string) => boolean) | undefined {
  const lower = (types: readonly unknown[]) => new Set(types.map(type => String(type).toLowerCase()));
  const [refused, allowed] = [refusedTypes(assignment), allowedTypes(assignment)];
  if (refused) {
    const these = lower(refused);
    return type => these.has(type);
  }
  if (!allowed) return undefined;
  const these = lower(allowed);
  return type => !these.has(type);
}

/** It refuses, and all of what it is given: nothing below is left out, overridden or selected. */
function isEnforced(assignment: PolicyAssignment): boolean {
  const { enforcement, notScopes = [], selective, partlyOverriddenTo = [] } = assignment;
  const { slack, part } = weakness(assignment);
  const isWhole = !selective && notScopes.length === 0 && partlyOverriddenTo.length === 0 && part.length === 0;
  return enforcement.toLowerCase() === "default" && slack.length === 0 && isWhole;
}
