import data from "./data/regions.json";

export interface Region {
  readonly name: string;
  /** "West Europe". */
  readonly displayName: string;
  /** The name of its cloud, as the Azure CLI spells it: AzureCloud, AzureUSGovernment, AzureChinaCloud … */
  readonly cloud: string;
  /** False for what passes as a location and is none: `global`, geographies such as `europe`, stages. */
  readonly physical: boolean;
  readonly pair?: string;
}

/** The day on which Azure listed these locations, `2026-08-21`. */
export const regionsAsOf: string = data.asOf;

type Row = readonly [string, string, string, number, string?];

/** All locations that Azure knows, by name. */
export const regions: ReadonlyMap<string, Region> = new Map(
  (data.regions as unknown as readonly Row[]).map(([name, displayName, cloud, physical, pair]) => [
    name,
    { name, displayName, cloud, physical: physical === 1, ...(pair !== undefined && { pair }) },
  ]),
);

/** Azure takes "West Europe" and "westeurope" for the same. */
export const normalRegion = (text: string): string => text.toLowerCase().replace(/\s/g, "");

/** The cloud that a region is in; undefined where nobody knows the region. */
export const cloudOf = (name: string): string | undefined => regions.get(normalRegion(name))?.cloud;

/** Whether machines can be placed there: a physical region of any cloud. Not so `global`, nor a geography. */
export const isRegion = (name: string): boolean => regions.get(normalRegion(name))?.physical ?? false;
