import { defineBecomes } from "../becomes";
import { groupsIn } from "../directory-power";
import { byPermission, withoutPermission } from "../graph-power";

/**
 * An application with a permission over groups adds itself to one, or writes the rule of a dynamic one, whose members nobody
 * adds, and PIM does not manage. Groups that directory roles can be assigned to need more
 * than the common ones: PIM's own permissions give it. Source: Microsoft Learn, "Add members", "Create
 * assignmentScheduleRequest".
 */
export default defineBecomes({
  kind: "graph-permission-over-groups",
  needs: ["graphPermissions", "principals"],
  joins: true,
  ways: given =>
    byPermission(given.graphPermissions.value, {
      groups: { to: () => groupsIn(given, ["assigned", "dynamic"]), tenure: "standing" },
      assignedGroups: { to: () => groupsIn(given, ["assigned"]), tenure: "standing" },
      allGroups: { to: () => groupsIn(given, ["assigned", "assignable"]), tenure: "standing" },
      allGroupsOnceActivated: { to: () => groupsIn(given, ["assigned", "assignable"]), tenure: "eligible" },
    }),
  says: (group, permission) => `may join group ${group} with ${permission} of Microsoft Graph`,
  cut: (from, _, permission) => withoutPermission(from, permission),
});
