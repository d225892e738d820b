import assert from "node:assert/strict";
import { oddTimes } from "../../posture/run/odd-times";

const now = Date.parse("2026-11-24T12:00:00Z");

describe("Times of saved evidence", () => {
  for (const [what, collectedAt, endedAt, said] of [
    [
      "begun and ended five hours ahead",
      "2026-11-24T17:00:00Z",
      "2026-11-24T17:04:00Z",
      [/begun in the future/, /ended in the future/],
    ],
    ["begun ten years ahead, with no end", "2036-11-24T12:00:00Z", undefined, [/begun in the future, at 2036/]],
    ["ended ahead", "2026-11-24T11:00:00Z", "2026-11-24T15:00:00Z", [/ended in the future/]],
    ["ended before it was begun", "2026-11-24T06:00:00Z", "2026-11-24T05:00:00Z", [/before it was begun/]],
    ["years apart", "2020-11-24T06:00:00Z", "2026-11-24T06:00:00Z", [/longer than the 24 hours/]],
    ["25 hours", "2026-11-22T06:00:00Z", "2026-11-23T07:00:00Z", [/longer than the 24 hours/]],
  ] as const)
    it(`are told where they are odd: ${what}`, () => {
      const told = oddTimes({ collectedAt, ...(endedAt !== undefined && { endedAt }) }, now);
      assert.equal(told.length, said.length, told.join("; "));
      for (const [at, words] of said.entries()) assert.match(told[at]!, words);
    });

  for (const [what, collectedAt, endedAt] of [
    ["a clock that is a minute ahead", "2026-11-24T12:01:00Z", "2026-11-24T12:01:30Z"],
    ["a clock that was set back by a minute", "2026-11-24T06:00:00Z", "2026-11-24T05:59:00Z"],
    ["a reading that was gone on with after 23 hours", "2026-11-23T06:00:00Z", "2026-11-24T05:00:00Z"],
    ["evidence of ten years ago", "2016-11-24T06:00:00Z", "2016-11-24T06:04:00Z"],
    ["no end", "2026-11-24T06:00:00Z", undefined],
  ] as const)
    it(`are quiet: ${what}`, () =>
      assert.deepEqual(oddTimes({ collectedAt, ...(endedAt !== undefined && { endedAt }) }, now), []));
});
