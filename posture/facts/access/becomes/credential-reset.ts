import { resetsOf } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { byRole, holdsEverywhere, reachedBy, unitsOf } from "../directory-power";
import { peopleOf } from "../people";

/** Roles whose holders may be reset by one who has no more than an administrative unit. */
const nobody: ReadonlySet<string> = new Set();

/** What is said of a role beside its name, where it brings back whom it resets. */
const unblocking = "unblocking as ";

/**
 * Who may reset a password, or replace the methods of MFA, signs in as that person; so does who may bring back one that is
 * blocked, which cannot act itself. In an administrative unit only people without a directory role are reset. Source:
 * Microsoft Learn, "Assign Microsoft Entra roles", administrative unit scope.
 */
export default defineBecomes({
  kind: "credential-reset",
  needs: ["directoryRoles", "administrativeUnits", "users", "memberships", "principals", "owners"],
  *ways(given) {
    const units = unitsOf(given);
    const people = peopleOf(given);
    for (const row of given.directoryRoles.value) {
      const resets = resetsOf(row);
      if (!resets) continue;
      const inPart = { ...resets, whose: resets.whose === "anybody" ? resets.whose : nobody };
      const here = holdsEverywhere(row) ? resets : inPart;
      const members = reachedBy(row, people.resettable(here), units);
      if (members.length > 0) yield { ...byRole(row), to: { members } };
      const blocked = reachedBy(row, people.unblockable(here), units);
      if (blocked.length > 0)
        yield { ...byRole(row), to: { members: blocked }, through: `${unblocking}${row.roleName}` };
    }
  },
  says: (person, through) =>
    through.startsWith(unblocking)
      ? `may unblock ${person} and reset the credentials as ${through.slice(unblocking.length)}`
      : `may reset the credentials of ${person} as ${through}`,
  cut: (from, _, through) => `take the directory role ${through.replace(unblocking, "")} from ${from}`,
});
