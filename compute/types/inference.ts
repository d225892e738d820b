import type { ComputeType, RequestShape } from "./compute-type";

/** In inference pools azure-native has a name of its own for ARM's `properties`. */
const groups = "<inferenceGroupProperties|properties>";

/**
 * A model behind a managed endpoint: the service starts machines for it that the request does not name, GPUs where the model needs them,
 * unless they are those of a cluster that is there. Deployments of other kinds (Azure.OpenAI, content safety, speech) sell a model by
 * its throughput.
 */
const managedModel: readonly RequestShape[] = [
  {
    what: "managed online deployment",
    only: { path: "properties.endpointComputeType", not: ["Kubernetes", "AzureMLCompute"] },
    asks: [{ path: "properties.type", words: ["managedOnlineEndpoint"], name: "machines of a managed endpoint" }],
  },
];

/** Models that Azure Machine Learning serves, on machines of the size that a deployment names. */
export const inference: readonly ComputeType[] = [
  {
    arm: "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments",
    native: ["machinelearningservices:OnlineDeployment"],
    write: { creates: "ML online deployments" },
    requests: [
      {
        what: "online deployment",
        only: { path: "properties.endpointComputeType", not: ["Kubernetes"] },
        size: [
          "properties.instanceType",
          "onlineDeploymentProperties.instanceType",
          "onlineDeploymentDetails.instanceType",
        ],
        without: "default",
        count: ["sku.capacity", "properties.scaleSettings.instanceCount"],
        ceiling: "properties.scaleSettings.maxInstances",
      },
      {
        what: "online deployment on Kubernetes",
        asks: [
          { path: "properties.containerResourceRequirements.containerResourceLimits.gpu", name: "GPU" },
          { path: "properties.containerResourceRequirements.containerResourceRequests.gpu", name: "GPU" },
          { path: "properties.containerResourceRequirements.gpu", name: "GPU" },
          { path: "onlineDeploymentProperties.containerResourceRequirements.containerResourceLimits.gpu", name: "GPU" },
          { path: "onlineDeploymentDetails.containerResourceRequirements.containerResourceLimits.gpu", name: "GPU" },
        ],
        count: "sku.capacity",
        ceiling: "properties.scaleSettings.maxInstances",
      },
    ],
    payloads: [{ what: "deployment's environment", kind: "environment", path: "properties.environmentVariables{}" }],
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments",
    native: ["machinelearningservices:BatchDeployment"],
    write: { creates: "ML batch deployments" },
    requests: [
      {
        what: "batch deployment",
        size: [
          "properties.resources.instanceType",
          "properties.compute.instanceType",
          "batchDeploymentProperties.resources.instanceType",
          "batchDeploymentDetails.resources.instanceType",
        ],
        without: "nothing",
        count: [
          "properties.resources.instanceCount",
          "properties.compute.instanceCount",
          "batchDeploymentProperties.resources.instanceCount",
          "batchDeploymentDetails.resources.instanceCount",
        ],
        ceiling: "batchDeploymentProperties.resources.maxInstanceCount",
      },
    ],
    payloads: [{ what: "deployment's environment", kind: "environment", path: "properties.environmentVariables{}" }],
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/endpoints/deployments",
    native: ["machinelearningservices:EndpointDeployment"],
    write: { creates: "deployments of models in an ML workspace" },
    requests: managedModel,
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/connections/deployments",
    native: ["machinelearningservices:ConnectionDeployment"],
    write: { creates: "deployments of models over a connection of an ML workspace" },
    requests: managedModel,
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/inferencePools",
    native: ["machinelearningservices:InferencePool"],
    write: { creates: "ML inference pools" },
    requests: [{ what: "inference pool", tier: "sku.name", count: "sku.capacity" }],
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/inferencePools/groups",
    native: ["machinelearningservices:InferenceGroup"],
    write: { creates: "groups of an ML inference pool" },
    requests: [
      {
        what: "inference group",
        size: `${groups}.nodeSkuType`,
        without: "nothing",
        count: [`${groups}.scaleUnitSize`, "sku.capacity"],
      },
    ],
    payloads: [
      {
        what: "inference group's environment",
        kind: "environment",
        path: `${groups}.environmentConfiguration.environmentVariables[].value`,
      },
    ],
  },
  {
    // Services of API versions before endpoints came.
    arm: "Microsoft.MachineLearningServices/workspaces/services",
    native: [
      "machinelearningservices:ACIService",
      "machinelearningservices:AKSService",
      "machinelearningservices:EndpointVariant",
    ],
    write: {
      creates: "ML services in containers",
      action: "Microsoft.MachineLearningServices/workspaces/services/aci/write",
    },
    requests: [
      {
        what: "machine learning service",
        asks: [
          { path: "~containerResourceRequirements.gpu", name: "GPU" },
          { path: "~environmentImageRequest.models[].resourceRequirements.gpu", name: "GPU" },
        ],
      },
    ],
  },
];
