import type { Json } from "../json";
import { distinctOf } from "./lists";
import { asJson, isNumber, ranked, type Type } from "./types";

/** What Kusto makes of the values of many rows. */
export interface Aggregate {
  /** Of the value and, where `has` says so, of the number at the end. */
  readonly type: (of: Type) => Type | undefined;
  readonly fold: (values: readonly Json[], type: Type, most?: number) => Json;
  /** `condition`: rows count where it is true. `limit`: a number of values at most may be given. */
  readonly has?: readonly ("condition" | "limit")[];
  /** Name of the column before that of its value; the name of the value alone where it is empty. */
  readonly prefix?: string;
}

const there = (values: readonly Json[]) => values.filter(value => value !== null);
const orderable = (type: Type) => (type === "dynamic" ? undefined : type);
const best = (sign: number) => (values: readonly Json[]) =>
  there(values).reduce<Json>((so, value) => (so === null || ranked(value, so) * sign > 0 ? value : so), null);

const sum: Aggregate = {
  type: of => (of === "int" ? "long" : isNumber(of) || of === "timespan" ? of : undefined),
  fold: values => values.reduce<number>((so, value) => so + (typeof value === "number" ? value : 0), 0),
};
const min: Aggregate = { type: orderable, fold: best(-1) };
const max: Aggregate = { type: orderable, fold: best(1) };
const dcount: Aggregate = { type: () => "long", fold: values => distinctOf(there(values)).length };
const any: Aggregate = { type: of => of, fold: values => values.find(value => value !== null && value !== "") ?? null };

/** The most that a set or a list holds, where the query does not say. */
const elementsMost = 1_048_576;
const collected = (values: readonly Json[], type: Type) => there(values).map(value => asJson(value, type));
const set: Aggregate = {
  type: () => "dynamic",
  prefix: "set",
  has: ["limit"],
  fold: (values, type, most = elementsMost) => distinctOf(collected(values, type)).slice(0, most),
};
const list: Aggregate = {
  ...set,
  prefix: "list",
  fold: (values, type, most = elementsMost) => collected(values, type).slice(0, most),
};
const where = (aggregate: Aggregate): Aggregate => ({ ...aggregate, has: ["condition", ...(aggregate.has ?? [])] });

/** By name; `count`, which takes no value, `countif`, `arg_max` and `arg_min` stand in `summarize.ts`. */
export const aggregates: Record<string, Aggregate | undefined> = {
  __proto__: null as never,
  sum,
  sumif: where(sum),
  min,
  minif: where(min),
  max,
  maxif: where(max),
  dcount,
  dcountif: where(dcount),
  take_any: { ...any, prefix: "" },
  take_anyif: { ...where(any), prefix: "" },
  any,
  make_set: set,
  make_set_if: where(set),
  make_list: list,
  make_list_if: where(list),
};
