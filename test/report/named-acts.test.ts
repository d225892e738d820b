import assert from "node:assert/strict";
import { explained } from "../../posture/explain/explain";
import { knownFrom, matchesOf } from "../../posture/explain/matches";
import { planOf } from "../../posture/plan/plan";
import { planFormats } from "../../posture/plan/print";
import { page } from "../../posture/report/html/page";
import { markdown } from "../../posture/report/markdown";
import type { Report } from "../../posture/report/model";
import { text } from "../../posture/report/text";
import { resolverFor } from "../../posture/run/resolve";
import { contosoGathered, contosoReport, estate } from "../demo/audited";
import { printed } from "./printed";
import { sample } from "./sample";

/** A subscription is told by its name wherever people read it, and by its id in a command alone. */
describe("what an act is done to", () => {
  const [act] = sample.acts;
  const at = (scope: string): Report => {
    const targets = [{ ...act!.targets[0]!, name: `Owner at ${scope}` }];
    return { ...sample, acts: [{ ...act!, targets }] };
  };
  const known = at("/subscriptions/00000000-0000-0000-0000-000000000001");
  const strange = "/subscriptions/00000000-0000-0000-0000-0000000000ff";
  for (const [name, format] of Object.entries({ page, text, markdown }))
    it(`has the name of its subscription in ${name}, and the id of one without a name`, () => {
      assert(printed(format, known).includes("Owner at Contoso Production"));
      assert(printed(format, at(strange)).includes(`Owner at ${strange}`));
    });

  it("has it in plan, where a command keeps the id", async () => {
    const plan = planOf(await contosoGathered(), estate, "0.0.0");
    for (const format of Object.values(planFormats)) {
      const lines = [...format(plan)].join("").split("\n");
      const said = lines.filter(line => /^\W*(?:\d+\. )?Delete the role assignment of /.test(line));
      assert(said.some(line => line.includes("Virtual Machine Contributor at Contoso Production (of ")));
      assert.deepEqual(
        said.filter(line => line.includes("/subscriptions/")),
        [],
      );
      assert(lines.some(line => line.includes("az role assignment delete --ids /subscriptions/")));
    }
  });
  it("has it in explain, where a command keeps the id", async () => {
    const [report, { gathered, manifest }] = [await contosoReport(), await contosoGathered()];
    const setting = { estate, manifest };
    const know = resolverFor(gathered, setting);
    const told = (what: string) => {
      const [match] = matchesOf(what, report, knownFrom(know));
      return [...explained(match!, { report, know, setting })].join("\n");
    };
    const dana = told("dana.moreno@contoso.com");
    assert.match(dana, /^To change first: Delete the role assignment of .* at Contoso Production \(takes/m);
    assert.match(dana, /^ {2}az role assignment delete --ids \/subscriptions\//m);
    assert.match(told("Contributor at Contoso Production"), /activated: Contributor at Contoso Production$/m);
  });
});
