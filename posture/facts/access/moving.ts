import type { Certainty } from "../../../catalogue/certainty";
import { azureRoles } from "../../../catalogue/well-known-ids";
import type { Collected } from "../../evidence/gathered";
import type { SubscriptionPolicy } from "../../evidence/subscription-policy";
import type { CapabilityRight } from "../capability-rights";
import type { AccessGraph } from "./access-graph";
import type { Own } from "./held";
import { rewrittenBy } from "./own-capabilities";

/**
 * Who can carry a subscription into another tenant: a person who is Owner of it by an assignment of its own, standing and
 * without a condition; not through a group, nor through PIM. The tenant's policy forbids it unless it was opened, or names
 * the person; whoever elevates access may change that policy. Sources: Microsoft Learn, "Transfer an Azure subscription to
 * a different Microsoft Entra directory" and "Manage Azure subscription policies" (which forbid where nobody has said
 * anything, since 2026-05-01). Billing roles move subscriptions too, and are not read.
 */
export function movingOf(access: AccessGraph, policy: Collected<readonly SubscriptionPolicy[]>): Moving {
  const elevated = access.find();
  const [said] = policy.value;
  const exempted = new Set(said?.exempted.map(id => id.toLowerCase()));
  const allowed = (id: string): Certainty =>
    said?.blocksLeaving === false || exempted.has(id) ? "yes" : policy.gaps.length > 0 ? "unknown" : "no";

  const isAllowed = (principal: number): Certainty => {
    if (principal === elevated) return "yes";
    const who = access.who(principal);
    return who.kind === "user" ? allowed(who.id) : "no";
  };

  function rights(own: Own, principal: number): readonly CapabilityRight[] {
    const isElevated = principal === elevated;
    const may = isAllowed(principal);
    if (may === "no") return [];
    return own.held.flatMap((held): CapabilityRight[] => {
      const { role, holder, holding, personal, rewritten, subscriptions, perhaps } = held;
      if (held.scope.kind === "resource" || held.scope.kind === "resourceGroup") return [];
      const isOwner =
        role.id.toLowerCase() === azureRoles.owner &&
        holder === principal &&
        holding.condition === undefined &&
        (holding.tenure === "standing" || holding.tenure === "unknown");
      const gives = access.powers.gives(role, [azureRoles.owner], holding.condition, personal ? own.who : undefined);
      if (!isOwner && gives === "no") return [];
      const before = rewritten?.before;
      if (before && access.powers.gives(before.role, [azureRoles.owner], before.holding.condition) === "yes") return [];
      const by = isOwner ? "role" : "selfGrant";
      const free = (id: string) =>
        own.denials.length === 0 || !access.rights.isDenied(own, assign, `/subscriptions/${id}`);
      const mayBeActivated = isOwner && holding.tenure === "unknown" && gives !== "yes";
      const conditional = may === "unknown" || mayBeActivated || (!isOwner && gives === "unknown");
      return [
        {
          capability: "moveSubscription",
          by,
          conditional,
          what: [],
          assignment: holding.id,
          scope: holding.scope,
          roleName: role.name,
          tenure: holding.tenure,
          subscriptions: isOwner ? subscriptions : subscriptions.filter(free),
          ...(perhaps.length > 0 && { perhaps }),
          path: [
            `${role.name} at ${access.place(holding.scope)}`,
            rewritten ? rewrittenBy(rewritten, access.place) : "",
            isOwner ? "" : ", which lets its holder become Owner",
            isElevated && said?.blocksLeaving !== false ? " and open the policy on transfers" : "",
            mayBeActivated ? ", unless it is activated in PIM" : "",
            may === "unknown" ? ", unless the policy on transfers forbids it, which was not read" : "",
          ].join(""),
        },
      ];
    });
  }
  return { isAllowed, rights };
}

export interface Moving {
  /** Whether somebody is a person whom the tenant's policy lets move subscriptions: all that depends on who it is. */
  isAllowed(principal: number): Certainty;
  rights(own: Own, principal: number): readonly CapabilityRight[];
}

const assign = "Microsoft.Authorization/roleAssignments/write";
