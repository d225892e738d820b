import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import { known, type Tree, Withheld, type WithheldState } from "../../compute/value";
import miningPayload from "../../policies/mining-payload";
import { judge } from "../../policies/policy";
import { estateOf, leaf } from "./kit";

const options = miningPayload.fromEstate(estateOf());
const said = (token: string, inputs: Tree) =>
  judge(miningPayload, factsOf(token, inputs) as never, options).map(({ path, level }) => `${path}: ${level}`);
const later = new Withheld("unknown");

describe("mining-payload: what is done about it fits what was found", () => {
  const cureOf = (text: Parameters<typeof leaf>[0] | string) => {
    const value = ["unknown", "expression", "hidden"].includes(text)
      ? leaf(text as WithheldState, "", "a")
      : known(text, "a");
    return judge(miningPayload, { payloads: [{ what: "script", kind: "script", text: value }] }, options).map(
      ({ fix = miningPayload.fix }) => fix,
    );
  };

  it("a miner is removed where one was found", () => assert.deepEqual(cureOf("./xmrig"), [miningPayload.fix]));

  it("and nowhere else", () => {
    let nested = "nothing to see in this text";
    for (let i = 0; i < 20; i++) nested = Buffer.from(nested).toString("base64");
    for (const text of ["expression", "hidden", nested]) {
      const [fix] = cureOf(text);
      assert.ok(fix, text);
      assert.doesNotMatch(fix, /Remove the miner|stolen/);
    }
  });

  it("before a value is known there is nothing to do", () => assert.deepEqual(cureOf("unknown"), [""]));
});

describe("mining-payload: what is decided later is said once, and only where compute can run", () => {
  const web = { metadata: { name: "web" }, spec: later };
  const rows: readonly (readonly [token: string, inputs: Tree, said: readonly string[]])[] = [
    // Kubernetes' own objects that run nothing
    ["kubernetes:core/v1:Service", web, []],
    ["kubernetes:core/v1:ServicePatch", web, []],
    ["kubernetes:core/v1:PersistentVolumeClaim", web, []],
    ["kubernetes:networking.k8s.io/v1:Ingress", web, []],
    ["kubernetes:networking.k8s.io/v1:NetworkPolicy", web, []],
    ["kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding", { metadata: {}, subjects: later }, []],
    ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler", web, []],
    ["kubernetes:policy/v1:PodDisruptionBudget", web, []],
    ["kubernetes:storage.k8s.io/v1:StorageClass", { parameters: later }, []],
    // pods, and what may be one
    ["kubernetes:core/v1:Pod", web, ["spec: advisory"]],
    ["kubernetes:apps/v1:Deployment", web, ["spec: advisory"]],
    ["kubernetes:batch/v1:CronJob", web, ["spec: advisory"]],
    ["kubernetes:serving.knative.dev/v1:Service", web, ["spec: advisory"]],
    ["kubernetes:argoproj.io/v1alpha1:Rollout", web, ["spec: advisory"]],
    // apps run on the machines of their plan
    ["azure-native:web:WebApp", { siteConfig: later }, []],
    ["azure-native:web:WebApp", { siteConfig: { appCommandLine: later } }, []],
    ["azure:appservice/linuxWebApp:LinuxWebApp", { siteConfig: later, appSettings: later }, []],
    ["azure-native:web:WebAppApplicationSettings", { properties: later }, []],
    // machines and containers
    ["azure-native:compute:VirtualMachine", { osProfile: later }, ["osProfile: advisory"]],
    ["azure-native:compute:VirtualMachine", { osProfile: { customData: later } }, ["osProfile.customData: advisory"]],
    ["azure-native:containerinstance:ContainerGroup", { containers: later }, ["containers: advisory"]],
  ];
  for (const [token, inputs, expected] of rows)
    it(`${token} ${JSON.stringify(Object.keys(inputs as object))}`, () =>
      assert.deepEqual(said(token, inputs), expected));

  it("a miner is seen there all the same, once it is known", () => {
    assert.deepEqual(said("azure-native:web:WebApp", { siteConfig: { appCommandLine: "./xmrig" } }).length, 1);
    assert.deepEqual(
      said("kubernetes:serving.knative.dev/v1:Service", {
        spec: { template: { spec: { containers: [{ image: "xmrig/xmrig" }] } } },
      }).length,
      1,
    );
  });
});

describe("mining-payload: what cannot be followed", () => {
  const levelsOf = (text: string, kind: "script" | "image" = "script") =>
    judge(miningPayload, { payloads: [{ what: "script", kind, text: known(text, "a") }] }, options).map(
      ({ level = "mandatory", message }) => `${level}: ${message}`,
    );
  const unread = "curl https://contoso.com/a | base64 -d | sh";

  it("is said, and is a fault beside a weak sign", () => {
    assert.deepEqual(levelsOf(unread), ["advisory: the script decodes a text and runs it, which cannot be followed"]);
    assert.deepEqual(levelsOf(`apt-get install t-rex\n${unread}`), [
      "mandatory: the script decodes a text and runs it, which cannot be followed, beside the miner t-rex",
    ]);
    assert.deepEqual(levelsOf(`docker run --gpus all acme/rvnmining\n${unread}`), [
      "mandatory: the script decodes a text and runs it, which cannot be followed, beside an image with GPUs whose name says mining",
    ]);
  });

  it("is not said beside a sign, which says enough", () =>
    assert.deepEqual(levelsOf(`./xmrig\n${unread}`), ["mandatory: the script names the miner xmrig"]));

  it("an image that is named after mining is said", () => {
    assert.deepEqual(levelsOf("acme/rvnmining:2", "image"), ["advisory: the script is named after mining"]);
    assert.deepEqual(levelsOf("acme/process-mining:2", "image"), []);
  });
});

describe("mining-payload: a detector's rules in what pods are given", () => {
  const falco = "- rule: Miner\n  condition: proc.name in (xmrig, minerd)\n  output: x\n  priority: CRITICAL\n";
  const chart = "kubernetes:helm.sh/v3:Release";
  for (const [token, inputs, expected] of [
    [chart, { values: { customRules: { "mining.yaml": falco } } }, 0],
    [chart, { values: { command: ["sh", "-c", falco] } }, 1],
    [chart, { values: { initContainers: [{ args: [falco] }] } }, 1],
    ["kubernetes:core/v1:ConfigMap", { data: { "mining.yaml": falco } }, 0],
    ["kubernetes:core/v1:ConfigMap", { data: { "run.sh": falco } }, 1],
    ["kubernetes:core/v1:ConfigMap", { data: { "mining.yaml": `${falco}./a -o nanopool.org:3333\n` } }, 1],
    ["kubernetes:core/v1:Secret", { stringData: { rules: falco } }, 0],
    ["kubernetes:core/v1:Pod", { spec: { containers: [{ image: "a", args: [falco] }] } }, 1],
    ["azure-native:compute:VirtualMachineExtension", { settings: { commandToExecute: falco } }, 1],
    ["command:local:Command", { create: falco }, 1],
  ] as const)
    it(`${expected ? "is a fault" : "is none"} in ${token} ${JSON.stringify(inputs).slice(0, 60)}`, () =>
      assert.equal(said(token, inputs as Tree).filter(each => !each.endsWith("advisory")).length, expected));
});
