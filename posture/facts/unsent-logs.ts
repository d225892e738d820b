import type { ExportedLog } from "../../catalogue/exported-logs";
import type { LogExports } from "../evidence/reading/diagnostic-settings";

type Setting = LogExports["settings"][number];

/** Whether a diagnostic setting sends a log somewhere. One that has no place for it is refused by Azure, and counts for nothing. */
export const sends = ({ categories, workspace, elsewhere = [] }: Setting, category: string): boolean =>
  (workspace !== undefined || elsewhere.length > 0) &&
  categories.some(on => [category.toLowerCase(), "alllogs"].includes(on.toLowerCase()));

/** The logs that no setting sends anywhere. */
export const unsentLogs = ({ settings }: LogExports, logs: readonly ExportedLog[]): readonly ExportedLog[] =>
  logs.filter(log => !settings.some(setting => sends(setting, log.category)));

/** What a finding says of them: `Security: the transfer of a subscription, …`. */
export const linesOf = (logs: readonly ExportedLog[]): readonly string[] =>
  logs.map(({ category, holds }) => `${category}: ${holds}`);

export const namesOf = (logs: readonly ExportedLog[]): string => logs.map(({ category }) => category).join(", ");
