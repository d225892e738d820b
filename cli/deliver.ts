import { type FormatName, formats } from "../posture/report/formats";
import type { Report } from "../posture/report/model";
import { summary } from "../posture/report/text";
import { toStandardOutput, type WrittenReport, writeReport } from "./write-report";

interface DeliveryOptions {
  readonly format?: readonly FormatName[];
  /** A folder, or `-` for standard output. */
  readonly out: string;
  readonly quiet?: true;
}

/**
 * Writes a report in the formats that were asked for, and its summary to the terminal. Where the report itself goes to standard
 * output, the summary goes to standard error.
 * @returns what was written, and how to say more about it
 */
export async function deliver(
  report: Report,
  { format = [], out, quiet }: DeliveryOptions,
): Promise<{ readonly written: readonly WrittenReport[]; say(words: string): void }> {
  const stream = out === "-" && format.length > 0 ? process.stderr : process.stdout;
  const say = (words: string): void => {
    if (!quiet) stream.write(words);
  };
  const wanted = formats.filter(({ name }) => format.includes(name));
  const toStream = out === "-";
  const written =
    wanted.length === 0
      ? []
      : toStream
        ? await toStandardOutput(report, wanted)
        : await writeReport(report, wanted, out);
  const colour = stream.isTTY && !process.env.NO_COLOR;
  if (!quiet) for (const line of summary(report, { colour })) say(line);
  if (written.length > 0) say(`\nReport: ${written.map(({ file }) => file).join(", ")}\n`);
  return { written, say };
}
