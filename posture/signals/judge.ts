import { burst } from "./burst";
import { columnsToTell, hoursOf, type Judgement, type Limits, type Untold } from "./judgement";
import type { Answer, Where } from "./question";

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
  const { apart = [] } = judgement.is === "after" ? judgement : {};
  const isOfThisLog = judgement.is === "after" && judgement.cause.log === undefined;
  let early = false;
  const seen = judgement.is === "first" && judgement.known ? seenBefore(judgement.known) : undefined;
  const isNamesake = judgement.is === "first" ? namesakes() : undefined;
  const wanted = columnsToTell(judgement, who.column);
  /** Those of whom it is told, or who did such a thing before. */
  const settled = new Set<string>();
  for (const [id, group] of groupsOf(judgement.by, where, answers)) {
    const recent = recentOf(group);
    const lacking = wanted.filter(column => !group[0]!.key[column]);
    if (lacking.length > 0) {
      yield* ofNoOne(id, group, recent, lacking);
      continue;
    }
    const found = recent.length > 0 && verdictOn(id, group, recent);
    if (found || judgement.is !== "first" || !isNew(group)) settled.add(id);
    if (found) yield { of: ofGroup(group), ...found };
    else if (isOfThisLog && recent.some(({ first }) => Date.parse(first) - reach < Date.parse(from))) early = true;
  }
  if (early) yield { unknown: tooShort(frame, from, reach / day, "what came before", wayBack) };
  if (judgement.is === "first" && judgement.untold) yield* nobodyCanTell(judgement.untold);

  /** Of whoever has nothing but acts that may be such. */
  function* nobodyCanTell({ where, what }: Untold): Generator<Verdict> {
    for (const [id, group] of groupsOf(judgement.by, where, answers)) {
      const first = recentOf(group).length > 0 ? earliest(recentOf(group)) : undefined;
      if (first !== undefined && !settled.has(id))
        yield { of: ofGroup(group), unknown: `no record tells ${what} at ${first}` };
    }
  }

  /**
   * Acts of which no record tells whose they are, or where, are not those of one: together they may be too many or come after
   * something, and they may be of many.
   */
  function* ofNoOne(
    id: string,
    group: readonly Answer[],
    recent: readonly Answer[],
    lacking: readonly string[],
  ): Generator<Verdict> {
    if (judgement.is === "first") {
      const acts = wantedOf(recent);
      if (lacking.includes(who.column) && acts.length > 0)
        yield {
          unknown: `no record ${toldBy(lacking)} at ${earliest(acts)}: nobody can tell whether it was somebody new`,
        };
      return;
    }
    const found = recent.length > 0 && verdictOn(id, group, recent);
    if (!found) return;
    const at = earliest("answers" in found ? found.answers : recent);
    const what = judgement.is === "over" ? "whether it was one alone" : "what it came after";
    yield { of: ofGroup(group), unknown: `no record ${toldBy(lacking)} at ${at}: nobody can tell ${what}` };
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
        const acts = wantedOf(recent);
        return acts.length > 0 && isNew(group) && { answers: acts };
      }
      case "over":
        return burst(recent, judgement, limits[judgement.limit], limits[judgement.hours]);
      case "after": {
        const before = causes.get(id) ?? [];
        const follow = (isMeant: typeof isApart) =>
          recent.filter(answer => before.some(cause => isAfter(cause, answer) && isMeant(cause, answer)));
        const after = follow(isApart);
        if (after.length > 0)
          return {
            answers: after,
            causes: before.filter(cause => after.some(answer => isAfter(cause, answer) && isApart(cause, answer))),
          };
        const open = follow(mayBeApart);
        return (
          open.length > 0 && {
            unknown: `no record ${toldBy(apart)} at ${earliest(open)}: nobody can tell whether it was another`,
          }
        );
      }
    }
  }

  /** Answers tell of an hour: the last of the cause counts, so that none is missed for having been done twice in it. */
  function isAfter(cause: Answer, { first, last }: Answer): boolean {
    return Date.parse(cause.first) <= Date.parse(last) && Date.parse(first) - Date.parse(cause.last) <= reach;
  }

  function mayBeApart(cause: Answer, { key }: Answer): boolean {
    return apart.every(column => !cause.key[column] || !key[column] || cause.key[column] !== key[column]);
  }

  /** Whether both are told to differ. */
  function isApart(cause: Answer, answer: Answer): boolean {
    return apart.every(column => cause.key[column] && answer.key[column]) && mayBeApart(cause, answer);
  }

  function toldBy(columns: readonly string[]): string {
    return columns.includes(who.column) ? "names who did it" : `tells the ${columns.join(" and the ")}`;
  }

  function wantedOf(recent: readonly Answer[]): readonly Answer[] {
    const { recent: wanted = {} } = judgement as Extract<Judgement, { readonly is: "first" }>;
    return recent.filter(answer => matches(wanted, answer));
  }

  /** Whether nothing of it was seen before the recent days. */
  function isNew(group: readonly Answer[]): boolean {
    return (
      group.every(({ first }) => Date.parse(first) >= start) && (seen?.(group[0]!) ?? true) && !isNamesake?.(group[0]!)
    );
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

  /** Whether somebody was known before the recent days, and it is known what was old of them, and what would be new. */
  function seenBefore(known: readonly string[]): (answer: Answer) => boolean {
    const idOf = ({ key }: Answer) => JSON.stringify(known.map(column => key[column] ?? ""));
    const told = judgement.by.filter(column => !known.includes(column));
    const tells = ({ key }: Answer) => told.every(column => key[column]);
    const isOld = (answer: Answer) => matches(where, answer) && Date.parse(answer.first) < start && tells(answer);
    const old = new Set(answers.filter(isOld).map(idOf));
    return answer => old.has(idOf(answer)) && tells(answer);
  }
}

const earliest = (answers: readonly Answer[]): string => answers.map(({ first }) => first).sort()[0]!;

/** From when on it can be told; a log that never goes back so far says what is wanted instead. */
function tooShort({ limits, mostDays }: Frame, from: string, before: number, what: string, threshold: string): string {
  const days = limits.detectionDays + before;
  if (days > mostDays)
    return `to tell ${what}, ${Math.ceil(days)} days are wanted, and the log goes back ${mostDays} at most; lower thresholds.${threshold} or thresholds.detectionDays`;
  const knowable = new Date(Date.parse(from) + days * day).toISOString().slice(0, 10);
  return `the log goes back to ${from.slice(0, 10)}, too short to tell ${what}; it can be told from ${knowable} on`;
}

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
