import type { PayloadShape } from "./types/compute-type";

/**
 * What a cluster is given for manifests that stand in a repository or a chart, and that Flux or Argo CD deploys from there. Values are
 * read as those of a chart that Pulumi deploys: images and commands are among them, and files of detectors.
 */

const values = (...path: readonly string[]): PayloadShape => ({
  what: "chart's values",
  kind: "environment",
  isFile: true,
  path,
});
const chart = (...path: readonly string[]): PayloadShape => ({ what: "chart", kind: "link", path });
const images = (...path: readonly string[]): PayloadShape => ({
  what: "replaced image",
  kind: "environment",
  path,
});
const patches = (...path: readonly string[]): PayloadShape => ({
  what: "manifests' patch",
  kind: "environment",
  isFile: true,
  path,
});

/** fluxcd.io/flux/components/helm/helmreleases */
export const helmRelease: readonly PayloadShape[] = [
  chart("spec.chart.spec.chart"),
  values("spec.values"),
  images("spec.postRenderers[].kustomize.images[].newName"),
  patches("spec.postRenderers[].kustomize.patches[].patch"),
];

/** fluxcd.io/flux/components/kustomize/kustomizations */
export const kustomization: readonly PayloadShape[] = [
  images("spec.images[].newName"),
  patches("spec.patches[].patch"),
  { what: "manifests' variable", kind: "environment", path: "spec.postBuild.substitute{}" },
];

/** The file of a folder: kubectl.docs.kubernetes.io/references/kustomize/kustomization */
export const kustomizationFile: readonly PayloadShape[] = [
  images("images[].newName"),
  patches("patches[].patch", "patchesJson6902[].patch", "patchesStrategicMerge[]"),
  values("helmCharts[].valuesInline"),
  {
    what: "generated configuration",
    kind: "environment",
    path: ["configMapGenerator[].literals[]", "secretGenerator[].literals[]"],
  },
];

/** An application's one source or several, and those of the applications that a set makes. */
const inSources = (...paths: readonly string[]) =>
  ["spec", "spec.template.spec"].flatMap(spec =>
    ["source", "sources[]"].flatMap(source => paths.map(path => `${spec}.${source}.${path}`)),
  );

/** argo-cd.readthedocs.io/en/stable/user-guide/application-specification, and of sets .../operator-manual/applicationset */
export const argoApplication: readonly PayloadShape[] = [
  chart(...inSources("chart")),
  values(...inSources("helm.parameters[].value", "helm.values", "helm.valuesObject"), "spec.templatePatch"),
  images(...inSources("kustomize.images[]")),
  patches(...inSources("kustomize.patches[].patch")),
  { what: "plugin's environment", kind: "environment", path: inSources("plugin.env[].value") },
  { what: "element of a set", kind: "environment", isFile: true, path: "spec.generators[].list.elements" },
];
