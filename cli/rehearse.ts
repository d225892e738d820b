import { Option } from "commander";
import { version } from "../package.json";
import { rehearsalFormats } from "../posture/rehearse/print";
import { rehearsalOf } from "../posture/rehearse/rehearsal";
import { kindsGathered } from "../posture/run/kinds";
import { Command } from "./command";
import { estateOf } from "./estate-option";
import { evidenceOf, type ReadingOptions, refuseChoiceOfReading, withReading } from "./reading";

interface RehearseOptions extends ReadingOptions {
  readonly estate?: string;
  readonly format: string;
}

/** `computeguard rehearse`: what a draft of the estate would have refused of what the tenant did. */
export const rehearseCommand = () =>
  withReading(new Command("rehearse"))
    .description(
      "Tell what a draft of the estate would have refused: of what was created in ninety days, and of what runs now",
    )
    .option("--estate <file>", "the draft (default: computeguard.yaml here)")
    .addOption(
      new Option("-f, --format <name>", "text or markdown").choices(Object.keys(rehearsalFormats)).default("text"),
    )
    .action(async (options: RehearseOptions) => {
      refuseChoiceOfReading(options);
      const { estate } = estateOf(options.estate, { needed: true });
      const evidence = await evidenceOf(
        options,
        estate,
        kindsGathered(() => true),
      );
      for (const piece of rehearsalFormats[options.format]!(rehearsalOf(evidence, estate, version)))
        process.stdout.write(piece);
    });
