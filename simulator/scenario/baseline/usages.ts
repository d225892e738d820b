import type { Row } from "../../json";
import { usage } from "../rows/compute";
import type { Stage } from "../stage";

/** Regions of the story and what Microsoft.Compute counts in them. */

export const homeRegion = "westeurope";

export const regions: readonly (readonly [name: string, displayName: string, geography: string])[] = [
  ["westeurope", "West Europe", "Europe"],
  ["northeurope", "North Europe", "Europe"],
  ["eastus2", "East US 2", "US"],
  ["southcentralus", "South Central US", "US"],
  ["japaneast", "Japan East", "Asia Pacific"],
  ["brazilsouth", "Brazil South", "South America"],
];

export const families = {
  a100: ["StandardNCADSA100v4Family", "Standard NCADSA100v4 Family vCPUs"],
  t4: ["Standard NCASv3_T4 Family", "Standard NCASv3_T4 Family vCPUs"],
  a10: ["StandardNVADSA10v5Family", "Standard NVADSA10v5 Family vCPUs"],
  h100: ["standardNDSH100v5Family", "Standard NDSH100v5 Family vCPUs"],
  dsv5: ["standardDSv5Family", "Standard DSv5 Family vCPUs"],
  regional: ["cores", "Total Regional vCPUs"],
  spot: ["lowPriorityCores", "Total Regional Low-priority vCPUs"],
} as const;

/** What a region offers before anything was asked for: a few ordinary cores, no accelerators, no spot. */
function plainUsages(used: number, limit: number): Row[] {
  return [
    usage("availabilitySets", "Availability Sets", 0, 2500),
    usage(...families.regional, used, limit),
    usage("virtualMachines", "Virtual Machines", used / 2, 25000),
    usage("virtualMachineScaleSets", "Virtual Machine Scale Sets", 0, 2500),
    usage(...families.dsv5, used, limit),
    usage(...families.spot, 0, 0),
    usage(...families.a100, 0, 0),
    usage(...families.t4, 0, 0),
    usage(...families.a10, 0, 0),
    usage(...families.h100, 0, 0),
  ];
}

/** Regions of one subscription; it works at home and has ten cores elsewhere. */
export function addUsages(arm: Stage["arm"], subscription: string, used: number): void {
  for (const [location] of regions)
    arm.usages.push({
      subscription,
      location,
      value: location === homeRegion ? plainUsages(used, used + 10) : plainUsages(0, 10),
    });
}

/** Azure Machine Learning is registered in one subscription, which trains on a few ordinary cores of its home region. */
export function addMlUsages(arm: Stage["arm"], subscription: string): void {
  const row = (type: string, value: string, currentValue: number, limit: number): Row => ({
    id: `/subscriptions/${subscription}/usages`,
    type: `Microsoft.MachineLearningServices/${type}/usages`,
    currentValue,
    limit,
    name: { value, localizedValue: value },
    unit: "Count",
  });
  // Not every region has the service.
  for (const [location] of regions.slice(0, -1)) {
    const home = location === homeRegion;
    arm.mlUsages.push({
      subscription,
      location,
      value: [
        row("totalCores", "Clusters", 0, 100),
        row("dedicatedCores", "Total Cluster Dedicated Regional vCPUs", 0, home ? 24 : 0),
        row("vmFamily", "Standard DSv5 Family Cluster Dedicated vCPUs", 0, home ? 24 : 0),
        row("vmFamily", "Standard NCASv3_T4 Family Cluster Dedicated vCPUs", 0, 0),
        row("lowPriorityCores", "Total Cluster LowPriority Regional vCPUs", 0, 0),
        row("vmFamily", "Standard DSv5 Family Cluster LowPriority vCPUs", 0, -1),
      ],
    });
  }
}

/** Container Instances is registered in one subscription, with the cores that Azure gives it; one region does not offer it. */
export function addContainerUsages(arm: Stage["arm"], subscription: string): void {
  for (const [location] of regions.slice(0, -1))
    arm.containerUsages.push({
      subscription,
      location,
      value: [
        usage("ContainerGroups", "Container Groups", location === homeRegion ? 1 : 0, 100),
        usage("StandardCores", "Standard Cores", location === homeRegion ? 1 : 0, 10),
        usage("StandardSpotCores", "Standard Spot Cores", 0, 0),
        usage("StandardV100Cores", "Standard V100 Cores", 0, 0),
      ],
    });
}

/** Foundry is used in one subscription, in its home region, and may use no accelerator. */
export function addFoundryUsages(arm: Stage["arm"], subscription: string): void {
  const name = "ManagedCompute.GlobalManagedCompute.H100_80GB";
  arm.foundryUsages.push({
    subscription,
    location: homeRegion,
    value: [{ ...usage(name, name, 0, 0), unit: "AcceleratorCount", offerScope: "Global", deployments: [] }],
  });
}

/** Sets what Azure Machine Learning allows of one family in a region; the region's total grows with it. */
export function setMlFamily(arm: Stage["arm"], location: string, family: string, limit: number): void {
  const at = arm.mlUsages.findIndex(row => row.location === location);
  const region = arm.mlUsages[at]!;
  const total = "Total Cluster Dedicated Regional vCPUs";
  const value = region.value.map(row => {
    const name = (row.name as Row).value;
    if (name === `${family} Cluster Dedicated vCPUs`) return { ...row, limit };
    return name === total ? { ...row, limit: Number(row.limit) + limit } : row;
  });
  arm.mlUsages[at] = { ...region, value };
}

/** Sets one row of usages. Cores of a family count in the region as well, so that what is left of it stays what it was. */
export function setUsage(
  arm: Stage["arm"],
  subscription: string,
  location: string,
  family: readonly [string, string],
  used: number,
  limit: number,
): void {
  const at = arm.usages.findIndex(row => row.subscription === subscription && row.location === location);
  const region = arm.usages[at]!;
  const spot = family === families.spot;
  const value = region.value.map(row => {
    const name = (row.name as Row).value;
    if (name === family[0]) return { ...row, currentValue: used, limit };
    if (name !== families.regional[0] || spot) return row;
    return { ...row, currentValue: Number(row.currentValue) + used, limit: Number(row.limit) + limit };
  });
  arm.usages[at] = { ...region, value };
}
