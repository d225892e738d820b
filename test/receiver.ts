import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A receiver of posts on loopback: it keeps what it gets. */
export interface Receiver {
  /** Its address, without a slash at the end. */
  readonly origin: string;
  readonly received: readonly Received[];
  close(): void;
}

/** `answer` says how each request is answered, by how many came before it; with 202 and nothing, where it is left out. */
export async function startReceiver(
  answer: (response: ServerResponse, before: number) => void = response => response.writeHead(202).end(),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", chunk => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers, body });
      answer(response, received.length - 1);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
