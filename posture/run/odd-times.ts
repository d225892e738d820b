import type { Manifest } from "../evidence/gathered";

const minute = 60_000;
const hour = 60 * minute;

/** How far the clocks of two machines may be apart. */
const skew = 10 * minute;

/** How long a reading may take, in milliseconds, and how long after its beginning one that was cut off may go on: its report is of one time. */
export const longestReading = 24 * hour;

export const inHours = (milliseconds: number): number => milliseconds / hour;

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
    ...(took > longestReading
      ? [
          `it was begun at ${collectedAt} and ended at ${endedAt}, longer than the ${inHours(longestReading)} hours that a reading may take`,
        ]
      : []),
  ];
}
