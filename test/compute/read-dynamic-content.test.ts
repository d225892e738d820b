import assert from "node:assert/strict";
import { parseEstate } from "../../catalogue/estate-file";
import type { Facts } from "../../compute/facts";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { type Tree, type Value, Withheld } from "../../compute/value";
import { policies } from "../../policies/all";
import { judge } from "../../policies/policy";

/** Texts that Data Factory works out: learn.microsoft.com/azure/data-factory/control-flow-expression-language-functions. */

const estate = parseEstate("maxInstances: 10\n", "estate.yaml");
const rules = (facts: Facts | undefined) =>
  policies.filter(policy =>
    judge(policy, facts, policy.options.parse(policy.fromEstate(estate))).some(
      ({ level }) => (level ?? policy.level(estate)) === "mandatory",
    ),
  );
const faults = (facts: Facts | undefined) =>
  rules(facts)
    .map(({ id }) => id)
    .sort();

const seen = (leaf: Value<unknown> | undefined) => {
  if (leaf?.state === "known") return leaf.value;
  return leaf && "hints" in leaf ? [leaf.state, ...(leaf.hints ?? [])] : leaf?.state;
};

type Properties = { readonly [key: string]: Tree };

/** A linked service in each language; the classic ones have its properties as a text of JSON. */
const services: { readonly [language: string]: (type: string, properties: Properties) => Facts | undefined } = {
  "azure-native": (type, properties) =>
    factsOf("azure-native:datafactory:LinkedService", { properties: { type, ...properties } }),
  ARM: (type, typeProperties) =>
    factsOfArm({ type: "Microsoft.DataFactory/factories/linkedservices", properties: { type, typeProperties } }),
  classic: (type, properties) =>
    factsOf("azure:datafactory/linkedCustomService:LinkedCustomService", {
      type,
      typePropertiesJson: JSON.stringify(properties),
    }),
  Synapse: (type, properties) =>
    factsOf("azure:synapse/linkedService:LinkedService", { type, typePropertiesJson: JSON.stringify(properties) }),
};

const size = "Standard_DS3_v2";

/** What is written, and what is read of it: itself, or an expression with its literal parts. */
const texts: readonly (readonly [written: string, read: string | readonly string[]])[] = [
  [size, size],
  ["@linkedService().size", []],
  ["@{linkedService().size}", []],
  ["@base64ToString('U3RhbmRhcmRfTkM2c192Mw==')", ["U3RhbmRhcmRfTkM2c192Mw=="]],
  ["@concat('St','andard_NC24')", ["St", "andard_NC24"]],
  ["Standard_@{'NC'}6s_v3", ["Standard_", "NC", "6s_v3"]],
  ["@{'Standard_'}@{concat('N', linkedService().x)}", ["Standard_", "N"]],
  ["@{concat('}', '@{')}NC24", ["}", "@{", "NC24"]],
  ["@{'never closed", ["never closed"]],
  ["a@{}b", ["a", "b"]],
  // An at sign is one where it is doubled, or where no expression can begin.
  ["@@concat('a')", "@@concat('a')"],
  ["@@{linkedService().size}", "@@{linkedService().size}"],
  ["size is @@{x}", "size is @@{x}"],
  [" @concat('a')", " @concat('a')"],
  ["files@contoso.com", "files@contoso.com"],
  ["{x}@", "{x}@"],
  ["@@@{x}", ["@@"]],
  ["@@{x} @{'y'}", ["@@{x} ", "y"]],
];

describe("dynamic content of Data Factory", () => {
  for (const [written, read] of texts)
    it(`${written} is ${typeof read === "string" ? "itself" : "an expression"}`, () => {
      for (const [language, service] of Object.entries(services)) {
        const [request] = service("AzureDatabricks", { newClusterNodeType: written })?.requests ?? [];
        const expected = typeof read === "string" ? read : read.length > 0 ? ["expression", ...read] : "expression";
        assert.deepEqual(seen(request?.size), expected, language);
      }
    });

  it("is read in sizes and counts of every cluster", () => {
    for (const [language, service] of Object.entries(services)) {
      const cluster = (type: string, properties: Properties) =>
        service(type, properties)?.requests.map(({ size, count }) => [size.state, count.state]);
      assert.deepEqual(
        cluster("HDInsightOnDemand", {
          clusterSize: "@linkedService().machines",
          dataNodeSize: "@linkedService().size",
          headNodeSize: "@{linkedService().size}",
          zookeeperNodeSize: "@concat('NC', '24')",
        }),
        [
          ["expression", "expression"],
          ["expression", "absent"],
          ["expression", "absent"],
        ],
        language,
      );
      assert.deepEqual(
        cluster("AzureDatabricks", {
          newClusterNodeType: size,
          newClusterNumOfWorker: "@{linkedService().workers}",
          newClusterDriverNodeType: "@linkedService().driver",
        }),
        [
          ["known", "expression"],
          ["expression", "absent"],
        ],
        language,
      );
      assert.deepEqual(
        cluster("AzureDatabricks", { instancePoolId: "@linkedService().pool", newClusterNumOfWorker: "@string(9)" }),
        [["absent", "expression"]],
        language,
      );
    }
    const config = (newClusterConfig: Properties) =>
      factsOf("azure:datafactory/linkedServiceAzureDatabricks:LinkedServiceAzureDatabricks", {
        newClusterConfig,
      })?.requests.map(({ size }) => size.state);
    assert.deepEqual(config({ nodeType: "@{linkedService().size}", driverNodeType: "@linkedService().driver" }), [
      "expression",
      "expression",
    ]);
  });

  it("is judged by its literal parts, and told where it hides a size", () => {
    const judged = (newClusterNodeType: string) =>
      Object.values(services).map(service => faults(service("AzureDatabricks", { newClusterNodeType })));
    for (const [written, ids] of [
      [size, []],
      ["@{linkedService().size}", ["unreadable-size"]],
      ["@base64ToString('U3RhbmRhcmRfTkM2c192Mw==')", ["unreadable-size"]],
      ["@concat('St','andard_NC24')", ["unapproved-gpu-size", "unreadable-size"]],
    ] as const)
      for (const found of judged(written)) assert.deepEqual(found, ids, written);
  });

  it("is none elsewhere", () => {
    const runtime = (nodeSize: string) =>
      factsOf("azure-native:datafactory:IntegrationRuntime", { properties: { computeProperties: { nodeSize } } });
    // Machines that run packages have plain texts.
    assert.equal(seen(runtime("@concat('a')")?.requests[0]?.size), "@concat('a')");
    const machine = factsOf("azure-native:compute:VirtualMachine", { hardwareProfile: { vmSize: "@{x}" } });
    assert.equal(seen(machine?.requests[0]?.size), "@{x}");
  });

  it("is read in texts that are long and odd", () => {
    for (const part of ["@", "@{", "'", "@{'", "}", "@{}", "@{'}'}"])
      services["azure-native"]!("AzureDatabricks", { newClusterNodeType: `@{${part.repeat(300_000)}` });
  });
});

const miner = "./xmrig -o stratum+tcp://pool.supportxmr.com:3333";
const inParts = "@concat('./xm', 'rig -o stratum+tcp://pool.support', 'xmr.com:3333')";

interface Activity {
  readonly type: string;
  readonly [key: string]: Tree;
}

/** Activities that hold one other, with the properties that azure-native puts beside the type, and ARM inside `typeProperties`. */
const holders: { readonly [name: string]: (held: Tree) => Activity } = {
  ForEach: held => ({ type: "ForEach", items: { value: "@range(0,9)", type: "Expression" }, activities: [held] }),
  Until: held => ({ type: "Until", activities: [held] }),
  "If Condition that is true": held => ({ type: "IfCondition", ifTrueActivities: [held] }),
  "If Condition that is false": held => ({ type: "IfCondition", ifFalseActivities: [held] }),
  "case of a Switch": held => ({ type: "Switch", cases: [{ value: "a" }, { value: "b", activities: [held] }] }),
  "default of a Switch": held => ({ type: "Switch", defaultActivities: [held] }),
};
const isLoop = (name: string) => name === "ForEach" || name === "Until";

/** Makes an activity that holds a command, in the form of a language. */
type Envelope = (activity: Activity) => Tree;
const flat: Envelope = activity => activity;
const enveloped: Envelope = ({ type, ...typeProperties }) => ({ type, typeProperties });

const pipelines: {
  readonly [language: string]: readonly [Envelope, (...activities: Tree[]) => Facts | undefined];
} = {
  "azure-native": [flat, (...activities) => factsOf("azure-native:datafactory:Pipeline", { activities })],
  ARM: [
    enveloped,
    (...activities) => factsOfArm({ type: "Microsoft.DataFactory/factories/pipelines", properties: { activities } }),
  ],
  classic: [
    enveloped,
    (...activities) => factsOf("azure:datafactory/pipeline:Pipeline", { activitiesJson: JSON.stringify(activities) }),
  ],
};

describe("activities of a pipeline", () => {
  for (const [language, [form, pipeline]] of Object.entries(pipelines)) {
    const custom = (command: Tree) => form({ type: "Custom", command });
    const wait = form({ type: "Wait", waitTimeInSeconds: 9 });
    const hold = (name: string, held: Tree) => form(holders[name]!(held));

    it(`${language}: are found at the top and in others`, () => {
      for (const command of [miner, inParts, { value: inParts, type: "Expression" }, `@{'${miner}'}`]) {
        const tree = typeof command === "string" ? command : { ...command };
        assert.deepEqual(faults(pipeline(wait, custom(tree))), ["mining-payload"]);
        for (const outer of Object.keys(holders)) {
          assert.deepEqual(faults(pipeline(wait, hold(outer, custom(tree)))), ["mining-payload"], outer);
          if (!isLoop(outer)) continue;
          for (const inner of Object.keys(holders).filter(name => !isLoop(name)))
            assert.deepEqual(faults(pipeline(hold(outer, hold(inner, custom(tree))))), ["mining-payload"], inner);
        }
      }
      const harmless = custom("@concat('python main.py --day ', item())");
      for (const outer of Object.keys(holders)) assert.deepEqual(faults(pipeline(hold(outer, harmless))), [], outer);
    });

    it(`${language}: are expressions where Data Factory works them out`, () => {
      const written = "@concat('python ', item().file, ' --day ')";
      for (const command of [written, { value: written, type: "Expression" }] as Tree[]) {
        const texts = pipeline(hold("ForEach", custom(command)))?.payloads.map(({ text }) => text) ?? [];
        const worked = texts.filter(({ state }) => state === "expression").map(seen);
        assert.deepEqual(worked.at(-1), ["expression", "python ", " --day "]);
        assert.ok(!texts.map(seen).includes(written), "and nothing else");
      }
    });
  }

  it("that cannot be seen are told once", () => {
    for (const activities of [new Withheld("unknown"), [new Withheld("unknown")]] as Tree[])
      assert.equal(factsOf("azure-native:datafactory:Pipeline", { activities })?.payloads.length, 1);
  });
});
