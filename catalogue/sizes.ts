import data from "./data/sizes.json";
import { fits } from "./wildcard";

/**
 * Every VM size whose name fits one of these carries an accelerator (GPU, FPGA or video ASIC), those of the future too;
 * of the 1,817 known sizes no other does. Azure Policy is printed from this list.
 */
export const accelerators: readonly string[] = ["Standard_N*", "Standard_PB*"];

/**
 * Accelerators that are created under another name than a VM size: workload profiles of Container Apps, sizes of Lab
 * Services, node size families of Synapse.
 */
export const acceleratorProfiles: readonly string[] = ["NC*-*", "Classic_N*", "*GPU*", "*FPGA*"];

/** N-series names without their prefix, or behind another; no known size of another series fits. */
const otherNames: readonly string[] = ["*_N*", "NC*", "ND*", "NG*", "NM*", "NP*", "NV*"];

/** Which sizes are denied, as data: the policies test with it, and the guardrails print it as Azure Policy. */
export interface SizeTest {
  readonly deny: readonly string[];
  readonly except: readonly string[];
}

/** Names come in any case, and price lists leave blanks at their end. */
const plain = (size: string): string => size.trim().toLowerCase();

/** Whether a size fits a pattern in which `*` stands for any run of characters. Ignores case; linear in the name. */
export const matches = (pattern: string, size: string): boolean => fits(plain(pattern), plain(size));

export const denies = ({ deny, except }: SizeTest, size: string): boolean =>
  deny.some(pattern => matches(pattern, size)) && !except.some(pattern => matches(pattern, size));

/** Patterns of all names under which an accelerator is created: VM sizes, and profiles of other services. */
export const acceleratorNames: readonly string[] = [...accelerators, ...acceleratorProfiles, ...otherNames];

/** Whether what is created under this name carries an accelerator: a VM size, or a profile of another service. */
export const isAccelerator = (size: string): boolean => acceleratorNames.some(pattern => matches(pattern, size));

export interface Size {
  /** As Azure spells it in the SKU list. */
  readonly name: string;
  /** The quota family, as Azure spells it; spellings differ between its services (`familyKey` levels them). */
  readonly quotaFamily?: string;
  /** What is billed and counted against quota; a constrained size shows its guest fewer. */
  readonly vCpus?: number;
  /** Physical accelerators, as a fraction where one is shared; 0 without any, absent where the number is not known. */
  readonly gpus?: number;
  /** The accelerator: "H200", "Alveo U250 FPGA". */
  readonly gpuModel?: string;
  /** List price in USD per hour: Linux, pay as you go, the median of all public regions. */
  readonly usdPerHour?: number;
}

/** The day on which Azure listed these sizes, `2026-08-21`. */
export const sizesAsOf: string = data.asOf;

/** A row of the table: name, index of its family, vCPUs, USD per hour; for accelerators index of the model, and how many. */
type Row = readonly [string, number | null, number, number | null, number?, (number | null)?];

const toSize = ([name, family, vCpus, usdPerHour, model, gpus = model === undefined ? 0 : null]: Row): Size => ({
  name,
  vCpus,
  ...(family !== null && { quotaFamily: data.families[family]! }),
  ...(gpus !== null && { gpus }),
  ...(model !== undefined && { gpuModel: data.models[model]! }),
  ...(usdPerHour !== null && { usdPerHour }),
});

let index: ReadonlyMap<string, Size> | undefined;

/** All known sizes by their lower-case name. Indexed when first asked for: a policy pack has to start fast. */
export function sizes(): ReadonlyMap<string, Size> {
  index ??= new Map((data.sizes as unknown as readonly Row[]).map(row => [plain(row[0]), toSize(row)]));
  return index;
}

/** What is known of a VM size, in whatever case it is written. */
export const sizeOf = (name: string): Size | undefined => sizes().get(plain(name));
