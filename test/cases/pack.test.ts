import { join, resolve } from "node:path";
import type { Violation } from "../../engine/messages";
import { type Pack, startPack } from "../../engine/pack";
import { build } from "../build";
import { estateFile, type PackCase, packCases, propertiesOf } from "./pack-case";
import { withCurrentIds } from "./rule-ids";
import { type Answer, assertAnswer, assertListed, stillWrong } from "./still-wrong";

const root = resolve(__dirname, "../..");

const matching = (violations: readonly Violation[], pattern: string) => {
  const policies = new RegExp(withCurrentIds(pattern));
  return violations.filter(({ policy }) => policies.test(policy));
};

const policiesOf = (violations: readonly Violation[]) => [...new Set(violations.map(({ policy }) => policy))].sort();

function answerTo(packCase: PackCase, violations: readonly Violation[]): Answer {
  const mandatory = violations.filter(({ level }) => level === "mandatory");
  if (packCase.want === "clean") {
    const wrong = [...mandatory, ...(packCase.not === undefined ? [] : matching(violations, packCase.not))];
    return { right: wrong.length === 0, text: `false alarm: ${policiesOf(wrong).join(", ")}` };
  }
  const counted = packCase.want === "blocked" ? mandatory : violations;
  return { right: matching(counted, packCase.because).length > 0, text: "missed" };
}

const wishOf = (packCase: PackCase): string =>
  packCase.want === "clean" ? "clean" : `${packCase.want} by ${packCase.because}`;

/** A companion shows that the sound neighbour of a bad case, or the bad one of a sound case, is judged rightly. */
const isCompanion = (name: string) => name.includes("~");

describe("cases of the pack", () => {
  let pack: Pack;
  before(async () => {
    build("policies/dist/index.js");
    pack = await startPack(join(root, "policies"), { env: { COMPUTEGUARD_ESTATE: estateFile } });
  });
  after(() => pack?.close());

  packCases.forEach(([name, packCase], index) => {
    const wrong = stillWrong.pack[name];
    it(`${name} is ${wishOf(packCase)}${wrong === undefined ? "" : `, but still ${wrong}`}`, async () => {
      const violations: Violation[] = [];
      for (const [position, { type, props }] of packCase.resources.entries()) {
        const resource = `case-${index}-${position}`;
        const urn = `urn:pulumi:dev::cases::${type}::${resource}`;
        const judgement = await pack.analyze({ urn, type, name: resource, properties: propertiesOf(props) });
        violations.push(...judgement.violations);
      }
      assertAnswer(name, wishOf(packCase), answerTo(packCase, violations), wrong && withCurrentIds(wrong));
    });
  });

  it("what is listed as still wrong is a case, and no companion", () =>
    assertListed(
      stillWrong.pack,
      packCases.map(([name]) => name),
      isCompanion,
    ));
});
