import type { Answer } from "./question";

export interface Burst {
  /** Those of the span. */
  readonly answers: readonly Answer[];
  /** The different values of the column, sorted; without a column none. */
  readonly values: readonly string[];
}

const hour = 3_600_000;

/**
 * The span of so many hours in which one of the columns has the most different values, where they are as many as the limit;
 * without a column, the span in which most was done. Of answers without a value of the column nothing is known.
 */
export function burst(
  answers: readonly Answer[],
  columns: readonly string[],
  limit: number,
  hours: number,
): Burst | undefined {
  const found =
    columns.length === 0 ? [busiest(answers, hours)] : columns.map(column => widest(answers, column, hours));
  return found.find(({ size }) => size >= limit);
}

interface Span extends Burst {
  readonly size: number;
}

const timeOf = ({ window, first }: Answer) => Date.parse(window ?? first);
const inTime = (answers: readonly Answer[]) => [...answers].sort((one, other) => timeOf(one) - timeOf(other));

/** Two ends walk over the answers once; a count of each value tells how many there are between them. */
function widest(all: readonly Answer[], column: string, hours: number): Span {
  const answers = inTime(all.filter(({ key }) => key[column]));
  const held = new Map<string, number>();
  let [begin, best, most] = [0, [0, 0], 0];
  for (const [end, answer] of answers.entries()) {
    const value = answer.key[column]!;
    held.set(value, (held.get(value) ?? 0) + 1);
    for (; timeOf(answer) - timeOf(answers[begin]!) >= hours * hour; begin++) {
      const gone = answers[begin]!.key[column]!;
      const left = held.get(gone)! - 1;
      if (left > 0) held.set(gone, left);
      else held.delete(gone);
    }
    if (held.size > most) [best, most] = [[begin, end + 1], held.size];
  }
  const within = answers.slice(...best);
  return { answers: within, values: [...new Set(within.map(({ key }) => key[column]!))].sort(), size: most };
}

/** The same, with the number of acts. */
function busiest(all: readonly Answer[], hours: number): Span {
  const answers = inTime(all);
  let [begin, best, held, most] = [0, [0, 0], 0, 0];
  for (const [end, answer] of answers.entries()) {
    held += answer.times;
    for (; timeOf(answer) - timeOf(answers[begin]!) >= hours * hour; begin++) held -= answers[begin]!.times;
    if (held > most) [best, most] = [[begin, end + 1], held];
  }
  return { answers: answers.slice(...best), values: [], size: most };
}
