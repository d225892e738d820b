import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Step, stepsOf } from "./steps";

/** What needs the pulumi command line is run by the suite that has it. */
export const needsPulumi = /^pulumi /;

export const tutorialSteps = (): readonly Step[] =>
  stepsOf(readFileSync(join(resolve(__dirname, "../.."), "docs/tutorial.md"), "utf8"));
