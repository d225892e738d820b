import activeAssignments from "./active-assignments";
import type { Calls } from "./calls";
import { defineEvidence } from "./define";
import directoryRoles from "./directory-roles";
import eligibleAssignments from "./eligible-assignments";
import memberships from "./memberships";
import { directoryObject, directoryObjects } from "./reading/directory-objects";
import roleAssignments from "./role-assignments";

export type { DirectoryObject } from "./reading/directory-objects";

const calls = {
  resolve: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "name who holds a role, and the groups in it, find holders that are deleted, and know what a role is limited to",
  },
} as const satisfies Calls;

/** An object that a directory role is limited to. */
const objectIn = (scope = ""): readonly string[] => /^\/([\da-f-]{36})$/i.exec(scope)?.slice(1) ?? [];

/**
 * The holders of roles, the groups that are nested in them, and what directory roles are limited to. A holder that has no row
 * is deleted, if Microsoft Graph could be read.
 */
export default defineEvidence({
  kind: "principals",
  title: "principals of role assignments",
  row: directoryObject,
  calls,
  whole: "named by other evidence",
  namedBy: [roleAssignments, eligibleAssignments, activeAssignments, directoryRoles, memberships],
  run: ({ azure, rows: { memberships, ...holdings } }) =>
    directoryObjects(
      azure,
      [
        ...Object.values(holdings).flatMap(rows => rows.map(({ principal }) => principal)),
        ...memberships.flatMap(({ member, memberType }) => (memberType === "Group" ? [member] : [])),
        ...holdings.directoryRoles.flatMap(({ scope }) => objectIn(scope)),
      ],
      {
        what: "principals of role assignments",
        call: calls.resolve,
      },
    ),
});
