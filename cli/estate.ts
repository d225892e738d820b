import { linesOf } from "../catalogue/estate-file";
import { warningsOf } from "../catalogue/estate-warnings";
import { visibleText } from "../posture/report/visible";
import { Command } from "./command";
import { estateOf } from "./estate-option";
import { exitCodes } from "./exit";

/** `computeguard estate`: what is done with the estate itself. */
export const estateCommand = (done: (code: number) => void) => new Command("estate").addCommand(check(done));

const check = (done: (code: number) => void) =>
  new Command("check")
    .description("Tell every mistake in an estate, and what is valid there and hardly meant")
    .argument("[file]", "the estate (default: computeguard.yaml here)")
    .addHelpText(
      "after",
      `
Exit codes:
  0  nothing to say
  1  it is valid, and something in it is hardly meant
  2  it has mistakes, or cannot be read`,
    )
    .action((file: string | undefined) => {
      const { estate, from, text = "" } = estateOf(file, { needed: true, by: "after estate check" });
      const lineOf = linesOf(text);
      const warnings = warningsOf(estate, new Date().toISOString().slice(0, 10));
      for (const { path, message } of warnings)
        process.stdout.write(visibleText(`${from}:${lineOf(path)}: ${message}`).concat("\n"));
      if (warnings.length === 0) process.stdout.write(`${from} has no mistake, and nothing in it looks unmeant\n`);
      done(warnings.length > 0 ? exitCodes.findings : exitCodes.ok);
    });
