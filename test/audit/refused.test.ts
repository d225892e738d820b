import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import type { Fault } from "../../simulator/faults";
import { contoso } from "../../simulator/scenario/contoso";
import type { LoggedRequest } from "../../simulator/server";
import { sampled } from "../depth";
import { simulated } from "../simulated";
import { provedOtherwise } from "./proved-otherwise";

const estateFile = join(__dirname, "../../examples/computeguard.yaml");
const estate = parseEstate(readFileSync(estateFile, "utf8"), estateFile);
const at = "2026-11-24T06:00:00.000Z";
const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };

/** One audit of Contoso over HTTPS, with what the simulator was told to refuse. */
async function audit(faults: readonly Fault[]): Promise<{ report: Report; requests: readonly LoggedRequest[] }> {
  return simulated({ scenario: contoso({ at }), pageSize: 1000, faults }, async (signed, { requests }) => {
    const { gathered, manifest } = await gather({
      ...signed,
      clock,
      decoys: estate.decoys,
    }); // nobody here asks for patience
    return { report: judgeAll(gathered, manifest, { estate, version: "0.0.0" }), requests };
  });
}

const findingsOf = ({ outcomes }: Report) =>
  outcomes.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
const statusesOf = ({ outcomes }: Report) => new Map(outcomes.map(({ rule, status }) => [rule.id, status]));

/** A right or a licence by its own name: a Graph permission, an ARM action, a built-in role, a licence. */
const right = /^[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)+$|Microsoft\.\w+\/[\w/*]+|^Reader (at|on) |^Microsoft Entra ID P[12]/;

describe("an audit that is refused one call after the other", () => {
  let whole: Report;
  let calls: readonly { plane: string; route: string }[];

  before(async () => {
    const { report, requests } = await audit([]);
    whole = report;
    const asked = requests.flatMap(({ plane, route }) => (route && plane !== "login" ? [{ plane, route }] : []));
    calls = [...new Map(asked.map(call => [call.route, call])).values()];
  });

  it("starts from a report without a gap", () => assert.deepEqual(whole.gaps, []));

  for (const answer of ["denied", "unlicensed"] as const)
    it(`${answer}: the right or licence is named, what was proved stays, and nothing turns into a pass`, async () => {
      const before = statusesOf(whole);
      const silent: string[] = [];
      // only Graph and PIM are sold by licence
      const concerned = calls.filter(
        ({ plane, route }) => answer === "denied" || plane === "graph" || /schedule/i.test(route),
      );
      for (const { route } of sampled(concerned, 48)) {
        const { report } = await audit([{ match: { route }, answer }]);
        if (report.gaps.length === 0) {
          silent.push(route);
          assert.deepEqual(findingsOf(report), findingsOf(whole), `${route} has a twin that tells the same`);
          continue;
        }
        for (const { missing, what } of report.gaps) assert.match(missing, right, `${route}: ${what}`);
        const known = new Set(findingsOf(whole));
        const otherwise = provedOtherwise(whole);
        const invented = report.outcomes.flatMap(({ rule, findings }) =>
          findings.filter(finding => !known.has(finding.fingerprint) && !otherwise(rule.id, finding)),
        );
        assert.deepEqual(invented, [], `${route}: a refusal proves nothing`);
        const left = new Set(findingsOf(report));
        for (const { rule, findings, status } of report.outcomes) {
          if (before.get(rule.id) === "fail") assert.notEqual(status, "pass", `${route}: ${rule.id}`);
          const lost = whole.outcomes
            .find(outcome => outcome.rule.id === rule.id)!
            .findings.filter(({ fingerprint }) => !left.has(fingerprint));
          const told = report.outcomes.find(outcome => outcome.rule.id === rule.id)!;
          if (lost.length)
            assert(
              told.gaps.length + told.unknowns.length > 0,
              `${route}: ${rule.id} lost ${lost.length} of ${findings.length} in silence`,
            );
        }
      }
      // Resource Graph and the lists it spares stand in for each other; nothing else may be lost in silence
      assert(silent.length <= 3, silent.join(", "));
    });
});
