import { burst } from "./burst";
import type { ColumnOf, GrainOf, LogName } from "./logs";
import type { Answer, Where } from "./question";

/** What makes answers a finding. */
export type Judgement<C extends string = string, N extends string = string> =
  /** Whoever did it at all. */
  | { readonly is: "any"; readonly by: readonly C[] }
  /**
   * Of whom nothing was seen before the recent days, while the log goes back far enough to say so. With `recent`, some of what
   * is new has to be of this kind. With `known`, what is new is so only to whom these columns name, and whoever was never seen
   * before has nothing that is new. With `untold`, acts of this kind may be such or not: of whom nothing else is seen nobody can
   * tell.
   */
  | {
      readonly is: "first";
      readonly by: readonly C[];
      readonly recent?: Where<C>;
      readonly known?: readonly C[];
      readonly untold?: Untold<C>;
    }
  /**
   * Who has so many different values of one of these columns within so many hours; without columns, who did it so many times, or
   * whose acts have so much of a number together.
   */
  | {
      readonly is: "over";
      readonly by: readonly C[];
      readonly count: readonly C[];
      readonly sum?: N;
      readonly limit: Limit;
      readonly hours: Hours;
    }
  /**
   * What was done at most so many hours, or days, after something else of the same log or of another, as far as both agree in
   * `by` and, of the same log, differ in each column of `apart`.
   */
  | ({
      readonly is: "after";
      readonly by: readonly C[];
      readonly apart?: readonly C[];
      readonly cause: Cause<C>;
    } & Within);

/** Acts of which no record tells whether they are such. */
export interface Untold<C extends string = string> {
  readonly where: Where<C>;
  /** What no record tells: "the size of what was created". */
  readonly what: string;
}

/** How long before the cause may have been. */
type Within = { readonly hours: Hours; readonly days?: never } | { readonly days: Days; readonly hours?: never };

/** Acts of the same log, or of another; with `by`, the columns of theirs that agree with those of the judgement, in that order. */
export type Cause<C extends string = string> =
  | { readonly log?: never; readonly where: Where<C>; readonly by?: readonly C[] }
  | OtherCause;

/** What another log tells of. */
export type OtherCause = {
  readonly [L in LogName]: {
    readonly log: L;
    readonly grain: GrainOf<L>;
    readonly where: Where<ColumnOf<L>>;
    readonly by: readonly ColumnOf<L>[];
  };
}[LogName];

/** Limits come from the estate, and are named as they are there. */
export type Limit =
  | "burstRegions"
  | "burstCreators"
  | "burstMachines"
  | "failedSizes"
  | "driverInstalls"
  | "deletions"
  | "quotaRequests"
  | "guessedAccounts";
export type Hours = "burstHours" | "quotaHours" | "followUpHours" | "youngRightsHours";
export type Days = "quotaLeadDays";
export type Limits = Readonly<Record<Limit | Hours | Days, number>>;

/** What the estate says, and the time that is judged. */
export interface Frame {
  readonly limits: Limits & Readonly<Record<"detectionDays" | "newAfterDays", number>>;
  /** ISO 8601. */
  readonly now: string;
  /** Whether no log was left out. */
  readonly whole: boolean;
  /** How far back the log goes, ISO 8601; undefined where none was read. */
  readonly from: string | undefined;
  /** The most days that it can go back, however long one waits. */
  readonly mostDays: number;
  readonly who: Who;
}

/** How a log names whoever did it. */
export interface Who {
  /** The column of the id. */
  readonly column: string;
  /** The name of an id, where a record without the id has the name in its place. */
  named?(id: string): string;
}

/** Answers that make one finding, with the values that were too many, or why it cannot be told. */
export type Verdict =
  | {
      readonly of: Readonly<Record<string, string>>;
      readonly answers: readonly Answer[];
      readonly values?: readonly string[];
      /** What it was done after. */
      readonly causes?: readonly Answer[];
    }
  /** Of whom, where it is not of all. */
  | { readonly unknown: string; readonly of?: Readonly<Record<string, string>> };

const day = 86_400_000;
const hour = 3_600_000;

/**
 * Pure: answers in, verdicts out, whatever road they came by. Answers without windows can be judged by `first` and `any` alone.
 * `told` are the answers that tell of the cause, where that is in another log.
 */
export function* judge(
  judgement: Judgement,
  where: Where,
  answers: readonly Answer[],
  frame: Frame,
  told = answers,
): Generator<Verdict> {
  const { limits, now, from, whole, who } = frame;
  const start = Date.parse(now) - limits.detectionDays * day;
  if (from === undefined) {
    yield { unknown: "no log was read" };
    return;
  }
  if (judgement.is === "first") {
    const why =
      Date.parse(from) > start - limits.newAfterDays * day
        ? tooShort(frame, from, limits.newAfterDays, "what is new", "newAfterDays")
        : !whole && "not all logs were read, so nobody can tell what is new";
    if (why) {
      yield { unknown: why };
      return;
    }
  }
  const causes = judgement.is === "after" ? causesOf(judgement, told) : new Map<string, Answer[]>();
  const reach = judgement.is === "after" ? hoursOf(judgement, limits) * hour : 0;
  const wayBack = judgement.is === "after" ? (judgement.days ?? judgement.hours) : "";
  const isOfThisLog = judgement.is === "after" && judgement.cause.log === undefined;
  let early = false;
  const seen = judgement.is === "first" && judgement.known ? seenBefore(judgement.known) : undefined;
  const isNamesake = judgement.is === "first" ? namesakes() : undefined;
  const ofWhom = judgement.is === "first" && judgement.by.includes(who.column);
  const groups = groupsOf(judgement.by, where, answers);
  for (const [id, group] of groups) {
    const recent = recentOf(group);
    if (ofWhom && !group[0]!.key[who.column]) {
      yield* byNobody(recent);
      continue;
    }
    const found = recent.length > 0 && verdictOn(id, group, recent);
    if (found) yield { of: ofGroup(group), ...found };
    else if (isOfThisLog && recent.some(({ first }) => Date.parse(first) - reach < Date.parse(from))) early = true;
  }
  if (early) yield { unknown: tooShort(frame, from, reach / day, "what came before", wayBack) };
  if (judgement.is === "first" && judgement.untold) yield* nobodyCanTell(judgement.untold);

  /** Of whoever has nothing but acts that may be such. */
  function* nobodyCanTell({ where, what }: Untold): Generator<Verdict> {
    for (const [id, group] of groupsOf(judgement.by, where, answers)) {
      const [first] = recentOf(group)
        .map(answer => answer.first)
        .sort();
      if (first !== undefined && !groups.has(id))
        yield { of: ofGroup(group), unknown: `no record tells ${what} at ${first}` };
    }
  }

  function recentOf(group: readonly Answer[]): readonly Answer[] {
    return group.filter(({ last }) => Date.parse(last) >= start);
  }

  function ofGroup([answer]: readonly Answer[]): Readonly<Record<string, string>> {
    return Object.fromEntries(judgement.by.map(column => [column, answer!.key[column] ?? ""]));
  }

  function verdictOn(id: string, group: readonly Answer[], recent: readonly Answer[]) {
    switch (judgement.is) {
      case "any":
        return { answers: recent };
      case "first": {
        const isNew =
          group.every(({ first }) => Date.parse(first) >= start) &&
          (seen?.(group[0]!) ?? true) &&
          !isNamesake?.(group[0]!);
        const wanted = wantedOf(recent);
        return isNew && wanted.length > 0 && { answers: wanted };
      }
      case "over":
        return burst(recent, judgement, limits[judgement.limit], limits[judgement.hours]);
      case "after": {
        const { apart = [] } = judgement;
        const isAfter = (cause: Answer, { first, last, key }: Answer) => {
          const at = Date.parse(cause.first);
          return (
            at <= Date.parse(last) &&
            Date.parse(first) - at <= reach &&
            apart.every(column => cause.key[column] !== key[column])
          );
        };
        const before = causes.get(id) ?? [];
        const after = recent.filter(answer => before.some(cause => isAfter(cause, answer)));
        return (
          after.length > 0 && {
            answers: after,
            causes: before.filter(cause => after.some(answer => isAfter(cause, answer))),
          }
        );
      }
    }
  }

  function wantedOf(recent: readonly Answer[]): readonly Answer[] {
    const { recent: wanted = {} } = judgement as Extract<Judgement, { readonly is: "first" }>;
    return recent.filter(answer => matches(wanted, answer));
  }

  /** Acts of which no record names anybody are not those of one: who it was may be new, and may not. */
  function* byNobody(recent: readonly Answer[]): Generator<Verdict> {
    const [first] = wantedOf(recent)
      .map(answer => answer.first)
      .sort();
    if (first !== undefined)
      yield { unknown: `no record names who did it at ${first}: nobody can tell whether it was somebody new` };
  }

  /** Whether somebody was known before by the name alone, or is now, for older records or newer ones lack the id. */
  function namesakes(): (answer: Answer) => boolean {
    const { column, named } = who;
    if (!named || !judgement.by.includes(column)) return () => false;
    const idOf = ({ key }: Answer, by: string) =>
      JSON.stringify(judgement.by.map(each => (each === column ? by : (key[each] ?? ""))));
    const byId = (answer: Answer) => idOf(answer, answer.key[column] ?? "");
    const byName = (answer: Answer) => idOf(answer, named(answer.key[column] ?? "").toLowerCase());
    const old = answers.filter(
      answer => answer.key[column] && matches(where, answer) && Date.parse(answer.first) < start,
    );
    const [ids, names] = [new Set(old.map(byId)), new Set(old.map(byName))];
    return answer => ids.has(byName(answer)) || names.has(byId(answer));
  }

  /** Whether somebody was known before the recent days, and it is known what would be new of them. */
  function seenBefore(known: readonly string[]): (answer: Answer) => boolean {
    const idOf = ({ key }: Answer) => JSON.stringify(known.map(column => key[column] ?? ""));
    const old = new Set(answers.filter(answer => matches(where, answer) && Date.parse(answer.first) < start).map(idOf));
    const told = judgement.by.filter(column => !known.includes(column));
    return answer => old.has(idOf(answer)) && told.every(column => answer.key[column]);
  }
}

/** From when on it can be told; a log that never goes back so far says what is wanted instead. */
function tooShort({ limits, mostDays }: Frame, from: string, before: number, what: string, threshold: string): string {
  const days = limits.detectionDays + before;
  if (days > mostDays)
    return `to tell ${what}, ${Math.ceil(days)} days are wanted, and the log goes back ${mostDays} at most; lower thresholds.${threshold} or thresholds.detectionDays`;
  const knowable = new Date(Date.parse(from) + days * day).toISOString().slice(0, 10);
  return `the log goes back to ${from.slice(0, 10)}, too short to tell ${what}; it can be told from ${knowable} on`;
}

/** How long before the cause may have been. */
export const hoursOf = ({ hours, days }: Within, limits: Limits): number =>
  days === undefined ? limits[hours] : limits[days] * 24;

const matches = (where: Where, { key }: Answer): boolean =>
  Object.entries(where).every(([column, values]) => values?.includes(key[column] ?? "") ?? true);

function groupsOf(by: readonly string[], where: Where, answers: readonly Answer[]): Map<string, Answer[]> {
  const groups = new Map<string, Answer[]>();
  for (const answer of answers) {
    if (!matches(where, answer)) continue;
    const id = JSON.stringify(by.map(column => answer.key[column] ?? ""));
    const group = groups.get(id);
    if (group) group.push(answer);
    else groups.set(id, [answer]);
  }
  return groups;
}

/** What may have been the cause, by whoever did it or had it done to them. */
const causesOf = ({ by, cause }: Extract<Judgement, { readonly is: "after" }>, told: readonly Answer[]) =>
  groupsOf(cause.by ?? by, cause.where as Where, told);
