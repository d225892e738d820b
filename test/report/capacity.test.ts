import assert from "node:assert/strict";
import type { CapacityCreated, Created } from "../../posture/report/capacity-schema";
import { capacity } from "../../posture/report/html/capacity";
import { namingOf } from "../../posture/report/naming";
import { hostile, sample } from "./sample";

const row = (at: string, more: Partial<Created> = {}): Created => ({
  ...{ at, by: "people", region: "westeurope", vCpus: 64, machines: 1, unsized: 0 },
  ...more,
});
const page = (change: Partial<CapacityCreated>): string => {
  const { unread: _, marks: __, hours: ___, ...rest } = sample.capacityCreated!;
  const report = { ...sample, capacityCreated: { ...rest, unread: [], marks: [], ...change } };
  const markup = capacity(report, namingOf(report));
  return markup === false ? "" : [...markup.pieces()].join("");
};
const bars = (markup: string, tone: string) =>
  [...markup.matchAll(new RegExp(`y="([\\d.]+)" height="([\\d.]+)" class="${tone}"`, "g"))].map(found =>
    Number(found[2]),
  );

describe("the chart of capacity created", () => {
  it("has a bar a day whose height is the share of the day with the most", () => {
    const markup = page({
      days: [row("2026-11-21T00:00:00.000Z", { vCpus: 32 }), row("2026-11-22T00:00:00.000Z", { vCpus: 64 })],
    });
    assert.deepEqual(bars(markup, "tone-1"), [60, 120]);
    assert.match(markup, /64 vCPUs in a day/);
    assert.match(markup, /most in the day 2026-11-22, 64 vCPUs/);
  });
  it("gives colours to the five regions with the most, and one to all others", () => {
    const markup = page({
      days: [1, 2, 3, 4, 5, 6, 7].map(n => row("2026-11-21T00:00:00.000Z", { region: `r${n}`, vCpus: n })),
    });
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6].map(tone => bars(markup, `tone-${tone}`).map(high => Math.round((high * 28) / 120))),
      [[7], [6], [5], [4], [3], [3]],
    );
    assert.match(markup, /other regions/);
  });
  it("says where a size is not told, and counts machines where none is", () => {
    const some = page({
      days: [row("2026-11-21T00:00:00.000Z"), row("2026-11-22T00:00:00.000Z", { vCpus: 0, machines: 3, unsized: 3 })],
    });
    assert.match(some, /3 machines of which no record tells the size are not in the bars/);
    assert.deepEqual(bars(some, "untold"), [4], "a short line");
    assert.deepEqual(bars(some, "tone-1"), [120]);
    const none = page({ days: [row("2026-11-22T00:00:00.000Z", { vCpus: 0, machines: 3, unsized: 3 })] });
    assert.match(none, /3 machines in a day/);
    assert.deepEqual(bars(none, "tone-1"), [120]);
  });
  it("draws people and workloads apart", () => {
    const markup = page({ days: [row("2026-11-21T00:00:00.000Z"), row("2026-11-21T00:00:00.000Z", { by: "others" })] });
    assert.deepEqual(
      [...markup.matchAll(/<figcaption>([^<]*)/g)].map(([, words]) => words),
      ["Day by day, by people", "Day by day, by workloads, and by whoever no record names"],
    );
  });
  it("never draws an empty chart: not read is said, and nothing created too", () => {
    const { from: _, ...rest } = sample.capacityCreated!;
    const unread = { ...sample, capacityCreated: { ...rest, days: [], marks: [], unread: ["what was done"] } };
    const said = [...(capacity(unread, namingOf(unread)) || assert.fail()).pieces()].join("");
    assert.match(said, /class="hatched">Not read: no activity log/);
    assert.match(said, /Not read, so that there may be more: what was done/);
    assert.doesNotMatch(said, /<svg|Nothing was created/);
    const calm = page({ days: [] });
    assert.match(calm, /Nothing was created, by all that was read/);
    assert.doesNotMatch(calm, /<svg|Not read/);
    const { capacityCreated: __, ...none } = sample;
    assert.equal(capacity(none, namingOf(none)), false);
  });
  it("has each mark in words with a link, and names as text", () => {
    const markup = page({ marks: sample.capacityCreated!.marks, days: sample.capacityCreated!.days });
    assert.match(markup, /<details><summary>1 mark<\/summary>.*href="#findings\?open=a1b2c3d4e5f60718"/s);
    assert.match(markup, /very much within hours \(1\)/);
    assert(!markup.includes(hostile.markup));
  });
  it("has a table of the newest rows", () => {
    const many = Array.from({ length: 130 }, (_, i) => row("2026-11-21T00:00:00.000Z", { region: `r${i}` }));
    assert.match(page({ days: many }), /The newest 120 rows of 130/);
  });
});
