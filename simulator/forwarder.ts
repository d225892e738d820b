import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { publicHosts } from "./certificates";

export interface Forwarder {
  /** For HTTPS_PROXY. */
  readonly url: string;
  /** Names that were asked for and refused. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/**
 * A CONNECT forwarder on loopback that sends the public names of three clouds to a simulator's port and refuses every other name,
 * so that an auditor that knows only the public addresses can be run without leaving the machine. API for tests.
 */
export async function startForwarder(simulatorPort: number): Promise<Forwarder> {
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(403).end());
  server.on("connect", (request, client: Socket, head: Buffer) => {
    sockets.add(client);
    client.on("close", () => sockets.delete(client));
    client.on("error", () => client.destroy());
    const name = (request.url ?? "").replace(/:443$/, "").toLowerCase();
    if (!Object.hasOwn(publicHosts, name)) {
      refused.push(request.url ?? "");
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const target = connect(simulatorPort, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      target.write(head);
      target.setNoDelay(true);
      client.setNoDelay(true);
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("close", () => target.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
