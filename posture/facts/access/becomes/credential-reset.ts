import { resetsOf } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { byRole, holdsEverywhere, reachedBy, unitsOf } from "../directory-power";
import { peopleOf } from "../people";

/** Roles whose holders may be reset by one who has no more than an administrative unit. */
const nobody: ReadonlySet<string> = new Set();

/**
 * Who may reset a password, or replace the methods of MFA, signs in as that person. In an administrative unit only people
 * without a directory role are reset. Source: Microsoft Learn, "Assign Microsoft Entra roles", administrative unit scope.
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
      const { what, whose } = resets;
      const inPart = { what, whose: whose === "anybody" ? whose : nobody };
      const members = reachedBy(row, people.resettable(holdsEverywhere(row) ? resets : inPart), units);
      if (members.length > 0) yield { ...byRole(row), to: { members } };
    }
  },
  says: (person, role) => `may reset the credentials of ${person} as ${role}`,
  cut: (from, _, role) => `take the directory role ${role} from ${from}`,
});
