import { groupRoles } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { byRole, reachedBy, unitsOf } from "../directory-power";

/** Who administers groups adds itself to one, but for groups that directory roles can be assigned to and those of the premises. */
export default defineBecomes({
  kind: "group-administrator",
  needs: ["directoryRoles", "administrativeUnits", "principals", "memberships"],
  joins: true,
  *ways(given) {
    const units = unitsOf(given);
    // Of a nested group it was not read whether it is one of these: nothing is proved of it.
    const groups = given.principals.value
      .filter(({ type, assignableToRole, synced }) => type === "Group" && assignableToRole === false && !synced)
      .map(({ id }) => id);
    for (const row of given.directoryRoles.value) {
      if (!groupRoles.has(row.role.toLowerCase())) continue;
      const members = reachedBy(row, groups, units);
      if (members.length > 0) yield { ...byRole(row), to: { members } };
    }
  },
  says: (group, role) => `may join group ${group} as ${role}`,
  cut: (from, _, role) => `take the directory role ${role} from ${from}`,
});
