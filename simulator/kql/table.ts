import type { Row } from "../json";
import type { Cursor } from "./cursor";
import type { Language } from "./language";
import type { Column, Expression, Type } from "./types";

/** Rows with named columns. Each value is as `types.ts` says of the type of its column. */
export interface Table {
  readonly columns: readonly Column[];
  /** Made when it is first asked for. */
  readonly rows: () => readonly Row[];
}

/** What a query is asked of. */
export interface Database {
  readonly language: Language;
  /** The instant of `now()`, in milliseconds since 1970. */
  readonly now: number;
  readonly table: (name: string) => Table | undefined;
}

/** A query while it is read: what its `let` statements named so far, and who reads the tables in brackets. */
export interface Reading {
  readonly cursor: Cursor;
  readonly database: Database;
  readonly named: Map<string, { readonly table: Table } | { readonly scalar: Expression }>;
  /** Only the name of one where it stands `alone`, else with the operators behind it. */
  readonly tabular: (alone?: boolean) => Table;
}

/** Where an expression stands. */
export interface Scope {
  readonly reading: Reading;
  readonly columns: ReadonlyMap<string, Type>;
  /** Named in what is refused. */
  readonly operator: string;
  /** Reads the call of an aggregate, of which the word and the bracket are taken; only in `summarize`. */
  readonly aggregate?: (word: string) => Expression | undefined;
}

export const typesOf = (columns: readonly Column[]): ReadonlyMap<string, Type> =>
  new Map(columns.map(({ name, type }) => [name, type]));

/** What an operator makes of a table: which columns, and how its rows become others. */
export interface State {
  readonly columns: readonly Column[];
  readonly step: (rows: readonly Row[]) => readonly Row[];
}
