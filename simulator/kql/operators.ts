import type { Json, Row } from "../json";
import { columnList, type Named, namedList, scopeOf } from "./columns";
import { expression } from "./expressions";
import { join } from "./join";
import { orderBy, top } from "./order";
import { summarize } from "./summarize";
import type { Reading, State } from "./table";
import { QueryError } from "./tokens";
import { type Column, type Type, truth, types } from "./types";
import { unionWith } from "./union";

/** The operators that stand between the bars of a query: each reads its own words and tells what it does. */

type Operator = (reading: Reading, columns: readonly Column[]) => State;

/** Elements that `mv-expand` unfolds from one row where the query does not say; and the most it may say. */
const expandDefault = 128;
const expandMost = 2000;

const columnsOf = (list: readonly Named[]): Column[] => list.map(({ as, type }) => ({ name: as, type }));
const valuesOf = (list: readonly Named[], row: Row): Row =>
  Object.fromEntries(list.map(({ as, value }) => [as, value(row)]));

/** The columns with those that are new at their end, or in the place of the ones with their name. */
function extended(columns: readonly Column[], more: readonly Column[]): Column[] {
  const kept = columns.map(column => more.find(({ name }) => name === column.name) ?? column);
  return [...kept, ...more.filter(({ name }) => !columns.some(column => column.name === name))];
}

function only(columns: readonly Column[]): State {
  return {
    columns,
    step: rows => rows.map(row => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))),
  };
}

function where(reading: Reading, columns: readonly Column[]): State {
  const test = expression(scopeOf(reading, columns, "where"));
  if (test.type !== "bool") throw new QueryError("'where' operator: the expression must have the type bool.");
  return { columns, step: rows => rows.filter(row => truth(test.value(row))) };
}

function project(reading: Reading, columns: readonly Column[]): State {
  const list = namedList(scopeOf(reading, columns, "project"));
  return { columns: columnsOf(list), step: rows => rows.map(row => valuesOf(list, row)) };
}

function extend(reading: Reading, columns: readonly Column[]): State {
  const list = namedList(scopeOf(reading, columns, "extend"));
  return {
    columns: extended(columns, columnsOf(list)),
    step: rows => rows.map(row => ({ ...row, ...valuesOf(list, row) })),
  };
}

function projectAway(reading: Reading, columns: readonly Column[]): State {
  const away = columnList(reading, columns, "project-away");
  return only(columns.filter(column => !away.includes(column)));
}

/** An empty array leaves no row; a value that is no array leaves the row as it is. */
function expand(reading: Reading, columns: readonly Column[]): State {
  const { cursor, database } = reading;
  const [first, ...more] = namedList(scopeOf(reading, columns, "mv-expand"));
  if (!first || more.length > 0) throw new QueryError("'mv-expand' operator: one column is supported.");
  if (first.type !== "dynamic") throw new QueryError("'mv-expand' operator: the expression must be a dynamic.");
  const { as, value } = first;
  let type: Type = "dynamic";
  if (database.language.knows("to") && cursor.take("to")) {
    cursor.expect("typeof");
    cursor.expect("(");
    const word = cursor.name();
    const found = types.find(each => each === word);
    if (!found) throw new QueryError(`'mv-expand' operator: '${word}' is no type.`);
    cursor.expect(")");
    type = found;
  }
  const limit = cursor.take("limit") ? cursor.number() : expandDefault;
  if (limit > expandMost) throw new QueryError(`'mv-expand' operator: limit must not exceed ${expandMost}.`);
  return {
    columns: extended(columns, [{ name: as, type }]),
    step: rows =>
      rows.flatMap((row): Row[] => {
        const bag = value(row);
        if (!Array.isArray(bag)) return [{ ...row, [as]: bag }];
        return bag.slice(0, limit).map((item: Json) => ({ ...row, [as]: item }));
      }),
  };
}

function take({ cursor }: Reading, columns: readonly Column[]): State {
  const limit = cursor.number();
  return { columns, step: rows => rows.slice(0, limit) };
}

function distinct(reading: Reading, columns: readonly Column[]): State {
  const list = columnList(reading, columns, "distinct");
  const dynamic = list.find(({ type }) => type === "dynamic");
  if (dynamic) throw new QueryError(`'distinct' operator: '${dynamic.name}' is of a 'dynamic' type.`);
  const { step } = only(list);
  return { columns: list, step: rows => [...new Map(step(rows).map(row => [JSON.stringify(row), row])).values()] };
}

/** By name. */
export const operators: Record<string, Operator | undefined> = {
  __proto__: null as never,
  where,
  filter: where,
  project,
  extend,
  "project-away": projectAway,
  "mv-expand": expand,
  mvexpand: expand,
  take,
  limit: take,
  order: orderBy,
  sort: orderBy,
  top,
  summarize,
  distinct,
  join,
  union: unionWith,
  count: () => ({ columns: [{ name: "Count", type: "long" }], step: rows => [{ Count: rows.length }] }),
};
