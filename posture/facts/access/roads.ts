import type { RoleDefinition } from "../../evidence/role-definitions";
import { Answers } from "../numbered";
import type { CreateRight } from "../principal-rights";
import { Borrowing, keyOf } from "./borrowing";
import { Carriers } from "./carriers";
import { isSame, type NumberedDoor, type Step, type Way } from "./edges";
import type { Held, Own } from "./held";
import type { Reachable, RoadsGiven } from "./reachable";
import { lift } from "./rights";
import { allOf, soonest, type Tenure } from "./tenures";

/** A right at the end of a road: what one would hold after taking its steps. */
export interface Reached {
  readonly right: CreateRight;
  readonly steps: readonly Step[];
}

/** What is left out of a search, to see whether it is needed. */
export interface Without {
  readonly step?: Step;
  /** Id of a role assignment. */
  readonly assignment?: string;
}

/** Joining several groups is a choice where a denial or a condition knows them; more choices than these are not tried. */
const mostChoices = 4096;

/** Where one can get to by becoming others, step by step. */
export class Roads {
  readonly #ways = new Map<number, Way[]>();
  readonly #openings = new Map<string, NumberedDoor[]>();
  readonly #opened = new WeakMap<Own, readonly OpenDoor[]>();
  readonly #leading: Answers;
  readonly #classesLeading = { become: new Map<number, boolean>(), joined: new Map<number, boolean>() };
  /** Whether ways lead on from the groups of a class. */
  readonly #leaving = new Map<number, boolean>();
  readonly #identities: ReadonlySet<number>;
  readonly #actions: readonly string[];
  readonly #carriers: Carriers;
  readonly #able = new Map<RoleDefinition, Map<string | undefined, boolean>>();
  /** Actions of which one opens a door, or does so together with others. */
  #keys: readonly string[] | undefined;
  /** Whether some search was given up, so that there may be more roads than were told. */
  cutShort = false;

  constructor(private readonly given: RoadsGiven) {
    for (const way of given.ways) push(this.#ways, way.from, way);
    this.#carriers = new Carriers(given.rights);
    this.#actions = [...new Set(given.openings.flatMap(({ actions }) => actions.flat()))];
    this.#leading = new Answers(given.count);
    this.#identities = new Set(given.openings.map(({ identity }) => identity));
    for (const opening of given.openings)
      push(this.#openings, /^\/subscriptions\/([^/]+)/.exec(opening.scope)?.[1] ?? "", opening);
  }

  /** Whether anything leads from somebody to anywhere. */
  hasWays(principal: number): boolean {
    const own = this.given.rights.of(principal);
    return this.#hasWays(principal) || (own !== undefined && this.#doorsOf(own).length > 0);
  }

  /** Whether its roads begin at doors alone: then they are those of everybody with the same rights. */
  hasDoorsOnly(principal: number): boolean {
    return !this.#hasWays(principal) && !this.#identities.has(principal);
  }

  #hasWays(principal: number): boolean {
    if (this.#ways.has(principal)) return true;
    const group = this.given.classOf(principal);
    const known = this.#leaving.get(group);
    if (known !== undefined) return known;
    const answer = this.given.around(principal, []).some(one => this.#ways.has(one));
    this.#leaving.set(group, answer);
    return answer;
  }

  /** Every right at the end of a road, the shortest road first; roads that need no activation come before others. */
  *from(principal: number, without: Without = {}): Generator<Reached> {
    for (const place of this.places(principal, without)) yield* this.#rightsAt(place, without);
  }

  /**
   * Every place that somebody can come to, and where it stands, in that order.
   * @param also whether somebody with these rights is of use who cannot create compute
   */
  *places(principal: number, without: Without = {}, also?: Useful): Generator<Reachable> {
    const seen = new Set<number | string>();
    let choices = 0;
    const isNew = (place: Reachable): boolean => {
      const key = keyOf(place);
      if (seen.has(key)) return false;
      seen.add(key);
      if (place.joined.length < 2 || ++choices <= mostChoices) return true;
      this.cutShort = true;
      return false;
    };
    const start: Reachable = { as: principal, joined: [], steps: [] };
    /** What was told before the search began anew. */
    const told = new Set<number | string>();
    let borrowing = new Borrowing(this.given, []);
    let all: Reachable[] = [];
    let starts: readonly Reachable[] = [start];
    while (starts.length > 0) {
      const reached: Reachable[] = [];
      const waiting: Reachable[] = [];
      for (const place of starts)
        if (isNew(place)) {
          reached.push(place);
          if (!told.has(keyOf(place))) yield place;
        }
      // Step by step: whoever asks mostly has heard enough before the end, and some can become everybody.
      for (const place of reached) // grows while it is walked
        for (const step of this.#stepsFrom(place, borrowing, also)) {
          if (without.step && isSame(step, without.step)) continue;
          const next = borrowing.at(this.#after(place, step));
          if (step.way.tenure === "eligible") waiting.push(next);
          else if (isNew(next)) {
            reached.push(next);
            if (!told.has(keyOf(next))) yield next;
          }
        }
      all = all.concat(reached);
      starts = waiting;
      const more = borrowing.with(all);
      if (!more) continue;
      // Once more from the start, with what can be lent: whoever was passed by may be worth becoming now.
      [borrowing, all, starts] = [more, [], [more.at(start)]];
      for (const key of seen) told.add(key);
      seen.clear();
    }
  }

  *#rightsAt({ as, joined, lent, steps }: Reachable, { assignment }: Without): Generator<Reached> {
    if (steps.length === 0) return;
    for (const right of this.given.rights.of(as, joined, lent)?.rights ?? [])
      if (assignment === undefined || !hangsOn(right, assignment)) yield { right, steps };
  }

  /** Of the groups that bind nobody one at a time is enough: each gives what it gives, whoever else is joined. */
  #after({ as, joined, steps }: Reachable, step: Step): Reachable {
    const road = [...steps, step];
    if (!step.way.kind.joins) return { as: step.to, joined: [], steps: road };
    const kept = joined.filter(group => this.given.binds(group));
    return { as, joined: [...new Set([...kept, step.to])].sort((a, b) => a - b), steps: road };
  }

  *#stepsFrom({ as, joined, lent = [] }: Reachable, borrowing: Borrowing, also?: Useful): Generator<Step> {
    const around = this.given.around(as, joined);
    const inside = new Set(around);
    for (const one of around)
      for (const way of this.#ways.get(one) ?? [])
        for (const to of way.to)
          if (
            !inside.has(to) &&
            (this.#leads(to, way.kind.joins === true) || this.#isUseful(to, also) || borrowing.isWorth(way, to, as))
          )
            yield { way, from: as, to };
    const own = this.given.rights.of(as, joined, lent);
    for (const [{ identity, kind, at, evidence = at, through }, tenure] of own ? this.#doorsOf(own) : [])
      if (identity !== as)
        yield { way: { kind, from: as, to: [identity], tenure, evidence, through }, from: as, to: identity };
  }

  /** Whether becoming or joining this one could give anybody more: a right, a way, a part of what opens a door. */
  leads(to: number): boolean {
    const { rights, around, binds, openings } = this.given;
    const own = rights.of(to);
    if (own && own.rights.length > 0) return true;
    if (binds(to) || around(to, []).some(one => this.#ways.has(one) || rights.mayReceive(one))) return true;
    if (own && rights.loans.of(own).length > 0) return true;
    this.#keys ??= [
      ...new Set([lift, ...openings.flatMap(({ actions, carriers = [] }) => [...actions, ...carriers].flat())]),
    ];
    return own?.held.some(held => this.#keys?.some(action => rights.allows(held, action, own.who))) ?? false;
  }

  #isUseful(to: number, also: Useful | undefined): boolean {
    const own = also && this.given.rights.of(to);
    return own !== undefined && also!(own, to);
  }

  /** The same of a whole class, of which most have no rights and no ways. */
  #leads(to: number, joins: boolean): boolean {
    if (to === this.given.elevated) return true;
    if (this.#ways.has(to) || this.given.rights.isNamed(to))
      return this.#leading.of(to, () => this.#givesMore(to, joins));
    // Of most, all that counts is which groups they are in.
    const group = this.given.classOf(to);
    const answers = this.#classesLeading[joins ? "joined" : "become"];
    const known = answers.get(group) ?? this.#givesMore(to, joins);
    answers.set(group, known);
    return known;
  }

  #givesMore(to: number, joins: boolean): boolean {
    const own = this.given.rights.of(to);
    return (
      this.given.binds(to) ||
      // What a group allows may be of use together with what one has already.
      (own !== undefined && this.given.rights.loans.of(own).length > 0) ||
      (own !== undefined && (own.rights.length > 0 || (joins ? own.held.length > 0 : this.#doorsOf(own).length > 0))) ||
      this.#hasWays(to)
    );
  }

  /** The doors that somebody with these rights can open; looked up once for all who share them. */
  #doorsOf(own: Own): readonly OpenDoor[] {
    const known = this.#opened.get(own);
    if (known) return known;
    const found: OpenDoor[] = [];
    const able = own.held.filter(held => this.#isAble(held, own));
    const reaching = new Map<string, Held[]>();
    if (this.#openings.size > 0) for (const held of able) for (const id of held.subscriptions) push(reaching, id, held);
    // What is held at the root is over the doors of subscriptions of other tenants too, which are not listed below it.
    const atRoot = able.some(({ scope, lent }) => scope.kind === "root" && !lent);
    // What stands above subscriptions is kept under no id.
    if (able.length > 0) reaching.set("", able);
    for (const [id, here] of reaching)
      for (const opening of this.#openings.get(id) ?? []) {
        const tenure = this.#opens(own, atRoot ? able : here, opening);
        if (tenure !== undefined) found.push([opening, tenure]);
      }
    this.#opened.set(own, found.length === 0 ? shut : found);
    return found;
  }

  /** Whether a holding allows any action that opens some door: most only let their holder read. */
  #isAble(held: Held, { who }: Own): boolean {
    const allowsAny = () => this.#actions.some(action => this.given.rights.allows(held, action, who));
    if (held.personal) return allowsAny();
    const { role, holding } = held;
    const ofRole = this.#able.get(role) ?? new Map<string | undefined, boolean>();
    this.#able.set(role, ofRole);
    const known = ofRole.get(holding.condition) ?? allowsAny();
    ofRole.set(holding.condition, known);
    return known;
  }

  /** How a door can be opened, if at all: by one of its lines, each of whose actions some role allows. */
  #opens(
    own: Own,
    able: readonly Held[],
    { actions, scope, carriers }: NumberedDoor,
  ): CreateRight["tenure"] | undefined {
    const { rights } = this.given;
    const over = able.filter(held => rights.isOver(held, scope));
    if (over.length === 0) return undefined;
    const taking = (action: string) =>
      soonest(over.filter(held => rights.allows(held, action, own.who)).map(({ holding }) => holding.tenure));
    const opened = soonest(
      actions
        .map(line => allOf(line.map(taking)))
        .filter(
          (tenure, i) => tenure !== undefined && !actions[i]!.some(action => rights.isDenied(own, action, scope)),
        ),
    );
    return opened === undefined || carriers === undefined ? opened : allOf([this.#carriers.of(own, carriers), opened]);
  }
}

/** Whether a right goes with a role assignment. */
export const hangsOn = ({ assignment, writer }: CreateRight, id: string): boolean =>
  assignment === id || writer?.assignment === id;

type Useful = (own: Own, principal: number) => boolean;
type OpenDoor = readonly [NumberedDoor, Tenure];
/** Most people open none. */
const shut: readonly OpenDoor[] = [];

function push<K, T>(table: Map<K, T[]>, key: K, item: T): void {
  const known = table.get(key);
  if (known) known.push(item);
  else table.set(key, [item]);
}
