import { hasPower } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { byRole, holdsEverywhere } from "../directory-power";
import { peopleOf } from "../people";

/** Who may federate a domain lets an identity provider of its own say who signs in, of those who are synchronised. */
export default defineBecomes({
  kind: "domain-federation",
  needs: ["directoryRoles", "users", "memberships", "principals", "owners"],
  *ways(given) {
    for (const row of given.directoryRoles.value) {
      if (!hasPower(row, "domains") || !holdsEverywhere(row)) continue;
      const members = peopleOf(given).federable();
      if (members.length > 0) yield { ...byRole(row), to: { members } };
    }
  },
  says: (person, role) => `may federate the domain of ${person} as ${role} and sign in as this person`,
  cut: (from, _, role) => `take the directory role ${role} from ${from}`,
});
