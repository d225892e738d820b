import { PolicyPack, type ResourceValidationArgs, type StackValidationArgs } from "@pulumi/policy";
import { RunError } from "@pulumi/pulumi";
import { policies } from "../all";
import type { AnyPolicy } from "../policy";
import { findEstate } from "./estate";
import { exceptionsOf, ofTheStack } from "./exceptions";
import { factsByUrn } from "./facts-by-urn";
import { metadata } from "./metadata";
import { runningTotals } from "./running-totals";
import { validation } from "./validate";

/** The pack: it starts when this file is loaded, and prints nothing but its port. */
const { estate, from } = (() => {
  try {
    return findEstate(__dirname);
  } catch (error) {
    // shown as one line, without a stack
    throw new RunError(error instanceof Error ? error.message : String(error));
  }
})();

const readOnce = factsByUrn();
const running = runningTotals();
const exceptionFrom = exceptionsOf(estate, new Date().toISOString().slice(0, 10));

const facts = (turn: number, args: ResourceValidationArgs) => {
  const found = readOnce(turn, args);
  running.record(args.urn, found);
  return found;
};
/** Sums are over the whole stack: judged with each resource before it is made, and once more in the end. */
const ofSums = (policy: AnyPolicy, turn: number) => ({
  validateResource: validation(
    policy,
    estate,
    (args: ResourceValidationArgs) => {
      facts(turn, args);
      return running.withResource(args.urn);
    },
    ofTheStack(exceptionFrom),
  ),
  validateStack: validation(
    policy,
    estate,
    ({ resources }: StackValidationArgs) => running.ofStack(resources),
    ofTheStack(exceptionFrom),
  ),
});

new PolicyPack(
  "computeguard",
  {
    displayName: "Computeguard",
    description: `Keeps stolen credentials from turning an Azure tenant into a mine. Judged by ${from}.`,
    provider: "azure",
    tags: ["azure", "cryptojacking", "security"],
    policies: policies.map((policy, turn) => ({
      ...metadata(policy, estate),
      ...(policy.reads === "totals"
        ? ofSums(policy, turn)
        : {
            validateResource: validation(
              policy,
              estate,
              (args: ResourceValidationArgs) => facts(turn, args),
              exceptionFrom,
            ),
          }),
    })),
  },
  // the level stands here too, for the engine takes an entry without one as advisory
  Object.fromEntries(
    policies.map(policy => [
      policy.id,
      { ...(policy.fromEstate(estate) as object), enforcementLevel: policy.level(estate) },
    ]),
  ),
);
