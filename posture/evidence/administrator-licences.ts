import * as z from "zod";
import { escalatingEntraRoles } from "../../catalogue/entra-roles";
import { mailboxPlans, officeService } from "../../catalogue/service-plans";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import directoryRoles from "./directory-roles";
import memberships from "./memberships";
import principals from "./principals";
import { each, once, read } from "./reading/read";
import { maybeGuid, maybeText } from "./reading/wire";

const row = z.object({
  user: z.string(),
  mailbox: z.boolean().describe("Has a licence for a mailbox of Exchange Online"),
  office: z.boolean().describe("Has a licence for the apps of Office"),
});

/** Which licences for daily work an administrator has. */
export type AdministratorLicences = RowOf<typeof row>;

const calls = {
  plans: { api: "graph", permission: "Directory.Read.All", why: "know which administrators are daily accounts" },
} as const satisfies Calls;

const wire = z.object({
  assignedPlans: z.array(z.object({ capabilityStatus: maybeText, service: maybeText, servicePlanId: maybeGuid })),
});

type Plan = z.infer<typeof wire>["assignedPlans"][number];

/** A plan in its grace period (`Warning`) still works. */
const works = ({ capabilityStatus }: Plan) => ["enabled", "warning"].includes(capabilityStatus?.toLowerCase() ?? "");
const ofOffice = ({ service }: Plan) => service?.toLowerCase() === officeService.toLowerCase();

/** Only of those who hold a directory role that leads to rights over Azure: the plans of everybody would be most of what the directory holds. */
export default defineEvidence({
  kind: "administratorLicences",
  title: "licences of administrators",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [directoryRoles, memberships, principals],
  run({ azure, rows }) {
    const holders = new Set(
      rows.directoryRoles.flatMap(({ principal, role }) =>
        escalatingEntraRoles.has(role.toLowerCase()) ? [principal] : [],
      ),
    );
    const users = new Set([
      ...rows.principals.flatMap(({ id, type }) => (type === "User" && holders.has(id) ? [id] : [])),
      ...rows.memberships.flatMap(({ group, member, memberType }) =>
        memberType === "User" && holders.has(group) ? [member] : [],
      ),
    ]);
    return each([...users].sort(), user =>
      read(
        once(() => azure.graphGet(`/v1.0/users/${user}?$select=id,assignedPlans`)),
        {
          what: "licences of administrators",
          call: calls.plans,
          as: wire.transform(({ assignedPlans }): AdministratorLicences => {
            const plans = assignedPlans.filter(works);
            return {
              user,
              mailbox: plans.some(({ servicePlanId }) => mailboxPlans.has(servicePlanId ?? "")),
              office: plans.some(ofOffice),
            };
          }),
          of: [user],
        },
      ),
    );
  },
});
