import type { ClassicShape, ComputeType, PayloadShape } from "./compute-type";

/** What a cluster takes in by itself: repositories that it follows, and extensions. The machines are the cluster's. */
const settings = (path: readonly string[]): readonly PayloadShape[] => [
  { what: "cluster extension's settings", kind: "settings", path },
];

const repository = (path: readonly string[]): readonly PayloadShape[] => [
  { what: "repository that the cluster follows", kind: "link", path },
];

/** Flux puts these into the manifests of the repository. */
const substitutes = (path: string): PayloadShape => ({ what: "manifests' variable", kind: "environment", path });

const classicExtension = (type: string, azurerm: string): ClassicShape => ({
  types: [type],
  azurerm: [azurerm],
  payloads: settings(["configurationSettings{}", "configurationProtectedSettings{}"]),
});

const classicFlux = (type: string, azurerm: string, more: readonly PayloadShape[] = []): ClassicShape => ({
  types: [type],
  azurerm: [azurerm],
  payloads: [...repository(["gitRepository.url", "bucket.url"]), ...more],
});

const modernized = ["apacheTomcat", "iis"].map(
  server => `properties.customProperties.${server}AksWorkloadDeploymentProperties`,
);

export const kubernetesConfiguration: readonly ComputeType[] = [
  {
    arm: "Microsoft.KubernetesConfiguration/extensions",
    native: ["kubernetesconfiguration:Extension"],
    payloads: settings(["~configurationSettings{}", "~configurationProtectedSettings{}"]),
    classic: [
      classicExtension("arckubernetes/clusterExtension:ClusterExtension", "arcKubernetesClusterExtension"),
      classicExtension(
        "containerservice/kubernetesClusterExtension:KubernetesClusterExtension",
        "kubernetesClusterExtension",
      ),
    ],
  },
  {
    arm: "Microsoft.KubernetesConfiguration/fluxConfigurations",
    native: ["kubernetesconfiguration:FluxConfiguration"],
    payloads: [
      ...repository(["~gitRepository.url", "~bucket.url", "~azureBlob.url"]),
      substitutes("~kustomizations{}.postBuild.substitute{}"),
    ],
    classic: [
      classicFlux("arckubernetes/fluxConfiguration:FluxConfiguration", "arcKubernetesFluxConfiguration"),
      classicFlux("containerservice/fluxConfiguration:FluxConfiguration", "kubernetesFluxConfiguration", [
        substitutes("kustomizations[].postBuild.substitute{}"),
      ]),
    ],
  },
  {
    arm: "Microsoft.KubernetesConfiguration/sourceControlConfigurations",
    native: ["kubernetesconfiguration:SourceControlConfiguration"],
    payloads: [
      ...repository(["~repositoryUrl"]),
      { what: "chart's values", kind: "settings", path: "~helmOperatorProperties.chartValues" },
    ],
  },
  {
    // Azure Migrate builds an image for a web server, and deploys it to AKS.
    arm: "Microsoft.Migrate/modernizeProjects/workloadDeployments",
    native: ["migrate:WorkloadDeployment"],
    payloads: [
      {
        what: "Kubernetes objects",
        kind: "settings",
        path: modernized.map(server => `${server}.deploymentSpec.kubernetesObjectsYaml`),
      },
      {
        what: "Dockerfile",
        kind: "script",
        path: modernized.flatMap(server => [
          `${server}.buildContainerImages[].dockerfile`,
          `${server}.containerImageProperties.dockerfile`,
        ]),
      },
    ],
  },
  {
    // A workflow that Azure writes into a repository, and that deploys to AKS from there.
    arm: "Microsoft.DevHub/workflows",
    native: ["devhub:Workflow"],
    payloads: [
      { what: "container image", kind: "image", path: "~<|artifactGenerationProperties>.imageName" },
      { what: "repository of a workflow", kind: "link", path: "~githubWorkflowProfile.repositoryName" },
      { what: "chart's values", kind: "settings", path: "~githubWorkflowProfile.deploymentProperties.overrides{}" },
    ],
  },
];
