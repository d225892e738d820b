import type { ClassicShape, ComputeType, Paths, PayloadShape, RequestShape } from "./compute-type";

/** Old apps have an image as `DOCKER|image`. */
const native: readonly PayloadShape[] = [
  {
    what: "app's container image",
    kind: "image",
    path: ["~siteConfig.linuxFxVersion", "~siteConfig.windowsFxVersion"],
  },
  { what: "app's start command", kind: "command", runsElsewhere: true, path: "~siteConfig.appCommandLine" },
  { what: "app's setting", kind: "environment", path: "~siteConfig.appSettings[].value" },
  // They come to the app as variables too.
  { what: "app's connection string", kind: "environment", path: "~siteConfig.connectionStrings[].connectionString" },
  {
    what: "app's healing action",
    kind: "command",
    runsElsewhere: true,
    path: "~siteConfig.autoHealRules.actions.customAction.exe",
  },
];

const sidecar: readonly PayloadShape[] = [
  { what: "container image", kind: "image", path: "~image" },
  { what: "container's start command", kind: "command", path: "~startUpCommand" },
  { what: "container's environment", kind: "environment", path: "~environmentVariables[].value" },
];

const code: readonly PayloadShape[] = [{ what: "function's code", kind: "script", path: "~files{}" }];
const classicSettings: readonly PayloadShape[] = [
  { what: "app's setting", kind: "environment", path: "appSettings{}" },
  { what: "app's connection string", kind: "environment", path: "connectionStrings[].value" },
];
const settings: readonly PayloadShape[] = [{ what: "app's setting", kind: "environment", path: "properties{}" }];
const repository = (path: Paths): readonly PayloadShape[] => [{ what: "app's repository", kind: "link", path }];

/** One kind of classic app, and its slots. */
const classic = (
  [app, appName]: readonly [string, string],
  [slot, slotName]: readonly [string, string],
  payloads: readonly PayloadShape[],
): readonly [ClassicShape, ClassicShape] => [
  { types: [app], azurerm: [appName], payloads: [...payloads, ...classicSettings] },
  { types: [slot], azurerm: [slotName], payloads: [...payloads, ...classicSettings] },
];

const command: PayloadShape = {
  what: "app's start command",
  kind: "command",
  runsElsewhere: true,
  path: "siteConfig.appCommandLine",
};
const image: PayloadShape = {
  what: "app's container image",
  kind: "image",
  path: "siteConfig.applicationStack.dockerImageName",
};
const oldImage = (path: readonly string[]): PayloadShape => ({ what: "app's container image", kind: "image", path });

const pairs = [
  classic(
    ["appservice/linuxWebApp:LinuxWebApp", "linuxWebApp"],
    ["appservice/linuxWebAppSlot:LinuxWebAppSlot", "linuxWebAppSlot"],
    [image, command],
  ),
  classic(
    ["appservice/windowsWebApp:WindowsWebApp", "windowsWebApp"],
    ["appservice/windowsWebAppSlot:WindowsWebAppSlot", "windowsWebAppSlot"],
    [image, command],
  ),
  classic(
    ["appservice/linuxFunctionApp:LinuxFunctionApp", "linuxFunctionApp"],
    ["appservice/linuxFunctionAppSlot:LinuxFunctionAppSlot", "linuxFunctionAppSlot"],
    [{ ...image, path: "siteConfig.applicationStack.dockers[].imageName" }, command],
  ),
  classic(
    ["appservice/windowsFunctionApp:WindowsFunctionApp", "windowsFunctionApp"],
    ["appservice/windowsFunctionAppSlot:WindowsFunctionAppSlot", "windowsFunctionAppSlot"],
    [command],
  ),
  classic(
    ["appservice/appService:AppService", "appService"],
    ["appservice/slot:Slot", "appServiceSlot"],
    [oldImage(["siteConfig.linuxFxVersion", "siteConfig.windowsFxVersion"]), command],
  ),
  classic(
    ["appservice/functionApp:FunctionApp", "functionApp"],
    ["appservice/functionAppSlot:FunctionAppSlot", "functionAppSlot"],
    [oldImage(["siteConfig.linuxFxVersion"])],
  ),
];

/** Of the first environments (API version 2015-08-01), whose pools were written in the environment itself. */
const workerPool: RequestShape = {
  what: "worker pool",
  at: "~workerPools[]",
  tier: "sku.size",
  count: "sku.capacity",
};

export const appService: readonly ComputeType[] = [
  {
    arm: "Microsoft.Web/serverfarms",
    native: ["web:AppServicePlan"],
    write: { creates: "App Service plans" },
    // The ceiling of elastic plans stands at 20 and more out of the box, and is paid for only as apps use it.
    requests: [
      { what: "App Service plan", tier: ["sku.name", "sku.size"], count: "sku.capacity", spot: { path: "~isSpot" } },
    ],
    payloads: [{ what: "plan's install script", kind: "link", path: "~installScripts[].source.sourceUri" }],
    classic: [
      {
        types: ["appservice/servicePlan:ServicePlan"],
        requests: [{ what: "App Service plan", tier: "skuName", count: "workerCount" }],
      },
      {
        types: ["appservice/plan:Plan"],
        azurerm: ["appServicePlan"],
        requests: [{ what: "App Service plan", tier: "sku.size", count: "sku.capacity" }],
      },
    ],
  },
  {
    arm: "Microsoft.Web/hostingEnvironments",
    native: ["web:AppServiceEnvironment", "web:HostingEnvironment"],
    write: { creates: "App Service Environments" },
    requests: [
      { what: "App Service Environment", unless: "~dedicatedHostCount", count: "~dedicatedHostCount" },
      workerPool,
    ],
    classic: [
      {
        types: ["appservice/environmentV3:EnvironmentV3"],
        azurerm: ["appServiceEnvironmentV3"],
        requests: [{ what: "App Service Environment", unless: "dedicatedHostCount", count: "dedicatedHostCount" }],
      },
    ],
  },
  {
    arm: "Microsoft.Web/managedHostingEnvironments",
    native: ["web:ManagedHostingEnvironment"],
    write: { creates: "managed App Service Environments" },
    requests: [workerPool],
  },
  {
    arm: "Microsoft.Web/sites",
    native: ["web:WebApp"],
    payloads: native,
    classic: [
      ...pairs.map(([app]) => app),
      {
        types: ["appservice/appFlexConsumption:AppFlexConsumption"],
        azurerm: ["functionAppFlexConsumption"],
        payloads: [command, ...classicSettings],
      },
      {
        types: ["logicapps/standard:Standard"],
        azurerm: ["logicAppStandard"],
        payloads: [oldImage(["siteConfig.linuxFxVersion"]), ...classicSettings],
      },
    ],
  },
  {
    arm: "Microsoft.Web/sites/slots",
    native: ["web:WebAppSlot"],
    payloads: native,
    classic: pairs.map(([, slot]) => slot),
  },
  { arm: "Microsoft.Web/sites/sitecontainers", native: ["web:WebAppSiteContainer"], payloads: sidecar },
  { arm: "Microsoft.Web/sites/slots/sitecontainers", native: ["web:WebAppSiteContainerSlot"], payloads: sidecar },
  {
    arm: "Microsoft.Web/sites/config",
    native: ["web:WebAppApplicationSettings", "web:WebAppConnectionStrings"],
    payloads: settings,
  },
  {
    arm: "Microsoft.Web/sites/slots/config",
    native: ["web:WebAppApplicationSettingsSlot", "web:WebAppConnectionStringsSlot"],
    payloads: settings,
  },
  {
    arm: "Microsoft.Web/sites/functions",
    native: ["web:WebAppFunction"],
    payloads: code,
    classic: [
      {
        types: ["appservice/functionAppFunction:FunctionAppFunction"],
        payloads: [{ what: "function's code", kind: "script", path: "files[].content" }],
      },
    ],
  },
  { arm: "Microsoft.Web/sites/slots/functions", native: ["web:WebAppInstanceFunctionSlot"], payloads: code },
  {
    arm: "Microsoft.Web/sites/sourcecontrols",
    native: ["web:WebAppSourceControl"],
    payloads: repository("~repoUrl"),
    classic: [
      {
        types: ["appservice/sourceControl:SourceControl"],
        azurerm: ["appServiceSourceControl"],
        payloads: repository("repoUrl"),
      },
    ],
  },
  {
    arm: "Microsoft.Web/sites/slots/sourcecontrols",
    native: ["web:WebAppSourceControlSlot"],
    payloads: repository("~repoUrl"),
    classic: [
      {
        types: ["appservice/sourceControlSlot:SourceControlSlot"],
        azurerm: ["appServiceSourceControlSlot"],
        payloads: repository("repoUrl"),
      },
    ],
  },
  {
    arm: "Microsoft.Web/staticSites",
    native: ["web:StaticSite"],
    payloads: [
      ...repository(["~repositoryUrl", "~templateProperties.templateRepositoryUrl"]),
      {
        what: "app's build",
        kind: "command",
        path: ["~buildProperties.appBuildCommand", "~buildProperties.apiBuildCommand"],
      },
    ],
    classic: [{ types: ["appservice/staticWebApp:StaticWebApp"], payloads: repository("repositoryUrl") }],
  },
];
