import { version } from "../package.json";
import { planOf } from "../posture/plan/plan";
import { planFormats } from "../posture/plan/print";
import { Command } from "./command";
import { printedOption } from "./judging-options";
import { type WholeOptions, wholeOf, withReading } from "./reading";

interface PlanCommandOptions extends WholeOptions {
  readonly format: string;
}

/** `computeguard plan`: what to do about what an audit finds, printed and never run. */
export const planCommand = (done: (code: number) => void) =>
  withReading(new Command("plan"))
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .addOption(printedOption(planFormats))
    .action(async (options: PlanCommandOptions) => {
      const { estate, evidence } = await wholeOf(options, done);
      for (const piece of planFormats[options.format]!(planOf(evidence, estate, version))) process.stdout.write(piece);
    });
