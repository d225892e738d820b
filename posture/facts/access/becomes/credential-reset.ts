import { resetRoles } from "../../../../catalogue/entra-roles";
import type { DirectoryRole } from "../../../evidence/directory-roles";
import { defineBecomes } from "../becomes";
import { administratorsIn, byRole, guardedIn, reachedBy, unitsOf } from "../directory-power";

/**
 * Who may reset a password, or replace the methods of MFA, signs in as that person. Most roles may do it only to people
 * without a directory role of their own and outside the groups that roles can be assigned to. A password alone is not
 * reset for accounts of the premises, unless it is written back, which is not known here.
 */
export default defineBecomes({
  kind: "credential-reset",
  needs: ["directoryRoles", "administrativeUnits", "users", "memberships", "principals", "owners"],
  *ways(given) {
    const units = unitsOf(given);
    const all = given.users.value.filter(({ enabled }) => enabled);
    const plain = () => {
      const administrators = administratorsIn(given);
      const guarded = guardedIn(given);
      return all.filter(({ id }) => !administrators.has(id) && !guarded.has(id));
    };
    const ids = (users: typeof all) => users.map(({ id }) => id);
    const whomOf = ({ role }: DirectoryRole) => resetRoles.get(role.toLowerCase());
    const asked = new Set(given.directoryRoles.value.map(whomOf));
    const reach = {
      anybody: asked.has("anybody") ? ids(all) : [],
      methods: asked.has("methods") ? ids(plain()) : [],
      passwords: asked.has("passwords") ? ids(plain().filter(({ synced }) => !synced)) : [],
    };
    for (const row of given.directoryRoles.value) {
      const whom = whomOf(row);
      if (whom === undefined) continue;
      const members = reachedBy(row, reach[whom], units);
      if (members.length > 0) yield { ...byRole(row), to: { members } };
    }
  },
  says: (person, role) => `may reset the credentials of ${person} as ${role}`,
  cut: (from, _, role) => `take the directory role ${role} from ${from}`,
});
