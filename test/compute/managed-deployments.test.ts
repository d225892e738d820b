import assert from "node:assert/strict";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import type { Tree } from "../../compute/value";
import { judge } from "../../policies/policy";
import unapprovedGpuSize from "../../policies/unapproved-gpu-size";
import { estateOf } from "../policies/kit";

const options = unapprovedGpuSize.options.parse(unapprovedGpuSize.fromEstate(estateOf()));
const asked =
  "the managed online deployment asks for an accelerator that is not approved: machines of a managed endpoint";

describe("a model that is deployed to a managed endpoint", () => {
  const deployments: readonly (readonly [
    what: string,
    properties: { [key: string]: Tree },
    says: readonly string[],
  ])[] = [
    ["makes its service start machines", { type: "managedOnlineEndpoint" }, [asked]],
    ["says so in words", { type: "managedOnlineEndpoint", endpointComputeType: "Managed" }, [asked]],
    ["may run on a cluster that is there", { type: "managedOnlineEndpoint", endpointComputeType: "Kubernetes" }, []],
    [
      "may run on a compute that is there",
      { type: "managedOnlineEndpoint", endpointComputeType: "AzureMLCompute" },
      [],
    ],
    ["may be sold by its throughput", { type: "Azure.OpenAI", sku: { name: "Standard", capacity: 120 } }, []],
    ["may be content safety", { type: "Azure.ContentSafety" }, []],
  ];
  for (const [what, properties, says] of deployments)
    for (const [of, folder] of [
      ["Endpoint", "endpoints"],
      ["Connection", "connections"],
    ] as const)
      it(`${of}Deployment ${what}`, () => {
        const type = `Microsoft.MachineLearningServices/workspaces/${folder}/deployments`;
        for (const facts of [
          factsOf(`azure-native:machinelearningservices:${of}Deployment`, { properties }),
          factsOfArm({ type, name: "a", properties }),
        ])
          assert.deepEqual(
            judge(unapprovedGpuSize, facts, options).map(({ message }) => message),
            says,
          );
      });
});

describe("Foundry", () => {
  it("has an image in a workbench, which is a shell on a cluster", () => {
    const type = "Microsoft.CognitiveServices/accounts/projects/workbenches";
    const facts = factsOfArm({
      type,
      name: "a",
      properties: { imageLink: "xmrig/xmrig:latest", targetClusterId: "c" },
    });
    assert.deepEqual(
      facts?.payloads.map(({ kind, text }) => [kind, text.path]),
      [["image", "properties.imageLink"]],
    );
  });

  it("is read by its shape in a package that no SDK has yet", () => {
    const pools = [{ instanceType: "Standard_NC24ads_A100_v4", nodeCount: 4, vmPriority: "Spot" }];
    for (const inputs of [{ properties: { pools } }, { pools }])
      assert.deepEqual(
        factsOf("azure-native_cognitiveservices_v20260515preview:cognitiveservices:Compute", inputs)?.requests.map(
          ({ size, count }) => [size.state === "known" && size.value, count.state === "known" && count.value],
        ),
        [["Standard_NC24ads_A100_v4", 4]],
      );
  });
});
