import type { DirectoryRole } from "../evidence/directory-roles";
import type { Membership } from "../evidence/memberships";
import type { Rows } from "../evidence/rows";
import { membersOf } from "./membership";

/** The directory roles that somebody holds for the whole directory. */
export interface HeldRoles {
  /** Names by template id in lower case. */
  readonly roles: ReadonlyMap<string, string>;
  /** Whether one of them is in force now. */
  readonly active: boolean;
}

/** Who holds one of these roles, itself or through a group, in force or eligible. A role in an administrative unit is none. */
export function holdersOfRoles(
  held: readonly DirectoryRole[],
  memberships: Rows<Membership>,
  meant: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, HeldRoles> {
  const members = membersOf(memberships);
  const holders = new Map<string, { roles: Map<string, string>; active: boolean }>();
  for (const { principal, role, roleName, state, scope = "/" } of held) {
    const id = role.toLowerCase();
    if (scope !== "/" || !meant.has(id)) continue;
    for (const holder of [principal, ...members(principal)]) {
      const known = holders.get(holder) ?? { roles: new Map(), active: false };
      known.roles.set(id, roleName);
      known.active ||= state === "active";
      holders.set(holder, known);
    }
  }
  return holders;
}
