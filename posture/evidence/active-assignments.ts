import * as z from "zod";
import { wireRows } from "../azure/connect";
import type { ActiveAssignment } from "../evidence";
import { type Call, defineCollector } from "./define";
import { apart, each, read } from "./reading/read";
import { distinct, scheduleInstance } from "./reading/schedule-instances";
import { present } from "./reading/wire";

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Authorization/roleAssignmentScheduleInstances/read"],
    licence: "Microsoft Entra ID P2",
    why: "tell standing roles from activated ones",
  },
} as const satisfies Record<string, Call>;

const assignmentType = z.enum(["Assigned", "Activated"]);

const active = scheduleInstance.transform(({ id, properties: row }, context): ActiveAssignment => {
  const type = assignmentType.safeParse(row.assignmentType);
  if (!type.success) {
    context.addIssue("assignmentType");
    return z.NEVER;
  }
  return present({
    id,
    scope: row.scope,
    role: row.roleDefinitionId,
    principal: row.principalId,
    principalType: row.principalType,
    assignmentType: type.data,
    endsOn: row.endDateTime,
    roleAssignmentId: row.originRoleAssignmentId,
  });
});

export default defineCollector({
  kind: "activeAssignments",
  title: "roles in force as PIM sees them",
  calls,
  per: ["subscriptions"],
  async *run({ azure, rows }) {
    const { roleAssignmentScheduleInstances } = azure.authorization;
    const found = await apart(
      each(rows.subscriptions, ({ id }) =>
        read(
          wireRows(options => roleAssignmentScheduleInstances.listForScope(`subscriptions/${id}`, options)),
          { what: "roles in force as PIM sees them", call: calls.list, as: active, of: [id] },
        ),
      ),
    );
    yield* distinct(found.rows);
    yield* found.gaps;
  },
});
