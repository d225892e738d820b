import type { Report } from "./model";

/** A way to print a report, into a file or a blob. */
export interface Format {
  /** As `--format` takes it. */
  readonly name: string;
  /** Of the file, without the dot: `report.html`. */
  readonly extension: string;
  readonly contentType: string;
  /** Pure. The text in pieces, in order: a report of a large tenant is never one string in memory. */
  readonly print: (report: Report) => Iterable<string>;
}
