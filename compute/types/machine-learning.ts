import type { ComputeType, PayloadShape, RequestShape } from "./compute-type";

/** Where a job lies in a resource: now, and in older API versions. */
interface Envelopes {
  readonly now: string;
  readonly before: readonly string[];
}

const job: Envelopes = { now: "properties", before: ["jobBaseProperties", "jobBaseDetails"] };
const scheduledJob: Envelopes = {
  now: "properties.action.jobDefinition",
  before: ["scheduleProperties.action.jobBaseProperties"],
};

/** A job without a compute of its own runs on serverless machines of the size that it names. */
function jobOrders(
  { now, before }: Envelopes,
  older: { readonly [key: string]: string } = {},
): readonly RequestShape[] {
  const inAll = (path: string, also: readonly string[] = []) =>
    [now, ...before].map(at => `${at}.${path}`).concat(also);
  return [
    {
      what: "serverless job",
      size: inAll("resources.instanceType", older.size ? [older.size] : []),
      without: "nothing",
      count: inAll("resources.instanceCount", older.count ? [older.count] : []),
      ceiling: `${before[0]}.resources.maxInstanceCount`,
    },
    {
      what: "serverless sweep",
      size: inAll("trial.resources.instanceType"),
      without: "nothing",
      count: inAll("trial.resources.instanceCount"),
      ceiling: [`${now}.limits.maxConcurrentTrials`, `${before[0]}.trial.resources.maxInstanceCount`],
    },
    {
      what: "serverless pipeline step",
      at: `${now}.jobs{}`,
      // Steps are written as the CLI writes them, with underscores.
      size: ["resources.instance_type", "resources.instanceType"],
      without: "nothing",
      count: ["resources.instance_count", "resources.instanceCount"],
    },
    {
      what: "sweep in a serverless pipeline",
      at: `${now}.jobs{}`,
      size: ["trial.resources.instance_type", "trial.resources.instanceType"],
      without: "nothing",
      count: ["trial.resources.instance_count", "trial.resources.instanceCount"],
      ceiling: ["limits.max_concurrent_trials", "limits.maxConcurrentTrials"],
    },
  ];
}

const jobPayloads = ({ now, before }: Envelopes): readonly PayloadShape[] =>
  [now, ...before].flatMap((at): PayloadShape[] => [
    { what: "job's command", kind: "command", path: [`${at}.command`, `${at}.trial.command`] },
    { what: "job's arguments", kind: "command", path: `${at}.args` },
    { what: "job's container options", kind: "command", path: `${at}.resources.dockerArgs` },
    {
      what: "job's environment",
      kind: "environment",
      path: [`${at}.environmentVariables{}`, `${at}.trial.environmentVariables{}`],
    },
    // Inputs stand in the command as `${{inputs.name}}`.
    { what: "job's input", kind: "environment", path: `${at}.inputs{}.value` },
    { what: "pipeline step", kind: "command", path: [`${at}.jobs{}.command`, `${at}.jobs{}.trial.command`] },
    { what: "pipeline step's input", kind: "environment", path: `${at}.jobs{}.inputs{}` },
    { what: "pipeline step's environment", kind: "environment", path: `${at}.jobs{}.environment_variables{}` },
  ]);

/** What jobs are made of, in a workspace or in a registry that several share. */
const environment: readonly PayloadShape[] = [
  { what: "environment's image", kind: "image", path: "properties.image" },
  { what: "environment's build context", kind: "link", path: "properties.build.contextUri" },
  { what: "environment's packages", kind: "settings", path: "properties.condaFile" },
];
const component: readonly PayloadShape[] = [
  { what: "component's definition", kind: "settings", path: "properties.componentSpec" },
];
const snapshot: readonly PayloadShape[] = [{ what: "snapshot of code", kind: "link", path: "properties.codeUri" }];

const inner = "properties.properties";
const scripts = `${inner}.setupScripts.scripts`;

export const machineLearning: readonly ComputeType[] = [
  {
    arm: "Microsoft.MachineLearningServices/workspaces",
    native: ["machinelearningservices:Workspace"],
    write: { leftOut: "its jobs need another right: workspaces/jobs/write" },
    dataPlane: "jobs on serverless machines of the workspace's own API",
    classic: [
      { types: ["machinelearning/workspace:Workspace"], azurerm: ["machineLearningWorkspace"] },
      {
        types: ["aifoundry/hub:Hub", "aifoundry/project:Project"],
        azurerm: ["aiFoundry", "aiFoundryProject"],
      },
    ],
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/computes",
    native: ["machinelearningservices:Compute"],
    write: { creates: "ML clusters and instances" },
    requests: [
      {
        what: "machine learning compute",
        only: { path: "properties.computeType", is: ["AmlCompute", "ComputeInstance"] },
        size: `${inner}.vmSize`,
        count: `${inner}.scaleSettings.minNodeCount`,
        ceiling: `${inner}.scaleSettings.maxNodeCount`,
        spot: { path: `${inner}.vmPriority`, words: ["LowPriority"] },
        stopped: { path: `${inner}.state`, words: ["Stopped"] },
      },
      {
        // Attached compute exists already, but for AKS, which is created here if no cluster is named.
        what: "attached compute",
        only: { path: "properties.computeType", not: ["AmlCompute", "ComputeInstance"] },
        size: [`${inner}.agentVmSize`, `${inner}.virtualMachineSize`, `${inner}.nodeSize`],
        without: "nothing",
        count: [`${inner}.agentCount`, `${inner}.nodeCount`],
        ceiling: `${inner}.autoScaleProperties.maxNodeCount`,
      },
    ],
    regions: ["properties.computeLocation"],
    payloads: [
      { what: "creation script", kind: "script", path: `${scripts}.creationScript.scriptData` },
      { what: "start-up script", kind: "script", path: `${scripts}.startupScript.scriptData` },
      {
        what: "set-up script's arguments",
        kind: "command",
        path: [`${scripts}.creationScript.scriptArguments`, `${scripts}.startupScript.scriptArguments`],
      },
      { what: "container image", kind: "image", path: `${inner}.customServices[].image.reference` },
      {
        what: "container's environment",
        kind: "environment",
        path: `${inner}.customServices[].environmentVariables{}.value`,
      },
      { what: "machine image", kind: "image", path: `${inner}.virtualMachineImage.id` },
    ],
    classic: [
      {
        types: ["machinelearning/computeCluster:ComputeCluster"],
        azurerm: ["machineLearningComputeCluster"],
        requests: [
          {
            what: "machine learning compute",
            size: "vmSize",
            count: "scaleSettings.minNodeCount",
            ceiling: "scaleSettings.maxNodeCount",
            spot: { path: "vmPriority", words: ["LowPriority"] },
          },
        ],
      },
      {
        types: ["machinelearning/computeInstance:ComputeInstance"],
        azurerm: ["machineLearningComputeInstance"],
        requests: [{ what: "machine learning compute", size: "virtualMachineSize" }],
      },
    ],
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/jobs",
    native: ["machinelearningservices:Job"],
    write: { creates: "serverless ML jobs" },
    requests: jobOrders(job, { size: "properties.compute.instanceType", count: "properties.compute.instanceCount" }),
    payloads: jobPayloads(job),
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/schedules",
    native: ["machinelearningservices:Schedule"],
    write: { creates: "scheduled serverless ML jobs" },
    requests: [
      ...jobOrders(scheduledJob),
      {
        what: "monitoring job",
        size: [
          "properties.action.monitorDefinition.computeConfiguration.instanceType",
          "scheduleProperties.action.monitorDefinition.computeConfiguration.instanceType",
        ],
        without: "nothing",
      },
    ],
    payloads: jobPayloads(scheduledJob),
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/environments/versions",
    native: ["machinelearningservices:EnvironmentVersion"],
    payloads: [
      ...environment,
      // of the first preview, whose name for it the SDK has kept: EnvironmentSpecificationVersion
      { what: "environment's image", kind: "image", path: "properties.docker.dockerImageUri" },
      { what: "environment's Dockerfile", kind: "script", path: "properties.docker.dockerfile" },
    ],
  },
  {
    arm: "Microsoft.MachineLearningServices/registries/environments/versions",
    native: ["machinelearningservices:RegistryEnvironmentVersion"],
    payloads: environment,
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/components/versions",
    native: ["machinelearningservices:ComponentVersion"],
    payloads: component,
  },
  {
    arm: "Microsoft.MachineLearningServices/registries/components/versions",
    native: ["machinelearningservices:RegistryComponentVersion"],
    payloads: component,
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/codes/versions",
    native: ["machinelearningservices:CodeVersion"],
    payloads: snapshot,
  },
  {
    arm: "Microsoft.MachineLearningServices/registries/codes/versions",
    native: ["machinelearningservices:RegistryCodeVersion"],
    payloads: snapshot,
  },
  {
    arm: "Microsoft.MachineLearningServices/workspaces/featuresets/versions",
    native: ["machinelearningservices:FeaturesetVersion"],
    write: { creates: "jobs that fill an ML feature set" },
    requests: [
      {
        what: "materialisation job",
        size: [
          "properties.materializationSettings.resource.instanceType",
          "featuresetVersionProperties.materializationSettings.resource.instanceType",
        ],
        without: "nothing",
      },
    ],
  },
];
