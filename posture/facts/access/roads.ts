import type { CreateRight } from "../types";
import { isAtOrBelow } from "./denials";
import { isSame, type Opening, type Step, type Way } from "./edges";
import type { Held, Own, Rights } from "./rights";

/** A right at the end of a road: what one would hold after taking its steps. */
export interface Reached {
  readonly right: CreateRight;
  readonly steps: readonly Step[];
}

interface Place {
  readonly as: number;
  /** Groups that it was made to join, sorted. */
  readonly joined: readonly number[];
  readonly steps: readonly Step[];
}

/** What is left out of a search, to see whether it is needed. */
export interface Without {
  readonly step?: Step;
  /** Id of a role assignment. */
  readonly assignment?: string;
}

/** Joining is a choice only where a denial or a condition knows the group; more choices than these are not tried. */
const mostPlaces = 4096;

export interface RoadsGiven {
  readonly rights: Rights;
  readonly around: (principal: number, joined: readonly number[]) => readonly number[];
  readonly ways: readonly Way[];
  readonly openings: readonly Opening[];
  /** Groups whose rights or bonds depend on who is in them beside what they hold: each is a choice of its own. */
  readonly binds: (group: number) => boolean;
  /** Who acts under elevated access. */
  readonly elevated: number;
}

/** Where one can get to by becoming others, step by step. */
export class Roads {
  readonly #ways = new Map<number, Way[]>();
  readonly #openings = new Map<string, Opening[]>();
  readonly #opened = new WeakMap<Own, readonly (readonly [Opening, CreateRight["tenure"]])[]>();
  /** Whether some search was given up, so that there may be more roads than were told. */
  cutShort = false;

  constructor(private readonly given: RoadsGiven) {
    for (const way of given.ways) push(this.#ways, way.from, way);
    for (const opening of given.openings)
      push(this.#openings, /^\/subscriptions\/([^/]+)/.exec(opening.scope)?.[1] ?? "", opening);
  }

  /** Whether anything leads from somebody to anywhere. */
  hasWays(principal: number): boolean {
    const own = this.given.rights.of(principal);
    return (
      this.given.around(principal, []).some(one => this.#ways.has(one)) ||
      (own !== undefined && this.#doorsOf(own).length > 0)
    );
  }

  /** Every right at the end of a road, the shortest road first; roads that need no activation come before others. */
  *from(principal: number, without: Without = {}): Generator<Reached> {
    const seen = new Set<string>();
    const waiting: Place[] = [];
    let places: Place[] = [{ as: principal, joined: [], steps: [] }];
    while (places.length > 0) {
      for (const place of places) {
        // grows while it is walked
        const key = `${place.as} ${place.joined.join(" ")}`;
        if (seen.has(key)) continue;
        seen.add(key);
        if (seen.size > mostPlaces) {
          this.cutShort = true;
          return;
        }
        yield* this.#rightsAt(place, without);
        for (const step of this.#stepsFrom(place))
          if (!without.step || !isSame(step, without.step))
            (step.way.tenure === "eligible" ? waiting : places).push(this.#after(place, step));
      }
      places = waiting.splice(0);
    }
  }

  *#rightsAt({ as, joined, steps }: Place, { assignment }: Without): Generator<Reached> {
    if (steps.length === 0) return;
    for (const right of this.given.rights.of(as, joined)?.rights ?? [])
      if (right.assignment !== assignment) yield { right, steps };
  }

  /** Of the groups that bind nobody one at a time is enough: each gives what it gives, whoever else is joined. */
  #after({ as, joined, steps }: Place, step: Step): Place {
    const road = [...steps, step];
    if (!step.way.kind.joins) return { as: step.to, joined: [], steps: road };
    const kept = joined.filter(group => this.given.binds(group));
    return { as, joined: [...new Set([...kept, step.to])].sort((a, b) => a - b), steps: road };
  }

  *#stepsFrom({ as, joined }: Place): Generator<Step> {
    const around = this.given.around(as, joined);
    const inside = new Set(around);
    for (const one of around)
      for (const way of this.#ways.get(one) ?? [])
        for (const to of way.to) if (!inside.has(to)) yield { way, from: as, to };
    const own = this.given.rights.of(as, joined);
    for (const [{ identity, kind, at, through }, tenure] of own ? this.#doorsOf(own) : [])
      if (identity !== as)
        yield { way: { kind, from: as, to: [identity], tenure, evidence: at, through }, from: as, to: identity };
  }

  /** The doors that somebody with these rights can open; looked up once for all who share them. */
  #doorsOf(own: Own): readonly (readonly [Opening, CreateRight["tenure"]])[] {
    const known = this.#opened.get(own);
    if (known) return known;
    const found = new Map<string, readonly [Opening, CreateRight["tenure"]]>();
    for (const held of own.held)
      for (const id of held.subscriptions)
        for (const opening of this.#openings.get(id) ?? []) {
          const tenure = later(held.holding.tenure, opening.creates ? creates(own) : "standing");
          const key = `${opening.identity} ${opening.scope}`;
          const before = found.get(key)?.[1];
          if (tenure === undefined || (before !== undefined && (before !== "eligible" || tenure === "eligible")))
            continue;
          if (isOver(held, opening.scope) && this.#opens(own, held, opening)) found.set(key, [opening, tenure]);
        }
    const doors = [...found.values()];
    this.#opened.set(own, doors);
    return doors;
  }

  #opens(own: Own, held: Held, { actions, scope }: Opening): boolean {
    const { rights } = this.given;
    return actions.some(line =>
      line.every(action => rights.allows(held, action, own.who) && !rights.isDenied(own, action, scope)),
    );
  }
}

/** `subscriptions` of what is held tells of the groups above already. */
const isOver = ({ scope, at }: Held, place: string): boolean =>
  scope.kind === "root" || scope.kind === "managementGroup" || isAtOrBelow(place, at);

/** How one may create a machine of one's own, if at all. */
function creates({ rights }: Own): CreateRight["tenure"] | undefined {
  const tenures = rights.filter(({ conditional }) => !conditional).map(({ tenure }) => tenure);
  return tenures.find(tenure => tenure !== "eligible") ?? tenures[0];
}

/** Of two that are both needed, the one that has to be activated. */
const later = (
  one: CreateRight["tenure"],
  other: CreateRight["tenure"] | undefined,
): CreateRight["tenure"] | undefined => (other === undefined || other === "eligible" ? other : one);

function push<K, T>(table: Map<K, T[]>, key: K, item: T): void {
  const known = table.get(key);
  if (known) known.push(item);
  else table.set(key, [item]);
}
