import type { Json, Row } from "../json";
import { folds } from "./aggregates";
import { type Cursor, type Expression, expression } from "./expressions";
import { ranked, truth } from "./scalars";
import { QueryError } from "./tokens";

/** The operators that stand between the bars of a query: each reads its own words and tells what it does. */

/** What an operator makes of a table: which columns, and how its rows become others. */
export interface State {
  readonly columns: readonly string[];
  readonly step: (rows: readonly Row[]) => readonly Row[];
}

type Operator = (cursor: Cursor, columns: readonly string[]) => State;

/** Elements that `mv-expand` unfolds from one row where the query does not say; and the most it may say. */
const expandDefault = 128;
const expandMost = 2000;

function where(cursor: Cursor, columns: readonly string[]): State {
  const test = expression(cursor, new Set(columns), "where");
  return { columns, step: rows => rows.filter(row => truth(test.value(row))) };
}

interface Named extends Expression {
  readonly as: string;
}

function namedList(cursor: Cursor, columns: readonly string[], operator: string): Named[] {
  const list: Named[] = [];
  do {
    const given = cursor.peek(1).text === "=" && cursor.peek().kind === "name" ? cursor.name() : undefined;
    if (given !== undefined) cursor.expect("=");
    const value = expression(cursor, new Set(columns), operator);
    list.push({ ...value, as: given ?? value.name ?? `Column${list.length + 1}` });
  } while (cursor.take(","));
  return list;
}

function project(cursor: Cursor, columns: readonly string[]): State {
  const list = namedList(cursor, columns, "project");
  return {
    columns: list.map(({ as }) => as),
    step: rows => rows.map(row => Object.fromEntries(list.map(({ as, value }) => [as, value(row)]))),
  };
}

function extend(cursor: Cursor, columns: readonly string[]): State {
  const list = namedList(cursor, columns, "extend");
  return {
    columns: [...new Set([...columns, ...list.map(({ as }) => as)])],
    step: rows => rows.map(row => ({ ...row, ...Object.fromEntries(list.map(({ as, value }) => [as, value(row)])) })),
  };
}

function projectAway(cursor: Cursor, columns: readonly string[]): State {
  const away = columnList(cursor, columns, "project-away");
  const left = columns.filter(name => !away.includes(name));
  return {
    columns: left,
    step: rows => rows.map(row => Object.fromEntries(left.map(name => [name, row[name] ?? null]))),
  };
}

function columnList(cursor: Cursor, columns: readonly string[], operator: string): string[] {
  const list: string[] = [];
  do {
    const name = cursor.name();
    if (!columns.includes(name)) throw unresolved(operator, name);
    list.push(name);
  } while (cursor.take(","));
  return list;
}

function unresolved(operator: string, name: string): QueryError {
  return new QueryError(`'${operator}' operator: Failed to resolve column or scalar expression named '${name}'`);
}

/** An empty array leaves no row; a value that is no array leaves the row as it is. */
function expand(cursor: Cursor, columns: readonly string[]): State {
  const [first, ...more] = namedList(cursor, columns, "mv-expand");
  if (!first || more.length > 0) throw new QueryError("'mv-expand' operator: one column is supported.");
  const { as, value } = first;
  const limit = cursor.take("limit") ? cursor.number() : expandDefault;
  if (limit > expandMost) throw new QueryError(`'mv-expand' operator: limit must not exceed ${expandMost}.`);
  return {
    columns: [...new Set([...columns, as])],
    step: rows =>
      rows.flatMap((row): Row[] => {
        const bag = value(row);
        if (!Array.isArray(bag)) return [{ ...row, [as]: bag }];
        return bag.slice(0, limit).map((item: Json) => ({ ...row, [as]: item }));
      }),
  };
}

function take(cursor: Cursor, columns: readonly string[]): State {
  const limit = cursor.number();
  return { columns, step: rows => rows.slice(0, limit) };
}

/** Descending unless the query says otherwise, with nothing before everything. */
function orderBy(cursor: Cursor, columns: readonly string[]): State {
  cursor.expect("by");
  const keys: { value: Expression["value"]; sign: number }[] = [];
  do {
    const { value } = expression(cursor, new Set(columns), "order");
    const rising = cursor.take("asc");
    if (!rising) cursor.take("desc");
    keys.push({ value, sign: rising ? 1 : -1 });
  } while (cursor.take(","));
  const step = (rows: readonly Row[]) =>
    [...rows].sort((a, b) => {
      for (const { value, sign } of keys) {
        const order = ranked(value(a), value(b));
        if (order !== 0) return order * sign;
      }
      return 0;
    });
  return { columns, step };
}

function top(cursor: Cursor, columns: readonly string[]): State {
  const limit = cursor.number();
  const sorted = orderBy(cursor, columns);
  return { columns, step: rows => sorted.step(rows).slice(0, limit) };
}

function summarize(cursor: Cursor, columns: readonly string[]): State {
  const aggregates: { as: string; fold: (rows: readonly Row[]) => Json }[] = [];
  if (cursor.peek().text.toLowerCase() !== "by")
    do {
      const given = cursor.peek(1).text === "=" ? cursor.name() : undefined;
      if (given !== undefined) cursor.expect("=");
      const word = cursor.next();
      const name = word.text.toLowerCase();
      if (!Object.hasOwn(folds, name)) throw cursor.failure(word);
      cursor.expect("(");
      const inner = name === "count" ? undefined : expression(cursor, new Set(columns), "summarize");
      cursor.expect(")");
      const as = given ?? `${name}_${inner?.name ?? ""}`;
      aggregates.push({ as, fold: rows => folds[name]!(inner ? rows.map(inner.value) : rows) });
    } while (cursor.take(","));
  const keys = cursor.take("by") ? namedList(cursor, columns, "summarize") : [];
  return {
    columns: [...keys.map(({ as }) => as), ...aggregates.map(({ as }) => as)],
    step: rows => {
      const groups = new Map<string, { key: Row; rows: Row[] }>();
      if (keys.length === 0) groups.set("", { key: {}, rows: [] });
      for (const row of rows) {
        const key = Object.fromEntries(keys.map(({ as, value }) => [as, value(row)]));
        const id = keys.length === 0 ? "" : JSON.stringify(key);
        const group = groups.get(id) ?? { key, rows: [] };
        group.rows.push(row);
        groups.set(id, group);
      }
      return [...groups.values()].map(group => ({
        ...group.key,
        ...Object.fromEntries(aggregates.map(({ as, fold }) => [as, fold(group.rows)])),
      }));
    },
  };
}

function distinct(cursor: Cursor, columns: readonly string[]): State {
  const list = columnList(cursor, columns, "distinct");
  const step = (rows: readonly Row[]) => {
    const seen = new Map<string, Row>();
    for (const row of rows) {
      const kept = Object.fromEntries(list.map(name => [name, row[name] ?? null]));
      seen.set(JSON.stringify(kept), kept);
    }
    return [...seen.values()];
  };
  return { columns: list, step };
}

/** By name, in lower case. */
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
  count: () => ({ columns: ["Count"], step: rows => [{ Count: rows.length }] }),
};
