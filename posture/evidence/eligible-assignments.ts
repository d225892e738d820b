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
  condition: z.string().exactOptional().describe("It holds for the role once it is activated"),
  endsOn: z.string().exactOptional(),
});

/** A right that PIM lets its principal activate. */
export type EligibleAssignment = RowOf<typeof row>;

const calls = {
  list: {
    api: "arm",
    actions: ["Microsoft.Authorization/roleEligibilityScheduleInstances/read"],
    licence: "Microsoft Entra ID P2",
    why: "know who can activate which role",
  },
} as const satisfies Calls;

const eligible = scheduleInstance.transform(
  ({ id, properties: { roleDefinitionId, principalId, endDateTime, ...rest } }): EligibleAssignment =>
    present({
      id,
      scope: rest.scope,
      role: roleDefinitionId,
      principal: principalId,
      principalType: rest.principalType,
      condition: rest.condition,
      endsOn: endDateTime,
    }),
);

export default defineEvidence({
  kind: "eligibleAssignments",
  title: "roles that PIM lets people activate",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run({ azure, rows }) {
    const { roleEligibilityScheduleInstances } = azure.authorization;
    yield* distinct(
      each(rows.subscriptions, ({ id }) =>
        read(
          wireRows(options => roleEligibilityScheduleInstances.listForScope(`subscriptions/${id}`, options)),
          { what: "roles that PIM lets people activate", call: calls.list, as: eligible, of: [id] },
        ),
      ),
    );
  },
});
