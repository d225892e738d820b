import assert from "node:assert/strict";
import * as fc from "fast-check";
import { mostExact, type Stake, smallestRemovals } from "../../posture/plan/smallest-removals";
import { runs } from "../depth";

const stake = (usdPerDay: number, ...ways: readonly (readonly number[])[]): Stake => ({ usdPerDay, ways });

describe("the smallest removals", () => {
  const cases: readonly (readonly [
    string,
    readonly Stake[],
    share: number,
    chosen: readonly number[],
    taken: number,
  ])[] = [
    ["of nothing at stake are none", [], 0.9, [], 0],
    ["of money that nobody reaches are none, for it is out of reach", [stake(0, [0])], 0.9, [], 0],
    ["are the one that all ways share", [stake(100, [0, 1], [1, 2], [3, 1])], 0.9, [1], 100],
    ["are one for each way, where they share nothing", [stake(100, [0], [1], [2])], 0.9, [0, 1, 2], 100],
    ["leave the small money, where the large is enough", [stake(95, [0]), stake(5, [1])], 0.9, [0], 95],
    ["take the small money too, where the large is not enough", [stake(80, [0]), stake(20, [1])], 0.9, [0, 1], 100],
    [
      "leave the money that is dear to reach",
      [stake(50, [0]), stake(45, [1]), stake(5, [2], [3], [4], [5])],
      0.9,
      [0, 1],
      95,
    ],
    // what cuts most is not part of the smallest set: 0 cuts three of six ways, 1 and 2 together all of them
    ["are not what is grown step by step", [stake(60, [1, 0], [1, 0], [1], [2, 0], [2, 0], [2])], 1, [1, 2], 60],
    ["leave what cannot be cut out of the reckoning", [stake(1000, [0], []), stake(10, [1])], 1, [1], 10],
  ];
  for (const [name, stakes, share, chosen, taken] of cases)
    it(name, () => {
      const found = smallestRemovals(stakes, 6, share);
      assert.deepEqual([...found.chosen].sort(), [...chosen].sort());
      assert.equal(found.taken, taken);
      assert(found.isSmallest);
      assert.equal(found.atLeast, chosen.length);
    });

  it("tell first what matters most", () =>
    assert.deepEqual(smallestRemovals([stake(10, [0]), stake(100, [1]), stake(50, [2])], 3, 1).chosen, [1, 2, 0]));

  const stakes = (most: number) =>
    fc.array(
      fc.record({
        usdPerDay: fc.integer({ min: 0, max: 50 }),
        ways: fc.array(fc.uniqueArray(fc.nat({ max: most - 1 }), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 4,
        }),
      }),
      { minLength: 1, maxLength: 6 },
    );
  const taken = (all: readonly Stake[], removed: readonly number[]): number =>
    all.reduce(
      (sum, { usdPerDay, ways }) => sum + (ways.every(way => way.some(each => removed.includes(each))) ? usdPerDay : 0),
      0,
    );
  const subsets = (of: number): number[][] =>
    Array.from({ length: 1 << of }, (_, mask) => Array.from({ length: of }, (_, i) => i).filter(i => mask & (1 << i)));

  it("are as few as trying every set finds", () =>
    fc.assert(
      fc.property(stakes(7), fc.constantFrom(0.5, 0.9, 1), (all, share) => {
        const whole = all.reduce((sum, { usdPerDay }) => sum + usdPerDay, 0);
        const fewest = Math.min(
          ...subsets(7)
            .filter(set => taken(all, set) >= share * whole - 1e-9)
            .map(({ length }) => length),
        );
        const found = smallestRemovals(all, 7, share);
        assert.equal(found.chosen.length, fewest);
        assert.equal(found.taken, taken(all, found.chosen));
      }),
      { numRuns: runs(200) },
    ));

  it("of very many are enough, none of them for nothing, and no fewer than their bound", () =>
    fc.assert(
      fc.property(stakes(60), fc.constantFrom(0.5, 0.9, 1), (few, share) => {
        // so many candidates that combinations are not tried
        const all = [...few, ...Array.from({ length: mostExact + 1 }, (_, i) => stake(30, [i, 60 + i]))];
        const whole = all.reduce((sum, { usdPerDay }) => sum + usdPerDay, 0);
        const found = smallestRemovals(all, 90, share);
        assert(found.taken >= share * whole - 1e-9);
        assert.equal(found.taken, taken(all, found.chosen));
        for (const each of found.chosen)
          assert(
            taken(
              all,
              found.chosen.filter(other => other !== each),
            ) <
              share * whole - 1e-9,
            "none can be left out",
          );
        assert(found.atLeast >= 1 && found.atLeast <= found.chosen.length);
        assert.equal(found.isSmallest, found.atLeast === found.chosen.length);
      }),
      { numRuns: runs(100) },
    ));

  it("know a bound that no set is below", () => {
    // each of thirty takes an equal share: nine tenths of them have to go
    const all = Array.from({ length: 30 }, (_, i) => stake(10, [i]));
    assert.deepEqual(
      (({ chosen, atLeast, isSmallest }) => [chosen.length, atLeast, isSmallest])(smallestRemovals(all, 30, 0.9)),
      [27, 27, true],
    );
  });
});
