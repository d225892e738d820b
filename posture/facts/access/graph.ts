import { speaksOfPrincipals } from "../../../catalogue/condition-judgement";
import type { Gap } from "../../../catalogue/outcome";
import type { PrincipalType } from "../../evidence/reading/row-parts";
import { Accounts } from "../accounts";
import { by } from "../collate";
import { derivation, missingFor } from "../derivation";
import { numbered } from "../membership";
import { Answers, Numbered } from "../numbered";
import type { Principal } from "../principal-rights";
import { directory } from "../principals";
import { parseScope, type Scope, subscriptionsBelow } from "../scopes";
import { takesRequests } from "../subscription-state";
import { type AccessGraph, roadKinds } from "./access-graph";
import { elevated } from "./becomes";
import { becomes } from "./becomes/all";
import { Circles } from "./circles";
import { denialsOf } from "./denials";
import { toOpening, toWay } from "./edges";
import { type Holding, holdings } from "./holdings";
import { knownRoles } from "./known-roles";
import { Leading } from "./leading";
import { rewrittenBy } from "./own-capabilities";
import { Rights, type Told } from "./rights";
import { Roads } from "./roads";
import { type Power, RolePowers } from "./role-power";
import { bearsOnSome, giversOfUnread, mayConcern, mayLose, reaching, unitAdministrators } from "./unread";
import { whoseCredentials } from "./vault-contents";

/** User Access Administrator, which elevation gives at the root. */
const elevatedRole = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";

const graphKinds = [
  "roleAssignments",
  "eligibleAssignments",
  "activeAssignments",
  "roleDefinitions",
  "denyAssignments",
  "memberships",
  "users",
  "servicePrincipals",
  "principals",
  "subscriptions",
] as const;

export default derivation<"access">()({
  needs: graphKinds,
  alongside: roadKinds,
  fields: ["managementGroups"],
  concerns: (need, gap, _, access) => access.concerns(need, gap),
  derive(given, { manifest, estate }) {
    const subscriptions = given.subscriptions.value;
    const memberships = numbered(given.memberships.value, Accounts.of(given.users.value).ids);
    const ids = new Numbered(memberships.ids);
    const elevatedNumber = ids.of(elevated);

    // Each subscription lists what it inherits: one that was read shows what stands above it. Without PIM, nothing is activated.
    const unseen = given.activeAssignments.gaps.filter(gap => gap.reason !== "unlicensed");
    const below = (scope: Scope) => {
      const { proved, perhaps } = subscriptionsBelow(scope, subscriptions, manifest.tenant);
      return [...proved, ...perhaps];
    };
    const pimUnread = (id: string): boolean =>
      unseen.length > 0 && below(parseScope(id.toLowerCase())).every(each => missingFor(unseen, each));
    const roleOf = knownRoles(given.roleDefinitions.value);
    const denials = denialsOf(given.denyAssignments.value, ids);
    const types = new Map<number, PrincipalType>();
    const held: Holding[] = [
      { id: "", scope: "/", role: elevatedRole, principal: elevated, principalType: "Unknown", tenure: "standing" },
    ];
    for (const holding of holdings({
      assigned: given.roleAssignments.value,
      active: given.activeAssignments.value,
      eligible: given.eligibleAssignments.value,
      now: Date.parse(manifest.collectedAt),
      pimUnread,
    })) {
      types.set(ids.of(holding.principal), holding.principalType);
      if (!isForNothing(holding, roleOf)) held.push(holding);
    }
    const ways = becomes.flatMap(kind => [...(kind.ways?.(given, estate) ?? [])].map(way => toWay(kind, way, ids)));
    const openings = becomes.flatMap(kind =>
      [...(kind.doors?.(given, estate) ?? [])].map(door => toOpening(kind, door, ids)),
    );
    const circles = new Circles(memberships, ids.size);

    for (const { owner, ownerType } of given.owners.value) {
      const number = ids.find(owner);
      if (number !== undefined && !types.has(number)) types.set(number, ownerType);
    }
    const name = directory(given, manifest.tenant);
    const who = (principal: number): Principal =>
      name(ids.id(principal), types.get(principal) ?? memberships.typeOf(principal) ?? "Unknown");
    const names = new Map(subscriptions.map(({ id, name }) => [id.toLowerCase(), name]));
    /** The scope with the name of its subscription beside it. */
    const named = (scope: string, parsed: Scope): string => {
      const subscription = "subscription" in parsed ? names.get(parsed.subscription) : undefined;
      return subscription && subscription.toLowerCase() !== scope.toLowerCase() ? `${scope} (${subscription})` : scope;
    };
    const powers = new RolePowers(given.roleDefinitions.value, roleOf);
    const rights = new Rights({
      ids,
      circles,
      holdings: held,
      denials: denials.map(denial => ({ ...denial, except: [...denial.except, elevatedNumber] })),
      subscriptions,
      tenant: manifest.tenant,
      powers,
      roleOf,
      typeOf: principal => requestTypes[who(principal).kind],
      nameOf: id => who(ids.of(id)).name,
      tell: (held, power, hierarchyUnread) =>
        pathOf(held, power, hierarchyUnread, scope => named(scope, parseScope(scope))),
    });

    const bindsAnybody = new Set(denials.flatMap(({ principals, except }) => [...principals, ...except]));
    const personal = held.some(({ condition }) => condition !== undefined && speaksOfPrincipals(condition));
    const bonds = new Answers(ids.size);
    const binds = (group: number): boolean =>
      bonds.of(
        group,
        () => personal || circles.around(group).some(one => bindsAnybody.has(one) || rights.rewriting.concerns(one)),
      );
    const roads = new Roads({
      rights,
      around: (principal, joined) => circles.around(principal, joined),
      classOf: principal => circles.classOf(principal),
      count: ids.size,
      ways,
      openings,
      typeOf: principal => requestTypes[who(principal).kind],
      idOf: principal => ids.id(principal),
      binds,
      elevated: elevatedNumber,
    });
    const leading = new Leading({
      ways,
      rights,
      roads,
      around: principal => circles.around(principal),
      elevated: elevatedNumber,
    });
    const nameOf = (principal: number): string => (principal === elevatedNumber ? elevated : who(principal).name);
    const leadsOn = (id: string): boolean => {
      const number = ids.find(id);
      return number !== undefined && roads.leads(number);
    };
    // A vault that was not read is on nobody's road, unless it is said to open something of worth.
    const opened = new Set(estate.vaults.flatMap(({ opens }) => whoseCredentials(opens, given)));
    const concerns: AccessGraph["concerns"] = (kind, gap) =>
      kind === "vaults" ? [...opened].some(leadsOn) : mayConcern(kind, gap, given, { leadsOn });
    const unreadForAll = graphKinds.some(
      kind =>
        kind !== "denyAssignments" && given[kind].gaps.some(gap => gap.field === undefined && concerns(kind, gap)),
    );
    const givers = giversOfUnread(held, given.roleDefinitions.gaps, {
      roleOf,
      givesAlready: (role, condition) => powers.grants(role, condition, undefined).verdict === "yes",
      below: scope => below(parseScope(scope.toLowerCase())),
    });
    const inUnread = reaching(
      new Set(
        [
          ...[...rights.unread.values()].flatMap(holders => [...holders]),
          ...givers,
          ...unitAdministrators(given.directoryRoles.value, given.administrativeUnits.gaps),
        ].flatMap(id => ids.find(id) ?? []),
      ),
      { ways, openings, around: principal => circles.around(principal) },
    );
    const isInPart: AccessGraph["isInPart"] = (principal, reached) =>
      unreadForAll ||
      given.denyAssignments.gaps.some(gap => mayLose(gap, reached)) ||
      inUnread(principal, () => roads.hasWays(principal));
    return {
      value: {
        rights,
        roads,
        powers,
        find: id => (id === undefined ? elevatedNumber : ids.find(id)),
        subscriptions: new Set(subscriptions.map(({ id }) => id.toLowerCase())),
        activeSubscriptions: new Set(subscriptions.filter(takesRequests).map(({ id }) => id.toLowerCase())),
        *principals() {
          for (let n = 0; n < ids.size; n++) if (n !== elevatedNumber) yield n;
        },
        who,
        place: scope => named(scope, parseScope(scope)),
        tell: ({ way, to }) => ({
          kind: way.kind.kind,
          says: way.kind.says(nameOf(to), way.through),
          to: { id: ids.id(to), name: nameOf(to) },
          through: way.through,
        }),
        leading: evidence => leading.by(evidence),
        cut: ({ way, to }) => way.kind.cut(nameOf(way.from), nameOf(to), way.through),
        cutTold: ({ kind, to, through }, from) => kinds.get(kind)!.cut(from, to.name, through),
        leadsOn,
        concerns,
        concernsAll: (kind, gap) => !bearsOnSome(kind, gap) && concerns(kind, gap),
        isInPart,
      },
      gaps: [
        ...[...rights.unread].sort(by(([role]) => role)).map(missingRole),
        ...(givers.length > 0 ? [missingGrants(givers)] : []),
      ],
    };
  },
});

/**
 * Whether what is held lets its holder read and no more: that is most of what is assigned in a large tenant, and nothing
 * that is asked of the graph is had by reading resources. The secrets of a vault are a data action of another name.
 * A custom role may be written anew, and then it is for whatever its writer likes.
 */
function isForNothing({ role }: Holding, roleOf: ReturnType<typeof knownRoles>): boolean {
  const definition = roleOf(role.toLowerCase());
  if (!definition || definition.custom) return false;
  return definition.permissions.every(({ actions, dataActions = [] }) => [...actions, ...dataActions].every(isRead));
}

const isRead = (action: string): boolean => action.toLowerCase().endsWith("/read");

const missingRole = ([role, principals]: readonly [string, ReadonlySet<string>]): Gap => ({
  what: `what the role ${role} allows`,
  missing: "Microsoft.Authorization/roleDefinitions/read",
  reason: "failed",
  subjects: [...principals].sort(),
});

const missingGrants = (subjects: readonly string[]): Gap => ({
  what: "what the roles allow that may be granted under a condition",
  missing: "Microsoft.Authorization/roleDefinitions/read",
  reason: "failed",
  subjects: [...subjects],
});

const kinds = new Map(becomes.map(each => [each.kind, each]));

/** What a condition calls each kind of principal. */
const requestTypes: { readonly [K in Principal["kind"]]: string } = {
  user: "User",
  group: "Group",
  servicePrincipal: "ServicePrincipal",
  principal: "",
};

const tenures: { readonly [T in Holding["tenure"]]: string } = {
  standing: "",
  activated: ", activated in PIM",
  eligible: ", eligible in PIM",
  unknown: "",
};

function pathOf(
  { role, holding, lent, rewritten }: Told,
  power: Power,
  hierarchyUnread: boolean,
  place: (scope: string) => string,
): string {
  const granting = rewritten
    ? rewrittenBy(rewritten, place)
    : `, which lets its holder assign roles${lent ? " to it" : ""}`;
  return [
    `${role.name} at ${place(holding.scope)}`,
    hierarchyUnread ? " (which subscriptions are below it was not read)" : "",
    power.by === "selfGrant" ? granting : "",
    tenures[holding.tenure],
    power.conditional ? ", under a condition" : "",
  ].join("");
}
