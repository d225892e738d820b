import assert from "node:assert/strict";
import { assignmentRemoval } from "../../posture/plan/removal-words";

const right = {
  assignment: "/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/a",
  roleName: "Contributor",
  scope: "/subscriptions/s",
};
const road = [{ kind: "credential" }] as never;

describe("what takes a right away", () => {
  const rows: readonly (readonly [Partial<Parameters<typeof assignmentRemoval>[0]>, says: RegExp, commands: number])[] =
    [
      [{ tenure: "standing" }, /^Delete the role assignment of Contributor at \/subscriptions\/s$/, 1],
      [{ tenure: "unknown" }, /^Delete the role assignment/, 1],
      [{ tenure: "eligible" }, /^Remove the eligible assignment of Contributor/, 0],
      // it ends by itself, and can be begun again as long as the eligible assignment is there
      [
        { tenure: "activated" },
        /^End the activation of Contributor .* remove the eligible assignment behind it in PIM/,
        1,
      ],
      // a step on the road was activated, and the assignment stands
      [{ tenure: "activated", road }, /^Delete the role assignment/, 1],
      [{ tenure: "standing", assignment: "entra-role" }, /^Take away the role or permission of Entra/, 0],
    ];
  for (const [change, says, commands] of rows)
    it(`${JSON.stringify(change)}: ${says.source}`, () => {
      const words = assignmentRemoval({ ...right, tenure: "standing", ...change });
      assert.match(words.says, says);
      assert.equal(words.commands.length, commands);
    });
});
