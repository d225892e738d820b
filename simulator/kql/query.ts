import { Cursor } from "./cursor";
import { expression } from "./expressions";
import { operators } from "./operators";
import type { Database, Reading, Table } from "./table";
import { tokensOf } from "./tokens";
import { unionOf } from "./union";

/** A query that was understood in full. */
export interface Query extends Table {
  /** The result still holds the rows of a table one by one, so that it can be paged. */
  readonly listing: boolean;
}

/** Understands a query, or throws a QueryError: an unknown word is never skipped. */
export function parseQuery(source: string, database: Database): Query {
  const cursor = new Cursor(source, tokensOf(source));
  const reading: Reading = {
    cursor,
    database,
    named: new Map(),
    tabular: alone => (alone ? beginning(reading) : tabular(reading)),
  };
  if (database.language.knows("let")) while (cursor.take("let")) named(reading);
  let listing = true;
  const table = tabular(reading, word => {
    if (/^(summarize|count|distinct|join|union)$/.test(word)) listing = false;
  });
  cursor.take(";");
  if (cursor.peek().kind !== "end") throw cursor.failure();
  return { ...table, listing };
}

/** `let name = …;`: a table where a table begins, else a value. */
function named(reading: Reading): void {
  const { cursor, database, named: known } = reading;
  const name = cursor.name();
  cursor.expect("=");
  const { kind, text } = cursor.peek();
  const found = known.get(text);
  const isTable =
    kind === "name" &&
    !cursor.sees("(", 1) &&
    (text === "union" || (found ? "table" in found : cursor.sees("|", 1) || database.table(text) !== undefined));
  if (isTable) {
    const table = tabular(reading);
    let made: ReturnType<Table["rows"]> | undefined;
    const rows = () => {
      made ??= table.rows();
      return made;
    };
    known.set(name, { table: { ...table, rows } });
  } else {
    const { type, value } = expression({ reading, columns: new Map(), operator: "let" });
    const constant = value({});
    known.set(name, { scalar: { type, value: () => constant } });
  }
  cursor.expect(";");
}

/** A table with its operators, up to the end, a closing bracket or a comma. */
function tabular(reading: Reading, seen: (word: string) => void = () => {}): Table {
  const { cursor, database } = reading;
  let table = beginning(reading);
  while (cursor.take("|")) {
    const word = cursor.next();
    const operator = database.language.knows(word.text) ? operators[word.text] : undefined;
    if (!operator) throw cursor.failure(word);
    seen(word.text);
    const before = table;
    const { columns, step } = operator(reading, table.columns);
    table = { columns, rows: () => step(before.rows()) };
  }
  return table;
}

function beginning(reading: Reading): Table {
  const { cursor, database, named: known } = reading;
  const token = cursor.next();
  if (token.kind !== "name") throw cursor.failure(token);
  if (token.text === "union" && database.language.knows("union")) return unionOf(reading);
  const found = known.get(token.text);
  const table = found ? ("table" in found ? found.table : undefined) : database.table(token.text);
  const next = cursor.sees("|") ? cursor.peek(1).text : "";
  if (!table) throw database.language.noTable(token.text, next);
  return table;
}
