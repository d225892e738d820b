import * as z from "zod";
import { isUuid } from "../../catalogue/uuid";
import type { Calls } from "./calls";
import conditionalAccess from "./conditional-access";
import { defineEvidence, type RowOf } from "./define";
import { directoryObjects } from "./reading/directory-objects";
import { apart } from "./reading/read";
import { present } from "./reading/wire";

const row = z.object({
  id: z.string(),
  exists: z.boolean().describe("False: the directory was asked and does not know it"),
  name: z.string().exactOptional(),
});

/** A user or a group that a Conditional Access policy names by its id. */
export type PolicyObject = RowOf<typeof row>;

const calls = {
  resolve: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "find policies that name users and groups that do not exist",
  },
} as const satisfies Calls;

/** Microsoft Graph leaves out what it does not know. That proves something only where it was asked for all of them. */
export default defineEvidence({
  kind: "policyObjects",
  title: "users and groups that Conditional Access names",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [conditionalAccess],
  async *run({ azure, rows }) {
    const named = rows.conditionalAccess.flatMap(({ users }) => [
      ...users.includeUsers,
      ...users.excludeUsers,
      ...users.includeGroups,
      ...users.excludeGroups,
    ]);
    const ids = new Set(named.map(id => id.toLowerCase()).filter(isUuid));
    const what = "users and groups that Conditional Access names";
    const { rows: found, gaps } = await apart(
      directoryObjects(azure, ids, { what, call: calls.resolve, types: ["user", "group"] }),
    );
    yield* gaps;
    const known = new Map(found.map(object => [object.id, object]));
    for (const id of [...ids].sort()) {
      const object = known.get(id);
      if (object) yield present({ id, exists: true, name: object.name });
      else if (gaps.length === 0) yield { id, exists: false };
    }
  },
});
