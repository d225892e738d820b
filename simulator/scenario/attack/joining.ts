import { roleIds } from "../built-in-roles";
import { cast, idOf } from "../cast";
import { guid, scopes } from "../ids";
import { roleAssignment } from "../rows/authorization";
import { group, groupActivationPolicy, groupEligibility } from "../rows/directory";
import type { PlantedFault } from "../stage";

/** How others come in: as a member for a while, from another tenant, with a token of somebody else's. */

const dataOperators = { number: 80, name: "Data Operators" };

export const joiningFaults: readonly PlantedFault[] = [
  {
    id: "P80",
    sentence:
      "Harper Diaz may activate a membership of the group Data Operators, which is Contributor on Contoso Data, and is asked for nothing.",
    add: ({ arm, graph, ago }) => {
      const { number, name } = dataOperators;
      const on = ago({ days: 180 });
      graph.groups.push(group(number, name, on));
      graph.groupEligibilityScheduleInstances.push(groupEligibility("member", number, idOf(cast.harper), on));
      graph.roleManagementPolicyAssignments.push(
        groupActivationPolicy("member", number, {}),
        groupActivationPolicy("owner", number, { mfa: true }),
      );
      arm.roleAssignments.push(
        roleAssignment({
          number: 280,
          scope: scopes.data,
          role: roleIds.contributor,
          principal: guid("group", number),
          type: "Group",
          on,
        }),
      );
    },
  },
];
