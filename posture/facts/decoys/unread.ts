import { parseArmId } from "../../../catalogue/arm-id";
import type { Gap } from "../../../catalogue/outcome";

/** What was not read is said in the words of its gap. */
export const gapWords = ({ what, missing }: Gap): string => `${what} (${missing})`;

/** A gap of a field leaves no row out. */
export const isOfRows = ({ field }: Gap): boolean => field === undefined;

/** Whether rows that are missing may be of this subscription: all where it is not said of what, else what it names or stands in. */
export const bearsOn =
  (subscription: string) =>
  (gap: Gap): boolean =>
    isOfRows(gap) &&
    (gap.subjects === undefined ||
      gap.subjects.some(subject => {
        const id = subject.toLowerCase();
        return id === subscription || parseArmId(id).subscription === subscription;
      }));
