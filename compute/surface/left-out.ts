/** A type that is near compute and has no row, and why. */
export interface LeftOut {
  /** The Pulumi token. */
  readonly type: string;
  readonly why: string;
}

const because = (why: string, types: readonly string[]): LeftOut[] => types.map(type => ({ type, why }));

/** What was weighed and left out of the surface. Nothing reads this at run time: it is for the docs, and for whoever asks. */
export const leftOut: readonly LeftOut[] = [
  ...because("orders nothing itself: the hosts that are put in it have a row", [
    "azure-native:compute:DedicatedHostGroup",
    "azure:compute/dedicatedHostGroup:DedicatedHostGroup",
  ]),
  ...because("orders nothing itself: the reservations in it have a row", [
    "azure:compute/capacityReservationGroup:CapacityReservationGroup",
  ]),
  ...because("a frame around pools, definitions and projects that have rows", [
    "azure-native:devcenter:DevCenter",
    "azure-native:devcenter:Project",
    "azure:devcenter/devCenter:DevCenter",
    "azure:devcenter/project:Project",
  ]),
  ...because("limits what a lab may order; its machines have a row", [
    "azure-native:devtestlab:Policy",
    "azure:devtest/policy:Policy",
  ]),
  ...because("starts machines that exist, and orders none", [
    "azure-native:computeschedule:ScheduledAction",
    "azure-native:desktopvirtualization:ScalingPlan",
    "azure-native:desktopvirtualization:ScalingPlanPooledSchedule",
    "azure:desktopvirtualization/scalingPlan:ScalingPlan",
  ]),
  ...because("starts a build whose template has a row", ["azure-native:virtualmachineimages:Trigger"]),
  ...because("starts a task that has a row", [
    "azure:containerservice/registryTaskScheduleRunNow:RegistryTaskScheduleRunNow",
  ]),
  ...because("a name and a wish: the machines that join it have rows", ["azure-native:network:InterconnectGroup"]),
  ...because("attaches a cluster or pool that exists", [
    "azure:machinelearning/inferenceCluster:InferenceCluster",
    "azure:machinelearning/synapseSpark:SynapseSpark",
  ]),
  ...because("the front of deployments that have rows", [
    "azure-native:machinelearningservices:BatchEndpoint",
    "azure-native:machinelearningservices:InferenceEndpoint",
    "azure-native:machinelearningservices:OnlineEndpoint",
  ]),
  ...because("sells a model by throughput: its capacity counts no machines, and no code runs", [
    "azure-native:machinelearningservices:CapacityReservationGroup",
    "azure-native:machinelearningservices:ConnectionDeployment",
    "azure-native:machinelearningservices:EndpointDeployment",
    "azure-native:machinelearningservices:ServerlessEndpoint",
  ]),
  ...because("its units are shares of a service, not machines", [
    "azure-native:fabric:FabricCapacity",
    "azure:fabric/capacity:Capacity",
  ]),
  ...because("data flows only: cores of a service, in which no code of one's own runs", [
    "azure:datafactory/integrationRuntimeRule:IntegrationRuntimeRule",
    "azure:synapse/integrationRuntimeAzure:IntegrationRuntimeAzure",
  ]),
  ...because("a frame around apps and deployments that have rows", [
    "azure-native:appplatform:Service",
    "azure:appplatform/springCloudService:SpringCloudService",
  ]),
  ...because("a job without tasks: the tasks, which carry the commands, are of Batch's own API", [
    "azure:batch/job:Job",
  ]),
  ...because("a frame around runbooks that have a row", [
    "azure-native:automation:AutomationAccount",
    "azure:automation/account:Account",
  ]),
  ...because("starts a runbook that has a row", [
    "azure-native:automation:JobSchedule",
    "azure-native:automation:Watcher",
    "azure-native:automation:Webhook",
    "azure:automation/jobSchedule:JobSchedule",
    "azure:automation/watcher:Watcher",
    "azure:automation/webhook:Webhook",
  ]),
  ...because("makes a machine that exists run runbooks, which have a row", [
    "azure-native:automation:HybridRunbookWorker",
    "azure:automation/hybridRunbookWorker:HybridRunbookWorker",
  ]),
  ...because("calls other services with its identity, which the rules on grants look at; it runs no code of its own", [
    "azure-native:app:Agent",
    "azure-native:customproviders:CustomResourceProvider",
    "azure-native:logic:Workflow",
    "azure:core/customProvider:CustomProvider",
    "azure:logicapps/actionCustom:ActionCustom",
    "azure:logicapps/actionHttp:ActionHttp",
    "azure:logicapps/workflow:Workflow",
  ]),
  ...because("names artefacts of a publisher's store, in which the templates lie: nothing in it can be read", [
    "azure-native:hybridnetwork:NetworkFunction",
    "azure-native:hybridnetwork:NetworkFunctionDefinitionVersion",
    "azure-native:hybridnetwork:NetworkServiceDesignVersion",
    "azure-native:hybridnetwork:SiteNetworkService",
  ]),
  ...because("groups policy definitions, each of which is read itself", [
    "azure-native:authorization:PolicySetDefinition",
    "azure-native:authorization:PolicySetDefinitionAtManagementGroup",
    "azure-native:authorization:PolicySetDefinitionVersion",
    "azure-native:authorization:PolicySetDefinitionVersionAtManagementGroup",
    "azure:management/groupPolicySetDefinition:GroupPolicySetDefinition",
    "azure:policy/policySetDefinition:PolicySetDefinition",
  ]),
  ...because("carries out the template of a policy definition, which is read itself", [
    "azure-native:policyinsights:RemediationAtManagementGroup",
    "azure-native:policyinsights:RemediationAtResource",
    "azure-native:policyinsights:RemediationAtResourceGroup",
    "azure-native:policyinsights:RemediationAtSubscription",
    "azure:core/resourceGroupPolicyRemediation:ResourceGroupPolicyRemediation",
    "azure:core/resourcePolicyRemediation:ResourcePolicyRemediation",
    "azure:core/subscriptionPolicyRemediation:SubscriptionPolicyRemediation",
    "azure:management/groupPolicyRemediation:GroupPolicyRemediation",
  ]),
  ...because("registers a feature: orders no machines", [
    "azure-native:features:SubscriptionFeatureRegistration",
    "azure:core/resourceProviderFeatureRegistration:ResourceProviderFeatureRegistration",
  ]),
  ...because("carries out a delegation whose definition is read", [
    "azure-native:managedservices:RegistrationAssignment",
    "azure:lighthouse/assignment:Assignment",
  ]),
  ...because("sets up management groups, billing or students: orders no machines", [
    "azure-native:billing:BillingRoleAssignmentByBillingAccount",
    "azure-native:billing:BillingRoleAssignmentByDepartment",
    "azure-native:billing:BillingRoleAssignmentByEnrollmentAccount",
    "azure-native:education:Student",
    "azure-native:management:HierarchySetting",
    "azure-native:management:ManagementGroup",
  ]),
  ...because("an identity, its credential or its settings: orders no machines", [
    "azure-native:authorization:RoleManagementPolicy",
    "azure-native:containerservice:TrustedAccessRoleBinding",
    "azure-native:managedidentity:UserAssignedIdentity",
    "azure:containerservice/clusterTrustedAccessRoleBinding:ClusterTrustedAccessRoleBinding",
    "azure:pim/roleManagementPolicy:RoleManagementPolicy",
    "azure:authorization/userAssignedIdentity:UserAssignedIdentity",
    "azure:msi/userAssignedIdentity:UserAssignedIdentity",
    "azure:synapse/roleAssignment:RoleAssignment",
    "azuread:index/administrativeUnitRoleMember:AdministrativeUnitRoleMember",
    "azuread:index/application:Application",
    "azuread:index/applicationApiAccess:ApplicationApiAccess",
    "azuread:index/applicationCertificate:ApplicationCertificate",
    "azuread:index/applicationOwner:ApplicationOwner",
    "azuread:index/applicationPassword:ApplicationPassword",
    "azuread:index/applicationRegistration:ApplicationRegistration",
    "azuread:index/customDirectoryRole:CustomDirectoryRole",
    "azuread:index/group:Group",
    "azuread:index/groupRoleManagementPolicy:GroupRoleManagementPolicy",
    "azuread:index/invitation:Invitation",
    "azuread:index/servicePrincipal:ServicePrincipal",
    "azuread:index/servicePrincipalCertificate:ServicePrincipalCertificate",
    "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
    "azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
    "azuread:index/user:User",
  ]),
];
