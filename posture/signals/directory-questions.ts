import type { DirectoryColumn } from "./directory-log";
import { allDirectoryOperations } from "./directory-operations";
import type { Question } from "./question";

type DirectoryQuestion = Question<DirectoryColumn, never>;

/** Who gave what to whom, hour by hour. */
export const changes = {
  id: "changes",
  where: { operation: allDirectoryOperations },
  per: ["actor", "operation", "result", "target", "targetType", "given", "adds"],
  hours: 1,
  distinct: ["name", "actorName", "address", "agent"],
} as const satisfies DirectoryQuestion;

/** How far back what each service logs goes. */
export const directoryReach = { id: "reach", per: ["service"] } as const satisfies DirectoryQuestion;
