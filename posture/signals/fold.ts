import type { Act } from "./acts";
import { type Answer, mostDistinct, type Question, windowOf } from "./question";

/** More different keys of one question are not kept: the fold counts what it left out, and that is a gap and no pass. */
export const mostKeys = 200_000;

interface Sum {
  readonly key: Readonly<Record<string, string>>;
  readonly window?: string;
  times: number;
  first: string;
  last: string;
  readonly distinct: Map<string, Set<string>>;
  readonly sum: Map<string, number>;
}

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
    for (const column in where) if (!where[column]!.includes(texts.get(column) ?? "")) return;
    const key = Object.fromEntries(per.map(column => [column, texts.get(column) ?? ""]));
    this.merge({
      question: this.question.id,
      key,
      ...(hours !== undefined && { window: windowOf(at, hours) }),
      times: 1,
      first: at,
      last: at,
      distinct: Object.fromEntries(
        distinct.map(name => [name, name === "day" ? [at.slice(0, 10)] : [texts.get(name) ?? ""].filter(Boolean)]),
      ),
      sum: Object.fromEntries(sum.map(name => [name, numbers.get(name) ?? 0])),
    });
  }

  /** Adds what another road has answered already. */
  merge({ key, window, times, first, last, distinct, sum }: Answer): void {
    const id = JSON.stringify([this.question.per.map(column => key[column] ?? ""), window]);
    const known = this.sums.get(id);
    if (!known && this.sums.size >= this.keys) {
      this.leftOut += times;
      return;
    }
    const into: Sum = known ?? {
      key,
      ...(window !== undefined && { window }),
      times: 0,
      first,
      last,
      distinct: new Map(),
      sum: new Map(),
    };
    into.times += times;
    if (first < into.first) into.first = first;
    if (last > into.last) into.last = last;
    for (const [name, values] of Object.entries(distinct)) {
      const set = into.distinct.get(name) ?? new Set();
      for (const value of values) if (set.size < mostDistinct) set.add(value);
      into.distinct.set(name, set);
    }
    for (const [name, value] of Object.entries(sum)) into.sum.set(name, (into.sum.get(name) ?? 0) + value);
    if (!known) this.sums.set(id, into);
  }

  *answers(): Generator<Answer> {
    for (const { distinct, sum, ...rest } of this.sums.values())
      yield {
        question: this.question.id,
        ...rest,
        distinct: Object.fromEntries([...distinct].map(([name, values]) => [name, [...values].sort()])),
        sum: Object.fromEntries(sum),
      };
  }
}
