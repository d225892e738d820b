import assert from "node:assert/strict";
import type { Finding } from "../../catalogue/outcome";
import type { Cure } from "../../posture/cures/cure";
import { stopCompute } from "../../posture/cures/stop-compute";
import { type Amount, atMost, exactly, figure, total } from "../../posture/facts/amount";
import { planOf } from "../../posture/plan/plan";
import { planFormats } from "../../posture/plan/print";
import { effectWords } from "../../posture/report/act-words";
import { markdown } from "../../posture/report/markdown";
import type { Report } from "../../posture/report/model";
import { burningUsd } from "../../posture/report/phrases";
import { text } from "../../posture/report/text";
import { openAtRisk, openToPassword, openToSecret, verdictOf } from "../../posture/report/verdict";
import { runbookOf } from "../../posture/respond/runbook";
import { actsOf } from "../../posture/run/acts";
import { contosoGathered, contosoReport, estate } from "../demo/audited";
import { sample } from "./sample";

describe("one thing has one figure in the planted tenant", () => {
  it("what burns: in the verdict, the act that ends it, the plan, the runbook, the text and Markdown", async () => {
    const [report, evidence] = [await contosoReport(), await contosoGathered()];
    const burns = burningUsd(report.burning!);
    assert.match(burns, /^\$[\d,]+\.\d\d$/);
    const plan = [...planFormats.text!(planOf(evidence, estate, "0.0.0"))].join("");
    for (const [where, words] of [
      ["verdict", verdictOf(report)],
      ["act", effectWords(report.acts.find(({ id }) => id === "stopCompute")!)],
      ["plan", plan],
      ["runbook", runbookOf(evidence, estate, "0.0.0").verdict],
      ["text", [...text.print(report)].join("")],
      ["Markdown", [...markdown.print(report)].join("")],
    ] as const)
      assert(words.includes(`${burns} a day`), `${where}: ${burns}`);
  });
  it("machines: those of the verdict are those of its resources, and of its regions", async () => {
    const { burning } = await contosoReport();
    for (const rows of [burning!.resources, burning!.regions])
      assert.deepEqual(total(rows.map(({ machines }) => machines)), burning!.machines);
  });
  it("mining: as many resources are saved and stopped as the verdict has seen it on", async () => {
    const report = await contosoReport();
    const isolated = report.acts.find(({ id }) => id === "isolateMachine")!.targets.length;
    assert(verdictOf(report).includes(`mining was seen on ${isolated} resources`), verdictOf(report));
  });
  it("who is open: those of the plan are those of the figures, without the emergency account", async () => {
    const [report, evidence] = [await contosoReport(), await contosoGathered()];
    const { blastRadius } = report;
    const others = blastRadius.filter(
      ({ principal, defended }) => principal.kind === "user" && (defended === "partly" || defended === "unknown"),
    );
    const open = [openToPassword, openAtRisk, openToSecret].flatMap(those => those(blastRadius));
    const emergency = [...open, ...others].filter(({ principal }) => principal.name.startsWith("emergency"));
    const { exposed } = planOf(evidence, estate, "0.0.0").removals;
    assert.equal(exposed, open.length + others.length - emergency.length);
    assert(emergency.length > 0);
  });
});

describe("what an act ends is what burns", () => {
  const row = (name: string, usdPerDay: Amount, spotUsdPerDay: Amount) => ({
    ...sample.burning!.resources[0]!,
    ...{ id: `/subscriptions/1/${name}`, name, usdPerDay, spotUsdPerDay },
  });
  const cases: readonly (readonly [string, readonly ReturnType<typeof row>[], Amount])[] = [
    ["of machines", [row("a", exactly(3), exactly(0)), row("b", exactly(4), exactly(0))], exactly(7)],
    ["of spot machines alone", [row("a", exactly(0), atMost(3)), row("b", exactly(0), atMost(4))], atMost(7)],
    [
      "of both: spot machines stand beside",
      [row("a", exactly(3), exactly(0)), row("b", exactly(0), atMost(4))],
      exactly(3),
    ],
  ];
  for (const [what, resources, expected] of cases)
    it(what, () => {
      const burning: Report["burning"] = {
        ...sample.burning!,
        resources,
        usdPerDay: total(resources.map(({ usdPerDay }) => usdPerDay)),
        spotUsdPerDay: total(resources.map(({ spotUsdPerDay }) => spotUsdPerDay)),
      };
      const cures = new Map<string, Cure>();
      const findings = resources.map(({ id, name }): Finding => {
        const subject = { kind: "resource" as const, id, name };
        cures.set(name, stopCompute(subject));
        return { ...sample.outcomes[0]!.findings[0]!, subject, fingerprint: name };
      });
      const [act] = actsOf([{ ...sample.outcomes[0]!, findings }], cures, { burning, blastRadius: [] });
      assert.deepEqual(act!.usdPerDay, expected);
      assert(effectWords(act!).startsWith(`ends ${burningUsd(burning)} a day`), effectWords(act!));
      assert(figure(act!.usdPerDay!)! > 0);
    });
});
