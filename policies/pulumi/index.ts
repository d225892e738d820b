import { createRequire } from "node:module";
import { PolicyPack, type ResourceValidationArgs, type StackValidationArgs } from "@pulumi/policy";
import { RunError } from "@pulumi/pulumi";
import type { Level } from "../../catalogue/outcome";
import { type Renamed, renameHint } from "../../catalogue/rule-ids";
import type { FactKind } from "../../compute/facts";
import { factsOf } from "../../compute/facts-of";
import { policies } from "../all";
import { wasHeld } from "../held";
import type { AnyPolicy, Judged } from "../policy";
import { writeAnswers } from "./answers";
import { readingWithDefinitions } from "./definitions-at-hand";
import { deserialiseOnce } from "./deserialise-once";
import { type FoundEstate, findEstate, inShort } from "./estate";
import { exceptionsOf, ofTheStack, stackOf } from "./exceptions";
import { withExemptions } from "./exemptions";
import { factsOnce, isComponent } from "./facts-once";
import { type InitialConfig, moveFormerIds, onConfigure, withFormerIds } from "./former-ids";
import { metadata } from "./metadata";
import { passingOver } from "./passing-over";
import { plain } from "./plain";
import { remediation } from "./remediate";
import { readRequests } from "./requests";
import { runningTotals } from "./running-totals";
import { validation } from "./validate";

/**
 * The pack: it starts when this file is loaded. On standard output it prints nothing but its port; what it writes to
 * standard error is shown by Pulumi.
 */
const found: FoundEstate = (() => {
  try {
    return findEstate(__dirname);
  } catch (error) {
    // shown as one line, without a stack
    throw new RunError(error instanceof Error ? error.message : String(error));
  }
})();

const { estate, from, renamed, atMost, held } = found;
process.stderr.write(`computeguard: judged by ${inShort(found)}\n`);

// the modules that the SDK itself uses
const sdk = createRequire(require.resolve("@pulumi/policy/package.json"));
const { AnalyzerService } = sdk("@pulumi/pulumi/proto/analyzer_grpc_pb");
const messages = sdk("@pulumi/pulumi/proto/analyzer_pb");
readRequests(AnalyzerService, messages);
writeAnswers(AnalyzerService, messages);
deserialiseOnce(sdk("./deserialize"));
const readOnce = factsOnce(readingWithDefinitions());
const passing = passingOver();
const running = runningTotals(undefined, held);
const today = new Date().toISOString().slice(0, 10);
const exceptionFrom = exceptionsOf(estate, today);
const exceptionOfResource = withExemptions(estate, today, exceptionFrom);

const facts = (turn: number, args: ResourceValidationArgs) => {
  const read = readOnce(args);
  passing.ran(turn, read);
  running.record(args.urn, read);
  return read;
};

/** The level out of the box. */
const levelOf = (policy: AnyPolicy): Level => {
  const level = policy.level(estate);
  return level === "mandatory" && atMost ? atMost : level;
};

const initialConfig: InitialConfig = Object.fromEntries(
  policies.map(policy => [
    policy.id,
    // the level stands here too, for the engine takes an entry without one as advisory
    { ...(policy.fromEstate(estate) as object), enforcementLevel: levelOf(policy) },
  ]),
);

const sayRenamed = (changes: readonly Renamed[], where: string) => {
  for (const change of changes) process.stderr.write(`${renameHint(change, where)}\n`);
};
sayRenamed(renamed, from);
onConfigure(AnalyzerService, request =>
  sayRenamed(moveFormerIds(request, policies, initialConfig), "the configuration of the policy pack"),
);

/** Whether what a rule on machines or places has found was there before. Of anything else, such as a script, no digest is kept. */
const wasThere =
  ({ reads }: AnyPolicy) =>
  ({ urn }: ResourceValidationArgs, asked: Partial<Judged>): boolean =>
    held !== undefined && (reads === "requests" || reads === "regions") && wasHeld(held, urn, asked);

/** Of sums: whether all machines of the stack so far were there before. */
const addsNothing = (_: unknown, { totals = [] }: Partial<Judged>): boolean =>
  totals.length > 0 && totals.every(({ change }) => change?.machines === 0 && change.gpus === 0);

/** How the policy at its turn judges one resource. Sums are judged with each resource before it is made. */
function ofResource(policy: AnyPolicy, turn: number) {
  const ofSums = policy.reads === "totals";
  const validateResource = validation(
    policy,
    estate,
    (args: ResourceValidationArgs) => {
      const found = facts(turn, args);
      return ofSums ? running.withResource(args.urn) : found;
    },
    ofSums ? ofTheStack(exceptionFrom) : exceptionOfResource,
    ofSums ? addsNothing : wasThere(policy),
    ofSums ? stackOf : undefined,
  );
  const kind: FactKind = ofSums ? "requests" : policy.reads;
  return Object.defineProperty(validateResource, "__pulumiType", {
    get: () => (passing.mayPass(turn, kind) ? `any with ${policy.reads}` : undefined),
  });
}

/** Nothing that is read for it is kept: it is there to change what is judged afterwards. */
function ofRemedy(policy: AnyPolicy) {
  const remediateResource = remediation(
    policy,
    estate,
    ({ type, props, provider }) => factsOf(type, plain(props), undefined, isComponent(provider)),
    exceptionFrom,
  );
  return remediateResource && { remediateResource };
}

/** And once more in the end. */
const ofStack = (policy: AnyPolicy) =>
  validation(
    policy,
    estate,
    ({ resources }: StackValidationArgs) => running.ofStack(resources),
    ofTheStack(exceptionFrom),
    addsNothing,
    stackOf,
  );

new PolicyPack(
  "computeguard",
  {
    displayName: "Computeguard",
    description: `Keeps stolen credentials from turning an Azure tenant into a mine. Judged by ${inShort(found)}.`,
    provider: "azure",
    tags: ["azure", "cryptojacking", "security"],
    policies: policies.map((policy, turn) => ({
      ...metadata(policy, estate),
      enforcementLevel: levelOf(policy),
      validateResource: ofResource(policy, turn),
      ...ofRemedy(policy),
      ...(policy.reads === "totals" && { validateStack: ofStack(policy) }),
    })),
  },
  withFormerIds(initialConfig, policies),
);
