import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { certificatesOfThisProcess } from "../../simulator/certificates";

const program = resolve(__dirname, "../../node_modules/azurite/dist/src/blob/main.js");

export interface StoredAnswer {
  readonly status: number | undefined;
  readonly body: string;
}

/** Azure's own emulator of blob storage, on loopback over HTTPS, with one container; it keeps everything in memory. */
export interface Azurite {
  /** The container's address. */
  readonly address: string;
  readonly port: number;
  get(name: string): Promise<StoredAnswer>;
  /** The names of all blobs. */
  list(): Promise<readonly string[]>;
  close(): void;
}

/** @param token for https://storage.azure.com; Azurite looks at its issuer, audience and times, and not at its signature */
export async function startAzurite(token: string): Promise<Azurite> {
  const { ca, key, cert } = await certificatesOfThisProcess();
  const folder = mkdtempSync(join(tmpdir(), "computeguard-azurite-"));
  writeFileSync(join(folder, "key.pem"), key, { mode: 0o600 });
  writeFileSync(join(folder, "cert.pem"), cert);
  const own = ["--cert", join(folder, "cert.pem"), "--key", join(folder, "key.pem")];
  const how = ["--blobHost", "127.0.0.1", "--blobPort", "0", "--oauth", "basic", "--silent"];
  const child = spawn(process.execPath, [program, ...how, ...own, "--inMemoryPersistence", "--disableTelemetry"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const close = () => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  let said = "";
  let port = 0;
  while (port === 0) {
    const [chunk] = await Promise.race([
      once(child.stdout, "data"),
      once(child, "exit").then(([code]) => Promise.reject(new Error(`Azurite ended with ${code}: ${said}`))),
    ]);
    said += chunk;
    port = Number(/listens on https:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1] ?? 0);
  }
  const container = "/devstoreaccount1/reports";
  const ask = (method: string, path: string): Promise<StoredAnswer> =>
    new Promise((done, failed) => {
      const headers = { authorization: `Bearer ${token}`, "x-ms-version": "2024-11-04", "content-length": 0 };
      const sent = request({ host: "127.0.0.1", port, ca, method, path: container + path, headers });
      sent.on("error", failed);
      sent.on("response", response => {
        let body = "";
        response.on("data", part => {
          body += part;
        });
        response.on("end", () => done({ status: response.statusCode, body }));
      });
      sent.end();
    });
  const made = await ask("PUT", "?restype=container");
  if (made.status !== 201) {
    close();
    throw new Error(`Azurite made no container (HTTP ${made.status}): ${made.body}`);
  }
  return {
    address: `https://127.0.0.1:${port}${container}`,
    port,
    get: name => ask("GET", `/${name}`),
    async list() {
      const { body } = await ask("GET", "?restype=container&comp=list");
      return [...body.matchAll(/<Name>([^<]+)<\/Name>/g)].map(([, name = ""]) => name);
    },
    close,
  };
}
