import assert from "node:assert/strict";
import { parseEstate } from "../../catalogue/estate-file";
import { policies } from "../../policies/all";
import { checks } from "../../posture/checks/all";
import { explained } from "../../posture/explain/explain";
import { matchesOf } from "../../posture/explain/matches";
import { rulePage } from "../../posture/explain/rule-page";
import { exceptionLine } from "../../posture/report/exception-line";
import { visibleText } from "../../posture/report/visible";
import { resolverFor } from "../../posture/run/resolve";
import { contosoGathered, contosoReport, estate } from "../demo/audited";
import { hostile, sample } from "../report/sample";

const told = async (word: string): Promise<string> => {
  const [report, { gathered, manifest }] = [await contosoReport(), await contosoGathered()];
  const [match, ...others] = matchesOf(word, report);
  assert(match, word);
  assert.deepEqual(others, []);
  const { value: creators } = resolverFor(gathered, { estate, manifest })("computeCreators");
  return [...explained(match, report, creators, estate.breakGlass)].join("\n");
};

describe("explain", () => {
  it("tells of a person the defence, the money, the ways, the findings and what to do", async () => {
    const text = await told("dana.moreno@contoso.com");
    assert.match(text, /^dana\.moreno@contoso\.com \(user 00000000-0000-0000-0001-000000000005\)\n/);
    assert.match(text, /^Defence {6}MFA not registered$/m);
    assert.match(text, /^Could burn {3}\$[\d,]+ a day \(/m);
    assert.match(
      text,
      /^ {2}- .*Virtual Machine Contributor at \/subscriptions\/00000000-0000-0000-0005-000000000001/m,
    );
    assert.match(text, /^ {2}critical +compute-creator-without-mfa: /m);
    assert.match(text, /^ {4}Revoke-MgUserSignInSession -UserId '00000000-0000-0000-0001-000000000005'$/m);
  });
  it("tells of an application the road to somebody else's rights, and what to change first", async () => {
    const text = await told("contoso-reporting");
    assert.match(text, /workload identity, which MFA does not reach/);
    assert.match(text, /^To change first: /m);
  });
  it("takes nothing from an emergency account", async () => {
    const text = await told("emergency.access.one@contoso.onmicrosoft.com");
    assert.match(text, /^An emergency account: it keeps its rights/m);
    assert.doesNotMatch(text, /To change first/);
    const { blastRadius } = await contosoReport();
    const [own] = blastRadius.filter(({ principal }) => principal.name.startsWith("emergency.access.one"));
    assert(own?.roads && own.roads.removal === undefined);
    assert(blastRadius.some(({ roads }) => roads?.removal !== undefined));
  });
  it("finds people by a part of their name, and in any letter case", async () => {
    const report = await contosoReport();
    for (const word of ["DANA", "dana.moreno", "00000000-0000-0000-0001-000000000005"])
      assert.deepEqual(
        matchesOf(word, report).flatMap(match => (match.kind === "identity" ? match.name : [])),
        ["dana.moreno@contoso.com"],
        word,
      );
    assert(matchesOf("contoso", report).length > 5, "all that it may mean");
    assert.deepEqual(matchesOf("nobody-of-that-name", report), []);
  });
  it("tells of every finding why, by what proof, what to do, and how to except it", async () => {
    const report = await contosoReport();
    for (const { findings, rule } of report.outcomes) {
      const [finding] = findings;
      if (!finding) continue;
      const text = await told(finding.fingerprint);
      for (const wanted of [finding.message, rule.why, rule.fix, finding.subject.id, ...finding.proof])
        assert(text.includes(wanted), `${rule.id}: ${wanted}`);
    }
  });
  it("has a page for every rule and check", () => {
    for (const rule of [...policies, ...checks]) {
      const text = [...rulePage(rule, "check of the audit")].join("\n");
      for (const wanted of [rule.id, rule.title, rule.why, rule.fix]) assert(text.includes(wanted), rule.id);
      assert.doesNotMatch(text, /undefined|\[object/);
    }
    assert.match(
      [...rulePage(checks.find(({ id }) => id === "compute-creator-without-mfa")!, "check of the audit")].join("\n"),
      /^Tested for {3}MITRE ATT&CK .*\bT1078\.004\b/m,
    );
  });
  it("gives an exception that the estate takes, whatever a name holds", () => {
    // what a report holds is made visible before
    for (const name of [...Object.values(hostile).map(visibleText), "a: b, c: {d}", "# x", "'\"\\"]) {
      const line = exceptionLine("unapproved-gpu-size", name).replace(
        "reason: …, owner: …, until: …",
        "reason: a test of quoting, owner: a@contoso.com, until: 2030-01-01",
      );
      const { exceptions } = parseEstate(`exceptions:\n  ${line}\n`, "computeguard.yaml");
      assert.deepEqual(
        exceptions.map(({ resource }) => resource),
        [name],
      );
    }
  });
  it("names what has no rights and was found", () => {
    const [match] = matchesOf(sample.outcomes[0]!.findings[0]!.subject.id, { ...sample, blastRadius: [] });
    assert.equal(match?.kind, "identity");
  });
});
