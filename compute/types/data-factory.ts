import type { ClassicShape, ComputeType, RequestShape } from "./compute-type";

/** Data Factory and Synapse: clusters that a connection creates when a pipeline runs, and the machines that run packages. */

/** Its machines are of the pool's own size, which Databricks alone knows. */
const ofPool = { what: "Databricks job cluster of a pool" };

/** Properties of a linked service lie in an envelope of their own; classic types have it as a text of JSON. */
const linked = (type: string, at: string): readonly RequestShape[] => {
  const databricks = { path: `/${type}`, is: ["AzureDatabricks"] };
  const onDemand = { path: `/${type}`, is: ["HDInsightOnDemand"] };
  return [
    {
      what: "Databricks job cluster",
      only: databricks,
      size: `${at}newClusterNodeType`,
      without: "nothing",
      count: `${at}newClusterNumOfWorker`,
    },
    {
      what: "driver of a Databricks job cluster",
      only: databricks,
      size: `${at}newClusterDriverNodeType`,
      without: "nothing",
    },
    {
      ...ofPool,
      only: databricks,
      at: `${at}instancePoolId`,
      count: `/${at}newClusterNumOfWorker`,
    },
    {
      what: "worker of an HDInsight cluster on demand",
      only: onDemand,
      size: `${at}dataNodeSize`,
      bare: true,
      without: "default",
      unless: `${at}clusterSize`,
      count: `${at}clusterSize`,
    },
    {
      what: "head node of an HDInsight cluster on demand",
      only: onDemand,
      size: `${at}headNodeSize`,
      bare: true,
      without: "nothing",
    },
    {
      what: "ZooKeeper node of an HDInsight cluster on demand",
      only: onDemand,
      size: `${at}zookeeperNodeSize`,
      bare: true,
      without: "nothing",
    },
  ];
};

const service = "properties.<|typeProperties>.";
const runtime = `${service}computeProperties.`;

const packages: RequestShape = {
  what: "integration runtime",
  size: `${runtime}nodeSize`,
  without: "nothing",
  count: `${runtime}numberOfNodes`,
};

const setup = {
  what: "setup script",
  kind: "link",
  path: `${service}ssisProperties.customSetupScriptProperties.blobContainerUri`,
} as const;

const jsonText = linked("type", "typePropertiesJson!.");

/** Synapse has linked services on an API of its own, and no ARM type for them. */
export const synapseLinkedService: ClassicShape = {
  types: ["synapse/linkedService:LinkedService"],
  azurerm: ["synapseLinkedService"],
  dynamic: true,
  requests: jsonText,
};

/** Where loops and branches hold activities. */
const loop = "activities";
const branches = ["ifTrueActivities", "ifFalseActivities", "cases[].activities", "defaultActivities"];

/** Data Factory runs branches in a loop, and nothing deeper. */
const nestings = [[], [loop], ...branches.map(branch => [branch]), ...branches.map(branch => [loop, branch])];

const activities = nestings.map(keys => ["~activities", ...keys].map(key => `${key}[].<|typeProperties>`).join("."));

export const dataFactory: readonly ComputeType[] = [
  {
    arm: "Microsoft.DataFactory/factories/linkedservices",
    native: ["datafactory:LinkedService"],
    write: { creates: "clusters on demand of a data factory" },
    dynamic: true,
    requests: linked("properties.type", service),
    payloads: [
      { what: "script action", kind: "link", path: `${service}scriptActions[].uri` },
      { what: "initialisation script", kind: "link", path: `${service}newClusterInitScripts` },
    ],
    classic: [
      {
        types: ["datafactory/linkedServiceAzureDatabricks:LinkedServiceAzureDatabricks"],
        azurerm: ["dataFactoryLinkedServiceAzureDatabricks"],
        dynamic: true,
        requests: [
          {
            what: "Databricks job cluster",
            size: "newClusterConfig.nodeType",
            without: "nothing",
            count: "newClusterConfig.minNumberOfWorkers",
            ceiling: "newClusterConfig.maxNumberOfWorkers",
          },
          {
            what: "driver of a Databricks job cluster",
            size: "newClusterConfig.driverNodeType",
            without: "nothing",
          },
          {
            ...ofPool,
            at: "instancePool",
            count: "minNumberOfWorkers",
            ceiling: "maxNumberOfWorkers",
          },
        ],
        payloads: [{ what: "initialisation script", kind: "link", path: "newClusterConfig.initScripts[]" }],
      },
      {
        types: ["datafactory/linkedCustomService:LinkedCustomService"],
        azurerm: ["dataFactoryLinkedCustomService"],
        dynamic: true,
        requests: jsonText,
      },
    ],
  },
  {
    arm: "Microsoft.DataFactory/factories/integrationRuntimes",
    native: ["datafactory:IntegrationRuntime"],
    write: {
      creates: "integration runtimes of a data factory",
      action: "Microsoft.DataFactory/factories/integrationruntimes/write",
    },
    requests: [packages],
    regions: [`${runtime}location`],
    payloads: [setup],
    classic: [
      {
        types: ["datafactory/integrationRuntimeSsis:IntegrationRuntimeSsis"],
        azurerm: ["dataFactoryIntegrationRuntimeAzureSsis"],
        requests: [{ what: "integration runtime", size: "nodeSize", count: "numberOfNodes" }],
        payloads: [{ what: "setup script", kind: "link", path: "customSetupScript.blobContainerUri" }],
      },
      {
        // Only @pulumi/azure v4 and v5 have it.
        types: ["datafactory/integrationRuntimeManaged:IntegrationRuntimeManaged"],
        azurerm: ["dataFactoryIntegrationRuntimeManaged"],
        requests: [{ what: "integration runtime", size: "nodeSize", count: "numberOfNodes" }],
        payloads: [{ what: "setup script", kind: "link", path: "customSetupScript.blobContainerUri" }],
      },
    ],
  },
  {
    arm: "Microsoft.DataFactory/factories/pipelines",
    native: ["datafactory:Pipeline"],
    dynamic: true,
    payloads: [{ what: "activity's command", kind: "command", path: activities.map(at => `${at}.command`) }],
    classic: [
      {
        types: ["datafactory/pipeline:Pipeline"],
        azurerm: ["dataFactoryPipeline"],
        dynamic: true,
        payloads: [{ what: "pipeline's activities", kind: "settings", path: "activitiesJson!" }],
      },
    ],
  },
  {
    // On the workspace's own API, which azapi's data-plane resource writes to; ARM has no such type.
    arm: "Microsoft.Synapse/workspaces/linkedservices",
    native: [],
    write: { leftOut: "no ARM action writes it: Synapse has roles of its own for it" },
    dynamic: true,
    requests: linked("properties.type", service),
    payloads: [
      { what: "script action", kind: "link", path: `${service}scriptActions[].uri` },
      { what: "initialisation script", kind: "link", path: `${service}newClusterInitScripts` },
    ],
  },
  {
    arm: "Microsoft.Synapse/workspaces/integrationRuntimes",
    native: ["synapse:IntegrationRuntime"],
    write: {
      creates: "integration runtimes of a Synapse workspace",
      action: "Microsoft.Synapse/workspaces/integrationruntimes/write",
    },
    requests: [packages],
    regions: [`${runtime}location`],
    payloads: [setup],
  },
];
