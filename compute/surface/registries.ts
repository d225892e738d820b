import type { PayloadRow, Row } from "./row";

const run = (at: string, source: string): readonly PayloadRow[] => [
  { what: "task's steps", kind: "script", path: `${at}.encodedTaskContent` },
  { what: "task's source", kind: "link", path: `${at}.${source}` },
];

/** Tasks of container registries run any command, on a timer if need be; agent pools are the machines for them. */
export const registries: readonly Row[] = [
  {
    arm: "Microsoft.ContainerRegistry/registries/agentPools",
    native: ["containerregistry:AgentPool"],
    orders: [{ what: "registry's agent pool", tier: "~tier", count: "~count" }],
    classic: [
      {
        types: ["containerservice/registryAgentPool:RegistryAgentPool"],
        azurerm: ["containerRegistryAgentPool"],
        orders: [{ what: "registry's agent pool", tier: "tier", count: "instanceCount" }],
      },
    ],
  },
  {
    arm: "Microsoft.ContainerRegistry/registries/tasks",
    native: ["containerregistry:Task"],
    payloads: [
      ...run("~step", "contextPath"),
      { what: "task's source", kind: "link", path: "~trigger.sourceTriggers[].sourceRepository.repositoryUrl" },
    ],
    classic: [
      {
        types: ["containerservice/registryTask:RegistryTask"],
        azurerm: ["containerRegistryTask"],
        payloads: [
          { what: "task's steps", kind: "script", path: "encodedStep.taskContent" },
          {
            what: "task's source",
            kind: "link",
            path: ["dockerStep.contextPath", "fileStep.contextPath", "sourceTriggers[].repositoryUrl"],
          },
        ],
      },
    ],
  },
  {
    arm: "Microsoft.ContainerRegistry/registries/taskRuns",
    native: ["containerregistry:TaskRun"],
    payloads: run("~runRequest", "sourceLocation"),
  },
  {
    arm: "Microsoft.ContainerRegistry/registries/importPipelines",
    native: ["containerregistry:ImportPipeline"],
    payloads: [{ what: "imported images' source", kind: "link", path: "~source.uri" }],
  },
];
