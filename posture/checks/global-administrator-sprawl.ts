import { globalAdministrator } from "../../catalogue/entra-roles";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { Accounts } from "../facts/accounts";
import { grouped } from "../facts/collate";
import { membersOf, numbered } from "../facts/membership";
import { isBreakGlass, tenantSubject } from "../facts/subjects";
import { capped, plural } from "../report-text";

export default defineCheck({
  id: "global-administrator-sprawl",
  title: "Few accounts are standing Global Administrators",
  faultTitle: "Many accounts are standing Global Administrators",
  severity: "high",
  why: "A Global Administrator is one call away from every subscription, and can take over every other account. Each one is one more account worth stealing.",
  fix: "Give people the least role that their work needs, and make Global Administrator eligible in PIM with approval; an application or a managed identity cannot activate a role, so take it away and grant the one permission of Microsoft Graph that its work needs; keep two emergency accounts.",
  control: "elevate-access",

  counts: true,
  needs: ["directoryRoles", "memberships", "principals", "users", "servicePrincipals", "tenant"],
  examines: "tenant",
  *run({ directoryRoles, memberships, principals, users, servicePrincipals, tenant }, { estate, manifest }) {
    const most = estate.thresholds.globalAdministrators;
    const members = membersOf(memberships);
    const inGroups = numbered(memberships);
    const groups = new Map(principals.flatMap(({ id, type, name }) => (type === "Group" ? [[id, name] as const] : [])));
    const groupName = (id: string): string | undefined =>
      groups.get(id) ?? (inGroups.typeOfId(id) === "Group" ? id : inGroups.nameOf(id));
    const people = Accounts.of(users);
    const workloads = new Map(servicePrincipals.map(row => [row.id, row]));
    const accountOf = (id: string) => {
      const workload = workloads.get(id);
      if (workload) return { id, name: workload.name || id, enabled: workload.enabled };
      const user = people.get(id);
      return user && { id, name: user.upn || user.name || id, enabled: user.enabled };
    };
    const held = directoryRoles
      .filter(({ role, state }) => state === "active" && role.toLowerCase() === globalAdministrator)
      .flatMap(row => [
        { id: row.principal, row, through: "" },
        ...[...members(row.principal)].map(id => ({ id, row, through: ` through group ${groupName(row.principal)}` })),
      ]);
    const counted = [...grouped(held, ({ id }) => id)].filter(([id]) => {
      const account = accountOf(id);
      // Emergency accounts have to hold the role at any time.
      return (
        groupName(id) === undefined &&
        account?.enabled !== false &&
        !(account && isBreakGlass(estate.breakGlass, account))
      );
    });
    const standing = counted.filter(([id, rows]) => accountOf(id) && rows.some(({ row }) => row.tenure === "standing"));
    const perhaps = counted.filter(([, rows]) => rows.some(({ row }) => row.tenure !== "activated"));
    const subject = tenantSubject(tenant, manifest.tenant);
    const tell = ([id, rows]: (typeof counted)[number]) =>
      `${accountOf(id)?.name}${rows.every(({ through }) => through !== "") ? rows[0]!.through : ""}`;
    if (standing.length > most)
      yield {
        subject,
        cure: byHand("makeEligible"),
        fault: `${plural(standing.length, "account is a standing Global Administrator", "accounts are standing Global Administrators")}; at most ${most} should be`,
        proof: capped(standing.map(tell).sort()),
      };
    else if (perhaps.length > most)
      yield { subject, unknown: "of some Global Administrators it could not be read whether the role is standing" };
  },
});
