import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { estateSchema } from "../../catalogue/estate";
import { estateMount } from "../../guardrails/estate-mount";
import { auditArguments } from "../../guardrails/scheduled-audit";
import { dependencies } from "../../package.json";
import { contoso } from "../../simulator/scenario/contoso";
import { type Simulator, startSimulator } from "../../simulator/server";
import { build as buildBundles } from "../build";

const root = resolve(__dirname, "../..");
const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
const entryPoint: readonly string[] = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(dockerfile)?.[1] ?? "[]");

/** The estate as the job mounts it: here it approves one region alone. */
const mount = estateMount(estateSchema.parse({ regions: ["brazilsouth"] }));

/** The files that the Dockerfile copies: `COPY dist/a.js LICENSE app/` → `[["dist/a.js", "app/"], ["LICENSE", "app/"]]`. */
const copied = [...dockerfile.matchAll(/^COPY (.+) (\S+)$/gm)].flatMap(([, sources = "", target = ""]) =>
  sources.split(" ").map(source => [source, target] as const),
);

/** Those files in a folder, with our dependencies and nothing of the development dependencies. */
function layOut(folder: string): void {
  for (const [file, target] of copied) {
    mkdirSync(join(folder, target), { recursive: true });
    copyFileSync(join(root, file), join(folder, target, basename(file)));
  }
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
}

describe("the scheduled audit's image", () => {
  let folder: string;
  let simulator: Simulator;

  before(async () => {
    buildBundles("dist/computeguard.js");
    folder = mkdtempSync(join(tmpdir(), "computeguard-image-"));
    layOut(join(folder, "app"));
    simulator = await startSimulator({ scenario: contoso({ at: "2026-11-24T06:00:00Z" }), pageSize: 100 });
    writeFileSync(join(folder, "ca.pem"), simulator.ca);
    mkdirSync(join(folder, "estate"));
    writeFileSync(join(folder, "estate/computeguard.yaml"), mount.secrets[0]?.value as string);
  });
  after(async () => {
    await simulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the entry point as the job does: with the identity that Container Apps hands to it, and with nothing else. */
  function run(container: string): Promise<{ code: number | null; output: string }> {
    const { authority, arm, graph } = simulator.urls;
    const [, ...entry] = entryPoint;
    const given = [...auditArguments(`${authority}/${container}`), ...mount.arguments].map(word =>
      word.replace("/tmp/report", join(folder, "out")).replace("/mnt", folder),
    );
    const child = spawn(
      process.execPath,
      [
        ...entry,
        ...given,
        "--store-host",
        new URL(authority).host,
        "--authority",
        authority,
        "--arm",
        arm,
        "--graph",
        graph,
      ],
      {
        cwd: join(folder, "app"),
        env: {
          PATH: "",
          HOME: folder,
          NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
          AZURE_CLIENT_ID: simulator.clientId,
          IDENTITY_ENDPOINT: simulator.identity.endpoint,
          IDENTITY_HEADER: simulator.identity.header,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", chunk => {
        output += chunk;
      });
    return new Promise(done => child.once("close", code => done({ code, output })));
  }

  it("is a slim Node.js of a pinned major version with the dependencies alone, and does not run as root", () => {
    assert.match(dockerfile, /^ARG NODE_DIGEST\nFROM node:22-[\w-]*slim\$\{NODE_DIGEST:\+@\$NODE_DIGEST\}$/m);
    assert.match(dockerfile, /^RUN npm ci --omit=dev --omit=optional --workspaces=false --ignore-scripts /m);
    assert.match(dockerfile, /^USER node$/m);
    assert.equal(entryPoint[0], "node");
  });

  it("copies files that .dockerignore lets through, licences among them, and no estate", () => {
    const [first, ...allowed] = readFileSync(join(root, ".dockerignore"), "utf8").split("\n").filter(Boolean);
    assert.equal(first, "*");
    const files = [...new Set(copied.map(([file]) => file))];
    assert.deepEqual(files.map(file => `!${file}`).sort(), allowed.sort());
    for (const file of ["LICENSE", "dist/computeguard.js.LICENSES.txt"]) assert.ok(files.includes(file), file);
    assert.deepEqual(
      files.filter(file => /\.ya?ml|\*/.test(file)),
      [],
    );
  });

  it("audits with its managed identity, stores the report in every format and ends with 0, whatever it found", async () => {
    const { code, output } = await run("reports");
    assert.equal(code, 0, output);
    const paths = [...simulator.blobs.keys()].sort();
    assert.deepEqual(
      paths.map(path => path.replace(/^\/reports\/\d{4}-\d\d-\d\dT[\d.-]+Z\//, "")),
      ["report.csv", "report.html", "report.json", "report.sarif", "/reports/latest"],
    );
    const stored = (format: string) => simulator.blobs.get(paths.find(path => path.endsWith(format)) ?? "");
    const report = JSON.parse(stored("json")?.content ?? "");
    assert.ok(report.outcomes.some(({ status }: { status: string }) => status === "fail"));
    const regions = report.outcomes.find(({ rule }: { rule: { id: string } }) => rule.id === "unapproved-region");
    assert.equal(regions.status, "fail", "the mounted estate approves another region than the tenant's");
    assert.equal(stored("html")?.contentType, "text/html; charset=utf-8");
    assert.equal(JSON.parse(stored("sarif")?.content ?? "").version, "2.1.0");
    assert.ok(output.includes(`Stored: ${simulator.urls.authority}/reports/`), output);
  });

  it("ends with another code, and says what to do, where the report could not be stored", async () => {
    const { code, output } = await run("elsewhere");
    assert.equal(code, 2, output);
    assert.match(output, /could not be stored in \S+elsewhere \(HTTP 404\)\. The sign-in has to read and write blobs/);
  });

  describe("the simulated store", () => {
    const ask = (method: string, path: string, headers: object, body = "") =>
      new Promise<{ status: number | undefined; code: unknown; body: string }>((done, failed) => {
        const { host, port, ca } = { host: "localhost", port: simulator.port, ca: simulator.ca };
        const sent = request({ host, port, ca, method, path, headers: { "x-ms-version": "2024-11-04", ...headers } });
        sent.on("error", failed);
        sent.on("response", response => {
          let text = "";
          response.on("data", chunk => {
            text += chunk;
          });
          response.on("end", () =>
            done({ status: response.statusCode, code: response.headers["x-ms-error-code"], body: text }),
          );
        });
        sent.end(body);
      });
    const tokenFor = async (resource: string) => {
      const query = new URLSearchParams({ "api-version": "2019-08-01", resource, client_id: simulator.clientId });
      const { header } = simulator.identity;
      const { body } = await ask("GET", `/msi/token?${query}`, { "x-identity-header": header, "x-ms-version": [] });
      return JSON.parse(body).access_token as string;
    };

    it("takes a blob once, with a token for storage, and gives it back", async () => {
      const authorization = `Bearer ${await tokenFor("https://storage.azure.com")}`;
      const put = { authorization, "x-ms-blob-type": "BlockBlob", "if-none-match": "*", "content-type": "text/plain" };
      assert.equal((await ask("PUT", "/reports/a/b.txt", put, "ä")).status, 201);
      const again = await ask("PUT", "/reports/a/b.txt", put, "c");
      assert.deepEqual([again.status, again.code], [409, "BlobAlreadyExists"]);
      const got = await ask("GET", "/reports/a/b.txt", { authorization });
      assert.deepEqual([got.status, got.body], [200, "ä"]);
      assert.equal((await ask("GET", "/reports/nothing", { authorization })).code, "BlobNotFound");
      assert.equal((await ask("PUT", "/elsewhere/a", put)).code, "ContainerNotFound");
      const chunked = { ...put, "transfer-encoding": "chunked" };
      assert.equal((await ask("PUT", "/reports/c", chunked, "c")).code, "MissingContentLengthHeader");
    });

    it("takes no token that was issued for Azure Resource Manager, and no request without one", async () => {
      const authorization = `Bearer ${await tokenFor("https://management.azure.com")}`;
      for (const headers of [{ authorization }, {}])
        assert.equal((await ask("PUT", "/reports/x", { ...headers, "x-ms-blob-type": "BlockBlob" })).status, 401);
    });
  });
});
