import assert from "node:assert/strict";
import { createHttpHeaders, createPipelineRequest, RestError } from "@azure/core-rest-pipeline";
import { throttle } from "../../posture/azure/limits";
import { type Ending, endingOf, mostPlaces, type Places, placesAfter, placesAtFirst } from "../../posture/azure/places";

/** The places after these endings, of which each is of a request sent after the last cut, unless it says otherwise. */
const placesBy = (endings: readonly Ending[], most = mostPlaces): Places =>
  endings.reduce((places, ending) => placesAfter(places, most, ending, places.cuts), placesAtFirst(most));
const times = (count: number, ending: Ending): readonly Ending[] => Array<Ending>(count).fill(ending);

describe("azure places", () => {
  for (const [what, endings, open, most] of [
    ["are few at first", [], 12],
    ["stay until a whole round was answered readily", times(11, "ready"), 12],
    ["double after a round", times(12, "ready"), 24],
    ["double again", times(12 + 24, "ready"), 48],
    ["are 64 at most", times(1000, "ready"), 64],
    ["are halved where one is refused", [...times(36, "ready"), "refused"], 24],
    ["are one more a round after that", [...times(36, "ready"), "refused", ...times(24, "ready")], 25],
    ["are halved again at the next refusal", [...times(36, "ready"), "refused", "refused"], 12],
    ["never are none", times(50, "refused"), 2],
    ["are not added to by slow answers", times(100, "slow"), 12],
    ["begin a round anew after a slow answer", [...times(11, "ready"), "slow", ...times(11, "ready")], 12],
    ["are never more than were asked for", times(1000, "ready"), 3, 3],
    ["are one, where one was asked for, after a refusal too", ["refused", "refused"], 1, 1],
  ] as const satisfies readonly (readonly [string, readonly Ending[], number, number?])[])
    it(what, () => assert.equal(placesBy(endings, most).open, open));

  it("are halved once for all that were under way together", () => {
    const before = placesBy(times(36, "ready"));
    const refused = Array.from({ length: 48 }).reduce<Places>(
      places => placesAfter(places, mostPlaces, "refused", before.cuts),
      before,
    );
    assert.deepEqual([before.open, refused.open], [48, 24]);
  });

  for (const [status, milliseconds, ending] of [
    [200, 50, "ready"],
    [403, 50, "ready"],
    [404, 50, "ready"],
    [409, 50, "ready"],
    [200, 5001, "slow"],
    [403, 60_000, "slow"],
    [500, 50, "slow"],
    [408, 50, "slow"],
    [undefined, 50, "slow"],
    [429, 50, "refused"],
    [503, 50, "refused"],
    [429, 60_000, "refused"],
  ] as const)
    it(`${status ?? "no answer"} after ${milliseconds} ms is ${ending}`, () =>
      assert.equal(endingOf(status, milliseconds), ending));

  /** Sends so many requests at once, each answered in its turn, and tells how many were under way at most after each hundred. */
  async function most(count: number, answer: (nth: number) => number | Error): Promise<number[]> {
    const policy = throttle([], mostPlaces, { now: () => 0 });
    let under = 0;
    let nth = 0;
    const peaks: number[] = [];
    await Promise.allSettled(
      Array.from({ length: count }, (_, at) =>
        policy.sendRequest(createPipelineRequest({ url: "https://arm/x" }), async request => {
          under++;
          const block = Math.floor(at / 100);
          peaks[block] = Math.max(peaks[block] ?? 0, under);
          const told = answer(nth++);
          await new Promise(resolve => setImmediate(resolve));
          under--;
          if (typeof told !== "number") throw told;
          return { request, status: told, headers: createHttpHeaders() };
        }),
      ),
    );
    return peaks;
  }

  it("are opened by the pipeline while nothing is refused", async () =>
    assert.deepEqual(await most(300, () => 200), [48, 64, 64]));

  it("are closed by it when a service refuses", async () => {
    const peaks = await most(600, nth => (nth < 100 ? 200 : 429));
    assert.equal(peaks.at(-1), 2);
  });

  it("are not opened where connections break", async () => {
    const peaks = await most(300, () => new RestError("torn", { code: "ECONNRESET" }));
    assert.deepEqual(peaks, [12, 12, 12]);
  });
});
