import { type Door, defineBecomes } from "../becomes";

type Doors = Door["actions"];

/**
 * What lets somebody run code of his own in each kind of machine or service, and so take the tokens of the identity that it
 * works under: any of the lines, each with all of its actions. Sources: Microsoft Learn, "Azure permissions" by service;
 * what it leaves out needs a data plane, or a setting that is not read.
 */
const doors: { readonly [type: string]: Doors } = {
  "microsoft.compute/virtualmachines": [
    ["Microsoft.Compute/virtualMachines/runCommand/action"],
    ["Microsoft.Compute/virtualMachines/runCommands/write"],
    ["Microsoft.Compute/virtualMachines/extensions/write"],
  ],
  "microsoft.compute/virtualmachinescalesets": [
    ["Microsoft.Compute/virtualMachineScaleSets/write"],
    ["Microsoft.Compute/virtualMachineScaleSets/extensions/write"],
    ["Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action"],
    ["Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands/write"],
  ],
  "microsoft.hybridcompute/machines": [
    ["Microsoft.HybridCompute/machines/extensions/write"],
    ["Microsoft.HybridCompute/machines/runCommands/write"],
  ],
  "microsoft.containerservice/managedclusters": [
    ["Microsoft.ContainerService/managedClusters/runCommand/action"],
    ["Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action"],
  ],
  "microsoft.containerinstance/containergroups": [
    ["Microsoft.ContainerInstance/containerGroups/write"],
    ["Microsoft.ContainerInstance/containerGroups/containers/exec/action"],
  ],
  "microsoft.automation/automationaccounts": [
    ["Microsoft.Automation/automationAccounts/runbooks/write", "Microsoft.Automation/automationAccounts/jobs/write"],
    [
      "Microsoft.Automation/automationAccounts/runbooks/write",
      "Microsoft.Automation/automationAccounts/webhooks/write",
    ],
  ],
  "microsoft.logic/workflows": [["Microsoft.Logic/workflows/write"]],
  "microsoft.web/sites": [
    ["Microsoft.Web/sites/write"],
    ["Microsoft.Web/sites/publish/action"],
    ["Microsoft.Web/sites/config/write"],
  ],
  "microsoft.app/containerapps": [["Microsoft.App/containerApps/write"]],
  "microsoft.app/jobs": [["Microsoft.App/jobs/write"]],
  "microsoft.machinelearningservices/workspaces/onlineendpoints": [
    ["Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write"],
  ],
  "microsoft.datafactory/factories": [
    ["Microsoft.DataFactory/factories/pipelines/write", "Microsoft.DataFactory/factories/pipelines/createrun/action"],
  ],
};

/** Who runs code on a machine, or in a service, takes the tokens of the identity attached to it. */
export default defineBecomes({
  kind: "attached-identity",
  needs: ["workloadsWithIdentity"],
  *doors({ workloadsWithIdentity }) {
    for (const { id, type, name, identities } of workloadsWithIdentity.value)
      for (const identity of identities) yield { at: id, actions: doors[type] ?? [], identity, through: name };
  },
  says: (identity, name) => `may run code in ${name} and act as ${identity}`,
  cut: (_, identity, name) => `take the identity ${identity} off ${name}`,
});
