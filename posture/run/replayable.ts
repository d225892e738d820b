import { tagNamesOf } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import type { Manifest } from "../evidence/gathered";

/** As far back as the logs of Azure go. */
export const wholeHistory = 90;

/** What was kept of what was read, or is to be: names of tags, days of the logs, and decoys whose traces are. */
type Kept = Pick<Manifest, "tagNames" | "historyDays" | "decoys">;

/**
 * The tags that were not kept and are wanted, in any letters; the days of the logs, where more are wanted than were kept; and the
 * subscriptions of decoys of which traces were not read.
 */
export function lacking(
  { tagNames = [], historyDays = wholeHistory, decoys = [] }: Kept,
  wanted: Kept,
): {
  readonly tags: readonly string[];
  readonly days?: readonly [wanted: number, kept: number];
  readonly unwatched: readonly string[];
} {
  const kept = new Set(tagNames.map(name => name.toLowerCase()));
  const days = wanted.historyDays ?? wholeHistory;
  return {
    tags: (wanted.tagNames ?? []).filter(name => !kept.has(name.toLowerCase())),
    unwatched: (wanted.decoys ?? []).flatMap(({ subscription, principal }) =>
      decoys.some(each => each.subscription === subscription && each.principal === principal) ? [] : [subscription],
    ),
    ...(days > historyDays && { days: [days, historyDays] as const }),
  };
}

/**
 * Why evidence cannot be judged by an estate: it was gathered under another one, for which less was kept than this one judges
 * by. What was left out would look as if it were not there.
 */
export function unfitFor(manifest: Manifest, estate: Pick<Estate, "gpuSizes" | "thresholds">): string | undefined {
  const { historyDays } = estate.thresholds;
  const { tags, days } = lacking(manifest, { tagNames: tagNamesOf(estate), historyDays });
  if (tags.length > 0)
    return `the estate approves by the tag ${tags.join(", ")}, which was not kept of resources when this evidence was gathered`;
  return (
    days &&
    `the estate looks back ${days[0]} days (thresholds.historyDays), and of the logs this evidence holds ${days[1]}`
  );
}
