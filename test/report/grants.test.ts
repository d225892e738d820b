import assert from "node:assert/strict";
import { grantScript } from "../../posture/report/html/grants";
import { hostile, sample } from "./sample";

const page = (report: typeof sample) => {
  const markup = grantScript(report);
  return markup === false ? "" : [...markup.pieces()].join("");
};
const script = (report: typeof sample) => /<pre>([^<]*)<\/pre>/.exec(page(report))?.[1] ?? "";

describe("the script that gives what was denied", () => {
  it("has every line behind a #, whatever a name holds", () => {
    const [first] = sample.grants!;
    const forged = { ...first!, reads: ["x\nrm -rf /", hostile.terminal], gives: ["a\nb"] };
    const lines = script({ ...sample, grants: [...sample.grants!, forged] })
      .trim()
      .split("\n");
    assert.equal(lines.length, 6);
    for (const line of lines) assert.match(line, /^#/);
    assert.match(lines[0]!, /^# AuditLog\.Read\.All: to read /);
    assert.match(lines[1]!, /^# in PowerShell: New-Mg/);
    assert.match(lines[3]!, /^#az role assignment create/);
    assert(!page(sample).includes(hostile.markup));
  });
  it("tells what no command gives, and is left out where nothing was denied", () => {
    assert.match(page(sample), /No command gives this sign-in: Policy\.Read\.All\./);
    const { grants: _, ...none } = sample;
    assert.equal(page(none), "");
    assert.doesNotMatch(page({ ...sample, grants: sample.grants!.slice(2) }), /<pre>/);
  });
});
