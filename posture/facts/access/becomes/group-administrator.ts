import { hasPower } from "../../../../catalogue/entra-roles";
import { defineBecomes } from "../becomes";
import { byRole, type GroupSort, groupsIn, reachedBy, unitsOf } from "../directory-power";

/**
 * Who administers groups adds itself to one, or writes a rule that does, but for groups that directory roles can be assigned to
 * and those of the premises.
 */
export default defineBecomes({
  kind: "group-administrator",
  needs: ["directoryRoles", "administrativeUnits", "principals", "memberships"],
  joins: true,
  *ways(given) {
    const units = unitsOf(given);
    const sorts: readonly GroupSort[][] = [["assigned"], ["dynamic"], ["assigned", "dynamic"]];
    const groups = new Map(sorts.map(each => [each.join(), groupsIn(given, each)]));
    for (const row of given.directoryRoles.value) {
      const over = [
        ...(hasPower(row, "groups") ? ["assigned"] : []),
        ...(hasPower(row, "dynamicGroups") ? ["dynamic"] : []),
      ];
      const members = reachedBy(row, groups.get(over.join()) ?? [], units);
      if (members.length > 0) yield { ...byRole(row), to: { members } };
    }
  },
  says: (group, role) => `may join group ${group} as ${role}`,
  cut: (from, _, role) => `take the directory role ${role} from ${from}`,
});
