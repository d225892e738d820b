import type { AnalyzeResponse, PolicyNotApplicable } from "@pulumi/pulumi/proto/analyzer_pb";

/** What @pulumi/pulumi/proto/analyzer_pb has of this. */
export interface AnswerMessages {
  readonly AnalyzeResponse: new () => AnalyzeResponse;
}

/** What @pulumi/pulumi/proto/analyzer_grpc_pb has of this, or so we expect. */
export type AnsweringService = {
  readonly analyze?: { responseSerialize: unknown };
};

/** More than a program has types of resources, each of which one policy names in its reason. */
const most = 5_000;

/**
 * Most of an answer is which policies have nothing to judge in a resource, in the same words for nearly all resources. So google-protobuf
 * writes each of these entries once. All else in an answer is written as ever, and so is every answer of a service that is not as we know it.
 *
 * @param service the SDK's own description of its service, before it is served
 */
export function writeAnswers({ analyze }: AnsweringService, { AnalyzeResponse }: AnswerMessages): void {
  const ever = analyze?.responseSerialize;
  if (typeof ever !== "function" || !Object.getOwnPropertyDescriptor(analyze, "responseSerialize")?.writable) return;
  const written = new Map<string, Uint8Array>();
  const entry = (one: PolicyNotApplicable): Uint8Array => {
    const name = one.getPolicyName();
    const key = `${name.length} ${name}${one.getReason()}`;
    let bytes = written.get(key);
    if (!bytes) {
      bytes = new AnalyzeResponse().setNotApplicableList([one]).serializeBinary();
      if (written.size === most) written.clear();
      written.set(key, bytes);
    }
    return bytes;
  };
  analyze!.responseSerialize = (answer: AnalyzeResponse) => {
    let entries: Uint8Array[];
    try {
      // parts of one message that follow each other are one message
      entries = answer.getNotApplicableList().map(entry);
      answer.setNotApplicableList([]);
    } catch {
      return ever(answer);
    }
    return Buffer.concat([ever(answer), ...entries]);
  };
}
