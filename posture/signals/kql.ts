import { quoted } from "./kql-text";
import type { Engine, Log } from "./log";
import { mostDistinct, type Question } from "./question";

/** When the acts happened, ISO 8601; the end does not belong to it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/**
 * The question for an engine: it makes acts of the records and adds them up, and only answers cross the wire. Its columns are
 * those of the key, `window`, `times`, `first`, `last`, and `distinct_` and `sum_` with the name of each column.
 */
export function kqlOf<C extends string, N extends string>(
  log: Log<unknown, C, N>,
  question: Question<C, N>,
  engine: Engine,
  { from, to }: Span,
): string {
  const between = `between (datetime(${from}) .. datetime(${to}))`;
  return [...acts(log, question, engine, [`${log.roads[engine].at} ${between}`]), summary(question)].join("\n| ");
}

/** Acts, one a row, with the columns that the question reads under their own names. */
export function acts<C extends string, N extends string>(
  log: Log<unknown, C, N>,
  { where = {}, per, distinct = [], sum = [] }: Pick<Question<C, N>, "where" | "per" | "distinct" | "sum">,
  engine: Engine,
  when: readonly string[],
): string[] {
  const { table, at, only, parts = [] } = log.roads[engine];
  const conditions = Object.entries(where) as [C, readonly string[]][];
  const filter = ([column, values]: [C, readonly string[]]) =>
    values.length === 1
      ? `where ${column} == ${quoted(values[0]!)}`
      : `where ${column} in (${values.map(quoted).join(", ")})`;
  const isOfAct = ([column]: [C, unknown]) => log.act.includes(column);
  const wanted = [
    ...new Set([...per, ...distinct.filter(name => name !== "day"), ...conditions.map(([column]) => column)]),
  ] as C[];
  const others = wanted.filter(column => !log.act.includes(column));
  // The operation is read first, for it sorts out most rows before anything is parsed.
  const first = log.act.filter(column => column === "operation");
  const later = [...log.act.filter(column => column !== "operation"), ...others];
  return [
    table,
    ...when.map(condition => `where ${condition}`),
    ...(only ? [`where ${only}`] : []),
    ...first.map(column => `extend ${column} = ${log.columns[column][engine]}`),
    ...conditions.filter(entry => isOfAct(entry) && first.includes(entry[0])).map(filter),
    ...parts.map(part => `extend ${part}`),
    ...later.map(column => `extend ${column} = ${log.columns[column][engine]}`),
    ...sum.map(name => `extend ${name} = ${log.numbers[name][engine]}`),
    ...conditions.filter(entry => isOfAct(entry) && !first.includes(entry[0])).map(filter),
    `summarize at = min(${at})${[...others, ...sum].map(name => `, ${name} = max(${name})`).join("")} by ${log.act.join(", ")}`,
    ...conditions.filter(entry => !isOfAct(entry)).map(filter),
  ];
}

/** Adds acts up, as the question asks. */
export function summary({ per, hours, distinct = [], sum = [] }: Question): string {
  const values = [
    "times = count()",
    "first = min(at)",
    "last = max(at)",
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
