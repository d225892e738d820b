import type { Estate } from "../../catalogue/estate";
import { batchKeys } from "./batch-keys";
import type { Condition, Definition } from "./definition";
import { driverExtension, scriptExtension } from "./extensions";
import { gpuProfiles, gpuSizes } from "./gpu-sizes";
import { foreignIssuers, roleGrants } from "./grants";
import { instances } from "./instances";
import type { Writing } from "./patterns";
import { regions } from "./regions";
import { costlySizes, ordinarySizes } from "./sizes";

/** Azure refuses a rule with more conditions (Learn, "Azure Policy limits"). */
const mostConditions = 512;

/** One a definition; nothing where the estate asks for nothing. */
const printers: readonly ((estate: Estate, writing: Writing) => Definition | undefined)[] = [
  gpuSizes,
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

/**
 * What the estate does not approve, as Azure Policy definitions: printed from the data that the rules of the pack read. Where many
 * patterns would make a rule too long, they are spelled out as the sizes known today, which are one condition.
 * @throws Error in one line, where a rule is longer than Azure takes even so.
 */
export const definitionsOf = (estate: Estate): readonly Definition[] =>
  printers.flatMap(print => {
    const asPatterns = print(estate, "patterns");
    if (!asPatterns) return [];
    const fits = conditionsIn(asPatterns.when) <= mostConditions;
    const definition = fits ? asPatterns : (print(estate, "known sizes") ?? asPatterns);
    const conditions = conditionsIn(definition.when);
    if (conditions > mostConditions)
      throw new Error(
        `${definition.rule} would make an Azure Policy rule of ${conditions} conditions, and Azure takes ${mostConditions}: name fewer, wider patterns in the estate`,
      );
    return [definition];
  });

/** How many conditions a rule has, as Azure counts them. */
export function conditionsIn(condition: Condition): number {
  if ("allOf" in condition) return total(condition.allOf);
  if ("anyOf" in condition) return total(condition.anyOf);
  if ("not" in condition) return conditionsIn(condition.not);
  return "count" in condition ? 1 + conditionsIn(condition.count.where) : 1;
}

const total = (conditions: readonly Condition[]): number =>
  conditions.reduce((sum, condition) => sum + conditionsIn(condition), 0);
