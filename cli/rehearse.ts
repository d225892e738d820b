import { Option } from "commander";
import { version } from "../package.json";
import { rehearsalFormats } from "../posture/rehearse/print";
import { rehearsalOf } from "../posture/rehearse/rehearsal";
import { Command } from "./command";
import { type WholeOptions, wholeOf, withReading } from "./reading";

interface RehearseOptions extends WholeOptions {
  readonly format: string;
}

/** `computeguard rehearse`: what a draft of the estate would have refused of what the tenant did. */
export const rehearseCommand = (done: (code: number) => void) =>
  withReading(new Command("rehearse"))
    .option("--estate <file>", "the draft (default: computeguard.yaml here)")
    .addOption(
      new Option("-f, --format <name>", "text or markdown").choices(Object.keys(rehearsalFormats)).default("text"),
    )
    .action(async (options: RehearseOptions) => {
      const { estate, evidence } = await wholeOf(options, done, { needed: true });
      for (const piece of rehearsalFormats[options.format]!(rehearsalOf(evidence, estate, version)))
        process.stdout.write(piece);
    });
