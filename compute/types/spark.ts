import type { ComputeType } from "./compute-type";
import { synapseLinkedService } from "./data-factory";

/** Spark in Synapse and Databricks, and Data Explorer in and beside them. The node size is small, medium or large; the family tells whether there is a GPU. */
export const spark: readonly ComputeType[] = [
  {
    arm: "Microsoft.Synapse/workspaces",
    native: ["synapse:Workspace"],
    write: { creates: "Synapse workspaces, whose pipelines create clusters" },
    dataPlane: "Spark pools and pipelines of Synapse's own API",
    classic: [{ types: ["synapse/workspace:Workspace"], azurerm: ["synapseWorkspace"] }, synapseLinkedService],
  },
  {
    arm: "Microsoft.Synapse/workspaces/bigDataPools",
    native: ["synapse:BigDataPool"],
    write: { creates: "Synapse Spark pools" },
    requests: [
      { what: "Spark pool", tier: "~nodeSizeFamily", count: "~nodeCount", ceiling: "~autoScale.maxNodeCount" },
    ],
    payloads: [{ what: "library requirements", kind: "settings", path: "~libraryRequirements.content" }],
    classic: [
      {
        types: ["synapse/sparkPool:SparkPool"],
        azurerm: ["synapseSparkPool"],
        requests: [
          { what: "Spark pool", tier: "nodeSizeFamily", count: "nodeCount", ceiling: "autoScale.maxNodeCount" },
        ],
        payloads: [{ what: "library requirements", kind: "settings", path: "libraryRequirement.content" }],
      },
    ],
  },
  {
    arm: "Microsoft.Databricks/workspaces",
    native: ["databricks:Workspace"],
    write: { creates: "Databricks workspaces, whose clusters create machines", quota: "compute" },
    dataPlane: "clusters, jobs and served models of Databricks' own API, in its managed resource group",
    classic: [{ types: ["databricks/workspace:Workspace"], azurerm: ["databricksWorkspace"] }],
  },
  {
    // The engine's machines also run Python and R, in an image of the owner's choice.
    arm: "Microsoft.Kusto/clusters",
    native: ["kusto:Cluster"],
    write: { creates: "Data Explorer clusters" },
    requests: [
      {
        what: "Data Explorer cluster",
        tier: "sku.name",
        count: "sku.capacity",
        ceiling: "~optimizedAutoscale.maximum",
        stopped: { path: "~state", words: ["Stopped"] },
      },
    ],
    payloads: [
      {
        what: "language extension's image",
        kind: "image",
        path: "~languageExtensions.value[].languageExtensionCustomImageName",
      },
    ],
    classic: [
      {
        types: ["kusto/cluster:Cluster"],
        azurerm: ["kustoCluster"],
        requests: [
          {
            what: "Data Explorer cluster",
            tier: "sku.name",
            count: "sku.capacity",
            ceiling: "optimizedAutoScale.maximumInstances",
          },
        ],
        payloads: [{ what: "language extension's image", kind: "image", path: "languageExtensions[].image" }],
      },
    ],
  },
  {
    arm: "Microsoft.Kusto/clusters/databases/scripts",
    native: ["kusto:Script"],
    payloads: [
      { what: "Data Explorer script", kind: "script", path: "~scriptContent" },
      { what: "Data Explorer script", kind: "link", path: "~scriptUrl" },
    ],
    classic: [
      {
        types: ["kusto/script:Script"],
        azurerm: ["kustoScript"],
        payloads: [
          { what: "Data Explorer script", kind: "script", path: "scriptContent" },
          { what: "Data Explorer script", kind: "link", path: "url" },
        ],
      },
    ],
  },
  {
    arm: "Microsoft.Kusto/clusters/sandboxCustomImages",
    native: ["kusto:SandboxCustomImage"],
    payloads: [
      { what: "sandbox's image", kind: "image", path: "~baseImageName" },
      { what: "sandbox's packages", kind: "settings", path: "~requirementsFileContent" },
    ],
  },
  {
    arm: "Microsoft.Synapse/workspaces/kustoPools",
    native: ["synapse:KustoPool"],
    write: { creates: "Synapse Data Explorer pools" },
    requests: [
      { what: "Data Explorer pool", tier: "sku.name", count: "sku.capacity", ceiling: "~optimizedAutoscale.maximum" },
    ],
  },
];
