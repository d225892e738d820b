import { actsOf } from "../../signals/acts";
import type { Fold } from "../../signals/fold";
import type { Span } from "../../signals/kql";
import type { Log } from "../../signals/log";
import type { LogWithQuestions } from "../../signals/logs";
import { Missing } from "../define";
import { type AnswerRow, answersOf, foldsOf, reachOf } from "./answer-rows";
import { type Askable, type Asking, askEngines, leftBy, mostRecords, type Told } from "./log-engines";
import { each } from "./read";
import { since } from "./since";

/** How a log is read: by whichever engine has it, else record by record; folded into the same answers on every road. */

/** Records of Azure's own API, beside the engines. */
export interface Recorded<R> extends Omit<Asking, "folds"> {
  /** How many days the API keeps them. */
  readonly keptDays: number;
  recordsOf(part: string, span: Span): AsyncIterable<R | Missing>;
}

/** A log by its parts: what the engines tell, and the records of every part of which none told, added up. */
export async function* byParts<R>(context: Askable, recorded: Recorded<R>): AsyncGenerator<AnswerRow | Missing> {
  const { log, what, parts, keptDays, recordsOf } = recorded;
  const folds = foldsOf(log);
  const told = yield* askEngines(context, { ...recorded, folds });
  const span = { from: since(context.now, Math.min(context.historyDays, keptDays)), to: context.now };
  yield* each(parts, part => foldedRest({ log, told, part, span, folds }, left => atMost(recordsOf(part, left), what)));
  yield* answersOf(folds, what);
}

/** One part of a log of which engines told as much as they know. */
interface Rest {
  readonly log: LogWithQuestions;
  readonly told: Told;
  readonly part: string;
  readonly span: Span;
  readonly folds: readonly Fold[];
}

/** Adds up what engines left of a part, and says how far back the log goes where none of them did. */
export async function* foldedRest<R>(
  { log: { log, reach }, told, part, span, folds }: Rest,
  recordsOf: (span: Span) => AsyncIterable<R | Missing>,
): AsyncGenerator<AnswerRow | Missing> {
  const left = leftBy(told, part, span);
  if (!left) return;
  const { after } = left;
  const begins = after === undefined ? reachOf(reach, part, "records", span) : undefined;
  yield* foldedPart(log, recordsOf(left.span), folds, { reach: begins, after });
}

/** Adds the records of acts that began after a time up, as they stream by; only what is missing is handed on. */
export async function* folded<R>(
  log: Log<R>,
  records: AsyncIterable<R | Missing>,
  folds: readonly Fold[],
  after = "",
): AsyncGenerator<Missing> {
  const gaps: Missing[] = [];
  const readable = async function* (): AsyncGenerator<R> {
    for await (const record of records) {
      if (record instanceof Missing) gaps.push(record);
      else yield record;
    }
  };
  for await (const act of actsOf(log, readable())) if (act.at > after) for (const fold of folds) fold.add(act);
  yield* gaps;
}

/** The same of one part of a log, and how far back it goes, unless it was refused or somebody else tells that. */
async function* foldedPart<R, A>(
  log: Log<R>,
  records: AsyncIterable<R | Missing>,
  folds: readonly Fold[],
  { reach, after }: { readonly reach: A | undefined; readonly after: string | undefined },
): AsyncGenerator<Missing | A> {
  let refused = false;
  for await (const missing of folded(log, records, folds, after)) {
    if (missing.gap.reason !== "cutOff" && missing.gap.reason !== "malformed") refused = true;
    yield missing;
  }
  if (!refused && reach !== undefined) yield reach;
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
