import * as z from "zod";
import { wireRows } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { distinct, each, read } from "./reading/read";
import { roleHolding } from "./reading/row-parts";
import { scheduleInstance } from "./reading/schedule-instances";
import { present } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  ...roleHolding,
  condition: z.string().exactOptional(),
  assignmentType: z.enum(["Assigned", "Activated"]).describe("Standing, or activated for now"),
  endsOn: z.string().exactOptional(),
  roleAssignmentId: z.string().exactOptional().describe("The role assignment that it belongs to, where PIM names it"),
});

/** How PIM sees a role assignment that is in force. */
export type ActiveAssignment = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Authorization/roleAssignmentScheduleInstances/read"],
    licence: "Microsoft Entra ID P2",
    why: "tell standing roles from activated ones",
  },
} as const satisfies Calls;

const active = scheduleInstance.transform(({ id, properties }, context): ActiveAssignment => {
  const type = row.shape.assignmentType.safeParse(properties.assignmentType);
  if (!type.success) {
    context.addIssue("assignmentType");
    return z.NEVER;
  }
  return present({
    id,
    scope: properties.scope,
    role: properties.roleDefinitionId,
    principal: properties.principalId,
    principalType: properties.principalType,
    condition: properties.condition,
    assignmentType: type.data,
    endsOn: properties.endDateTime,
    roleAssignmentId: properties.originRoleAssignmentId,
  });
});

export default defineEvidence({
  kind: "activeAssignments",
  title: "roles in force as PIM sees them",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows }) {
    const { roleAssignmentScheduleInstances } = azure.authorization;
    yield* distinct(
      each(rows.subscriptions, ({ id }) =>
        read(
          wireRows(options => roleAssignmentScheduleInstances.listForScope(`subscriptions/${id}`, options)),
          { what: "roles in force as PIM sees them", call: calls.list, as: active, of: [id] },
        ),
      ),
    );
  },
});
