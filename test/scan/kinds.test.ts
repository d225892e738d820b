import assert from "node:assert/strict";
import { fileKinds } from "../../scan/all";
import { faultsOf, machine, scanned, template } from "./kit";

const gpu = "Standard_NC24ads_A100_v4";
const plain = "Standard_B2s";
const miner = "./xmrig -o stratum+tcp://pool.supportxmr.com:3333";
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const laterText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const native = "azure-native:compute:VirtualMachine";
const inputs = (vmSize: unknown, more: object = {}) => ({
  location: "westeurope",
  hardwareProfile: { vmSize },
  ...more,
});
const state = (vmSize: unknown, more: object = {}) => ({
  version: 3,
  deployment: {
    manifest: {},
    resources: [
      { urn: urn("pulumi:pulumi:Stack", "shop-dev"), type: "pulumi:pulumi:Stack", custom: false },
      { urn: urn(native, "web"), type: native, custom: true, inputs: inputs(vmSize), outputs: {}, ...more },
    ],
  },
});
const preview = (op: string, vmSize: unknown) => ({
  config: {},
  steps: [{ op, urn: urn(native, "web"), newState: { urn: urn(native, "web"), type: native, inputs: inputs(vmSize) } }],
  changeSummary: { [op]: 1 },
});
const plan = (type: string, after: object, more: object = {}) => ({
  format_version: "1.2",
  terraform_version: "1.9.5",
  planned_values: {},
  resource_changes: [
    {
      address: `${type}.web`,
      mode: "managed",
      type,
      name: "web",
      provider_name: "registry.terraform.io/hashicorp/azurerm",
      change: { actions: ["create"], before: null, after, after_unknown: {}, ...more },
    },
  ],
});
const linux = (size: string) => ({ name: "web", location: "westeurope", size, os_disk: [{ caching: "None" }] });
const policy = (vmSize: string) => ({
  mode: "All",
  parameters: {},
  policyRule: {
    if: { field: "type", equals: "Microsoft.Compute/virtualMachines" },
    // biome-ignore lint/suspicious/noThenProperty: that is what Azure calls it
    then: {
      effect: "deployIfNotExists",
      details: {
        type: "x/y",
        deployment: { properties: { mode: "incremental", template: template(machine(vmSize)) } },
      },
    },
  },
});
const pod = (image: string, more = "") => `apiVersion: v1
kind: Pod
metadata: { name: worker }
spec:
  containers:
    - name: a
      image: ${image}
${more}`;

/** Of each kind of file what is found, and the same file when nothing is wrong with it. */
const table: readonly (readonly [
  kind: string,
  name: string,
  bad: unknown,
  good: unknown,
  faults: readonly string[],
])[] = [
  [
    "armTemplates",
    "infra/main.json",
    template(machine(gpu)),
    template(machine(plain)),
    ["unapproved-gpu-size: infra/main.json resources[0].properties.hardwareProfile.vmSize"],
  ],
  [
    "armTemplates",
    "infra/commented.json",
    `// who owns it\n${JSON.stringify(template(machine(gpu)))}`,
    `// who owns it\n${JSON.stringify(template(machine(plain)))}`,
    ["unapproved-gpu-size: infra/commented.json resources[0].properties.hardwareProfile.vmSize"],
  ],
  [
    "armTemplates",
    "tenant.json",
    {
      ...template({
        type: "Microsoft.Authorization/roleAssignments",
        apiVersion: "2022-04-01",
        name: "00000000-0000-0000-0000-000000000001",
        properties: {
          roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c",
          principalId: "00000000-0000-0000-0000-0000000000a1",
        },
      }),
      $schema: "https://schema.management.azure.com/schemas/2019-08-01/tenantDeploymentTemplate.json#",
    },
    { ...template(), $schema: "https://schema.management.azure.com/schemas/2019-08-01/tenantDeploymentTemplate.json#" },
    ["root-scope-grant: tenant.json resources[0].scope"],
  ],
  [
    "policyDefinitions",
    "policies/deploy.json",
    policy(gpu),
    policy(plain),
    [
      "unapproved-gpu-size: policies/deploy.json policyRule.then.details.deployment.properties.template.resources[0].properties.hardwareProfile.vmSize",
    ],
  ],
  [
    "policyDefinitions",
    "policies/escaped.json",
    { name: "deploy", properties: policy(`[[concat('${gpu}', '')]`) },
    { name: "deploy", properties: policy(`[[concat('${plain}', '')]`) },
    [
      "unapproved-gpu-size: policies/escaped.json properties.policyRule.then.details.deployment.properties.template.resources[0].properties.hardwareProfile.vmSize",
    ],
  ],
  ["pulumiStacks", "stack.json", state(gpu), state(plain), ["unapproved-gpu-size: web hardwareProfile.vmSize"]],
  [
    "pulumiStacks",
    "secrets.json",
    state({ [signature]: secret, plaintext: JSON.stringify(gpu) }),
    state({ [signature]: secret, plaintext: JSON.stringify(plain) }),
    ["unapproved-gpu-size: web hardwareProfile.vmSize"],
  ],
  // what is only read is not the stack's
  [
    "pulumiStacks",
    "external.json",
    state(gpu, { external: false }),
    state(gpu, { external: true }),
    ["unapproved-gpu-size: web hardwareProfile.vmSize"],
  ],
  [
    "pulumiPreviews",
    "preview.json",
    preview("create", gpu),
    preview("create", plain),
    ["unapproved-gpu-size: web hardwareProfile.vmSize"],
  ],
  [
    "pulumiPreviews",
    "deletion.json",
    preview("create-replacement", gpu),
    preview("delete", gpu),
    ["unapproved-gpu-size: web hardwareProfile.vmSize"],
  ],
  [
    "terraformPlans",
    "plan.json",
    plan("azurerm_linux_virtual_machine", linux(gpu)),
    plan("azurerm_linux_virtual_machine", linux(plain)),
    ["unapproved-gpu-size: azurerm_linux_virtual_machine.web size"],
  ],
  [
    "terraformPlans",
    "destroy.json",
    plan("azurerm_linux_virtual_machine", linux(gpu), { actions: ["delete", "create"] }),
    plan("azurerm_linux_virtual_machine", linux(gpu), { actions: ["delete"] }),
    ["unapproved-gpu-size: azurerm_linux_virtual_machine.web size"],
  ],
  [
    "terraformPlans",
    "cluster.json",
    plan("azurerm_kubernetes_cluster", {
      location: "westeurope",
      default_node_pool: [{ vm_size: gpu, node_count: 2 }],
    }),
    plan("azurerm_kubernetes_cluster", {
      location: "westeurope",
      default_node_pool: [{ vm_size: plain, node_count: 2 }],
    }),
    ["unapproved-gpu-size: azurerm_kubernetes_cluster.web defaultNodePool[0].vmSize"],
  ],
  [
    "terraformPlans",
    "containers.json",
    plan("azurerm_container_group", { location: "westeurope", container: [{ name: "a", image: "xmrig/xmrig:6" }] }),
    plan("azurerm_container_group", { location: "westeurope", container: [{ name: "a", image: "nginx:1.27" }] }),
    ["mining-payload: azurerm_container_group.web containers[0].image"],
  ],
  [
    "terraformPlans",
    "azapi.json",
    plan("azapi_resource", {
      type: "Microsoft.Compute/virtualMachines@2024-07-01",
      location: "westeurope",
      body: { properties: { hardwareProfile: { vmSize: gpu } } },
    }),
    plan("azapi_resource", {
      type: "Microsoft.Compute/virtualMachines@2024-07-01",
      location: "westeurope",
      body: { properties: { hardwareProfile: { vmSize: plain } } },
    }),
    ["unapproved-gpu-size: azapi_resource.web body.properties.hardwareProfile.vmSize"],
  ],
  [
    "terraformPlans",
    "manifest.json",
    plan("kubernetes_manifest", {
      manifest: { apiVersion: "v1", kind: "Pod", spec: { containers: [{ name: "a", image: "xmrig/xmrig" }] } },
    }),
    plan("kubernetes_manifest", {
      manifest: { apiVersion: "v1", kind: "Pod", spec: { containers: [{ name: "a", image: "nginx" }] } },
    }),
    ["mining-payload: kubernetes_manifest.web spec.containers[0].image"],
  ],
  [
    "armResources",
    "vm.json",
    { ...machine(gpu), id: "/subscriptions/00000000-0000-0000-0000-000000000001/x" },
    { ...machine(plain), id: "/subscriptions/00000000-0000-0000-0000-000000000001/x" },
    ["unapproved-gpu-size: web properties.hardwareProfile.vmSize"],
  ],
  [
    "armResources",
    "list.json",
    { value: [machine(plain), machine(gpu)] },
    [machine(plain)],
    ["unapproved-gpu-size: list.json properties.hardwareProfile.vmSize"],
  ],
  [
    "kubernetesManifests",
    "k8s/pod.yaml",
    `${pod("nginx")}---\n${pod("xmrig/xmrig:latest")}`,
    `${pod("nginx")}---\n${pod("nginx:1.27")}`,
    ["mining-payload: Pod worker spec.containers[0].image"],
  ],
  [
    "kubernetesManifests",
    "k8s/list.json",
    {
      apiVersion: "v1",
      kind: "List",
      items: [
        {
          apiVersion: "apps/v1",
          kind: "Deployment",
          metadata: { name: "w" },
          spec: { template: { spec: { containers: [{ image: "xmrig/xmrig" }] } } },
        },
      ],
    },
    { apiVersion: "v1", kind: "List", items: [] },
    ["mining-payload: Deployment w spec.template.spec.containers[0].image"],
  ],
  [
    "scripts",
    "setup.sh",
    `#!/bin/sh\n${miner}\n`,
    "#!/bin/sh\napt-get install -y nginx\n",
    ["mining-payload: setup.sh"],
  ],
  [
    "scripts",
    "init.txt",
    `#cloud-config\nruncmd:\n  - ${miner}\n`,
    "#cloud-config\npackages: [nginx]\n",
    ["mining-payload: init.txt"],
  ],
  ["scripts", "Dockerfile", `FROM debian\nRUN ${miner}\n`, "FROM debian\nRUN true\n", ["mining-payload: Dockerfile"]],
];

describe("the files that scan judges", () => {
  for (const [kind, name, bad, good, faults] of table)
    it(`${kind}, ${name}`, () => {
      const [wrong, right] = [scanned({ [name]: bad }), scanned({ [name]: good })];
      for (const { coverage, gaps } of [wrong, right]) {
        assert.deepEqual(
          coverage.sources.map(source => source.kind),
          [kind],
        );
        assert.deepEqual([gaps, coverage.files?.leftOut], [[], []]);
      }
      assert.deepEqual(faultsOf(wrong), faults);
      assert.deepEqual(faultsOf(right), []);
    });

  it("are each in the table", () =>
    assert.deepEqual(fileKinds.map(({ kind }) => kind).sort(), [...new Set(table.map(([kind]) => kind))].sort()));

  it("a size that is decided later is said as such, and is no proof", () => {
    const [known, later] = [state(plain), state(laterText)].map(file => scanned({ "s.json": file }));
    assert.deepEqual(faultsOf(known!), []);
    const said = later!.outcomes.flatMap(({ findings }) => findings);
    assert(said.some(({ rule, severity }) => rule === "unreadable-size" && severity === "low"));
    const planned = plan(
      "azurerm_linux_virtual_machine",
      { location: "westeurope" },
      { after_unknown: { size: true } },
    );
    const ofPlan = scanned({ "p.json": planned }).outcomes.flatMap(({ findings }) => findings);
    assert(
      ofPlan.some(({ rule, path }) => rule === "unreadable-size" && path === "size"),
      JSON.stringify(ofPlan),
    );
  });

  it("blocks of a plan that lie in each other ask once, whatever name a row knows them by", () => {
    const pods = (limit: object) =>
      plan("kubernetes_deployment_v1", {
        metadata: [{ name: "w" }],
        spec: [
          {
            replicas: "2",
            template: [
              {
                spec: [
                  {
                    toleration: [{ key: "nvidia.com/gpu", operator: "Equal", value: "1" }],
                    container: [{ name: "a", image: "nginx", resources: [{ limits: limit }] }],
                  },
                ],
              },
            ],
          },
        ],
      });
    const pool = (size: string) =>
      plan("azurerm_future_rig", { pool: [{ node_group: [{ vm_size: size, node_count: 2 }] }] });
    assert.deepEqual(faultsOf(scanned({ "pods.json": pods({ "nvidia.com/gpu": "1" }) })), [
      "unapproved-gpu-size: kubernetes_deployment_v1.web spec[0].template[0].spec[0].container[0].resources[0].limits.nvidia.com/gpu",
    ]);
    assert.deepEqual(faultsOf(scanned({ "pods.json": pods({ memory: "1Gi" }) })), []);
    assert.deepEqual(faultsOf(scanned({ "pool.json": pool(gpu) })), [
      "unapproved-gpu-size: azurerm_future_rig.web pool[0].nodeGroup[0].vmSize",
    ]);
    assert.deepEqual(faultsOf(scanned({ "pool.json": pool(plain) })), []);
  });

  it("a secret that was not exported is never printed, and hides nothing beside it", () => {
    const file = state(gpu);
    Object.assign(file.deployment.resources[1]!, {
      inputs: { ...inputs(gpu), osProfile: { customData: { [signature]: secret, ciphertext: "v1:cGxhbnRlZA==" } } },
    });
    const report = scanned({ "s.json": file });
    assert.deepEqual(faultsOf(report), ["unapproved-gpu-size: web hardwareProfile.vmSize"]);
    assert(!JSON.stringify(report).includes("cGxhbnRlZA"));
  });
});
