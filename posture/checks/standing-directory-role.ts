import type { Subject } from "../../catalogue/outcome";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { population } from "../facts/populations";
import { isBreakGlass } from "../facts/subjects";
import { entraP2 } from "../facts/tenant-plans";

export default defineCheck({
  id: "standing-directory-role",
  title: "Directory roles that lead to rights over Azure are eligible in PIM, not standing",
  faultTitle: "A directory role that leads to rights over Azure is standing",
  severity: "medium",
  why: "Whoever steals such an account can give itself rights over Azure at once, at any hour, and nobody has to approve it.",
  fix: "Make the role eligible in PIM, with MFA and approval at activation, and remove the standing assignment.",
  control: "pim",

  // Without PIM there is nothing to make a role eligible with.
  plans: entraP2,
  needs: ["directoryRoles", "users", "servicePrincipals", "principals", "leadingDirectoryRoles"],
  examines: population<"directoryRoles">(
    "holder of a directory role",
    "holders of directory roles",
    ({ directoryRoles }) => new Set(directoryRoles.map(({ principal }) => principal)),
  ),
  *run({ directoryRoles, users, servicePrincipals, principals, leadingDirectoryRoles: leading }, { estate }) {
    const subjects = new Map<string, Subject>(
      principals.filter(({ type }) => type === "Group").map(({ id, name }) => [id, { kind: "group", id, name }]),
    );
    // A workload activates nothing: its directory power is judged apart.
    const workloads = new Set(
      [...servicePrincipals, ...principals.filter(({ type }) => type === "ServicePrincipal")].map(({ id }) => id),
    );
    const holders = new Set(directoryRoles.map(({ principal }) => principal));
    const blocked = new Set<string>();
    for (const { id, upn, name, enabled } of users) {
      if (!holders.has(id)) continue;
      subjects.set(id, { kind: "user", id, name: upn || name || id });
      if (!enabled) blocked.add(id);
    }
    const held = directoryRoles.filter(
      row =>
        row.state === "active" &&
        row.tenure !== "activated" &&
        leading.has(row.id) &&
        !workloads.has(row.principal) &&
        !blocked.has(row.principal),
    );
    for (const [id, rows] of grouped(held, ({ principal }) => principal)) {
      const subject = subjects.get(id);
      if (!subject) {
        yield {
          subject: { kind: "principal", id, name: id },
          unknown: "who holds its directory role could not be read",
        };
        continue;
      }
      if (isBreakGlass(estate.breakGlass, subject)) continue;
      const standing = rows.filter(({ tenure }) => tenure === "standing");
      const names = [...new Set(standing.map(({ roleName }) => roleName))].sort();
      if (standing.length > 0)
        yield {
          subject,
          cure: byHand("makeEligible"),
          fault: `holds ${names.join(", ")} at all times`,
          proof: standing.map(({ id }) => `${leading.get(id)}: directory role assignment ${id}`).sort(),
        };
      else yield { subject, unknown: "whether its directory role is standing could not be read" };
    }
  },
});
