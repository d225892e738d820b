import { tagNamesOf } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import type { Manifest } from "../evidence/gathered";

/** As far back as the logs of Azure go. */
export const wholeHistory = 90;

/**
 * Why evidence cannot be judged by an estate: it was gathered under another one, for which less was kept than this one judges
 * by. What was left out would look as if it were not there.
 */
export function unfitFor(
  { tagNames = [], historyDays = wholeHistory }: Manifest,
  estate: Pick<Estate, "gpuSizes" | "thresholds">,
): string | undefined {
  const kept = new Set(tagNames.map(name => name.toLowerCase()));
  const missing = tagNamesOf(estate).filter(name => !kept.has(name.toLowerCase()));
  if (missing.length > 0)
    return `the estate approves by the tag ${missing.join(", ")}, which was not kept of resources when this evidence was gathered`;
  if (estate.thresholds.historyDays > historyDays)
    return `the estate looks back ${estate.thresholds.historyDays} days (thresholds.historyDays), and of the logs this evidence holds ${historyDays}`;
  return undefined;
}
