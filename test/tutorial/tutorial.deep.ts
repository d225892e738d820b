import assert from "node:assert/strict";
import { build } from "../build";
import { needsPulumi, tutorialSteps } from "./page";
import { type Walked, walk } from "./walk";

describe("the tutorial", () => {
  const steps = tutorialSteps().filter(step => step.kind === "file" || !needsPulumi.test(step.command));
  const commands = steps.filter(step => step.kind === "command");
  let walked: readonly Walked[];
  before(async () => {
    build("dist/computeguard.js", "policies/dist/index.js");
    walked = await walk(steps);
  });

  it("has commands to run", () => assert(commands.length > 20));
  for (const [index, { command, code, prints }] of commands.entries())
    it(command, () => {
      const { code: ended, output } = walked[index] ?? assert.fail("it was not reached");
      assert.equal(ended, code, output);
      for (const words of prints) assert(output.includes(words), `"${words}" is not in:\n${output}`);
    });
});
