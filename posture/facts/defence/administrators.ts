import type { Certainty } from "../../../catalogue/certainty";
import { escalatingEntraRoles } from "../../../catalogue/entra-roles";
import { by } from "../collate";
import { derivation } from "../derivation";
import { membersOf } from "../membership";
import { isBreakGlass } from "../subjects";
import type { AdministratorDefence } from "../types";
import { enforcementFrom } from "./enforcement";
import { personOf } from "./policy-reach";
import { cannotBePhished } from "./strengths";

/**
 * People whose directory role leads to rights over Azure, with what is asked of them once the role is in force: a role
 * that is activated binds its holder to the policies for it. Emergency accounts, whom policies leave out, are not here.
 */
export default derivation<"administrators">()({
  needs: [
    "users",
    "memberships",
    "directoryRoles",
    "registrations",
    "conditionalAccess",
    "securityDefaults",
    "authenticationStrengths",
  ],
  derive(given, { estate, manifest }) {
    const members = membersOf(given.memberships.value);
    const inForce = given.directoryRoles.value.map(row => ({ ...row, state: "active" as const }));
    const directoryRoles = { ...given.directoryRoles, value: inForce };
    const { asked } = enforcementFrom({ ...given, directoryRoles }, manifest.cloud);
    const methods = new Map(given.registrations.value.map(row => [row.user, row.methods]));
    const roles = new Map<string, { names: Set<string>; active: boolean }>();
    for (const { principal, role, state } of given.directoryRoles.value) {
      const known = escalatingEntraRoles.get(role.toLowerCase());
      if (!known) continue;
      for (const holder of [principal, ...members(principal)]) {
        const held = roles.get(holder) ?? { names: new Set(), active: false };
        held.names.add(known.name);
        held.active ||= state === "active";
        roles.set(holder, held);
      }
    }
    const registered = (id: string): Certainty => {
      const known = methods.get(id);
      return known === undefined ? "unknown" : known.some(cannotBePhished) ? "yes" : "no";
    };
    const value = given.users.value.flatMap((user): AdministratorDefence[] => {
      const { id, upn, enabled } = user;
      const held = roles.get(id);
      if (!held || !enabled || isBreakGlass(estate.breakGlass, { id, name: upn })) return [];
      return [
        {
          id,
          name: upn || id,
          roles: [...held.names].sort(),
          active: held.active,
          asked: asked(personOf(id, user)),
          resistant: registered(id),
        },
      ];
    });
    return { value: value.sort(by(({ id }) => id)) };
  },
});
