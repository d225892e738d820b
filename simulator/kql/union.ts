import type { Row } from "../json";
import type { Cursor } from "./cursor";
import { rightSide } from "./join";
import type { Reading, State, Table } from "./table";
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
    const { kind, text } = cursor.peek(cursor.sees("(") ? 1 : 0);
    const missing = kind === "name" && !named.has(text) && !database.table(text);
    if (fuzzy && missing) passOver(cursor);
    else tables.push(rightSide(reading));
  } while (cursor.take(","));
  if (tables.length === 0) throw new QueryError("'union' operator: Failed to resolve all tables.");
  const all = tables.flatMap(table => table.columns);
  const columns = joined(all);
  return {
    columns,
    rows: () =>
      tables.flatMap(table => {
        const own = table.columns.map(({ name, type }) => [nameIn(all, { name, type }), name] as const);
        const from = new Map(own);
        return table
          .rows()
          .map((row): Row => Object.fromEntries(columns.map(({ name }) => [name, row[from.get(name) ?? ""] ?? null])));
      }),
  };
}

/** Passes over a name, or over all that stands in brackets. */
function passOver(cursor: Cursor): void {
  let depth = 0;
  do {
    if (cursor.sees("(")) depth++;
    else if (cursor.sees(")")) depth--;
    if (cursor.next().kind === "end") throw cursor.failure();
  } while (depth > 0);
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

/** Columns of all tables, each once. A name of two types becomes a column for each, with the type behind it. */
function joined(columns: readonly Column[]): Column[] {
  const all = new Map<string, Column>();
  for (const { name, type } of columns) {
    const own = nameIn(columns, { name, type });
    all.set(own, { name: own, type });
  }
  return [...all.values()];
}

/** What a union of these columns calls one of them. */
const nameIn = (all: readonly Column[], { name, type }: Column): string =>
  all.some(other => other.name === name && other.type !== type) ? `${name}_${type}` : name;
