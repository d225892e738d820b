import type { Fold } from "../../signals/fold";
import { kqlOf, type Span } from "../../signals/kql";
import { type Engine, engineDays, lackingOn, quietDays, roadNames } from "../../signals/log";
import type { LogWithQuestions } from "../../signals/logs";
import type { Answer, Question } from "../../signals/question";
import type { Call } from "../calls";
import { type Context, Missing } from "../define";
import { type AnswerRow, reachOf } from "./answer-rows";
import { answerTo } from "./engine-answers";
import { apart, read } from "./read";
import { since } from "./since";

/** A log that engines keep. */
export interface Kept {
  readonly log: LogWithQuestions;
  /** What is read, for people: "what was done in Azure". */
  readonly what: string;
  /** One for each engine that keeps the log. */
  readonly calls: { readonly [E in Engine]?: Call };
}

/** What of a run says which engines there are. */
export type Askable = Pick<Context, "azure" | "cloud" | "workspace" | "now" | "historyDays">;

/** An engine that may be asked, and over which time it can tell. */
export interface Asked {
  readonly engine: Engine;
  readonly span: Span;
  answered(question: Question): Promise<{ readonly rows: readonly Answer[]; readonly gaps: readonly Missing[] }>;
}

/** The engines that keep a log, in the order in which they are asked. */
export function enginesOf(
  { azure, cloud, workspace, now, historyDays }: Askable,
  { log: { log }, what, calls }: Kept,
): readonly Asked[] {
  const engines: readonly (readonly [Engine, (query: string) => AsyncIterable<unknown>])[] = [
    ...(workspace === undefined ? [] : [["workspace", (query: string) => azure.workspace(workspace, query)] as const]),
    ...(cloud === "AzureChina" ? [] : [["hunting", azure.hunting] as const]),
  ];
  return engines.flatMap(([engine, ask]) => {
    const call = calls[engine];
    if (!call || !log.roads[engine]) return [];
    const span = { from: since(now, Math.min(historyDays, engineDays[engine])), to: now };
    const answered = (question: Question) =>
      apart(
        read(ask(kqlOf(log, question, engine, span)), {
          what: `${what}, of ${roadNames[engine]}`,
          call,
          as: answerTo(question),
        }),
      );
    return [{ engine, span, answered }];
  });
}

/** Records of one part that are read without an engine. A tenant with more has a workspace, or should have. */
export const mostRecords = 200_000;

export interface Asking extends Kept {
  /** The parts of the log, as its question `reach` tells them apart. */
  readonly parts: readonly string[];
  readonly folds: readonly Fold[];
  /** Asked of parts that the log has and that are not among them. */
  readonly others?: Question;
  /** Records of one part that the API can be read for. */
  readonly readable?: number;
}

/**
 * Asks the first engine that answers all, and only of the parts of the log that it holds from early on until now. The others are
 * few and quiet, or are not exported: they are read elsewhere. So is what the API can be read for, where the engine does not keep
 * every column. Returns the parts that were told, and until when.
 */
export async function* askEngines(context: Askable, asking: Asking): AsyncGenerator<AnswerRow | Missing, Told> {
  const { now } = context;
  const { what, parts, folds, others, readable = mostRecords } = asking;
  const { log, reach } = asking.log;
  const [part = ""] = reach.per;
  /** Why nobody tells of the others. */
  let silent: Missing | undefined = new Missing({
    what: `${what}, of what no list shows`,
    missing: "a workspace that the estate names",
    reason: "failed",
  });
  for (const { engine, span, answered } of enginesOf(context, asking)) {
    const reaches = await answered(reach);
    yield* reaches.gaps.map(gap => unread(reach, engine, gap, now));
    const strange = reaches.rows.map(({ key }) => key[part]!).filter(name => name !== "" && !parts.includes(name));
    const ofOthers =
      others && strange.length > 0
        ? await answered({ ...others, where: { ...others.where, [part]: strange } })
        : { rows: [], gaps: [] };
    yield* ofOthers.rows as AnswerRow[];
    yield* ofOthers.gaps.map(gap => unread(reach, engine, gap, now));
    silent &&= reaches.gaps[0] ?? ofOthers.gaps[0];
    const least = lackingOn(log, engine, Object.keys(log.columns)).length > 0 ? readable + 1 : 1;
    const told = reaches.rows.filter(
      ({ key, times, first, last }) => parts.includes(key[part]!) && times >= least && isWhole(first, last, span),
    );
    if (reaches.gaps.length > 0 || told.length === 0) continue;
    const names = told.map(({ key }) => key[part]!);
    const answers = await Promise.all(
      folds.map(({ question }) => answered({ ...question, where: { ...question.where, [part]: names } })),
    );
    const gaps = answers.flatMap(answer => answer.gaps);
    yield* gaps.map(gap => unread(reach, engine, gap, now));
    if (gaps.length > 0) continue;
    for (const [at, fold] of folds.entries()) for (const answer of answers[at]!.rows) fold.merge(answer);
    const from = told.map(({ first }) => first).sort()[0]!;
    for (const name of names) yield reachOf(reach, name, engine, { ...span, from });
    yield* unknownOthers(others, silent);
    return new Map(told.map(({ key, last }) => [key[part]!, last]));
  }
  yield* unknownOthers(others, silent);
  return new Map();
}

/** The parts of a log that an engine told, each with when the last act began that it knows, ISO 8601. */
export type Told = ReadonlyMap<string, string>;

/** What of a part is left to the API: the records of a time, and of the acts those that began later than one. */
export interface Left {
  readonly span: Span;
  /** ISO 8601, to the millisecond. */
  readonly after?: string;
}

const hour = 3_600_000;

/**
 * All of a part where no engine told of it, else what came after the last act that it knows, if that is older than an hour: an
 * export that has stopped looks like a quiet subscription. Records of an hour before are read too, so that an act which was
 * under way is known as one. Undefined where nothing is left.
 */
export function leftBy(told: Told, part: string, span: Span): Left | undefined {
  const last = told.get(part);
  if (last === undefined) return { span };
  const at = Date.parse(last);
  if (Date.parse(span.to) - at <= hour) return undefined;
  return { span: { ...span, from: new Date(at - hour).toISOString() }, after: new Date(at).toISOString() };
}

/** Only an engine knows what is in no list any more; of what is in one the API tells. */
const unknownOthers = (others: Question | undefined, silent: Missing | undefined): readonly Missing[] =>
  others && silent ? [new Missing({ ...silent.gap, field: others.id })] : [];

/** What an engine does not tell the API does, so nothing is missing; but whoever names a workspace wants to know. */
const unread = (reach: Question, engine: Engine, { gap }: Missing, now: string): AnswerRow => ({
  ...reachOf(reach, "", engine, { from: now, to: now }),
  distinct: { missing: [gap.missing] },
});

/**
 * From the first third of the time on, and until lately: what is exported no more is read elsewhere, and what may be late is read
 * from its last act on.
 */
function isWhole(first: string, last: string, { from, to }: Span): boolean {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return Date.parse(first) <= start + (end - start) / 3 && Date.parse(last) >= end - quietDays * 86_400_000;
}
