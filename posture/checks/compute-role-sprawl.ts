import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { isAtOrAbove, type ScopeAbove, scopesAbove } from "../facts/places";
import { subscriptions } from "../facts/populations";
import { isBreakGlass, maySignIn, subscriptionSubject, unconditional } from "../facts/subjects";
import type { ComputeCreator, CreateRight } from "../facts/types";
import { capped, paths, plural } from "../report-text";

export default defineCheck({
  id: "compute-role-sprawl",
  title: "Few people hold a standing right to create compute",
  faultTitle: "Many people hold a standing right to create compute",
  severity: "high",
  why: "Every account that can create machines at any time is one more account worth stealing, and Virtual Machine Contributor and similar roles are assigned lightly.",
  fix: "Remove the role from those who do not need it, and make it eligible in PIM, with approval, for those who need it now and then.",
  control: "compute-rbac-sprawl",

  counts: true,
  sparesDecoys: true,
  needs: ["subscriptions", "computeHolders"],
  examines: subscriptions,
  *run({ subscriptions, computeHolders }, { estate, manifest }) {
    const most = estate.thresholds.standingHolders;
    // Emergency accounts have to hold a standing right.
    const people = computeHolders.filter(
      ({ principal }) =>
        principal.kind === "user" && maySignIn(principal) && !isBreakGlass(estate.breakGlass, principal),
    );
    const bySub = grouped(holdingsOf(people), ({ at }) => at.subscription);
    const [told, open] = [new Told(), new Told()];
    for (const { place, people: crowd, subscriptions: crowded } of crowdsOf(people, most, told, open))
      yield {
        subject: place.isRoot
          ? { kind: "tenant", id: manifest.tenant, name: "the root of the tenant", scope: "/" }
          : { kind: "managementGroup", id: place.scope, name: place.scope.split("/").at(-1)! },
        cure: byHand("makeEligible"),
        fault: `${plural(crowd.length, ...words)} a standing right to create compute in ${plural(crowded, "subscription")} below it; at most ${most} should`,
        proof: capped([...crowd].sort(inOrder).map(holder)),
      };
    for (const subscription of subscriptions) {
      const id = subscription.id.toLowerCase();
      const here = (bySub.get(id) ?? []).flatMap(({ creators, at }) =>
        creators.filter(({ principal }) => !told.has(id, principal.id)).map(creator => ({ creator, at })),
      );
      const proved = here.filter(
        ({ creator, at }) =>
          at.proved && isEnabled(creator) && at.rights.some(isStanding) && !open.has(id, creator.principal.id),
      );
      const subject = subscriptionSubject(subscription);
      if (proved.length > most)
        yield {
          subject,
          cure: byHand("makeEligible"),
          fault: `${plural(proved.length, ...(told.isIn(id) ? moreWords : words))} a standing right to create compute; at most ${most} should`,
          proof: capped(
            proved
              .map(({ creator, at }) => ({ creator, rights: at.rights }))
              .sort(inOrder)
              .map(holder),
          ),
        };
      else if (here.length > most)
        yield {
          subject,
          unknown:
            "for some holders it could not be read whether their right reaches it, or is standing, or whether they can sign in",
        };
    }
  },
});

type Words = readonly [one: string, many: string];
const words: Words = ["person holds", "people hold"];
const moreWords: Words = ["more person holds", "more people hold"];

const isEnabled = ({ principal }: ComputeCreator): boolean => principal.enabled === "yes";
const isStanding = ({ tenure }: CreateRight): boolean => tenure === "standing";

/** Of whom something is said at a place above a subscription. */
class Told {
  readonly #bySubscription = new Map<string, Set<string>>();

  add(subscription: string, principal: string): void {
    const known = this.#bySubscription.get(subscription) ?? new Set();
    this.#bySubscription.set(subscription, known.add(principal));
  }
  isIn(subscription: string): boolean {
    return this.#bySubscription.has(subscription);
  }
  has(subscription: string, principal: string): boolean {
    return this.#bySubscription.get(subscription)?.has(principal) ?? false;
  }
}

/** Too many people who hold a right at one place above subscriptions. */
interface Crowd {
  readonly place: ScopeAbove;
  readonly people: readonly Holder[];
  /** How many subscriptions of it too many of them reach. */
  readonly subscriptions: number;
}

/**
 * What is inherited is told once, where it is held, from the top down. `told` are those of whom it is; `open` those of
 * whom it would be, if all were known of the others: they prove nothing further down.
 */
function* crowdsOf(people: readonly ComputeCreator[], most: number, told: Told, open: Told): Generator<Crowd> {
  const all = people.map(creator => ({ creator, rights: inForce(creator) }));
  const places = scopesAbove(rightsOf(all));
  // Few hold anything at these places.
  const atPlaces = new Set(places.map(({ scope }) => scope.toLowerCase()));
  const above = once((rights: readonly CreateRight[]) =>
    rights.filter(({ scope }) => atPlaces.has(scope.toLowerCase())),
  );
  const holders = all.flatMap(({ creator, rights }) => {
    const here = above(rights);
    return here.length > 0 ? [{ creator, rights: here }] : [];
  });
  for (const place of places) {
    const above = new Set(places.filter(one => isAtOrAbove(one, place)).map(({ scope }) => scope.toLowerCase()));
    const here = holders.flatMap(({ creator, rights }) => {
      const held = rights.filter(({ scope }) => above.has(scope.toLowerCase()));
      const reached = (some: readonly CreateRight[]) =>
        [...new Set(some.flatMap(({ subscriptions }) => subscriptions))].filter(
          id => place.subscriptions.has(id) && !told.has(id, creator.principal.id),
        );
      const may = reached(held);
      const standing = isEnabled(creator) ? held.filter(isStanding) : [];
      return may.length > 0 ? [{ creator, rights: standing, sure: reached(standing), may }] : [];
    });
    const crowded = crowdedIn(
      here.map(({ sure }) => sure),
      most,
    );
    const maybe = crowdedIn(
      here.map(({ may }) => may),
      most,
    );
    for (const { creator, may, sure } of here) {
      for (const id of sure) if (crowded.has(id)) told.add(id, creator.principal.id);
      for (const id of may) if (maybe.has(id) && !crowded.has(id)) open.add(id, creator.principal.id);
    }
    const crowd = here.filter(({ sure }) => sure.some(id => crowded.has(id)));
    if (crowd.length > 0) yield { place, people: crowd, subscriptions: crowded.size };
  }
}

function* rightsOf(holders: readonly Holder[]): Generator<CreateRight> {
  for (const rights of new Set(holders.map(({ rights }) => rights))) yield* rights;
}

type Rights = readonly CreateRight[];

/** Members of a group share their rights: what follows from these is worked out once. */
function once<T>(answer: (rights: Rights) => T): (rights: Rights) => T {
  const known = new WeakMap<Rights, { readonly answer: T }>();
  return rights => {
    const before = known.get(rights) ?? { answer: answer(rights) };
    known.set(rights, before);
    return before.answer;
  };
}

/** The subscriptions that more than so many reach. */
function crowdedIn(reached: readonly (readonly string[])[], most: number): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const id of reached.flat()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return new Set([...counts].flatMap(([id, count]) => (count > most ? [id] : [])));
}

interface Holder {
  readonly creator: ComputeCreator;
  readonly rights: readonly CreateRight[];
}

/** What people who share their rights hold over one subscription. */
interface HeldRights {
  readonly creators: readonly ComputeCreator[];
  readonly at: Reached;
}

interface Reached {
  readonly subscription: string;
  readonly rights: Rights;
  /** Whether they are proved to reach the subscription; if not, they may. */
  readonly proved: boolean;
}

/** Rights in force that are standing, or may be. Who may only assign roles is told of one by one, by `self-grant-role`. */
const inForce = (creator: ComputeCreator): Rights => standingOrPerhaps(unconditional(creator));

const standingOrPerhaps = once(rights =>
  rights.filter(({ by, tenure }) => by === "create" && (tenure === "standing" || tenure === "unknown")),
);

function* holdingsOf(people: readonly ComputeCreator[]): Generator<HeldRights> {
  const byRights = new Map<Rights, ComputeCreator[]>();
  for (const creator of people) {
    const rights = inForce(creator);
    const known = byRights.get(rights);
    if (known) known.push(creator);
    else byRights.set(rights, [creator]);
  }
  for (const [rights, creators] of byRights) for (const at of reachedBy(rights)) yield { creators, at };
}

const reachedBy = (rights: Rights): readonly Reached[] => {
  const reached = reaching(rights, right => right.subscriptions);
  const perhaps = reaching(rights, right => right.perhaps ?? []);
  return [
    ...[...reached].map(([subscription, rights]) => ({ subscription, rights, proved: true })),
    ...[...perhaps].flatMap(([subscription, rights]) =>
      reached.has(subscription) ? [] : [{ subscription, rights, proved: false }],
    ),
  ];
};

/** The rights by subscription that they reach. */
function reaching(
  rights: readonly CreateRight[],
  where: (right: CreateRight) => readonly string[],
): ReadonlyMap<string, readonly CreateRight[]> {
  const found = new Map<string, CreateRight[]>();
  for (const right of rights)
    for (const id of where(right)) {
      const known = found.get(id);
      if (known) known.push(right);
      else found.set(id, [right]);
    }
  return found;
}

/** The order of the texts, which the names decide: for that alone they are not put together, long as they are. */
function inOrder(one: Holder, other: Holder): number {
  let [x, y] = [startOf(one), startOf(other)];
  if (x.startsWith(y) || y.startsWith(x)) [x, y] = [holder(one), holder(other)];
  return x < y ? -1 : Number(x > y);
}

const startOf = ({ creator }: Holder): string => `${creator.principal.name}: `;
const holder = ({ creator, rights }: Holder): string => `${creator.principal.name}: ${paths(rights).join("; ")}`;
