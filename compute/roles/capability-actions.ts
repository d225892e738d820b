import { type ActionRow, actionsOf, type CapabilityTable } from "../../catalogue/roles";

/** An action that creates compute. */
export interface CreateComputeAction extends ActionRow {
  /** Which quota bounds what it can create: the subscription's compute quota, or one of the service's own. */
  readonly quota: "compute" | "service";
}

const compute = (action: string, what: string): CreateComputeAction => ({ action, what, quota: "compute" });
const service = (action: string, what: string): CreateComputeAction => ({ action, what, quota: "service" });

/** Every action that creates compute, directly or by making a service order it. */
export const createComputeActions: readonly CreateComputeAction[] = [
  compute("Microsoft.Compute/virtualMachines/write", "virtual machines, also resizing one to a GPU size"),
  compute("Microsoft.Compute/virtualMachineScaleSets/write", "scale sets"),
  compute("Microsoft.Compute/cloudServices/write", "cloud services"),
  compute("Microsoft.Compute/hostGroups/hosts/write", "dedicated hosts"),
  compute("Microsoft.Compute/capacityReservationGroups/capacityReservations/write", "reserved capacity"),
  compute("Microsoft.ComputeBulkActions/locations/launchBulkInstancesOperations/write", "bulk launches of machines"),
  compute("Microsoft.ComputeBulkActions/locations/virtualMachinesExecuteCreate/action", "bulk creation of machines"),
  compute("Microsoft.ComputeSchedule/locations/virtualMachinesExecuteCreate/action", "bulk creation of machines"),
  compute("Microsoft.AzureFleet/fleets/write", "compute fleets"),
  compute("Microsoft.StandbyPool/standbyVirtualMachinePools/write", "standby pools of machines"),
  compute("Microsoft.Insights/autoscaleSettings/write", "autoscale ceilings of scale sets"),
  compute("Microsoft.ContainerService/managedClusters/write", "AKS clusters"),
  compute("Microsoft.ContainerService/managedClusters/agentPools/write", "AKS agent pools"),
  compute("Microsoft.ContainerService/managedClusters/agentPools/machines/write", "machines of an AKS agent pool"),
  compute("Microsoft.RedHatOpenShift/openShiftClusters/write", "OpenShift clusters"),
  compute("Microsoft.ServiceFabric/managedClusters/write", "Service Fabric managed clusters"),
  compute("Microsoft.ServiceFabric/managedClusters/nodeTypes/write", "node types of Service Fabric managed clusters"),
  compute("Microsoft.Databricks/workspaces/write", "Databricks workspaces, whose clusters create machines"),
  compute("Microsoft.DevTestLab/labs/virtualMachines/write", "machines of a DevTest lab"),
  compute("Microsoft.DevTestLab/labs/createEnvironment/action", "machines of a DevTest lab"),
  compute("Microsoft.VirtualMachineImages/imageTemplates/write", "image builds, which run on a machine"),
  compute("Microsoft.Workloads/sapVirtualInstances/write", "SAP systems"),
  compute("Microsoft.DesktopVirtualization/hostPools/sessionHostConfigurations/write", "session hosts of a host pool"),

  service("Microsoft.Batch/batchAccounts/write", "Batch accounts"),
  service("Microsoft.Batch/batchAccounts/pools/write", "Batch pools"),
  service("Microsoft.Batch/batchAccounts/listKeys/action", "Batch pools, by the account's keys"),
  service("Microsoft.MachineLearningServices/workspaces/computes/write", "ML clusters and instances"),
  service("Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write", "ML online deployments"),
  service("Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments/write", "ML batch deployments"),
  service("Microsoft.MachineLearningServices/workspaces/jobs/write", "serverless ML jobs"),
  service("Microsoft.MachineLearningServices/workspaces/schedules/write", "scheduled serverless ML jobs"),
  service("Microsoft.ContainerInstance/containerGroups/write", "container groups"),
  service("Microsoft.ContainerInstance/nGroups/write", "sets of container groups"),
  service("Microsoft.StandbyPool/standbyContainerGroupPools/write", "standby pools of container groups"),
  service("Microsoft.App/managedEnvironments/write", "Container Apps environments and their workload profiles"),
  service("Microsoft.App/containerApps/write", "container apps"),
  service("Microsoft.App/jobs/write", "Container Apps jobs"),
  service("Microsoft.App/sessionPools/write", "Container Apps session pools"),
  service("Microsoft.HDInsight/clusters/write", "HDInsight clusters"),
  service("Microsoft.HDInsight/clusters/roles/resize/action", "more nodes of an HDInsight cluster"),
  service("Microsoft.HDInsight/clusterPools/clusters/write", "HDInsight clusters on AKS"),
  service("Microsoft.Synapse/workspaces/bigDataPools/write", "Synapse Spark pools"),
  service("Microsoft.DataFactory/factories/linkedservices/write", "clusters on demand of a data factory"),
  service("Microsoft.DataFactory/factories/integrationruntimes/write", "integration runtimes of a data factory"),
  service("Microsoft.LabServices/labs/write", "labs"),
  service("Microsoft.DevCenter/devcenters/devboxdefinitions/write", "dev box definitions"),
  service("Microsoft.DevCenter/projects/pools/write", "dev box pools"),
  service("Microsoft.DevOpsInfrastructure/pools/write", "Managed DevOps pools"),
  service("Microsoft.Discovery/supercomputers/write", "Discovery supercomputers"),
  service("Microsoft.Discovery/supercomputers/nodePools/write", "node pools of Discovery supercomputers"),
  service("Microsoft.Resources/deploymentScripts/write", "deployment scripts, which run in a container"),
  service("Microsoft.ContainerRegistry/registries/tasks/write", "registry tasks"),
  service("Microsoft.ContainerRegistry/registries/taskRuns/write", "registry task runs"),
  service("Microsoft.ContainerRegistry/registries/scheduleRun/action", "registry builds"),
  service("Microsoft.ContainerRegistry/registries/agentPools/write", "agent pools of a registry"),
  service("Microsoft.Web/serverfarms/write", "App Service plans"),
  service("Microsoft.Kusto/clusters/write", "Data Explorer clusters"),
  service("Microsoft.AVS/privateClouds/write", "VMware private clouds"),
  service("Microsoft.AVS/privateClouds/clusters/write", "clusters of a VMware private cloud"),
  service("Microsoft.LoadTestService/loadTests/write", "load tests, which run on engines"),
];

/**
 * Actions by which rights are given, to oneself too. Delegation to another tenant (Lighthouse) is not among them: it
 * asks for the right to assign roles besides its own, so that Contributor cannot do it.
 */
export const grantActions: readonly ActionRow[] = [
  { action: "Microsoft.Authorization/roleAssignments/write", what: "role assignments" },
  { action: "Microsoft.Authorization/roleDefinitions/write", what: "what a custom role may do" },
  { action: "Microsoft.Authorization/roleEligibilityScheduleRequests/write", what: "eligible role assignments" },
  { action: "Microsoft.Authorization/roleAssignmentScheduleRequests/write", what: "role assignments through PIM" },
  { action: "Microsoft.Authorization/elevateAccess/action", what: "access to every subscription of the tenant" },
];

/** Actions by which code is run on compute that is there already, or under an identity that is there already. */
export const runCodeActions: readonly ActionRow[] = [
  { action: "Microsoft.Compute/virtualMachines/runCommand/action", what: "commands on machines" },
  { action: "Microsoft.Compute/virtualMachines/runCommands/write", what: "commands on machines" },
  { action: "Microsoft.Compute/virtualMachines/extensions/write", what: "extensions of machines" },
  { action: "Microsoft.Compute/virtualMachineScaleSets/extensions/write", what: "extensions of scale sets" },
  {
    action: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action",
    what: "commands on machines of scale sets",
  },
  {
    action: "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands/write",
    what: "commands on machines of scale sets",
  },
  { action: "Microsoft.HybridCompute/machines/extensions/write", what: "extensions of Arc machines" },
  { action: "Microsoft.HybridCompute/machines/runCommands/write", what: "commands on Arc machines" },
  { action: "Microsoft.ContainerService/managedClusters/runCommand/action", what: "commands in AKS clusters" },
  {
    action: "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action",
    what: "the administrator's credential of AKS clusters",
  },
  { action: "Microsoft.ContainerInstance/containerGroups/containers/exec/action", what: "commands in containers" },
  { action: "Microsoft.HDInsight/clusters/executeScriptActions/action", what: "scripts on HDInsight clusters" },
  { action: "Microsoft.Automation/automationAccounts/runbooks/write", what: "runbooks" },
  { action: "Microsoft.Automation/automationAccounts/jobs/write", what: "runs of runbooks" },
  { action: "Microsoft.Automation/automationAccounts/webhooks/write", what: "webhooks of runbooks" },
  { action: "Microsoft.Web/sites/write", what: "web apps" },
  { action: "Microsoft.Web/sites/publish/action", what: "the code of web apps" },
  { action: "Microsoft.Web/sites/publishxml/action", what: "the publishing credentials of web apps" },
  { action: "Microsoft.Logic/workflows/write", what: "logic apps" },
  {
    action: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
    what: "the managed identity of a machine",
  },
  {
    action: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
    what: "credentials of a managed identity for outside issuers",
  },
];

/** Actions that raise quota, or move it to where it can be used. */
export const quotaActions: readonly ActionRow[] = [
  { action: "Microsoft.Quota/quotas/write", what: "compute quota" },
  { action: "Microsoft.Quota/groupQuotas/write", what: "quota groups" },
  { action: "Microsoft.Capacity/resourceProviders/locations/serviceLimits/write", what: "service limits" },
  { action: "Microsoft.MachineLearningServices/locations/updateQuotas/action", what: "ML quota of a workspace" },
  { action: "Microsoft.ComputeLimit/locations/guestSubscriptions/write", what: "the subscriptions that share a quota" },
];

/** The classic road to more quota, which 146 built-in roles hold, readers among them. */
export const supportActions: readonly ActionRow[] = [
  { action: "Microsoft.Support/supportTickets/write", what: "support tickets" },
];

/** Actions that take the guard rails down, or take a subscription from under them. */
export const guardActions: readonly ActionRow[] = [
  { action: "Microsoft.Authorization/policyExemptions/write", what: "policy exemptions" },
  { action: "Microsoft.Authorization/policyAssignments/write", what: "policy assignments" },
  { action: "Microsoft.Authorization/policyAssignments/delete", what: "the end of policy assignments" },
  { action: "Microsoft.Authorization/locks/delete", what: "the end of locks" },
  { action: "Microsoft.Insights/diagnosticSettings/delete", what: "the end of log export" },
  { action: "Microsoft.Insights/activityLogAlerts/delete", what: "the end of alerts" },
  { action: "Microsoft.Security/pricings/write", what: "Defender plans" },
  { action: "Microsoft.Security/alertsSuppressionRules/write", what: "suppressed alerts" },
  {
    action: "Microsoft.Management/managementGroups/subscriptions/write",
    what: "the management group of a subscription",
  },
];

/** The actions by which a role can bring a mine about, by what they do. */
export const capabilities: CapabilityTable = {
  createCompute: createComputeActions,
  grantAccess: grantActions,
  runCode: runCodeActions,
  quota: quotaActions,
  support: supportActions,
  guard: guardActions,
};

/** The actions of all capabilities. */
export const capabilityActions = actionsOf(capabilities);
