import assert from "node:assert/strict";
import type { Finding } from "../../catalogue/outcome";
import { formats } from "../../posture/report/formats";
import { withBaseline } from "../../posture/report/history";
import { trend } from "../../posture/report/html/trend";
import { json } from "../../posture/report/json";
import { type Report, reportSchema } from "../../posture/report/model";
import { ocsf } from "../../posture/report/ocsf";
import { type Baseline, baselineSchema } from "../../posture/report/since-schema";
import { standingWords } from "../../posture/report/standing";
import { reportOf } from "../../posture/report/stored";
import { printed } from "./printed";
import { sample } from "./sample";

const now = "2026-11-24T06:00:00Z";
const before = "2026-11-23T06:00:00Z";
const first = "2026-11-01T06:00:00Z";
const [failed, ...others] = sample.outcomes;
const [one, other] = failed!.findings as readonly [Finding, Finding];
const baseline = (findings: readonly Finding[], more: Partial<Report> = {}): Baseline => ({
  ...sample,
  collectedAt: before,
  outcomes: [{ ...failed!, findings }, ...others],
  ...more,
});
const html = formats.find(({ name }) => name === "html")!;
const seen = (report: Report) => report.outcomes.flatMap(({ findings }) => findings.map(each => each.firstSeen));

describe("since when a finding stands", () => {
  it("is what the baseline says; of one that is new, now", () =>
    assert.deepEqual(seen(withBaseline(sample, baseline([{ ...other, firstSeen: first }]))), [now, first]));
  it("is the baseline's own time, where it does not say", () =>
    assert.deepEqual(seen(withBaseline(sample, baseline([other]))), [now, before]));
  it("is not said without a baseline", () => assert.deepEqual(seen(sample), [undefined, undefined]));
  it("goes on through any number of reports", () => {
    const earlier = withBaseline({ ...sample, collectedAt: before }, baseline([one], { collectedAt: first }));
    assert.deepEqual(seen(withBaseline(sample, earlier)), [first, before]);
  });

  it("is not known of what was first judged: only when that was, now and in every report after", () => {
    const narrow = { ...baseline([]), selected: { least: "critical" as const } };
    const judged = (report: Report) =>
      report.outcomes.flatMap(({ findings }) =>
        findings.map(({ severity, firstSeen, firstJudged }) => [severity, firstSeen, firstJudged]),
      );
    const once = withBaseline(sample, narrow);
    assert.deepEqual(judged(once), [
      ["critical", now, undefined],
      ["high", undefined, now],
    ]);
    assert.deepEqual(once.since!.firstJudged, [other.fingerprint]);
    const later = withBaseline({ ...sample, collectedAt: "2026-11-25T06:00:00Z" }, once);
    assert.deepEqual(judged(later), judged(once));
    assert(reportSchema.safeParse(once).success);
    assert.equal(printed(ocsf, once).match(/first_seen_time/g)?.length, 1);
    assert.match(printed(html, later), /"First judged on 2026-11-24: /);
    assert.match(printed(html, later), /first judged 2026-11-24/);
    assert.doesNotMatch(printed(html, withBaseline(sample, baseline([]))), /"First judged on|first judged 20/);
  });

  const words: readonly (readonly [since: string, now: string, words: string])[] = [
    [first, now, "2026-11-01 (23 days)"],
    [before, now, "2026-11-23 (1 day)"],
    ["2026-11-23T06:00:01Z", now, "2026-11-23 (less than a day)"],
    [now, now, "2026-11-24 (less than a day)"],
  ];
  for (const [since, at, expected] of words) it(expected, () => assert.equal(standingWords(since, at), expected));
});

describe("what earlier reports came to", () => {
  const of = (collectedAt: string) => ({
    collectedAt,
    findings: { low: 0, medium: 0, high: 1, critical: 1 },
    checks: { pass: 1, fail: 1, unknown: 1 },
    burningUsdPerDay: sample.burning!.usdPerDay,
    exposedUsdPerDay: sample.tenantBlast!.usdPerDay,
  });
  const history = (more: Partial<Report>) => withBaseline(sample, baseline([], more)).history;

  it("is that of the baseline, where it knows no other", () => assert.deepEqual(history({}), [of(before)]));
  it("is all that the baseline knows, and itself, the oldest first, each once", () =>
    assert.deepEqual(history({ history: [of(before), of(first)] }), [of(first), of(before)]));
  it("is not that of a baseline that judged other rules, which is no point of the same line", () =>
    assert.deepEqual(history({ selected: { rules: ["one"] }, history: [of(first)] }), [of(first)]));
  it("is nothing that is not earlier", () =>
    assert.deepEqual(history({ collectedAt: now, history: [of("2026-12-01T06:00:00Z")] }), []));
  it("is the newest ninety", () => {
    const days = Array.from({ length: 120 }, (_, i) =>
      of(new Date(Date.parse(first) - (120 - i) * 86_400_000).toISOString()),
    );
    const kept = history({ history: days })!;
    assert.deepEqual([kept.length, kept[0], kept.at(-1)], [90, days[31], of(before)]);
  });
  it("counts spot machines where no others burn, and leaves out what was not looked at", () => {
    const nothing = { is: "exact", value: 0 } as const;
    const spot = { is: "exact", value: 12 } as const;
    const burning = { ...sample.burning!, usdPerDay: nothing, spotUsdPerDay: spot };
    assert.deepEqual(history({ burning })![0]!.burningUsdPerDay, spot);
    const { burning: _, tenantBlast: __, ...bare } = baseline([]);
    assert.deepEqual(Object.keys(withBaseline(sample, bare).history![0]!), ["collectedAt", "findings", "checks"]);
  });
  it("of a report of an earlier version, which has none of this, is nothing", () => {
    const { schema, collectedAt, tenant, outcomes } = baseline([one]);
    const old = baselineSchema.parse({ schema, collectedAt, tenant, outcomes });
    const report = withBaseline(sample, old);
    assert.deepEqual([report.history, seen(report)], [[], [before, now]]);
  });
  it("keeps the report's schema, and is the same each time", () => {
    const [text, again] = [0, 1].map(() => printed(json, withBaseline(sample, baseline([one]))));
    assert.equal(text, again);
    assert(reportOf(JSON.parse(text!)));
  });
});

describe("the trend on the page", () => {
  const of = (collectedAt: string, high: number, more: object = {}) => ({
    collectedAt,
    findings: { low: 5, medium: 0, high, critical: 0 },
    checks: { pass: 1, fail: 1, unknown: 0 },
    ...more,
  });
  const text = (report: Report): string => {
    const made = trend(report);
    return made === false ? "" : [...made.pieces()].join("");
  };

  it("is not drawn without an earlier report", () => {
    assert.equal(text(sample), "");
    assert.equal(text({ ...sample, history: [] }), "");
  });
  it("leaves a gap in the line where something is not known", () => {
    const known = { burningUsdPerDay: { is: "exact", value: 100 } } as const;
    const history = [of(first, 4, known), of("2026-11-10T06:00:00Z", 3), of(before, 2, known)];
    const [, , burning = ""] = text({ ...sample, history }).split("<svg");
    assert.equal(/ d="([^"]*)"/.exec(burning)![1]!.replace(/[\d.,]/g, ""), "MML");
    assert.equal([...burning.matchAll(/<circle/g)].length, 3);
  });
  it("has a row for each report, the newest first, and none of a figure that nobody knows", () => {
    const { burning: _, tenantBlast: __, ...files } = sample;
    const markup = text({ ...files, history: [of(first, 4), of(before, 2)] });
    assert.deepEqual(
      [
        ...markup.matchAll(
          /<th scope="row">([^<]*)<\/th><td class="number"[^>]*>(\d+)<\/td><td class="number"[^>]*>(\d+)<\/td>/g,
        ),
      ].map(([, at, grave, all]) => [at, grave, all]),
      [
        [now, "2", "2"],
        [before, "2", "7"],
        [first, "4", "9"],
      ],
    );
    assert(!markup.includes("burn"));
  });
});
