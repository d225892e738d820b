import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import { checks } from "../../posture/checks/all";
import type { SignalCheck } from "../../posture/signal-check";
import { activityLog } from "../../posture/signals/activity-log";
import { kqlOf } from "../../posture/signals/kql";
import { activityQuestions } from "../../posture/signals/questions";
import { ruleOf } from "../../posture/signals/rule";
import { diagnosticsOf } from "../kql/language-service";
import { huntingSchemas, workspaceSchemas } from "../kql/schemas";

const span = { from: "2026-08-26T00:00:00.000Z", to: "2026-11-24T00:00:00.000Z" };
const schemas = { workspace: workspaceSchemas, hunting: huntingSchemas };

describe("what is printed as KQL, to Microsoft's own language service", () => {
  for (const engine of ["workspace", "hunting"] as const)
    for (const question of activityQuestions)
      it(`the question ${question.id}, of ${engine}`, () =>
        assert.deepEqual(diagnosticsOf(kqlOf(activityLog, question, engine, span), schemas[engine]), []));

  for (const check of checks)
    if ("signal" in check)
      it(`the rule of ${check.id}`, () => {
        const { query } = ruleOf((check as SignalCheck).signal, defaultEstate.thresholds);
        assert.deepEqual(diagnosticsOf(query, workspaceSchemas), []);
      });

  it("sees what Kusto refuses", () => {
    assert.notDeepEqual(diagnosticsOf("AzureActivity | where Nothing == 1", workspaceSchemas), []);
    assert.notDeepEqual(diagnosticsOf("AzureActivity | summarize first = min(TimeGenerated)", workspaceSchemas), []);
  });
});
