import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { EngineError } from "./error";

/** The parts of Pulumi's wire protocol that the engine speaks, by the name under which @pulumi/pulumi finds them. */
interface Modules {
  "@grpc/grpc-js": typeof import("@grpc/grpc-js");
  "google-protobuf/google/protobuf/struct_pb": typeof import("google-protobuf/google/protobuf/struct_pb");
  "google-protobuf/google/protobuf/empty_pb": typeof import("google-protobuf/google/protobuf/empty_pb");
  "@pulumi/pulumi/proto/analyzer_pb": typeof import("@pulumi/pulumi/proto/analyzer_pb");
  "@pulumi/pulumi/proto/analyzer_grpc_pb": typeof import("@pulumi/pulumi/proto/analyzer_grpc_pb");
  "@pulumi/pulumi/proto/resource_pb": typeof import("@pulumi/pulumi/proto/resource_pb");
  "@pulumi/pulumi/proto/resource_grpc_pb": typeof import("@pulumi/pulumi/proto/resource_grpc_pb");
  "@pulumi/pulumi/proto/engine_pb": typeof import("@pulumi/pulumi/proto/engine_pb");
  "@pulumi/pulumi/proto/engine_grpc_pb": typeof import("@pulumi/pulumi/proto/engine_grpc_pb");
  "@pulumi/pulumi/proto/provider_pb": typeof import("@pulumi/pulumi/proto/provider_pb");
  "@pulumi/pulumi/proto/provider_grpc_pb": typeof import("@pulumi/pulumi/proto/provider_grpc_pb");
  "@pulumi/pulumi/proto/callback_pb": typeof import("@pulumi/pulumi/proto/callback_pb");
  "@pulumi/pulumi/proto/callback_grpc_pb": typeof import("@pulumi/pulumi/proto/callback_grpc_pb");
  "@pulumi/pulumi/proto/language_pb": typeof import("@pulumi/pulumi/proto/language_pb");
  "@pulumi/pulumi/proto/language_grpc_pb": typeof import("@pulumi/pulumi/proto/language_grpc_pb");
}

export type Protocol = <Name extends keyof Modules>(name: Name) => Modules[Name];

/** The largest message that Pulumi's engine sends or takes, in bytes. */
const messageLimit = 400 * 1024 * 1024;

export const channelOptions = {
  "grpc.max_receive_message_length": messageLimit,
  "grpc.max_send_message_length": messageLimit,
};

/**
 * Loads the protocol from the @pulumi/pulumi that a pack or program itself uses, so that both ends speak one version.
 * @throws EngineError where the folder has no @pulumi/pulumi installed.
 */
export function protocolOf(dir: string): Protocol {
  return createRequire(locate(dir, "@pulumi/pulumi/package.json")) as Protocol;
}

/** The file of a module, as seen from a folder. */
export function locate(dir: string, module: string): string {
  try {
    return createRequire(join(resolve(dir), "package.json")).resolve(module);
  } catch (error) {
    throw new EngineError(`${dir}: ${module} is not installed here; run npm install in that folder`, error);
  }
}
