import { accessSync, constants, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Format, formats } from "../posture/report/formats";
import type { Report } from "../posture/report/model";
import { UsageError } from "./exit";

/** Before a long reading, not after it: makes the folder that an option names, and sees that it can be written to. */
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

/** Writes `report.<format>` files, each to a temporary name first, so that a reader never sees half of one. */
export function writeReport(report: Report, wanted: readonly Format[], folder: string): string[] {
  try {
    mkdirSync(folder, { recursive: true });
    return wanted.map(format => {
      const file = join(folder, `report.${format}`);
      const temporary = `${file}.${process.pid}.tmp`;
      // a report names accounts and what they can do: for its owner's eyes
      writeFileSync(temporary, formats[format](report), { mode: 0o600 });
      renameSync(temporary, file);
      return file;
    });
  } catch (error) {
    throw new UsageError(
      `The report cannot be written to ${folder}: ${(error as Error).message}. Choose another folder with --out.`,
    );
  }
}
