import type { Estate } from "../../catalogue/estate";
import type { Condition, Definition } from "./definition";
import { driverExtension } from "./driver-extensions";
import { instances } from "./instances";
import { regions } from "./regions";
import { gpuSizes, ordinarySizes } from "./sizes";

/** Azure refuses a rule with more conditions (Learn, "Azure Policy limits"). */
const mostConditions = 512;

/**
 * What the estate does not approve, as Azure Policy definitions: printed from the data that the rules of the pack read.
 * @throws Error in one line, where the estate's patterns make a rule longer than Azure takes.
 */
export function definitionsOf(estate: Estate): readonly Definition[] {
  const definitions = [
    gpuSizes(estate),
    ordinarySizes(estate),
    instances(estate),
    regions(estate),
    driverExtension(),
  ].filter(definition => definition !== undefined);
  for (const { rule, when } of definitions) {
    const conditions = conditionsIn(when);
    if (conditions > mostConditions)
      throw new Error(
        `${rule} would make an Azure Policy rule of ${conditions} conditions, and Azure takes ${mostConditions}: name fewer, wider patterns in the estate`,
      );
  }
  return definitions;
}

function conditionsIn(condition: Condition): number {
  if ("allOf" in condition) return total(condition.allOf);
  if ("anyOf" in condition) return total(condition.anyOf);
  if ("not" in condition) return conditionsIn(condition.not);
  return "count" in condition ? 1 + conditionsIn(condition.count.where) : 1;
}

const total = (conditions: readonly Condition[]): number =>
  conditions.reduce((sum, condition) => sum + conditionsIn(condition), 0);
