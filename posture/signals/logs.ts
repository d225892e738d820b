import { activityLog } from "./activity-log";
import { contactLog } from "./contact-log";
import { contactReach, contacts } from "./contact-questions";
import { directoryLog } from "./directory-log";
import { changes, directoryReach } from "./directory-questions";
import { engineDays, type Log, type Road } from "./log";
import type { Question } from "./question";
import { failures, hours, operations, reach } from "./questions";
import { signInLog } from "./sign-in-log";
import { guesses, origins, signInReach } from "./sign-in-questions";

/**
 * Every log that signals look at, with what is asked of it. The names of the questions are the grains that a signal chooses
 * from; `reach` asks how far back each part of the log goes. Azure keeps its activity log for 90 days, Entra its logs for 30, and
 * its audit log for a week without a licence (Learn, "Azure Monitor activity log", "Microsoft Entra data retention").
 */
export const logs = {
  activity: { log: activityLog, questions: { operations, hours, failures }, reach, recordDays: 90, whoElse: "name" },
  signIns: { log: signInLog, questions: { origins, guesses }, reach: signInReach, recordDays: 30 },
  contacts: { log: contactLog, questions: { contacts }, reach: contactReach },
  directory: { log: directoryLog, questions: { changes }, reach: directoryReach, recordDays: 30 },
} as const satisfies Record<string, LogWithQuestions>;

export interface LogWithQuestions {
  // A log reads records of its own kind, and nobody hands it others: the erased type needs `any`.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly log: Log<any, any, any, any>;
  readonly questions: Readonly<Record<string, Question>>;
  readonly reach: Question;
  /** How many days Azure's own API keeps its records; left out where it has none. */
  readonly recordDays?: number;
  /** The column that stands in for the id of whoever did it where a record has none. */
  readonly whoElse?: string;
}

/** The most days that a log can go back on a road. */
export const daysOn = ({ recordDays = 0 }: LogWithQuestions, road: Road): number =>
  road === "records" ? recordDays : engineDays[road];

export type LogName = keyof typeof logs;
type LogOf<L extends LogName> = (typeof logs)[L]["log"];
export type ColumnOf<L extends LogName> = (keyof LogOf<L>["columns"] | keyof LogOf<L>["late"]) & string;
export type NumberOf<L extends LogName> = keyof LogOf<L>["numbers"] & string;
export type GrainOf<L extends LogName> = keyof (typeof logs)[L]["questions"] & string;
