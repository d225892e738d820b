import * as z from "zod";
import { parseJson } from "../../../catalogue/json";
import type { Answer, Question } from "../../signals/question";
import { maybeTime } from "./wire";

const time = maybeTime.pipe(z.string());
const texts = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String));

/** A list as an engine sends it: Log Analytics writes dynamic values as texts. */
const list = z.union([texts, z.string().transform(parseJson).pipe(texts)]);

/** A row that an engine answered to the question as `posture/signals/kql.ts` prints it. */
export const answerTo = ({ id, per, hours, distinct = [], sum = [] }: Question) =>
  z
    .looseObject({
      times: z.coerce.number().int(),
      firstAt: time,
      lastAt: time,
      ...(hours !== undefined && { window: time }),
      ...Object.fromEntries(per.map(column => [column, z.string().nullish()])),
      ...Object.fromEntries(distinct.map(column => [`distinct_${column}`, list])),
      ...Object.fromEntries(sum.map(column => [`sum_${column}`, z.coerce.number()])),
    })
    .transform((row): Answer => {
      const cell = row as Readonly<Record<string, unknown>>;
      return {
        question: id,
        key: Object.fromEntries(per.map(column => [column, String(cell[column] ?? "")])),
        ...(hours !== undefined && { window: String(cell.window) }),
        times: row.times,
        first: row.firstAt,
        last: row.lastAt,
        distinct: Object.fromEntries(
          distinct.map(column => [column, [...(cell[`distinct_${column}`] as string[])].sort()]),
        ),
        sum: Object.fromEntries(sum.map(column => [column, cell[`sum_${column}`] as number])),
      };
    });
