import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { partsOf, planeOf, versionOf } from "./address";
import { type Answer, armError, graphError, loginError, type Plane, Refusal } from "./answers";
import { armRoutes } from "./arm/all";
import { blobStoreOf, isForStorage, type StoredBlob, storageUnauthorised } from "./blob";
import type { Call, Listing } from "./call";
import { makeCertificates } from "./certificates";
import { answerOf, type Fault, faultsOf, graphDenied, hasLicence, unlicensed } from "./faults";
import { graphRoutes } from "./graph/all";
import { batchOf } from "./graph/batch";
import { applicationPermissions } from "./graph/permissions";
import { checkVersion, parsed, unauthorised, unknownAddress } from "./refusals";
import { type Found, routerOf, splitScope } from "./route";
import { startSignIn } from "./sign-in";
import type { Tenant } from "./tenant";

export interface SimulatorOptions {
  /** The tenant to serve, such as `contoso()`. */
  readonly scenario: Tenant;
  /** Rows on a page at most; small, so that paging is always exercised. */
  readonly pageSize?: number;
  /** Seed for the order of rows in every list that Azure does not order. As the tenant keeps them where it is left out. */
  readonly seed?: number;
  readonly faults?: readonly Fault[];
  /** Graph application permissions that the auditor was granted; all that are known where it is left out. */
  readonly graphPermissions?: readonly string[];
  /** Milliseconds that every answer takes longer. */
  readonly latency?: number;
  /** Whether Graph sends an empty page with a next link once in each longer list. */
  readonly emptyPages?: boolean;
  /** Blob containers to write to; `reports` where it is left out. */
  readonly containers?: readonly string[];
  readonly port?: number;
  /** 127.0.0.1 or ::1; anything else is refused. */
  readonly host?: string;
}

/** One request as it came in and what it got. `status` is 0 where the connection was torn or left silent. */
export interface LoggedRequest {
  readonly method: string;
  readonly host: string;
  /** With the query, as sent. */
  readonly path: string;
  readonly plane: Plane;
  /** The route's path in its table; left out where nothing was found. */
  readonly route?: string;
  readonly status: number;
}

export interface Simulator {
  readonly port: number;
  /** Base addresses. ARM and Graph differ in the host, so that tokens for one are refused by the other. */
  readonly urls: { readonly authority: string; readonly arm: string; readonly graph: string };
  /** Certificate of the authority to trust, PEM. */
  readonly ca: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Everything that was asked so far, items of a batch included, in the order of the answers. */
  readonly requests: readonly LoggedRequest[];
  /** What was put into the blob containers, by path. */
  readonly blobs: ReadonlyMap<string, StoredBlob>;
  /** Where a workload of the auditor's managed identity gets its tokens, and the header that proves it is one. */
  readonly identity: { readonly endpoint: string; readonly header: string };
  close(): Promise<void>;
}

const loopback = ["127.0.0.1", "::1"];

/** Serves a tenant on loopback over HTTPS: sign-in, Azure Resource Manager and Microsoft Graph on one port. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { scenario: tenant, pageSize = 3, faults = [], latency = 0, port = 0, host = "127.0.0.1" } = options;
  if (!loopback.includes(host))
    throw new Error(`The simulator listens on loopback only: ${loopback.join(" or ")}, not ${host}.`);
  if (!Number.isInteger(pageSize) || pageSize < 1) throw new Error("pageSize must be a whole number of 1 or more.");

  const listing: Listing = {
    pageSize,
    emptyPages: options.emptyPages ?? true,
    ...(options.seed === undefined ? {} : { shuffle: options.seed }),
  };
  const { ca, key, cert } = await makeCertificates();
  const faultFor = faultsOf(faults);
  const find = { arm: routerOf(armRoutes), graph: routerOf(graphRoutes) };
  const requests: LoggedRequest[] = [];
  const store = blobStoreOf(options.containers ?? ["reports"]);
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
  };
  const signIn = await startSignIn(tenant, options.graphPermissions ?? applicationPermissions, urls);

  async function answer(method: string, url: string, headers: Call["headers"], body: string): Promise<Answer> {
    const hostName = headers.host ?? `localhost:${bound}`;
    const parts = partsOf(url);
    const plane = isForStorage(headers) ? "storage" : planeOf(hostName, parts.path);
    const origin = `https://${hostName}`;
    const common = { plane, method, path: parts.path, query: parts.query, headers, origin, tenant, listing };
    const nobody = { appId: tenant.auditor.clientId, objectId: tenant.auditor.objectId, roles: [] };
    const bare: Call = { ...common, body: undefined, scope: "", version: "", params: {}, caller: nobody };
    let found: Found | undefined;
    const logged = (result: Answer): Answer => {
      const status = result.broken === "torn" || result.broken === "silent" ? 0 : result.status;
      const route = found ? { route: found.route.path } : {};
      requests.push({ method, host: hostName, path: url, plane, ...route, status });
      return result;
    };
    try {
      if (plane === "login") return logged(await login(bare, url, body));
      if (plane === "storage") {
        const caller = await signIn.callerOf(headers.authorization, plane);
        if (!caller) throw storageUnauthorised();
        return logged(store.answer({ ...bare, caller }, body));
      }
      const { scope, rest, version } =
        plane === "arm" ? { ...splitScope(parts.path), version: "" } : versionOf(parts.path);
      found = find[plane](method, rest);
      const caller = await signIn.callerOf(headers.authorization, plane);
      if (!caller) return logged(unauthorised(bare));
      const call: Call = { ...bare, caller, scope, version, params: found?.params ?? {}, body: parsed(bare, body) };
      if (plane === "graph" && method === "POST" && rest.toLowerCase() === "/$batch")
        return logged(await batchOf(call, (m, u, h, b) => answer(m, `/${version}${u}`, { ...headers, ...h }, b)));
      if (plane === "arm") checkVersion(parts.query);
      const fault = faultFor(method, url, found?.route);
      const spoilt = fault && found ? answerOf(fault, call, found.route) : undefined;
      if (spoilt) return logged(spoilt);
      if (!found) return logged(unknownAddress(call, rest));
      if (plane === "graph" && !found.route.permissions?.some(permission => caller.roles.includes(permission)))
        return logged(graphDenied(call));
      if (!hasLicence(call, found.route.licence)) return logged(unlicensed(call, found.route));
      const told = await found.route.answer(call);
      const broken = fault?.answer === "torn" || fault?.answer === "malformed" ? { broken: fault.answer } : {};
      return logged({ ...told, ...broken });
    } catch (error) {
      if (error instanceof Refusal) return logged(error.answer);
      const message = error instanceof Error ? error.message : String(error);
      return logged(
        plane === "graph"
          ? graphError(500, "InternalServerError", message, tenant.at)
          : armError(500, "InternalServerError", message),
      );
    }
  }

  async function login(call: Call, url: string, body: string): Promise<Answer> {
    const { method, path, origin } = call;
    const fault = faultFor(method, url);
    const spoilt = fault ? answerOf(fault, call, { method: "GET", path, answer: () => ({ status: 0 }) }) : undefined;
    if (spoilt) return spoilt;
    const [, name = "", ...rest] = path.split("/");
    switch (`${method} ${rest.join("/").toLowerCase()}`) {
      case "GET v2.0/.well-known/openid-configuration":
        return signIn.configuration(origin, name);
      case "GET discovery/v2.0/keys":
        return signIn.keys();
      case "POST oauth2/v2.0/token":
        return signIn.token(name, new URLSearchParams(body));
      case "GET token":
        return signIn.identityToken(call.headers, call.query);
      default:
        return loginError(404, "invalid_request", 900144, "The requested address is not served.");
    }
  }

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
    ca,
    tenantId: tenant.tenantId,
    clientId: tenant.auditor.clientId,
    clientSecret: tenant.auditor.secret,
    requests,
    blobs: store.blobs,
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
  else response.end(content);
}
