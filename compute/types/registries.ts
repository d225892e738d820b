import type { ComputeType, PayloadShape } from "./compute-type";

/** What the steps are filled in with: `{{.Values.name}}` in a command, build arguments in a Dockerfile. */
const values = (at: string): readonly PayloadShape[] => [
  { what: "task's value", kind: "environment", path: [`${at}.values[].value`, `${at}.arguments[].value`] },
];

const run = (at: string, source: string): readonly PayloadShape[] => [
  { what: "task's steps", kind: "script", path: `${at}.encodedTaskContent` },
  { what: "task's values", kind: "settings", path: `${at}.encodedValuesContent` },
  ...values(at),
  { what: "task's source", kind: "link", path: `${at}.${source}` },
];

/** Tasks of container registries run any command, on a timer if need be; agent pools are the machines for them. */
export const registries: readonly ComputeType[] = [
  {
    arm: "Microsoft.ContainerRegistry/registries/agentPools",
    native: ["containerregistry:AgentPool"],
    write: { creates: "agent pools of a registry" },
    requests: [{ what: "registry's agent pool", tier: "~tier", count: "~count" }],
    classic: [
      {
        types: ["containerservice/registryAgentPool:RegistryAgentPool"],
        azurerm: ["containerRegistryAgentPool"],
        requests: [{ what: "registry's agent pool", tier: "tier", count: "instanceCount" }],
      },
    ],
  },
  {
    arm: "Microsoft.ContainerRegistry/registries/tasks",
    native: ["containerregistry:Task"],
    write: { creates: "registry tasks" },
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
          { what: "task's values", kind: "settings", path: "encodedStep.valueContent" },
          {
            what: "task's value",
            kind: "environment",
            path: [
              ...["encodedStep", "fileStep"].flatMap(step => [`${step}.values{}`, `${step}.secretValues{}`]),
              "dockerStep.arguments{}",
              "dockerStep.secretArguments{}",
            ],
          },
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
    write: { creates: "registry task runs" },
    payloads: [...run("~runRequest", "sourceLocation"), ...values("~runRequest.overrideTaskStepProperties")],
  },
  {
    arm: "Microsoft.ContainerRegistry/registries/importPipelines",
    native: ["containerregistry:ImportPipeline"],
    payloads: [{ what: "imported images' source", kind: "link", path: "~source.uri" }],
  },
];
