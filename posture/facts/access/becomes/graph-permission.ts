import { defineBecomes, elevated } from "../becomes";
import { applicationsIn } from "../directory-power";
import { byPermission, withoutPermission } from "../graph-power";
import { peopleOf } from "../people";

/**
 * An application with a permission of Microsoft Graph makes itself Global Administrator and elevates, or signs in as
 * another, or as a person whose credentials it replaces. Source: Microsoft Learn, "Microsoft Graph permissions reference".
 */
export default defineBecomes({
  kind: "graph-permission",
  needs: ["graphPermissions", "servicePrincipals", "directoryRoles", "users", "memberships", "principals", "owners"],
  ways: given =>
    byPermission(given.graphPermissions.value, {
      everything: { to: () => elevated, tenure: "standing" },
      everythingOnceActivated: { to: () => elevated, tenure: "eligible" },
      anybody: { to: () => peopleOf(given).resettable({ what: "methods", whose: "anybody" }), tenure: "standing" },
      people: { to: () => peopleOf(given).resettable({ what: "passwords", whose: new Set() }), tenure: "standing" },
      syncedPeople: { to: () => peopleOf(given).federable(), tenure: "standing" },
      applications: { to: () => applicationsIn(given), tenure: "standing" },
    }),
  says: (target, permission) =>
    target === elevated
      ? `may make itself Global Administrator with ${permission} of Microsoft Graph`
      : `may sign in as ${target} with ${permission} of Microsoft Graph`,
  cut: (from, _, permission) => withoutPermission(from, permission),
});
