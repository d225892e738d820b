import type { Row } from "../json";
import { Cursor } from "./expressions";
import { operators, type State } from "./operators";
import { QueryError, tokensOf } from "./tokens";

/** A query that was understood in full. */
export interface Query {
  readonly table: string;
  readonly run: (rows: readonly Row[]) => readonly Row[];
  /** Columns of the result, in order. */
  readonly columns: readonly string[];
  /** The result still holds the rows of the table one by one, so that it can be paged. */
  readonly listing: boolean;
}

/** Understands a query over one of the tables, or throws a QueryError: an unknown word is never skipped. */
export function parseQuery(source: string, tables: readonly string[], base: readonly string[]): Query {
  const cursor = new Cursor(source, tokensOf(source));
  const name = cursor.next();
  if (name.kind !== "name") throw cursor.failure(name);
  const table = name.text.toLowerCase();
  if (!tables.includes(table)) throw new QueryError(`Table ${name.text} is invalid, unsupported or disallowed.`);
  let columns = base;
  let listing = true;
  const steps: State["step"][] = [];
  while (cursor.peek().kind !== "end") {
    cursor.expect("|");
    const word = cursor.next();
    const operator = operators[word.text.toLowerCase()];
    if (!operator) throw cursor.failure(word);
    if (/^(summarize|count|distinct)$/i.test(word.text)) listing = false;
    const state = operator(cursor, columns);
    columns = state.columns;
    steps.push(state.step);
  }
  return { table, columns, listing, run: rows => steps.reduce((left, step) => step(left), rows) };
}
