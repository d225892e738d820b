import { type Call, defineCollector } from "./define";
import { directoryObjects } from "./reading/directory-objects";

const calls = {
  resolve: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "name who holds a role, and find holders that are deleted",
  },
} as const satisfies Record<string, Call>;

export default defineCollector({
  kind: "principals",
  title: "principals of role assignments",
  calls,
  namedBy: ["roleAssignments", "eligibleAssignments", "activeAssignments", "directoryRoles"],
  run: ({ azure, rows }) =>
    directoryObjects(
      azure,
      Object.values(rows).flatMap(kind => kind.map(({ principal }) => principal)),
      {
        what: "principals of role assignments",
        call: calls.resolve,
      },
    ),
});
