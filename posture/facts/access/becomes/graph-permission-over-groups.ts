import { defineBecomes } from "../becomes";
import { groupsIn } from "../directory-power";
import { byPermission, withoutPermission } from "../graph-power";

/**
 * An application with a permission over groups adds itself to one. Groups that directory roles can be assigned to need more
 * than the common ones: PIM's own permissions give it. Source: Microsoft Learn, "Add members", "Create
 * assignmentScheduleRequest".
 */
export default defineBecomes({
  kind: "graph-permission-over-groups",
  needs: ["graphPermissions", "principals"],
  joins: true,
  ways: given =>
    byPermission(given.graphPermissions.value, {
      groups: { to: () => groupsIn(given), tenure: "standing" },
      allGroups: { to: () => groupsIn(given, true), tenure: "standing" },
      allGroupsOnceActivated: { to: () => groupsIn(given, true), tenure: "eligible" },
    }),
  says: (group, permission) => `may join group ${group} with ${permission} of Microsoft Graph`,
  cut: (from, _, permission) => withoutPermission(from, permission),
});
