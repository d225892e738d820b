import * as z from "zod";
import { actsOf } from "../../signals/acts";
import { Fold } from "../../signals/fold";
import { kqlOf, type Span } from "../../signals/kql";
import { type Engine, type Log, lackingOn, type Road, roadNames } from "../../signals/log";
import type { LogWithQuestions } from "../../signals/logs";
import type { Answer, Question } from "../../signals/question";
import type { Call } from "../calls";
import { type Context, Missing, type RowOf } from "../define";
import { answerTo } from "./engine-answers";
import { apart, read } from "./read";
import { since } from "./since";

/** How a log is read: by whichever engine has it, else record by record; folded into the same answers on every road. */

/** A row of evidence: one answer. */
export const answerRow = z.object({
  question: z.string(),
  key: z.record(z.string(), z.string()).describe("What is the same of the acts that are added up here, by column"),
  window: z.string().exactOptional(),
  times: z.number(),
  first: z.string(),
  last: z.string(),
  distinct: z.record(z.string(), z.array(z.string())),
  sum: z.record(z.string(), z.number()),
});
type Row = RowOf<typeof answerRow>;

/** Records of one part that are read without an engine. A tenant with more has a workspace, or should have. */
export const mostRecords = 200_000;

/** A fold for each question of a log. */
export const foldsOf = ({ questions }: LogWithQuestions): Fold[] =>
  Object.values(questions).map(question => new Fold(question));

export interface Asking {
  readonly log: LogWithQuestions;
  /** What is read, for people: "what was done in Azure". */
  readonly what: string;
  /** One for each engine that keeps the log. */
  readonly calls: { readonly [E in Engine]?: Call };
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
 * every column. Returns the parts that were told.
 */
export async function* askEngines(
  { azure, cloud, workspace, now, historyDays }: Pick<Context, "azure" | "cloud" | "workspace" | "now" | "historyDays">,
  { log: { log, reach }, what, calls, parts, folds, others, readable = mostRecords }: Asking,
): AsyncGenerator<Row | Missing, ReadonlySet<string>> {
  const [part = ""] = reach.per;
  const engines: readonly (readonly [Engine, (query: string) => AsyncIterable<unknown>])[] = [
    ...(workspace === undefined ? [] : [["workspace", (query: string) => azure.workspace(workspace, query)] as const]),
    ...(cloud === "AzureChina" ? [] : [["hunting", azure.hunting] as const]),
  ];
  /** Why nobody tells of the others. */
  let silent: Missing | undefined = new Missing({
    what: `${what}, of what no list shows`,
    missing: "a workspace that the estate names",
    reason: "failed",
  });
  for (const [engine, ask] of engines) {
    const call = calls[engine];
    if (!call || !log.roads[engine]) continue;
    const span = { from: since(now, Math.min(historyDays, engineDays[engine])), to: now };
    const answered = (question: Question) =>
      apart(
        read(ask(kqlOf(log, question, engine, span)), {
          what: `${what}, of ${roadNames[engine]}`,
          call,
          as: answerTo(question),
        }),
      );
    const reaches = await answered(reach);
    yield* reaches.gaps.map(gap => unread(reach, engine, gap, now));
    const strange = reaches.rows.map(({ key }) => key[part]!).filter(name => name !== "" && !parts.includes(name));
    const ofOthers =
      others && strange.length > 0
        ? await answered({ ...others, where: { ...others.where, [part]: strange } })
        : { rows: [], gaps: [] };
    yield* ofOthers.rows as Row[];
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
    return new Set(names);
  }
  yield* unknownOthers(others, silent);
  return new Set();
}

/** Only an engine knows what is in no list any more; of what is in one the API tells. */
const unknownOthers = (others: Question | undefined, silent: Missing | undefined): readonly Missing[] =>
  others && silent ? [new Missing({ ...silent.gap, field: others.id })] : [];

/** How many days the engines may hold; hunting keeps thirty (Learn, "Advanced hunting quotas and usage parameters"). */
export const engineDays: Readonly<Record<Engine, number>> = { workspace: 90, hunting: 30 };

/** What an engine does not tell the API does, so nothing is missing; but whoever names a workspace wants to know. */
const unread = (reach: Question, engine: Engine, { gap }: Missing, now: string): Row => ({
  ...reachOf(reach, "", engine, { from: now, to: now }),
  distinct: { missing: [gap.missing] },
});

/** From the first third of the time on, and within the last two days: what is exported late or no more is read elsewhere. */
function isWhole(first: string, last: string, { from, to }: Span): boolean {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return Date.parse(first) <= start + (end - start) / 3 && Date.parse(last) >= end - 2 * 86_400_000;
}

/** How far back a part of the log goes, and who told. */
export const reachOf = ({ id, per: [part = ""] }: Question, name: string, road: Road, { from, to }: Span): Row => ({
  question: id,
  key: { [part]: name, road },
  times: 0,
  first: from,
  last: to,
  distinct: {},
  sum: {},
});

/** Adds the records up as they stream by; only what is missing is handed on. */
export async function* folded<R>(
  log: Log<R>,
  records: AsyncIterable<R | Missing>,
  folds: readonly Fold[],
): AsyncGenerator<Missing> {
  const gaps: Missing[] = [];
  const readable = async function* (): AsyncGenerator<R> {
    for await (const record of records) {
      if (record instanceof Missing) gaps.push(record);
      else yield record;
    }
  };
  for await (const act of actsOf(log, readable())) for (const fold of folds) fold.add(act);
  yield* gaps;
}

/** The same of one part of a log, and how far back it goes, unless it was refused. */
export async function* foldedPart<R, A>(
  log: Log<R>,
  records: AsyncIterable<R | Missing>,
  folds: readonly Fold[],
  reach: A,
): AsyncGenerator<Missing | A> {
  let refused = false;
  for await (const missing of folded(log, records, folds)) {
    if (missing.gap.reason !== "cutOff" && missing.gap.reason !== "malformed") refused = true;
    yield missing;
  }
  if (!refused) yield reach;
}

/** The answers of the folds, and what was more than they hold. */
export function* answersOf(folds: readonly Fold[], what: string): Generator<(Answer & Row) | Missing> {
  for (const fold of folds) {
    yield* fold.answers() as Generator<Answer & Row>;
    if (fold.leftOut > 0)
      yield new Missing({
        what,
        missing: `${fold.leftOut} acts, of more different kinds than are held (${fold.question.id})`,
        reason: "cutOff",
      });
  }
}

/** The first records; that there are more is a gap. */
export async function* atMost<T>(
  items: AsyncIterable<T>,
  what: string,
  subjects?: readonly string[],
  limit = mostRecords,
): AsyncGenerator<T | Missing> {
  let count = 0;
  for await (const item of items) {
    yield item;
    if (++count < limit) continue;
    yield new Missing({
      what,
      missing: `what is older than its last ${limit} records; name a workspace in the estate, which adds them up`,
      reason: "cutOff",
      ...(subjects && { subjects }),
    });
    return;
  }
}
