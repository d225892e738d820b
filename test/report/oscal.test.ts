import assert from "node:assert/strict";
import { uuidOf } from "../../posture/report/marks";
import type { Report } from "../../posture/report/model";
import { oscal } from "../../posture/report/oscal";
import { token } from "../../posture/report/oscal-text";
import { printed } from "./printed";
import { reports } from "./reports";
import { sample } from "./sample";

// biome-ignore lint/suspicious/noExplicitAny: the document as a reader has it
type Document = any;
const documentOf = (report: Report): Document => JSON.parse(printed(oscal, report))["assessment-results"];
const prop = ({ props = [] }: Document, name: string) => props.find((each: Document) => each.name === name)?.value;

/** Every UUID that something has, and every UUID that something refers to. */
function idsOf(value: Document, own: string[] = [], others: string[] = []) {
  if (typeof value === "object" && value !== null)
    for (const [key, entry] of Object.entries(value)) {
      if (key === "uuid") own.push(entry as string);
      else if (key === "observation-uuid" || key === "risk-uuid") others.push(entry as string);
      else idsOf(entry, own, others);
    }
  return { own, others };
}

describe("the OSCAL report", () => {
  const {
    results: [result],
  } = documentOf(sample);

  it("observes each finding, excepted or not, unknown and gap", () =>
    assert.deepEqual(
      result.observations.map((each: Document) => [prop(each, "status"), prop(each, "rule")]),
      [
        ["fail", "compute-creator-without-mfa"],
        ["fail", "compute-creator-without-mfa"],
        ["unknown", "account-without-mfa"],
        ["excepted", "compute-creator-without-mfa"],
        ["unread", undefined],
      ],
    ));
  it("finds a rule or a requirement satisfied or not, and neither where it could not be judged", () => {
    assert.deepEqual(
      result.findings.map(({ target }: Document) => [target["target-id"], target.status.state]),
      [
        ["compute-creator-without-mfa", "not-satisfied"],
        ["standing-root-access", "satisfied"],
        ["mcsb_IM-6", "not-satisfied"],
        ["mcsb_PA-1", "satisfied"],
      ],
    );
    const requirements = (status: "unknown" | "notTested") =>
      documentOf({
        ...sample,
        compliance: sample.compliance.map(framework => ({
          ...framework,
          requirements: framework.requirements.map(requirement => ({ ...requirement, status })),
        })),
      }).results[0].findings.length;
    assert.deepEqual([requirements("unknown"), requirements("notTested")], [2, 2]);
  });
  it("has a risk for what fails, and an approved deviation for what is excepted", () =>
    assert.deepEqual(
      result.risks.map((risk: Document) => [risk.status, prop(risk, "rule"), risk.remediations[0].description]),
      [
        ["open", "compute-creator-without-mfa", "Take the right away."],
        ["deviation-approved", "compute-creator-without-mfa", "Take the right away."],
      ],
    ));
  it("gives everything an id of its own, refers to nothing that is not there, and is the same in every run", () => {
    for (const [what, report] of reports()) {
      const { own, others } = idsOf(documentOf(report));
      const fingerprints = report.outcomes.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
      if (new Set(fingerprints).size === fingerprints.length) assert.equal(new Set(own).size, own.length, what);
      for (const id of others) assert(own.includes(id), `${what}: ${id}`);
      assert.equal(printed(oscal, report), printed(oscal, report));
    }
  });
});

describe("ids that follow from what they name", () => {
  it("are UUIDs of version 5", () => {
    for (let n = 0; n < 100; n += 1)
      assert.match(uuidOf("x", String(n)), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(uuidOf("a", "b"), uuidOf("a", "b"));
    assert.notEqual(uuidOf("a", "b"), uuidOf("ab", ""));
  });
  it("are tokens, as NIST's catalogue has them", () => {
    assert.equal(token("ac-2(7)"), "ac-2.7");
    assert.equal(token("cis-azure-5", "3.1.1"), "cis-azure-5_3.1.1");
    assert.equal(token("5 x"), "_5_x");
  });
});
