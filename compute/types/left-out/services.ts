import { because, type LeftOut } from "./because";

/** Services that count in other units than machines, or that run no code of one's own. */
export const services: readonly LeftOut[] = [
  ...because("the front of deployments that have rows", [
    "azure-native:machinelearningservices:BatchEndpoint",
    "azure-native:machinelearningservices:InferenceEndpoint",
    "azure-native:machinelearningservices:OnlineEndpoint",
  ]),
  ...because("sells a model by throughput: its capacity counts no machines, and no code runs", [
    "azure-native:cognitiveservices:Deployment",
    "azure-native:machinelearningservices:CapacityReservationGroup",
    "azure-native:machinelearningservices:ServerlessEndpoint",
    "azure:cognitive/deployment:Deployment",
  ]),
  ...because("its units are shares of a service, not machines", [
    "azure-native:fabric:FabricCapacity",
    "azure-native:logic:IntegrationServiceEnvironment",
    "azure-native:streamanalytics:Cluster",
    "azure:fabric/capacity:Capacity",
    "azure:streamanalytics/cluster:Cluster",
    "azure:streamanalytics/job:Job",
  ]),
  ...because("data flows only: cores of a service, in which no code of one's own runs", [
    "azure-native:datafactory:DataFlow",
    "azure:datafactory/integrationRuntimeRule:IntegrationRuntimeRule",
    "azure:synapse/integrationRuntimeAzure:IntegrationRuntimeAzure",
  ]),
  ...because("a frame around apps and deployments that have rows", [
    "azure-native:appplatform:App",
    "azure-native:appplatform:Service",
    "azure:appplatform/springCloudService:SpringCloudService",
  ]),
  ...because("its SKU is a price for answers of models: no code of one's own runs", [
    "azure-native:cognitiveservices:CognitiveServicesAccount",
    "azure-native:cognitiveservices:Project",
  ]),
  ...because("a data warehouse: its units are shares of a service, and no code but queries runs", [
    "azure-native:synapse:SqlPoolsV3",
  ]),
  ...because("an older studio for machine learning, in whose own portal its work is written", [
    "azure-native:machinelearning:CommitmentPlan",
    "azure-native:machinelearning:WebService",
    "azure-native:machinelearning:Workspace",
  ]),
  ...because("holds nothing yet: notebooks are written in the portal", ["azure-native:cosmosdb:NotebookWorkspace"]),
  ...because("opens browsers for tests over the service's own API: no deployment shows what they load", [
    "azure-native:azureplaywrightservice:Account",
    "azure-native:loadtestservice:PlaywrightWorkspace",
  ]),
  ...because("analyses media: no code of one's own runs", [
    "azure-native:videoindexer:Account",
    "azure:videoindexer/account:Account",
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
  ...because("a connection that workflows use, and that runs nothing itself", [
    "azure-native:web:Connection",
    "azure:connections/apiConnection:ApiConnection",
  ]),
];
