import type { RoleDefinition } from "../../evidence/role-definitions";
import type { Step, Way } from "./edges";
import type { Held } from "./held";
import type { Loan } from "./loans";
import type { Reachable, RoadsGiven } from "./reachable";

/** A loan, and where one stands who gives it. */
interface Lender {
  readonly loan: Loan;
  readonly by: Reachable;
  /** Whether it has to be activated, or somebody on the way to it. */
  readonly later: boolean;
  /** By class: whether somebody in its groups is named. */
  readonly classes: Map<number, boolean>;
}

/** What those lend whom somebody can be, on one search for roads. */
export class Borrowing {
  /** Of those whom a condition accepts without naming them, one is as good as the other. */
  readonly #tried = new Set<string>();

  constructor(
    private readonly given: RoadsGiven,
    private readonly lenders: readonly Lender[],
  ) {}

  /** The same with what is lent at these places; nothing if that is no more. What needs no activation comes first. */
  with(places: readonly Reachable[]): Borrowing | undefined {
    const known = new Set(this.lenders.map(keyOfLender));
    const found: Lender[] = [];
    for (const by of places) {
      const own = this.given.rights.of(by.as, by.joined, by.lent);
      for (const loan of own ? this.given.rights.loans.of(own) : []) {
        const later = [loan.held.holding, ...by.steps.map(({ way }) => way)].some(
          ({ tenure }) => tenure === "eligible",
        );
        const lender = { loan, by, later, classes: new Map<number, boolean>() };
        const key = keyOfLender(lender);
        if (known.has(key)) continue;
        known.add(key);
        found.push(lender);
      }
    }
    const first = found.some(({ later }) => !later) ? found.filter(({ later }) => !later) : found;
    return first.length > 0 ? new Borrowing(this.given, [...this.lenders, ...first]) : undefined;
  }

  /** The place with all that is lent to whoever stands there. */
  at(place: Reachable): Reachable {
    if (this.lenders.length === 0) return place;
    const { as, joined } = place;
    const who = {
      ids: new Set(this.given.around(as, joined).map(one => this.given.idOf(one))),
      type: this.given.typeOf(as),
    };
    // Whoever rewrites a role, it is rewritten: the first who can is enough, unless it matters where he can.
    const chosen = new Map<Held | RoleDefinition, Lender>();
    for (const lender of this.lenders) {
      const { held } = lender.loan;
      const what = held.rewrites?.over.length === 0 ? held.rewrites.role : held;
      if (lender.by.as !== as && !chosen.has(what) && lender.loan.accepts(who)) chosen.set(what, lender);
    }
    if (chosen.size === 0) return place;
    const lenders = [...chosen.values()];
    const before = lenders.flatMap(({ by }) => by.steps);
    return { ...place, lent: lenders.map(({ loan }) => loan.held), steps: distinct([...before, ...place.steps]) };
  }

  /** Whether somebody is worth becoming, or a group joining, for what is lent. */
  isWorth({ kind, tenure }: Way, to: number, as: number): boolean {
    return this.lenders.some((lender, i) => {
      if (this.#isNamed(lender, to)) return lender.by.as !== to;
      if (kind.joins) return false;
      const type = this.given.typeOf(to);
      const key = `${i} ${type} ${tenure === "eligible"}`;
      if (this.#tried.has(key) || !lender.loan.accepts({ ids: new Set([this.given.idOf(to)]), type })) return false;
      this.#tried.add(key);
      return as !== to;
    });
  }

  #isNamed({ loan: { named }, classes }: Lender, to: number): boolean {
    if (named.size === 0 || named.has(to)) return named.has(to);
    const group = this.given.classOf(to);
    const known = classes.get(group) ?? this.given.around(to, []).some(one => named.has(one));
    classes.set(group, known);
    return known;
  }
}

const keyOfLender = ({ loan: { held }, by, later }: Lender): string =>
  `${by.as} ${held.holding.id} ${held.subscriptions.length} ${later}`;

/** Each step once, where it comes first. */
function distinct(steps: readonly Step[]): readonly Step[] {
  const known = new Map<string, Step>();
  for (const step of steps) {
    const key = `${step.way.kind.kind} ${step.way.evidence} ${step.from} ${step.to}`;
    if (!known.has(key)) known.set(key, step);
  }
  return [...known.values()];
}

/** One key for the same principal in the same groups with the same loans. */
export const keyOf = ({ as, joined, lent = [] }: Reachable): number | string =>
  joined.length + lent.length === 0 ? as : [as, joined.join(" "), ...lent.map(({ holding }) => holding.id)].join("\n");
