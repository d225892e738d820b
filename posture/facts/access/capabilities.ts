import type { Certainty } from "../../../catalogue/certainty";
import { askedOnce } from "../asked-once";
import type { CapabilityRight, IdentityCapability } from "../capability-rights";
import { derivation } from "../derivation";
import type { Own } from "./held";
import { movingOf } from "./moving";
import { OwnCapabilities } from "./own-capabilities";
import type { Reachable } from "./reachable";
import { capabilities, RoleCapabilities } from "./role-capabilities";

/**
 * What an identity can do towards a mine, itself and by every road that leads to more. Answered when it is asked for, and
 * once for all who share their rights and whose roads, if any, begin at doors alone.
 */
export default derivation<"capabilities">()({
  needs: ["access"],
  alongside: ["subscriptionPolicy", "roleDefinitions"],
  derive({ access: { value: access }, subscriptionPolicy, roleDefinitions }) {
    const roles = new RoleCapabilities(access.powers, roleDefinitions.value);
    const own = new OwnCapabilities(access, roles);
    const moves = movingOf(access, subscriptionPolicy);
    const elevated = access.find();
    const all = [...capabilities, "moveSubscription"] as const;
    /** What somebody may itself: the same for all who share these rights and may move subscriptions, or may not. */
    const may = askedOnce((rights: Own, _: Certainty, principal: number) =>
      joined(own.of(rights, principal), moves.rights(rights, principal)),
    );
    const direct = (rights: Own, principal: number) => may(rights, moves.isAllowed(principal), principal);
    // A ticket is opened by almost everybody who reads: nobody is worth becoming for that.
    const isUseful = (rights: Own, principal: number) =>
      own.of(rights, principal).some(({ capability, conditional }) => capability !== "openTicket" && !conditional);

    function withRoads(number: number, rights: Own | undefined): readonly CapabilityRight[] {
      const itself = rights ? direct(rights, number) : [];
      const gained: CapabilityRight[] = [];
      const reach = new Map<IdentityCapability, Reach>(all.map(each => [each, new Reach(access.subscriptions)]));
      for (const right of itself) reach.get(right.capability)!.add(right, right.tenure);
      for (const place of access.roads.places(number, {}, isUseful)) {
        if (place.steps.length === 0) continue;
        const there = access.rights.of(place.as, place.joined, place.lent);
        if (!there) continue;
        for (const right of direct(there, place.as)) {
          const tenure = tenureAt(right, place);
          if (reach.get(right.capability)!.add(right, tenure)) gained.push(told(right, tenure, place));
        }
        // Whoever has elevated access has all that there is to have.
        if (place.as === elevated && tenureOf(place) !== "eligible") break;
      }
      return joined(itself, gained);
    }
    const throughDoors = askedOnce((rights: Own, _: Certainty, principal: number) => withRoads(principal, rights));

    function told(right: CapabilityRight, tenure: CapabilityRight["tenure"], { steps }: Reachable): CapabilityRight {
      const road = steps.map(step => access.tell(step));
      const assignment = right.assignment || steps.at(-1)!.way.evidence;
      return { ...right, assignment, tenure, road, path: `${road.map(({ says }) => says).join("; ")}: ${right.path}` };
    }

    return {
      value(id) {
        const number = access.find(id);
        if (number === undefined) return [];
        const rights = access.rights.of(number);
        const takesRoads = access.who(number).kind !== "group" && access.roads.hasWays(number);
        if (!takesRoads) return rights ? direct(rights, number) : [];
        return rights && access.roads.hasDoorsOnly(number)
          ? throughDoors(rights, moves.isAllowed(number), number)
          : withRoads(number, rights);
      },
    };
  },
});

/** Most have nothing beside what they share with others: that list is held once. */
const joined = <T>(some: readonly T[], more: readonly T[]): readonly T[] =>
  more.length === 0 ? some : [...some, ...more];

/** Where one has a capability: now, after an activation, or perhaps. Each of these includes those before it. */
class Reach {
  readonly #levels = [new Set<string>(), new Set<string>(), new Set<string>()];

  /** @param all every subscription that there is */
  constructor(private readonly all: ReadonlySet<string>) {}

  /** Whether the right reaches a subscription that was not reached as well before. */
  add(
    { conditional, subscriptions, perhaps = [] }: Pick<CapabilityRight, "conditional" | "subscriptions" | "perhaps">,
    tenure: CapabilityRight["tenure"],
  ): boolean {
    const level = conditional ? 2 : tenure === "eligible" ? 1 : 0;
    const known = this.#levels[level]!;
    const isNew =
      (level > 0 || known.size < this.all.size) &&
      (subscriptions.some(id => !known.has(id)) || perhaps.some(id => !this.#levels[2]!.has(id)));
    if (!isNew) return false;
    for (let each = level; each < 3; each++) for (const id of subscriptions) this.#levels[each]!.add(id);
    for (const id of perhaps) this.#levels[2]!.add(id);
    return true;
  }
}

const tenureOf = ({ steps }: Reachable, last: readonly CapabilityRight["tenure"][] = []): CapabilityRight["tenure"] => {
  const tenures = [...last, ...steps.map(({ way }) => way.tenure)];
  return (["eligible", "unknown", "activated"] as const).find(tenure => tenures.includes(tenure)) ?? "standing";
};

/** A right holds once all steps to it are taken. */
const tenureAt = ({ tenure }: CapabilityRight, place: Reachable): CapabilityRight["tenure"] =>
  tenureOf(place, [tenure]);
