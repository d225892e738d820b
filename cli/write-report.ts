import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Format } from "../posture/report/format";
import { type FormatName, formats } from "../posture/report/formats";
import { json } from "../posture/report/json";
import type { Report } from "../posture/report/model";
import { removeUnfinished, writeWhole } from "../posture/run/whole-file";
import { UsageError } from "./exit";

/** A report that was written in one format. */
export interface WrittenReport {
  readonly format: Format;
  readonly file: string;
}

/** Makes the folder that an option names, and checks that it can be written to: before a long reading, not after it. */
export function prepareFolder(folder: string, option: string, mode = 0o777): void {
  try {
    mkdirSync(folder, { recursive: true, mode });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}). Choose another folder with ${option}.`,
    );
  }
}

/** Checks before a long reading that a report can be written: `out` is a folder, or `-` for standard output. */
export function prepareReport(names: readonly FormatName[], out: string): void {
  if (out === "-") {
    if (names.length === 1) return;
    throw new UsageError(
      `--out - writes one format to standard output, and ${names.join(", ")} are ${names.length}. Name one with --format.`,
    );
  }
  prepareFolder(out, "--out");
  for (const { name, extension } of formats) {
    const file = join(out, `report.${extension}`);
    if (names.includes(name) && statSync(file, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(
        `${file} is a folder, and the report cannot take its place. Choose another folder with --out.`,
      );
  }
}

/** Writes the one format to standard output. */
export async function toStandardOutput(report: Report, [format]: readonly Format[]): Promise<readonly WrittenReport[]> {
  if (format) for (const chunk of chunks(format.print(report))) await written(chunk);
  return [];
}

/** A reader that is slower than the report is waited for. */
const written = (chunk: string): Promise<void> =>
  new Promise(resolve => {
    if (process.stdout.write(chunk)) resolve();
    else process.stdout.once("drain", resolve).once("error", () => resolve());
  });

/**
 * Writes `report.<extension>` in each of the formats. One that cannot be written takes no other with it.
 * @returns what was written, and a line for each that was not
 */
export async function writeReport(
  report: Report,
  formats: readonly Format[],
  folder: string,
): Promise<{ readonly written: readonly WrittenReport[]; readonly faults: readonly UsageError[] }> {
  const written: WrittenReport[] = [];
  const faults: UsageError[] = [];
  await removeUnfinished(folder);
  for (const format of jsonFirst(formats)) {
    const file = join(folder, `report.${format.extension}`);
    try {
      await mkdir(folder, { recursive: true });
      await writeWhole(file, chunks(format.print(report)));
      written.push({ format, file });
    } catch (error) {
      faults.push(new UsageError(`${file} is not written: ${whyNot(error)}`));
    }
  }
  const place = ({ format }: WrittenReport) => formats.indexOf(format);
  return { written: written.sort((one, other) => place(one) - place(other)), faults };
}

/** The page and the console tell the digest of `report.json`, which is known once that is written. */
const jsonFirst = (formats: readonly Format[]): readonly Format[] =>
  [...formats].sort((one, other) => Number(other.name === json.name) - Number(one.name === json.name));

/** A full disk and a report that is too large for its format are told in words of their own. */
function whyNot(error: unknown): string {
  if (isFileError(error)) return `${error.message}. Choose another folder with --out.`;
  if (error instanceof RangeError) return "it is too large for this format. Choose another with --format.";
  throw error;
}

const chunkLength = 64 * 1024;

/** Joins small pieces: many formats yield a few characters at a time, and each write has its cost. */
export function* chunks(pieces: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk) yield chunk;
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error;
