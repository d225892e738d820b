import assert from "node:assert/strict";
import { exceptionSchema } from "../../catalogue/exceptions";
import { exemptionOf } from "../../catalogue/exemptions";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const group = `${subscription}/resourceGroups/ml`;
const machine = `${group}/providers/Microsoft.Compute/virtualMachines/trainer`;

const exceptionOf = (given: object) =>
  exceptionSchema.parse({
    rule: "unapproved-gpu-size",
    resource: machine,
    reason: "training run of the vision team",
    owner: "ml@contoso.com",
    until: "2026-12-31",
    ...given,
  });

describe("an exception as an exemption", () => {
  it("lasts through the last day of the exception, in UTC", () =>
    assert.deepEqual(exemptionOf(exceptionOf({})), {
      rule: "unapproved-gpu-size",
      references: [
        "unapproved-gpu-size",
        "unapproved-gpu-size-machines",
        "unapproved-gpu-size-clusters",
        "unapproved-gpu-size-agent-pools",
        "unapproved-gpu-size-ml",
        "unapproved-gpu-profile",
      ],
      scope: machine,
      expiresOn: "2026-12-31T23:59:59Z",
      selector: { kind: "resourceType", in: ["Microsoft.Compute/virtualMachines"] },
    }));

  it("is from the one definition of its rule, where that has one", () => {
    const exemption = exemptionOf(exceptionOf({ rule: "unapproved-region" }));
    assert.deepEqual("references" in exemption && exemption.references, ["unapproved-region"]);
  });

  // a scope hands its exemption down to all below, and an exception does not
  const said: readonly (readonly [resource: string, scope: string, selector: object])[] = [
    [group, group, { in: ["Microsoft.Resources/subscriptions/resourceGroups"] }],
    [`${group}/**`, group, { notIn: ["Microsoft.Resources/subscriptions/resourceGroups"] }],
    [`${subscription}/**`, subscription, { notIn: ["Microsoft.Resources/subscriptions"] }],
    [`${machine}/**`, machine, { notIn: ["Microsoft.Compute/virtualMachines"] }],
    [machine.toUpperCase(), machine.toUpperCase(), { in: ["MICROSOFT.COMPUTE/VIRTUALMACHINES"] }],
    [
      `${machine}/extensions/driver`,
      `${machine}/extensions/driver`,
      { in: ["Microsoft.Compute/virtualMachines/extensions"] },
    ],
  ];
  for (const [resource, scope, selector] of said)
    it(`of ${resource} is no wider than it`, () => {
      const exemption = exemptionOf(exceptionOf({ resource }));
      assert.ok(!("unsaid" in exemption), JSON.stringify(exemption));
      assert.deepEqual([exemption.scope, exemption.selector], [scope, { kind: "resourceType", ...selector }]);
    });

  const unsaid: readonly (readonly [given: object, why: RegExp])[] = [
    [{ stackTag: "compute=ml" }, /^depends on a tag/],
    [{ upTo: { count: 4 } }, /no bounds$/],
    [
      { resource: "urn:pulumi:prod::ml::azure-native:compute:VirtualMachine::trainer" },
      /^names a resource of a Pulumi/,
    ],
    [{ resource: `${group}/providers/Microsoft.Compute/virtualMachines/*` }, /^is a pattern/],
    [{ resource: `${group}*/**` }, /^is a pattern/],
    [{ resource: "/subscriptions/**" }, /^names no subscription/],
    [{ resource: "/**" }, /^names no subscription/],
    [{ resource: "**" }, /^is a pattern/],
    [{ resource: subscription }, /^names a subscription itself/],
    [{ resource: "/providers/Microsoft.Management/managementGroups/contoso/**" }, /^names no subscription/],
    [{ resource: `${subscription}/ml` }, /^names no subscription/],
    [{ resource: `${group}/` }, /^names no subscription/],
    [{ resource: `${machine}/start` }, /^names no subscription/],
    [{ resource: `${group}/providers/Microsoft.Compute` }, /^names no subscription/],
    [{ resource: "/subscriptions/prod/resourceGroups/ml/**" }, /^names no subscription/],
    [{ resource: "infra/main.bicep" }, /^names no subscription/],
  ];
  for (const [given, why] of unsaid)
    it(`is not said, rather than too widely: ${JSON.stringify(given)}`, () => {
      const exemption = exemptionOf(exceptionOf(given));
      assert.ok("unsaid" in exemption, JSON.stringify(exemption));
      assert.match(exemption.unsaid, why);
    });
});
