import { because, type LeftOut } from "./because";

/** Around code and templates: what starts them, frames them or names them, where the thing itself is read. */
export const code: readonly LeftOut[] = [
  ...because("starts a build whose template has a row", ["azure-native:virtualmachineimages:Trigger"]),
  ...because("a build as a preview knew it, before tasks, which have a row", [
    "azure-native:containerregistry:BuildTask",
  ]),
  ...because("starts a task that has a row", [
    "azure:containerservice/registryTaskScheduleRunNow:RegistryTaskScheduleRunNow",
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
  ...because("names artefacts of a publisher's store, in which the templates lie: nothing in it can be read", [
    "azure-native:hybridnetwork:NetworkFunction",
    "azure-native:hybridnetwork:NetworkFunctionDefinitionVersion",
    "azure-native:hybridnetwork:NetworkServiceDesignVersion",
    "azure-native:hybridnetwork:SiteNetworkService",
  ]),
  ...because("a frame around builds, packages or versions that have a row", [
    "azure-native:app:Builder",
    "azure-native:compute:GalleryScript",
    "azure-native:testbase:TestBaseAccount",
    "azure:compute/galleryApplication:GalleryApplication",
  ]),
  ...because("a frame around templates that are read themselves", [
    "azure-native:blueprint:Blueprint",
    "azure-native:blueprint:PublishedBlueprint",
    "azure-native:resources:TemplateSpec",
  ]),
  ...because("works out what a deployment stack would change, and deploys nothing", [
    "azure-native:resources:DeploymentStacksWhatIfResultsAtManagementGroup",
    "azure-native:resources:DeploymentStacksWhatIfResultsAtResourceGroup",
    "azure-native:resources:DeploymentStacksWhatIfResultsAtSubscription",
  ]),
  ...because("a name and a version: the package itself is uploaded past every deployment", [
    "azure-native:batch:Application",
    "azure-native:batch:ApplicationPackage",
  ]),
  ...because("names an extension of the site's gallery, in which its code lies", [
    "azure-native:web:WebAppSiteExtension",
  ]),
  ...because("writes templates into a repository: whoever deploys them is judged then", [
    "azure-native:devhub:IacProfile",
  ]),
  ...because("a timetable: what it starts has a row", ["azure-native:automation:Schedule"]),
  ...because("starts a pipeline that has a row", ["azure-native:datafactory:Trigger"]),
  ...because("starts a workflow, which runs no code of its own", [
    "azure:logicapps/triggerCustom:TriggerCustom",
    "azure:logicapps/triggerRecurrence:TriggerRecurrence",
  ]),
  ...because("starts runbooks, or machines after a failover, that have rows", [
    "azure-native:automation:SoftwareUpdateConfigurationByName",
    "azure-native:recoveryservices:ReplicationRecoveryPlan",
    "azure:automation/softwareUpdateConfiguration:SoftwareUpdateConfiguration",
    "azure:siterecovery/replicationRecoveryPlan:ReplicationRecoveryPlan",
  ]),
  ...because("calls a runbook, a function or a web address when an alert fires, and runs nothing itself", [
    "azure-native:monitor:ActionGroup",
    "azure:monitoring/actionGroup:ActionGroup",
  ]),
  ...because("calls a web address or queues a message at its time, and runs nothing itself", [
    "azure-native:scheduler:Job",
  ]),
  ...because("opens a shell, console or tunnel, in which its user types: nothing that is run stands here", [
    "azure-native:hybridconnectivity:Endpoint",
    "azure-native:portal:Console",
    "azure-native:portal:ConsoleWithLocation",
    "azure-native:serialconsole:SerialPort",
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
  ...because("assigns a policy definition, which is read itself", ["azure-native:blueprint:PolicyAssignmentArtifact"]),
];
