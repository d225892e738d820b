import assert from "node:assert/strict";
import { resourcesOfState } from "../../engine/state";
import { fromWire } from "../../engine/wire";

const provider = "urn:pulumi:dev::contoso::pulumi:providers:azure-native::default_3_28_0";
const vm = "urn:pulumi:dev::contoso::contoso:index:Farm$azure-native:compute:VirtualMachine::a::b";
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

const exported = {
  version: 3,
  deployment: {
    resources: [
      { urn: provider, type: "pulumi:providers:azure-native", inputs: { version: "3.28.0" } },
      {
        urn: vm,
        type: "azure-native:compute:VirtualMachine",
        inputs: { size: "D2", password: { [signature]: secretSignature, ciphertext: "v1:abc" } },
        outputs: { size: "D2", key: { [signature]: secretSignature, plaintext: '"open"' } },
        provider: `${provider}::00000000-0000-0000-0000-000000000000`,
        protect: true,
        propertyDependencies: { size: null },
      },
      { urn: "urn:pulumi:dev::contoso::a:b:C::old", type: "a:b:C", delete: true },
    ],
  },
};

describe("the resources of an exported stack", () => {
  it("are those that are there to stay, with inputs, outputs and provider", () => {
    const [first, second, ...rest] = resourcesOfState(exported);
    assert.equal(first?.urn, provider);
    assert.deepEqual(rest, []);
    assert.ok(second);
    assert.equal(second.name, "a::b");
    assert.equal(second.options?.protect, true);
    assert.deepEqual(second.propertyDependencies, { size: [] });
    assert.deepEqual(second.provider, {
      urn: provider,
      type: "pulumi:providers:azure-native",
      name: "default_3_28_0",
      properties: { version: "3.28.0" },
    });
    assert.deepEqual(fromWire(second.properties), { size: "D2", password: { $secret: "[secret]" } });
    assert.deepEqual(fromWire(second.outputs), { size: "D2", key: { $secret: "open" } });
  });

  it("are none where the stack is empty, and an error where it is not a stack", () => {
    assert.deepEqual(resourcesOfState({ version: 3, deployment: {} }), []);
    assert.throws(() => resourcesOfState({ deployment: { resources: "none" } }), { name: "EngineError" });
  });
});
