import assert from "node:assert/strict";
import { type ComputeType, computeTypes } from "../../compute/types";
import type { RequestShape } from "../../compute/types/compute-type";
import { isInEnvelope, type Seen, seenInCorpus, unseenOrders } from "./arm-paths";
import { hasCorpus } from "./corpus";
import { firstArmPathsOf } from "./row-paths";

/** Orders that nothing in the corpus makes, though it has resources of their type. */
const notInCorpus: { readonly [path: string]: string } = {
  "Microsoft.App/containerApps ~template.containers[].resources.gpu": "its apps ask for no GPU",
  "Microsoft.App/managedEnvironments ~workloadProfiles[].workloadProfileType": "its environments have no profiles",
  "Microsoft.Compute/virtualMachineScaleSets ~skuProfile.vmSizes[].name": "its scale sets have one size each",
  "Microsoft.ContainerService/managedClusters ~agentPoolProfiles[].virtualMachinesProfile.scale.autoscale[].size":
    "its agent pools have one size each",
  "Microsoft.ContainerService/managedClusters ~agentPoolProfiles[].virtualMachinesProfile.scale.manual[].size":
    "its agent pools have one size each",
  "Microsoft.ContainerService/managedClusters ~aiToolchainOperatorProfile.enabled": "its clusters run no models",
  "Microsoft.ContainerService/managedClusters ~nodeProvisioningProfile.mode": "its clusters name their pools",
  "Microsoft.ContainerService/managedClusters/agentPools ~virtualMachinesProfile.scale.autoscale[].size":
    "its agent pools have one size each",
  "Microsoft.ContainerService/managedClusters/agentPools ~virtualMachinesProfile.scale.manual[].size":
    "its agent pools have one size each",
  "Microsoft.DevCenter/projects/pools ~devBoxDefinition.sku.name": "its pool names a definition outside of it",
  "Microsoft.HDInsight/clusters ~computeProfile.nodes[].vmSize": "it has no HDInsight on AKS",
  "Microsoft.MachineLearningServices/workspaces/computes properties.properties.agentVmSize":
    "what its workspaces attach exists already",
};

const requesting = computeTypes.filter(({ requests = [] }) => requests.length > 0);

/** What older versions of azure-native called ARM's `properties`: no body of ARM has them. */
const inOlderSdks = /^(?:jobBaseProperties|jobBaseDetails|scheduleProperties)\./;

const outsideEnvelope = (row: ComputeType) =>
  firstArmPathsOf(row)
    .filter(path => !isInEnvelope(path) && !inOlderSdks.test(path))
    .map(path => `${row.arm} ${path}`);

/** "AVS 2, App 1" */
function byNamespace(types: readonly string[]): string {
  const namespaces = types.map(type => type.split("/", 1)[0]!.replace("Microsoft.", ""));
  return [...new Set(namespaces)].map(one => `${one} ${namespaces.filter(other => other === one).length}`).join(", ");
}

describe("the ARM paths of compute types", () => {
  it("begin where ARM has anything", () => {
    assert.deepEqual(computeTypes.flatMap(outsideEnvelope), []);
    const [machine] = computeTypes as readonly [ComputeType];
    assert.equal(outsideEnvelope({ ...machine, requests: [{ what: "x", size: "hardwareProfile.vmSize" }] }).length, 1);
  });

  describe("against the corpus", () => {
    let seen: Seen;
    before(function () {
      if (hasCorpus) seen = seenInCorpus();
      else {
        console.log("      (../shared/corpus is not there: ARM paths are not looked for in it)");
        this.skip();
      }
    });

    it("lead to what is created", () => {
      const present = requesting.filter(({ arm }) => seen.has(arm.toLowerCase()));
      const unseen = present.flatMap(row => unseenOrders(row, seen));
      const requests = present.reduce((sum, row) => sum + row.requests!.length, 0);
      const absent = requesting.filter(row => !present.includes(row)).map(({ arm }) => arm);
      console.log(
        `      ${requests - unseen.length} of ${requests} requests seen, of ${present.length} of ${requesting.length} ARM types`,
      );
      console.log(`      not in the corpus: ${byNamespace(absent)}`);
      assert.deepEqual(unseen.sort(), Object.keys(notInCorpus).sort());
    });

    it("are missed where they are wrong", () => {
      const row = (arm: string, request: Partial<RequestShape>): ComputeType => ({
        arm,
        native: [],
        requests: [{ what: "x", ...request }],
      });
      const machine = (request: Partial<RequestShape>) =>
        unseenOrders(row("Microsoft.Compute/virtualMachines", request), seen);
      const cluster = (request: Partial<RequestShape>) =>
        unseenOrders(row("Microsoft.ContainerService/managedClusters", request), seen);
      assert.deepEqual(machine({ size: "~hardwareProfile.vmSize" }), []);
      assert.deepEqual(cluster({ at: "~agentPoolProfiles[]", size: "vmSize" }), []);
      assert.deepEqual(cluster({ at: "~agentPoolProfiles[]", count: "count" }), []);
      assert.deepEqual(cluster({ asks: [{ path: "sku.name" }] }), []);
      for (const missed of [
        machine({ size: "~hardwareProfile.vmSizes" }),
        machine({ size: "hardwareProfile.vmSize" }),
        machine({ size: "~osProfile.adminUsername" }),
        machine({ size: "~hardwareProfile" }),
        machine({ at: "~hardwareProfile", size: "/vmSize" }),
        cluster({ at: "~agentPools[]", size: "vmSize" }),
        cluster({ at: "~agentPoolProfiles[]", size: "count" }),
        cluster({ at: "~agentPoolProfiles[]", tier: "tier" }),
        cluster({ at: "~agentPoolProfiles[]", count: { sum: ["nodeCount"] } }),
        cluster({ asks: [{ path: "~nodeProvisioning.mode" }] }),
      ])
        assert.equal(missed.length, 1);
    });
  });
});
