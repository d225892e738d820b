import type { Json } from "../../json";
import { asText, joint, type Type, truth } from "../types";
import { always, type Functions, type Scalar } from "./function";

/** The one type of several values, undefined where they have none. */
const jointOf = (types: readonly (Type | undefined)[]): Type | undefined =>
  types.reduce((so, type) => so && type && joint(so, type));

const choice: Scalar = {
  least: 3,
  type: ([test, yes, no]) => (test === "bool" ? jointOf([yes, no]) : undefined),
  value: ([test = null, yes = null, no = null]) => (truth(test) ? yes : no),
};

/** Tests and their values in turn, and the value for what passes none. */
const isTest = (at: number, count: number) => at % 2 === 0 && at < count - 1;

const asked = (value: (given: Json, type: Type) => boolean): Scalar => ({
  least: 1,
  type: always("bool"),
  value: ([given = null], [type = "dynamic"]) => value(given, type),
});

/** What is there, and what is taken of several values. */
export const choiceFunctions: Functions = {
  iff: choice,
  iif: choice,
  case: {
    least: 3,
    most: 65,
    type: given =>
      given.length % 2 === 1 && given.every((type, at) => !isTest(at, given.length) || type === "bool")
        ? jointOf(given.filter((_, at) => !isTest(at, given.length)))
        : undefined,
    value: given => {
      const found = given.findIndex((value, at) => isTest(at, given.length) && truth(value));
      return (found < 0 ? given.at(-1) : given[found + 1]) ?? null;
    },
  },
  coalesce: {
    least: 2,
    most: 64,
    type: jointOf,
    value: given => given.find(value => value !== null && value !== "") ?? null,
  },
  not: {
    least: 1,
    type: ([given]) => (given === "bool" ? "bool" : undefined),
    value: ([given = null]) => (given === null ? null : !truth(given)),
  },
  isempty: asked(given => asText(given) === ""),
  isnotempty: asked(given => asText(given) !== ""),
  // A text is never null.
  isnull: asked((given, type) => given === null && type !== "string"),
  isnotnull: asked((given, type) => given !== null || type === "string"),
};
