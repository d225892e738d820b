import type { Act } from "./acts";
import { type Answer, mostDistinct, type Question, windowOf } from "./question";

/** More different keys of one question are not kept: the fold counts what it left out, and that is a gap and no pass. */
export const mostKeys = 150_000;

/** Different values of a column: mostly one, which needs no set. */
type Values = undefined | string | Set<string>;

/** No value of a column holds it. */
const between = "\u0000";

/** Texts of which one copy is held, however many keys have them. Beyond so many each key has its own. */
const mostShared = 20_000;

/**
 * Answers one question over acts and answers that stream by. It holds sums alone, and these as a table by columns: an object for
 * each of so many keys would be half as large again.
 */
export class Fold {
  /** By key, its row in the columns below. */
  private readonly rows = new Map<string, number>();
  private readonly times: number[] = [];
  private readonly first: string[] = [];
  private readonly last: string[] = [];
  /** In the order of the question's columns. */
  private readonly distinct: readonly Values[][];
  private readonly sum: readonly number[][];
  private readonly shared = new Map<string, string>();
  /** Acts whose key was one too many. */
  leftOut = 0;

  constructor(
    readonly question: Question,
    private readonly keys = mostKeys,
  ) {
    this.distinct = (question.distinct ?? []).map(() => []);
    this.sum = (question.sum ?? []).map(() => []);
  }

  add({ at, texts, numbers }: Act): void {
    const { where = {}, per, hours, distinct = [], sum = [] } = this.question;
    for (const column in where) if (!where[column]!.includes(texts[column] ?? "")) return;
    const window = hours === undefined ? "" : windowOf(at, hours);
    const row = this.rowOf(
      per.map(column => texts[column] ?? ""),
      window,
      at,
    );
    if (row === undefined) {
      this.leftOut++;
      return;
    }
    this.count(row, 1, at, at);
    distinct.forEach((name, i) => {
      const value = name === "day" ? at.slice(0, 10) : texts[name];
      if (value) this.collect(i, row, value);
    });
    sum.forEach((name, i) => {
      this.sum[i]![row]! += numbers[name] ?? 0;
    });
  }

  /** Adds what another road has answered already. */
  merge({ key, window = "", times, first, last, distinct, sum }: Answer): void {
    const { per, distinct: names = [], sum: numbers = [] } = this.question;
    const row = this.rowOf(
      per.map(column => key[column] ?? ""),
      window,
      first,
    );
    if (row === undefined) {
      this.leftOut += times;
      return;
    }
    this.count(row, times, first, last);
    names.forEach((name, i) => {
      for (const value of distinct[name] ?? []) this.collect(i, row, value);
    });
    numbers.forEach((name, i) => {
      this.sum[i]![row]! += sum[name] ?? 0;
    });
  }

  *answers(): Generator<Answer> {
    const { id, per, hours, distinct: names = [], sum: numbers = [] } = this.question;
    for (const [text, row] of this.rows) {
      const values = text.split(between);
      yield {
        question: id,
        key: Object.fromEntries(per.map((column, i) => [column, values[i]!])),
        ...(hours !== undefined && { window: values[per.length]! }),
        ...{ times: this.times[row]!, first: this.first[row]!, last: this.last[row]! },
        distinct: Object.fromEntries(names.map((name, i) => [name, listed(this.distinct[i]![row])])),
        sum: Object.fromEntries(numbers.map((name, i) => [name, this.sum[i]![row]!])),
      };
    }
  }

  private rowOf(values: readonly string[], window: string, at: string): number | undefined {
    const id = [...values.map(value => value.replaceAll(between, "")), window].join(between);
    const known = this.rows.get(id);
    if (known !== undefined || this.rows.size >= this.keys) return known;
    const row = this.rows.size;
    this.rows.set(id, row);
    this.times.push(0);
    this.first.push(at);
    this.last.push(at);
    for (const column of this.distinct) column.push(undefined);
    for (const column of this.sum) column.push(0);
    return row;
  }

  private count(row: number, times: number, first: string, last: string): void {
    this.times[row]! += times;
    if (first < this.first[row]!) this.first[row] = first;
    if (last > this.last[row]!) this.last[row] = last;
  }

  private collect(column: number, row: number, value: string): void {
    const values = this.distinct[column]!;
    if (values[row] !== value) values[row] = joined(values[row], this.oneCopyOf(value));
  }

  private oneCopyOf(text: string): string {
    const known = this.shared.get(text);
    if (known === undefined && this.shared.size < mostShared) this.shared.set(text, text);
    return known ?? text;
  }
}

function joined(values: Values, value: string): Values {
  if (values === undefined) return value;
  if (typeof values === "string") return new Set([values, value]);
  if (values.size < mostDistinct) values.add(value);
  return values;
}

const listed = (values: Values): readonly string[] =>
  values === undefined ? [] : typeof values === "string" ? [values] : [...values].sort();
