import type { Json, Row } from "../json";
import { momentOf } from "../kql/time";
import { asNumber, type Column, type Type } from "../kql/types";

/** A row of a log table: each column from the value that the service would put there, in the form of its type. */
export const fitted = (columns: readonly Column[], values: Row): Row =>
  Object.fromEntries(columns.map(({ name, type }) => [name, formed(values[name] ?? null, type)]));

/** A workspace keeps bags in text columns as JSON; a missing text is an empty one. */
function formed(value: Json, type: Type): Json {
  switch (type) {
    case "string":
      return value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
    case "datetime":
      return typeof value === "string" ? (momentOf(value) ?? null) : null;
    case "int":
    case "long":
    case "real":
      return asNumber(value);
    case "bool":
      return typeof value === "boolean" ? value : null;
    default:
      return value;
  }
}

/** The properties of a row of Graph under the names of columns: `ipAddress` is found for `IPAddress`. */
export function capitalised(columns: readonly Column[], row: Row): Row {
  const byName = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(columns.map(({ name }) => [name, byName.get(name.toLowerCase()) ?? null]));
}
