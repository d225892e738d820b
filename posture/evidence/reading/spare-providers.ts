import { fits } from "../../../catalogue/wildcard";

/** What a resource in another subscription may use here: its provider then has to be registered here as well. */
const networks = [
  "Microsoft.Network/privateDnsZones",
  "Microsoft.Network/privateEndpoints",
  "Microsoft.Network/virtualNetworks",
];

/**
 * Resource providers that order compute and that a subscription can do without, as long as nothing stands in it that may need
 * them: what is of the provider itself, and what is of others (patterns of types, with `*`). Where in doubt, it may. Of providers
 * whose reads give away more, types are named one by one (see kept-out.ts).
 * Sources: Microsoft Learn, "Azure resource providers and types", "Use private endpoints with Azure Batch accounts", "Create a private
 * AKS cluster", "Isolated image builds for Azure VM Image Builder", "Use deployment scripts in Bicep", "Provide a virtual network to an
 * Azure Container Apps environment", "Azure Functions Flex Consumption plan", "Set up your environment for Foundry Agent Service";
 * github.com/microsoft/virtualnodesOnAzureContainerInstances.
 */
const mayNeed: { readonly [namespace: string]: readonly string[] } = {
  "Microsoft.App": ["Microsoft.CognitiveServices/*", "Microsoft.Web/serverfarms", "Microsoft.Web/sites", ...networks],
  "Microsoft.AVS": networks,
  "Microsoft.Batch": networks,
  // A subnet for it has to be in the same subscription.
  "Microsoft.ContainerInstance": [
    "Microsoft.ContainerService/*",
    "Microsoft.Resources/deploymentScripts",
    "Microsoft.StandbyPool/*",
    "Microsoft.VirtualMachineImages/*",
  ],
  "Microsoft.ContainerService": ["Microsoft.App/*", "Microsoft.CognitiveServices/*", ...networks],
  "Microsoft.DevTestLab": networks,
  "Microsoft.HDInsight": networks,
  "Microsoft.MachineLearningServices": [
    "Microsoft.CognitiveServices/*",
    "Microsoft.ContainerRegistry/registries",
    ...networks,
  ],
  "Microsoft.RedHatOpenShift": networks,
};

const ofCompute = "its machines are those of Microsoft.Compute, or of another provider";
const elsewhere = "its machines stand outside Azure, and it runs things on them";
const wide = "it has much that is no compute, and is in use nearly everywhere";
const byContract = "what it sells is ordered by contract";
const over = "the service takes no new customers, or was shut down";
const unproved = "it is not known what else may need it";

/** Other providers of types that create compute, and why nobody is told to unregister them. In lower case. */
export const keptProviders: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "Microsoft.AppPlatform": over,
    "Microsoft.AzureFleet": ofCompute,
    "Microsoft.AzureLargeInstance": byContract,
    "Microsoft.AzureStackHCI": elsewhere,
    "Microsoft.BareMetalInfrastructure": byContract,
    "Microsoft.CognitiveServices": wide,
    "Microsoft.Compute":
      "nearly every subscription needs it: other services keep their machines, disks and images there",
    "Microsoft.ComputeBulkActions": ofCompute,
    "Microsoft.ConfidentialLedger": unproved,
    "Microsoft.ConnectedVMwarevSphere": elsewhere,
    "Microsoft.ContainerRegistry": wide,
    "Microsoft.DataFactory": unproved,
    "Microsoft.DesktopVirtualization": ofCompute,
    "Microsoft.DevCenter": unproved,
    "Microsoft.DevOpsInfrastructure": unproved,
    "Microsoft.Discovery": unproved,
    "Microsoft.DocumentDB": wide,
    "Microsoft.HybridCompute": elsewhere,
    "Microsoft.Insights": wide,
    "Microsoft.Kusto": unproved,
    "Microsoft.LabServices": unproved,
    "Microsoft.Migrate": ofCompute,
    "Microsoft.RecoveryServices": wide,
    "Microsoft.ScVmm": elsewhere,
    "Microsoft.ServiceFabric": ofCompute,
    "Microsoft.ServiceFabricMesh": over,
    "Microsoft.StandbyPool": ofCompute,
    "Microsoft.Synapse": unproved,
    "Microsoft.VirtualMachineImages": ofCompute,
    "Microsoft.VMwareCloudSimple": over,
    "Microsoft.Web": wide,
    "Microsoft.Workloads": ofCompute,
    "Oracle.Database": unproved,
  }).map(([namespace, why]) => [namespace.toLowerCase(), why]),
);

/** A provider, and the types of which nothing may stand in a subscription that does without it. */
export interface SpareProvider {
  readonly namespace: string;
  /** Patterns, such as `Microsoft.Batch/*`. */
  readonly types: readonly string[];
}

export const spareProviders: readonly SpareProvider[] = Object.entries(mayNeed).map(([namespace, others]) => ({
  namespace,
  types: [`${namespace}/*`, ...others],
}));

const byName = new Map(spareProviders.map(provider => [provider.namespace.toLowerCase(), provider]));

/** The provider of a namespace in any letter case, where a subscription can do without it. */
export const spareProvider = (namespace: string): SpareProvider | undefined => byName.get(namespace.toLowerCase());

/** Whether something of this type, in any letter case, may need the provider. */
export const needs = ({ types }: SpareProvider, type: string): boolean =>
  types.some(pattern => fits(pattern.toLowerCase(), type.toLowerCase()));
