import type { Manifest } from "../evidence/gathered";

const minute = 60_000;
const hour = 60 * minute;

/** How far the clocks of two machines may be apart. */
const skew = 10 * minute;

/** How long a reading may take: one that was cut off is gone on with for as long. */
const longest = 24 * hour;

/** Whether this time is further ahead than clocks differ. */
export const isAhead = (time: string, now: number): boolean => Date.parse(time) - now > skew;

/**
 * What cannot be true of the times of saved evidence, a clause each. Every age is reckoned from them. That evidence is old is no
 * fault. Pure.
 * @param now when it is judged, in milliseconds
 */
export function oddTimes(
  { collectedAt, endedAt = collectedAt }: Pick<Manifest, "collectedAt" | "endedAt">,
  now: number,
): readonly string[] {
  const took = Date.parse(endedAt) - Date.parse(collectedAt);
  return [
    ...(isAhead(collectedAt, now) ? [`it was begun in the future, at ${collectedAt}`] : []),
    ...(endedAt !== collectedAt && isAhead(endedAt, now) ? [`it ended in the future, at ${endedAt}`] : []),
    // the clock of one machine may be set back while it reads
    ...(took < -skew ? [`it ended at ${endedAt}, before it was begun at ${collectedAt}`] : []),
    ...(took > longest
      ? [
          `it was begun at ${collectedAt} and ended at ${endedAt}, longer than the ${longest / hour} hours that a reading may take`,
        ]
      : []),
  ];
}
