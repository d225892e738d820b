import assert from "node:assert/strict";
import { isWeighed } from "../../compute/age/names-machine";
import { sdkTypes } from "../../compute/age/sdk-types";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import { sampled } from "../depth";

const gpu = "Standard_NC24ads_A100_v4";
const small = "Standard_D2s_v5";

/** Where an accelerator is found by the shape of a resource whose type has a row. */
const besides = (token: string, inputs: Tree): string[] =>
  (factsOf(token, inputs)?.requests ?? []).flatMap(({ what, size, accelerator }) =>
    /found by its shape/.test(what) ? [size.state === "absent" ? accelerator.path : size.path] : [],
  );

const vm = "azure-native:compute:VirtualMachine";
const compute = "azure-native:machinelearningservices:Compute";
const account = "azure-native:cognitiveservices:Compute";
const group = "azure-native:containerinstance:ContainerGroup";
const set = "azure-native:compute:VirtualMachineScaleSet";
const good = { hardwareProfile: { vmSize: small } };

const found: readonly (readonly [token: string, inputs: Tree, ...places: readonly string[]])[] = [
  [
    compute,
    { properties: { computeType: "HyperCluster", properties: { vmSize: gpu } } },
    "properties.properties.vmSize",
  ],
  [account, { properties: { nodes: { vmSize: gpu, count: 4 } } }, "properties.nodes.vmSize"],
  [vm, { ...good, alternateSizes: [gpu] }, "alternateSizes[0]"],
  // one that is approved hides no other
  [vm, { hardwareProfile: { vmSize: "Standard_NC4as_T4_v3" }, alternateSizes: [gpu] }, "alternateSizes[0]"],
  [vm, { ...good, hardwareProfile: { vmSize: small, gpuCount: 2 } }, "hardwareProfile.gpuCount"],
  [set, { sku: { name: small, capacity: 3, gpuCount: 2 } }, "sku.gpuCount"],
  [vm, { ...good, boost: { runsOn: "nvidia-a100" } }, "boost.runsOn"],
  [vm, { ...good, alternate: new Withheld("expression", ["Standard_NC", "24ads_A100_v4"]) }, "alternate"],
  [set, { sku: { name: "Mix", capacity: 2 }, skuProfile: { sizes: [{ size: gpu }] } }, "skuProfile.sizes[0].size"],
  ["azure:compute/linuxVirtualMachine:LinuxVirtualMachine", { size: small, fallbackSize: gpu }, "fallbackSize"],
];

const quiet: readonly (readonly [what: string, token: string, inputs: Tree])[] = [
  ["what the row reads", vm, { hardwareProfile: { vmSize: gpu } }],
  ["what a list of the row reads", set, { sku: { name: "Mix" }, skuProfile: { vmSizes: [{ name: gpu }] } }],
  [
    "what the row reads of a known kind",
    compute,
    { properties: { computeType: "AmlCompute", properties: { vmSize: gpu } } },
  ],
  ["a model and its number", group, { containers: [{ resources: { requests: { gpu: { sku: "V100", count: 2 } } } }] }],
  [
    "the same number twice",
    group,
    { containers: [{ resources: { requests: { gpu: { count: 2 } }, limits: { gpu: { count: 2 } } } }] },
  ],
  ["an ordinary size elsewhere", vm, { ...good, alternateSizes: [small] }],
  [
    "ordinary sizes of an unknown kind",
    compute,
    { properties: { computeType: "HyperCluster", properties: { vmSize: small } } },
  ],
  ["tags, names and prose", vm, { ...good, vmName: gpu, tags: { size: gpu, gpu: "1" }, description: gpu }],
  ["no GPU", vm, { ...good, gpuCount: 0, gpus: [], accelerator: "none" }],
  ["a sentence", vm, { ...good, licence: `for machines of the size ${gpu}` }],
  [
    "what is decided later",
    vm,
    { ...good, alternateSizes: new Withheld("unknown"), gpuCount: new Withheld("unknown") },
  ],
  [
    "the environment of a container",
    group,
    {
      containers: [
        {
          environmentVariables: [
            { name: "SIZE", value: gpu },
            { name: "GPU", value: "nvidia-a100" },
          ],
        },
      ],
    },
  ],
  ["machines on own hardware", "azure-native:azurestackhci:VirtualMachineInstance", { spare: gpu }],
  ["a policy", "azure-native:authorization:PolicyAssignment", { parameters: { sizes: { value: [gpu] } } }],
];

describe("a type that a row knows, in a shape that it does not know", () => {
  for (const [token, inputs, ...places] of found)
    it(`${token} asks for the accelerator at ${places.join(", ")}`, () =>
      assert.deepEqual(besides(token, inputs), places));

  it("does so in ARM's words, in whatever letter case, and what is nested in it speaks for itself", () => {
    const nested = (vmSize: string) => ({
      type: "Microsoft.Compute/virtualMachines",
      properties: { HARDWAREPROFILE: { VMSIZE: small }, alternateSizes: [gpu] },
      resources: [{ type: "contoso", properties: { vmSize } }],
    });
    const sizes = (vmSize: string) => factsOfArm(nested(vmSize))?.requests.map(({ size }) => size.path);
    const own = ["properties.hardwareProfile.vmSize", "properties.alternateSizes[0]"];
    assert.deepEqual(sizes("none"), own);
    assert.deepEqual(sizes(gpu), [...own, "resources[0].properties.vmSize"]);
  });

  for (const [what, token, inputs] of quiet)
    it(`has no second order for ${what}`, () => assert.deepEqual(besides(token, inputs), []));

  it("is quiet in every type of the SDKs, with every property set that is a word, a number or a switch", () => {
    const known = sampled(
      [...sdkTypes()].filter(({ token }) => isWeighed(token)),
      10,
    );
    const loud = known.flatMap(({ token, properties }) => {
      const inputs: { [key: string]: Tree } = { tags: { size: gpu } };
      for (const { path, takes } of properties()) {
        const words = path.split(".");
        const key = words.pop() as string;
        let at = inputs;
        for (const word of words) {
          if (typeof at[word] !== "object") at[word] = {};
          at = at[word] as typeof inputs;
        }
        if (typeof at[key] !== "object") at[key] = takes === "text" ? "Standard" : takes === "number" ? 2 : true;
      }
      return besides(token, inputs).map(place => `${token}: ${place}`);
    });
    assert.deepEqual(loud, []);
    assert(known.length >= 50, `${known.length} types were tried`);
  });
});
