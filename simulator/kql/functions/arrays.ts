import type { Json } from "../../json";
import { asText } from "../types";
import type { Functions } from "./function";

const listed = (value: Json | undefined): readonly Json[] | undefined =>
  Array.isArray(value) ? (value as readonly Json[]) : undefined;

/** Arrays, which are dynamics. */
export const arrayFunctions: Functions = {
  array_length: {
    least: 1,
    type: ([given]) => (given === "dynamic" ? "long" : undefined),
    value: ([given]) => listed(given)?.length ?? null,
  },
  set_has_element: {
    least: 2,
    type: ([given]) => (given === "dynamic" ? "bool" : undefined),
    value: ([given, item = null]) => listed(given)?.some(each => asText(each) === asText(item)) ?? null,
  },
};
