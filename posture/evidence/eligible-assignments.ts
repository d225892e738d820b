import { wireRows } from "../azure/connect";
import type { EligibleAssignment } from "../evidence";
import { type Call, defineCollector } from "./define";
import { apart, each, read } from "./reading/read";
import { distinct, scheduleInstance } from "./reading/schedule-instances";
import { present } from "./reading/wire";

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Authorization/roleEligibilityScheduleInstances/read"],
    licence: "Microsoft Entra ID P2",
    why: "know who can activate which role",
  },
} as const satisfies Record<string, Call>;

const eligible = scheduleInstance.transform(
  ({ id, properties: { scope, roleDefinitionId, principalId, principalType, endDateTime } }): EligibleAssignment =>
    present({ id, scope, role: roleDefinitionId, principal: principalId, principalType, endsOn: endDateTime }),
);

export default defineCollector({
  kind: "eligibleAssignments",
  title: "roles that PIM lets people activate",
  calls,
  per: ["subscriptions"],
  async *run({ azure, rows }) {
    const { roleEligibilityScheduleInstances } = azure.authorization;
    const found = await apart(
      each(rows.subscriptions, ({ id }) =>
        read(
          wireRows(options => roleEligibilityScheduleInstances.listForScope(`subscriptions/${id}`, options)),
          { what: "roles that PIM lets people activate", call: calls.list, as: eligible, of: [id] },
        ),
      ),
    );
    yield* distinct(found.rows);
    yield* found.gaps;
  },
});
