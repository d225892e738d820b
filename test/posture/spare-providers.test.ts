import assert from "node:assert/strict";
import { computeTypes } from "../../compute/types";
import { keptProviders, needs, spareProvider, spareProviders } from "../../posture/evidence/reading/spare-providers";

/** The resource providers of types that create machines, or put software on them. */
const ofCompute = new Set(
  computeTypes
    .filter(({ requests = [], extensions = [] }) => requests.length + extensions.length > 0)
    .map(({ arm }) => arm.split("/")[0]!.toLowerCase()),
);

describe("resource providers that a subscription can do without", () => {
  const spare = spareProviders.map(({ namespace }) => namespace.toLowerCase());

  it("are told from those that it keeps, of all that create compute, and of no others", () => {
    assert.deepEqual([...spare, ...keptProviders.keys()].sort(), [...ofCompute].sort());
    for (const [namespace, why] of keptProviders) assert(why.length > 10, namespace);
  });

  it("are known in any letter case, by their whole name", () => {
    assert.equal(spareProvider("MICROSOFT.BATCH")?.namespace, "Microsoft.Batch");
    for (const namespace of ["Microsoft.BatchAI", "Microsoft.Compute", "Microsoft.Web", "Microsoft.Storage", ""])
      assert.equal(spareProvider(namespace), undefined, namespace);
  });

  const table: readonly (readonly [namespace: string, type: string, isNeeded: boolean])[] = [
    ["Microsoft.Batch", "microsoft.batch/batchaccounts", true],
    ["Microsoft.Batch", "MICROSOFT.BATCH/batchAccounts/pools", true],
    ["Microsoft.Batch", "microsoft.batchai/clusters", false],
    ["Microsoft.Batch", "microsoft.compute/virtualmachines", false],
    // An account of another subscription is reached through it, where its provider is registered here too.
    ["Microsoft.Batch", "microsoft.network/privateendpoints", true],
    ["Microsoft.ContainerService", "microsoft.network/privatednszones", true],
    ["Microsoft.ContainerService", "microsoft.network/publicipaddresses", false],
    ["Microsoft.ContainerInstance", "microsoft.network/privateendpoints", false],
    ["Microsoft.ContainerInstance", "microsoft.resources/deploymentscripts", true],
    ["Microsoft.ContainerInstance", "microsoft.resources/templatespecs", false],
    ["Microsoft.ContainerInstance", "microsoft.virtualmachineimages/imagetemplates", true],
    ["Microsoft.ContainerInstance", "microsoft.containerservice/managedclusters", true],
    ["Microsoft.App", "microsoft.web/sites", true],
    ["Microsoft.MachineLearningServices", "microsoft.cognitiveservices/accounts", true],
    ["Microsoft.MachineLearningServices", "microsoft.storage/storageaccounts", false],
    // What shuts an ordinary machine down at night is of the labs' provider.
    ["Microsoft.DevTestLab", "microsoft.devtestlab/schedules", true],
  ];
  for (const [namespace, type, isNeeded] of table)
    it(`${namespace} ${isNeeded ? "may be needed by" : "is not needed by"} ${type}`, () =>
      assert.equal(needs(spareProvider(namespace)!, type), isNeeded));
});
