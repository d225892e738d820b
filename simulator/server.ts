import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { logsPath } from "./address";
import type { Answer } from "./answers";
import { blobStoreOf, type StoredBlob } from "./blob";
import type { Listing, Sight } from "./call";
import { certificatesOfThisProcess } from "./certificates";
import type { Fault } from "./faults";
import { applicationPermissions } from "./graph/permissions";
import { type CollectionRule, ingestionOf } from "./ingestion";
import type { Row } from "./json";
import { withOwnRoles } from "./own-roles";
import { type LoggedRequest, receptionOf } from "./reception";
import { startSignIn } from "./sign-in";
import type { Tenant } from "./tenant";

export type { LoggedRequest } from "./reception";

export interface SimulatorOptions {
  /** The tenant to serve, such as `contoso()`. */
  readonly scenario: Tenant;
  /** Rows on a page at most; small, so that paging is always exercised. */
  readonly pageSize?: number;
  /** Seed for the order of rows in every list that Azure does not order. As the tenant keeps them where it is left out. */
  readonly seed?: number;
  readonly faults?: readonly Fault[];
  /** What the auditor's roles in Azure let it see; all, where it is left out. */
  readonly sight?: Sight;
  /** Graph application permissions that the auditor was granted; all that are known where it is left out. */
  readonly graphPermissions?: readonly string[];
  /** Milliseconds that every answer takes longer. */
  readonly latency?: number;
  /** Whether Graph sends an empty page with a next link once in each longer list. */
  readonly emptyPages?: boolean;
  /** Rows that a query of a workspace gets at most, 500,000 where it is left out; and of advanced hunting, 100,000. */
  readonly logRows?: number;
  readonly huntingRows?: number;
  /** Blob containers to write to; `reports` where it is left out. */
  readonly containers?: readonly string[];
  /** Data collection rules that take rows; none where it is left out. */
  readonly collectionRules?: readonly CollectionRule[];
  readonly port?: number;
  /** 127.0.0.1 or ::1; anything else is refused. */
  readonly host?: string;
}

export interface Simulator {
  readonly port: number;
  /** Base addresses. ARM, Graph and Log Analytics differ in host or path, so that tokens for one are refused by the others. */
  readonly urls: { readonly authority: string; readonly arm: string; readonly graph: string; readonly logs: string };
  /** Where retail prices are listed, as `https://prices.azure.com` is. */
  readonly prices: string;
  /** Certificate of the authority to trust, PEM. */
  readonly ca: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Everything that was asked so far, items of a batch included, in the order of the answers. */
  readonly requests: readonly LoggedRequest[];
  /** What was put into the blob containers, by path. */
  readonly blobs: ReadonlyMap<string, StoredBlob>;
  /** The rows that were sent to data collection rules. */
  readonly sentRows: readonly Row[];
  /** Where a workload of the auditor's managed identity gets its tokens, and the header that proves it is one. */
  readonly identity: { readonly endpoint: string; readonly header: string };
  close(): Promise<void>;
}

const loopback = ["127.0.0.1", "::1"];

/** Serves a tenant on loopback over HTTPS: sign-in, Azure Resource Manager, Microsoft Graph and Log Analytics on one port. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { scenario, sight, pageSize = 3, faults = [], latency = 0, port = 0, host = "127.0.0.1" } = options;
  if (!loopback.includes(host))
    throw new Error(`The simulator listens on loopback only: ${loopback.join(" or ")}, not ${host}.`);
  if (!Number.isInteger(pageSize) || pageSize < 1) throw new Error("pageSize must be a whole number of 1 or more.");

  const tenant = sight ? withOwnRoles(scenario, sight) : scenario;
  const listing: Listing = {
    pageSize,
    emptyPages: options.emptyPages ?? true,
    logRows: options.logRows ?? 500_000,
    huntingRows: options.huntingRows ?? 100_000,
    ...(options.seed === undefined ? {} : { shuffle: options.seed }),
  };
  const { ca, key, cert } = await certificatesOfThisProcess();
  const requests: LoggedRequest[] = [];
  const store = blobStoreOf(options.containers ?? ["reports"]);
  const ingestion = ingestionOf(options.collectionRules ?? []);
  const sockets = new Set<Socket>();
  const server = createServer({ key, cert, keepAlive: true });
  server.keepAliveTimeout = 60_000;
  server.on("secureConnection", socket => socket.setNoDelay(true));
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const literal = host === "::1" ? "[::1]" : host;
  const urls = {
    authority: `https://localhost:${bound}`,
    arm: `https://localhost:${bound}`,
    graph: `https://${literal}:${bound}`,
    logs: `https://localhost:${bound}${logsPath}`,
  };
  const begin = async () => {
    const signIn = await startSignIn(tenant, options.graphPermissions ?? applicationPermissions, urls);
    const behind = { tenant, listing, faults, store, ingestion, requests, signIn, ownHost: `localhost:${bound}` };
    return { signIn, answer: receptionOf({ ...behind, ...(sight && { sight }) }) };
  };
  // a server that cannot answer must not keep the process alive
  const { signIn, answer } = await begin().catch((error: unknown) => {
    server.close();
    throw error;
  });

  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const body = Buffer.concat(chunks).toString();
      const result = await answer(request.method ?? "GET", request.url ?? "/", headers, body);
      if (latency > 0) setTimeout(() => send(response, result), latency);
      else send(response, result);
    });
  });

  return {
    port: bound,
    urls,
    prices: urls.arm,
    ca,
    tenantId: tenant.tenantId,
    clientId: tenant.auditor.clientId,
    clientSecret: tenant.auditor.secret,
    requests,
    blobs: store.blobs,
    sentRows: ingestion.rows,
    identity: { endpoint: `${urls.authority}/msi/token`, header: signIn.identityHeader },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function send(response: ServerResponse, { status, body, raw, headers, broken }: Answer): void {
  if (broken === "silent") return;
  if (broken === "reset") {
    response.socket?.destroy();
    return;
  }
  const whole = raw ?? (body === undefined ? "" : JSON.stringify(body));
  const half = whole.slice(0, Math.max(1, Math.floor(whole.length / 2)));
  const content = broken === "malformed" ? half : whole;
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(content),
    "x-ms-request-id": "00000000-0000-0000-0000-000000000000",
    ...headers,
  });
  if (broken === "torn") response.write(half, () => response.socket?.destroy());
  else if (broken === "stalled") response.write(half);
  else response.end(content);
}
