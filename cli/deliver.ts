import { type FormatName, formats } from "../posture/report/formats";
import { json } from "../posture/report/json";
import type { Report } from "../posture/report/model";
import { summary } from "../posture/report/text";
import type { Delivery } from "./deliveries";
import { toStandardOutput, type WrittenReport, writeReport } from "./write-report";

interface DeliveryOptions {
  readonly format?: readonly FormatName[];
  /** A folder, or `-` for standard output. */
  readonly out: string;
  readonly quiet?: true;
}

const nothing: Awaited<ReturnType<typeof writeReport>> = { written: [], faults: [] };

/**
 * Writes a report in the formats that were asked for, and its summary to the terminal. Where the report itself goes to standard
 * output, the summary goes to standard error.
 * @returns what was written, what tells of the formats that could not be, and how to say more about it
 */
export async function deliver(
  report: Report,
  { format = [], out, quiet }: DeliveryOptions,
): Promise<{
  readonly written: readonly WrittenReport[];
  readonly unwritten: readonly Delivery[];
  say(words: string): void;
}> {
  const stream = out === "-" && format.length > 0 ? process.stderr : process.stdout;
  const say = (words: string): void => {
    if (!quiet) stream.write(words);
  };
  const wanted = formats.filter(({ name }) => format.includes(name));
  const toStream = out === "-";
  const { written, faults } =
    wanted.length === 0
      ? nothing
      : toStream
        ? { ...nothing, written: await toStandardOutput(report, wanted) }
        : await writeReport(report, wanted, out);
  const proof = wanted.some(({ name }) => name === json.name);
  const colour = stream.isTTY && !process.env.NO_COLOR;
  if (!quiet) for (const line of summary(report, { colour, proof })) say(line);
  if (written.length > 0) say(`\nReport: ${written.map(({ file }) => file).join(", ")}\n`);
  return { written, unwritten: faults.map(fault => () => Promise.reject(fault)), say };
}
