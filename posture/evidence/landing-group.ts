import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { assignment, assignmentRow, assignmentsAt } from "./policy-assignments";
import { heldAt } from "./reading/at-scopes";
import { groupScope } from "./reading/own-rights";
import { apart, read } from "./reading/read";
import { maybeText } from "./reading/wire";

const row = z.object({
  id: z.string().describe("Id of the management group"),
  name: z.string().describe("Its name, in lower case"),
  set: z.boolean().describe("Somebody chose it; else it is the tenant's root group, as Azure has it"),
  assignments: z.array(assignmentRow).describe("The policy assignments at the group and above it"),
});

/** Where a subscription stands right after it was created, and which policies hold there. */
export type LandingGroup = RowOf<typeof row>;

const calls = {
  settings: {
    api: "arm",
    actions: ["Microsoft.Management/managementGroups/settings/read"],
    why: "know below which management group a new subscription stands",
  },
  policies: {
    api: "arm",
    actions: ["Microsoft.Authorization/policyAssignments/read"],
    why: "know which policies a new subscription meets there",
  },
} as const satisfies Calls;

/** Source: Azure REST API, Hierarchy Settings (2023-04-01). The group is written as an id, and by some tools as a name. */
const settings = z
  .object({ properties: z.object({ defaultManagementGroup: maybeText }) })
  .transform(({ properties }) => properties.defaultManagementGroup?.split("/").at(-1)?.toLowerCase());

/** Where nothing was ever set there is nothing to read, and the root group holds: its name is the tenant's id. */
export default defineEvidence({
  kind: "landingGroup",
  title: "where new subscriptions stand",
  row,
  calls,
  whole: "refused as a whole",
  async *run({ azure, tenant }): AsyncGenerator<LandingGroup | Missing> {
    const told = await apart(
      read(azure.armList(`${groupScope(tenant)}/settings?api-version=2023-04-01`), {
        what: "the settings of the tenant's management groups",
        call: calls.settings,
        as: settings,
      }),
    );
    const gaps = told.gaps.filter(({ absent }) => !absent);
    yield* gaps;
    if (gaps.length > 0) return;
    const chosen = told.rows.find(name => name !== undefined);
    const name = chosen ?? tenant.toLowerCase();
    const id = groupScope(name);
    const found = await apart(
      read(azure.armList(heldAt(assignmentsAt(id))), {
        what: "policy assignments of the management group for new subscriptions",
        call: calls.policies,
        as: assignment,
      }),
    );
    yield* found.gaps;
    const assignments = [...found.rows].sort((one, other) => (one.id < other.id ? -1 : 1));
    if (found.gaps.length === 0) yield { id, name, set: chosen !== undefined, assignments };
  },
});
