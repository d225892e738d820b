import { roleIds } from "../built-in-roles";
import { cast, groupId, groups, idOf } from "../cast";
import { scopes } from "../ids";
import { roleAssignment } from "../rows/authorization";
import { groupActivationPolicy, groupEligibility } from "../rows/directory";
import type { Stage } from "../stage";

/** How others come in soundly: the quiet twin Q80. */
export function addJoining({ arm, graph, ago }: Stage): void {
  const on = ago({ days: 400 });
  const { number } = groups.productionOperators;
  graph.groupEligibilityScheduleInstances.push(groupEligibility("member", number, idOf(cast.riley), on));
  graph.roleManagementPolicyAssignments.push(
    groupActivationPolicy("member", number, { approval: true }),
    groupActivationPolicy("owner", number, { mfa: true }),
  );
  arm.roleAssignments.push(
    roleAssignment({
      number: 80,
      scope: scopes.production,
      role: roleIds.virtualMachineContributor,
      principal: groupId(groups.productionOperators),
      type: "Group",
      on,
    }),
  );
}
