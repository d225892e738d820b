import type { PayloadTruth } from "./payload-truth";

/**
 * Where a miner can be put beside the command or script that runs it: secrets, values, files, probes. Written by hand from the
 * documentation of each type, as in `read-payloads.test.ts`.
 */

const inProperties = (...paths: readonly string[]) => paths.map(path => [path, `properties.${path}`] as const);
const same = (...paths: readonly string[]) => paths.map(path => [path, path] as const);

const group = "containerservice/group:Group";

/** ARM wraps each container in `properties`, which azure-native leaves out. */
const inContainer = (...paths: readonly (readonly [containers: string, path: string])[]) =>
  paths.map(
    ([containers, path]) => [`${containers}[].${path}`, `properties.${containers}[].properties.${path}`] as const,
  );

const containerInstances = (
  [
    ["containerinstance:ContainerGroup", "Microsoft.ContainerInstance/containerGroups"],
    ["containerinstance:ContainerGroupProfile", "Microsoft.ContainerInstance/containerGroupProfiles"],
  ] as const
).flatMap((type): PayloadTruth[] => [
  [
    ...type,
    "environment",
    inContainer(
      ["containers", "environmentVariables[].value"],
      ["containers", "environmentVariables[].secureValue"],
      ["initContainers", "environmentVariables[].value"],
      ["initContainers", "environmentVariables[].secureValue"],
    ),
  ],
  [
    ...type,
    "command",
    inContainer(["containers", "livenessProbe.exec.command[]"], ["containers", "readinessProbe.exec.command[]"]),
  ],
  [...type, "environment", inProperties("volumes[].secret{}")],
  [...type, "settings", inContainer(["containers", "configMap.keyValuePairs{}"])],
]);

const classicContainers: readonly PayloadTruth[] = [
  [
    "",
    "",
    "environment",
    [],
    [
      [
        group,
        "containers[].environmentVariables{}",
        "containers[].secureEnvironmentVariables{}",
        "initContainers[].environmentVariables{}",
        "initContainers[].secureEnvironmentVariables{}",
        "containers[].volumes[].secret{}",
        "initContainers[].volumes[].secret{}",
      ],
      [
        "containerapp/app:App",
        "secrets[].value",
        "template.containers[].envs[].value",
        "template.initContainers[].envs[].value",
      ],
      [
        "containerapp/job:Job",
        "secrets[].value",
        "template.containers[].envs[].value",
        "template.initContainers[].envs[].value",
      ],
    ],
  ],
  [
    "",
    "",
    "command",
    [],
    [
      [group, "containers[].livenessProbe.execs[]", "containers[].readinessProbe.execs[]"],
      ["containerapp/app:App", "template.initContainers[].commands[]", "template.initContainers[].args[]"],
      ["containerapp/job:Job", "template.initContainers[].commands[]", "template.initContainers[].args[]"],
    ],
  ],
  ["", "", "image", [], [["containerapp/job:Job", "template.initContainers[].image"]]],
  ["", "", "link", [], [[group, "initContainers[].volumes[].gitRepo.url"]]],
];

const containerApps: readonly PayloadTruth[] = [
  ["app:ContainerApp", "Microsoft.App/containerApps", "environment", inProperties("configuration.secrets[].value")],
  ["app:Job", "Microsoft.App/jobs", "environment", inProperties("configuration.secrets[].value")],
  ["app:ContainerAppsSessionPool", "Microsoft.App/sessionPools", "environment", inProperties("secrets[].value")],
];

const scripts: readonly PayloadTruth[] = [
  ...["AzureCliScript", "AzurePowerShellScript"].map(
    (script): PayloadTruth => [
      `resources:${script}`,
      "Microsoft.Resources/deploymentScripts",
      "environment",
      inProperties("environmentVariables[].value", "environmentVariables[].secureValue"),
    ],
  ),
  [
    "",
    "",
    "environment",
    [],
    [
      ["core/resourceDeploymentScriptAzureCli:ResourceDeploymentScriptAzureCli", "environmentVariables[].secureValue"],
      [
        "core/resourceDeploymentScriptPowerShell:ResourceDeploymentScriptPowerShell",
        "environmentVariables[].secureValue",
      ],
    ],
  ],
];

const commands = ["command", "trial.command", "args", "resources.dockerArgs", "jobs{}.command", "jobs{}.trial.command"];
const values = [
  "inputs{}.value",
  "environmentVariables{}",
  "trial.environmentVariables{}",
  "jobs{}.inputs{}.value",
  // The CLI's own words, which a pipeline keeps.
  "jobs{}.environment_variables{}",
];

/** ARM has always called it `properties`; the SDK has had three names for it. */
const jobs = (
  [
    ["", "Job", "jobs", "properties", "properties"],
    ["/v20230401", "Job", "jobs", "jobBaseProperties", "properties"],
    ["/v20220201preview", "Job", "jobs", "jobBaseDetails", "properties"],
    ["", "Schedule", "schedules", "properties.action.jobDefinition", "properties.action.jobDefinition"],
    [
      "/v20230401",
      "Schedule",
      "schedules",
      "scheduleProperties.action.jobBaseProperties",
      "properties.action.jobDefinition",
    ],
  ] as const
).flatMap(([version, type, arm, ours, theirs]): PayloadTruth[] => {
  const named = [
    `machinelearningservices${version}:${type}`,
    `Microsoft.MachineLearningServices/workspaces/${arm}`,
  ] as const;
  const inJob = (paths: readonly string[]) => paths.map(path => [`${ours}.${path}`, `${theirs}.${path}`] as const);
  return [
    [...named, "command", inJob(commands)],
    [...named, "environment", inJob(values)],
  ];
});

const compute = ["machinelearningservices:Compute", "Microsoft.MachineLearningServices/workspaces/computes"] as const;
const setUp = "properties.properties.setupScripts.scripts";

const machineLearning: readonly PayloadTruth[] = [
  ...jobs,
  [...compute, "command", same(`${setUp}.creationScript.scriptArguments`, `${setUp}.startupScript.scriptArguments`)],
  [...compute, "environment", same("properties.properties.customServices[].environmentVariables{}.value")],
];

const task = ["containerregistry:Task", "Microsoft.ContainerRegistry/registries/tasks"] as const;
const taskRun = ["containerregistry:TaskRun", "Microsoft.ContainerRegistry/registries/taskRuns"] as const;
const classicTask = "containerservice/registryTask:RegistryTask";

const registries: readonly PayloadTruth[] = [
  [
    ...task,
    "environment",
    inProperties("step.values[].value", "step.arguments[].value"),
    [
      [
        classicTask,
        "encodedStep.values{}",
        "encodedStep.secretValues{}",
        "fileStep.values{}",
        "fileStep.secretValues{}",
        "dockerStep.arguments{}",
        "dockerStep.secretArguments{}",
      ],
    ],
  ],
  [...task, "settings", inProperties("step.encodedValuesContent"), [[classicTask, "encodedStep.valueContent"]]],
  [
    ...taskRun,
    "environment",
    inProperties(
      "runRequest.values[].value",
      "runRequest.arguments[].value",
      "runRequest.overrideTaskStepProperties.values[].value",
      "runRequest.overrideTaskStepProperties.arguments[].value",
    ),
  ],
  [...taskRun, "settings", inProperties("runRequest.encodedValuesContent")],
];

const apps = ["linuxWebApp", "windowsWebApp", "linuxFunctionApp", "windowsFunctionApp", "functionApp"];
const classicApps = [
  ...apps.flatMap(app => [app, `${app}Slot`]),
  "appService",
  "slot",
  "appFlexConsumption",
  "logicapps/standard",
];
const classicToken = (app: string) => {
  const name = app.slice(app.indexOf("/") + 1);
  return `${app.includes("/") ? app : `appservice/${app}`}:${name[0]!.toUpperCase()}${name.slice(1)}`;
};

const webApps: readonly PayloadTruth[] = [
  ...["", "Slot"].flatMap((slot): PayloadTruth[] => {
    const arm = slot ? "Microsoft.Web/sites/slots" : "Microsoft.Web/sites";
    return [
      [`web:WebApp${slot}`, arm, "environment", inProperties("siteConfig.connectionStrings[].connectionString")],
      [`web:WebAppConnectionStrings${slot}`, `${arm}/config`, "environment", same("properties{}.value")],
    ];
  }),
  ["", "", "environment", [], classicApps.map(app => [classicToken(app), "connectionStrings[].value"] as const)],
];

const clusters: readonly PayloadTruth[] = [
  [
    "kubernetesconfiguration:FluxConfiguration",
    "Microsoft.KubernetesConfiguration/fluxConfigurations",
    "environment",
    inProperties("kustomizations{}.postBuild.substitute{}"),
    [["containerservice/fluxConfiguration:FluxConfiguration", "kustomizations[].postBuild.substitute{}"]],
  ],
];

export const templateHolders: readonly PayloadTruth[] = [
  ...containerInstances,
  ...classicContainers,
  ...containerApps,
  ...scripts,
  ...machineLearning,
  ...registries,
  ...webApps,
  ...clusters,
];
