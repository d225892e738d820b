import { isList } from "../../tree";
import type { Tree } from "../../value";
import { type Builtin, type Builtins, many, numeric, strict } from "./builtin";

/** Functions of whole numbers. Results as in Microsoft's "Numeric functions for ARM templates". */

/** Of several numbers or of one list of them. */
const extreme = (call: (...numbers: number[]) => number): Builtin =>
  strict((...args: Tree[]) => {
    const numbers = args.length === 1 && isList(args[0]) ? args[0] : args;
    return numbers.length && numbers.length <= 10_000 && numbers.every(one => typeof one === "number")
      ? call(...numbers)
      : undefined;
  }, many);

export const numbers: Builtins = {
  add: numeric((a, b) => a + b),
  sub: numeric((a, b) => a - b),
  mul: numeric((a, b) => a * b),
  div: numeric((a, b) => Math.trunc(a / b)),
  mod: numeric((a, b) => a % b),
  min: extreme(Math.min),
  max: extreme(Math.max),
  int: strict((value: Tree) => {
    if (typeof value === "number") return Math.trunc(value);
    return typeof value === "string" && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : undefined;
  }),
  float: strict((value: Tree) => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  }),
};
