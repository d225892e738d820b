import { hasPower } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { byRole, groupsIn, reachedBy, unitsOf } from "../directory-power";

/** Who administers groups adds itself to one, but for groups that directory roles can be assigned to and those of the premises. */
export default defineBecomes({
  kind: "group-administrator",
  needs: ["directoryRoles", "administrativeUnits", "principals", "memberships"],
  joins: true,
  *ways(given) {
    const units = unitsOf(given);
    const groups = groupsIn(given);
    for (const row of given.directoryRoles.value) {
      if (!hasPower(row, "groups")) continue;
      const members = reachedBy(row, groups, units);
      if (members.length > 0) yield { ...byRole(row), to: { members } };
    }
  },
  says: (group, role) => `may join group ${group} as ${role}`,
  cut: (from, _, role) => `take the directory role ${role} from ${from}`,
});
