import type { ComputeType } from "./compute-type";

/** Code that a service runs on machines of its own. */
export const hostedCode: readonly ComputeType[] = [
  {
    arm: "Microsoft.CognitiveServices/accounts/projects/applications/agentDeployments",
    native: ["cognitiveservices:AgentDeployment"],
    write: { creates: "hosted agents of Foundry" },
    requests: [
      {
        what: "hosted agent",
        only: { path: "properties.deploymentType", is: ["Hosted"] },
        count: "properties.minReplicas",
        ceiling: "properties.maxReplicas",
      },
    ],
  },
  {
    arm: "Microsoft.ConfidentialLedger/managedCCFs",
    native: ["confidentialledger:ManagedCCF"],
    write: { creates: "Managed CCF networks" },
    requests: [{ what: "Managed CCF", count: "properties.nodeCount" }],
    payloads: [{ what: "app's source", kind: "link", path: "properties.deploymentType.appSourceUri" }],
  },
  {
    arm: "Microsoft.StreamAnalytics/streamingjobs",
    native: ["streamanalytics:StreamingJob"],
    payloads: [{ what: "function's code", kind: "script", path: "~functions[].properties.~binding.~script" }],
  },
  {
    arm: "Microsoft.StreamAnalytics/streamingjobs/functions",
    native: ["streamanalytics:Function"],
    payloads: [{ what: "function's code", kind: "script", path: "properties.~binding.~script" }],
    classic: [
      {
        types: [
          "streamanalytics/functionJavaScriptUDF:FunctionJavaScriptUDF",
          "streamanalytics/functionJavascriptUda:FunctionJavascriptUda",
        ],
        azurerm: ["streamAnalyticsFunctionJavascriptUdf", "streamAnalyticsFunctionJavascriptUda"],
        payloads: [{ what: "function's code", kind: "script", path: "script" }],
      },
    ],
  },
  {
    arm: "Microsoft.TestBase/testBaseAccounts/packages",
    native: ["testbase:Package"],
    payloads: [
      { what: "test's command", kind: "command", path: "~tests[].commands[].content" },
      { what: "tested package", kind: "link", path: "~blobPath" },
    ],
  },
];
