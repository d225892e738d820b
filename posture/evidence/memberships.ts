import * as z from "zod";
import type { DirectoryObject, Membership, PrincipalType } from "../evidence";
import { type Call, defineCollector } from "./define";
import { directoryObjects } from "./reading/directory-objects";
import { apart, each, read } from "./reading/read";
import { directoryType, guid } from "./reading/wire";

const calls = {
  groups: { api: "graph", permission: "Directory.Read.All", why: "name the groups that hold a role" },
  members: { api: "graph", permission: "Directory.Read.All", why: "know who holds a role through a group" },
} as const satisfies Record<string, Call>;

const member = z.object({ "@odata.type": directoryType, id: guid });

type Holder = { readonly principal: string; readonly principalType?: PrincipalType };

/** Members of every group that holds a role in Azure or Entra, may activate one, or is named by Conditional Access. */
export default defineCollector({
  kind: "memberships",
  title: "members of groups",
  calls,
  namedBy: ["roleAssignments", "eligibleAssignments", "activeAssignments", "directoryRoles", "conditionalAccess"],
  async *run({ azure, rows }) {
    const { conditionalAccess, ...holding } = rows;
    const holders = Object.values(holding).flatMap((kind: readonly Holder[]) => kind);
    // A directory role does not say what its holder is, and neither does an assignment of an old kind.
    const maybeGroups = holders.filter(({ principalType: type = "Unknown" }) => type === "Group" || type === "Unknown");
    const ids = [
      ...maybeGroups.map(({ principal }) => principal),
      ...conditionalAccess.flatMap(({ users }) => [...users.includeGroups, ...users.excludeGroups]),
    ];
    const objects = await apart(directoryObjects(azure, ids, { what: "groups that hold a role", call: calls.groups }));
    yield* objects.gaps;
    const groups = objects.rows.filter(({ type }) => type === "Group");
    yield* each(groups, group =>
      read(azure.graphList(`/v1.0/groups/${group.id}/transitiveMembers?$select=id&$top=999`), {
        what: "members of the group",
        call: calls.members,
        as: member.transform(found => membership(group, found)),
        of: [group.id],
      }),
    );
  },
});

const membership = (group: DirectoryObject, found: z.infer<typeof member>): Membership => ({
  group: group.id,
  groupName: group.name,
  member: found.id,
  memberType: found["@odata.type"],
});
