import { version } from "../package.json";
import { runbookFormats } from "../posture/respond/print";
import { runbookOf } from "../posture/respond/runbook";
import { Command } from "./command";
import { UsageError } from "./exit";
import { printedOption } from "./judging-options";
import { type WholeOptions, wholeOf, withReading } from "./reading";
import { unclear } from "./unclear";

interface RespondOptions extends WholeOptions {
  readonly format: string;
  readonly identity?: string;
}

/** `computeguard respond`: the first hour of a tenant in which somebody mines, printed and never run. */
export const respondCommand = (done: (code: number) => void) =>
  withReading(new Command("respond"))
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .option(
      "--identity <name>",
      "what to do about this identity alone, by its name, a part of it that no other has, or its object id, whether it is suspected or not",
    )
    .addOption(printedOption(runbookFormats))
    .action(async (options: RespondOptions) => {
      if (options.identity?.trim() === "")
        throw new UsageError("--identity names nobody. Give a name or an object id, or leave it out.");
      const { estate, evidence } = await wholeOf(options, done);
      const runbook = runbookOf(evidence, estate, version, options.identity);
      const { mayBe } = runbook;
      if (options.identity !== undefined && mayBe !== undefined)
        throw mayBe.length > 0
          ? unclear(
              options.identity,
              mayBe.map(({ id, name }) => `${name} (${id})`),
            )
          : new UsageError(
              `Nobody is called "${options.identity}" in this tenant. Give a name or an object id; respond without --identity tells who is suspected.`,
            );
      for (const piece of runbookFormats[options.format]!(runbook)) process.stdout.write(piece);
    });
