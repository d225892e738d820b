import { unitIn } from "../../evidence/administrative-units";
import type { DirectoryRole } from "../../evidence/directory-roles";
import type { CreateRight } from "../principal-rights";
import type { Becoming, RoadEvidence } from "./becomes";

/** Applications whose credentials are kept here, and that are enabled, or not. A managed identity takes none. */
export const applicationsIn = (
  { servicePrincipals }: RoadEvidence<"servicePrincipals">,
  areEnabled = true,
): readonly string[] =>
  servicePrincipals.value
    .filter(({ kind, enabled }) => kind === "Application" && enabled === areEnabled)
    .map(({ id }) => id);

/** Who is in a group: whoever was added, or whoever fits its rule; or, where directory roles can be assigned to it, whoever was added by privileged administrators. */
export type GroupSort = "assigned" | "dynamic" | "assignable";

/** Groups whose members are changed in Entra: not those of the premises. Where it was not read what a group is, nothing is proved of it. */
export const groupsIn = ({ principals }: RoadEvidence<"principals">, sorts: readonly GroupSort[]): readonly string[] =>
  principals.value
    .filter(({ type, assignableToRole, dynamic, synced }) => {
      if (type !== "Group" || synced || assignableToRole === undefined) return false;
      return sorts.includes(assignableToRole ? "assignable" : dynamic ? "dynamic" : "assigned");
    })
    .map(({ id }) => id);

/** Of applications that are registered here, by object id: the service principals that they sign in as. */
export function registeredIn({
  principals,
  servicePrincipals,
}: RoadEvidence<"principals" | "servicePrincipals">): ReadonlyMap<string, string> {
  const signsInAs = new Map(servicePrincipals.value.map(({ id, appId }) => [appId, id]));
  return new Map(
    principals.value.flatMap(({ id, appId }) => {
      const found = appId === undefined ? undefined : signsInAs.get(appId);
      return found === undefined ? [] : [[id, found] as const];
    }),
  );
}

/** Whether a directory role holds for the whole tenant. */
export const holdsEverywhere = ({ scope = "/" }: DirectoryRole): boolean => scope === "/";

/** What every way by a directory role has in common. */
export const byRole = ({
  id,
  principal,
  role,
  roleName,
  state,
  tenure,
}: DirectoryRole): Omit<Becoming, "to"> & { readonly tenure: CreateRight["tenure"] } => ({
  from: principal,
  tenure: state === "eligible" ? "eligible" : (tenure ?? "unknown"),
  evidence: id,
  through: roleName,
  ...(state === "eligible" && { activates: role.toLowerCase() }),
});

/**
 * Of these ids, those that a directory role reaches: all, or what is in its administrative unit, or the one object it names.
 * @param aliases objects that stand for one of these ids
 */
export function reachedBy(
  { scope }: DirectoryRole,
  all: readonly string[],
  units: ReadonlyMap<string, ReadonlySet<string>>,
  aliases: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  if (scope === undefined || scope === "/") return all;
  const unit = unitIn(scope);
  if (unit !== undefined) return all.filter(id => units.get(unit)?.has(id));
  const object = scope.slice(1).toLowerCase();
  const named = aliases.get(object) ?? object;
  return all.filter(id => id === named);
}

export function unitsOf({
  administrativeUnits,
}: RoadEvidence<"administrativeUnits">): ReadonlyMap<string, Set<string>> {
  const units = new Map<string, Set<string>>();
  for (const { unit, member } of administrativeUnits.value) units.set(unit, (units.get(unit) ?? new Set()).add(member));
  return units;
}

/** What is in a group whose members only privileged administrators change; the group itself too. */
export function guardedIn({
  principals,
  memberships,
  owners,
}: RoadEvidence<"principals" | "memberships" | "owners">): Set<string> {
  const groups = new Set(principals.value.filter(({ assignableToRole }) => assignableToRole).map(({ id }) => id));
  const found = new Set(groups);
  for (const { group, member } of memberships.value) if (groups.has(group)) found.add(member);
  for (const { of, owner } of owners.value) if (groups.has(of)) found.add(owner);
  return found;
}
