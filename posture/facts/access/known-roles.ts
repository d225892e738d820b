import { builtInRole } from "../../../compute/roles/builtin-roles";
import type { RoleDefinition } from "../../evidence/role-definitions";

/** Roles by their GUID in lower case: as they were read, else what the catalogue knows of a built-in one. */
export function knownRoles(read: readonly RoleDefinition[]): (guid: string) => RoleDefinition | undefined {
  const byId = new Map(read.map(role => [role.id.toLowerCase(), role]));
  const catalogued = new Map<string, RoleDefinition | undefined>();
  return guid => {
    const role = byId.get(guid);
    if (role) return role;
    if (!catalogued.has(guid)) catalogued.set(guid, fromCatalogue(guid));
    return catalogued.get(guid);
  };
}

function fromCatalogue(guid: string): RoleDefinition | undefined {
  const role = builtInRole(guid);
  if (!role) return undefined;
  const { conditional, ...outright } = role.capabilities;
  const permissions = [
    // Whether an action is on the resource or on what it holds, the action itself says.
    { actions: Object.values(outright).flat(), notActions: [], dataActions: Object.values(outright).flat() },
    { actions: conditional, notActions: [], condition: "stated by the role" },
  ];
  return { id: guid, name: role.name, custom: false, assignableScopes: ["/"], permissions };
}
