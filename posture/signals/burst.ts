import type { Answer } from "./question";

export interface Burst {
  /** Those of the span. */
  readonly answers: readonly Answer[];
  /** The different values of the column, sorted; without a column none. */
  readonly values: readonly string[];
}

/** What is counted: different values of columns, else a number of the answers, else the acts. */
export interface Counted {
  readonly count: readonly string[];
  readonly sum?: string;
}

const hour = 3_600_000;

/**
 * The span of so many hours in which one of the columns has the most different values, where they are as many as the limit;
 * without a column, the span in which most was done, by the number of acts or by what one of their numbers adds up to. Of answers without a value of the column nothing is known.
 *
 * An answer tells of an hour, and of the acts in it only when the first and the last were. So answers may lie within one span
 * where none begins that many hours after another ended: no burst is missed for lying across the hour, and none is told whose
 * acts do not lie within one hour more.
 */
export function burst(
  answers: readonly Answer[],
  { count, sum }: Counted,
  limit: number,
  hours: number,
): Burst | undefined {
  const found =
    count.length === 0
      ? [fullest(answers, hours, new Total(sum))]
      : count.map(column => widest(answers, column, hours));
  return found.find(({ size }) => size >= limit);
}

/** What is held between the two ends of the walk. */
interface Held {
  readonly size: number;
  add(answer: Answer): void;
  drop(answer: Answer): void;
}

interface Span extends Burst {
  readonly size: number;
}

function widest(all: readonly Answer[], column: string, hours: number): Span {
  const told = all.filter(({ key }) => key[column]);
  const { answers, size } = fullest(told, hours, new Different(column));
  return { answers, values: [...new Set(answers.map(({ key }) => key[column]!))].sort(), size };
}

/** Two ends walk over the answers once: each comes in by its first act, and goes by its last. */
function fullest(answers: readonly Answer[], hours: number, held: Held): Span {
  const entering = sorted(answers, ({ first }) => first);
  const leaving = sorted(answers, ({ last }) => last);
  let [gone, best, from, most] = [0, 0, 0, 0];
  for (const [i, { at, answer }] of entering.entries()) {
    held.add(answer);
    for (; gone < i && at - leaving[gone]!.at >= hours * hour; gone++) held.drop(leaving[gone]!.answer);
    if (held.size > most) [best, from, most] = [i + 1, at - hours * hour, held.size];
  }
  const within = entering.slice(0, best).filter(({ answer }) => Date.parse(answer.last) > from);
  return { answers: within.map(({ answer }) => answer), values: [], size: most };
}

const sorted = (answers: readonly Answer[], time: (answer: Answer) => string) =>
  answers.map(answer => ({ answer, at: Date.parse(time(answer)) })).sort((one, other) => one.at - other.at);

/** How many different values of a column there are. */
class Different implements Held {
  private readonly counts = new Map<string, number>();

  constructor(private readonly column: string) {}

  get size(): number {
    return this.counts.size;
  }

  add({ key }: Answer): void {
    const value = key[this.column]!;
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
  }

  drop({ key }: Answer): void {
    const value = key[this.column]!;
    const left = this.counts.get(value)! - 1;
    if (left > 0) this.counts.set(value, left);
    else this.counts.delete(value);
  }
}

/** How much was done. */
class Total implements Held {
  size = 0;

  constructor(private readonly column: string | undefined) {}

  add(answer: Answer): void {
    this.size += this.in(answer);
  }

  drop(answer: Answer): void {
    this.size -= this.in(answer);
  }

  private in({ times, sum }: Answer): number {
    return this.column === undefined ? times : (sum[this.column] ?? 0);
  }
}
