import { type Answer, Refusal } from "./answers";
import type { Call } from "./call";

/** A stored blob, as it came in. */
export interface StoredBlob {
  readonly content: string;
  readonly contentType: string;
  /** Object id of who stored it. */
  readonly by: string;
}

export interface BlobStore {
  /** By path: `/reports/2026-11-24/report.json`. */
  readonly blobs: ReadonlyMap<string, StoredBlob>;
  /** `content` is the request's body as sent, which need not be JSON. */
  answer(call: Call, content: string): Answer;
}

/**
 * Blob storage as far as an auditor writes to it: Put Blob and Get Blob of block blobs, in containers that are there. The
 * path begins with the container, as it does under an account's own host name
 * (https://learn.microsoft.com/rest/api/storageservices/put-blob).
 */
export function blobStoreOf(containers: readonly string[]): BlobStore {
  const blobs = new Map<string, StoredBlob>();

  function put({ path, headers, caller }: Call, content: string): Answer {
    if (headers["content-length"] === undefined)
      throw refusal(411, "MissingContentLengthHeader", "Content-Length HTTP header is missing.");
    if (headers["x-ms-blob-type"] !== "BlockBlob")
      throw refusal(400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format.");
    if (headers["if-none-match"] === "*" && blobs.has(path))
      throw refusal(409, "BlobAlreadyExists", "The specified blob already exists.");
    const contentType = headers["content-type"] ?? "application/octet-stream";
    blobs.set(path, { content, contentType, by: caller.objectId });
    return { status: 201, headers: { "x-ms-request-server-encrypted": "true" } };
  }

  function get({ path }: Call): Answer {
    const blob = blobs.get(path);
    if (!blob) throw refusal(404, "BlobNotFound", "The specified blob does not exist.");
    return { status: 200, raw: blob.content, headers: { "Content-Type": blob.contentType } };
  }

  return {
    blobs,
    answer(call, content) {
      const [, container = "", ...name] = call.path.split("/");
      if (!containers.includes(container))
        throw refusal(404, "ContainerNotFound", "The specified container does not exist.");
      if (name.join("/") === "") throw refusal(400, "InvalidUri", "The requested URI does not represent any resource.");
      switch (call.method) {
        case "PUT":
          return put(call, content);
        case "GET":
          return get(call);
        default:
          throw refusal(405, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb.");
      }
    },
  };
}

/** Requests to storage name its version in a header; those to ARM and Graph do so in the address. */
export const isForStorage = (headers: Call["headers"]): boolean => headers["x-ms-version"] !== undefined;

export const storageUnauthorised = (): Refusal =>
  refusal(401, "InvalidAuthenticationInfo", "Server failed to authenticate the request.");

/** Storage tells its errors in XML, and the code in a header too. */
function refusal(status: number, code: string, message: string): Refusal {
  const raw = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return new Refusal({ status, raw, headers: { "Content-Type": "application/xml", "x-ms-error-code": code } });
}
