/**
 * A log, described once: what an act is, what is known of it, and where each road keeps that. A column is one line:
 *
 * ```ts
 * address: { workspace: "CallerIpAddress", hunting: "IPAddress", of: record => record.httpRequest?.clientIpAddress },
 * ```
 *
 * Several records tell of one act (that it began, was accepted, succeeded). They agree in the columns of `act`; of every
 * other column the greatest value counts, so that what one of the records does not say is taken from another. Where `act` is
 * empty each record is an act of its own.
 */
export interface Log<R, C extends string = string, N extends string = string, L extends string = string> {
  readonly name: string;
  /** Where each engine keeps it. One that keeps no form of it is left out, and is not asked. */
  readonly roads: { readonly [K in Engine]?: EngineTable };
  /** When it happened, as a record of the road without an engine has it. */
  at(record: R): string;
  /** What the records of one act agree in; the first sorts out most of them. */
  readonly act: readonly C[];
  /** The column with the id of whoever did it, whose name stands in `name`. */
  readonly who: C;
  readonly columns: { readonly [K in C]: LogColumn<R, string> };
  /** Columns that follow from others of the whole act, and not of one record. */
  readonly late: { readonly [K in L]: LateColumn<C> };
  /** Columns of numbers. */
  readonly numbers: { readonly [K in N]: LogColumn<R, number> };
}

/** An engine that answers questions itself, so that only answers cross the wire. */
export type Engine = "workspace" | "hunting";

export interface EngineTable {
  /** The table, or several of which those that are there are read. */
  readonly tables: readonly string[];
  /** Its column with the time. */
  readonly at: string;
  /** Rows that belong to the log, as a KQL condition. */
  readonly only?: string;
  /** Parts that several columns are read from, as KQL `name = expression`, in order. */
  readonly parts?: readonly string[];
}

/** `{ from: ["size"], kql: "iff(size startswith 'Standard_N', 'yes', '')", of: size => … }` */
export interface LateColumn<C extends string = string> {
  readonly from: readonly C[];
  readonly kql: string;
  /** Is given the texts of `from`, empty where nothing is known. */
  of(...from: readonly string[]): string;
}

/**
 * Where one column stands: a KQL expression for each engine, and a function for records as Azure's API sends them. An engine
 * that does not keep it is left out: nothing is known there, and what turns on it cannot be told.
 */
export interface LogColumn<R, T> {
  readonly workspace?: string;
  readonly hunting?: string;
  of(record: R): T | undefined;
}

/** A log, or a table, that got no row for so many days is told nothing any more. */
export const quietDays = 2;

/** How many days the engines may hold; hunting keeps thirty (Learn, "Advanced hunting quotas and usage parameters"). */
export const engineDays: Readonly<Record<Engine, number>> = { workspace: 90, hunting: 30 };

/** Who told of a log: an engine, or Azure's own API, record by record. */
export type Road = Engine | "records";

/** How a finding names each road. */
export const roadNames: { readonly [R in Road]: string } = {
  workspace: "the workspace",
  hunting: "advanced hunting",
  records: "the API",
};

/** Where an engine keeps a log. Nobody asks an engine that does not keep it. */
export function tableOf({ name, roads }: Log<never>, engine: Engine): EngineTable {
  const table = roads[engine];
  if (!table) throw new Error(`${roadNames[engine]} does not keep ${name}`);
  return table;
}

/** Those of the columns that a road does not keep. */
export const lackingOn = (log: Log<never>, road: Road, columns: readonly string[]): string[] =>
  road === "records" ? [] : columns.filter(column => column in log.columns && log.columns[column]![road] === undefined);
