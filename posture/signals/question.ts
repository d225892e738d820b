/**
 * One question over a log, as data, so that it can be folded over a stream, printed as KQL, and documented. Who creates
 * machines, hour by hour, and in which regions:
 *
 * ```ts
 * { id: "compute", where: { operation: [virtualMachineWrite], result: ["done"] }, per: ["caller"], hours: 1, distinct: ["region"], sum: ["machines"] }
 * ```
 */
export interface Question<C extends string = string, N extends string = string> {
  readonly id: string;
  readonly where?: Where<C>;
  /** One answer for each different value of these. */
  readonly per: readonly C[];
  /** Hours of the windows that answers are cut into; without it, one answer for the whole history. */
  readonly hours?: number;
  /** Columns whose different values are collected; `day` is the day of the act. */
  readonly distinct?: readonly (C | "day")[];
  /** Columns of numbers that are added up. */
  readonly sum?: readonly N[];
}

/** Which acts: each column named has one of the values. */
export type Where<C extends string = string> = { readonly [K in C]?: readonly string[] };

/** One answer. Every road gives the same. */
export interface Answer {
  readonly question: string;
  /** By column. Nothing known is an empty text. */
  readonly key: Readonly<Record<string, string>>;
  /** Start of the window, ISO 8601; absent without one. */
  readonly window?: string;
  readonly times: number;
  /** ISO 8601, to the millisecond. */
  readonly first: string;
  readonly last: string;
  /** By column, sorted; nothing known is left out. At most `mostDistinct` of each. */
  readonly distinct: Readonly<Record<string, readonly string[]>>;
  readonly sum: Readonly<Record<string, number>>;
}

/** More different values of one column are not kept in one answer. */
export const mostDistinct = 1000;

/** Start of the window that a time falls in, ISO 8601. Windows are counted from 1970, as KQL's `bin` does. */
export function windowOf(at: string, hours: number): string {
  const size = hours * 3_600_000;
  return new Date(Math.floor(Date.parse(at) / size) * size).toISOString();
}
