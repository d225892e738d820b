import assert from "node:assert/strict";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";

type Node = { readonly [key: string]: Tree };

const machine: Node = { type: "Microsoft.Compute/virtualMachines", name: "vm", location: "westeurope" };
const identity = { type: "UserAssigned", userAssignedIdentities: { "[parameters('id')]": {} } };

/** How many requests for machines are read, each with what an absent size means. */
const requests = (facts: ReturnType<typeof factsOf>) =>
  (facts?.requests ?? []).map(({ size, sizeAbsent }) => (size.state === "absent" ? sizeAbsent : size.state));
const inArm = (more: Node) => requests(factsOfArm({ ...machine, ...more }));

describe("changes of machines that exist", () => {
  // What Azure's own built-in policies set on machines, and operators with them.
  const alone: Record<string, Node> = {
    "an identity": { identity },
    "an identity that is an expression": { identity: new Withheld("expression") },
    tags: { tags: { owner: "a" } },
    "a licence": { properties: { licenseType: "Windows_Server" } },
    "secure boot": { properties: { securityProfile: { uefiSettings: { secureBootEnabled: true } } } },
    "patch settings": {
      properties: { osProfile: { linuxConfiguration: { patchSettings: { patchMode: "ImageDefault" } } } },
    },
    "an operating system's profile that is an expression": { properties: { osProfile: new Withheld("expression") } },
    "two of them, and nothing under a third name": { identity, tags: { a: "b" }, properties: { storageProfile: null } },
  };
  for (const [what, more] of Object.entries(alone))
    it(`create nothing: ${what}`, () => assert.deepEqual(inArm(more), []));

  const with_: Record<string, readonly [Node, string]> = {
    "a size": [{ properties: { hardwareProfile: { vmSize: "Standard_NC6s_v3" } } }, "known"],
    "a size that is an expression": [
      { properties: { hardwareProfile: { vmSize: new Withheld("expression") } } },
      "expression",
    ],
    "an empty hardware profile": [{ properties: { hardwareProfile: {} } }, "unreadable"],
    "a disk": [{ properties: { storageProfile: { osDisk: { createOption: "Attach" } } } }, "unreadable"],
    "an image": [{ properties: { storageProfile: { imageReference: { id: "i" } } } }, "unreadable"],
    "a network": [{ properties: { networkProfile: { networkInterfaces: [{ id: "n" }] } } }, "unreadable"],
    "a name that nobody knows": [{ properties: { machineProfile: { vmSize: "Standard_D2s_v5" } } }, "unreadable"],
    "a name that nobody knows, beside the envelope": [{ placement: { zone: "1" } }, "unreadable"],
    "properties that are an expression": [{ properties: new Withheld("expression") }, "expression"],
    "properties that are a text": [{ properties: "x" }, "unreadable"],
  };
  for (const [what, [more, expected]] of Object.entries(with_))
    it(`with ${what} are an order`, () => assert.deepEqual(inArm({ identity, ...more }), [expected]));

  it("that change nothing are none: a size is missed there", () => {
    assert.deepEqual(inArm({}), ["unreadable"]);
    assert.deepEqual(inArm({ tags: {} }), ["unreadable"]);
  });

  it("are read in Pulumi's inputs too", () => {
    const token = "azure-native:compute:VirtualMachine";
    const of = (inputs: Node) => requests(factsOf(token, { resourceGroupName: "g", vmName: "vm", ...inputs }));
    assert.deepEqual(of({ identity: { type: "SystemAssigned" }, licenseType: "Windows_Server" }), []);
    assert.deepEqual(of({ identity: { type: "SystemAssigned" }, storageProfile: {} }), ["unreadable"]);
    assert.deepEqual(of({ identity: { type: "SystemAssigned" }, properties: { licenseType: "a" } }), ["unreadable"]);
  });

  it("of a machine that is there already hide nothing of it", () => {
    // as the audit keeps it: with its id, which no description of a change has
    const live = { ...machine, id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm" };
    assert.deepEqual(requests(factsOfArm({ ...live, identity: { type: "SystemAssigned" } })), ["unreadable"]);
  });
});
