import type { ContainerQuota } from "../evidence/container-quota";
import { type Amount, exactly, unknownAmount } from "./amount";
import { type BurnSums, lessSure, nothing } from "./idle-worth";

/**
 * Pools of cores that are counted. Those of GPUs are not: Container Instances has none since 2025-07-14.
 * Source: Microsoft Learn, "ContainerGroupQuotaReached error" and "Azure Container Instances GPU".
 */
const standard = "standardcores";
const spot = "standardspotcores";
const withGpus = /^standard[a-z]+\d+cores$/i;

/**
 * What the idle cores of Container Instances would allow in one subscription. No price of theirs is in the tables, so that
 * the money is not known. Undefined where a region tells of no cores at all.
 */
export function idleCores(rows: readonly ContainerQuota[]): BurnSums | undefined {
  const regions = new Set(rows.map(({ region }) => region));
  const told = new Set(rows.filter(({ name }) => name.toLowerCase() === standard).map(({ region }) => region));
  if (told.size === 0 || told.size < regions.size) return undefined;
  const freeOf = (is: (name: string) => boolean) =>
    rows
      .filter(({ name }) => is(name.toLowerCase()))
      .reduce((sum, { used, limit }) => sum + (limit < 0 ? Number.POSITIVE_INFINITY : Math.max(0, limit - used)), 0);
  const free = freeOf(name => name === standard);
  const ofSpot = freeOf(name => name === spot);
  const others = freeOf(name => name.endsWith("cores") && name !== standard && name !== spot && !withGpus.test(name));
  const sums = {
    ...nothing,
    usdPerDay: priceless(free),
    spotUsdPerDay: priceless(ofSpot),
    vCpus: Number.isFinite(free + ofSpot) ? exactly(free + ofSpot) : unknownAmount,
  };
  // Whether other pools, such as that of confidential containers, are part of these is not documented.
  return others > 0 ? { ...lessSure(sums), gpus: nothing.gpus } : sums;
}

const priceless = (free: number): Amount => (free > 0 ? unknownAmount : exactly(0));
