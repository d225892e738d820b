import activeAssignments from "./active-assignments";
import type { Calls } from "./calls";
import { defineEvidence } from "./define";
import directoryRoles from "./directory-roles";
import eligibleAssignments from "./eligible-assignments";
import { directoryObject, directoryObjects } from "./reading/directory-objects";
import roleAssignments from "./role-assignments";

export type { DirectoryObject } from "./reading/directory-objects";

const calls = {
  resolve: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "name who holds a role, and find holders that are deleted",
  },
} as const satisfies Calls;

/** The holders of roles. An id that has no row is deleted, if Microsoft Graph could be read. */
export default defineEvidence({
  kind: "principals",
  title: "principals of role assignments",
  row: directoryObject,
  calls,
  whole: "named by other evidence",
  namedBy: [roleAssignments, eligibleAssignments, activeAssignments, directoryRoles],
  run: ({ azure, rows }) =>
    directoryObjects(
      azure,
      Object.values(rows).flatMap(holdings => holdings.map(({ principal }) => principal)),
      {
        what: "principals of role assignments",
        call: calls.resolve,
      },
    ),
});
