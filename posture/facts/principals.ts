import type { Certainty } from "../../catalogue/certainty";
import type { DirectoryObject } from "../evidence/principals";
import type { PrincipalType } from "../evidence/reading/row-parts";
import { missingFor } from "./derivation";
import type { Resolved } from "./needs";
import { isForeign, parseScope } from "./scopes";
import type { Principal } from "./types";

type Given = Pick<
  Resolved,
  | "users"
  | "servicePrincipals"
  | "memberships"
  | "principals"
  | "roleAssignments"
  | "eligibleAssignments"
  | "activeAssignments"
  | "subscriptions"
>;

interface Placed {
  readonly principal: string;
  readonly scope: string;
}

const kinds: Partial<Record<PrincipalType, Principal["kind"]>> = {
  User: "user",
  Group: "group",
  ServicePrincipal: "servicePrincipal",
};

/** Tells who stands behind an object id. `type` is what the role assignment or the membership calls it. */
export function directory(given: Given, tenant: string): (id: string, type: PrincipalType) => Principal {
  const users = new Map(given.users.value.map(user => [user.id, user]));
  const servicePrincipals = new Map(given.servicePrincipals.value.map(sp => [sp.id, sp]));
  const objects = new Map<string, DirectoryObject>(given.principals.value.map(object => [object.id, object]));
  const groupNames = new Map(given.memberships.value.map(row => [row.group, row.groupName]));
  const members = new Set(given.memberships.value.map(row => row.member));
  // Only the holders of roles are looked up by id: of others, silence proves nothing.
  const holders = [given.roleAssignments, given.eligibleAssignments, given.activeAssignments];
  // Whoever holds roles on subscriptions of another tenant alone is in the directory of that one.
  const elsewhere = new Set(
    given.subscriptions.value.filter(row => isForeign(row, tenant)).map(row => row.id.toLowerCase()),
  );
  const isElsewhere = (at: string): boolean => {
    if (elsewhere.size === 0) return false;
    const scope = parseScope(at);
    return "subscription" in scope && elsewhere.has(scope.subscription);
  };
  const lookedUp = new Set<string>();
  const abroad = new Set<string>();
  for (const { principal, scope } of holders.flatMap(({ value }) => value as readonly Placed[]))
    (isElsewhere(scope) ? abroad : lookedUp).add(principal);
  const known = new Map<string, Principal>();

  const find = (id: string, type: PrincipalType): Principal => {
    const user = users.get(id);
    if (user)
      return {
        id,
        name: user.upn || user.name || id,
        kind: "user",
        enabled: certainly(user.enabled),
        guest: certainly(user.guest),
        exists: "yes",
      };
    const servicePrincipal = servicePrincipals.get(id);
    if (servicePrincipal) {
      const { name, enabled } = servicePrincipal;
      return {
        id,
        name: name || id,
        kind: "servicePrincipal",
        enabled: certainly(enabled),
        guest: "no",
        exists: "yes",
      };
    }
    const object = objects.get(id);
    const kind = kinds[object?.type ?? type] ?? kinds[type] ?? "principal";
    const seen = object !== undefined || groupNames.has(id) || members.has(id);
    const unread =
      !lookedUp.has(id) ||
      [given.principals, given.users, given.servicePrincipals].some(({ gaps }) => missingFor(gaps, id));
    const foreign = !seen && !lookedUp.has(id) && abroad.has(id);
    return {
      id,
      name: object?.name || groupNames.get(id) || id,
      kind,
      enabled: kind === "group" ? "yes" : "unknown",
      guest: kind === "user" || kind === "principal" ? "unknown" : "no",
      exists: seen || type === "ForeignGroup" ? "yes" : unread ? "unknown" : "no",
      ...(foreign && { foreign }),
    };
  };

  return (id, type) => {
    const principal = known.get(id) ?? find(id, type);
    known.set(id, principal);
    return principal;
  };
}

export const certainly = (fact: boolean): Certainty => (fact ? "yes" : "no");
