import type { Gap } from "../../../catalogue/outcome";
import type { EvidenceKind } from "../../evidence/all";
import type { Gathered } from "../../evidence/gathered";
import type { CreateRight } from "../principal-rights";
import type { AccessGraph } from "./access-graph";
import { isOfPolicy } from "./becomes/policy-identity";

/** Lists that are read object by object: who else gets what the object has. */
const byObject: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>([
  "memberships",
  "owners",
  "groupEligibilities",
  "federatedCredentials",
  "agentIdentities",
]);

/**
 * Whether something that is missing could bear on who can create compute. The members or owners of a group of which
 * nothing is made, such as one that only Conditional Access names, do not matter; those of a group that guards its
 * members from other administrators do.
 */
export function mayConcern(
  kind: EvidenceKind,
  { subjects }: Gap,
  {
    principals,
    directoryRoles,
    servicePrincipals,
    subscriptions,
  }: Pick<Gathered, "principals" | "directoryRoles" | "servicePrincipals" | "subscriptions">,
  access: Pick<AccessGraph, "leadsOn">,
): boolean {
  // Of a service of which it cannot be told who acts as its identities, these are named; of all else, where it stands.
  if (kind === "workloadsWithIdentity" && subjects !== undefined && subjects.length > 0) {
    const places = new Set(subscriptions.value.map(({ id }) => id.toLowerCase()));
    return subjects.map(id => id.toLowerCase()).some(id => id.includes("/") || places.has(id) || access.leadsOn(id));
  }
  // A policy that mends is worth writing where its identity is worth something.
  if (kind === "policyAssignments")
    return servicePrincipals.value.some(({ id, resource }) => isOfPolicy(resource) && access.leadsOn(id));
  if (!byObject.has(kind) || subjects === undefined || subjects.length === 0) return true;
  const guards = new Set([
    ...principals.value.flatMap(({ id, assignableToRole }) => (assignableToRole ? [id] : [])),
    ...directoryRoles.value.map(({ principal }) => principal),
  ]);
  return subjects.map(id => id.toLowerCase()).some(id => access.leadsOn(id) || guards.has(id));
}

/** Whether unread deny assignments could take anything from somebody with these rights: those of other subscriptions cannot. */
export const mayLose = ({ subjects }: Gap, rights: readonly CreateRight[]): boolean =>
  subjects === undefined ||
  subjects.some(id =>
    rights.some(right => [...right.subscriptions, ...(right.perhaps ?? [])].includes(id.toLowerCase())),
  );
