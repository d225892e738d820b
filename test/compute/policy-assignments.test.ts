import assert from "node:assert/strict";
import { definitionOf, factsOf } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import { shown } from "./deployed";

type Node = { readonly [key: string]: Tree };

/** A policy that creates a machine, whose size and region whoever assigns it chooses. */
const policy: { readonly parameters: Node; readonly policyRule: Node } = {
  parameters: { sku: { type: "String" }, region: { type: "String", defaultValue: "westeurope" } },
  policyRule: {
    if: { field: "type", equals: "Microsoft.KeyVault/vaults" },
    // biome-ignore lint/suspicious/noThenProperty: it is Azure Policy's own name
    then: {
      effect: "deployIfNotExists",
      details: {
        deployment: {
          properties: {
            mode: "incremental",
            parameters: { size: { value: "[parameters('sku')]" }, place: { value: "[parameters('region')]" } },
            template: {
              parameters: { size: { type: "string" }, place: { type: "string" } },
              resources: [
                {
                  type: "Microsoft.Compute/virtualMachines",
                  name: "vm",
                  location: "[parameters('place')]",
                  properties: { hardwareProfile: { vmSize: "[parameters('size')]" } },
                },
              ],
            },
          },
        },
      },
    },
  },
};
const gpu = "Standard_NC6s_v3";
const givesGpu = { sku: { value: gpu } };

describe("an assignment in a template is judged with the definition that it names", () => {
  // in a template, what is the policy's own to work out is escaped
  const escaped = JSON.parse(JSON.stringify(policy).replaceAll('"[', '"[[')) as Node;
  const definition = (more: Node = {}): Node => ({
    type: "Microsoft.Authorization/policyDefinitions",
    name: "vm-for-vaults",
    properties: escaped,
    ...more,
  });
  const assignment = (policyDefinitionId: string, parameters: Tree): Node => ({
    type: "Microsoft.Authorization/policyAssignments",
    name: "a",
    properties: { policyDefinitionId, parameters },
  });
  const set = (policyDefinitions: Tree, parameters: Tree = {}): Node => ({
    type: "Microsoft.Authorization/policySetDefinitions",
    name: "set",
    properties: { parameters, policyDefinitions },
  });
  const sizes = (...resources: Node[]) =>
    factsOf("azure-native:resources:DeploymentAtManagementGroupScope", {
      properties: { template: { resources } },
    })?.requests.map(({ size }) => shown(size));
  const id = "[resourceId('Microsoft.Authorization/policyDefinitions', 'vm-for-vaults')]";

  it("with the values that it gives, however the id is written", () => {
    for (const written of [
      id,
      "[extensionResourceId(managementGroup().id, 'Microsoft.Authorization/policyDefinitions', 'vm-for-vaults')]",
      "[tenantResourceId('Microsoft.Authorization/policyDefinitions', 'VM-for-vaults')]",
      "[concat('/providers/Microsoft.Management/managementGroups/', parameters('nowhere'), '/providers/Microsoft.Authorization/policyDefinitions/vm-for-vaults')]",
      "/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Authorization/policyDefinitions/vm-for-vaults",
    ])
      assert.deepEqual(sizes(definition(), assignment(written, givesGpu)), ["assigned", gpu], written);
  });

  it("and says nothing twice where it gives none", () => {
    assert.deepEqual(sizes(definition(), assignment(id, {})), ["assigned"]);
    assert.deepEqual(sizes(definition(), assignment(id, { region: { value: "westus" } })), ["assigned", "assigned"]);
  });

  it("and not with another, or one that is not at hand", () => {
    assert.deepEqual(sizes(definition({ name: "other" }), assignment(id, givesGpu)), ["assigned"]);
    assert.deepEqual(sizes(assignment(id, givesGpu)) ?? [], []);
    assert.deepEqual(sizes({ ...definition(), type: "Microsoft.Contoso/things" }, assignment(id, givesGpu)), []);
  });

  it("also where a set stands between them", () => {
    const handedOn = [{ policyDefinitionId: id, parameters: { sku: { value: "[[parameters('theSku')]" } } }];
    const ofSet = "[resourceId('Microsoft.Authorization/policySetDefinitions', 'set')]";
    const open = set(handedOn, { theSku: { type: "String" } });
    assert.deepEqual(sizes(definition(), open), ["assigned", "assigned"]);
    assert.deepEqual(sizes(definition(), open, assignment(ofSet, { theSku: { value: gpu } })), [
      "assigned",
      "assigned",
      gpu,
    ]);
    const fixed = set([{ policyDefinitionId: id, parameters: givesGpu }]);
    assert.deepEqual(sizes(definition(), fixed), ["assigned", gpu]);
    const byDefault = set(handedOn, { theSku: { type: "String", defaultValue: gpu } });
    assert.deepEqual(sizes(definition(), byDefault), ["assigned", gpu]);
  });

  it("a set in itself ends", () => {
    const itself = "[resourceId('Microsoft.Authorization/policySetDefinitions', 'set')]";
    assert.deepEqual(sizes(set([{ policyDefinitionId: itself, parameters: givesGpu }])) ?? [], []);
  });
});

describe("an assignment in a program is judged with the definition that was read before it", () => {
  const id = "/subscriptions/s/providers/Microsoft.Authorization/policyDefinitions/VM-for-vaults";
  const json = { parameters: JSON.stringify(policy.parameters), policyRule: JSON.stringify(policy.policyRule) };
  const read = (token: string, inputs: Node, ...defined: (readonly [string, Node])[]) => {
    const kept = new Map(defined.map(one => definitionOf(...one)).map(one => [one?.name, one?.properties]));
    return factsOf(token, inputs, name => kept.get(name));
  };
  const native = [
    "azure-native:authorization:PolicyDefinition",
    { policyDefinitionName: "vm-for-vaults", ...policy },
  ] as const;
  const classic = ["azure:policy/definition:Definition", { name: "vm-for-vaults", ...json }] as const;

  it("in every package", () => {
    for (const definition of [
      native,
      ["azure-native:authorization/v20230401:PolicyDefinition", native[1]] as const,
      classic,
    ])
      for (const [token, parameters] of [
        ["azure-native:authorization:PolicyAssignment", givesGpu],
        ["azure-native:authorization/v20240501:PolicyAssignment", givesGpu],
        ["azure:core/subscriptionPolicyAssignment:SubscriptionPolicyAssignment", JSON.stringify(givesGpu)],
        ["azurerm:index/managementGroupPolicyAssignment:ManagementGroupPolicyAssignment", JSON.stringify(givesGpu)],
      ] as const) {
        const facts = read(token, { policyDefinitionId: id, parameters }, definition);
        assert.deepEqual(
          facts?.requests.map(({ size }) => shown(size)),
          [gpu],
          token,
        );
        assert.deepEqual(
          facts?.regions.map(({ region }) => [shown(region), region.path]),
          [
            [
              "westeurope",
              "policyDefinitionId.policyRule.then.details.deployment.properties.template.resources[0].location",
            ],
          ],
        );
      }
  });

  it("through a set", () => {
    const handedOn = { sku: { value: "[parameters('theSku')]" } };
    const sets = [
      [
        "azure-native:authorization:PolicySetDefinition",
        {
          policySetDefinitionName: "set",
          parameters: { theSku: { type: "String" } },
          policyDefinitions: [{ policyDefinitionId: id, parameters: handedOn }],
        },
      ],
      [
        "azure:policy/policySetDefinition:PolicySetDefinition",
        {
          name: "set",
          parameters: JSON.stringify({ theSku: { type: "String" } }),
          policyDefinitionReferences: [{ policyDefinitionId: id, parameterValues: JSON.stringify(handedOn) }],
        },
      ],
    ] as const;
    for (const set of sets) {
      const inputs = {
        policyDefinitionId: "/providers/Microsoft.Authorization/policySetDefinitions/set",
        parameters: { theSku: { value: gpu } },
      };
      const facts = read("azure-native:authorization:PolicyAssignment", inputs, native, set);
      assert.deepEqual(
        facts?.requests.map(({ size }) => shown(size)),
        [gpu],
        set[0],
      );
      const own = read(set[0], set[1], native);
      assert.deepEqual(
        own?.requests.map(({ size }) => shown(size)),
        ["assigned"],
      );
    }
  });

  it("but not where its id is decided later, or names another", () => {
    const of = (policyDefinitionId: Tree, parameters: Tree = givesGpu) =>
      read("azure-native:authorization:PolicyAssignment", { policyDefinitionId, parameters }, native)?.requests ?? [];
    assert.deepEqual(of(new Withheld("unknown")), []);
    assert.deepEqual(of(`${id}-2`), []);
    assert.deepEqual(of(id, {}), []);
    assert.deepEqual(
      of(id, { sku: { value: new Withheld("unknown") } }).map(({ size }) => shown(size)),
      ["unknown"],
    );
    assert.deepEqual(
      of(id, new Withheld("hidden")).map(({ size }) => shown(size)),
      ["hidden"],
    );
  });
});
