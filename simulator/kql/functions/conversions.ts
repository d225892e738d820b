import type { Json } from "../../json";
import { momentOf, spanOf } from "../time";
import { asNumber, asText, type Type } from "../types";
import { always, type Functions, ofText, type Scalar } from "./function";

const whole = (value: Json): Json => {
  const number = asNumber(value);
  return number === null ? null : Math.trunc(number);
};

const to = (result: Type, value: (given: Json, type: Type) => Json): Scalar => ({
  least: 1,
  keepsName: true,
  type: always(result),
  value: ([given = null], [type = "dynamic"]) => value(given, type),
});

const boolOf = (given: Json): Json => {
  const text = asText(given).toLowerCase();
  return text === "true" ? true : text === "false" ? false : null;
};

const parse: Scalar = {
  least: 1,
  type: ofText("dynamic"),
  value: ([given = null]) => {
    if (typeof given !== "string") return given;
    try {
      return JSON.parse(given) as Json;
    } catch {
      return given;
    }
  },
};

/** From one type to another; null where the value has no such form. */
export const conversions: Functions = {
  tostring: to("string", asText),
  toint: to("int", whole),
  tolong: to("long", whole),
  todouble: to("real", asNumber),
  toreal: to("real", asNumber),
  tobool: to("bool", boolOf),
  todatetime: to("datetime", (given, type) => (type === "datetime" ? given : (momentOf(asText(given)) ?? null))),
  totimespan: to("timespan", (given, type) => (type === "timespan" ? given : (spanOf(asText(given)) ?? null))),
  parse_json: parse,
  todynamic: parse,
};
