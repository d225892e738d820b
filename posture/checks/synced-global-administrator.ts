import { globalAdministrator } from "../../catalogue/entra-roles";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { membersOf, numbered } from "../facts/membership";
import { people } from "../facts/populations";

export default defineCheck({
  id: "synced-global-administrator",
  title: "Global Administrators are cloud-only accounts",
  faultTitle: "A Global Administrator is synchronised from on-premises",
  severity: "high",
  why: "An attacker who takes over the on-premises directory can set the password of a synchronised account. A Global Administrator is one call away from every subscription, and can let them leave the tenant.",
  fix: "Give the person a separate cloud-only account for administration, remove the role from the daily account, and make the role eligible in PIM.",
  control: "elevate-access",

  needs: ["users", "directoryRoles", "memberships"],
  examines: people,
  // Emergency accounts are not left out: of all accounts they have to work when the directory on the premises does not.
  *run({ users, directoryRoles, memberships }) {
    const members = membersOf(memberships);
    const held = directoryRoles
      .filter(({ role }) => role.toLowerCase() === globalAdministrator)
      .flatMap(({ principal, state }) => [
        { holder: principal, state, group: undefined },
        ...[...members(principal)].map(holder => ({ holder, state, group: principal })),
      ]);
    const holdings = grouped(held, ({ holder }) => holder);
    for (const { id, upn, enabled, synced } of users) {
      const here = holdings.get(id) ?? [];
      if (!enabled || !synced || here.length === 0) continue;
      const active = here.some(({ state }) => state === "active");
      const through = here.flatMap(({ group }) =>
        group === undefined ? [] : [numbered(memberships).nameOf(group) || group],
      );
      yield {
        subject: { kind: "user", id, name: upn || id },
        cure: byHand("guardAdministrators"),
        fault: `is synchronised from on-premises and ${active ? "is" : "can become"} a Global Administrator`,
        ...(!active && { severity: "medium" }),
        proof: [...new Set(through)].sort().map(group => `through group ${group}`),
      };
    }
  },
});
