import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { AnalyzeRequest, AnalyzerResource, AnalyzeStackRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { readStruct } from "./struct";

/** Field numbers of Pulumi's analyzer.proto: of AnalyzeStackRequest, and of AnalyzeRequest and AnalyzerResource alike. */
const fieldOf = { resources: 1, properties: 2 } as const;
/** The field `properties` with nothing in it. */
const noProperties = Uint8Array.of((fieldOf.properties << 3) | WireType.LengthDelimited, 0);

interface Type<Message> {
  deserializeBinary(bytes: Uint8Array): Message;
}

/** What @pulumi/pulumi/proto/analyzer_pb has of this. */
export interface Messages {
  readonly AnalyzeRequest: Type<AnalyzeRequest>;
  readonly AnalyzerResource: Type<AnalyzerResource>;
  readonly AnalyzeStackRequest: Type<AnalyzeStackRequest>;
}

/** What @pulumi/pulumi/proto/analyzer_grpc_pb has of this, or so we expect. */
export type AnalyzerService = {
  readonly [method in "analyze" | "remediate" | "analyzeStack"]?: { requestDeserialize: unknown };
};

/**
 * The larger part of what a pack costs is google-protobuf reading the resources' properties. So requests are read as ever but for
 * these, which stay bytes until they are asked for, and are then read by `readStruct`. What either does not understand is left to
 * google-protobuf, and so is a service that is not as we know it.
 *
 * @param service the SDK's own description of its service, before it is served
 */
export function readRequests(service: AnalyzerService, types: Messages): void {
  const request = (bytes: Uint8Array) => withProperties(types.AnalyzeRequest, bytes);
  readBy(service.analyze, request);
  readBy(service.remediate, request);
  readBy(service.analyzeStack, bytes => {
    const { found, rest } = apart(bytes, fieldOf.resources);
    const resources = found.map(resource => withProperties(types.AnalyzerResource, resource));
    return types.AnalyzeStackRequest.deserializeBinary(rest).setResourcesList(resources);
  });
}

function readBy(method: AnalyzerService[keyof AnalyzerService], read: (bytes: Uint8Array) => unknown): void {
  const ever = method?.requestDeserialize;
  if (typeof ever !== "function" || !Object.getOwnPropertyDescriptor(method, "requestDeserialize")?.writable) return;
  method!.requestDeserialize = (bytes: Uint8Array) => {
    try {
      return read(bytes);
    } catch {
      return ever(bytes);
    }
  };
}

function withProperties<Message extends AnalyzeRequest | AnalyzerResource>(type: Type<Message>, bytes: Uint8Array) {
  const { found, rest } = apart(bytes, fieldOf.properties);
  const [written, ...more] = found;
  if (!written || more.length > 0) return type.deserializeBinary(bytes);
  const message = type.deserializeBinary(Buffer.concat([rest, noProperties]));
  const properties = message.getProperties();
  if (!properties) return type.deserializeBinary(bytes);
  // the types of google-protobuf do not know that an object of JSON may hold nothing but itself
  properties.toJavaScript = (() => {
    try {
      return readStruct(written);
    } catch {
      return type.deserializeBinary(bytes).getProperties()?.toJavaScript();
    }
  }) as typeof properties.toJavaScript;
  return message;
}

/** The contents of one field wherever it stands in a message, and the message without it. */
function apart(message: Uint8Array, field: number): { readonly found: Uint8Array[]; readonly rest: Uint8Array } {
  const reader = new BinaryReader(message);
  const found: Uint8Array[] = [];
  const rest: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const [number, wireType] = reader.tag();
    if (number === field && wireType === WireType.LengthDelimited) found.push(reader.bytes());
    else {
      reader.skip(wireType, number);
      rest.push(message.subarray(start, reader.pos));
    }
  }
  return { found, rest: Buffer.concat(rest) };
}
