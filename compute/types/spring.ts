import type { ComputeType, PayloadShape } from "./compute-type";

/** Spring Apps: containers of any image. Its machines stay Azure's own business. */
const container = "properties.source.customContainer";

const environment = (what: string): PayloadShape => ({ what, kind: "environment", path: "environmentVariables{}" });

export const spring: readonly ComputeType[] = [
  {
    arm: "Microsoft.AppPlatform/Spring/apps/deployments",
    native: ["appplatform:Deployment"],
    payloads: [
      { what: "container image", kind: "image", path: `${container}.containerImage` },
      { what: "container's command", kind: "command", path: [`${container}.command`, `${container}.args`] },
    ],
    classic: [
      {
        types: ["appplatform/springCloudContainerDeployment:SpringCloudContainerDeployment"],
        payloads: [
          { what: "container image", kind: "image", path: "image" },
          { what: "container's command", kind: "command", path: ["commands", "arguments"] },
          environment("container's environment"),
        ],
      },
      {
        types: [
          "appplatform/springCloudBuildDeployment:SpringCloudBuildDeployment",
          "appplatform/springCloudJavaDeployment:SpringCloudJavaDeployment",
        ],
        payloads: [environment("app's environment")],
      },
    ],
  },
  {
    // `S1` to `S5`: machines that build images.
    arm: "Microsoft.AppPlatform/Spring/buildServices/agentPools",
    native: ["appplatform:BuildServiceAgentPool"],
    write: { creates: "build agents of Azure Spring Apps" },
    requests: [{ what: "build agent pool", tier: "properties.poolSize.name" }],
  },
  {
    arm: "Microsoft.AppPlatform/Spring/buildServices/builds",
    native: ["appplatform:BuildServiceBuild"],
    payloads: [{ what: "build's environment", kind: "environment", path: "properties.env{}" }],
  },
  {
    arm: "Microsoft.AppPlatform/Spring/jobs",
    native: ["appplatform:Job"],
    payloads: [{ what: "job's arguments", kind: "command", path: "properties.template.args" }],
  },
];
