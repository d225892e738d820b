import { existsSync, writeFileSync } from "node:fs";
import { version } from "../package.json";
import { estateFor, firstEstate } from "../posture/init/init";
import { kindsGathered } from "../posture/run/kinds";
import { Command } from "./command";
import { StoppedError, UsageError } from "./exit";
import { everything, evidenceOf, type ReadingOptions, withReading } from "./reading";

interface InitCommandOptions extends ReadingOptions {
  readonly out: string;
  readonly force?: true;
}

/** `computeguard init`: an estate from what the tenant runs, to be read before it is used. */
export const initCommand = () =>
  withReading(new Command("init"))
    .option("-o, --out <file>", "where the estate is written; - writes it to standard output", "computeguard.yaml")
    .option("--force", "write over a file that is there")
    .action(async (options: InitCommandOptions) => {
      const { out, force = false } = options;
      if (out !== "-" && !force && existsSync(out)) throw taken(out);
      const evidence = await evidenceOf(options, estateFor, kindsGathered(everything));
      const { stopped } = evidence.manifest;
      if (stopped !== undefined)
        throw new StoppedError(
          `Reading was cut off ${stopped}. An estate from a part of the tenant would refuse what runs in the rest; run it again.`,
        );
      if (evidence.gathered.subscriptions.value.length === 0)
        throw new UsageError(
          "No subscription was seen, so there is nothing to approve. Give the sign-in Reader at the root management group.",
        );
      const { text, approved, left } = firstEstate(evidence, version);
      if (out === "-") process.stdout.write(text);
      else {
        write(out, text, force);
        process.stdout.write(
          `Estate: ${out}, with ${approved} entries approved and ${left} left for you to decide\nRead it line by line, then run computeguard estate check ${out}\n`,
        );
      }
    });

const taken = (out: string): UsageError =>
  new UsageError(`${out} is there already. Name another file with --out, or write over it with --force.`);

function write(out: string, text: string, force: boolean): void {
  try {
    // its comments name people, and what they did
    writeFileSync(out, text, { flag: force ? "w" : "wx", mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw taken(out);
    throw new UsageError(`${out} cannot be written (${code}). Name another file with --out.`);
  }
}
