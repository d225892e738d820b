import { PolicyPack } from "@pulumi/policy";
import { RunError } from "@pulumi/pulumi";
import { policies } from "../all";
import { findEstate } from "./estate";
import { factsByUrn } from "./facts-by-urn";
import { metadata } from "./metadata";
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

const facts = factsByUrn();

new PolicyPack(
  "computeguard",
  {
    displayName: "Computeguard",
    description: `Keeps stolen credentials from turning an Azure tenant into a mine. Judged by ${from}.`,
    provider: "azure",
    tags: ["azure", "cryptojacking", "security"],
    policies: policies.map((policy, turn) => ({
      ...metadata(policy, estate),
      validateResource: validation(policy, estate, args => facts(turn, args)),
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
