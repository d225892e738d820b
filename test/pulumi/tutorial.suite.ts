import assert from "node:assert/strict";
import { needsPulumi, tutorialSteps } from "../tutorial/page";
import { walk } from "../tutorial/walk";
import { Workspace } from "./cli";

describe("the tutorial with the real pulumi command line", () => {
  it("holds from its first line to the last with pulumi", async () => {
    const workspace = new Workspace();
    try {
      const steps = tutorialSteps();
      const last = steps.findLastIndex(step => step.kind === "command" && needsPulumi.test(step.command));
      const walked = await walk(steps.slice(0, last + 1), workspace.environment);
      const commands = steps.filter(step => step.kind === "command");
      assert(walked.length > 8);
      for (const [index, { code, output }] of walked.entries()) {
        const { command, code: wanted, prints } = commands[index]!;
        assert.equal(code, wanted, `${command}\n${output}`);
        for (const words of prints) assert(output.includes(words), `${command}: "${words}" is not in:\n${output}`);
      }
    } finally {
      workspace.remove();
    }
  });
});
