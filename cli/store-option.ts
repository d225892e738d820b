import { type Command, Option } from "commander";
import type { FormatName } from "../posture/report/formats";
import type { Report } from "../posture/report/model";
import { type BlobContainer, blobContainer } from "./blob-container";
import type { Delivery } from "./deliveries";
import { UsageError } from "./exit";
import { credentialOf, type SignInOptions } from "./sign-in-options";
import { storeAddress } from "./store-address";
import { markAsLast, storeReport } from "./store-report";
import type { WrittenReport } from "./write-report";

export interface StoreOptions {
  readonly store?: string;
  readonly storeHost?: string;
  readonly sinceLast?: true;
}

export const withStore = (command: Command): Command =>
  command
    .option("--store <url>", "also store the report in this blob container, <account>/<container> or its address")
    .option(
      "--store-host <host>",
      "the host of --store, where it is no storage account of the cloud, as 127.0.0.1:10000",
    )
    .addOption(
      new Option("--since-last", "compare with the last report in the container of --store, where there is one"),
    );

interface AllOptions extends StoreOptions, SignInOptions {
  readonly baseline?: string;
  readonly format: readonly FormatName[];
}

/** The container of the reports, where one is named. @throws UsageError where that does not fit the other options */
export function storeOf(options: AllOptions): BlobContainer | undefined {
  const { store, storeHost, sinceLast, baseline, format, cloud } = options;
  if (storeHost !== undefined && store === undefined)
    throw new UsageError("--store-host is the host of a container. Name the container with --store.");
  if (sinceLast && store === undefined)
    throw new UsageError("--since-last needs the container of the reports. Name it with --store.");
  if (sinceLast && baseline !== undefined)
    throw new UsageError("--since-last and --baseline name two reports to compare with. Leave one of them out.");
  if (sinceLast && !format.includes("json"))
    throw new UsageError("--since-last needs a report.json for the next run. Add json to --format.");
  return store === undefined ? undefined : blobContainer(storeAddress(store, cloud, storeHost), credentialOf(options));
}

/** Stores what was written. */
export const storing =
  (report: Report, written: readonly WrittenReport[], container: BlobContainer): Delivery =>
  async () =>
    `Stored: ${(await storeReport(written, report.collectedAt, container)).join(", ")}\n`;

/**
 * Makes it the report that the next one is compared with; undefined where it is of no use for that: without report.json, or where the
 * sign-in saw nothing, after which everything would be new.
 */
export const marking = (
  report: Report,
  written: readonly WrittenReport[],
  container: BlobContainer,
): Delivery | undefined =>
  report.coverage.subscriptions?.seen === 0 || !written.some(({ format }) => format.name === "json")
    ? undefined
    : async () => {
        await markAsLast(report.collectedAt, container);
        return "The next one is compared with this report.\n";
      };
