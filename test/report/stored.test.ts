import assert from "node:assert/strict";
import { json } from "../../posture/report/json";
import type { BlastRadius, Report } from "../../posture/report/model";
import { reportOf } from "../../posture/report/stored";
import { goldenReport } from "../golden/golden";
import { printed } from "./printed";
import { sample } from "./sample";

const id = (n: number): string => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
const [like] = sample.blastRadius;
const radius = (n: number, subscriptions: readonly string[], ...on: readonly (readonly string[])[]): BlastRadius => ({
  ...like!,
  principal: { ...like!.principal, id: id(n) },
  subscriptions,
  capabilities: [
    { capability: "createCompute", how: "Contributor at /" },
    ...on.map(each => ({ capability: "runCode" as const, subscriptions: each, how: "Contributor at /" })),
  ],
});
const withRadii = (...blastRadius: readonly BlastRadius[]): Report => ({ ...sample, blastRadius });
const stored = (report: Report) => JSON.parse(printed(json, report));

describe("sets of subscriptions in report.json", () => {
  const [many, few] = [[id(1), id(2), id(3)], [id(3)]];

  it("stand in it once, however many people reach them", () => {
    const report = withRadii(radius(11, many, few), radius(12, [...many]), radius(13, few, many), radius(14, [], []));
    const { subscriptionSets, blastRadius } = stored(report);
    assert.deepEqual(Object.values(subscriptionSets), [many, few, []]);
    const [all, one, none] = Object.keys(subscriptionSets);
    const named = blastRadius.map(({ subscriptions, capabilities }: BlastRadius) => [
      subscriptions,
      ...capabilities.map(each => each.subscriptions),
    ]);
    assert.deepEqual(named, [
      [all, undefined, one],
      [all, undefined],
      [one, undefined, all],
      [none, undefined, none],
    ]);
  });
  it("have the same name in every report, and another where an id differs", () => {
    const nameOf = (ids: readonly string[], ...before: readonly BlastRadius[]) =>
      stored(withRadii(...before, radius(11, ids))).blastRadius.at(-1).subscriptions;
    assert.equal(nameOf(many, radius(12, few)), nameOf([...many]));
    assert.notEqual(nameOf([id(1), id(2)]), nameOf(many));
  });
  it("grow with the people by a name, not by a list", () => {
    const reached = Array.from({ length: 1000 }, (_, n) => id(n));
    const lengthOf = (people: number) =>
      printed(json, withRadii(...Array.from({ length: people }, (_, n) => radius(n, reached)))).length;
    const person = lengthOf(2) - lengthOf(1);
    assert.ok(person < 5000, `${person} characters a person`);
  });
  it("are left out where there is none", () => assert.equal(stored(withRadii()).subscriptionSets, undefined));
});

describe("a report that is read", () => {
  for (const [what, report] of [
    ["the sample", sample],
    ["the demo's report", goldenReport()],
  ] as const)
    it(`is the one that was written: ${what}`, () => assert.deepEqual(reportOf(stored(report)), report));
  it("is written again byte for byte", () => {
    const text = printed(json, goldenReport());
    assert.equal(printed(json, reportOf(JSON.parse(text))!), text);
  });
  it("may be of before there were sets, with the ids in each place", () =>
    assert.deepEqual(reportOf(JSON.parse(JSON.stringify(sample))), sample));
  it("shares the lists that it names", () => {
    const [one, other] = reportOf(stored(withRadii(radius(11, [id(1)]), radius(12, [id(1)]))))!.blastRadius;
    assert.equal(one!.subscriptions, other!.subscriptions);
  });

  const whole = stored(sample);
  const [first] = whole.blastRadius;
  const useless: readonly (readonly [what: string, value: unknown])[] = [
    ["no object", "report"],
    ["without its sets", { ...whole, subscriptionSets: undefined }],
    ["with a set that is none", { ...whole, blastRadius: [{ ...first, subscriptions: "other" }] }],
    ["with a name that every object has", { ...whole, blastRadius: [{ ...first, subscriptions: "constructor" }] }],
    ["with numbers for ids", { ...whole, blastRadius: [{ ...first, subscriptions: [1] }] }],
  ];
  for (const [what, value] of useless) it(`is none, ${what}`, () => assert.equal(reportOf(value), undefined));
});
