import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type PipelineRequest,
  type PipelineResponse,
  type TlsSettings,
} from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/identity";
import { deadline } from "../posture/azure/deadline";
import { pipelineWith } from "../posture/azure/pipeline";
import type { StoreAddress } from "./store-address";

/** What is put under a name. */
export interface BlobContent {
  /** Made anew for each attempt, because a retry needs a stream from the beginning. */
  readonly body: () => NodeJS.ReadableStream;
  /** Bytes; the service has to know them beforehand. */
  readonly length: number;
  readonly contentType: string;
}

/** A blob container. Both operations give the service's answer, whatever it is, and throw where there is none. */
export interface BlobContainer {
  /** `https://contoso.blob.core.windows.net/reports` */
  readonly address: string;
  get(name: string): Promise<PipelineResponse>;
  /** Puts a blob in one request, so that it is there whole or not at all. `once`: what is there is not overwritten. */
  put(name: string, content: BlobContent, once: boolean): Promise<PipelineResponse>;
}

/**
 * Get Blob and Put Blob are all that is needed of storage, and the latter takes up to 5,000 MiB in one request, so there is no storage
 * client here (https://learn.microsoft.com/rest/api/storageservices/put-blob).
 */
export function blobContainer(
  { address, scope }: StoreAddress,
  credential: TokenCredential,
  { timeout = 300_000, ...tls }: { readonly timeout?: number; readonly tlsOptions?: TlsSettings } = {},
): BlobContainer {
  const pipeline = pipelineWith(
    {
      perCall: [],
      // a report is some megabytes: a store that takes longer does not answer any more
      perRetry: [deadline(timeout)],
      options: {
        ...tls,
        userAgentOptions: { userAgentPrefix: "computeguard" },
        // storage does not redirect; whoever answers so is somebody else
        redirectOptions: { maxRetries: 0 },
      },
    },
    credential,
    scope,
  );
  const client = createDefaultHttpClient();
  const send = (
    name: string,
    request: Pick<PipelineRequest, "method"> & Partial<Pick<PipelineRequest, "body">>,
    headers: Readonly<Record<string, string | number>> = {},
  ): Promise<PipelineResponse> =>
    pipeline.sendRequest(
      client,
      createPipelineRequest({
        url: `${address}/${name}`,
        ...request,
        headers: createHttpHeaders({ ...headers, "x-ms-version": "2024-11-04" }),
      }),
    );
  return {
    address,
    get: name => send(name, { method: "GET" }),
    put: (name, { body, length, contentType }, once) =>
      send(
        name,
        { method: "PUT", body },
        {
          "content-length": length,
          "content-type": contentType,
          "x-ms-blob-type": "BlockBlob",
          ...(once && { "if-none-match": "*" }),
        },
      ),
  };
}
