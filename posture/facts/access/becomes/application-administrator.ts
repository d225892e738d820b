import { hasPower } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { applicationsIn, byRole, reachedBy, unitsOf } from "../directory-power";

/** Who administers applications adds a credential to any of them. */
export default defineBecomes({
  kind: "application-administrator",
  needs: ["directoryRoles", "administrativeUnits", "servicePrincipals"],
  *ways(given) {
    const units = unitsOf(given);
    const applications = applicationsIn(given);
    for (const row of given.directoryRoles.value) {
      if (!hasPower(row, "applications")) continue;
      const members = reachedBy(row, applications, units);
      if (members.length > 0) yield { ...byRole(row), to: { members } };
    }
  },
  says: (application, role) => `may add a credential to ${application} as ${role}`,
  cut: (from, _, role) => `take the directory role ${role} from ${from}`,
});
