import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { checks } from "../../posture/checks/all";
import type { SignalCheck } from "../../posture/signal-check";
import { kqlOf } from "../../posture/signals/kql";
import { type LogName, type LogWithQuestions, logs } from "../../posture/signals/logs";
import { ruleOf } from "../../posture/signals/rule";
import { diagnosticsOf } from "../kql/language-service";
import { huntingSchemas, workspaceSchemas } from "../kql/schemas";

/** Whatever is printed for an engine, before Microsoft's own language service. */

const span = { from: "2026-11-01T00:00:00.000Z", to: "2026-11-24T00:00:00.000Z" };
const schemas = { workspace: workspaceSchemas, hunting: huntingSchemas };

describe("the language service says nothing against", () => {
  for (const name of Object.keys(logs) as LogName[]) {
    const { log, questions, reach }: LogWithQuestions = logs[name];
    for (const question of [...Object.values(questions), reach])
      for (const engine of (["workspace", "hunting"] as const).filter(engine => engine in log.roads))
        it(`the question ${question.id} about ${log.name}, for the ${engine}`, () =>
          assert.deepEqual(diagnosticsOf(kqlOf(log, question, engine, span), schemas[engine]), []));
  }

  const signals = checks.flatMap(check => ("signal" in check ? [(check as SignalCheck).signal] : []));
  for (const signal of signals)
    it(`the rule of ${signal.id}`, () =>
      assert.deepEqual(diagnosticsOf(ruleOf(signal, estateSchema.parse({}).thresholds).query, workspaceSchemas), []));
});
