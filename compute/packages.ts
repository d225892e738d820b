import { applyShape } from "./apply-shape";
import { type ByShape, requestsByShape } from "./by-shape/requests";
import { containerPayloads, payloadsOfContainers } from "./containers";
import { type Facts, noFacts } from "./facts";
import { argoApplication, helmRelease, kustomization, kustomizationFile } from "./git-ops";
import { ordersNoCompute } from "./other-packages";
import { pulumiNaming } from "./path";
import { isObject, type NodeAt } from "./tree";
import type { PayloadShape } from "./types/compute-type";
import { absent, type Tree } from "./value";

/** Packages of other makers: what of their inputs is run, and which of them may create compute unseen. */

interface PackageRow {
  /** The tokens, from their start or to their end. */
  readonly token: RegExp;
  /** What such resources do, for people; without it, nothing that creates compute. */
  readonly does?: string;
  /** Nothing in them orders machines of Azure, whatever it looks like. */
  readonly ordersNone?: true;
  /** What it is made of may be no resource of Pulumi's, even where it is a component. */
  readonly hides?: true;
  readonly payloads?: readonly PayloadShape[];
  /** Objects of an operator's own kind, which keep their containers where they like. */
  readonly custom?: true;
}

/** In an object of Kubernetes, and in each object of a list of them. */
const inObjects = (...paths: readonly string[]) => ["", "items[]."].flatMap(at => paths.map(path => `${at}${path}`));

const containers = inObjects(
  "spec",
  "template.spec",
  "spec.template.spec",
  "spec.jobTemplate.spec.template.spec",
).flatMap(spec => [`${spec}.containers[]`, `${spec}.initContainers[]`]);
const inContainers = (...paths: readonly string[]) => containers.flatMap(at => paths.map(path => `${at}.${path}`));

const pods: readonly PayloadShape[] = containerPayloads.map(row => ({
  ...row,
  path: inContainers(...(typeof row.path === "string" ? [row.path] : row.path)),
}));

/** The first that fits counts. */
const rows: readonly PackageRow[] = [
  {
    token: /^command:/i,
    ordersNone: true,
    does: "runs commands, which can create anything",
    payloads: [
      { what: "command", kind: "command", path: ["create", "update", "delete"] },
      { what: "command's input", kind: "script", path: "stdin" },
      { what: "command's environment", kind: "environment", path: "environment{}" },
    ],
  },
  {
    token: /^pulumi-(?:nodejs|python):dynamic/i,
    does: "runs code of its own",
    payloads: [{ what: "dynamic provider", kind: "script", path: "__provider" }],
  },
  { token: /:index:Module$|^[^:]+:tf:/i, does: "deploys a Terraform module", hides: true },
  { token: /^(?:databricks|rancher2):/i, does: "creates clusters" },
  { token: /^kubernetes:helm\.toolkit\.fluxcd\.io\/[^:]*:HelmRelease/i, payloads: helmRelease },
  { token: /^kubernetes:argoproj\.io\/[^:]*:Application/i, payloads: argoApplication },
  {
    token: /^kubernetes:kustomize\.toolkit\.fluxcd\.io\/[^:]*:Kustomization/i,
    does: "deploys manifests that stand elsewhere",
    payloads: kustomization,
  },
  {
    token: /^kubernetes:kustomize\.config\.k8s\.io\/[^:]*:Kustomization/i,
    does: "deploys manifests that stand elsewhere",
    payloads: kustomizationFile,
  },
  {
    token: /^kubernetes:(?:helm\.sh|yaml|kustomize)/i,
    does: "deploys manifests that stand elsewhere",
    payloads: [
      { what: "chart", kind: "link", path: ["chart", "repositoryOpts.repo"] },
      // images and commands among them, and passwords, which are no news where they are hidden
      { what: "chart's values", kind: "environment", isFile: true, path: "values" },
    ],
  },
  {
    token: /^kubernetes:[^:]*(?:karpenter|kaito|cluster\.x-k8s\.io|azure\.com|upbound\.io|crossplane)/i,
    custom: true,
    does: "lets a cluster create machines",
  },
  {
    // a size or a number of GPUs in it is data, by which whatever reads it may order
    ordersNone: true,
    token: /^kubernetes:core\b[^:]*:ConfigMap/i,
    payloads: [
      { what: "pods' configuration", kind: "settings", isFile: true, path: inObjects("data{}", "binaryData{}") },
    ],
  },
  {
    ordersNone: true,
    token: /^kubernetes:core\b[^:]*:Secret/i,
    // most of them are passwords, which are no news where they are hidden
    payloads: [{ what: "pods' secret", kind: "environment", isFile: true, path: inObjects("data{}", "stringData{}") }],
  },
  {
    // rights, and what a cluster would admit or share out: a number of GPUs in them is a limit
    token: /^kubernetes:(?:kyverno\.io|[\w.]*gatekeeper\.sh|kueue\.x-k8s\.io|node(?:\.k8s\.io)?)\//i,
    ordersNone: true,
  },
  // objects of Kubernetes' own that run nothing (kubernetes.io/docs/reference/kubernetes-api)
  {
    ordersNone: true,
    token:
      /^kubernetes:(?:core\b[^:]*:(?:Binding|Endpoints|Event|LimitRange|Namespace|Node|PersistentVolume|PersistentVolumeClaim|ResourceQuota|Service|ServiceAccount)(?:List|Patch)?$|(?:admissionregistration|apiextensions|apiregistration|authentication|authorization|autoscaling|certificates|coordination|discovery|events|flowcontrol|gateway|networking|policy|rbac\.authorization|scheduling|storage)(?:\.k8s\.io)?\/)/i,
  },
  { token: /^kubernetes:[\w-]+\.(?!k8s\.io)[\w.-]*\//i, payloads: pods, custom: true },
  { token: /^kubernetes:/i, payloads: pods },
  {
    ordersNone: true,
    token: /^docker-build:/i,
    payloads: [{ what: "Dockerfile", kind: "script", path: "dockerfile.inline" }],
  },
  {
    // on a host that is there already
    ordersNone: true,
    token: /^docker:/i,
    payloads: [
      { what: "container image", kind: "image", path: ["image", "imageName", "taskSpec.containerSpec.image"] },
      { what: "container's command", kind: "command", path: ["command", "taskSpec.containerSpec.commands"] },
      { what: "container's entry point", kind: "command", path: "entrypoints" },
      { what: "container's arguments", kind: "command", path: "taskSpec.containerSpec.args" },
      { what: "container's environment", kind: "environment", path: ["envs[]", "taskSpec.containerSpec.env{}"] },
    ],
  },
  {
    ordersNone: true,
    token: /^pulumiservice:/i,
    payloads: [
      { what: "deployment's command", kind: "command", path: "operationContext.preRunCommands[]" },
      { what: "environment of Pulumi Cloud", kind: "environment", path: "yaml" },
    ],
  },
];

const quiet: PackageRow = { token: /^/, ordersNone: true };
const other: PackageRow = { token: /^/, does: "may create compute" };

/** They have no region that is Azure's. */
const nowhere: NodeAt = { node: undefined, path: "" };

const nothing: ByShape = { requests: [], opaque: [] };

/** What is asked for in a resource of a package that no reader knows; `undefined` where that is nothing. */
export function factsOfUnknown(token: string, inputs: Tree, isComponent: boolean): Facts | undefined {
  const row = rows.find(row => row.token.test(token)) ?? (isComponent || ordersNoCompute(token) ? quiet : other);
  const { does, ordersNone, hides, payloads = [], custom } = row;
  const root = { node: inputs, path: "" };
  if (isObject(inputs) && Object.keys(inputs).length === 0) return undefined;
  const { payloads: known } = applyShape({ payloads }, { type: token, root, naming: pulumiNaming, location: nowhere });
  const found = custom ? [...known, ...payloadsOfContainers(root)] : known;
  const isSilent = ordersNone || (isComponent && !hides);
  const { requests, opaque } = isSilent ? nothing : requestsByShape(root, { type: token, region: absent("") });
  if (does === undefined && found.length + requests.length + opaque.length === 0) return undefined;
  return {
    ...noFacts,
    requests,
    opaque,
    payloads: found,
    packages:
      does === undefined
        ? []
        : [{ name: token.split(":", 1)[0]!, does, ...(requests.length > 0 && { foundByShape: true }) }],
  };
}
