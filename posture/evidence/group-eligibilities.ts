import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import memberships from "./memberships";
import principals from "./principals";
import { directoryObjects } from "./reading/directory-objects";
import { apart, each, read } from "./reading/read";
import { directoryType, guid, maybeTime, present, text } from "./reading/wire";

const row = z.object({
  id: z.string(),
  group: z.string(),
  principal: z.string(),
  access: z.enum(["member", "owner"]).describe("What it may activate"),
  nested: z.literal(true).exactOptional().describe("Whether the principal is a group, whose members may activate it"),
  through: z
    .object({ id: z.string(), name: z.string() })
    .exactOptional()
    .describe("The group that may activate it, where the principal may as its member"),
});

/** A membership of a group, or its ownership, that PIM for groups lets a principal activate. */
export type GroupEligibility = RowOf<typeof row>;

const calls = {
  list: {
    api: "graph",
    permission: "PrivilegedEligibilitySchedule.Read.AzureADGroup",
    licence: "Microsoft Entra ID P2",
    why: "know who can activate a membership, or the ownership, of a group that holds a role",
  },
  groups: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "tell the groups among those who may join another by PIM",
  },
  members: { api: "graph", permission: "Directory.Read.All", why: "know who may join a group as a member of another" },
} as const satisfies Calls;

const instance = z.object({
  id: text,
  groupId: guid,
  principalId: guid,
  accessId: z.enum(["member", "owner"]),
  endDateTime: maybeTime,
});
const member = z.object({ "@odata.type": directoryType, id: guid });

/** The service refuses a list without a filter, and so it is asked group by group. */
const pathOf = (group: string) =>
  `/v1.0/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances?$filter=${encodeURIComponent(`groupId eq '${group}'`)}`;

/**
 * Who may activate a place in a group that holds a role, or in one nested in it. Where a group may, each of its members
 * may for itself, and whoever may join that group in its turn: so these are asked for too. Source: Microsoft Learn,
 * "Privileged Identity Management (PIM) for Groups".
 */
export default defineEvidence({
  kind: "groupEligibilities",
  title: "places in groups that PIM lets people activate",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [principals, memberships],
  async *run({ azure, rows, now }) {
    const holders = new Set(rows.principals.filter(({ type }) => type === "Group").map(({ id }) => id));
    const nested = rows.memberships.filter(({ group, memberType }) => memberType === "Group" && holders.has(group));
    const listed = new Set(rows.memberships.map(({ group }) => group));
    const asked = new Set<string>();
    const listOf = (group: string, of?: readonly string[]) =>
      read(azure.graphList(pathOf(group)), {
        what: "places in the group that PIM lets people activate",
        call: calls.list,
        as: instance,
        ...(of && { of }),
      });
    let next = [...new Set([...holders, ...nested.map(({ member }) => member)])].sort();
    while (next.length > 0) {
      for (const group of next) asked.add(group);
      // Without the licence every group is refused: the first answer says so of all.
      const [first, ...others] = next as [string, ...string[]];
      const tried = await apart(listOf(first));
      if (tried.gaps.some(({ gap }) => gap.reason === "unlicensed")) return yield* tried.gaps;
      const found = await apart(each(others, group => listOf(group, [group])));
      yield* tried.gaps.map(({ gap }) => new Missing({ ...gap, subjects: [first] }));
      yield* found.gaps;
      const instances = [...tried.rows, ...found.rows].filter(({ endDateTime: end }) => end === undefined || end > now);
      const among = await apart(
        directoryObjects(
          azure,
          instances.map(({ principalId }) => principalId),
          { what: "groups that PIM lets join another", call: calls.groups, types: ["group"] },
        ),
      );
      yield* among.gaps;
      const groups = new Map(among.rows.filter(({ type }) => type === "Group").map(group => [group.id, group]));
      for (const { id, groupId, principalId, accessId } of instances)
        yield present({
          id,
          group: groupId,
          principal: principalId,
          access: accessId,
          nested: groups.has(principalId) ? (true as const) : undefined,
        });
      const unlisted = [...groups.values()].filter(({ id }) => !listed.has(id));
      yield* each(unlisted, async function* ({ id, name }) {
        const members = read(azure.graphList(`/v1.0/groups/${id}/transitiveMembers?$select=id&$top=999`), {
          what: "members of a group that PIM lets join another",
          call: calls.members,
          as: member,
          of: [id],
        });
        for await (const found of members) {
          if (found instanceof Missing) yield found;
          else
            for (const { id: eligibility, groupId, accessId } of instances.filter(
              ({ principalId }) => principalId === id,
            ))
              yield present({
                id: eligibility,
                group: groupId,
                principal: found.id,
                access: accessId,
                through: { id, name },
              });
        }
      });
      for (const { id } of unlisted) listed.add(id);
      next = [...groups.keys()].filter(id => !asked.has(id)).sort();
    }
  },
});
