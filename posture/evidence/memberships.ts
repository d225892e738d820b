import * as z from "zod";
import activeAssignments from "./active-assignments";
import type { Calls } from "./calls";
import conditionalAccess from "./conditional-access";
import { defineEvidence, type RowOf } from "./define";
import directoryRoles from "./directory-roles";
import eligibleAssignments from "./eligible-assignments";
import { type DirectoryObject, directoryObjects } from "./reading/directory-objects";
import { apart, each, read } from "./reading/read";
import { type PrincipalType, principalTypeField } from "./reading/row-parts";
import { directoryType, guid } from "./reading/wire";
import roleAssignments from "./role-assignments";

const row = z.object({
  group: z.string(),
  groupName: z.string(),
  member: z.string(),
  memberType: principalTypeField,
});

/** One member of a group. Members of nested groups are members of the outer group too. */
export type Membership = RowOf<typeof row>;

const calls = {
  groups: { api: "graph", permission: "Directory.Read.All", why: "name the groups that hold a role" },
  members: { api: "graph", permission: "Directory.Read.All", why: "know who holds a role through a group" },
  workloads: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "know the applications and managed identities that hold a role through a group",
  },
} as const satisfies Calls;

const member = z.object({ "@odata.type": directoryType, id: guid });
const workload = z.object({ id: guid });

type Holder = { readonly principal: string; readonly principalType?: PrincipalType };

/**
 * Members of every group that holds a role in Azure or Entra, may activate one, or is named by Conditional Access. The
 * list of members leaves service principals out (a known issue of Microsoft Graph), so they are asked for by their type.
 */
export default defineEvidence({
  kind: "memberships",
  title: "members of groups",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [roleAssignments, eligibleAssignments, activeAssignments, directoryRoles, conditionalAccess],
  async *run({ azure, rows }) {
    const { conditionalAccess, ...holding } = rows;
    const holders = Object.values(holding).flatMap((holders: readonly Holder[]) => holders);
    // A directory role does not say what its holder is, and neither does an assignment of an old kind.
    const maybeGroups = holders.filter(({ principalType: type = "Unknown" }) => type === "Group" || type === "Unknown");
    const ids = [
      ...maybeGroups.map(({ principal }) => principal),
      ...conditionalAccess.flatMap(({ users }) => [...users.includeGroups, ...users.excludeGroups]),
    ];
    const objects = await apart(directoryObjects(azure, ids, { what: "groups that hold a role", call: calls.groups }));
    yield* objects.gaps;
    const groups = objects.rows.filter(({ type }) => type === "Group");
    yield* each(groups, async function* (group) {
      const path = `/v1.0/groups/${group.id}/transitiveMembers`;
      const of = [group.id];
      yield* read(azure.graphList(`${path}?$select=id&$top=999`), {
        what: "members of the group",
        call: calls.members,
        as: member.transform(({ "@odata.type": type, id }) => membership(group, id, type)),
        of,
      });
      yield* read(azure.graphQuery(`${path}/microsoft.graph.servicePrincipal?$select=id&$count=true&$top=999`), {
        what: "applications and managed identities in the group",
        call: calls.workloads,
        as: workload.transform(({ id }) => membership(group, id, "ServicePrincipal")),
        of,
      });
    });
  },
});

const membership = (group: DirectoryObject, member: string, memberType: PrincipalType): Membership => ({
  group: group.id,
  groupName: group.name,
  member,
  memberType,
});
