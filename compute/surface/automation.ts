import type { ClassicShape, PayloadRow, Row } from "./row";

const account = "Microsoft.Automation/automationAccounts";

const dsc = (path: string): readonly PayloadRow[] => [{ what: "desired state", kind: "script", path }];
const classicDsc = (type: string, azurerm: string): ClassicShape => ({
  types: [type],
  azurerm: [azurerm],
  payloads: dsc("contentEmbedded"),
});

/** What Azure runs by itself: runbooks, desired states, deployment scripts. */
export const automation: readonly Row[] = [
  {
    arm: `${account}/runbooks`,
    native: ["automation:Runbook"],
    payloads: [{ what: "runbook", kind: "link", path: ["~publishContentLink.uri", "~draft.draftContentLink.uri"] }],
    classic: [
      {
        types: ["automation/runBook:RunBook"],
        azurerm: ["automationRunbook"],
        payloads: [
          { what: "runbook", kind: "script", path: "content" },
          { what: "runbook", kind: "link", path: ["publishContentLink.uri", "draft.contentLink.uri"] },
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
    payloads: [{ what: "repository of runbooks", kind: "link", path: "~repoUrl" }],
    classic: [
      {
        types: ["automation/sourceControl:SourceControl"],
        azurerm: ["automationSourceControl"],
        payloads: [{ what: "repository of runbooks", kind: "link", path: "repositoryUrl" }],
      },
    ],
  },
  {
    arm: "Microsoft.Resources/deploymentScripts",
    native: ["resources:AzureCliScript", "resources:AzurePowerShellScript"],
    payloads: [
      { what: "deployment script", kind: "script", path: "~scriptContent" },
      { what: "deployment script's arguments", kind: "command", path: "~arguments" },
      { what: "deployment script", kind: "link", path: ["~primaryScriptUri", "~supportingScriptUris[]"] },
      { what: "deployment script's environment", kind: "environment", path: "~environmentVariables[].value" },
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
          { what: "deployment script", kind: "link", path: ["primaryScriptUri", "supportingScriptUris[]"] },
          { what: "deployment script's environment", kind: "environment", path: "environmentVariables[].value" },
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
