import type { Command } from "../cures/command";
import type { AccessGraph } from "../facts/access/access-graph";
import { type Amount, exactly, figure } from "../facts/amount";
import { awakeIn, reachOf } from "../facts/blast-radius";
import type { Setting } from "../facts/needs";
import { potentialOf } from "../facts/potential";
import { quotaNeeds, quotasBy } from "../facts/service-quotas";
import { isBreakGlass } from "../facts/subjects";
import type { ComputeCreator, CreateRight } from "../facts/types";
import { pick, type Resolver } from "../run/resolve";
import { assignmentRemoval, isOfArm, membershipRemoval, type RemovalWords, stepRemoval } from "./removal-words";
import { type Stake, smallestRemovals } from "./smallest-removals";

/** One thing to take away. */
export interface Removal {
  /** An imperative, for people. */
  readonly says: string;
  /** Whom it takes rights from, by name, sorted. */
  readonly from: readonly string[];
  readonly commands: readonly Command[];
}

/** The fewest things to take away, so that those who are not defended can burn hardly anything. */
export interface RemovalPlan {
  /** How many identities are exposed: a stolen password or secret is enough, or nobody knows. */
  readonly exposed: number;
  /** USD a day at list prices that they could burn together, each quota counted once. */
  readonly before: Amount;
  /** The same, once everything here is done. What others share with them is out of their reach too. */
  readonly after: Amount;
  readonly removals: readonly Removal[];
  /** No set with fewer does it. */
  readonly atLeast: number;
}

/** The share of the money that is taken away. */
const share = 0.9;
/** Of larger groups with one right nobody is taken out one by one. */
const fewMembers = 20;

/** Works out what to take away. Pure. Emergency accounts keep what they hold. */
export function removalsOf(know: Resolver, { estate, manifest }: Setting): RemovalPlan {
  const quotas = pick(know, [...quotaNeeds, "soldSizes", "sharedLimits"]);
  const defended = new Set(
    know("blastRadius").value.flatMap(({ principal, defended }) => (defended === true ? [principal.id] : [])),
  );
  const reaching = new Set(know("blastRadius").value.map(({ principal }) => principal.id));
  const awake = awakeIn(quotas.subscriptions.value);
  const exposed = know("computeCreators").value.filter(
    ({ principal }) =>
      reaching.has(principal.id) && !defended.has(principal.id) && !isBreakGlass(estate.breakGlass, principal),
  );
  const candidates = new Candidates(know("access").value);
  const ways = [...sharing(exposed, awake)].flatMap(([rights, holders]) =>
    rights.flatMap(right => candidates.waysOf(right, holders)),
  );
  const chosen = smallestRemovals(stakesOf(ways, quotas, manifest.collectedAt), candidates.count, share);
  const removed = new Set(chosen.chosen);
  const potential = potentialOf(quotas, manifest.collectedAt);
  const burnt = (left: readonly Way[]): Amount =>
    potential(reachOf([...new Set(left.map(({ right }) => right))], know("computeCreators").gaps.length === 0))
      .usdPerDay;
  return {
    exposed: exposed.length,
    before: burnt(ways),
    after: burnt(ways.filter(({ cutBy }) => !cutBy.some(each => removed.has(each)))),
    removals: chosen.chosen.map(each => candidates.told(each)),
    atLeast: chosen.atLeast,
  };
}

/** Those who share one list of rights. */
function sharing(
  creators: readonly ComputeCreator[],
  awake: (creator: ComputeCreator) => readonly CreateRight[],
): Map<readonly CreateRight[], ComputeCreator[]> {
  const holders = new Map<readonly CreateRight[], ComputeCreator[]>();
  for (const creator of creators) {
    const rights = awake(creator);
    const known = holders.get(rights);
    if (known) known.push(creator);
    else holders.set(rights, [creator]);
  }
  return holders;
}

/** A right of somebody, or of several who hold it alike, and what cuts it. */
interface Way {
  readonly right: CreateRight;
  readonly cutBy: readonly number[];
}

/** What can be taken away, by number. */
class Candidates {
  readonly #numbers = new Map<string, number>();
  readonly #told: { readonly says: string; readonly from: Set<string>; readonly commands: readonly Command[] }[] = [];

  constructor(private readonly access: Pick<AccessGraph, "cutTold">) {}

  get count(): number {
    return this.#told.length;
  }

  told(number: number): Removal {
    const { says, from, commands } = this.#told[number]!;
    return { says, from: [...from].sort(), commands };
  }

  /** One way for each who could be taken out of the group, and one for all where there are very many. */
  waysOf(right: CreateRight, holders: readonly ComputeCreator[]): Way[] {
    const names = holders.map(({ principal }) => principal.name);
    const { via, road } = right;
    if (holders.length > fewMembers) return [{ right, cutBy: [this.#number(assignmentRemoval(right), names)] }];
    return holders.map(({ principal }) => ({
      right,
      cutBy: [
        // what Entra assigns is what the last step goes by, and the step says it better
        ...(isOfArm(right) || !road ? [this.#number(assignmentRemoval(right), names)] : []),
        ...(via && !road ? [this.#number(membershipRemoval(via, principal), [principal.name])] : []),
        ...(road ?? []).map((step, i) =>
          this.#number(stepRemoval(step, road![i - 1]?.to ?? principal, this.access), [principal.name]),
        ),
      ],
    }));
  }

  #number({ key, says, commands }: RemovalWords, from: readonly string[]): number {
    const number = this.#numbers.get(key) ?? this.#told.push({ says, from: new Set(), commands }) - 1;
    this.#numbers.set(key, number);
    for (const name of from) this.#told[number]!.from.add(name);
    return number;
  }
}

/** The idle quota of each service in each subscription, with the ways to it. */
function stakesOf(ways: readonly Way[], quotas: Parameters<typeof quotasBy>[0], at: string): Stake[] {
  const { compute, others } = quotasBy(quotas, at);
  const leading = new Map<string, { readonly usdPerDay: number; readonly ways: (readonly number[])[] }>();
  const lead = (service: string, subscription: string, way: readonly number[]) => {
    const key = `${service} ${subscription}`;
    const known = leading.get(key) ?? {
      usdPerDay:
        figure((service === "" ? compute : others.get(service))?.of(subscription).sums.usdPerDay ?? exactly(0)) ?? 0,
      ways: [],
    };
    known.ways.push(way);
    leading.set(key, known);
  };
  for (const { right, cutBy } of ways)
    for (const subscription of right.subscriptions) {
      if (right.computeQuota) lead("", subscription, cutBy);
      for (const service of right.serviceQuotas ?? others.keys()) lead(service, subscription, cutBy);
    }
  return [...leading.values()];
}
