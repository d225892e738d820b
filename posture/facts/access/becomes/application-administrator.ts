import { enablingRoles, hasPower } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { applicationsIn, byRole, reachedBy, registeredIn, unitsOf } from "../directory-power";

/** What is said of a role beside its name, where it enables the application first. */
const enabling = "enabling as ";

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
    const disabled = applicationsIn(given, false);
    const registered = registeredIn(given);
    for (const row of given.directoryRoles.value) {
      if (!hasPower(row, "applications")) continue;
      const members = reachedBy(row, applications, units, registered);
      if (members.length > 0) yield { ...byRole(row), to: { members } };
      const others = enablingRoles.has(row.role.toLowerCase()) ? reachedBy(row, disabled, units, registered) : [];
      if (others.length > 0) yield { ...byRole(row), to: { members: others }, through: `${enabling}${row.roleName}` };
    }
  },
  says: (application, through) =>
    through.startsWith(enabling)
      ? `may enable ${application} and add a credential to it as ${through.slice(enabling.length)}`
      : `may add a credential to ${application} as ${through}`,
  cut: (from, _, through) => `take the directory role ${through.replace(enabling, "")} from ${from}`,
});
