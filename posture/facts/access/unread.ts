import { idsIn } from "../../../catalogue/condition-judgement";
import { hasPower } from "../../../catalogue/entra-roles";
import type { Gap } from "../../../catalogue/outcome";
import { unitIn } from "../../evidence/administrative-units";
import type { EvidenceKind } from "../../evidence/all";
import type { DirectoryRole } from "../../evidence/directory-roles";
import type { Gathered } from "../../evidence/gathered";
import type { RoleDefinition } from "../../evidence/role-definitions";
import type { CreateRight } from "../principal-rights";
import type { AccessGraph } from "./access-graph";
import { isOfPolicy } from "./becomes/policy-identity";
import type { NumberedDoor, Way } from "./edges";
import type { Holding } from "./holdings";

/** Lists that are read object by object: who else gets what the object has. */
const byObject: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>([
  "memberships",
  "owners",
  "groupEligibilities",
  "federatedCredentials",
  "agentIdentities",
]);

/**
 * Kinds of which a gap that names its subjects bears on some alone: what an unread definition allows on those who hold the role,
 * who is in an unread administrative unit on those who administer it.
 */
export const bearsOnSome = (kind: EvidenceKind, { subjects = [] }: Gap): boolean =>
  (kind === "roleDefinitions" || kind === "administrativeUnits") && subjects.length > 0;

/**
 * Whether something that is missing could bear on who can create compute. Which roles are held and unread is told role by role
 * (`Rights.unread`), so a list of definitions that lacks some is no gap of its own. The members or owners of a group of which
 * nothing is made, such as one that only Conditional Access names, do not matter; those of a group that guards its
 * members from other administrators do.
 */
export function mayConcern(
  kind: EvidenceKind,
  gap: Gap,
  {
    principals,
    directoryRoles,
    servicePrincipals,
    subscriptions,
  }: Pick<Gathered, "principals" | "directoryRoles" | "servicePrincipals" | "subscriptions">,
  access: Pick<AccessGraph, "leadsOn">,
): boolean {
  if (bearsOnSome(kind, gap))
    return kind === "administrativeUnits" && unitAdministrators(directoryRoles.value, [gap]).length > 0;
  const { subjects } = gap;
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

/** Those who may do something to the members of administrative units whose members could not be read. */
export function unitAdministrators(directoryRoles: readonly DirectoryRole[], gaps: readonly Gap[]): readonly string[] {
  const unread = new Set(gaps.flatMap(({ subjects = [] }) => subjects.map(id => id.toLowerCase())));
  if (unread.size === 0) return [];
  return directoryRoles
    .filter(row => unread.has(unitIn(row.scope) ?? "") && overMembers.some(power => hasPower(row, power)))
    .map(({ principal }) => principal);
}

/**
 * Those whose condition may let them give away a role that could not be read: one that names it, or that names only what they
 * may not give. Roles that are not held stand in no other list.
 */
export function giversOfUnread(
  held: readonly Holding[],
  gaps: readonly Gap[],
  { roleOf, givesAlready, below }: Giving,
): readonly string[] {
  const unread = new Set(gaps.flatMap(({ subjects = [] }) => subjects.map(id => id.toLowerCase())));
  if (unread.size === 0) return [];
  const mayName = (condition: string | undefined): boolean =>
    condition !== undefined &&
    /:\s*roledefinitionid\b/i.test(condition) &&
    (/notequals|!/i.test(condition.replace(ofOtherActions, "")) ||
      idsIn(condition).some(id => roleOf(id) === undefined));
  const givers = held.filter(({ role, condition, scope }) => {
    const known = roleOf(role.toLowerCase());
    return (
      known !== undefined &&
      [condition, ...known.permissions.map(block => block.condition)].some(mayName) &&
      !givesAlready(known, condition) &&
      below(scope).some(id => unread.has(id))
    );
  });
  return [...new Set(givers.map(({ principal }) => principal))].sort();
}

interface Giving {
  roleOf(guid: string): RoleDefinition | undefined;
  /** Whether a role that gives all is among those that may be given, so that an unread one adds nothing. */
  givesAlready(role: RoleDefinition, condition: string | undefined): boolean;
  /** The subscriptions below a scope. */
  below(scope: string): readonly string[];
}

/** Portal templates let every action through that is not named: this says nothing of roles. */
const ofOtherActions = /!\s*\(\s*ActionMatches\s*\{[^{}]*\}\s*\)/gi;

/** Powers that lead to what they hold over. */
const overMembers = ["passwords", "groups", "dynamicGroups", "applications"] as const;

/**
 * Whether somebody is one of these, is in one, or may become one. Where a door leads to one of them, whoever may have any way is
 * taken to reach it.
 */
export function reaching(
  these: ReadonlySet<number>,
  {
    ways,
    openings,
    around,
  }: { readonly ways: readonly Way[]; readonly openings: readonly NumberedDoor[] } & {
    around(principal: number): readonly number[];
  },
): (principal: number, hasWays: () => boolean) => boolean {
  if (these.size === 0) return () => false;
  const leading = new Set(these);
  const leads = (principal: number): boolean => around(principal).some(one => leading.has(one));
  for (let before = -1; before !== leading.size; ) {
    before = leading.size;
    for (const { from, to } of ways) if (!leading.has(from) && to.some(leads)) leading.add(from);
  }
  const byDoor = openings.some(({ identity }) => leads(identity));
  return (principal, hasWays) => leads(principal) || (byDoor && hasWays());
}
