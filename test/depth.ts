import * as fc from "fast-check";

/**
 * How deeply the tests search. Mocha loads this file before any test.
 *
 * `npm test` tries a part of what is long, and always the same part; `npm run test:deep` tries all of it. `npm run test:explore`
 * tries the property tests with more runs and a seed that it chooses and prints; `EXPLORE_SEED=42 npm run test:explore` tries the
 * inputs of seed 42 again.
 */
const depth = process.env.TEST_DEPTH ?? "sample";

/** The share of its runs that a property gets. */
const share: { readonly [depth: string]: number } = { sample: 0.2, deep: 1, explore: 10 };
if (!(depth in share)) throw new Error(`TEST_DEPTH is "${depth}"; it must be one of ${Object.keys(share).join(", ")}`);

const explored = process.env.EXPLORE_SEED;
const seed = explored === undefined ? 20_230_725 : Number(explored);
if (!Number.isInteger(seed)) throw new Error(`EXPLORE_SEED is "${explored}"; it must be an integer`);

/** How often a property is tried that wants so many runs; one that costs much takes a smaller share of them in `npm test`. */
export const runs = (count: number, sample = share.sample!): number =>
  Math.max(5, Math.round(count * (depth === "sample" ? sample : share[depth]!)));

/** Of a long list of cases every so manieth in `npm test`, and all in the deep tests. */
export const sampled = <T>(cases: readonly T[], every: number): readonly T[] =>
  depth === "sample" ? cases.filter((_, i) => i % every === 0) : cases;

fc.configureGlobal({ seed, numRuns: depth === "explore" ? 1000 : 100 });
