import assert from "node:assert/strict";
import { reportStatements } from "../../catalogue/report-statements";
import { answersOf, openStatements, scenarioOf } from "../../docs/coverage-page";
import { policies } from "../../policies/all";
import { checks } from "../../posture/checks/all";
import { signals } from "../../posture/checks/signals";

describe("the statements of Microsoft's report", () => {
  const rules = new Set([...policies, ...checks].map(({ id }) => id));

  it("are all there, each once", () => {
    assert.equal(reportStatements.length, 74);
    assert.equal(new Set(reportStatements.map(({ id }) => id)).size, 74);
  });

  it("are answered by rules that there are, and by signals that name statements that there are", () => {
    const unknown = reportStatements.flatMap(statement => answersOf(statement).filter(id => !rules.has(id)));
    assert.deepEqual(unknown, []);
    const ids = new Set(reportStatements.map(({ id }) => id));
    assert.deepEqual(
      signals.flatMap(({ answers }) => answers).filter(id => !ids.has(id)),
      [],
    );
  });

  it("are played by the simulated tenant, but for those that a rule of the pack alone, a person or nobody answers", () => {
    const audited = new Set(checks.map(({ id }) => id));
    const unplayed = reportStatements.filter(
      statement => answersOf(statement).some(id => audited.has(id)) && scenarioOf(statement).length === 0,
    );
    assert.deepEqual(
      unplayed.map(({ id }) => id),
      [],
    );
  });

  it("lose no answer: none is open", () => assert.deepEqual(openStatements(), []));
});
