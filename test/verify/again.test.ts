import assert from "node:assert/strict";
import { defaultEstate, type Estate } from "../../catalogue/estate";
import { differenceOf } from "../../posture/report/difference";
import { withBaseline } from "../../posture/report/history";
import { json } from "../../posture/report/json";
import type { Report } from "../../posture/report/model";
import { type AuditOptions, judgeAll } from "../../posture/run/audit";
import { judgedAgain } from "../../posture/verify/again";
import { claimsSchema } from "../../posture/verify/claims";
import { gather, guid, healthyBut, manifest, user } from "../posture/checks-tenant";

/** A tenant with a name that no format prints as it is. */
const evidence = {
  manifest,
  gathered: gather(
    healthyBut({ users: [101, 102].map(n => user(n, { name: `Ann \u202e${n}`, upn: `a\u0000${n}@contoso.com` })) }),
  ),
};
const evidenceSha256 = "0".repeat(64);
const options: AuditOptions = { estate: defaultEstate, version: "1.2.3" };
const stored = (report: Report): string => [...json.print(report)].join("");
const audited = (more: Partial<AuditOptions> = {}): Report =>
  judgeAll(evidence.gathered, manifest, { ...options, ...more });

const again = (text: string | Buffer, estate: Estate = defaultEstate, version = "1.2.3") =>
  judgedAgain(Buffer.from(text), claimsSchema.parse(JSON.parse(text.toString())), evidence, estate, version);

describe("a report whose evidence is judged again", () => {
  const narrowed = ({ id }: { readonly id: string }) => id === "account-without-mfa" || id === "unused-gpu-quota";
  const same: readonly (readonly [what: string, report: Report])[] = [
    ["of a whole run", audited()],
    ["of saved evidence", audited({ evidenceSha256 })],
    ["of an estate in a file", audited({ estateSource: { name: "a/b.yaml", sha256: "1".repeat(64) } })],
    [
      "of evidence whose times cannot be true",
      audited({ oddTimes: ["it was begun in the future, at 2036-11-24T06:00:00Z"] }),
    ],
    ["of some checks", audited({ select: narrowed, evidenceSha256 })],
    ["of one framework", audited({ select: narrowed, frameworks: ["mcsb"] })],
    ["that shows the worst alone", audited({ least: "critical" })],
    [
      "that tells what is new, and since when",
      withBaseline(audited(), { ...audited(), collectedAt: "2026-11-01T06:00:00Z" }),
    ],
    ["of a version that knew no history", { ...audited(), since: differenceOf(audited(), audited()) }],
  ];
  for (const [what, report] of same)
    it(`is the same: one ${what}`, () => assert.deepEqual(again(stored(report)), { is: "same" }));

  it("says what was selected, and nothing where all of it was", () => {
    assert.equal(audited().selected, undefined);
    assert.deepEqual(audited({ select: narrowed, frameworks: ["mcsb"], least: "high" }).selected, {
      rules: ["account-without-mfa", "unused-gpu-quota"],
      frameworks: ["mcsb"],
      least: "high",
    });
  });

  const text = stored(audited({ evidenceSha256 }));
  const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split("\n").length;
  const changed: readonly (readonly [what: string, text: string | Buffer, line: number])[] = [
    ["a name", text.replace('"name": "computeguard"', '"name":  "computeguard"'), lineOf('"name": "computeguard"')],
    ["a total", text.replace(/"excepted": 0/, '"excepted": 1'), lineOf('"excepted": 0')],
    ["its end", `${text}\n`, text.split("\n").length + 1],
    ["its last line break", text.slice(0, -1), text.split("\n").length],
  ];
  for (const [what, other, line] of changed)
    it(`is another, and says where: ${what}`, () => {
      const found = again(other);
      assert.deepEqual(found, { is: "different", line });
    });
  it("is another where bytes are none of UTF-8, though they read alike", () => {
    assert(text.includes("\uFFFD"));
    const bytes = Buffer.from(text);
    const at = bytes.indexOf(Buffer.from("\uFFFD"));
    const broken = Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)]);
    assert.equal(broken.toString(), text);
    assert.equal(again(broken).is, "different");
  });
  it("is another under another estate, and of another version", () => {
    const spared = { ...defaultEstate, breakGlass: [guid(101), guid(102)] };
    assert.equal(again(text, spared).is, "different");
    assert.equal(again(text, defaultEstate, "1.2.4").is, "different");
  });
});
