import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import type { EvidenceKind } from "../../posture/evidence/all";
import type { Evidenced, Gathered } from "../../posture/evidence/gathered";
import { figure } from "../../posture/facts/amount";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { readEvidence, saveEvidence } from "../../posture/run/store";
import {
  type BlastRadiusWant,
  base,
  type CaseRows,
  type EvidenceCase,
  evidenceCases,
  type RuleWant,
  readWireCase,
  type Want,
  wireFiles,
} from "./audit-case";
import { hasId } from "./rule-ids";
import { type Answer, assertAnswer, assertListed, stillWrong } from "./still-wrong";

const control = "E00-control";

/** The base with the rows of a case: first those that replace a kind's rows, then those that are added. */
function evidenceOf({ set = {}, add = {}, gaps = {} }: EvidenceCase): Evidenced {
  const rows: CaseRows = { ...base, ...set };
  const kinds = Object.keys({ ...rows, ...add, ...gaps }) as EvidenceKind[];
  // The rows are not typed here: whether they are evidence is checked when they are read back.
  const gathered = Object.fromEntries(
    kinds.map(kind => [kind, { value: [...(rows[kind] ?? []), ...(add[kind] ?? [])], gaps: gaps[kind] ?? [] }]),
  ) as unknown as Gathered;
  return {
    gathered,
    manifest: {
      schema: 1,
      collectedAt: "2026-11-24T06:00:00.000Z",
      auditor: { id: "00000000-0000-0000-0000-0000000000aa", name: "auditor@contoso.com", kind: "user" },
      tenant: gathered.tenant.value[0]?.id ?? "",
      subscriptions: gathered.subscriptions.value.map(({ id }) => id),
      kinds,
    },
  };
}

/** The report that `computeguard audit --from <folder>` would write, after the evidence has been saved and read back. */
async function reportOn(evidenceCase: EvidenceCase, folder: string): Promise<Report> {
  const evidence = evidenceOf(evidenceCase);
  await saveEvidence(folder, evidence);
  const { gathered, manifest } = await readEvidence(folder);
  for (const kind of evidence.manifest.kinds)
    assert.deepEqual(gathered[kind].gaps, evidence.gathered[kind].gaps, `some rows of ${kind} are no evidence`);
  const estate = parseEstate(evidenceCase.estate ?? "{}\n", "estate.yaml");
  return JSON.parse(JSON.stringify(judgeAll(gathered, manifest, { estate, version: "0.0.0" })));
}

function answerOfRule(report: Report, { rule: id, subject, is, severity }: RuleWant): Answer {
  const outcome = report.outcomes.find(({ rule }) => hasId(rule, id)) ?? assert.fail(`no rule has the id ${id}`);
  const concerns = (judged: { readonly subject: { readonly id: string } }) =>
    subject === undefined || judged.subject.id.toLowerCase().includes(subject.toLowerCase());
  const findings = outcome.findings.filter(concerns);
  const word = (): string => {
    if (findings.length > 0) return "finding";
    if (outcome.unknowns.some(concerns)) return "unknown";
    if (subject === undefined) return outcome.status;
    return outcome.gaps.length > 0 ? "gap" : "quiet";
  };
  const severities = severity === undefined ? [] : [...new Set(findings.map(finding => finding.severity))];
  return {
    right: is.split("|").includes(word()) && severities.every(each => severity?.split("|").includes(each)),
    text: [word(), ...severities].join(" "),
  };
}

/** Somebody who is not in the blast radius at all is right: then nothing wrong is said of them. */
function answerOfBlastRadius(report: Report, { blastRadius, not }: BlastRadiusWant): Answer {
  const found = report.blastRadius.find(({ principal }) => principal.id === blastRadius);
  const said = found && { ...found, usdPerDay: figure(found.usdPerDay), gpus: figure(found.gpus) };
  const wrong = Object.entries(not).filter(([field, value]) => said?.[field as keyof typeof not] === value);
  return { right: wrong.length === 0, text: inWords(wrong) };
}

/** `usdPerDay 0, gpus 8`. */
const inWords = (fields: readonly (readonly [string, number | boolean])[]) =>
  fields.map(([field, value]) => `${field} ${value}`).join(", ");

const answerTo = (report: Report, want: Want): Answer =>
  "rule" in want ? answerOfRule(report, want) : answerOfBlastRadius(report, want);

/** `orderer-without-mfa of 00000000-…`: tells the wants of one case apart, and is their key in still-wrong.json. */
const nameOf = (want: Want): string =>
  "rule" in want
    ? `${want.rule}${want.subject === undefined ? "" : ` of ${want.subject}`}`
    : `blast radius of ${want.blastRadius}`;

const wishOf = (want: Want): string =>
  "rule" in want
    ? `${want.is}${want.severity ? ` at ${want.severity}` : ""}`
    : `not ${inWords(Object.entries(want.not))}`;

describe("cases of the audit", () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), "computeguard-cases-"));
  });
  after(() => rmSync(root, { recursive: true }));

  for (const [name, evidenceCase] of evidenceCases)
    describe(`${name}: ${evidenceCase.statement}`, () => {
      let report: Report;
      before(async () => {
        report = await reportOn(evidenceCase, join(root, name));
      });
      for (const want of evidenceCase.want) {
        const key = `${name}: ${nameOf(want)}`;
        const wrong = stillWrong.audit[key];
        it(`${nameOf(want)} is ${wishOf(want)}${wrong === undefined ? "" : `, but still ${wrong}`}`, () =>
          assertAnswer(key, wishOf(want), answerTo(report, want), wrong));
      }
    });

  it("what is listed as still wrong is a want of a case, and not of the control", () =>
    assertListed(
      stillWrong.audit,
      evidenceCases.flatMap(([name, { want }]) => want.map(each => `${name}: ${nameOf(each)}`)),
      key => key.startsWith(control),
    ));
});

/** Wire cases that are served, with a quiet twin and a refusal, and judged: by the test that is named. */
const judgedWireCases: { readonly [file: string]: string } = {
  "W01-batch-pools-and-ml-computes.json": "test/posture/live-compute.test.ts",
  "W02-service-principals-in-groups.json": "test/posture/gather.test.ts",
  "W03-guests-by-type.json": "test/cases/audit-wire-defence.deep.ts",
  "W04-role-in-an-administrative-unit.json": "test/cases/audit-wire-defence.deep.ts",
  "W05-eligible-with-a-condition.json": "test/posture/access.test.ts",
};

// A wire case says what Azure answers to a request and what the audit must make of it.
describe("wire cases of the audit", () => {
  for (const file of wireFiles)
    it(`${file} has a statement, requests with their answers, and a want; ${judgedWireCases[file] ? `${judgedWireCases[file]} judges it` : "nothing judges it yet"}`, () => {
      assert.doesNotThrow(() => readWireCase(file));
      const judge = judgedWireCases[file];
      if (judge)
        assert.ok(
          readFileSync(join(__dirname, "../..", judge), "utf8").includes(file),
          `${judge} does not name ${file}`,
        );
    });
});
