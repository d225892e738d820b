import type { Collected } from "../evidence/gathered";
import { type Road, roadNames } from "../signals/log";
import { type LogName, type LogWithQuestions, logs } from "../signals/logs";
import type { Answer } from "../signals/question";
import { grouped } from "./collate";
import type { LogAnswers } from "./types";

/** What a log told, by the question that it answers. */
export function logAnswers<L extends LogName>(
  name: L,
  { value: rows, gaps }: Collected<readonly Answer[]>,
): LogAnswers<L> {
  const { log, questions, reach }: LogWithQuestions = logs[name];
  const byQuestion = grouped(rows, ({ question }) => question);
  const [part = ""] = reach.per;
  const reaches = (byQuestion.get(reach.id) ?? []).filter(({ key }) => key[part] !== "");
  const names = new Map<string, string>();
  for (const { key, distinct } of rows) {
    const [id, [found] = []] = [key[log.who], distinct.name ?? []];
    if (id && found && !names.has(id)) names.set(id, found);
  }
  return {
    of: Object.fromEntries(
      Object.entries(questions).map(([grain, { id }]) => [grain, byQuestion.get(id) ?? []]),
    ) as Readonly<Record<string, readonly Answer[]>> as LogAnswers<L>["of"],
    nameOf: id => names.get(id) ?? id,
    whole: gaps.every(({ subjects }) => subjects?.length === 0),
    // The youngest log tells: what it does not hold may have been done there.
    from: reaches
      .map(({ first }) => first)
      .sort()
      .at(-1),
    roads: [...new Set(reaches.map(({ key }) => key.road ?? ""))].filter(isRoad).sort(),
  };
}

const isRoad = (road: string): road is Road => Object.hasOwn(roadNames, road);
