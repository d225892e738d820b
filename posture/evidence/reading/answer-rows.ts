import * as z from "zod";
import { Fold } from "../../signals/fold";
import type { Span } from "../../signals/kql";
import type { Road } from "../../signals/log";
import type { LogWithQuestions } from "../../signals/logs";
import type { Answer, Question } from "../../signals/question";
import { Missing, type RowOf } from "../define";

/** What a log told, as rows of evidence. */

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
export type AnswerRow = RowOf<typeof answerRow>;

/** How far back a part of the log goes, and who told. */
export const reachOf = (
  { id, per: [part = ""] }: Question,
  name: string,
  road: Road,
  { from, to }: Span,
): AnswerRow => ({
  question: id,
  key: { [part]: name, road },
  times: 0,
  first: from,
  last: to,
  distinct: {},
  sum: {},
});

/** A fold for each question of a log. */
export const foldsOf = ({ questions }: LogWithQuestions): Fold[] =>
  Object.values(questions).map(question => new Fold(question));

/** The answers of the folds, and what was more than they hold. */
export function* answersOf(folds: readonly Fold[], what: string): Generator<(Answer & AnswerRow) | Missing> {
  for (const fold of folds) {
    yield* fold.answers() as Generator<Answer & AnswerRow>;
    if (fold.leftOut > 0)
      yield new Missing({
        what,
        missing: `${fold.leftOut} acts, of more different kinds than are held (${fold.question.id})`,
        reason: "cutOff",
      });
  }
}
