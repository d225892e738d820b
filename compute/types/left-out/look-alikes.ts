/**
 * Types whose inputs look like a request for machines and are none: the net below the table leaves them out. Pulumi's tokens
 * and ARM types; with a star, all types of a module or a provider that no row knows.
 */
export interface LookAlikes {
  readonly why: string;
  readonly types: readonly string[];
}

/** A provider of ARM, and the modules that hold its types in azure-native and in the classic provider. */
const provider = (name: string, native = name, classic: readonly string[] = []): string[] => [
  `Microsoft.${name}/*`,
  `azure-native:${native}:*`,
  ...classic.map(module => `azure:${module}/*`),
];

export const lookAlikes: readonly LookAlikes[] = [
  {
    why: "watches, shows or counts machines that are there, and names their sizes",
    types: [
      ...provider("Insights", "monitor", ["monitoring", "appinsights"]),
      ...["insights", "applicationinsights"].map(module => `azure-native:${module}:*`),
      ...["AlertsManagement", "Advisor", "OperationalInsights", "ResourceGraph", "Security"].flatMap(name =>
        provider(name),
      ),
      ...provider("SecurityInsights", "securityinsights", ["sentinel"]),
      ...provider("Portal", "portal", ["portal"]),
      ...provider("CostManagement", "costmanagement", ["costmanagement"]),
      ...provider("Consumption", "consumption", ["consumption"]),
    ],
  },
  {
    why: "allows or refuses sizes, or gives rights",
    types: [
      ...provider("Authorization", "authorization", ["policy", "authorization"]),
      ...provider("PolicyInsights"),
      ...provider("Management", "management", ["management"]),
      "Microsoft.DevTestLab/labs/policysets/policies",
      "azure-native:devtestlab:Policy",
      "azure:devtest/policy:Policy",
    ],
  },
  {
    why: "a price that is agreed ahead: the machines that it is for are requested by themselves",
    types: [...["Billing", "BillingBenefits", "Capacity", "Marketplace"].flatMap(name => provider(name))],
  },
  {
    why: "values that programs and pipelines are given: what one of them orders is judged where it is ordered",
    types: [
      ...provider("AppConfiguration", "appconfiguration", ["appconfiguration"]),
      ...provider("KeyVault", "keyvault", ["keyvault"]),
      ...["DataFactory/factories", "Synapse/workspaces"].flatMap(of =>
        ["dataflows", "datasets", "triggers"].map(type => `Microsoft.${of}/${type}`),
      ),
      "Microsoft.DataFactory/factories",
      "Microsoft.DataFactory/factories/globalParameters",
      ...["DataFlow", "Dataset", "Factory", "GlobalParameter", "Trigger"].map(
        type => `azure-native:datafactory:${type}`,
      ),
      ...["BlobEvent", "CustomEvent", "Schedule", "TumblingWindow"].map(
        event => `azure:datafactory/trigger${event}:Trigger${event}`,
      ),
      "azure:datafactory/dataFlow:DataFlow",
      "azure:datafactory/factory:Factory",
      "azure:datafactory/flowletDataFlow:FlowletDataFlow",
    ],
  },
  {
    why: "plans a move: the machines that come of it are requested by themselves",
    types: [...["Migrate", "OffAzure", "DependencyMap"].flatMap(name => provider(name))],
  },
  { why: "shows machines of another cloud, which Azure neither makes nor bills", types: provider("AwsConnector") },
  {
    why: "machines on hardware of the customer's own, of which Azure rents out none",
    types: [
      "AzureStackHCI",
      "ConnectedVMwarevSphere",
      "DataBoxEdge",
      "DataReplication",
      "HybridCompute",
      "HybridContainerService",
      "HybridNetwork",
      "Kubernetes",
      "NetworkCloud",
      "ScVmm",
    ]
      .flatMap(name => provider(name))
      .concat("Microsoft.CognitiveServices/accounts/arcDeployments"),
  },
  {
    why: "a database: its size is a price, and no code but queries runs",
    types: [
      ...provider("DBforMariaDB", "dbformariadb", ["mariadb"]),
      ...provider("DBforMySQL", "dbformysql", ["mysql"]),
      ...provider("DBforPostgreSQL", "dbforpostgresql", ["postgresql"]),
      ...provider("Sql", "sql", ["mssql", "sql"]),
    ],
  },
  {
    why: "a name and a wish: the machines that join it have rows",
    types: [
      "Microsoft.Compute/proximityPlacementGroups",
      "azure-native:compute:ProximityPlacementGroup",
      "azure:proximity/placementGroup:PlacementGroup",
      "Microsoft.Network/interconnectGroups",
      "azure-native:network:InterconnectGroup",
    ],
  },
  {
    why: "a price of the service in the words of a size, or a template that speeds up a developer's work",
    types: [
      "Microsoft.AppPlatform/Spring/applicationAccelerators/customizedAccelerators",
      "azure-native:appplatform:CustomizedAccelerator",
      "azure:appplatform/springCloudCustomizedAccelerator:SpringCloudCustomizedAccelerator",
    ],
  },
];

let types: ReadonlySet<string> | undefined;

/** Whether a type, as `normalToken` or ARM writes it, is one of them. */
export function looksAlike(type: string): boolean {
  types ??= new Set(lookAlikes.flatMap(({ types }) => types.map(each => each.toLowerCase())));
  const lower = type.toLowerCase();
  if (types.has(lower)) return true;
  const slash = lower.indexOf("/");
  const end = slash < 0 ? lower.lastIndexOf(":") : slash;
  return types.has(`${lower.slice(0, end + 1)}*`);
}
