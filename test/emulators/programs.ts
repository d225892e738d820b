import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Two programs written by others, each a part of a tenant: entra-emulator is the sign-in and Microsoft Graph, arm-emulator
 * is Azure Resource Manager. They are found on PATH, listen on loopback, and keep what they know in a folder of one run.
 */
export const programs = ["entra-emulator", "arm-emulator"] as const;
type Program = (typeof programs)[number];

const find = (program: Program): string | undefined =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map(folder => join(folder, program))
    .find(existsSync);

/** One line, where one of them is not there. */
export function whatToInstall(): string | undefined {
  const missing = programs.filter(program => !find(program));
  return missing.length === 0
    ? undefined
    : `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not on PATH: install ${missing.map(name => `github.com/calvinchengx/${name}/cmd/${name}`).join(" and ")} with Go`;
}

/** The tenant and the subscription that both begin with. */
export const tenantId = "6f89cf12-978b-4d23-ac18-9ef0c127cf87";
export const subscriptionId = "6082bfda-63d0-46f4-8272-ae9195139feb";

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of another program
  readonly body: any;
}

/** Asks one of the two, under its own certificate. */
export type Ask = (method: string, path: string, body?: unknown, token?: string) => Promise<Reply>;

export interface Emulators {
  /** Sign-in and administration: the issuer is spelt by name, not by address. */
  readonly authority: string;
  readonly graph: string;
  /** For the real name of Azure Resource Manager, which its certificate carries. */
  readonly armPort: number;
  /** Both certificates, for NODE_EXTRA_CA_CERTS. */
  readonly ca: string;
  readonly entra: Ask;
  readonly arm: Ask;
  stop(): Promise<void>;
}

export async function startEmulators(entraSettings: Readonly<Record<string, string>> = {}): Promise<Emulators> {
  const folder = mkdtempSync(join(tmpdir(), "computeguard-emulators-"));
  const [entraPort, armPort] = await freePorts();
  const authority = `https://localhost:${entraPort}`;
  const graph = `https://127.0.0.1:${entraPort}`;
  const running = [
    start("entra-emulator", folder, {
      HOST: "127.0.0.1",
      PORT: String(entraPort),
      ORIGIN_MODE: "compat",
      GRAPH_ORIGIN: graph,
      GRAPH_RESOURCE_ID: graph,
      ENTRA_DATA_DIR: join(folder, "entra"),
      ...entraSettings,
    }),
    start("arm-emulator", folder, {
      ARM_ADDR: `127.0.0.1:${armPort}`,
      ARM_DATA_DIR: join(folder, "arm"),
      ARM_ENTRA_ISSUER: `${authority}/${tenantId}/v2.0`,
      ARM_ENTRA_TLS_INSECURE: "true",
    }),
  ];
  const stop = async () => {
    await Promise.all(running.map(end));
    rmSync(folder, { recursive: true });
  };
  try {
    const [entra, arm] = await Promise.all([
      ready(running[0]!, join(folder, "entra/tls/cert.pem"), authority),
      ready(running[1]!, join(folder, "arm/tls/cert.pem"), `https://localhost:${armPort}`),
    ]);
    return { authority, graph, armPort, ca: `${entra.ca}\n${arm.ca}`, entra: entra.ask, arm: arm.ask, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Two that are free together: the system would give the same one twice. */
async function freePorts(): Promise<readonly [number, number]> {
  const servers = [createServer(), createServer()] as const;
  const ports = await Promise.all(
    servers.map(
      server =>
        new Promise<number>(resolve =>
          server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
        ),
    ),
  );
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports as unknown as readonly [number, number];
}

const start = (program: Program, cwd: string, env: Readonly<Record<string, string>>): ChildProcess =>
  spawn(find(program)!, [], { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...env }, stdio: "ignore" });

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once("exit", resolve));
  child.kill();
  await gone;
}

/** Waits for the certificate that it makes on its first start, and for its word of health. */
async function ready(child: ChildProcess, certificate: string, origin: string): Promise<{ ca: string; ask: Ask }> {
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt++) {
    await delay(100);
    if (!existsSync(certificate)) continue;
    const ca = readFileSync(certificate, "utf8");
    const ask = asking(origin, ca);
    const health = await ask("GET", "/health").catch(() => undefined);
    if (health?.status === 200) return { ca, ask };
  }
  throw new Error(`${child.spawnfile} did not start (exit code ${child.exitCode})`);
}

function asking(origin: string, ca: string): Ask {
  const agent = new Agent({ ca });
  return (method, path, body, token) =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
      const asked = request(new URL(path, origin), { method, agent, headers }, response => {
        const parts: Buffer[] = [];
        response.on("data", part => parts.push(part));
        response.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          const json = /json/.test(response.headers["content-type"] ?? "");
          resolve({ status: response.statusCode ?? 0, body: json && text ? JSON.parse(text) : text });
        });
        response.on("error", reject);
      });
      asked.on("error", reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
}
