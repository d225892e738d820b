/**
 * Which few things to take away so that most of the money is out of reach. Each stake of money lies at the end of ways, and is out
 * of reach once every way to it is cut; a way is cut by the removal of any one of what it goes over. Which set is the smallest is
 * hard to tell (it holds set cover), so up to `mostExact` candidates are tried in every combination, and of more a set is grown
 * step by step, with a bound below which no set can be.
 */

/** Money, and the ways that lead to it. */
export interface Stake {
  readonly usdPerDay: number;
  /** Of each way: the numbers of the candidates that cut it. A way without any cannot be cut. */
  readonly ways: readonly (readonly number[])[];
}

export interface Removals {
  /** Numbers of the candidates to remove, those first that matter most. */
  readonly chosen: readonly number[];
  /** USD a day that they take out of reach. */
  readonly taken: number;
  /** Whether no smaller set does it. */
  readonly isSmallest: boolean;
  /** No set with fewer does it. */
  readonly atLeast: number;
}

/** So many candidates are a million combinations. */
export const mostExact = 20;

/**
 * A small set of removals that takes away this share of all that can be taken away. Pure; ties go to the lower number.
 * @param share of the money at stake whose every way can be cut, from 0 to 1
 */
export function smallestRemovals(stakes: readonly Stake[], candidates: number, share: number): Removals {
  const open = stakes.filter(({ usdPerDay, ways }) => usdPerDay > 0 && ways.every(way => way.length > 0));
  const aim = share * open.reduce((sum, { usdPerDay }) => sum + usdPerDay, 0) - 1e-9;
  const used = [...new Set(open.flatMap(({ ways }) => ways.flat()))].sort((a, b) => a - b);
  if (aim <= 0 || used.length === 0 || candidates === 0) return { chosen: [], taken: 0, isSmallest: true, atLeast: 0 };
  const grown = inOrder(open, pruned(open, aim, grow(open, aim)));
  if (used.length <= mostExact) {
    const exact = smallest(open, aim, used, grown.length);
    const chosen = exact ? inOrder(open, exact) : grown;
    return { chosen, taken: takenBy(open, new Set(chosen)), isSmallest: true, atLeast: chosen.length };
  }
  const atLeast = Math.min(boundOf(open, aim, used), grown.length);
  return { chosen: grown, taken: takenBy(open, new Set(grown)), isSmallest: atLeast === grown.length, atLeast };
}

const isCut = (way: readonly number[], removed: ReadonlySet<number>): boolean => way.some(each => removed.has(each));

/** What is out of reach once these are removed. */
const takenBy = (stakes: readonly Stake[], removed: ReadonlySet<number>): number =>
  stakes.reduce((sum, { usdPerDay, ways }) => sum + (ways.every(way => isCut(way, removed)) ? usdPerDay : 0), 0);

/** Money spread over the ways that lead to it: cutting a part of them is a step towards it. */
function weightsOf(stakes: readonly Stake[], removed: ReadonlySet<number>): Map<number, number> {
  const weights = new Map<number, number>();
  for (const { usdPerDay, ways } of stakes)
    for (const way of ways) {
      if (isCut(way, removed)) continue;
      for (const each of new Set(way)) weights.set(each, (weights.get(each) ?? 0) + usdPerDay / ways.length);
    }
  return weights;
}

/** Takes what cuts the most, again and again. */
function grow(stakes: readonly Stake[], aim: number): number[] {
  const removed = new Set<number>();
  while (takenBy(stakes, removed) < aim) {
    const [best] = [...weightsOf(stakes, removed)].sort(([a, x], [b, y]) => y - x || a - b);
    removed.add(best![0]);
  }
  return [...removed];
}

/** Without those that turned out not to be needed; the last ones were chosen for the least. */
function pruned(stakes: readonly Stake[], aim: number, chosen: readonly number[]): readonly number[] {
  const left = new Set(chosen);
  for (const each of chosen) {
    left.delete(each);
    if (takenBy(stakes, left) < aim) left.add(each);
  }
  return [...left];
}

/** The same set, each time the one next that takes the most. */
function inOrder(stakes: readonly Stake[], chosen: readonly number[]): readonly number[] {
  const left = new Set(chosen);
  const done = new Set<number>();
  while (left.size > 0) {
    const weights = weightsOf(stakes, done);
    const [next] = [...left].sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || a - b);
    left.delete(next!);
    done.add(next!);
  }
  return [...done];
}

/** Every combination of fewer than these, the small ones first. Nothing, where none does it. */
function smallest(
  stakes: readonly Stake[],
  aim: number,
  used: readonly number[],
  than: number,
): readonly number[] | undefined {
  const masks = stakes.map(({ usdPerDay, ways }) => ({
    usdPerDay,
    ways: [...new Set(ways.map(way => way.reduce((mask, each) => mask | (1 << used.indexOf(each)), 0)))],
  }));
  const takes = (mask: number): boolean => {
    let taken = 0;
    for (const { usdPerDay, ways } of masks) if (ways.every(way => (way & mask) !== 0)) taken += usdPerDay;
    return taken >= aim;
  };
  for (let size = 1; size < than; size++)
    for (const mask of combinations(used.length, size)) if (takes(mask)) return used.filter((_, i) => mask & (1 << i));
  return undefined;
}

/** All sets of so many of the first `of` bits, in ascending order (Gosper). */
function* combinations(of: number, size: number): Generator<number> {
  let mask = (1 << size) - 1;
  while (mask < 1 << of) {
    yield mask;
    const low = mask & -mask;
    const up = mask + low;
    mask = (((mask ^ up) / low) >> 2) | up;
  }
}

/**
 * Whoever takes `aim` cuts ways that carry at least as much, and one candidate cuts no more than its own weight: as few as the
 * heaviest of them that reach `aim` together.
 */
function boundOf(stakes: readonly Stake[], aim: number, used: readonly number[]): number {
  const weights = weightsOf(stakes, new Set());
  const heaviest = used.map(each => weights.get(each) ?? 0).sort((a, b) => b - a);
  let [count, sum] = [0, 0];
  while (count < heaviest.length && sum < aim) sum += heaviest[count++]!;
  return count;
}
