import { arrayFunctions } from "./arrays";
import { choiceFunctions } from "./choices";
import { conversions } from "./conversions";
import type { Scalar } from "./function";
import { textFunctions } from "./text";
import { timeFunctions } from "./time";

/** Functions of one row, by name. */
export const functions: Record<string, Scalar | undefined> = {
  __proto__: null as never,
  ...conversions,
  ...textFunctions,
  ...timeFunctions,
  ...choiceFunctions,
  ...arrayFunctions,
};
