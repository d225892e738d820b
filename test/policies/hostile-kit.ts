import { unknownCheckingProxy } from "@pulumi/policy";
import { factsOf } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { policies } from "../../policies/all";
import { type Example, type Judged, judge } from "../../policies/policy";
import { plain } from "../../policies/pulumi/plain";
import { estateOf, ofWholeStack } from "./kit";

/** What hostile resources, and their quiet twins, are made of. */

export const miner = "./xmrig -o stratum+tcp://pool.supportxmr.com:3333\n";
export const script = `#!/bin/sh\n${miner}`;
export const base64 = (text: string | Buffer): string => Buffer.from(text as string).toString("base64");
export const times = (n: number, make: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => make(i)).join("");
export const nested = <T>(n: number, wrap: (inner: T) => T, core: T): T => {
  let inner = core;
  for (let i = 0; i < n; i++) inner = wrap(inner);
  return inner;
};

export const machine = (userData: string): Example => [
  "azure-native:compute:VirtualMachine",
  { hardwareProfile: { vmSize: "Standard_D2s_v5" }, osProfile: { customData: userData } },
];
export const deployed = (template: Tree): Example => [
  "azure-native:resources:Deployment",
  { properties: { mode: "Incremental", template } },
];
export const vm = (properties: Tree, rest: object = {}): Tree => ({
  type: "Microsoft.Compute/virtualMachines",
  name: "vm",
  location: "westeurope",
  properties,
  ...rest,
});
export const sized = (vmSize: string): Tree => ({ hardwareProfile: { vmSize } });
export const numbered = (n: number, make: (i: number) => Tree): { [key: string]: Tree } =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`v${i}`, make(i)]));
export const deployment = (template: Tree, rest: object = {}): Tree => ({
  type: "Microsoft.Resources/deployments",
  name: "inner",
  properties: { mode: "Incremental", expressionEvaluationOptions: { scope: "inner" }, template },
  ...rest,
});

const estate = estateOf({ regions: ["westeurope"] });

/** What is read of a resource, and what all policies refuse of it. */
export function refusals([token, inputs]: Example): {
  readonly facts: Judged | undefined;
  readonly found: readonly string[];
} {
  const facts = ofWholeStack(factsOf(token, plain(unknownCheckingProxy(inputs))));
  const found = policies.flatMap(policy =>
    judge(policy, facts, policy.options.parse(policy.fromEstate(estate)))
      .filter(({ level }) => (level ?? policy.level(estate)) === "mandatory")
      .map(({ message }) => `${policy.id}: ${message}`),
  );
  return { facts, found };
}
