import { visibleText } from "../posture/report/visible";
import { UsageError } from "./exit";

/** So many are named. */
const named = 5;

/** A word that may mean several: which, so that one of them can be given by its whole name or id. */
export function unclear(word: string, meanings: readonly string[]): UsageError {
  const some = meanings.slice(0, named).map(visibleText).join(", ");
  const more = meanings.length > named ? ` and ${(meanings.length - named).toLocaleString("en-US")} more` : "";
  return new UsageError(`"${word}" may be ${some}${more}. Give its whole name or id.`);
}
