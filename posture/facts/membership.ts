import type { Membership } from "../evidence/memberships";
import { grouped } from "./collate";

/**
 * The members of groups, those of nested groups included. The evidence is transitive already; following it once more
 * costs little and keeps the answer right for rows that are not. Groups may contain each other.
 */
export function membersOf(memberships: readonly Membership[]): MembersOf {
  const known = answered.get(memberships) ?? closureOf(memberships);
  answered.set(memberships, known);
  return known;
}

type MembersOf = (group: string) => ReadonlySet<string>;

/** Several facts ask about the same evidence. */
const answered = new WeakMap<readonly Membership[], MembersOf>();

function closureOf(memberships: readonly Membership[]): MembersOf {
  const direct = grouped(memberships, row => row.group);
  const known = new Map<string, ReadonlySet<string>>();
  return group => {
    let members = known.get(group);
    if (!members) {
      const reached = new Set([group]);
      for (const id of reached) for (const { member } of direct.get(id) ?? []) reached.add(member); // grows as it is walked
      reached.delete(group);
      members = reached;
      known.set(group, members);
    }
    return members;
  };
}
