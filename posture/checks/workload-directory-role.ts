import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { membersOf, numbered } from "../facts/membership";
import { workloads } from "../facts/populations";

export default defineCheck({
  id: "workload-directory-role",
  title: "No application or managed identity holds a directory role that leads to rights over Azure",
  faultTitle: "An application or managed identity holds a directory role that leads to rights over Azure",
  severity: "high",
  why: "A workload signs in with a secret or from a machine, without MFA. One that can elevate, reset credentials or add them to others gives all of that to whoever finds the secret, or runs code where it works.",
  fix: "Give the workload the permissions of Microsoft Graph that its work needs, or a role limited to an administrative unit, instead of the directory role.",
  control: "workload-identity-credentials",

  needs: ["directoryRoles", "memberships", "servicePrincipals", "leadingDirectoryRoles"],
  examines: workloads,
  *run({ directoryRoles, memberships, servicePrincipals, leadingDirectoryRoles: leading }) {
    const members = membersOf(memberships);
    const held = directoryRoles
      .filter(({ id, state }) => state === "active" && leading.has(id))
      .flatMap(row => [
        { holder: row.principal, row, through: "" },
        ...[...members(row.principal)].map(holder => ({
          holder,
          row,
          through: ` through group ${numbered(memberships).nameOf(row.principal) || row.principal}`,
        })),
      ]);
    const byHolder = grouped(held, ({ holder }) => holder);
    for (const { id, name, enabled } of servicePrincipals) {
      const rows = byHolder.get(id) ?? [];
      if (!enabled || rows.length === 0) continue;
      const names = [...new Set(rows.map(({ row }) => row.roleName))].sort();
      yield {
        subject: { kind: "servicePrincipal", id, name: name || id },
        cure: byHand("narrowRole"),
        fault: `is a workload and holds ${names.join(", ")}`,
        proof: rows
          .map(({ row, through }) => `${leading.get(row.id)}${through}: directory role assignment ${row.id}`)
          .sort(),
      };
    }
  },
});
