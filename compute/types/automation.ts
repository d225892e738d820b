import type { ClassicShape, ComputeType, PayloadShape } from "./compute-type";

const account = "Microsoft.Automation/automationAccounts";

const dsc = (path: string): readonly PayloadShape[] => [{ what: "desired state", kind: "script", path }];
const classicDsc = (type: string, azurerm: string): ClassicShape => ({
  types: [type],
  azurerm: [azurerm],
  payloads: dsc("contentEmbedded"),
});

/** Modules and packages are loaded by runbooks, and fetched from wherever the link leads. */
const loaded = (path: string): readonly PayloadShape[] => [{ what: "runbooks' package", kind: "link", path }];

/** Code that Azure fetches from wherever the link leads, and runs with an identity of its own. */
const fetched = (what: string, path: PayloadShape["path"]): PayloadShape => ({
  what,
  kind: "link",
  isFetched: true,
  path,
});

/** What a deployment script finds in its variables, secret or not. */
const environment = (variables: string): readonly string[] => [`${variables}.value`, `${variables}.secureValue`];

/** What Azure runs by itself: runbooks, desired states, deployment scripts. */
export const automation: readonly ComputeType[] = [
  {
    arm: `${account}/runbooks`,
    native: ["automation:Runbook"],
    payloads: [fetched("runbook", ["~publishContentLink.uri", "~draft.draftContentLink.uri"])],
    classic: [
      {
        types: ["automation/runBook:RunBook"],
        azurerm: ["automationRunbook"],
        payloads: [
          { what: "runbook", kind: "script", path: "content" },
          fetched("runbook", ["publishContentLink.uri", "draft.contentLink.uri"]),
        ],
      },
    ],
  },
  {
    arm: `${account}/configurations`,
    native: ["automation:DscConfiguration"],
    payloads: dsc("~source.value"),
    classic: [classicDsc("automation/dscConfiguration:DscConfiguration", "automationDscConfiguration")],
  },
  {
    arm: `${account}/nodeConfigurations`,
    native: ["automation:DscNodeConfiguration"],
    payloads: dsc("~source.value"),
    classic: [classicDsc("automation/dscNodeConfiguration:DscNodeConfiguration", "automationDscNodeconfiguration")],
  },
  {
    arm: `${account}/sourceControls`,
    native: ["automation:SourceControl"],
    payloads: [fetched("repository of runbooks", "~repoUrl")],
    classic: [
      {
        types: ["automation/sourceControl:SourceControl"],
        azurerm: ["automationSourceControl"],
        payloads: [fetched("repository of runbooks", "repositoryUrl")],
      },
    ],
  },
  {
    arm: `${account}/modules`,
    native: ["automation:Module"],
    payloads: loaded("~contentLink.uri"),
    classic: [
      { types: ["automation/module:Module"], azurerm: ["automationModule"], payloads: loaded("moduleLink.uri") },
    ],
  },
  {
    arm: `${account}/powerShell72Modules`,
    native: ["automation:PowerShell72Module"],
    payloads: loaded("~contentLink.uri"),
    classic: [
      {
        types: ["automation/powershell72Module:Powershell72Module"],
        azurerm: ["automationPowershell72Module"],
        payloads: loaded("moduleLink.uri"),
      },
    ],
  },
  { arm: `${account}/python2Packages`, native: ["automation:Python2Package"], payloads: loaded("~contentLink.uri") },
  {
    arm: `${account}/python3Packages`,
    native: ["automation:Python3Package"],
    payloads: loaded("~contentLink.uri"),
    classic: [
      {
        types: ["automation/python3Package:Python3Package"],
        azurerm: ["automationPython3Package"],
        payloads: loaded("contentUri"),
      },
    ],
  },
  {
    arm: `${account}/runtimeEnvironments/packages`,
    native: ["automation:Package"],
    payloads: loaded("~contentLink.uri"),
    classic: [
      {
        types: ["automation/runtimeEnvironmentPackage:RuntimeEnvironmentPackage"],
        azurerm: ["automationRuntimeEnvironmentPackage"],
        payloads: loaded("contentUri"),
      },
    ],
  },
  {
    arm: "Microsoft.Resources/deploymentScripts",
    native: ["resources:AzureCliScript", "resources:AzurePowerShellScript"],
    write: { creates: "deployment scripts, which run in a container" },
    payloads: [
      { what: "deployment script", kind: "script", path: "~scriptContent" },
      { what: "deployment script's arguments", kind: "command", path: "~arguments" },
      fetched("deployment script", ["~primaryScriptUri", "~supportingScriptUris[]"]),
      { what: "deployment script's environment", kind: "environment", path: environment("~environmentVariables[]") },
    ],
    classic: [
      {
        types: [
          "core/resourceDeploymentScriptAzureCli:ResourceDeploymentScriptAzureCli",
          "core/resourceDeploymentScriptPowerShell:ResourceDeploymentScriptPowerShell",
        ],
        azurerm: ["resourceDeploymentScriptAzureCli", "resourceDeploymentScriptAzurePowerShell"],
        payloads: [
          { what: "deployment script", kind: "script", path: "scriptContent" },
          { what: "deployment script's arguments", kind: "command", path: "commandLine" },
          fetched("deployment script", ["primaryScriptUri", "supportingScriptUris[]"]),
          { what: "deployment script's environment", kind: "environment", path: environment("environmentVariables[]") },
        ],
      },
    ],
  },
  {
    arm: "Microsoft.AVS/privateClouds/scriptExecutions",
    native: ["avs:ScriptExecution"],
    payloads: [
      {
        what: "script's parameters",
        kind: "settings",
        path: ["~parameters", "~hiddenParameters"],
      },
    ],
  },
];
