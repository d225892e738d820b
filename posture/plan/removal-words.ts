import { az, type Command } from "../cures/command";
import type { AccessGraph } from "../facts/access/access-graph";
import type { Edge } from "../facts/identity-roads";
import type { CreateRight, RoadStep } from "../facts/types";

/** One thing to take away, so that a road to compute ends. Whoever proposes it says it in these words. */
export interface RemovalWords {
  /** The same for what is one thing. */
  readonly key: string;
  /** An imperative, for people. */
  readonly says: string;
  /** None, where it is done by hand. */
  readonly commands: readonly Command[];
}

interface Who {
  readonly id: string;
  readonly name: string;
}

/** What Entra assigns has an id of its own form, and leads to a role of Azure by elevation or by a permission of Graph. */
export const isOfArm = ({ assignment }: Pick<CreateRight, "assignment">): boolean => assignment.startsWith("/");

/** For whoever holds it. */
export function assignmentRemoval(
  right: Pick<CreateRight, "assignment" | "roleName" | "scope" | "tenure" | "road">,
): RemovalWords {
  const { assignment, roleName, scope, tenure, road } = right;
  const eligible = tenure === "eligible";
  // with a road it may be a step of it that was activated
  const activated = tenure === "activated" && !road;
  const key = `assignment ${assignment.toLowerCase()}`;
  if (!isOfArm(right))
    return {
      key,
      says: `Take away the role or permission of Entra that leads to ${roleName} at ${scope}`,
      commands: [],
    };
  return {
    key,
    says: activated
      ? `End the activation of ${roleName} at ${scope}, and remove the eligible assignment behind it in PIM: else it is activated again`
      : `${eligible ? "Remove the eligible assignment" : "Delete the role assignment"} of ${roleName} at ${scope}`,
    commands: eligible ? [] : [az`role assignment delete --ids ${assignment}`],
  };
}

export const membershipRemoval = ({ id, name }: Who, member: Who): RemovalWords => ({
  key: `membership ${id} ${member.id}`,
  says: `Take ${member.name} out of the group ${name}`,
  commands: [az`ad group member remove --group ${id} --member-id ${member.id}`],
});

/** @param from whoever takes the step */
export function stepRemoval(step: RoadStep, from: Who, { cutTold }: Pick<AccessGraph, "cutTold">): RemovalWords {
  const words = cutTold(step, from.name);
  return {
    key: `step ${from.id} ${step.kind} ${step.to.id}`,
    says: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    commands: [],
  };
}

/** What ends one edge of somebody's road. */
export function removalAt(
  right: CreateRight,
  at: Edge["at"],
  principal: Who,
  access: Pick<AccessGraph, "cutTold">,
): RemovalWords {
  const { via, road = [] } = right;
  if (at === "member" && via) return membershipRemoval(via, principal);
  const step = typeof at === "number" ? road[at] : undefined;
  return step ? stepRemoval(step, road[(at as number) - 1]?.to ?? principal, access) : assignmentRemoval(right);
}
