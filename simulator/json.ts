/** Wire JSON. The simulator keeps and sends rows as the services write them, and knows no meaning beyond their shape. */
export type Json = null | boolean | number | string | readonly Json[] | Row;
export interface Row {
  readonly [key: string]: Json;
}

export function isRow(value: Json | undefined): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a dotted path, `undefined` where it leads nowhere. */
export function get(row: Json | undefined, path: string): Json | undefined {
  let value: Json | undefined = row;
  for (const key of path.split(".")) {
    if (!isRow(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** The text at a dotted path, empty where there is none. */
export function text(row: Json | undefined, path: string): string {
  const value = get(row, path);
  return typeof value === "string" ? value : "";
}

/** Azure compares ids, scopes and names ignoring case. */
export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
