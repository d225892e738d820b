import { defineBecomes, elevated } from "../becomes";
import { applicationsIn } from "../directory-power";
import { byPermission, withoutPermission } from "../graph-power";

/**
 * An application with a permission of Microsoft Graph makes itself Global Administrator and elevates, or signs in as
 * another. Source: Microsoft Learn, "Microsoft Graph permissions reference".
 */
export default defineBecomes({
  kind: "graph-permission",
  needs: ["graphPermissions", "servicePrincipals"],
  ways: given =>
    byPermission(given.graphPermissions.value, {
      everything: { to: () => elevated, tenure: "standing" },
      everythingOnceActivated: { to: () => elevated, tenure: "eligible" },
      applications: { to: () => applicationsIn(given), tenure: "standing" },
    }),
  says: (target, permission) =>
    target === elevated
      ? `may make itself Global Administrator with ${permission} of Microsoft Graph`
      : `may sign in as ${target} with ${permission} of Microsoft Graph`,
  cut: (from, _, permission) => withoutPermission(from, permission),
});
