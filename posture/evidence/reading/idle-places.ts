import { familyKey, familyOf } from "../../../catalogue/families";
import type { Quota } from "../quota";

/** A region of a subscription in which quota lies idle that is worth a further question. */
export interface IdlePlace {
  readonly subscription: string;
  readonly region: string;
}

/** More than what subscriptions are given without asking: of spot machines, and of ordinary families. */
const plentyOfSpot = 100;
const plenty = 500;

const left = ({ used, limit }: Quota): number => (limit < 0 ? Number.POSITIVE_INFINITY : limit - used);

/** Whether what lies idle there is worth a question: some of an accelerator's, or more than Azure gives everybody. */
const isOfInterest = (row: Quota): boolean => {
  const free = left(row);
  if (row.name.toLowerCase() === "lowprioritycores") return free > 0 && row.limit > plentyOfSpot;
  if (familyOf(row.name)?.accelerator) return free > 0;
  return familyKey(row.name).endsWith("family") && free >= plenty;
};

/** Each place once. */
export const idlePlaces = (rows: readonly Quota[]): readonly IdlePlace[] => [
  ...new Map(
    rows
      .filter(isOfInterest)
      .map(({ subscription, region }) => [`${subscription} ${region}`, { subscription, region }]),
  ).values(),
];
