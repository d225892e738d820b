import { createReadStream, statSync } from "node:fs";
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/identity";
import { type CloudSettings, clouds } from "../posture/azure/endpoints";
import { UsageError } from "./exit";
import type { WrittenReport } from "./write-report";

/**
 * Puts the written report into a blob container, under the time of collection: `2026-11-24T06-00-00Z/report.html`.
 * The Put Blob operation takes up to 5,000 MiB in one request, so no storage client is needed; it has to know the length
 * beforehand, so the files are sent and not the report
 * (https://learn.microsoft.com/rest/api/storageservices/put-blob). An existing blob is not overwritten.
 * @param container its address, as `containerUrl` reads it
 * @returns the blobs' addresses
 */
export async function storeReport(
  written: readonly WrittenReport[],
  collectedAt: string,
  container: string,
  credential: TokenCredential,
): Promise<string[]> {
  const pipeline = createPipelineFromOptions({ userAgentOptions: { userAgentPrefix: "computeguard" } });
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: "https://storage.azure.com/.default" }));
  const client = createDefaultHttpClient();
  const stored: string[] = [];
  for (const { format, file } of written) {
    const url = `${container}/${collectedAt.replaceAll(":", "-")}/report.${format.extension}`;
    const request = createPipelineRequest({
      url,
      method: "PUT",
      // a function, because a retry needs a stream from the beginning
      body: () => createReadStream(file),
      headers: createHttpHeaders({
        "content-length": statSync(file).size,
        "content-type": format.contentType,
        "x-ms-blob-type": "BlockBlob",
        "x-ms-version": "2024-11-04",
        "if-none-match": "*",
      }),
    });
    const { status } = await pipeline.sendRequest(client, request).catch(error => {
      throw new UsageError(`The report could not be stored in ${container}: ${String(error.message).split("\n")[0]}`);
    });
    if (status !== 201)
      throw new UsageError(
        `The report could not be stored in ${container} (HTTP ${status}). The sign-in needs Storage Blob Data Contributor on that container.`,
      );
    stored.push(url);
  }
  return stored;
}

/**
 * A container's address without query: a SAS in it would end up in messages. `contoso/reports` is a container of the cloud
 * that is read; an address in another of Azure's clouds would be sent a token that it cannot take.
 */
export function containerUrl(text: string, { storage }: Pick<CloudSettings, "storage">): string {
  const short = /^([a-z\d]{3,24})\/([a-z\d][a-z\d-]{2,62})$/.exec(text);
  if (short) return `https://${short[1]}.blob.${storage}/${short[2]}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:" || url.search || url.pathname.length < 2)
    throw new UsageError(
      `--store ${url?.search ? "with a query" : `"${text}"`} names no blob container; write <account>/<container>, or https://<account>.blob.${storage}/<container> without a query.`,
    );
  const other = Object.entries(clouds).find(
    ([, cloud]) => cloud.storage !== storage && url.hostname.endsWith(`.blob.${cloud.storage}`),
  );
  if (other)
    throw new UsageError(
      `--store is an address of ${other[0]}; in the cloud that is read it is https://<account>.blob.${storage}/<container>. Name the cloud with --cloud.`,
    );
  return url.href.replace(/\/+$/, "");
}
