import * as fc from "fast-check";

/**
 * The seed and the number of runs of every property test. Mocha loads this file before any test.
 *
 * `npm test` and `npm run test:deep` try the same inputs each time. `npm run test:explore` tries more, with a seed that it
 * chooses and prints; `EXPLORE_SEED=42 npm run test:explore` tries the inputs of seed 42 again.
 */
const explored = process.env.EXPLORE_SEED;

export const seed = explored === undefined ? 20_230_725 : Number(explored);
if (!Number.isInteger(seed)) throw new Error(`EXPLORE_SEED is "${explored}"; it must be an integer`);

/** How often a property is tried: as often as it says, or ten times that when exploring. */
export const runs = (count: number): number => (explored === undefined ? count : 10 * count);

fc.configureGlobal({ seed, numRuns: runs(100) });
