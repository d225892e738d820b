import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import miningPayload from "../../policies/mining-payload";
import { judge } from "../../policies/policy";
import { put } from "./tree";

const M = "./xmrig -o stratum+tcp://pool.supportxmr.com:3333";

/** Where a pod's specification stands, by the objects of Kubernetes that have one. */
const pods: readonly (readonly [token: string, spec: string])[] = [
  ["core/v1:Pod", "spec"],
  ["core/v1:PodTemplate", "template.spec"],
  ["core/v1:ReplicationController", "spec.template.spec"],
  ["apps/v1:Deployment", "spec.template.spec"],
  ["apps/v1:DaemonSetPatch", "spec.template.spec"],
  ["batch/v1:Job", "spec.template.spec"],
  ["batch/v1:CronJob", "spec.jobTemplate.spec.template.spec"],
  ["core/v1:PodList", "items[].spec"],
  ["core/v1:PodTemplateList", "items[].template.spec"],
  ["apps/v1:DeploymentList", "items[].spec.template.spec"],
  ["batch/v1:CronJobList", "items[].spec.jobTemplate.spec.template.spec"],
];

/** What a container is run with, and what runs in it later. */
const inContainer: readonly (readonly [kind: string, path: string])[] = [
  ["image", "image"],
  ["command", "command[]"],
  ["command", "args[]"],
  ["environment", "env[].value"],
  ["command", "lifecycle.postStart.exec.command[]"],
  ["command", "lifecycle.preStop.exec.command[]"],
  ["command", "livenessProbe.exec.command[]"],
  ["command", "readinessProbe.exec.command[]"],
  ["command", "startupProbe.exec.command[]"],
];

/** Files and values that pods are given. */
const given: readonly (readonly [token: string, kind: string, path: string])[] = ["", "items[]."].flatMap(at =>
  (
    [
      ["ConfigMap", "settings", "data{}"],
      ["ConfigMap", "settings", "binaryData{}"],
      ["Secret", "environment", "data{}"],
      ["Secret", "environment", "stringData{}"],
    ] as const
  ).map(([type, kind, path]) => [`core/v1:${type}${at && "List"}`, kind, `${at}${path}`] as const),
);

const truths = [
  ...pods.flatMap(([token, spec]) =>
    ["containers[]", "initContainers[]"].flatMap(containers =>
      inContainer.map(([kind, path]) => [token, kind, `${spec}.${containers}.${path}`] as const),
    ),
  ),
  ...given,
];

const at = (token: string, path: string, leaf: Tree) => factsOf(`kubernetes:${token}`, put({}, path.split("."), leaf));
const judged = (token: string, inputs: Tree) =>
  judge(miningPayload, factsOf(token, inputs), { unknownValues: "advisory" }).map(({ path, level }) => [path, level]);

describe("reading Kubernetes objects", () => {
  for (const [token, kind, path] of truths)
    it(`${token}: ${kind} at ${path}`, () => {
      const facts = at(token, path, M);
      // The words of a command are one text, which stands where their list does.
      const where = path.replace(kind === "command" ? /\[\]$/ : /$^/, "").replaceAll("[]", "[0]");
      assert.deepEqual(
        facts?.payloads.map(payload => [payload.kind, payload.text]),
        [[kind, { state: "known", value: M, path: where.replaceAll("{}", ".one") }]],
      );
      assert.deepEqual(facts?.packages, []);
      for (const state of ["unknown", "expression", "hidden"] as const)
        assert.deepEqual(
          at(token, path, new Withheld(state))?.payloads.map(({ text }) => text.state),
          [state],
        );
    });

  it("keeps the words of a command that are known beside those that are not", () => {
    const facts = factsOf("kubernetes:core/v1:Pod", {
      spec: { containers: [{ command: ["./xmrig", new Withheld("unknown"), "-o"] }] },
    });
    assert.deepEqual(
      facts?.payloads.map(({ text }) => (text.state === "known" ? text.value : text.path)),
      ["./xmrig -o", "spec.containers[0].command[1]"],
    );
  });

  it("finds a miner in a file in base64", () => {
    const file = Buffer.from(`#!/bin/sh\n${M}\n`).toString("base64");
    assert.deepEqual(judged("kubernetes:core/v1:Secret", { data: { "run.sh": file } }), [["data.run.sh", undefined]]);
    assert.deepEqual(judged("kubernetes:core/v1:ConfigMap", { binaryData: { "run.sh": file } }), [
      ["binaryData.run.sh", undefined],
    ]);
  });

  it("says nothing of secrets that are hidden or come later, for most of them are passwords", () => {
    for (const state of ["unknown", "hidden"] as const) {
      assert.deepEqual(judged("kubernetes:core/v1:Secret", { stringData: { password: new Withheld(state) } }), []);
      assert.deepEqual(judged("kubernetes:core/v1:Secret", { data: new Withheld(state) }), []);
    }
  });

  it("reads a chart's values, and says that its manifests stand elsewhere", () => {
    for (const token of ["kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart"]) {
      const values = { image: { repository: "xmrig/xmrig" }, args: [M], password: new Withheld("hidden") };
      const inputs = { chart: "app", repositoryOpts: { repo: "https://charts.contoso.com" }, values };
      assert.deepEqual(factsOf(token, inputs)?.packages.length, 1);
      assert.deepEqual(
        factsOf(token, inputs)?.payloads.map(({ kind, text }) => [kind, text.path]),
        [
          ["link", "chart"],
          ["link", "repositoryOpts.repo"],
          ["environment", "values.image.repository"],
          ["environment", "values.args[0]"],
          ["environment", "values.password"],
        ],
      );
      assert.deepEqual(judged(token, inputs), [
        ["values.image.repository", undefined],
        ["values.args[0]", undefined],
      ]);
    }
  });

  /** Where Flux and Argo CD keep what they put into charts and manifests. */
  const gitOps: readonly (readonly [object: string, path: string])[] = [
    ["helm.toolkit.fluxcd.io/v2:HelmRelease", "spec.chart.spec.chart"],
    ["helm.toolkit.fluxcd.io/v2beta1:HelmRelease", "spec.values.image.repository"],
    ["helm.toolkit.fluxcd.io/v2:HelmRelease", "spec.postRenderers[].kustomize.images[].newName"],
    ["helm.toolkit.fluxcd.io/v2:HelmRelease", "spec.postRenderers[].kustomize.patches[].patch"],
    ["kustomize.toolkit.fluxcd.io/v1:Kustomization", "spec.images[].newName"],
    ["kustomize.toolkit.fluxcd.io/v1:Kustomization", "spec.patches[].patch"],
    ["kustomize.toolkit.fluxcd.io/v1:Kustomization", "spec.postBuild.substitute.image"],
    ["kustomize.config.k8s.io/v1beta1:Kustomization", "images[].newName"],
    ["kustomize.config.k8s.io/v1beta1:Kustomization", "patches[].patch"],
    ["kustomize.config.k8s.io/v1beta1:Kustomization", "helmCharts[].valuesInline.image"],
    ["kustomize.config.k8s.io/v1beta1:Kustomization", "configMapGenerator[].literals[]"],
    ...["Application", "ApplicationSet"].flatMap(kind =>
      ["source", "sources[]"].flatMap(source =>
        [
          "chart",
          "helm.parameters[].value",
          "helm.values",
          "helm.valuesObject.image.repository",
          "kustomize.images[]",
          "kustomize.patches[].patch",
          "plugin.env[].value",
        ].map(
          path =>
            [
              `argoproj.io/v1alpha1:${kind}`,
              `spec.${kind === "ApplicationSet" ? "template.spec." : ""}${source}.${path}`,
            ] as const,
        ),
      ),
    ),
    ["argoproj.io/v1alpha1:ApplicationSet", "spec.templatePatch"],
    ["argoproj.io/v1alpha1:ApplicationSet", "spec.generators[].list.elements[].image"],
  ];
  for (const [object, path] of gitOps)
    it(`${object}: a miner at ${path}`, () => {
      const said = (leaf: Tree) => judged(`kubernetes:${object}`, put({}, path.split("."), leaf)).map(([at]) => at);
      assert.deepEqual(said("xmrig/xmrig"), [path.replaceAll("[]", "[0]")]);
      assert.deepEqual(said("nginx"), []);
      assert.deepEqual(said(new Withheld("hidden")), []);
    });

  it("says nothing of a detector's rules that Flux or Argo CD hands to its chart", () => {
    const rules =
      '- list: pools\n  items: ["minexmr.com"]\n- rule: Pool\n  condition: fd.sip.name in (pools)\n  output: pool\n';
    const text = `customRules:\n  mining.yaml: |-\n${rules.replace(/^(?=.)/gm, "    ")}`;
    const values = { customRules: { "mining.yaml": rules } };
    const release = "kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease";
    const application = "kubernetes:argoproj.io/v1alpha1:Application";
    assert.deepEqual(judged(release, { spec: { values } }), []);
    for (const helm of [{ valuesObject: values }, { values: text }])
      assert.deepEqual(judged(application, { spec: { source: { helm } } }), []);
    assert.equal(judged(application, { spec: { source: { helm: { values: `${text}args: [${M}]\n` } } } }).length, 1);
  });

  it("does not take an object for none that Argo CD runs itself", () =>
    assert.equal(
      judged("kubernetes:argoproj.io/v1alpha1:Workflow", { spec: { templates: [{ container: { command: [M] } }] } })
        .length,
      1,
    ));

  /** Where operators keep their containers, and what else they run. */
  const custom: readonly (readonly [token: string, kind: string, path: string])[] = [
    ["ray.io/v1:RayCluster", "image", "spec.workerGroupSpecs[].template.spec.containers[].image"],
    ["ray.io/v1:RayJob", "command", "spec.entrypoint"],
    ["kubeflow.org/v1:PyTorchJob", "command", "spec.pytorchReplicaSpecs.Worker.template.spec.containers[].args[]"],
    ["kubeflow.org/v1:TFJob", "environment", "spec.tfReplicaSpecs.Worker.template.spec.initContainers[].env[].value"],
    ["argoproj.io/v1alpha1:Workflow", "command", "spec.templates[].container.command[]"],
    ["argoproj.io/v1alpha1:CronWorkflow", "script", "spec.workflowSpec.templates[].script.source"],
    ["tekton.dev/v1:Task", "script", "spec.steps[].script"],
    ["kubevirt.io/v1:VirtualMachine", "script", "spec.template.spec.volumes[].cloudInitNoCloud.userData"],
    ["kubevirt.io/v1:VirtualMachine", "image", "spec.template.spec.volumes[].containerDisk.image"],
    ["kaito.sh/v1beta1:Workspace", "image", "inference.template.spec.containers[].image"],
  ];
  for (const [token, kind, path] of custom)
    it(`${token}: ${kind} at ${path}`, () => {
      const where = path.replace(kind === "command" ? /\[\]$/ : /$^/, "").replaceAll("[]", "[0]");
      const shown = (leaf: Tree) =>
        at(token, path, leaf)?.payloads.map(({ kind, text }) => [kind, text.state, text.path]) ?? [];
      assert.deepEqual(shown(M), [[kind, "known", where]]);
      assert.deepEqual(
        judged(`kubernetes:${token}`, put({}, path.split("."), M)).map(([found]) => found),
        [where],
      );
      for (const state of ["unknown", "expression", "hidden"] as const)
        if (path !== "spec.entrypoint")
          assert.deepEqual(
            shown(new Withheld(state)).map(([, found]) => found),
            [state],
          );
    });

  it("says nothing of an operator's object that runs nothing bad", () => {
    const spec = {
      template: { spec: { containers: [{ name: "train", image: "pytorch/pytorch:2.4", args: ["train.py"] }] } },
    };
    assert.deepEqual(judged("kubernetes:kubeflow.org/v1:PyTorchJob", { spec }), []);
    assert.equal(
      factsOf("kubernetes:cert-manager.io/v1:Issuer", { spec: { acme: { email: "a@contoso.com" } } }),
      undefined,
    );
  });

  it("says nothing of objects that run nothing", () => {
    for (const token of ["core/v1:Namespace", "core/v1:Service", "rbac.authorization.k8s.io/v1:Role"])
      assert.equal(factsOf(`kubernetes:${token}`, { metadata: { name: "a" }, data: { a: M } }), undefined);
  });
});
