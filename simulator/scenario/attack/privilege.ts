import { roleIds } from "../built-in-roles";
import { addresses, cast, idOf } from "../cast";
import { guid } from "../ids";
import { directoryAudit } from "../rows/audits";
import { roleAssignment } from "../rows/authorization";
import type { Person } from "../rows/directory";
import { activity } from "../rows/logs";
import type { PlantedFault, Span, Stage } from "../stage";

/** Elevated access: a right at the root, and two logs that tell of it in different words. */

const words = {
  elevated: "User has elevated their access to User Access Administrator for their Azure Resources",
  removed: "The role assignment of User Access Administrator has been removed from the user",
};

function elevate({ arm, graph, ago }: Stage, by: Person, span: Span, number: number): void {
  const at = ago(span);
  const record = {
    at,
    by,
    methods: "rsa,mfa",
    address: addresses.home,
    action: "Microsoft.Authorization/elevateAccess/action",
    title: "Assigns the caller to User Access Administrator role",
    scope: "/providers/Microsoft.Authorization",
    method: "POST",
    correlation: number,
  };
  arm.tenantActivityLog.push(
    activity({ ...record, number, status: "Started" }),
    activity({ ...record, number: number + 1 }),
  );
  graph.directoryAudits.push(directoryAudit(number + 2, at, words.elevated, by, addresses.home, by));
}

export const privilegeFaults: readonly PlantedFault[] = [
  {
    id: "P5",
    sentence:
      "Global Administrator Morgan Blake elevated access 3 days ago and never undid it: User Access Administrator at the root scope, with a record in the tenant activity log and in the Entra audit log.",
    add: stage => {
      const { arm, ago } = stage;
      const held = { number: 105, scope: "/", role: roleIds.userAccessAdministrator, principal: idOf(cast.morgan) };
      arm.roleAssignments.push(roleAssignment({ ...held, on: ago({ days: 3 }), by: idOf(cast.morgan) }));
      elevate(stage, cast.morgan, { days: 3 }, 500);
    },
  },
  {
    id: "P6",
    sentence:
      "Kim Novak elevated access 20 days ago and undid it 40 minutes later: a use in the logs, nothing in force.",
    add: stage => {
      const { arm, graph, ago } = stage;
      elevate(stage, cast.kim, { days: 20 }, 510);
      const at = ago({ days: 20, minutes: -40 });
      const removal = {
        number: 515,
        at,
        by: cast.kim,
        methods: "rsa,mfa",
        address: addresses.home,
        action: "Microsoft.Authorization/roleAssignments/delete",
        title: "Delete role assignment",
        scope: `/providers/Microsoft.Authorization/roleAssignments/${guid("assignment", 106)}`,
        method: "DELETE",
      };
      arm.tenantActivityLog.push(activity(removal));
      graph.directoryAudits.push(directoryAudit(516, at, words.removed, cast.kim, addresses.home, cast.kim));
    },
  },
];
