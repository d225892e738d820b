import type { Ask, ClassicShape, ComputeType, PayloadShape } from "./compute-type";

/** A workload profile is named by its owner, who mostly takes the name of its type. The environment, which has the type, is judged itself. */
const gpuProfile = ["*GPU*", "NC*-A100", "NC*-T4", "NC*-H100"];

const gpuAsks: readonly Ask[] = [
  { path: "~template.containers[].resources.gpu", name: "GPU" },
  { path: "~template.initContainers[].resources.gpu", name: "GPU" },
  { path: "~workloadProfileName", words: gpuProfile },
  { path: "~workloadProfileType", words: gpuProfile },
];

const classicAsks: readonly Ask[] = [{ path: "workloadProfileName", words: gpuProfile }];

/** A secret is a variable or a file of its containers: it may as well be a script. */
const secret = (path: string): PayloadShape => ({ what: "app's secret", kind: "environment", path });

/** What containers run, at a list of them. Classic types call two of its parts otherwise. */
export const inContainers = (containers: string, command = "command", env = "env"): readonly PayloadShape[] => [
  { what: "container image", kind: "image", path: `${containers}.image` },
  { what: "container's command", kind: "command", path: `${containers}.${command}` },
  { what: "container's arguments", kind: "command", path: `${containers}.args` },
  { what: "container's environment", kind: "environment", path: `${containers}.${env}[].value` },
];

const payloads: readonly PayloadShape[] = [
  ...inContainers("~template.containers[]"),
  ...inContainers("~template.initContainers[]"),
  secret("~configuration.secrets[].value"),
];

const classicPayloads: readonly PayloadShape[] = [
  ...inContainers("template.containers[]", "commands", "envs"),
  ...inContainers("template.initContainers[]", "commands", "envs"),
  secret("secrets[].value"),
];

/** Sessions run in any image, and some are always warm. */
const session = "~customContainerTemplate.containers[]";

const classicApp: ClassicShape = {
  types: ["containerapp/app:App"],
  azurerm: ["containerApp"],
  requests: [
    { what: "container app", asks: classicAsks, count: "template.minReplicas", ceiling: "template.maxReplicas" },
  ],
  payloads: classicPayloads,
};

export const containerApps: readonly ComputeType[] = [
  {
    arm: "Microsoft.App/managedEnvironments",
    native: ["app:ManagedEnvironment"],
    write: { creates: "Container Apps environments and their workload profiles" },
    requests: [
      {
        what: "workload profile",
        at: "~workloadProfiles[]",
        tier: "workloadProfileType",
        count: "minimumCount",
        ceiling: "maximumCount",
      },
    ],
    classic: [
      {
        types: ["containerapp/environment:Environment"],
        azurerm: ["containerAppEnvironment"],
        requests: [
          {
            what: "workload profile",
            at: "workloadProfiles[]",
            tier: "workloadProfileType",
            count: "minimumCount",
            ceiling: "maximumCount",
          },
        ],
      },
    ],
  },
  {
    arm: "Microsoft.App/containerApps",
    native: ["app:ContainerApp"],
    write: { creates: "container apps" },
    requests: [
      {
        what: "container app",
        asks: gpuAsks,
        count: "~template.scale.minReplicas",
        ceiling: "~template.scale.maxReplicas",
      },
    ],
    payloads,
    classic: [classicApp],
  },
  {
    arm: "Microsoft.App/jobs",
    native: ["app:Job"],
    write: { creates: "Container Apps jobs" },
    requests: [
      {
        what: "container app job",
        asks: gpuAsks.filter(({ path }) => path !== "~workloadProfileType"),
        count: [
          "~configuration.manualTriggerConfig.parallelism",
          "~configuration.scheduleTriggerConfig.parallelism",
          "~configuration.eventTriggerConfig.parallelism",
        ],
        ceiling: "~configuration.eventTriggerConfig.scale.maxExecutions",
      },
    ],
    payloads,
    classic: [
      {
        types: ["containerapp/job:Job"],
        azurerm: ["containerAppJob"],
        requests: [
          {
            what: "container app job",
            asks: classicAsks,
            count: [
              "manualTriggerConfig.parallelism",
              "scheduleTriggerConfig.parallelism",
              "eventTriggerConfig.parallelism",
            ],
            ceiling: "eventTriggerConfig.scales[].maxExecutions",
          },
        ],
        payloads: classicPayloads,
      },
    ],
  },
  {
    arm: "Microsoft.App/sessionPools",
    native: ["app:ContainerAppsSessionPool"],
    write: { creates: "Container Apps session pools" },
    payloads: [
      { what: "container image", kind: "image", path: `${session}.image` },
      { what: "container's command", kind: "command", path: [`${session}.command`, `${session}.args`] },
      { what: "container's environment", kind: "environment", path: `${session}.env[].value` },
      secret("~secrets[].value"),
    ],
  },
  {
    arm: "Microsoft.App/builders/builds",
    native: ["app:Build"],
    payloads: [
      { what: "build's script", kind: "command", path: "~configuration.preBuildSteps[].scripts" },
      { what: "build's file", kind: "link", path: "~configuration.preBuildSteps[].httpGet.url" },
    ],
  },
  {
    arm: "Microsoft.App/containerApps/sourcecontrols",
    native: ["app:ContainerAppsSourceControl"],
    payloads: [{ what: "app's repository", kind: "link", path: "~repoUrl" }],
  },
];
