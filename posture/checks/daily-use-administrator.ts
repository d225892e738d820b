import { escalatingEntraRoles, globalAdministrator } from "../../catalogue/entra-roles";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { people } from "../facts/populations";
import { holdersOfRoles } from "../facts/role-holders";

export default defineCheck({
  id: "daily-use-administrator",
  title: "Administrators have accounts of their own, without a mailbox or Office, in the cloud alone",
  faultTitle: "An administrator's account is one for daily work",
  severity: "medium",
  why: "A mailbox is where phishing arrives, and Office is where documents run. What is stolen there, or from the directory on the premises, is then the account that can take access to every subscription.",
  fix: "Give the person a separate cloud-only account for administration with no more than an Entra ID licence, move the role to it, and make the role eligible in PIM.",
  control: "administrator-accounts",

  needs: ["users", "directoryRoles", "memberships", "administratorLicences"],
  examines: people,
  // Emergency accounts are not left out: they least of all have a use for a mailbox.
  *run({ users, directoryRoles, memberships, administratorLicences }) {
    const holders = holdersOfRoles(directoryRoles, memberships, escalatingEntraRoles);
    const licences = new Map(administratorLicences.map(row => [row.user, row]));
    for (const { id, upn, enabled, synced } of users) {
      const held = holders.get(id);
      if (!enabled || !held) continue;
      const subject = { kind: "user", id, name: upn || id } as const;
      const licence = licences.get(id);
      const daily = [...(licence?.mailbox ? ["a mailbox"] : []), ...(licence?.office ? ["Office"] : [])];
      const signs = daily.length > 0 ? [`has a licence for ${daily.join(" and ")}`] : [];
      // That a Global Administrator is synchronised is a fault of its own, and told there.
      if (synced && (signs.length > 0 || !held.roles.has(globalAdministrator)))
        signs.push("is synchronised from on-premises");
      const names = [...held.roles.values()].sort().join(", ");
      if (signs.length > 0)
        yield {
          subject,
          cure: byHand("guardAdministrators"),
          fault: `${held.active ? "is" : "can become"} ${names}, and ${signs.join(", and ")}`,
          ...(!held.active && { severity: "low" }),
        };
      else if (!licence) yield { subject, unknown: "which licences it has could not be read" };
    }
  },
});
