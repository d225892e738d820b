import { activityLog } from "./activity-log";
import { contactLog } from "./contact-log";
import { contactReach, contacts } from "./contact-questions";
import { directoryLog } from "./directory-log";
import { changes, directoryReach } from "./directory-questions";
import type { Log } from "./log";
import type { Question } from "./question";
import { failures, hours, operations, reach } from "./questions";
import { signInLog } from "./sign-in-log";
import { guesses, origins, signInReach } from "./sign-in-questions";

/**
 * Every log that signals look at, with what is asked of it. The names of the questions are the grains that a signal chooses
 * from; `reach` asks how far back each part of the log goes.
 */
export const logs = {
  activity: { log: activityLog, questions: { operations, hours, failures }, reach },
  signIns: { log: signInLog, questions: { origins, guesses }, reach: signInReach },
  contacts: { log: contactLog, questions: { contacts }, reach: contactReach },
  directory: { log: directoryLog, questions: { changes }, reach: directoryReach },
} as const satisfies Record<string, LogWithQuestions>;

export interface LogWithQuestions {
  // A log reads records of its own kind, and nobody hands it others: the erased type needs `any`.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly log: Log<any, any, any, any>;
  readonly questions: Readonly<Record<string, Question>>;
  readonly reach: Question;
}

export type LogName = keyof typeof logs;
type LogOf<L extends LogName> = (typeof logs)[L]["log"];
export type ColumnOf<L extends LogName> = (keyof LogOf<L>["columns"] | keyof LogOf<L>["late"]) & string;
export type GrainOf<L extends LogName> = keyof (typeof logs)[L]["questions"] & string;
