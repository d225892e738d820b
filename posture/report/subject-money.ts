import type { Amount } from "../facts/amount";
import type { Report } from "./model";

/** What is known in USD per day, at list prices, of one subject. */
export interface SubjectMoney {
  /** Its machines that the estate does not approve, without spot machines. */
  readonly burning?: Amount;
  /** What the idle quota that it reaches could buy, without the spot pools. */
  readonly couldBurn?: Amount;
}

/** The money of a subject by its id, in whatever letter case. Made anew for each printing: it is a map of identities. */
export function subjectMoney({
  burning,
  blastRadius,
}: Pick<Report, "burning" | "blastRadius">): (id: string) => SubjectMoney {
  const now = new Map((burning?.resources ?? []).map(({ id, usdPerDay }) => [id.toLowerCase(), usdPerDay]));
  const could = new Map(blastRadius.map(({ principal, usdPerDay }) => [principal.id.toLowerCase(), usdPerDay]));
  return id => {
    const key = id.toLowerCase();
    const [burns, most] = [now.get(key), could.get(key)];
    return { ...(burns && { burning: burns }), ...(most && { couldBurn: most }) };
  };
}
