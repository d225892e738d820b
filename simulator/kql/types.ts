import type { Json, Row } from "../json";
import { momentText, spanText } from "./time";

/** The types of Kusto. A datetime is milliseconds since 1970, a timespan milliseconds; a dynamic is any JSON. */
export type Type = "string" | "int" | "long" | "real" | "bool" | "datetime" | "timespan" | "dynamic";

export const types: readonly Type[] = ["string", "int", "long", "real", "bool", "datetime", "timespan", "dynamic"];

export interface Column {
  readonly name: string;
  readonly type: Type;
}

/** An expression, ready to run on a row, and the column name that Kusto would give it. */
export interface Expression {
  readonly type: Type;
  readonly value: (row: Row) => Json;
  readonly name?: string;
}

/** From the narrowest; what is computed of two is of the wider. */
const numbers: readonly Type[] = ["int", "long", "real"];

export const isNumber = (type: Type): boolean => numbers.includes(type);
export const isWhole = (type: Type): boolean => type === "int" || type === "long";

/** The type that can hold values of both, undefined where none can. A dynamic takes on the type of what stands beside it. */
export function joint(a: Type, b: Type): Type | undefined {
  if (a === b || b === "dynamic") return a;
  if (a === "dynamic") return b;
  if (!isNumber(a) || !isNumber(b)) return undefined;
  return numbers[Math.max(numbers.indexOf(a), numbers.indexOf(b))];
}

/** Text as `tostring()` writes it; bags as JSON, nothing as empty text. */
export function asText(value: Json, type: Type = "dynamic"): string {
  if (value === null) return "";
  if (type === "datetime" && typeof value === "number") return momentText(value, 7);
  if (type === "timespan" && typeof value === "number") return spanText(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The value as it stands in a dynamic, or in JSON: instants and spans as text. */
export function asJson(value: Json, type: Type): Json {
  if (value === null) return null;
  if (type === "datetime" && typeof value === "number") return momentText(value);
  return type === "timespan" ? asText(value, type) : value;
}

export function truth(value: Json): boolean {
  return value === true;
}

/** The number that a value is, null where it is none. */
export function asNumber(value: Json): number | null {
  if (value === null || value === "" || typeof value === "object") return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

/** Which of two comes first in a sorted list; nothing before everything. */
export function ranked(a: Json, b: Json): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [x, y] = [asText(a), asText(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
