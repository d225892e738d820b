import assert from "node:assert/strict";
import { grantScript } from "../../posture/report/html/grants";
import { hostile, sample } from "./sample";

const page = (report: typeof sample) => {
  const markup = grantScript(report);
  return markup === false ? "" : [...markup.pieces()].join("");
};
/** Each script with what it is for. */
const scripts = (report: typeof sample) =>
  [...page(report).matchAll(/<span class="soft">([^<]*)<\/span><pre>([^<]*)<\/pre>/g)].map(
    ([, label = "", lines = ""]) => [label, lines.trim().split("\n")] as const,
  );

describe("the script that gives what was denied", () => {
  it("has every line behind a #, whatever a name holds, and those of one shell alone", () => {
    const [first] = sample.grants!;
    const forged = { ...first!, reads: ["x\nrm -rf /", hostile.terminal], gives: ["a\nb"] };
    const [graph, azure, ...more] = scripts({ ...sample, grants: [...sample.grants!, forged] });
    assert.deepEqual(more, []);
    assert.equal(graph![0], "Microsoft Graph PowerShell");
    assert.equal(graph![1].length, 4);
    assert.match(graph![1][0]!, /^# AuditLog\.Read\.All: to read /);
    assert.match(graph![1][1]!, /^#New-Mg/);
    assert.equal(azure![0], "Azure CLI (bash)");
    assert.equal(azure![1].length, 2);
    assert.match(azure![1][1]!, /^#az role assignment create/);
    for (const line of [...graph![1], ...azure![1]]) assert.match(line, /^#/);
    assert(!page(sample).includes(hostile.markup));
  });
  it("tells what no command gives, and is left out where nothing was denied", () => {
    assert.match(page(sample), /No command gives this sign-in: Policy\.Read\.All\./);
    const { grants: _, ...none } = sample;
    assert.equal(page(none), "");
    assert.doesNotMatch(page({ ...sample, grants: sample.grants!.slice(2) }), /<pre>/);
  });
});
