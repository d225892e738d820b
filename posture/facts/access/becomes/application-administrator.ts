import { hasPower } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { applicationsIn, byRole, reachedBy, registeredIn, unitsOf } from "../directory-power";

/**
 * Who administers applications adds a credential to any of them, or to the one that its role is limited to: an application as
 * it is registered, or its service principal. Source: Microsoft Learn, "Assign Microsoft Entra roles", application scope.
 */
export default defineBecomes({
  kind: "application-administrator",
  needs: ["directoryRoles", "administrativeUnits", "servicePrincipals", "principals"],
  *ways(given) {
    const units = unitsOf(given);
    const applications = applicationsIn(given);
    const registered = registeredIn(given);
    for (const row of given.directoryRoles.value) {
      if (!hasPower(row, "applications")) continue;
      const members = reachedBy(row, applications, units, registered);
      if (members.length > 0) yield { ...byRole(row), to: { members } };
    }
  },
  says: (application, role) => `may add a credential to ${application} as ${role}`,
  cut: (from, _, role) => `take the directory role ${role} from ${from}`,
});
