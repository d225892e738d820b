import type { Answer, Where } from "./question";

/** What makes answers a finding. */
export type Judgement<C extends string = string> =
  /** Of whom nothing was seen before the recent days, while the log goes back far enough to say so. */
  | { readonly is: "first"; readonly by: readonly C[] }
  /** Who has so many different values of a column within so many hours. */
  | { readonly is: "over"; readonly by: readonly C[]; readonly count: C; readonly limit: Limit; readonly hours: Limit }
  /** Who did something else at most so many hours before. */
  | { readonly is: "after"; readonly by: readonly C[]; readonly cause: Where<C>; readonly hours: Limit };

/** Limits come from the estate, and are named as they are there. */
export type Limit = "burstHours" | "burstRegions";

/** What the estate says, and the time that is judged. */
export interface Frame {
  readonly limits: Readonly<Record<Limit | "detectionDays" | "newAfterDays", number>>;
  /** ISO 8601. */
  readonly now: string;
  /** How far back the log goes, ISO 8601; undefined where none was read. */
  readonly from: string | undefined;
}

/** Answers that make one finding, or why it cannot be told. */
export type Verdict =
  | {
      readonly of: Readonly<Record<string, string>>;
      readonly answers: readonly Answer[];
      readonly values?: readonly string[];
    }
  | { readonly unknown: string };

const day = 86_400_000;
const hour = 3_600_000;

/** Pure: answers in, verdicts out, whatever road they came by. Answers without windows can be judged by `first` alone. */
export function* judge(
  judgement: Judgement,
  where: Where,
  answers: readonly Answer[],
  frame: Frame,
): Generator<Verdict> {
  const { limits, now, from } = frame;
  const start = Date.parse(now) - limits.detectionDays * day;
  if (judgement.is === "first") {
    const needed = start - limits.newAfterDays * day;
    if (from === undefined || Date.parse(from) > needed) {
      yield { unknown: tooShort(from, limits) };
      return;
    }
  }
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    if (!matches(where, answer)) continue;
    const id = JSON.stringify(judgement.by.map(column => answer.key[column] ?? ""));
    const group = groups.get(id);
    if (group) group.push(answer);
    else groups.set(id, [answer]);
  }
  const causes = judgement.is === "after" ? causesIn(judgement, answers) : undefined;
  for (const group of groups.values()) {
    const of = Object.fromEntries(judgement.by.map(column => [column, group[0]!.key[column] ?? ""]));
    const recent = group.filter(({ last }) => Date.parse(last) >= start);
    if (recent.length === 0) continue;
    switch (judgement.is) {
      case "first":
        if (group.every(({ first }) => Date.parse(first) >= start)) yield { of, answers: group };
        break;
      case "over": {
        const found = burst(recent, judgement.count, limits[judgement.limit], limits[judgement.hours]);
        if (found) yield { of, ...found };
        break;
      }
      case "after": {
        const times = causes!.get(JSON.stringify(judgement.by.map(column => of[column]))) ?? [];
        const after = recent.filter(({ first, last }) =>
          times.some(at => at <= Date.parse(last) && Date.parse(first) - at <= limits[judgement.hours] * hour),
        );
        if (after.length > 0) yield { of, answers: after };
      }
    }
  }
}

function tooShort(from: string | undefined, { detectionDays, newAfterDays }: Frame["limits"]): string {
  if (from === undefined) return "no log was read";
  const knowable = new Date(Date.parse(from) + (detectionDays + newAfterDays) * day).toISOString().slice(0, 10);
  return `the log goes back to ${from.slice(0, 10)}, too short to tell what is new; it can be told from ${knowable} on`;
}

export const matches = (where: Where, { key }: Answer): boolean =>
  Object.entries(where).every(([column, values]) => values?.includes(key[column] ?? "") ?? true);

/** Times of the cause, by who did it, in milliseconds. */
function causesIn(
  { by, cause }: Extract<Judgement, { is: "after" }>,
  answers: readonly Answer[],
): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const answer of answers) {
    if (!matches(cause, answer)) continue;
    const id = JSON.stringify(by.map(column => answer.key[column] ?? ""));
    times.set(id, [...(times.get(id) ?? []), Date.parse(answer.first)]);
  }
  return times;
}

/** The span of so many hours with the most different values, where there are enough of them. */
function burst(
  answers: readonly Answer[],
  column: string,
  limit: number,
  hours: number,
): { answers: Answer[]; values: string[] } | undefined {
  const sorted = answers
    .filter(({ key }) => key[column])
    .map(answer => ({ answer, at: Date.parse(answer.window ?? answer.first) }))
    .sort((one, other) => one.at - other.at);
  const held = new Map<string, number>();
  let [begin, best, bestEnd, most] = [0, 0, 0, 0];
  for (const [end, { answer, at }] of sorted.entries()) {
    const value = answer.key[column]!;
    held.set(value, (held.get(value) ?? 0) + 1);
    while (at - sorted[begin]!.at >= hours * hour) {
      const gone = sorted[begin++]!.answer.key[column]!;
      const left = held.get(gone)! - 1;
      if (left > 0) held.set(gone, left);
      else held.delete(gone);
    }
    if (held.size > most) [best, bestEnd, most] = [begin, end, held.size];
  }
  if (most < limit) return undefined;
  const within = sorted.slice(best, bestEnd + 1).map(({ answer }) => answer);
  return { answers: within, values: [...new Set(within.map(({ key }) => key[column]!))].sort() };
}
