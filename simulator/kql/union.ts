import type { Row } from "../json";
import { rightSide } from "./join";
import type { State } from "./operators";
import type { Reading, Table } from "./table";
import { QueryError } from "./tokens";
import type { Column } from "./types";

/** The tables behind the word `union`: `isfuzzy=true` passes over those that are not there. */
export function unionOf(reading: Reading, before: readonly Table[] = []): Table {
  const { cursor, database, named } = reading;
  let fuzzy = false;
  if (cursor.take("isfuzzy")) {
    cursor.expect("=");
    fuzzy = cursor.take("true");
    if (!fuzzy) cursor.expect("false");
  }
  const tables = [...before];
  do {
    const token = cursor.peek();
    const missing = token.kind === "name" && !named.has(token.text) && !database.table(token.text);
    if (fuzzy && missing) cursor.next();
    else tables.push(rightSide(reading));
  } while (cursor.take(","));
  if (tables.length === 0) throw new QueryError("'union' operator: Failed to resolve all tables.");
  const columns = joined(tables.flatMap(table => table.columns));
  return {
    columns,
    rows: () =>
      tables.flatMap(table =>
        table.rows().map((row): Row => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))),
      ),
  };
}

export function unionWith(reading: Reading, columns: readonly Column[]): State {
  let given: readonly Row[] = [];
  const all = unionOf(reading, [{ columns, rows: () => given }]);
  return {
    columns: all.columns,
    step: rows => {
      given = rows;
      return all.rows();
    },
  };
}

/** Columns of all tables, each once. Kusto gives two columns to a name of two types; here that is refused. */
function joined(columns: readonly Column[]): Column[] {
  const all = new Map<string, Column>();
  for (const column of columns) {
    const found = all.get(column.name);
    if (found && found.type !== column.type)
      throw new QueryError(`'union' operator: '${column.name}' is of the types ${found.type} and ${column.type}.`);
    all.set(column.name, column);
  }
  return [...all.values()];
}
