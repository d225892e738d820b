import type { PayloadTruth } from "./payload-truth";
import { templateHolders } from "./read-truths-template-holders";

/**
 * Where code, images and links stand in what is seldom created, written by hand from the documentation of each type, as in
 * `read-payloads.test.ts`.
 */

const under = (prefix: string, ...paths: readonly string[]) => paths.map(path => [path, `${prefix}${path}`] as const);
const same = (...paths: readonly string[]) => under("", ...paths);
const inProperties = (...paths: readonly string[]) => under("properties.", ...paths);

const account = "Microsoft.Automation/automationAccounts";
const content = inProperties("contentLink.uri");

const automation: readonly PayloadTruth[] = [
  ["automation:Module", `${account}/modules`, "link", content, [["automation/module:Module", "moduleLink.uri"]]],
  [
    "automation:PowerShell72Module",
    `${account}/powerShell72Modules`,
    "link",
    content,
    [["automation/powershell72Module:Powershell72Module", "moduleLink.uri"]],
  ],
  ["automation:Python2Package", `${account}/python2Packages`, "link", content],
  [
    "automation:Python3Package",
    `${account}/python3Packages`,
    "link",
    content,
    [["automation/python3Package:Python3Package", "contentUri"]],
  ],
  [
    "automation:Package",
    `${account}/runtimeEnvironments/packages`,
    "link",
    content,
    [["automation/runtimeEnvironmentPackage:RuntimeEnvironmentPackage", "contentUri"]],
  ],
];

const machineLearning = ["workspaces", "registries"].flatMap((place, i): PayloadTruth[] => {
  const prefix = i === 0 ? "" : "Registry";
  const arm = (kind: string) => `Microsoft.MachineLearningServices/${place}/${kind}/versions`;
  const environment = `machinelearningservices:${prefix}EnvironmentVersion`;
  return [
    [environment, arm("environments"), "image", same("properties.image")],
    [environment, arm("environments"), "link", same("properties.build.contextUri")],
    [environment, arm("environments"), "settings", same("properties.condaFile")],
    [
      `machinelearningservices:${prefix}ComponentVersion`,
      arm("components"),
      "settings",
      same("properties.componentSpec.command", "properties.componentSpec.jobs.train.command"),
    ],
    [`machinelearningservices:${prefix}CodeVersion`, arm("codes"), "link", same("properties.codeUri")],
  ];
});

const mesh = "services[].codePackages[]";
const meshArm = "properties.services[].properties.codePackages[]";
const inMesh = (...paths: readonly string[]) => paths.map(path => [`${mesh}.${path}`, `${meshArm}.${path}`] as const);
const meshApplication = ["servicefabricmesh:Application", "Microsoft.ServiceFabricMesh/applications"] as const;

const onAks = (server: string) => `properties.customProperties.${server}AksWorkloadDeploymentProperties`;
const modernized = ["migrate:WorkloadDeployment", "Microsoft.Migrate/modernizeProjects/workloadDeployments"] as const;

const containers: readonly PayloadTruth[] = [
  [
    ...meshApplication,
    "image",
    inMesh("image"),
    [["servicefabric/meshApplication:MeshApplication", "services[].codePackages[].imageName"]],
  ],
  [...meshApplication, "command", inMesh("entrypoint", "commands[]")],
  [...meshApplication, "environment", inMesh("environmentVariables[].value")],
  [
    "servicefabric:ManagedClusterApplication",
    "Microsoft.ServiceFabric/managedClusters/applications",
    "settings",
    inProperties("parameters{}"),
  ],
  [
    ...modernized,
    "settings",
    same(
      `${onAks("apacheTomcat")}.deploymentSpec.kubernetesObjectsYaml`,
      `${onAks("iis")}.deploymentSpec.kubernetesObjectsYaml`,
    ),
  ],
  [
    ...modernized,
    "script",
    same(
      `${onAks("apacheTomcat")}.buildContainerImages[].dockerfile`,
      `${onAks("iis")}.containerImageProperties.dockerfile`,
    ),
  ],
  [
    "devhub:Workflow",
    "Microsoft.DevHub/workflows",
    "image",
    [["imageName", "properties.artifactGenerationProperties.imageName"]],
  ],
  ["devhub:Workflow", "Microsoft.DevHub/workflows", "link", inProperties("githubWorkflowProfile.repositoryName")],
  [
    "devhub:Workflow",
    "Microsoft.DevHub/workflows",
    "settings",
    inProperties("githubWorkflowProfile.deploymentProperties.overrides{}"),
  ],
  [
    "appplatform:BuildServiceBuild",
    "Microsoft.AppPlatform/Spring/buildServices/builds",
    "environment",
    same("properties.env{}"),
  ],
  [
    "containerregistry:ImportPipeline",
    "Microsoft.ContainerRegistry/registries/importPipelines",
    "link",
    inProperties("source.uri"),
  ],
];

const images: readonly PayloadTruth[] = [
  [
    "compute:Image",
    "Microsoft.Compute/images",
    "link",
    inProperties("storageProfile.osDisk.blobUri", "storageProfile.dataDisks[].blobUri"),
    [["compute/image:Image", "osDisk.blobUri", "dataDisks[].blobUri"]],
  ],
  [
    "compute:GalleryImageVersion",
    "Microsoft.Compute/galleries/images/versions",
    "link",
    inProperties("storageProfile.osDiskImage.source.uri"),
    [["compute/sharedImageVersion:SharedImageVersion", "blobUri"]],
  ],
  [
    "compute:GalleryImageVersion",
    "Microsoft.Compute/galleries/images/versions",
    "image",
    inProperties("storageProfile.source.id", "storageProfile.source.communityGalleryImageId"),
    [["compute/sharedImageVersion:SharedImageVersion", "managedImageId"]],
  ],
  ["devtestlab:CustomImage", "Microsoft.DevTestLab/labs/customimages", "link", inProperties("vhd.imageName")],
  ["devtestlab:CustomImage", "Microsoft.DevTestLab/labs/customimages", "image", inProperties("managedImageId")],
  [
    "desktopvirtualization:AppAttachPackage",
    "Microsoft.DesktopVirtualization/appAttachPackages",
    "link",
    same("properties.image.imagePath"),
  ],
  [
    "desktopvirtualization:MSIXPackage",
    "Microsoft.DesktopVirtualization/hostPools/msixPackages",
    "link",
    inProperties("imagePath"),
  ],
  [
    "compute:CloudService",
    "Microsoft.Compute/cloudServices",
    "link",
    same("properties.packageUrl", "properties.configurationUrl"),
  ],
  ["compute:CloudService", "Microsoft.Compute/cloudServices", "settings", same("properties.configuration")],
];

const services: readonly PayloadTruth[] = [
  [
    "confidentialledger:ManagedCCF",
    "Microsoft.ConfidentialLedger/managedCCFs",
    "link",
    same("properties.deploymentType.appSourceUri"),
  ],
  [
    "streamanalytics:StreamingJob",
    "Microsoft.StreamAnalytics/streamingJobs",
    "script",
    [
      [
        "functions[].properties.binding.script",
        "properties.functions[].properties.properties.binding.properties.script",
      ],
    ],
  ],
  [
    "streamanalytics:Function",
    "Microsoft.StreamAnalytics/streamingJobs/functions",
    "script",
    [["properties.binding.script", "properties.properties.binding.properties.script"]],
    [
      ["streamanalytics/functionJavaScriptUDF:FunctionJavaScriptUDF", "script"],
      ["streamanalytics/functionJavascriptUda:FunctionJavascriptUda", "script"],
    ],
  ],
  [
    "testbase:Package",
    "Microsoft.TestBase/testBaseAccounts/packages",
    "command",
    inProperties("tests[].commands[].content"),
  ],
  ["testbase:Package", "Microsoft.TestBase/testBaseAccounts/packages", "link", inProperties("blobPath")],
  [
    "kusto:Script",
    "Microsoft.Kusto/clusters/databases/scripts",
    "script",
    inProperties("scriptContent"),
    [["kusto/script:Script", "scriptContent"]],
  ],
  [
    "kusto:Script",
    "Microsoft.Kusto/clusters/databases/scripts",
    "link",
    inProperties("scriptUrl"),
    [["kusto/script:Script", "url"]],
  ],
  ["kusto:SandboxCustomImage", "Microsoft.Kusto/clusters/sandboxCustomImages", "image", inProperties("baseImageName")],
  [
    "kusto:SandboxCustomImage",
    "Microsoft.Kusto/clusters/sandboxCustomImages",
    "settings",
    inProperties("requirementsFileContent"),
  ],
  [
    "web:StaticSite",
    "Microsoft.Web/staticSites",
    "link",
    inProperties("repositoryUrl", "templateProperties.templateRepositoryUrl"),
    [["appservice/staticWebApp:StaticWebApp", "repositoryUrl"]],
  ],
  [
    "web:StaticSite",
    "Microsoft.Web/staticSites",
    "command",
    inProperties("buildProperties.appBuildCommand", "buildProperties.apiBuildCommand"),
  ],
];

const ownHardware: readonly PayloadTruth[] = [
  ["networkcloud:VirtualMachine", "Microsoft.NetworkCloud/virtualMachines", "script", inProperties("userData")],
  ["networkcloud:VirtualMachine", "Microsoft.NetworkCloud/virtualMachines", "image", inProperties("vmImage")],
  [
    "connectedvmwarevsphere:VirtualMachineInstance",
    "Microsoft.ConnectedVMwarevSphere/virtualMachineInstances",
    "command",
    inProperties("osProfile.windowsConfiguration.firstLogonCommands[]"),
  ],
  ["edge:Target", "Microsoft.Edge/targets", "settings", same("properties.targetSpecification.components[].image")],
  [
    "edge:SolutionVersion",
    "Microsoft.Edge/targets/solutions/versions",
    "settings",
    same("properties.specification.components[].image"),
  ],
  [
    "iotoperationsorchestrator:Target",
    "Microsoft.IoTOperationsOrchestrator/targets",
    "settings",
    inProperties("components[].properties.image", "topologies[].bindings[].config.command"),
  ],
  [
    "hybridnetwork:VendorSkus",
    "Microsoft.HybridNetwork/vendors/vendorSkus",
    "settings",
    inProperties(
      "managedApplicationTemplate.resources[].properties.osProfile.customData",
      "networkFunctionTemplate.networkFunctionRoleConfigurations[].userDataTemplate.runcmd[]",
    ),
  ],
  [
    "hybridnetwork:VendorSkus",
    "Microsoft.HybridNetwork/vendors/vendorSkus",
    "script",
    inProperties("networkFunctionTemplate.networkFunctionRoleConfigurations[].osProfile.customData"),
  ],
  [
    "hybridnetwork:ConfigurationGroupValue",
    "Microsoft.HybridNetwork/configurationGroupValues",
    "settings",
    same("properties.configurationValue", "properties.secretConfigurationValue"),
  ],
];

const ofArc = (type: string): PayloadTruth[] =>
  ["AzureStackHCI", "ConnectedVMwarevSphere", "ScVmm"].map(provider => [
    `${provider.toLowerCase()}:MachineExtension`,
    `Microsoft.${provider}/virtualMachines/extensions`,
    "settings",
    inProperties(type),
  ]);

const ofCluster = "properties.extensionParameters.";

const extensions: readonly PayloadTruth[] = [
  ...ofArc("settings.commandToExecute"),
  ...ofArc("protectedSettings.script"),
  [
    "azurestackhci:Extension",
    "Microsoft.AzureStackHCI/clusters/arcSettings/extensions",
    "settings",
    under(ofCluster, "settings.commandToExecute", "protectedSettings.script"),
    [["stack/hciExtension:HciExtension", "settings", "protectedSettings"]],
  ],
];

export const rarePayloads: readonly PayloadTruth[] = [
  ...automation,
  ...machineLearning,
  ...containers,
  ...images,
  ...services,
  ...ownHardware,
  ...extensions,
  ...templateHolders,
];

/** Each type with a path, in every language that a truth is written for. */
export const triedIn = ([native, arm, , paths, classic = []]: PayloadTruth): (readonly [
  type: string,
  path: string,
])[] => [
  ...paths.flatMap(([ours, theirs]) => [[`azure-native:${native}`, ours] as const, [arm, theirs] as const]),
  ...classic.flatMap(([type, ...all]) => all.map(path => [`azure:${type}`, path] as const)),
];
