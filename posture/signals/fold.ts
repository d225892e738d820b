import type { Act } from "./acts";
import { type Answer, mostDistinct, type Question, windowOf } from "./question";

/** More different keys of one question are not kept: the fold counts what it left out, and that is a gap and no pass. */
export const mostKeys = 150_000;

/** Different values of a column: mostly one, which needs no set. */
type Values = undefined | string | Set<string>;

/** What is held of one key, which stands in the map of sums: as little as there is, for there may be many. */
interface Sum {
  times: number;
  first: string;
  last: string;
  /** In the order of the question's columns. */
  readonly distinct: Values[];
  readonly sum: number[];
}

/** No value of a column holds it. */
const between = "\u0000";

/** Answers one question over acts and answers that stream by. It holds sums alone. */
export class Fold {
  private readonly sums = new Map<string, Sum>();
  /** Acts whose key was one too many. */
  leftOut = 0;

  constructor(
    readonly question: Question,
    private readonly keys = mostKeys,
  ) {}

  add({ at, texts, numbers }: Act): void {
    const { where = {}, per, hours, distinct = [], sum = [] } = this.question;
    for (const column in where) if (!where[column]!.includes(texts[column] ?? "")) return;
    const window = hours === undefined ? "" : windowOf(at, hours);
    const into = this.sumOf(
      per.map(column => texts[column] ?? ""),
      window,
      at,
    );
    if (!into) {
      this.leftOut++;
      return;
    }
    into.times++;
    if (at < into.first) into.first = at;
    if (at > into.last) into.last = at;
    distinct.forEach((name, i) => {
      const value = name === "day" ? at.slice(0, 10) : texts[name];
      if (value) into.distinct[i] = joined(into.distinct[i], value);
    });
    sum.forEach((name, i) => {
      into.sum[i]! += numbers[name] ?? 0;
    });
  }

  /** Adds what another road has answered already. */
  merge({ key, window = "", times, first, last, distinct, sum }: Answer): void {
    const { per, distinct: names = [], sum: numbers = [] } = this.question;
    const into = this.sumOf(
      per.map(column => key[column] ?? ""),
      window,
      first,
    );
    if (!into) {
      this.leftOut += times;
      return;
    }
    into.times += times;
    if (first < into.first) into.first = first;
    if (last > into.last) into.last = last;
    names.forEach((name, i) => {
      for (const value of distinct[name] ?? []) into.distinct[i] = joined(into.distinct[i], value);
    });
    numbers.forEach((name, i) => {
      into.sum[i]! += sum[name] ?? 0;
    });
  }

  *answers(): Generator<Answer> {
    const { id, per, hours, distinct: names = [], sum: numbers = [] } = this.question;
    for (const [text, { times, first, last, distinct, sum }] of this.sums) {
      const values = text.split(between);
      yield {
        question: id,
        key: Object.fromEntries(per.map((column, i) => [column, values[i]!])),
        ...(hours !== undefined && { window: values[per.length]! }),
        ...{ times, first, last },
        distinct: Object.fromEntries(names.map((name, i) => [name, listed(distinct[i])])),
        sum: Object.fromEntries(numbers.map((name, i) => [name, sum[i]!])),
      };
    }
  }

  private sumOf(values: readonly string[], window: string, at: string): Sum | undefined {
    const { distinct = [], sum = [] } = this.question;
    const id = [...values.map(value => value.replaceAll(between, "")), window].join(between);
    const known = this.sums.get(id);
    if (known || this.sums.size >= this.keys) return known;
    const made: Sum = { times: 0, first: at, last: at, distinct: distinct.map(() => undefined), sum: sum.map(() => 0) };
    this.sums.set(id, made);
    return made;
  }
}

function joined(values: Values, value: string): Values {
  if (values === undefined || values === value) return value;
  if (typeof values === "string") return new Set([values, value]);
  if (values.size < mostDistinct) values.add(value);
  return values;
}

const listed = (values: Values): readonly string[] =>
  values === undefined ? [] : typeof values === "string" ? [values] : [...values].sort();
