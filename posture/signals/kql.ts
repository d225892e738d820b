import { quoted } from "./kql-text";
import type { Engine, Log } from "./log";
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
  return [...acts(log, question, engine, [`${log.roads[engine].at} ${between}`]), summary(question)].join("\n| ");
}

/**
 * Acts, one a row, with the columns that the question reads under their own names, and whatever `more` adds up of their records.
 */
export function acts<C extends string, N extends string, L extends string>(
  log: Log<never, C, N, L>,
  { where = {}, per, distinct = [], sum = [] }: Pick<Question<C | L, N>, "where" | "per" | "distinct" | "sum">,
  engine: Engine,
  when: readonly string[],
  more: readonly string[] = [],
): string[] {
  const { table, at, only, parts = [] } = log.roads[engine];
  const conditions = Object.entries(where) as [C | L, readonly string[]][];
  const wanted = new Set([...per, ...distinct.filter(name => name !== "day"), ...conditions.map(([column]) => column)]);
  const late = (Object.keys(log.late) as L[]).filter(column => wanted.has(column));
  for (const column of late) for (const other of log.late[column].from) wanted.add(other);
  const ofAct = new Set<string>(log.act);
  const others = (Object.keys(log.columns) as C[]).filter(column => wanted.has(column) && !ofAct.has(column));
  // The operation is read first, for it sorts out most rows before anything is parsed.
  const [first, ...later] = log.act;
  const read = [
    ...[...later, ...others].map(column => `extend ${column} = ${log.columns[column][engine]}`),
    ...sum.map(name => `extend ${name} = ${log.numbers[name][engine]}`),
  ];
  const sorted = (is: (column: string) => boolean) => conditions.filter(([column]) => is(column)).map(condition);
  return [
    table,
    ...when.map(test => `where ${test}`),
    ...(only ? [`where ${only}`] : []),
    `extend ${first} = ${log.columns[first!][engine]}`,
    ...sorted(column => column === first),
    ...neededParts(parts, read),
    ...read,
    ...sorted(column => column !== first && ofAct.has(column)),
    `summarize ${[`at = min(${at})`, ...more, ...[...others, ...sum].map(name => `${name} = max(${name})`)].join(", ")} by ${log.act.join(", ")}`,
    ...late.map(column => `extend ${column} = ${log.late[column].kql}`),
    ...sorted(column => !ofAct.has(column)),
  ];
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
  values.length === 1
    ? `where ${column} == ${quoted(values[0]!)}`
    : `where ${column} in (${values.map(quoted).join(", ")})`;

/** One line for each column that is named. */
export const conditionsOf = (where: Where): string[] =>
  (Object.entries(where) as [string, readonly string[]][]).map(condition);
