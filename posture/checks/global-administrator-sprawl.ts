import { globalAdministrator } from "../../catalogue/entra-roles";
import { defineCheck } from "../check";
import { grouped } from "../facts/collate";
import { membersOf } from "../facts/membership";
import { isBreakGlass, tenantSubject } from "../facts/subjects";
import { capped, plural } from "../report-text";

export default defineCheck({
  id: "global-administrator-sprawl",
  title: "Few accounts are standing Global Administrators",
  faultTitle: "Many accounts are standing Global Administrators",
  severity: "high",
  why: "A Global Administrator is one call away from every subscription, and can take over every other account. Each one is one more account worth stealing.",
  fix: "Give people the least role that their work needs, and make Global Administrator eligible in PIM with approval; keep two emergency accounts.",
  control: "elevate-access",

  needs: ["directoryRoles", "memberships", "principals", "users", "servicePrincipals", "tenant"],
  *run({ directoryRoles, memberships, principals, users, servicePrincipals, tenant }, { estate, manifest }) {
    const most = estate.thresholds.globalAdministrators;
    const members = membersOf(memberships);
    const groups = new Map(memberships.map(({ group, groupName }) => [group, groupName]));
    for (const { member, memberType } of memberships) if (memberType === "Group") groups.set(member, member);
    for (const { id, type, name } of principals) if (type === "Group") groups.set(id, name);
    const accounts = new Map(users.map(({ id, upn, name, enabled }) => [id, { id, name: upn || name || id, enabled }]));
    for (const { id, name, enabled } of servicePrincipals) accounts.set(id, { id, name: name || id, enabled });
    const held = directoryRoles
      .filter(({ role, state }) => state === "active" && role.toLowerCase() === globalAdministrator)
      .flatMap(row => [
        { id: row.principal, row, through: "" },
        ...[...members(row.principal)].map(id => ({ id, row, through: ` through group ${groups.get(row.principal)}` })),
      ]);
    const counted = [...grouped(held, ({ id }) => id)].filter(([id]) => {
      const account = accounts.get(id);
      // Emergency accounts have to hold the role at any time.
      return !groups.has(id) && account?.enabled !== false && !(account && isBreakGlass(estate.breakGlass, account));
    });
    const standing = counted.filter(
      ([id, rows]) => accounts.has(id) && rows.some(({ row }) => row.tenure === "standing"),
    );
    const perhaps = counted.filter(([, rows]) => rows.some(({ row }) => row.tenure !== "activated"));
    const subject = tenantSubject(tenant, manifest.tenant);
    const tell = ([id, rows]: (typeof counted)[number]) =>
      `${accounts.get(id)?.name}${rows.every(({ through }) => through !== "") ? rows[0]!.through : ""}`;
    if (standing.length > most)
      yield {
        subject,
        fault: `${plural(standing.length, "account is a standing Global Administrator", "accounts are standing Global Administrators")}; at most ${most} should be`,
        proof: capped(standing.map(tell).sort()),
      };
    else if (perhaps.length > most)
      yield { subject, unknown: "of some Global Administrators it could not be read whether the role is standing" };
  },
});
