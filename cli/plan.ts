import { Option } from "commander";
import { version } from "../package.json";
import { planOf } from "../posture/plan/plan";
import { planFormats } from "../posture/plan/print";
import { kindsGathered } from "../posture/run/kinds";
import { Command } from "./command";
import { estateOf } from "./estate-option";
import { evidenceOf, type ReadingOptions, refuseChoiceOfReading, withReading } from "./reading";

interface PlanCommandOptions extends ReadingOptions {
  readonly estate?: string;
  readonly format: string;
}

/** `computeguard plan`: what to do about what an audit finds, printed and never run. */
export const planCommand = () =>
  withReading(new Command("plan"))
    .description("Tell what to do first, and which few rights to take away; prints commands, and runs none of them")
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .addOption(
      new Option(
        "-f, --format <name>",
        "text, markdown, or script: a shell script in which every command is commented out",
      )
        .choices(Object.keys(planFormats))
        .default("text"),
    )
    .action(async (options: PlanCommandOptions) => {
      refuseChoiceOfReading(options);
      const { estate } = estateOf(options.estate);
      const evidence = await evidenceOf(
        options,
        estate,
        kindsGathered(() => true),
      );
      for (const piece of planFormats[options.format]!(planOf(evidence, estate, version))) process.stdout.write(piece);
    });
