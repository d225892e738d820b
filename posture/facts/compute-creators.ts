import type { Gap } from "../../catalogue/outcome";
import { builtInRole } from "../../compute/roles/builtin-roles";
import type { ActiveAssignment } from "../evidence/active-assignments";
import type { PrincipalType } from "../evidence/reading/row-parts";
import type { RoleDefinition } from "../evidence/role-definitions";
import { by, grouped } from "./collate";
import { derivation, missingFor } from "./derivation";
import { membersOf } from "./membership";
import { directory } from "./principals";
import { type Power, rolePowers } from "./role-power";
import { parseScope, type Scope, subscriptionsBelow } from "./scopes";
import type { ComputeCreator, CreateRight, Principal } from "./types";

/** A role in somebody's hand, whichever of the three lists told of it. */
interface Holding {
  readonly id: string;
  readonly scope: string;
  readonly role: string;
  readonly principal: string;
  readonly principalType: PrincipalType;
  readonly condition?: string;
  readonly tenure: CreateRight["tenure"];
}

/** Everybody who can create compute, with every way in which they can. */
export default derivation<"computeCreators">()({
  needs: [
    "roleAssignments",
    "eligibleAssignments",
    "activeAssignments",
    "roleDefinitions",
    "memberships",
    "users",
    "servicePrincipals",
    "principals",
    "subscriptions",
  ],
  fields: ["managementGroups"],
  derive(given, { manifest }) {
    const who = directory(given);
    const members = membersOf(given.memberships.value);
    const memberTypes = new Map(given.memberships.value.map(row => [row.member, row.memberType]));
    const roles = new Map(given.roleDefinitions.value.map(role => [role.id.toLowerCase(), role]));
    const powerOf = rolePowers();
    const reached = new Map<string, { scope: Scope; subscriptions: readonly string[] }>();
    const reach = (id: string) => {
      const key = id.toLowerCase();
      const scope = parseScope(key);
      const known = reached.get(key) ?? { scope, subscriptions: subscriptionsBelow(scope, given.subscriptions.value) };
      reached.set(key, known);
      return known;
    };
    const hierarchyRead = given.subscriptions.value.every(({ managementGroups }) => managementGroups !== undefined);

    const unread = new Map<string, Set<string>>();
    const rights = new Map<string, { principal: Principal; rights: CreateRight[] }>();
    const add = (principal: Principal, right: CreateRight) => {
      const creator = rights.get(principal.id);
      if (creator) creator.rights.push(right);
      else rights.set(principal.id, { principal, rights: [right] });
    };

    // Each subscription lists what it inherits: one that was read shows what stands above it. Without PIM, nothing is activated.
    const unseen = given.activeAssignments.gaps.filter(gap => gap.reason !== "unlicensed");
    const pimUnread = (id: string): boolean =>
      reach(id).subscriptions.every(subscription => missingFor(unseen, subscription)) && unseen.length > 0;
    for (const holding of holdings(given, Date.parse(manifest.collectedAt), pimUnread)) {
      const guid = holding.role.toLowerCase();
      const role = roles.get(guid) ?? builtIn(guid);
      if (!role) {
        unread.set(guid, (unread.get(guid) ?? new Set()).add(holding.principal));
        continue;
      }
      const { scope, subscriptions } = reach(holding.scope);
      const power = powerOf(role, scope, holding.condition);
      if (!power) continue;
      const right: CreateRight = {
        assignment: holding.id,
        scope: holding.scope,
        role: guid,
        roleName: role.name,
        custom: role.custom,
        tenure: holding.tenure,
        ...power,
        subscriptions,
        path: pathOf(role, holding, power, scope.kind === "managementGroup" && !hierarchyRead),
      };
      add(who(holding.principal, holding.principalType), right);

      const inside = members(holding.principal);
      if (inside.size === 0) continue;
      const group = who(holding.principal, "Group");
      const shared: CreateRight = {
        ...right,
        via: { id: group.id, name: group.name },
        path: `${right.path}, through group ${group.name}`,
      };
      for (const member of inside) add(who(member, memberTypes.get(member) ?? "Unknown"), shared);
    }

    const value: ComputeCreator[] = [...rights.values()]
      .map(creator => ({
        ...creator,
        rights: creator.rights.sort(
          by(
            right => right.scope.toLowerCase(),
            right => right.role,
            right => right.assignment.toLowerCase(),
            right => right.via?.id ?? "",
          ),
        ),
      }))
      .sort(by(({ principal }) => principal.id));
    return { value, gaps: [...unread].sort(by(([role]) => role)).map(missingRole) };
  },
});

/** The three lists made one. What has ended is left out; what stands in two lists is told once. */
function* holdings(
  given: {
    readonly [K in "roleAssignments" | "eligibleAssignments" | "activeAssignments"]: {
      readonly value: readonly (Omit<Holding, "tenure"> & {
        endsOn?: string;
        assignmentType?: ActiveAssignment["assignmentType"];
      })[];
    };
  },
  now: number,
  pimUnread: (scope: string) => boolean,
): Generator<Holding> {
  const lasts = ({ endsOn }: { endsOn?: string }) => endsOn === undefined || !(Date.parse(endsOn) <= now);
  const inForce = given.activeAssignments.value.filter(lasts);
  const activations = new Set(inForce.filter(row => row.assignmentType === "Activated").map(key));
  const assigned = new Set(inForce.filter(row => row.assignmentType !== "Activated").map(key));

  const told = new Set<string>();
  for (const row of given.roleAssignments.value) {
    const id = key(row);
    if (told.has(id)) continue;
    told.add(id);
    const seen = assigned.has(id) ? "standing" : activations.has(id) ? "activated" : undefined;
    const tenure = seen ?? (pimUnread(row.scope) ? "unknown" : "standing");
    yield { ...row, tenure };
  }
  for (const row of inForce) {
    const id = key(row);
    if (told.has(id)) continue;
    told.add(id);
    yield { ...row, tenure: assigned.has(id) ? "standing" : "activated" };
  }
  for (const [, [row]] of grouped(given.eligibleAssignments.value.filter(lasts), key))
    yield { ...row!, tenure: "eligible" };
}

const key = ({ principal, role, scope }: Pick<Holding, "principal" | "role" | "scope">): string =>
  `${principal} ${role} ${scope.replace(/\/+$/, "")}`.toLowerCase();

/** A built-in role that was not among the definitions read: what the catalogue knows of it will do. */
function builtIn(guid: string): RoleDefinition | undefined {
  const role = builtInRole(guid);
  if (!role) return undefined;
  const { createCompute, grantAccess, conditional } = role.capabilities;
  const permissions = [
    { actions: [...createCompute, ...grantAccess], notActions: [] },
    { actions: conditional, notActions: [], condition: "stated by the role" },
  ];
  return { id: guid, name: role.name, custom: false, assignableScopes: ["/"], permissions };
}

const tenures: { readonly [T in CreateRight["tenure"]]: string } = {
  standing: "",
  activated: ", activated in PIM",
  eligible: ", eligible in PIM",
  unknown: "",
};

function pathOf(role: RoleDefinition, holding: Holding, power: Power, hierarchyUnread: boolean): string {
  return [
    `${role.name} at ${holding.scope}`,
    hierarchyUnread ? " (which subscriptions are below it was not read)" : "",
    power.by === "selfGrant" ? ", which lets its holder assign roles" : "",
    tenures[holding.tenure],
    power.conditional ? ", under a condition" : "",
  ].join("");
}

const missingRole = ([role, principals]: readonly [string, ReadonlySet<string>]): Gap => ({
  what: `what the role ${role} allows`,
  missing: "Microsoft.Authorization/roleDefinitions/read",
  reason: "failed",
  subjects: [...principals].sort(),
});
