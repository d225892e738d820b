import { defineBecomes, elevated } from "../becomes";
import { applicationsIn } from "../directory-power";
import { byPermission, withoutPermission } from "../graph-power";
import { peopleOf } from "../people";

/** What is said of a permission beside its name, where the application is enabled first. */
const enabling = "enabling with ";

/**
 * An application with a permission of Microsoft Graph makes itself Global Administrator and elevates, or signs in as
 * another, or as a person whose credentials it replaces. Source: Microsoft Learn, "Microsoft Graph permissions reference"; of
 * those that are disabled, "Update servicePrincipal".
 */
export default defineBecomes({
  kind: "graph-permission",
  needs: ["graphPermissions", "servicePrincipals", "directoryRoles", "users", "memberships", "principals", "owners"],
  *ways(given) {
    const held = given.graphPermissions.value;
    yield* byPermission(held, {
      everything: { to: () => elevated, tenure: "standing" },
      everythingOnceActivated: { to: () => elevated, tenure: "eligible" },
      anybody: { to: () => peopleOf(given).resettable({ what: "methods", whose: "anybody" }), tenure: "standing" },
      people: { to: () => peopleOf(given).resettable({ what: "passwords", whose: new Set() }), tenure: "standing" },
      syncedPeople: { to: () => peopleOf(given).federable(), tenure: "standing" },
      applications: { to: () => applicationsIn(given), tenure: "standing" },
    });
    const disabled = { to: () => applicationsIn(given, false), tenure: "standing" } as const;
    for (const way of byPermission(held, { applications: disabled }))
      yield { ...way, through: `${enabling}${way.through}` };
  },
  says: (target, through) => {
    const permission = through.replace(enabling, "");
    if (target === elevated) return `may make itself Global Administrator with ${permission} of Microsoft Graph`;
    if (through !== permission) return `may enable and sign in as ${target} with ${permission} of Microsoft Graph`;
    return `may sign in as ${target} with ${permission} of Microsoft Graph`;
  },
  cut: (from, _, through) => withoutPermission(from, through.replace(enabling, "")),
});
