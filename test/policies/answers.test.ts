import assert from "node:assert/strict";
import type { AnalyzeDiagnostic, AnalyzeResponse, PolicyNotApplicable } from "@pulumi/pulumi/proto/analyzer_pb";
import * as fc from "fast-check";
import { protocolOf } from "../../engine/protocol";
import { writeAnswers } from "../../policies/pulumi/answers";
import { runs } from "../depth";

const protocol = protocolOf("policies");
const types = protocol("@pulumi/pulumi/proto/analyzer_pb") as unknown as {
  AnalyzeResponse: { new (): AnalyzeResponse; deserializeBinary(bytes: Uint8Array): AnalyzeResponse };
  AnalyzeDiagnostic: new () => AnalyzeDiagnostic;
  PolicyNotApplicable: new () => PolicyNotApplicable;
};
const { AnalyzerService } = protocol("@pulumi/pulumi/proto/analyzer_grpc_pb");

interface Said {
  readonly diagnostics: readonly string[];
  readonly notApplicable: readonly (readonly [policy: string, reason: string])[];
}

const answerOf = ({ diagnostics, notApplicable }: Said): AnalyzeResponse =>
  new types.AnalyzeResponse()
    .setDiagnosticsList(diagnostics.map(message => new types.AnalyzeDiagnostic().setMessage(message)))
    .setNotApplicableList(
      notApplicable.map(([policy, reason]) => new types.PolicyNotApplicable().setPolicyName(policy).setReason(reason)),
    );

const text = fc.oneof(fc.constantFrom("", "a", "1 a", "1", "\u{1F600}"), fc.string({ unit: "grapheme", maxLength: 8 }));
const said: fc.Arbitrary<Said> = fc.record({
  diagnostics: fc.array(text, { maxLength: 3 }),
  notApplicable: fc.array(fc.tuple(text, text), { maxLength: 6 }),
});

/** The service with our writing. */
function ourService(): { analyze: { responseSerialize: (answer: AnalyzeResponse) => Uint8Array } } {
  const service = { analyze: { ...AnalyzerService.analyze } };
  writeAnswers(service, types);
  return service as never;
}

describe("answers as they are written", () => {
  const { analyze } = ourService();

  it("say what the SDK's own say, however often an entry comes", () =>
    fc.assert(
      fc.property(said, one => {
        const ours = types.AnalyzeResponse.deserializeBinary(new Uint8Array(analyze.responseSerialize(answerOf(one))));
        const theirs = types.AnalyzeResponse.deserializeBinary(
          new Uint8Array((AnalyzerService.analyze as never as typeof analyze).responseSerialize(answerOf(one))),
        );
        assert.deepEqual(ours.toObject(), theirs.toObject());
      }),
      { numRuns: runs(300), seed: 1 },
    ));

  it("an entry is written by google-protobuf once", () => {
    let written = 0;
    class Counted extends types.AnalyzeResponse {
      override serializeBinary(): Uint8Array {
        written++;
        return super.serializeBinary();
      }
    }
    const service = { analyze: { ...AnalyzerService.analyze } };
    writeAnswers(service, { AnalyzeResponse: Counted });
    const one: Said = {
      diagnostics: [],
      notApplicable: [
        ["a", "has no payloads"],
        ["b", "has no payloads"],
      ],
    };
    const write = (service.analyze as never as typeof analyze).responseSerialize;
    for (let i = 0; i < 3; i++) write(answerOf(one));
    assert.equal(written, 2);
  });

  it("of a service that is not as we know it are left", () => {
    const frozen = Object.freeze({ responseSerialize: AnalyzerService.analyze });
    writeAnswers({ analyze: frozen }, types);
    assert.equal(frozen.responseSerialize, AnalyzerService.analyze);
    writeAnswers({}, types);
  });

  it("an answer that is none is refused as ever", () =>
    assert.throws(() => analyze.responseSerialize({} as never), /Expected argument/));
});
