import { azure } from "./azure";
import type { Builtin } from "./builtin";
import { collections } from "./collections";
import { lambdas } from "./lambdas";
import { logic } from "./logic";
import { numbers } from "./numbers";
import { references } from "./references";
import { text } from "./text";

/** The functions of the template language that can be worked out before Azure is asked, by name in lower case. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [references, logic, numbers, text, collections, lambdas, azure].flatMap(table => Object.entries(table)),
);
