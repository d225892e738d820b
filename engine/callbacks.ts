import type { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { EngineError, reason } from "./error";
import { channelOptions, type Protocol } from "./protocol";

/** The functions that a program lets the engine call back (`callback.proto`): transforms and hooks. */
export interface Callbacks {
  /** Calls one with a message, and answers with the message that comes back, both in bytes. */
  call(callback: Callback, request: Uint8Array): Promise<Uint8Array>;
  close(): void;
}

export function callbacksOf(protocol: Protocol): Callbacks {
  const clients = new Map<string, CallbacksClient>();
  const clientOf = (target: string): CallbacksClient => {
    let client = clients.get(target);
    if (!client) {
      // what an old SDK does not have is not asked for: it never calls back
      const grpc = protocol("@grpc/grpc-js");
      const { CallbacksClient } = protocol("@pulumi/pulumi/proto/callback_grpc_pb");
      client = new CallbacksClient(target, grpc.credentials.createInsecure(), channelOptions);
      clients.set(target, client);
    }
    return client;
  };
  return {
    call: (callback, request) => {
      const { CallbackInvokeRequest } = protocol("@pulumi/pulumi/proto/callback_pb");
      const message = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(request);
      return new Promise((resolve, reject) =>
        clientOf(callback.getTarget()).invoke(message, (error, response) =>
          error ? reject(new EngineError(reason(error), error)) : resolve(response.getResponse_asU8()),
        ),
      );
    },
    close: () => {
      for (const client of clients.values()) client.close();
    },
  };
}
