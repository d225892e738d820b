import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { exceptionsOf } from "../../policies/pulumi/exceptions";
import { withExemptions } from "../../policies/pulumi/exemptions";

const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/ml";
const estate = estateSchema.parse({
  exceptions: [
    {
      rule: "unapproved-gpu-size",
      resource: `${group}/**`,
      reason: "training run of the vision team",
      owner: "ml@contoso.com",
      until: "2026-12-31",
    },
  ],
});
const type = "azure-native:authorization:PolicyExemption";
const selectors = [{ kind: "resourceType", notIn: ["Microsoft.Resources/subscriptions/resourceGroups"] }];
const references = [
  "unapproved-gpu-size",
  "unapproved-gpu-size-machines",
  "unapproved-gpu-size-clusters",
  "unapproved-gpu-size-agent-pools",
  "unapproved-gpu-size-ml",
  "unapproved-gpu-profile",
];
const printed = {
  scope: group,
  policyExemptionName: "computeguard-unapproved-gpu-size-below",
  policyAssignmentId:
    "/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Authorization/policyAssignments/computeguard",
  policyDefinitionReferenceIds: references,
  exemptionCategory: "Waiver",
  expiresOn: "2026-12-31T23:59:59Z",
  resourceSelectors: [{ name: "excepted", selectors }],
};

const owner = (inputs: object, { today = "2026-11-29", rule = "guardrail-removal", token = type } = {}) => {
  const from = withExemptions(estate, today, exceptionsOf(estate, today));
  const named = { urn: "urn:pulumi:prod::x::y::z", type: token, stackTags: new Map<string, string>() };
  return from(rule, { ...named, props: inputs })?.owner;
};

describe("an exemption that the guardrails print from the estate", () => {
  it("is excepted with the exception that it says, in any letter case of the scope", () => {
    assert.equal(owner(printed), "ml@contoso.com");
    assert.equal(owner({ ...printed, scope: group.toUpperCase() }), "ml@contoso.com");
  });

  const wider: readonly (readonly [what: string, inputs: object])[] = [
    ["lasts longer", { expiresOn: "2027-12-31T23:59:59Z" }],
    ["has no end", { expiresOn: undefined }],
    ["is from another rule", { policyDefinitionReferenceIds: ["unapproved-region"] }],
    ["is from another rule beside", { policyDefinitionReferenceIds: ["unapproved-gpu-size", "unapproved-region"] }],
    ["is from one rule more", { policyDefinitionReferenceIds: [...references, "unapproved-region"] }],
    ["is from the whole initiative", { policyDefinitionReferenceIds: undefined }],
    ["is from the whole initiative, by an empty list", { policyDefinitionReferenceIds: [] }],
    ["stands higher", { scope: group.replace("/resourceGroups/ml", "") }],
    ["stands elsewhere", { scope: group.replace("/ml", "/web") }],
    ["has no selector", { resourceSelectors: undefined }],
    ["has a second selector", { resourceSelectors: [{ selectors }, { selectors: [] }] }],
    [
      "selects otherwise",
      { resourceSelectors: [{ selectors: [{ kind: "resourceLocation", notIn: selectors[0]!.notIn }] }] },
    ],
    [
      "selects the opposite",
      { resourceSelectors: [{ selectors: [{ kind: "resourceType", in: selectors[0]!.notIn }] }] },
    ],
    [
      "says both what it selects and what not",
      { resourceSelectors: [{ selectors: [{ ...selectors[0]!, in: ["Microsoft.Compute/virtualMachines"] }] }] },
    ],
    ["is from another assignment", { policyAssignmentId: `${group}/providers/x/policyAssignments/allowed-sizes` }],
    // Pulumi's mark of what is decided later
    ["cannot be seen", { expiresOn: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }],
  ];
  for (const [what, inputs] of wider)
    it(`is judged as any other where it ${what}`, () => assert.equal(owner({ ...printed, ...inputs }), undefined));

  it("is judged as any other once the exception has ended, by other rules, and where it is of another type", () => {
    assert.equal(owner(printed, { today: "2027-01-01" }), undefined);
    assert.equal(owner(printed, { rule: "unapproved-gpu-size" }), undefined);
    assert.equal(owner(printed, { token: "azure-native:authorization:PolicyAssignment" }), undefined);
  });
});
