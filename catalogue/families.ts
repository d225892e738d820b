import { sizes } from "./sizes";

/** A quota family: the sizes that draw on one limit. */
export interface Family {
  readonly key: string;
  readonly accelerator: boolean;
  /** The accelerator, where its sizes are known. */
  readonly model?: string;
  /** Names of the sizes that draw on it. Empty for a family that is newer than the table. */
  readonly sizes: readonly string[];
}

/** What Azure ML and localised names say after the family: "… Family Cluster Dedicated vCPUs", "… Family vCPUs". */
const tail = /(?<=family)(?:cluster)?(?:dedicated|lowpriority)?vcpus$/;

/** As support tickets name a family (Learn, "Support REST API: quota ticket details"): "ESv3 Series". */
const series = /^(?:standard)?(.+)series$/;

/** One spelling for all services: `Standard NCASv3_T4 Family` and `standardNCASv3_T4Family vCPUs` are the same family. */
export const familyKey = (name: string): string =>
  name.toLowerCase().replace(/[ _-]/g, "").replace(tail, "").replace(series, "standard$1family");

/** Families of accelerators are named like their sizes, those of the future too. */
const accelerator = /^standard(?:n|pb)[a-z0-9]*family$/;

let index: ReadonlyMap<string, Family> | undefined;

/** All known families by key. */
export function families(): ReadonlyMap<string, Family> {
  if (index) return index;
  const found = new Map<string, { sizes: string[]; model?: string }>();
  for (const { name, quotaFamily, gpuModel } of sizes().values()) {
    if (quotaFamily === undefined) continue;
    const key = familyKey(quotaFamily);
    const family = found.get(key) ?? { sizes: [], ...(gpuModel !== undefined && { model: gpuModel }) };
    family.sizes.push(name);
    found.set(key, family);
  }
  index = new Map(
    [...found].map(([key, family]) => [key, { key, accelerator: family.model !== undefined, ...family }]),
  );
  return index;
}

/**
 * The family of a quota row, in the spelling of any service. Undefined for rows that are no family (`cores`,
 * `lowPriorityCores`) and for unknown families of ordinary sizes.
 */
export function familyOf(name: string): Family | undefined {
  const key = familyKey(name);
  return families().get(key) ?? (accelerator.test(key) ? { key, accelerator: true, sizes: [] } : undefined);
}
