import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer, request } from "node:https";
import type { AddressInfo } from "node:net";
import { certificatesOfThisProcess } from "../../simulator/certificates";

/** Where a write is cut: in the middle of what is written, or behind all of it, before anybody hears of it. */
export type Cut = "half" | "whole";

/** A way to a storage service that cuts one write, and has whoever writes killed at that moment. */
export interface Cutter {
  readonly port: number;
  close(): void;
}

/** @param at which write, from 1 on */
export async function startCutter(to: number, at: number, cut: Cut, kill: () => void): Promise<Cutter> {
  const { ca, key, cert } = await certificatesOfThisProcess();
  let writes = 0;
  const server = createServer({ key, cert }, async (asked, response) => {
    const body = await bodyOf(asked);
    const { method, url: path, headers } = asked;
    const isCut = method === "PUT" && ++writes === at;
    const sent = request({ host: "127.0.0.1", port: to, ca, agent: false, method, path, headers });
    sent.on("error", () => response.destroy());
    sent.on("response", async answer => {
      if (isCut) return kill();
      response.writeHead(answer.statusCode ?? 500, answer.headers).end(await bodyOf(answer));
    });
    if (!isCut || cut === "whole") sent.end(body);
    else
      sent.write(body.subarray(0, body.length >> 1), () => {
        kill();
        sent.destroy();
      });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part);
  return Buffer.concat(parts);
}
