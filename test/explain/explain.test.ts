import assert from "node:assert/strict";
import { parseEstate } from "../../catalogue/estate-file";
import { policies } from "../../policies/all";
import { checks } from "../../posture/checks/all";
import { explained } from "../../posture/explain/explain";
import { firstChangeOf } from "../../posture/explain/first-change";
import { knownFrom, matchesOf } from "../../posture/explain/matches";
import { rulePage } from "../../posture/explain/rule-page";
import { figure } from "../../posture/facts/amount";
import { removalsOf } from "../../posture/plan/removals";
import { exceptionLine } from "../../posture/report/exception-line";
import { visibleText } from "../../posture/report/visible";
import { resolverFor } from "../../posture/run/resolve";
import { contosoGathered, contosoReport, estate } from "../demo/audited";
import { hostile, sample } from "../report/sample";

const nothing = { resources: [], users: [] };
const told = async (word: string): Promise<string> => {
  const [report, { gathered, manifest }] = [await contosoReport(), await contosoGathered()];
  const know = resolverFor(gathered, { estate, manifest });
  const [match, ...others] = matchesOf(word, report, knownFrom(know));
  assert(match, word);
  assert.deepEqual(others, []);
  return [...explained(match, { report, know, setting: { estate, manifest } })].join("\n");
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
    assert.match(
      text,
      /^To change first: Take the permission RoleManagement\.ReadWrite\.Directory .* from contoso-reporting /m,
    );
  });
  it("has a first change for everybody who can create compute, with the figure of the report and the words of the plan", async () => {
    const [report, evidence] = [await contosoReport(), await contosoGathered()];
    const { gathered, manifest } = evidence;
    const know = resolverFor(gathered, { estate, manifest });
    const planned = removalsOf(know, { estate, manifest }).removals;
    const roads = new Map(report.blastRadius.map(({ principal, roads }) => [principal.id, roads]));
    const proposed = new Set<string>();
    let compared = 0;
    for (const creator of know("computeCreators").value) {
      const first = firstChangeOf(creator, know, { manifest });
      assert(first, creator.principal.name);
      proposed.add(first.says);
      const told = roads.get(creator.principal.id);
      if (!told) continue;
      compared++;
      assert.deepEqual([first.usdPerDay, first.ends, first.roads], [told.usdPerDay, told.ends, told.count]);
      assert.notEqual(first.usdPerDay.is, "unknown", creator.principal.name);
      if (told.removal && told.count === told.ends) assert.equal(first.says.toLowerCase(), told.removal.toLowerCase());
    }
    assert(compared > 40);
    // what is left to it is what somebody with the same right at Contoso Data alone could burn
    const of = (who: string) => report.blastRadius.find(({ principal }) => principal.name === who)!;
    const [before, taken, left] = [of("contoso-reporting"), of("contoso-reporting").roads!, of("id-batch")].map(
      ({ usdPerDay }) => figure(usdPerDay)!,
    );
    assert.equal((before! - taken!).toFixed(2), left!.toFixed(2));
    // the plan has the second way of somebody too
    const shared = planned.filter(({ says }) => proposed.has(says));
    assert(shared.length > planned.length / 2, `${shared.length} of ${planned.length}`);
    assert(shared.some(({ from }) => from.includes("contoso-reporting")));
  });
  const changes: readonly (readonly [who: string, says: RegExp, otherwise: RegExp | undefined])[] = [
    [
      "dana.moreno@contoso.com",
      /^Delete the role assignment of Virtual Machine Contributor .* \(takes \$/,
      /eligible in PIM.*require MFA/,
    ],
    [
      "robin.vance@contoso.com",
      /^Delete the role assignment of .* ends 1 of 1 way\)/,
      /new password, and look into the risk/,
    ],
    [
      "noor.haddad@contoso.com",
      /^Delete the role assignment of /,
      /: make the role eligible in PIM, so that it does not stand$/,
    ],
    [
      "contoso-deploy",
      /^Delete the role assignment of /,
      /: narrow the role to the actions and the scope that the work needs, for a workload activates nothing in PIM/,
    ],
    ["riley.chen@contoso.com", /^End the eligibility of riley/, undefined],
  ];
  for (const [who, says, otherwise] of changes)
    it(`tells what to change first of ${who}`, async () => {
      const text = await told(who);
      assert.match(/^To change first: (.*)$/m.exec(text)?.[1] ?? "", says);
      const found = /^Where the work needs this: .*$/m.exec(text)?.[0];
      if (otherwise) assert.match(found ?? "", otherwise);
      else assert.equal(found, undefined);
    });
  it("tells of a person what it did to an application", async () => {
    assert.match(await told("kim.novak@contoso.com"), /compute-application-consent/);
    assert.doesNotMatch(await told("quinn.baker@contoso.com"), /compute-application-consent/);
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
        matchesOf(word, report, nothing).flatMap(match => (match.kind === "identity" ? match.name : [])),
        ["dana.moreno@contoso.com"],
        word,
      );
    assert(matchesOf("contoso-", report, nothing).length > 5, "all that it may mean");
    assert.deepEqual(matchesOf("nobody-of-that-name", report, nothing), []);
  });
  it("finds people by the name that people call them by", async () => {
    const [report, { gathered, manifest }] = [await contosoReport(), await contosoGathered()];
    const known = knownFrom(resolverFor(gathered, { estate, manifest }));
    const { upn, name } = known.users.find(user => user.upn === "dana.moreno@contoso.com")!;
    assert.notEqual(upn, name);
    const found = (word: string) =>
      matchesOf(word, report, known).flatMap(match => (match.kind === "identity" ? match.name : []));
    assert.deepEqual([found(name), found(name.slice(0, -1))], [[upn], [upn]]);
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
    const [match] = matchesOf(sample.outcomes[0]!.findings[0]!.subject.id, { ...sample, blastRadius: [] }, nothing);
    assert.equal(match?.kind, "identity");
  });
});
