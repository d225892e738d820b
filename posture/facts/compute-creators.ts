import type { Gap } from "../../catalogue/outcome";
import { type AccessGraph, roadKinds } from "./access/access-graph";
import { hangsOn, type Reached } from "./access/roads";
import { by } from "./collate";
import { stands } from "./decoys/decoy";
import { derivation } from "./derivation";
import type { ComputeCreator, CreateRight, Removal } from "./types";

/**
 * Everybody who can create compute, with every way in which they can: the rights of each, and those at the end of its roads. What
 * the principal of a decoy holds there, and becoming it, is no right over compute: nothing can be created there. That has to be
 * proved, so that where what proves it is not read it counts as any other.
 */
export default derivation<"computeCreators">()({
  needs: ["access", ...roadKinds],
  alongside: ["decoys"],
  concerns: (need, gap, { access }) => need === "access" || access.value.concerns(need, gap),
  derive(given) {
    const access = given.access.value;
    const roadsUnread = roadKinds.some(kind => given[kind].gaps.some(gap => access.concernsAll(kind, gap)));
    const value: ComputeCreator[] = [];
    const decoys: Baits = new Set(
      given.decoys.value.filter(stands).flatMap(({ principal }) => access.find(principal.id) ?? []),
    );
    // Whose roads begin at doors alone has them in common with everybody who may open the same.
    const found = new Map<readonly CreateRight[], WithRoads>();
    const withRoads = (number: number, direct: readonly CreateRight[]): WithRoads => {
      const shares = direct.length > 0 && access.roads.hasDoorsOnly(number);
      const known = shares ? found.get(direct) : undefined;
      if (known) return known;
      const roads = gained(access, number, direct, decoys);
      const rights = [...direct, ...roads.map(reached => roadRight(access, reached))].sort(inOrder);
      const sure = roads.find(({ right }) => !right.conditional) ?? roads[0];
      const removal = sure && sharedBy(access, number, direct, sure);
      const answer = roads.length > 0 ? { rights, ...(removal && { removal }) } : { rights: sorted(direct) };
      // Where it has no right of its own, its name stands in what is to be done.
      if (shares && direct.some(({ conditional }) => !conditional)) found.set(direct, answer);
      return answer;
    };
    for (const number of access.principals()) {
      if (decoys.has(number)) continue;
      const direct = access.rights.of(number)?.rights ?? [];
      const mayHaveRoads = access.roads.hasWays(number);
      if (direct.length === 0 && !mayHaveRoads) continue;
      const principal = access.who(number);
      // A group takes no step of its own: its members do.
      const roads = mayHaveRoads && principal.kind !== "group" ? withRoads(number, direct) : { rights: sorted(direct) };
      if (roads.rights.length === 0) continue;
      const inPart = roadsUnread || access.isInPart(number, roads.rights);
      value.push({ principal, ...roads, ...(inPart && { inPart }) });
    }
    value.sort(by(({ principal }) => principal.id));
    return {
      value,
      gaps: access.roads.cutShort ? [tooMany] : [],
    };
  },
});

/** The rights of one principal with those at the end of its roads. */
type WithRoads = Pick<ComputeCreator, "rights" | "removal">;

/** The rights of one principal in their order, held once for all who share them. */
export function sorted(rights: readonly CreateRight[]): readonly CreateRight[] {
  const known = inTheirOrder.get(rights) ?? [...rights].sort(inOrder);
  inTheirOrder.set(rights, known);
  return known;
}

const inTheirOrder = new WeakMap<readonly CreateRight[], readonly CreateRight[]>();

const inOrder = by<CreateRight>(
  right => right.scope.toLowerCase(),
  right => right.role,
  right => right.assignment.toLowerCase(),
  right => right.via?.id ?? "",
  right => (right.road ?? []).map(({ says }) => says).join("\n"),
);

/** The numbers of principals whose rights are a bait. */
type Baits = ReadonlySet<number>;

/** The roads that lead to subscriptions which one does not reach already, the shortest first. */
function gained(
  access: AccessGraph,
  principal: number,
  direct: readonly CreateRight[],
  decoys: Baits,
): readonly Reached[] {
  const own = new Set(direct);
  const reach = new Reach(access.activeSubscriptions);
  for (const right of direct) reach.add(right, right.tenure);
  const found: Reached[] = [];
  for (const reached of access.roads.from(principal)) {
    if (decoys.has(reached.steps.at(-1)!.to) || own.has(reached.right) || !reach.add(reached.right, tenureOf(reached)))
      continue;
    found.push(reached);
    if (reach.isEverything) break;
  }
  return found;
}

/** What one reaches: at once, after an activation, or perhaps, under a condition. Each of these includes those before it. */
class Reach {
  readonly #levels = [new Set<string>(), new Set<string>(), new Set<string>()];
  readonly #whole = [new Set<string>(), new Set<string>(), new Set<string>()];
  readonly #now = new Set<string>();
  /** Whether there is nothing left to gain. */
  isEverything = false;

  /** @param all every subscription in which compute can be created */
  constructor(private readonly all: ReadonlySet<string>) {}

  /** Whether the right reaches anything new. Rights over services with a quota of their own add nothing to those over machines. */
  add(
    { scope, subscriptions, perhaps = [], conditional, computeQuota }: CreateRight,
    tenure: CreateRight["tenure"],
  ): boolean {
    const level = conditional ? 2 : tenure === "eligible" ? 1 : 0;
    const suffix = computeQuota ? "" : " service";
    const place = `${scope.toLowerCase()}${suffix}`;
    const lacks = (at: number) => (id: string) =>
      !this.#levels[at]!.has(id) && !this.#levels[at]!.has(`${id}${suffix}`);
    const isNew =
      subscriptions.length + perhaps.length > 0
        ? subscriptions.some(lacks(level)) || perhaps.some(lacks(2))
        : !this.#whole[level]!.has(place);
    for (let each = level; each < 3; each++) {
      this.#whole[each]!.add(place);
      for (const id of subscriptions) this.#levels[each]!.add(`${id}${suffix}`);
    }
    for (const id of perhaps) this.#levels[2]!.add(`${id}${suffix}`);
    if (level === 0 && computeQuota) {
      for (const id of subscriptions) if (this.all.has(id)) this.#now.add(id);
      this.isEverything ||= this.#now.size === this.all.size && (this.all.size > 0 || place === "/");
    }
    return isNew;
  }
}

/** A right holds once all steps to it are taken: where one has to be activated, all of it. */
function tenureOf({ right, steps }: Reached): CreateRight["tenure"] {
  const tenures = [right.tenure, ...steps.map(({ way }) => way.tenure)];
  return (["eligible", "unknown", "activated"] as const).find(tenure => tenures.includes(tenure)) ?? "standing";
}

function roadRight(access: AccessGraph, reached: Reached): CreateRight {
  const { right, steps } = reached;
  const road = steps.map(step => access.tell(step));
  const activates = [...new Set(steps.flatMap(({ way }) => way.activates ?? []))].sort();
  const last = steps.at(-1)!.way;
  return {
    ...right,
    // What elevation gives does not stand yet: it goes with the directory role.
    assignment: right.assignment || last.evidence,
    tenure: tenureOf(reached),
    road,
    ...(activates.length > 0 && { activates }),
    path: `${road.map(({ says }) => says).join("; ")}: ${right.path}`,
  };
}

/** The one step, or the one role assignment, without which there is no way left. */
function sharedBy(
  access: AccessGraph,
  principal: number,
  direct: readonly CreateRight[],
  { right, steps }: Reached,
): Removal {
  const outright = direct.filter(({ conditional }) => !conditional);
  const leadsOn = (without: Parameters<AccessGraph["roads"]["from"]>[1]): boolean => {
    for (const reached of access.roads.from(principal, without)) if (!reached.right.conditional) return true;
    return false;
  };
  if (outright.length === 0)
    for (const step of steps) if (!leadsOn({ step })) return { says: access.cut(step), id: step.way.evidence };
  for (const { assignment, roleName, scope } of [right, ...(right.writer ? [right.writer] : [])])
    if (assignment !== "" && outright.every(each => hangsOn(each, assignment)) && !leadsOn({ assignment }))
      return { says: `delete the role assignment of ${roleName} at ${scope}`, id: assignment };
  return { says: "no single removal" };
}

/** What is missing where a search was given up. */
export const allRoads = "all roads to rights over compute";

const tooMany: Gap = {
  what: allRoads,
  missing: "an end to the search: there are too many choices of groups to join",
  reason: "failed",
};
