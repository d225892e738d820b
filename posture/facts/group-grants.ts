import type { Membership } from "../evidence/memberships";
import type { Rows } from "../evidence/rows";
import { operationsOf } from "../signals/operations";
import { membersOf, numbered } from "./membership";
import type { LogAnswers } from "./types";

const creations: ReadonlySet<string> = new Set(operationsOf.compute);

/**
 * The log with every role that a group was given told once more as given to each of its members who created compute, with the
 * group's name in the column `through`. Who is in a group is what the audit read of it, and not what it was at that time.
 */
export function withGroupGrants(log: LogAnswers<"activity">, memberships: Rows<Membership>): LogAnswers<"activity"> {
  const members = membersOf(memberships);
  const inGroups = numbered(memberships);
  const creators = new Set(
    log.of.hours.flatMap(({ key }) => (creations.has(key.operation ?? "") ? [key.caller ?? ""] : [])),
  );
  const passedOn = log.of.hours.flatMap(grant => {
    const group = grant.key.grantee ?? "";
    const through = group && inGroups.nameOf(group);
    if (through === undefined || through === "") return [];
    return [...creators]
      .filter(id => members(group).has(id))
      .map(grantee => ({ ...grant, key: { ...grant.key, grantee, through } }));
  });
  return { ...log, of: { ...log.of, hours: [...log.of.hours, ...passedOn] } };
}
