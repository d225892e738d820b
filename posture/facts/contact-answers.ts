import { quietDays } from "../signals/log";
import { logs } from "../signals/logs";
import { derivation } from "./derivation";
import { logAnswers } from "./log-answers";

/**
 * Which machines asked for a mining pool, by the question that it answers. Machines ask for names all day: a table that gets no rows
 * any more proves what stands in it, and nothing of what came after.
 */
export default derivation<"contactAnswers">()({
  needs: ["poolContacts"],
  derive({ poolContacts: { value, gaps } }, { manifest }) {
    const oldest = Date.parse(manifest.collectedAt) - quietDays * 86_400_000;
    const isStale = ({ question, last }: (typeof value)[number]) =>
      question === logs.contacts.reach.id && Date.parse(last) < oldest;
    const stale = value.filter(isStale);
    const told = { value: value.filter(row => !isStale(row)), gaps };
    return {
      value: logAnswers("contacts", told),
      gaps: stale.map(({ key, last }) => ({
        what: `names that machines asked for, in ${key.source}`,
        missing: `rows since ${last.slice(0, 10)}, when it got its last`,
        reason: "failed" as const,
      })),
    };
  },
});
