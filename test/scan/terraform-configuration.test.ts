import assert from "node:assert/strict";
import { estate, faultsOf, fileOf, scanned } from "./kit";

interface Change {
  readonly address: string;
  readonly after: object | null;
  readonly unknown?: object;
  readonly actions?: readonly string[];
}

const changeOf = ({ address, after, unknown = {}, actions = ["create"] }: Change) => ({
  address,
  type: /(\w+)\.[\w-]+(?:\[.*)?$/.exec(address)?.[1],
  mode: "managed",
  change: { actions, before: null, after, after_unknown: unknown },
});

const planOf = (changes: readonly Change[], root_module: object = {}) => ({
  format_version: "1.2",
  resource_changes: changes.map(changeOf),
  configuration: { root_module },
});

const faults = (plan: object) => faultsOf(scanned({ "plan.json": plan }));

const machine = (address: string, name: string, size: string): Change => ({
  address,
  after: { name, resource_group_name: "rg", location: "westeurope", size },
});
const driver = (address: string): Change => ({
  address,
  after: { name: "driver", publisher: "Microsoft.HpcCompute", type: "NvidiaGpuDriverLinux" },
  unknown: { id: true, virtual_machine_id: true },
});

const vm = "azurerm_linux_virtual_machine";
const extension = "azurerm_virtual_machine_extension.driver";
const configured = (address: string, expressions: object, more: object = {}) => ({ address, expressions, ...more });
const onto = (...references: readonly string[]) => ({ virtual_machine_id: { references } });

describe("scan: a driver in a plan is judged by the machine that the configuration puts it on", () => {
  const approved = { ...estate, gpuSizes: ["Standard_NC6s_v3"] };
  const found = (changes: readonly Change[], root: object): string[] =>
    scanned({ "plan.json": planOf(changes, root) }, { estate: approved }).outcomes.flatMap(({ rule, findings }) =>
      rule.id === "gpu-driver-extension" ? findings.map(({ severity, subject }) => `${severity} ${subject.name}`) : [],
    );
  const [gpu, small] = [
    machine(`${vm}.gpu`, "gpu", "Standard_NC6s_v3"),
    machine(`${vm}.web`, "web", "Standard_D2s_v5"),
  ];

  it("quiet on a machine with an approved accelerator, also beside others", () => {
    const root = { resources: [configured(extension, onto(`${vm}.gpu.id`, `${vm}.gpu`))] };
    assert.deepEqual(found([gpu, small, driver(extension)], root), []);
  });

  it("refused on the other machine", () => {
    const root = { resources: [configured(extension, onto(`${vm}.web.id`, `${vm}.web`))] };
    assert.deepEqual(found([gpu, small, driver(extension)], root), [`high ${extension}`]);
  });

  it("by the same instance, where there are several", () => {
    const changes = ["Standard_NC6s_v3", "Standard_D2s_v5"].flatMap((size, i) => [
      machine(`${vm}.a[${i}]`, `a${i}`, size),
      driver(`${extension}[${i}]`),
    ]);
    const root = { resources: [configured(extension, onto(`${vm}.a`, "count.index"))] };
    assert.deepEqual(found(changes, root), [`high ${extension}[1]`]);
  });

  it("by what for_each goes through", () => {
    const changes = [
      machine(`${vm}.a["x"]`, "x", "Standard_NC6s_v3"),
      machine(`${vm}.a["y.z"]`, "y", "Standard_D2s_v5"),
      driver(`${extension}["x"]`),
      driver(`${extension}["y.z"]`),
    ];
    const each = { for_each_expression: { references: [`${vm}.a`] } };
    const root = { resources: [configured(extension, onto("each.value.id", "each.value"), each)] };
    assert.deepEqual(found(changes, root), [`high ${extension}["y.z"]`]);
  });

  it("through a module's variable", () => {
    const called = (of: string) => ({
      module_calls: {
        drivers: {
          expressions: { machine: { references: [`${vm}.${of}.id`, `${vm}.${of}`] } },
          module: { resources: [configured(extension, onto("var.machine"))] },
        },
      },
    });
    const changes = [gpu, small, driver(`module.drivers.${extension}`)];
    assert.deepEqual(found(changes, called("gpu")), []);
    assert.deepEqual(found(changes, called("web")), [`high module.drivers.${extension}`]);
  });

  it("of its own module", () => {
    const root = {
      module_calls: { a: { module: { resources: [configured(extension, onto(`${vm}.a.id`))] } } },
    };
    const changes = [
      machine(`module.a.${vm}.a`, "inner", "Standard_D2s_v5"),
      machine(`${vm}.a`, "outer", "Standard_NC6s_v3"),
      driver(`module.a.${extension}`),
    ];
    assert.deepEqual(found(changes, root), [`high module.a.${extension}`]);
  });

  it("only said, where the configuration does not tell", () => {
    for (const root of [{}, { resources: "none" }, { resources: [configured(extension, onto("local.id"))] }])
      assert.deepEqual(found([gpu, driver(extension)], root), [`low ${extension}`]);
  });

  it("refused, where no machine is described", () => {
    assert.deepEqual(found([driver(extension)], {}), [`high ${extension}`]);
  });
});

describe("scan: what provisioners of a plan run is read", () => {
  const host: Change = { address: "null_resource.setup", after: { triggers: null } };
  const provisioned = (...provisioners: readonly object[]) => ({
    resources: [configured("null_resource.setup", {}, { provisioners })],
  });
  const local = (command: object) => ({ type: "local-exec", expressions: { command } });
  const bad = "/opt/k -o pool.supportxmr.com:3333 -u a";

  it("local-exec and remote-exec, with a miner", () => {
    for (const provisioner of [
      local({ constant_value: bad }),
      { type: "remote-exec", expressions: { inline: { constant_value: ["set -e", bad] } } },
    ])
      assert.deepEqual(faults(planOf([host], provisioned(provisioner))), [
        "mining-payload: null_resource.setup provisioner",
      ]);
  });

  it("once, however many instances there are", () => {
    const changes = [0, 1, 2].map(i => ({ ...host, address: `null_resource.setup[${i}]` }));
    assert.equal(faults(planOf(changes, provisioned(local({ constant_value: bad })))).length, 1);
  });

  it("quiet without one, where nothing is written, and where the resource is deleted", () => {
    const quiet: readonly (readonly [Change, object])[] = [
      [host, provisioned(local({ constant_value: "echo ready" }))],
      [host, provisioned(local({ references: ["var.command"] }))],
      [host, { resources: [null, 1, { address: 5 }], module_calls: { a: null } }],
      [{ ...host, after: null, actions: ["delete"] }, provisioned(local({ constant_value: bad }))],
    ];
    for (const [change, root] of quiet) assert.deepEqual(faults(planOf([change], root)), []);
  });
});

describe("scan: a release of Helm in a plan is read as one of Pulumi's", () => {
  const release = (after: object): Change => ({ address: "helm_release.a", after: { chart: "generic", ...after } });
  const judged = (after: object) => faults(planOf([release(after)]));

  it("a miner in its values, and in what it sets", () => {
    assert.deepEqual(judged({ values: ["image: xmrig/xmrig\n"] }), ["mining-payload: helm_release.a values[0]"]);
    assert.notDeepEqual(judged({ set: [{ name: "image", value: "xmrig/xmrig" }] }), []);
  });

  it("quiet with others, and with a detector's rules", () => {
    assert.deepEqual(judged({ values: ["image: nginx\n"], set: [{ name: "a", value: "b" }] }), []);
    assert.deepEqual(judged({ values: null }), []);
    const rules = "customRules:\n  m.yaml: |-\n    - list: pools\n      items: [minexmr.com]\n";
    assert.deepEqual(judged({ values: [rules] }), []);
  });
});

describe("scan: the estate that files are judged by is none of them", () => {
  it("is not said to be left out", () => {
    const files = { "a/computeguard.yaml": "gpuSizes: []\n", "a/run.sh": "echo hello\n" };
    const report = scanned(files, { estateSource: { name: "a/computeguard.yaml" } });
    assert.deepEqual(report.coverage.files?.leftOut, []);
    assert.deepEqual(
      scanned(files).coverage.files?.leftOut.map(({ name }) => name),
      [fileOf("a/computeguard.yaml", "").name],
    );
  });
});

describe("scan: a state of Terraform, printed as JSON, is judged as it is", () => {
  const stateOf = (root_module: object) => ({
    format_version: "1.0",
    terraform_version: "1.9.5",
    values: { root_module },
  });
  const held = (size: string, more: object = {}) => ({
    address: `${vm}.a`,
    type: vm,
    mode: "managed",
    values: { name: "a", location: "westeurope", size },
    ...more,
  });

  it("of the root and of modules in it", () => {
    assert.deepEqual(faults(stateOf({ resources: [held("Standard_NC6s_v3")] })), [`unapproved-gpu-size: ${vm}.a size`]);
    const inner = { resources: [held("Standard_NC6s_v3", { address: `module.b.${vm}.a` })] };
    assert.deepEqual(faults(stateOf({ child_modules: [inner] })), [`unapproved-gpu-size: module.b.${vm}.a size`]);
  });

  it("quiet with approved machines, with data and with what is no resource", () => {
    const quiet = [held("Standard_D2s_v5"), held("Standard_NC6s_v3", { mode: "data" }), null, { address: 1 }];
    assert.deepEqual(faults(stateOf({ resources: quiet, child_modules: [null] })), []);
  });
});

describe("scan: a template with a text over several lines is read", () => {
  const text = (size: string) =>
    `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", // it's "main"
      "contentVersion":"1.0.0.0", "resources":[{"type":"Microsoft.Compute/virtualMachines","apiVersion":"2024-07-01",
      "name":"a","location":"westeurope","properties":{"hardwareProfile":{"vmSize":"[concat('Standard_',
        '${size}')]"}}}]}`;

  it("and judged", () => {
    const judged = (size: string) =>
      faultsOf(scanned({ "main.json": text(size) })).map(fault => fault.split(":", 1)[0]);
    assert.deepEqual(judged("NC6s_v3"), ["unapproved-gpu-size"]);
    assert.deepEqual(judged("D2s_v5"), []);
  });

  it("but one that never ends is not", () => {
    const report = scanned({ "main.json": text("NC6s_v3").slice(0, -12) });
    assert.equal(report.gaps.length > 0, true);
  });
});
