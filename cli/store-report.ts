import { createReadStream, statSync } from "node:fs";
import { Readable } from "node:stream";
import type { BlobContainer, BlobContent } from "./blob-container";
import { UsageError } from "./exit";
import type { WrittenReport } from "./write-report";

/** The blob that says which of the stored reports is the last whole one: the name of its folder. */
export const lastName = "latest";

/** The time of collection as a folder: `2026-11-24T06-00-00Z`. */
export const folderOf = (collectedAt: string): string => collectedAt.replaceAll(":", "-");

/**
 * Puts the written report into a blob container, under the time of collection: `2026-11-24T06-00-00Z/report.html`. Each file comes
 * whole or not at all, and none that is there is overwritten.
 * @returns the blobs' addresses
 */
export async function storeReport(
  written: readonly WrittenReport[],
  collectedAt: string,
  container: BlobContainer,
): Promise<string[]> {
  const stored: string[] = [];
  for (const { format, file } of written) {
    const name = `${folderOf(collectedAt)}/report.${format.extension}`;
    // the files are sent and not the report, for the length has to be known
    const body = () => createReadStream(file);
    await put(container, name, { body, length: statSync(file).size, contentType: format.contentType }, true);
    stored.push(`${container.address}/${name}`);
  }
  return stored;
}

/**
 * Says that a stored report is the last one. This comes at the very end: of a run that is cut off, or that could tell nobody, what is
 * new stays new.
 */
export async function markAsLast(collectedAt: string, container: BlobContainer): Promise<void> {
  const name = Buffer.from(folderOf(collectedAt));
  const body = () => Readable.from([name]);
  await put(container, lastName, { body, length: name.length, contentType: "text/plain; charset=utf-8" }, false);
}

async function put(container: BlobContainer, name: string, content: BlobContent, once: boolean): Promise<void> {
  const { address } = container;
  const { status } = await container.put(name, content, once).catch(error => {
    throw new UsageError(`The report could not be stored in ${address}: ${String(error.message).split("\n")[0]}`);
  });
  if (status !== 201)
    throw new UsageError(
      `The report could not be stored in ${address} (HTTP ${status}). The sign-in has to read and write blobs in that container, as Storage Blob Data Contributor may.`,
    );
}
