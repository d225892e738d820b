import assert from "node:assert/strict";
import { computeTypeOfArm } from "../../compute/types";
import { aliasedTypes, aliasesOf, listOf } from "../../guardrails/policy/aliases";
import { seenPaths, unseenTypes } from "../../guardrails/policy/seen-paths";

/** Aliases that no row of a type asks for, and why they are here. */
const apart: { readonly [alias: string]: string } = {
  "Microsoft.Authorization/roleAssignments/roleDefinitionId": "role assignments are read by compute/governance",
  "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/issuer":
    "credentials are read by compute/governance",
  "Microsoft.Batch/batchAccounts/allowedAuthenticationModes": "the account orders nothing; its keys do",
  "Microsoft.Batch/batchAccounts/allowedAuthenticationModes[*]": "the account orders nothing; its keys do",
};

/** Where these lead was written down from Microsoft's documentation, before there was a table. */
const written: { readonly [alias: string]: string } = {
  "Microsoft.Compute/virtualMachines/sku.name": "properties.hardwareProfile.vmSize",
  "Microsoft.Compute/virtualMachines/extensions/type": "properties.type",
  "Microsoft.Compute/virtualMachineScaleSets/sku.name": "sku.name",
  "Microsoft.Compute/virtualMachineScaleSets/sku.capacity": "sku.capacity",
  "Microsoft.Compute/virtualMachineScaleSets/extensionProfile.extensions[*].type":
    "properties.virtualMachineProfile.extensionProfile.extensions[*].properties.type",
  "Microsoft.ContainerService/managedClusters/agentPoolProfiles[*].vmSize": "properties.agentPoolProfiles[*].vmSize",
  "Microsoft.ContainerService/managedClusters/agentPools/vmSize": "properties.vmSize",
  "Microsoft.MachineLearningServices/workspaces/computes/vmSize": "properties.properties.vmSize",
  "Microsoft.MachineLearningServices/workspaces/computes/scaleSettings.maxNodeCount":
    "properties.properties.scaleSettings.maxNodeCount",
  "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/instanceType": "properties.instanceType",
  "Microsoft.LabServices/labs/virtualMachineProfile.sku.name": "properties.virtualMachineProfile.sku.name",
};

describe("the aliases of Azure Policy", () => {
  const all = aliasedTypes.flatMap(aliasesOf);

  it("lead each where the row of its type reads, or say why not", () => {
    const read = new Set(seenPaths.flatMap(({ aliases }) => aliases.map(({ name }) => name)));
    for (const { name } of all) assert.notEqual(read.has(name), name in apart, name);
    for (const name of Object.keys(apart))
      assert.ok(
        all.some(alias => alias.name === name),
        name,
      );
  });

  it("are of governed types, in their letter case", () => {
    for (const type of aliasedTypes)
      assert.ok(computeTypeOfArm(type)?.arm === type || aliasesOf(type).every(({ name }) => name in apart), type);
  });

  it("lead where Microsoft's documentation says", () => {
    for (const [name, path] of Object.entries(written))
      assert.equal(all.find(alias => alias.name === name)?.path, path, name);
  });

  it("go through as many lists as their paths", () => {
    const lists = (text: string) => text.split("[*]").length;
    for (const { name, path } of all) assert.equal(lists(name), lists(path), name);
    assert.equal(listOf("a/b.c[*].d"), "a/b.c[*]");
    assert.equal(listOf("a/b.c[*].d[*].e", 1), "a/b.c[*]");
    assert.equal(listOf("a/b.c"), undefined);
  });

  it("tell which types none of them can see", () => {
    assert.ok(unseenTypes.includes("Microsoft.Compute/interconnectBlocks"));
    for (const type of ["Microsoft.Compute/virtualMachines", "Microsoft.Batch/batchAccounts/pools"])
      assert.ok(!unseenTypes.includes(type), type);
  });
});
