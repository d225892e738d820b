import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { type EvidenceKind, evidenceKinds, withWhatTheyNeed } from "../../posture/evidence/all";
import type { Gathered } from "../../posture/evidence/gathered";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { auditRules, kindsJudged } from "../../posture/run/kinds";
import type { Fault } from "../../simulator/faults";
import type { LoggedRequest } from "../../simulator/server";
import { provedOtherwise } from "./proved-otherwise";
import { estate, type Reading, read, readForReal, type Weather, weathers } from "./weather";

/** One kind of request: a route, and of the queries of Resource Graph, which share one, the table. */
interface Kind {
  readonly name: string;
  readonly match: Fault["match"];
}

function kindOf({ route = "", body = "" }: LoggedRequest): Kind {
  const table = /ResourceGraph/.test(route) ? /"query":"(\w+)/.exec(body)?.[1] : undefined;
  return table === undefined
    ? { name: route, match: { route } }
    : { name: `${route} ${table}`, match: { route, body: `"query":"${table}\\b` } };
}

/** Which evidence each rule reads. */
const readBy = new Map(auditRules.map(({ id }) => [id, new Set(kindsJudged(rule => rule.id === id))]));

/** The report; by the rules alone that read one of these kinds, where some are named. */
const reportOf = (
  { gathered, manifest }: Pick<Reading, "gathered" | "manifest">,
  changed: readonly EvidenceKind[] = evidenceKinds,
): Report =>
  judgeAll(gathered, manifest, {
    estate,
    version: "0.0.0",
    select: ({ id }) => changed.some(kind => readBy.get(id)?.has(kind)),
  });
const fingerprints = ({ outcomes }: Pick<Report, "outcomes">) =>
  outcomes.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));

/** Seconds of the injected clock that a run gets, as a multiple of what the quiet one takes. */
const patience = 3;

describe("an audit in bad weather", function () {
  this.timeout(900_000);
  let quiet: Reading;
  let whole: Report;
  let kinds: readonly Kind[];
  /** Which evidence asks a kind of request by itself, and not only by what it needs. */
  const askedBy = new Map<string, EvidenceKind[]>();
  const tried = new Map<string, number>();

  before(async () => {
    quiet = await read([], Number.POSITIVE_INFINITY);
    whole = reportOf(quiet);
    const asked = quiet.requests.filter(({ plane, route }) => route && plane !== "login").map(kindOf);
    kinds = [...new Map(asked.map(kind => [kind.name, kind])).values()];
    const namesOf = async (kind: EvidenceKind) =>
      new Set(
        (await read([], Number.POSITIVE_INFINITY, { kinds: [kind] })).requests.map(request => kindOf(request).name),
      );
    const names = new Map<EvidenceKind, Set<string>>();
    for (const kind of evidenceKinds) names.set(kind, await namesOf(kind));
    for (const { name } of kinds)
      askedBy.set(
        name,
        evidenceKinds.filter(kind => {
          const needs = [...withWhatTheyNeed([kind])].filter(need => need !== kind);
          return names.get(kind)?.has(name) && !needs.some(need => names.get(need)?.has(name));
        }),
      );
  });
  after(() => {
    const sum = [...tried.values()].reduce((all, each) => all + each, 0);
    process.stdout.write(`  ${sum} runs: ${kinds.length} kinds of requests in ${weathers.length} kinds of weather\n`);
  });

  /** What is wrong with a report that was made in bad weather. */
  function faults(report: Report, { passes }: Weather): readonly string[] {
    const judged = new Set(report.outcomes.map(({ rule }) => rule.id));
    const outcomes = whole.outcomes.filter(({ rule }) => judged.has(rule.id));
    const before = new Map(outcomes.map(outcome => [outcome.rule.id, outcome]));
    const known = new Set(fingerprints({ outcomes }));
    const left = new Set(fingerprints(report));
    const otherwise = provedOtherwise(whole);
    if (passes)
      return [
        ...report.gaps.map(({ what }) => `a gap that has passed: ${what}`),
        ...[...known].filter(each => !left.has(each)).map(each => `lost ${each}`),
        ...[...left].filter(each => !known.has(each)).map(each => `made up ${each}`),
      ];
    return report.outcomes.flatMap(({ rule, status, findings, gaps, unknowns }) => {
      const earlier = before.get(rule.id)!;
      const told = gaps.length + unknowns.length > 0;
      const lost = earlier.findings.filter(({ fingerprint }) => !left.has(fingerprint)).length;
      const made = findings.filter(each => !known.has(each.fingerprint) && !otherwise(rule.id, each));
      return [
        ...(lost > 0 && !told ? [`${rule.id} lost ${lost} of ${earlier.findings.length} in silence`] : []),
        ...(earlier.status === "fail" && status === "pass" && !told ? [`${rule.id} passes`] : []),
        ...made.map(({ subject, message }) => `${rule.id} makes up ${subject.name}: ${message.slice(0, 120)}`),
      ];
    });
  }

  const inWeather = ({ match }: Kind, { fault, silent }: Weather, wanted?: readonly EvidenceKind[]) =>
    read([{ ...fault, match }], quiet.took * patience, {
      ...(wanted && { kinds: wanted }),
      ...(silent && { timeout: 150 }),
    });

  /** One run; of the evidence that no request of this kind is for, what the quiet run has. */
  async function run(kind: Kind, weather: Weather): Promise<readonly string[]> {
    const wanted = askedBy.get(kind.name) ?? [];
    const reading = await inWeather(kind, weather, wanted);
    tried.set(weather.name, (tried.get(weather.name) ?? 0) + 1);
    if (reading.took > quiet.took * patience * 2) return [`${reading.took} s, which is far past its deadline`];
    const part = [...withWhatTheyNeed(wanted)];
    // what is the same is judged the same
    const changed = part.filter(each => !isDeepStrictEqual(reading.gathered[each], quiet.gathered[each]));
    if (changed.length === 0) return [];
    const gathered = {
      ...quiet.gathered,
      ...Object.fromEntries(part.map(each => [each, reading.gathered[each]])),
    } as Gathered;
    return faults(reportOf({ gathered, manifest: quiet.manifest }, changed), weather);
  }

  it("starts from a report without a gap, and of many kinds of requests", () => {
    assert.deepEqual(whole.gaps, []);
    assert.ok(kinds.length >= 90, `${kinds.length}`);
  });

  for (const weather of weathers)
    it(`${weather.name}: ends in time, loses nothing in silence and makes nothing up`, async () => {
      const wrong: string[] = [];
      for (const kind of kinds) for (const fault of await run(kind, weather)) wrong.push(`${kind.name}: ${fault}`);
      assert.deepEqual(wrong, []);
      assert.equal(tried.get(weather.name), kinds.length);
    });

  it("comes to the same where all evidence is read in it", async () => {
    // every so manieth pair: which ones is the same each time
    const pairs = weathers.flatMap(weather => kinds.map(kind => ({ kind, weather })));
    const wrong: string[] = [];
    for (const { kind, weather } of pairs.filter((_, i) => i % 53 === 0)) {
      const reading = await inWeather(kind, weather);
      for (const fault of faults(reportOf(reading), weather)) wrong.push(`${weather.name}, ${kind.name}: ${fault}`);
      tried.set("whole", (tried.get("whole") ?? 0) + 1);
    }
    assert.deepEqual(wrong, []);
    assert.ok((tried.get("whole") ?? 0) >= 30);
  });

  it("ends on the real clock too, and names the cut", async () => {
    const unending = ["no answer", "a body that stalls", "ever new pages", "429 without a wait", "503"];
    const met = ["/users", "/providers/Microsoft.Compute/skus"];
    let ended = 0;
    for (const weather of weathers.filter(({ name }) => unending.includes(name)))
      for (const kind of kinds.filter(({ name }) => met.includes(name))) {
        const report = reportOf(await readForReal([{ ...weather.fault, match: kind.match }], 1500));
        assert.match(report.coverage.stopped ?? "", /after 1500ms/, `${weather.name}, ${kind.name}`);
        assert.ok(
          report.gaps.some(({ missing }) => missing.includes("after 1500ms")),
          `${weather.name}, ${kind.name}`,
        );
        ended++;
      }
    assert.equal(ended, 10);
  });
});
