import { Option } from "commander";
import { version } from "../package.json";
import { runbookFormats } from "../posture/respond/print";
import { runbookOf } from "../posture/respond/runbook";
import { kindsGathered } from "../posture/run/kinds";
import { Command } from "./command";
import { estateOf } from "./estate-option";
import { UsageError } from "./exit";
import { evidenceOf, type ReadingOptions, refuseChoiceOfReading, withReading } from "./reading";

interface RespondOptions extends ReadingOptions {
  readonly estate?: string;
  readonly format: string;
  readonly identity?: string;
}

/** `computeguard respond`: the first hour of a tenant in which somebody mines, printed and never run. */
export const respondCommand = () =>
  withReading(new Command("respond"))
    .description(
      "Tell what to do in the first hour when somebody mines: save evidence, stop, revoke; prints commands, and runs none of them",
    )
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .option(
      "--identity <name>",
      "what to do about this identity alone, by its name or object id, whether it is suspected or not",
    )
    .addOption(
      new Option(
        "-f, --format <name>",
        "text, markdown, or script: a shell script in which every command is commented out",
      )
        .choices(Object.keys(runbookFormats))
        .default("text"),
    )
    .action(async (options: RespondOptions) => {
      refuseChoiceOfReading(options);
      const { estate } = estateOf(options.estate);
      const evidence = await evidenceOf(
        options,
        estate,
        kindsGathered(() => true),
      );
      const runbook = runbookOf(evidence, estate, version, options.identity);
      if (options.identity !== undefined && runbook.steps.length === 0)
        throw new UsageError(
          `Nobody is called "${options.identity}" in this tenant. Give a whole name or an object id; respond without --identity tells who is suspected.`,
        );
      for (const piece of runbookFormats[options.format]!(runbook)) process.stdout.write(piece);
    });
