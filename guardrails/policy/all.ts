import { toApproval } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import { isScoped } from "./approvals";
import { batchKeys } from "./batch-keys";
import type { Condition, Definition } from "./definition";
import { driverExtension, scriptExtension } from "./extensions";
import { gpuProfiles, gpuSizes, gpuSizesApart } from "./gpu-sizes";
import { foreignIssuers, roleGrants } from "./grants";
import { instances } from "./instances";
import type { Writing } from "./patterns";
import { regions } from "./regions";
import { costlySizes, ordinarySizes } from "./sizes";

/** Azure refuses a rule with more conditions (Learn, "Azure Policy limits"). */
const mostConditions = 512;

type Printer = (estate: Estate, writing: Writing) => Definition | undefined;

/** One a definition; nothing where the estate asks for nothing. */
const printers: readonly Printer[] = [
  gpuSizes,
  ...gpuSizesApart,
  gpuProfiles,
  ordinarySizes,
  costlySizes,
  instances,
  regions,
  driverExtension,
  scriptExtension,
  roleGrants,
  foreignIssuers,
  () => batchKeys,
];

/** What the estate does not approve, as Azure Policy says it. */
export interface Printed {
  readonly definitions: readonly Definition[];
  /** A line for each thing that would make a rule longer than Azure takes and is left out of it. It is never one that refuses. */
  readonly leftOut: readonly string[];
}

/**
 * Printed from the data that the rules of the pack read. Where many patterns would make a rule too long, they are spelled out as the
 * sizes known today, which are one condition. Where it is too long even so, approvals with a scope are left out of it, the last first,
 * and a definition that only reports is left out whole.
 * @throws Error in one line, where a rule that refuses is longer than Azure takes even so.
 */
export function printedFrom(estate: Estate): Printed {
  const found = printers.map(print => fitting(print, estate));
  return {
    definitions: found.flatMap(({ definition }) => definition ?? []),
    leftOut: found.flatMap(({ leftOut }) => leftOut),
  };
}

export const definitionsOf = (estate: Estate): readonly Definition[] => printedFrom(estate).definitions;

interface Fitting {
  readonly definition?: Definition;
  readonly leftOut: readonly string[];
}

function fitting(print: Printer, estate: Estate): Fitting {
  const asPatterns = print(estate, "patterns");
  if (!asPatterns || fits(asPatterns)) return { ...(asPatterns && { definition: asPatterns }), leftOut: [] };
  const { rule, reportsOnly, when } = asPatterns;
  for (let left = scopedIn(estate); left >= 0; left--) {
    const definition = print(withScoped(estate, left), "known sizes");
    if (!definition || !fits(definition)) continue;
    const leftOut = scopedIn(estate) - left;
    const said = `${rule}: the last ${leftOut} of the approvals with a scope approve nothing in Azure Policy, whose rules end at ${mostConditions} conditions. Those with the same subscriptions, tag and number count as one`;
    return { definition, leftOut: leftOut > 0 ? [said] : [] };
  }
  const tooLong = `${rule} would make an Azure Policy rule of ${conditionsIn(when)} conditions, and Azure takes ${mostConditions}`;
  if (reportsOnly)
    return { leftOut: [`${tooLong}: nothing is reported there until the estate names fewer, wider patterns`] };
  throw new Error(`${tooLong}: name fewer, wider patterns in the estate`);
}

const fits = ({ when }: Definition): boolean => conditionsIn(when) <= mostConditions;

const scopedIn = ({ gpuSizes }: Estate): number => gpuSizes.map(toApproval).filter(isScoped).length;

/** The estate with the first so many of its approvals with a scope. */
function withScoped(estate: Estate, number: number): Estate {
  const kept = new Set(estate.gpuSizes.filter(entry => isScoped(toApproval(entry))).slice(0, number));
  return { ...estate, gpuSizes: estate.gpuSizes.filter(entry => !isScoped(toApproval(entry)) || kept.has(entry)) };
}

/** How many conditions a rule has, as Azure counts them. */
export function conditionsIn(condition: Condition): number {
  if ("allOf" in condition) return total(condition.allOf);
  if ("anyOf" in condition) return total(condition.anyOf);
  if ("not" in condition) return conditionsIn(condition.not);
  return "count" in condition ? 1 + conditionsIn(condition.count.where) : 1;
}

const total = (conditions: readonly Condition[]): number =>
  conditions.reduce((sum, condition) => sum + conditionsIn(condition), 0);
