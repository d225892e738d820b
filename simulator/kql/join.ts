import type { Json, Row } from "../json";
import { columnOf } from "./columns";
import type { Reading, State, Table } from "./table";
import { QueryError } from "./tokens";
import type { Column } from "./types";

/** The kinds of `join` that are understood, and what each makes of a row and those that match it. */
const kinds: Readonly<Record<string, (left: Row, matches: readonly Row[], none: Row) => readonly Row[]>> = {
  inner: (left, matches) => matches.map(right => ({ ...left, ...right })),
  leftouter: (left, matches, none) => (matches.length > 0 ? matches : [none]).map(right => ({ ...left, ...right })),
  leftanti: (left, matches) => (matches.length > 0 ? [] : [left]),
  leftsemi: (left, matches) => (matches.length > 0 ? [left] : []),
};

/** Kinds that only choose among the rows of the left side. */
const choosing = ["leftanti", "leftsemi"];

/** `join kind=inner (…) on a, b`: columns of the right side whose names are taken get a number behind. */
export function join(reading: Reading, columns: readonly Column[]): State {
  const { cursor } = reading;
  cursor.expect("kind");
  cursor.expect("=");
  const kind = cursor.next();
  const made = Object.hasOwn(kinds, kind.text) ? kinds[kind.text] : undefined;
  if (!made) throw cursor.failure(kind);
  const right = rightSide(reading);
  cursor.expect("on");
  const keys: string[] = [];
  do {
    const name = cursor.name();
    const [a, b] = [columns, right.columns].map(side => columnOf(side, name, "join"));
    if (a?.type !== b?.type) throw new QueryError(`'join' operator: the types of '${name}' differ.`);
    if (a?.type === "dynamic") throw new QueryError(`'join' operator: '${name}' is of a 'dynamic' type.`);
    keys.push(name);
  } while (cursor.take(","));
  const taken = new Set(columns.map(({ name }) => name));
  const added = right.columns.map(column => {
    let as = column.name;
    for (let count = 1; taken.has(as); count++) as = `${column.name}${count}`;
    taken.add(as);
    return { column, as };
  });
  const renamed = (row: Row): Row =>
    Object.fromEntries(added.map(({ column, as }): [string, Json] => [as, row[column.name] ?? null]));
  const keyOf = (row: Row) => JSON.stringify(keys.map(name => row[name] ?? null));
  return {
    columns: choosing.includes(kind.text)
      ? columns
      : [...columns, ...added.map(({ column, as }) => ({ ...column, name: as }))],
    step: rows => {
      const index = new Map<string, Row[]>();
      for (const row of right.rows()) {
        const found = index.get(keyOf(row)) ?? [];
        found.push(renamed(row));
        index.set(keyOf(row), found);
      }
      return rows.flatMap(row => made(row, index.get(keyOf(row)) ?? [], renamed({})));
    },
  };
}

/** A table in brackets, or the name of one. */
export function rightSide({ cursor, tabular }: Reading): Table {
  if (!cursor.take("(")) return tabular(true);
  const table = tabular();
  cursor.expect(")");
  return table;
}
