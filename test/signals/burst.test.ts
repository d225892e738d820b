import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type Burst, burst } from "../../posture/signals/burst";
import { type Answer, windowOf } from "../../posture/signals/question";
import { runs } from "../depth";

const minute = 60_000;
const midnight = Date.parse("2026-11-23T00:00:00.000Z");
const at = (minutes: number): string => new Date(midnight + minutes * minute).toISOString();
const clock = (text: string): number => {
  const [hours, minutes] = text.split(":").map(Number);
  return hours! * 60 + minutes!;
};

/** What was done in one hour, as the fold keeps it: how often, and the first and the last time. */
function row(region: string, times: number, first: number, last = first): Answer {
  const [begin, end] = [at(first), at(last)];
  assert.equal(windowOf(begin, 1), windowOf(end, 1), "of one hour");
  return {
    ...{ question: "hours", key: { region }, window: windowOf(begin, 1), first: begin, last: end },
    ...{ times, distinct: {}, sum: {} },
  };
}

/** One act each: `08:59 eastus2`. */
const acts = (...texts: readonly string[]): readonly Answer[] =>
  texts.map(text => row(text.slice(6), 1, clock(text.slice(0, 5))));

const regions = (answers: readonly Answer[], limit = 3, hours = 3) =>
  burst(answers, { count: ["region"] }, limit, hours);
const times = (answers: readonly Answer[], limit: number, hours = 3) => burst(answers, { count: [] }, limit, hours);
const told = (found: Burst | undefined) =>
  found?.answers.map(({ first, key }) => `${first.slice(11, 16)} ${key.region}`);

describe("a burst", () => {
  it("lies across the hours of the fold", () => {
    const three = acts("08:59 eastus2", "09:30 northeurope", "11:01 japaneast");
    assert.deepEqual(regions(three)?.values, ["eastus2", "japaneast", "northeurope"]);
    assert.equal(regions(acts("08:59 eastus2", "09:30 northeurope", "11:59 japaneast")), undefined);
    assert.equal(regions(acts("08:01 eastus2", "09:30 northeurope", "11:01 japaneast")), undefined);
  });

  it("counts what was done on both sides of them", () => {
    assert(times([row("", 10, clock("08:59")), row("", 10, clock("11:01"))], 20));
    assert.equal(times([row("", 10, clock("08:59")), row("", 9, clock("11:01"))], 20), undefined);
    assert.equal(times([row("", 10, clock("08:59")), row("", 10, clock("11:59"))], 20), undefined);
    const asked = [row("", 1, clock("00:55")), row("", 1, clock("09:00")), row("", 1, clock("24:45"))];
    assert(times(asked, 3, 24));
    assert.equal(times([...asked.slice(0, 2), row("", 1, clock("24:55"))], 3, 24), undefined);
  });

  it("adds up a number of what was done", () => {
    const sets = [20, 30].map((machines, i) => ({ ...row("", 1, clock("08:59") + 60 * i), sum: { machines } }));
    const machines = (limit: number) => burst(sets, { count: [], sum: "machines" }, limit, 3);
    assert.equal(machines(50)?.answers.length, 2);
    assert.equal(machines(51), undefined);
    assert.equal(burst(acts("08:59 eastus2"), { count: [], sum: "machines" }, 1, 3), undefined);
  });

  it("takes what the hour leaves open for done within it", () => {
    const open = row("eastus2", 2, clock("08:05"), clock("08:55"));
    assert(times([open, row("eastus2", 2, clock("11:10"))], 4));
    assert.equal(times([open, row("eastus2", 2, clock("11:55"))], 4), undefined);
  });

  it("ends with what came too late, and tells of nothing that was over before", () => {
    const all = acts("01:00 westus", "08:59 eastus2", "09:30 northeurope", "11:01 japaneast", "12:45 westus");
    assert.deepEqual(told(regions(all)), ["08:59 eastus2", "09:30 northeurope", "11:01 japaneast"]);
    assert.deepEqual(told(regions([...all].reverse())), ["08:59 eastus2", "09:30 northeurope", "11:01 japaneast"]);
  });

  it("survives an end before its beginning", () => {
    const bad = { ...row("eastus2", 1, clock("09:00")), last: at(0) };
    assert.equal(regions([bad, bad, bad], 2), undefined);
    assert.equal(regions([{ ...bad, last: "never" }], 2), undefined);
  });

  describe("of any acts", () => {
    /** Minutes and regions of single acts, over two days. */
    const single = fc.record({ minutes: fc.nat(2 * 1440), region: fc.constantFrom("a", "b", "c", "d") });
    const singles = fc.array(single, { minLength: 1, maxLength: 30 });
    type Acts = readonly { readonly minutes: number; readonly region: string }[];

    function folded(done: Acts): Answer[] {
      const rows = new Map<string, Answer>();
      for (const { minutes, region } of done) {
        const id = `${region} ${Math.floor(minutes / 60)}`;
        const { times = 0, first = at(minutes), last = at(minutes) } = rows.get(id) ?? {};
        const ends = [first, last, at(minutes)].sort();
        rows.set(id, { ...row(region, times + 1, minutes), first: ends[0]!, last: ends[2]! });
      }
      return [...rows.values()];
    }

    /** The most that was done in less than so many minutes, counted act by act. */
    function most(done: Acts, minutes: number): { readonly times: number; readonly regions: number } {
      const spans = done.map(({ minutes: begin }) =>
        done.filter(act => act.minutes >= begin && act.minutes < begin + minutes),
      );
      return {
        times: Math.max(...spans.map(({ length }) => length)),
        regions: Math.max(...spans.map(span => new Set(span.map(({ region }) => region)).size)),
      };
    }

    it("what lies within the hours is always found, and what lies within no hour more never", () =>
      fc.assert(
        fc.property(singles, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }), (done, hours, limit) => {
          const [surely, atMost] = [most(done, hours * 60), most(done, (hours + 1) * 60)];
          for (const [found, of] of [
            [times(folded(done), limit, hours), "times"],
            [regions(folded(done), limit, hours), "regions"],
          ] as const) {
            if (surely[of] >= limit) assert(found, `${of}: missed`);
            if (atMost[of] < limit) assert.equal(found, undefined, `${of}: invented`);
          }
        }),
        { numRuns: runs(500) },
      ));

    it("what is told of it lies within the hours and is as much as the limit", () =>
      fc.assert(
        fc.property(singles, fc.integer({ min: 1, max: 6 }), (done, hours) => {
          const { answers } = times(folded(done), 1, hours)!;
          const span =
            Math.max(...answers.map(({ first }) => Date.parse(first))) -
            Math.min(...answers.map(({ last }) => Date.parse(last)));
          assert(span < hours * 60 * minute);
          const counted = answers.reduce((sum, answer) => sum + answer.times, 0);
          assert(counted >= most(done, hours * 60).times);
          assert.equal(times(folded(done), counted + 1, hours), undefined);
        }),
        { numRuns: runs(300) },
      ));
  });
});
