import type { ComputeType } from "./compute-type";

const machines = "~deploymentConfiguration.virtualMachineConfiguration";

export const batch: readonly ComputeType[] = [
  {
    arm: "Microsoft.Batch/batchAccounts",
    native: ["batch:BatchAccount"],
    write: { creates: "Batch accounts" },
    dataPlane: "pools, jobs and tasks of Batch's own API",
    classic: [{ types: ["batch/account:Account"], azurerm: ["batchAccount"] }],
  },
  {
    arm: "Microsoft.Batch/batchAccounts/pools",
    native: ["batch:Pool"],
    write: { creates: "Batch pools" },
    requests: [
      {
        what: "Batch pool",
        size: "~vmSize",
        count: {
          sum: ["~scaleSettings.fixedScale.targetDedicatedNodes", "~scaleSettings.fixedScale.targetLowPriorityNodes"],
        },
        formula: "~scaleSettings.autoScale.formula",
        spot: { path: "~scaleSettings.fixedScale.targetLowPriorityNodes" },
      },
    ],
    payloads: [
      { what: "start task", kind: "command", path: "~startTask.commandLine" },
      { what: "start task's container image", kind: "image", path: "~startTask.containerSettings.imageName" },
      {
        what: "start task's container options",
        kind: "command",
        path: "~startTask.containerSettings.containerRunOptions",
      },
      { what: "start task's environment", kind: "environment", path: "~startTask.environmentSettings[].value" },
      { what: "start task's file", kind: "link", path: "~startTask.resourceFiles[].httpUrl" },
      { what: "container image", kind: "image", path: `${machines}.containerConfiguration.containerImageNames[]` },
      { what: "machine image", kind: "image", path: `${machines}.imageReference.id` },
      { what: "extension settings", kind: "settings", path: `${machines}.extensions[].settings` },
      { what: "protected extension settings", kind: "settings", path: `${machines}.extensions[].protectedSettings` },
    ],
    extensions: [{ at: `${machines}.extensions[]`, publisher: "publisher", type: "type" }],
    classic: [
      {
        types: ["batch/pool:Pool"],
        azurerm: ["batchPool"],
        requests: [
          {
            what: "Batch pool",
            size: "vmSize",
            count: { sum: ["fixedScale.targetDedicatedNodes", "fixedScale.targetLowPriorityNodes"] },
            formula: "autoScale.formula",
            spot: { path: "fixedScale.targetLowPriorityNodes" },
          },
        ],
        payloads: [
          { what: "start task", kind: "command", path: "startTask.commandLine" },
          { what: "start task's container image", kind: "image", path: "startTask.containers[].imageName" },
          { what: "start task's container options", kind: "command", path: "startTask.containers[].runOptions" },
          { what: "start task's file", kind: "link", path: "startTask.resourceFiles[].httpUrl" },
          { what: "container image", kind: "image", path: "containerConfiguration.containerImageNames[]" },
          { what: "machine image", kind: "image", path: "storageImageReference.id" },
          { what: "extension settings", kind: "settings", path: "extensions[].settingsJson" },
          { what: "protected extension settings", kind: "settings", path: "extensions[].protectedSettings" },
        ],
        extensions: [{ at: "extensions[]", publisher: "publisher", type: "type" }],
      },
    ],
  },
];
