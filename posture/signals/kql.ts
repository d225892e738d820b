import { isOneOf, quoted } from "./kql-text";
import { type Engine, type Log, tableOf } from "./log";
import { mostDistinct, type Question, type Where } from "./question";

/** When the acts happened, ISO 8601; the end does not belong to it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/**
 * The question for an engine: it makes acts of the records and adds them up, and only answers cross the wire. Its columns are
 * those of the key, `window`, `times`, `firstAt`, `lastAt`, and `distinct_` and `sum_` with the name of each column.
 */
export function kqlOf<C extends string, N extends string, L extends string>(
  log: Log<never, C, N, L>,
  question: Question<C | L, N>,
  engine: Engine,
  { from, to }: Span,
): string {
  const between = `between (datetime(${from}) .. datetime(${to}))`;
  return [...acts(log, question, engine, [`${tableOf(log, engine).at} ${between}`]), summary(question)].join("\n| ");
}

/** What a question reads of acts. */
export type Asked<C extends string, N extends string> = Pick<Question<C, N>, "where" | "per" | "distinct" | "sum">;

/**
 * Acts, one a row, with the columns that the question reads under their own names. With `arrival`, `arrivedAt` is when the last
 * of their records arrived.
 */
export function acts<C extends string, N extends string, L extends string>(
  log: Log<never, C, N, L>,
  { where = {}, per, distinct = [], sum = [] }: Asked<C | L, N>,
  engine: Engine,
  when: readonly string[],
  { arrival = false }: { readonly arrival?: boolean } = {},
): string[] {
  const { tables, at, only, parts = [] } = tableOf(log, engine);
  const conditions = Object.entries(where) as [C | L, readonly string[]][];
  const wanted = new Set([...per, ...distinct.filter(name => name !== "day"), ...conditions.map(([column]) => column)]);
  const late = (Object.keys(log.late) as L[]).filter(column => wanted.has(column));
  for (const column of late) for (const other of log.late[column].from) wanted.add(other);
  const ofAct = new Set<string>(log.act);
  const others = (Object.keys(log.columns) as C[]).filter(column => wanted.has(column) && !ofAct.has(column));
  const column = (name: C) => `extend ${name} = ${log.columns[name][engine] ?? "''"}`;
  // The first is read before all others, for it sorts out most rows before anything is parsed.
  const [first, ...later] = log.act;
  const read = [
    ...[...later, ...others].map(column),
    ...sum.map(name => `extend ${name} = ${log.numbers[name][engine] ?? "tolong('')"}`),
  ];
  const sorted = (is: (column: string) => boolean) => conditions.filter(([name]) => is(name)).map(condition);
  const ends = [`at = min(${at})`, ...(arrival ? ["arrivedAt = max(arrivedAt)"] : [])];
  const values = [...others, ...sum].map(name => `${name} = max(${name})`);
  return [
    source(tables, [...when, ...(only ? [only] : [])], arrival),
    ...(first === undefined ? [] : [column(first), ...sorted(name => name === first)]),
    ...neededParts(parts, read),
    ...read,
    ...sorted(name => name !== first && ofAct.has(name)),
    first === undefined ? `extend at = ${at}` : `summarize ${[...ends, ...values].join(", ")} by ${log.act.join(", ")}`,
    ...late.map(name => `extend ${name} = ${log.late[name].kql}`),
    ...sorted(name => !ofAct.has(name)),
  ];
}

/** The rows of one table, or of all that are there. When a row arrived is asked of its own table: a union does not know it. */
function source(tables: readonly string[], tests: readonly string[], arrival: boolean): string {
  const [only, ...others] = tables;
  const arrived = arrival ? ["extend arrivedAt = ingestion_time()"] : [];
  const where = tests.map(test => `where ${test}`);
  if (others.length === 0) return [only, ...where, ...arrived].join("\n| ");
  const all = tables.map(table => (arrival ? `(${[table, ...arrived].join(" | ")})` : table));
  return [`union isfuzzy=true ${all.join(", ")}`, ...where].join("\n| ");
}

/** The parts that something is read from, themselves or through a later part, so that nothing is parsed in vain. */
function neededParts(parts: readonly string[], read: readonly string[]): string[] {
  const needed = [...read];
  for (const part of [...parts].reverse()) {
    const [name] = part.split(" = ");
    if (needed.some(line => new RegExp(`\\b${name}\\b`).test(line.slice(line.indexOf(" = ")))))
      needed.unshift(`extend ${part}`);
  }
  return needed.slice(0, needed.length - read.length);
}

/** Adds acts up, as the question asks, and whatever `more` adds up of them. */
export function summary({ per, hours, distinct = [], sum = [] }: Question, more: readonly string[] = []): string {
  const values = [
    "times = count()",
    "firstAt = min(at)",
    "lastAt = max(at)",
    ...more,
    ...distinct.map(name =>
      name === "day"
        ? `distinct_day = make_set(format_datetime(at, 'yyyy-MM-dd'), ${mostDistinct})`
        : `distinct_${name} = make_set_if(${name}, isnotempty(${name}), ${mostDistinct})`,
    ),
    ...sum.map(name => `sum_${name} = sum(${name})`),
  ];
  const keys = [...per, ...(hours === undefined ? [] : [`window = bin(at, ${hours}h)`])];
  return `summarize ${values.join(", ")}${keys.length ? ` by ${keys.join(", ")}` : ""}`;
}

const condition = ([column, values]: readonly [string, readonly string[]]): string =>
  values.length === 1 ? `where ${column} == ${quoted(values[0]!)}` : `where ${isOneOf(column, values)}`;

/** One line for each column that is named. */
export const conditionsOf = (where: Where): string[] =>
  (Object.entries(where) as [string, readonly string[]][]).map(condition);
