import { roadKinds } from "../access/access-graph";
import { groupsOf } from "../membership";
import type { Resolved } from "../needs";
import type { DecoyFault, Judged } from "./decoy";
import { type Holding, reachFaults } from "./reach";
import { bearsOn, gapWords, isOfRows } from "./unread";

/** Evidence of the roles of Azure that somebody holds, or may activate. */
const holdingKinds = ["roleAssignments", "eligibleAssignments", "activeAssignments"] as const;

/** Evidence of what somebody may do anywhere. */
export const baitKinds = [
  ...holdingKinds,
  "access",
  "capabilities",
  "roleDefinitions",
  "memberships",
  "servicePrincipals",
  "directoryRoles",
  "graphPermissions",
] as const;

/**
 * Whether a principal, by lower-case id, holds rights in the decoy's subscription and nowhere else. It has to be a service
 * principal, whose sign-ins are looked at. That it holds none there is said only where the
 * subscription was seen and all who may were read.
 */
export function judgeBait(
  principal: string,
  subscription: string,
  given: Pick<Resolved, (typeof baitKinds)[number] | (typeof roadKinds)[number] | "subscriptions">,
): Judged {
  const access = given.access.value;
  const number = access.find(principal);
  const isPerson = number !== undefined && access.who(number).kind === "user";
  const roles = new Map(given.roleDefinitions.value.map(role => [role.id.toLowerCase(), role]));
  const selves = new Set([principal, ...groupsOf(given.memberships.value, principal)]);
  const isIts = (row: { readonly principal: string }) => selves.has(row.principal.toLowerCase());
  const holdings: readonly Holding[] = holdingKinds.flatMap(kind => [...given[kind].value].filter(isIts));
  const directory = [
    ...given.directoryRoles.value.filter(isIts).map(({ roleName }) => `the directory role ${roleName}`),
    ...given.graphPermissions.value
      .filter(row => row.principal.toLowerCase() === principal)
      .map(({ permission }) => `the permission ${permission} of Microsoft Graph`),
  ];
  const isAllRead =
    given.subscriptions.value.some(({ id }) => id.toLowerCase() === subscription) &&
    !given.memberships.gaps.some(isOfRows) &&
    !holdingKinds.some(kind => given[kind].gaps.some(bearsOn(subscription)));
  const faults: readonly DecoyFault[] = [
    ...(isPerson
      ? [{ of: "principal", key: "kind", says: "is named as a decoy, and is the account of a person" } as const]
      : []),
    ...reachFaults(subscription, holdings, given.capabilities.value(principal), id => roles.get(id)),
    ...(directory.length > 0
      ? [
          {
            of: "principal",
            key: "directory",
            says: "is named as a decoy, and holds rights over the directory",
            proof: [...new Set(directory)].sort(),
          } as const,
        ]
      : []),
  ];
  const unread = [
    ...baitKinds.flatMap(kind => given[kind].gaps.filter(isOfRows).map(gapWords)),
    ...roadKinds.flatMap(kind => given[kind].gaps.filter(gap => access.concernsAll(kind, gap)).map(gapWords)),
    ...(isPerson || given.servicePrincipals.value.some(({ id }) => id.toLowerCase() === principal)
      ? []
      : ["the service principal, which was not seen"]),
    ...(holdings.some(({ role }) => !roles.has(role.toLowerCase())) ? ["what its roles allow"] : []),
    ...(number !== undefined && access.isInPart(number, access.rights.of(number)?.rights ?? [])
      ? ["all of its rights"]
      : []),
  ];
  return { faults: faults.filter(({ key }) => key !== "bait" || isAllRead), unread };
}
