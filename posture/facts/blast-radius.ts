import type { Subscription } from "../evidence/subscriptions";
import { mostFirst } from "./amount";
import { askedOnce } from "./asked-once";
import type { BlastRadius } from "./blast-radius-schema";
import { summaryOf } from "./capability-schema";
import { by } from "./collate";
import { allRoads } from "./compute-creators";
import { exposureOf } from "./defence/exposure";
import { derivation } from "./derivation";
import { type IdentityRoads, identityRoads, mostWithRoads, type TakenBy } from "./identity-roads";
import { type Burnt, potentialOf, type Reach } from "./potential";
import { quotaNeeds } from "./service-quotas";
import { isBreakGlass, maySignIn, unconditional } from "./subjects";
import { takesRequests } from "./subscription-state";
import type { ComputeCreator, CreateRight } from "./types";

/** What one identity could burn: where it may create, joined with the quota that lies idle there. */
export default derivation<"blastRadius">()({
  needs: ["computeCreators", "capabilities", "defence", "defenceOnceActive", "risk", ...quotaNeeds],
  decidesSome: ["soldSizes", "sharedLimits"],
  derive({ computeCreators, capabilities, defence, defenceOnceActive, risk, ...quotas }, { estate, manifest }) {
    const potential = potentialOf(quotas, manifest.collectedAt);
    const defences = { defence: defence.value, defenceOnceActive: defenceOnceActive.value };
    const cutShort = computeCreators.gaps.some(({ what }) => what === allRoads);
    // Members of a group share its rights, and so what they could burn.
    const burntBy = askedOnce(
      (rights: readonly CreateRight[], inPart: boolean): Potential => ({
        subscriptions: union(rights),
        ...potential(reachOf(rights, !inPart)),
      }),
    );
    const summary = askedOnce(summaryOf);
    const taken = takenBy(potential);
    const roads = askedOnce((rights: readonly CreateRight[], by: TakenBy): IdentityRoads => identityRoads(rights, by));
    const awake = awakeIn(quotas.subscriptions.value);
    const found = computeCreators.value.filter(isAlive).flatMap((creator): Found[] => {
      const { principal } = creator;
      const rights = awake(creator);
      if (rights.length === 0) return [];
      const could = burntBy(rights, creator.inPart === true || cutShort);
      const radius = {
        principal: { id: principal.id, name: principal.name, kind: principal.kind },
        ...could,
        capabilities: summary(capabilities.value(principal.id), could.subscriptions),
        ...exposureOf(creator, defences, risk.value),
      };
      return [{ radius, creator, rights }];
    });
    found.sort(({ radius: a }, { radius: b }) => exposure(a) - exposure(b) || dearer(a, b) || byId(a, b));
    // Told of the most exposed alone.
    const roadsOf = ({ creator: { principal, removal }, rights }: Found): IdentityRoads => {
      // an emergency account keeps its rights: whoever took them away might lock everybody out
      const isRemoved = removal?.id !== undefined && !isBreakGlass(estate.breakGlass, principal);
      return { ...roads(rights, taken), ...(isRemoved && { removal: removal.says }) };
    };
    return {
      value: found.map((each, i) => (i < mostWithRoads ? { ...each.radius, roads: roadsOf(each) } : each.radius)),
    };
  },
});

/** What is known to be in reach by some rights, and no more by those that are left. */
export const takenBy =
  (potential: ReturnType<typeof potentialOf>): TakenBy =>
  (rights, left) =>
    potential(reachOf(rights, true), reachOf(left, true));

interface Found {
  readonly radius: BlastRadius;
  readonly creator: ComputeCreator;
  /** Those of its rights that are awake. */
  readonly rights: readonly CreateRight[];
}

type Potential = Burnt & Pick<BlastRadius, "subscriptions">;

const byId = by<BlastRadius>(({ principal }) => principal.id);

/** What is known to be paid for comes before what spot machines may cost at most. */
const dearer = (a: BlastRadius, b: BlastRadius): number =>
  mostFirst(a.usdPerDay, b.usdPerDay) || mostFirst(a.spotUsdPerDay, b.spotUsdPerDay);

/** Somebody who can sign in, or run as it, and whose right depends on no condition. Members speak for their groups. */
export const isAlive = (creator: ComputeCreator): boolean =>
  creator.principal.kind !== "group" && maySignIn(creator.principal) && unconditional(creator).length > 0;

/**
 * The rights with which somebody reaches a subscription that takes requests, or may: in one that takes none nothing can be
 * burnt, and coverage tells of it apart. A right of which it was not read what it reaches may reach one.
 */
export function awakeIn(subscriptions: readonly Subscription[]): (creator: ComputeCreator) => readonly CreateRight[] {
  const sleeping = new Set(subscriptions.filter(row => !takesRequests(row)).map(({ id }) => id.toLowerCase()));
  const isAwake = ({ subscriptions: reached, perhaps = [] }: CreateRight): boolean =>
    reached.length === 0 || [...reached, ...perhaps].some(id => !sleeping.has(id.toLowerCase()));
  // People who share their rights share the list of those that are left too.
  const known = new Map<readonly CreateRight[], readonly CreateRight[]>();
  return creator => {
    const rights = unconditional(creator);
    if (sleeping.size === 0) return rights;
    const left = known.get(rights) ?? rights.filter(isAwake);
    known.set(rights, left);
    return left;
  };
}

/** Every subscription that some right reaches, sorted. */
export const union = (rights: readonly CreateRight[]): readonly string[] =>
  allOf(new Set(rights.map(right => right.subscriptions)));

/** Rights at one scope share one list: most principals need no union at all. */
function allOf(lists: ReadonlySet<readonly string[]>): readonly string[] {
  if (lists.size <= 1) return [...lists][0] ?? [];
  const ids = new Set<string>();
  for (const list of lists) for (const id of list) ids.add(id);
  return [...ids].sort();
}

/** Services with a quota of their own are not bounded, nor fed, by the idle compute quota. */
export function reachOf(rights: readonly CreateRight[], whole: boolean): Reach {
  const services = new Map<string, Set<readonly string[]>>();
  const compute = new Set<readonly string[]>();
  const any = new Set<readonly string[]>();
  for (const { computeQuota, serviceQuotas, subscriptions } of rights) {
    if (computeQuota) compute.add(subscriptions);
    if (serviceQuotas === undefined) any.add(subscriptions);
    for (const service of serviceQuotas ?? []) {
      const lists = services.get(service) ?? new Set();
      services.set(service, lists.add(subscriptions));
    }
  }
  return {
    compute: allOf(compute),
    services: new Map([...services].sort(by(([name]) => name)).map(([name, lists]) => [name, allOf(lists)])),
    any: allOf(any),
    whole: whole && rights.every(({ perhaps }) => !perhaps),
  };
}

/** Whom a stolen password lets in comes first, then whom it may, then whom it lets in only with something else. */
const exposure = ({ defended }: BlastRadius): number => [false, "unknown", "partly", true].indexOf(defended);
