import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import type * as fc from "fast-check";
import type { Violation } from "../../catalogue/outcome";
import { factsOf } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { policies } from "../../policies/all";
import { judge } from "../../policies/policy";
import { plain } from "../../policies/pulumi/plain";
import { estateOf, ofWholeStack, readsWell } from "./kit";

/** A resource as it came to be at random. */
export interface Specimen {
  readonly token: string;
  readonly inputs: object;
  /** Texts out of which no violation may repeat anything. */
  readonly unspeakable: readonly string[];
}

/** One kind of input at random. */
export interface Family {
  /** In the plural: "templates". */
  readonly what: string;
  readonly runs: number;
  readonly specimens: fc.Arbitrary<Specimen>;
}

/** With it, every rule is at work. */
const estate = estateOf({
  regions: ["westeurope"],
  vmSizes: ["Standard_D*"],
  maxUsdPerHour: 1,
  budget: { vCpus: 8, gpus: 0, machines: 1, regions: 1, usdPerHour: 1 },
  trustedTemplates: ["https://templates.contoso.com/*"],
});
const rules = policies.map(policy => ({ policy, options: policy.options.parse(policy.fromEstate(estate)) }));

/** All that the pack says of a resource that is the only one of its stack. */
export function violationsOn({ token, inputs }: Specimen): readonly Violation[] {
  const facts = ofWholeStack(factsOf(token, plain(unknownCheckingProxy(inputs))));
  return rules.flatMap(({ policy, options }) => judge(policy, facts, options));
}

/** It stands in every payload and secret, and nowhere else. */
export const marker = "Contoso-9f3a71";

/** However it is written: so that a rule which repeats what was decoded, or what was not, is seen. */
const markers: readonly string[] = [
  marker,
  Buffer.from(marker).toString("hex"),
  // the characters that are the same whatever stands before and after
  ...[0, 1, 2].map(before =>
    Buffer.from(`${"x".repeat(before)}${marker}`)
      .toString("base64")
      .slice(before && before + 1, -3),
  ),
].map(form => form.toLowerCase());

/** As long as names of sizes and regions, which may be repeated, never are. */
const stretch = 32;

/** Whether a violation is fit to be read by people, and by anybody who may not see the resource. */
export function isFitToRead(violation: Violation, { token, unspeakable }: Specimen): void {
  readsWell(violation, [token, unspeakable as Tree]);
  const said = `${violation.path}\n${violation.message}`;
  for (const form of markers) assert(!said.toLowerCase().includes(form), "the violation repeats a secret or a payload");
  for (let at = 0; at + stretch <= said.length; at++) {
    const part = said.slice(at, at + stretch);
    assert(!unspeakable.some(text => text.includes(part)), "the violation repeats a part of a payload");
  }
}
