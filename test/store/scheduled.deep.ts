import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { auditArguments } from "../../guardrails/scheduled-audit";
import { signIn } from "../../posture/azure/sign-in";
import { type ContosoOptions, contoso } from "../../simulator/scenario/contoso";
import { type Simulator, startSimulator } from "../../simulator/server";
import { build } from "../build";
import { saveTenant } from "../cli/evidence";
import { type Receiver, startReceiver } from "../receiver";
import { type Azurite, startAzurite } from "./azurite";
import { type Cut, startCutter } from "./cutter";

/** An emulator is no storage account of a cloud, so it has to be named. */
const storeHost = (address: string): readonly string[] => ["--store-host", new URL(address).host];

const program = resolve(__dirname, "../../dist/computeguard.js");

describe("the scheduled job, day after day", function () {
  this.timeout(300_000);
  let folder: string;
  let azurite: Azurite;
  let identity: Simulator;
  let receiver: Receiver;

  before(async () => {
    build("dist/computeguard.js");
    folder = mkdtempSync(join(tmpdir(), "computeguard-job-"));
    identity = await tenant({ without: "all" });
    writeFileSync(join(folder, "ca.pem"), identity.ca);
    const { urls: endpoints, tenantId, clientId, clientSecret, ca } = identity;
    const credential = signIn({
      ...{ endpoints, method: "clientSecret", tenantId, clientId, clientSecret },
      tlsOptions: { ca },
    });
    const token = await credential.getToken("https://storage.azure.com/.default");
    azurite = await startAzurite(token!.token);
    receiver = await startReceiver();
  });
  after(async () => {
    receiver?.close();
    azurite?.close();
    await identity?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const tenant = (options: ContosoOptions) =>
    startSimulator({ scenario: contoso({ at: "2026-11-24T06:00:00Z", ...options }), pageSize: 100 });

  /** Starts the command line with what Container Apps gives to the job, and the identity that this simulator knows. */
  function start(words: readonly string[], { urls, clientId, identity }: Simulator): ChildProcess {
    const { authority, arm, graph } = urls;
    // nothing is read where evidence is saved, but a sign-in is still needed for the store
    const services = words.includes("--from") ? [] : ["--arm", arm, "--graph", graph];
    return spawn(process.execPath, [program, ...words, "--authority", authority, ...services], {
      cwd: folder,
      env: {
        PATH: "",
        HOME: folder,
        NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
        AZURE_CLIENT_ID: clientId,
        IDENTITY_ENDPOINT: identity.endpoint,
        IDENTITY_HEADER: identity.header,
        COMPUTEGUARD_NOTIFY: `${receiver.origin}/s3cret`,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async function ended(child: ChildProcess) {
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", chunk => {
        output += chunk;
      });
    const [code] = await once(child, "close");
    assert.doesNotMatch(output, /s3cret/);
    return { code, output };
  }

  /** One run of the job on a tenant. */
  async function day(options: ContosoOptions) {
    const simulator = await tenant(options);
    try {
      const words = [...auditArguments(azurite.address), ...storeHost(azurite.address)].map(word =>
        word.replace("/tmp/report", join(folder, "out")),
      );
      const ran = await ended(start(words, simulator));
      assert.equal(ran.code, 0, ran.output);
      return { ...ran, report: JSON.parse(readFileSync(join(folder, "out/report.json"), "utf8")) };
    } finally {
      await simulator.close();
    }
  }
  const told = () => receiver.received.map(({ body }) => JSON.parse(body));

  it("tells on the second day what is new, on the third nothing, and finds the last report by itself", async () => {
    const first = await day({ without: "all" });
    assert.equal(first.report.since, undefined);
    const before = told().length;
    assert.ok(before <= 1);
    for (const notice of told()) assert.match(notice.head, /^No earlier report to compare with/);

    const second = await day({});
    assert.equal(second.report.since.collectedAt, first.report.collectedAt);
    assert.ok(second.report.since.new.length > 0);
    const [notice, ...more] = told().slice(before);
    assert.equal(more.length, 0);
    assert.ok(notice.findings.every(({ what }: { what: string }) => what === "new" || what === "worse"));
    assert.equal(notice.findings.filter(({ what }: { what: string }) => what === "new").length + notice.left > 0, true);

    const third = await day({});
    assert.equal(third.report.since.collectedAt, second.report.collectedAt);
    assert.deepEqual(third.report.since.new, []);
    // what stood on the second day is known to have stood since then, and the reports before are a history
    const standing = third.report.outcomes.flatMap(({ findings }: { findings: { firstSeen: string }[] }) => findings);
    assert.ok(standing.some(({ firstSeen }: { firstSeen: string }) => firstSeen === second.report.collectedAt));
    assert.ok(standing.every(({ firstSeen }: { firstSeen: string }) => firstSeen < third.report.collectedAt));
    assert.deepEqual(
      third.report.history.map(({ collectedAt }: { collectedAt: string }) => collectedAt),
      [first.report.collectedAt, second.report.collectedAt],
    );

    const names = await azurite.list();
    assert.equal(names.length, 3 * 4 + 1);
    const { body } = await azurite.get("latest");
    assert.equal(body, third.report.collectedAt.replaceAll(":", "-"));
    const stored = await azurite.get(`${body}/report.json`);
    assert.equal(stored.body, readFileSync(join(folder, "out/report.json"), "utf8"));
  });

  it("tells the next day what it could tell nobody today", async () => {
    const { body: last } = await azurite.get("latest");
    const evidence = async (name: string, at: string, gpu: boolean) => {
      await saveTenant(join(folder, name), { gpu, at });
      return ["audit", "--from", name, "--format", "json", "--out", `${name}-out`, "--fail-on", "none"];
    };
    const store = ["--store", azurite.address, ...storeHost(azurite.address), "--since-last"];
    await ended(start([...(await evidence("quiet", "2026-12-01T06:00:00Z", false)), ...store], identity));
    assert.notEqual((await azurite.get("latest")).body, last);

    receiver.close();
    const failed = await ended(
      start([...(await evidence("untold", "2026-12-02T06:00:00Z", true)), ...store], identity),
    );
    assert.equal(failed.code, 2);
    assert.match(failed.output, /Nobody was notified/);
    assert.equal((await azurite.get("latest")).body, "2026-12-01T06-00-00Z");
    assert.equal((await azurite.get("2026-12-02T06-00-00Z/report.json")).status, 200);

    receiver = await startReceiver();
    await ended(start([...(await evidence("told", "2026-12-03T06:00:00Z", true)), ...store], identity));
    assert.deepEqual(
      told().map(({ findings }) => findings.map(({ rule }: { rule: string }) => rule)),
      [["unused-gpu-quota"]],
    );
  });

  const formats = ["html", "json", "sarif", "csv"];
  const cuts: readonly Cut[] = ["half", "whole"];
  for (const cut of cuts)
    for (let write = 1; write <= formats.length + 1; write++)
      it(`killed at write ${write}, with ${cut} of it sent, leaves no half report under a final name`, async () => {
        const { body: last } = await azurite.get("latest");
        const at = `2026-12-${cut === "half" ? "1" : "2"}${write}T06:00:00Z`;
        const out = join(folder, `cut-${cut}-${write}`);
        mkdirSync(out);
        await saveTenant(join(out, "evidence"), { at });
        let child: ChildProcess | undefined;
        const cutter = await startCutter(azurite.port, write, cut, () => child?.kill("SIGKILL"));
        try {
          const to = azurite.address.replace(String(azurite.port), String(cutter.port));
          const words = ["audit", "--from", join(out, "evidence"), "--format", formats.join(), "--out", out];
          child = start([...words, "--fail-on", "none", "--store", to, ...storeHost(to), "--since-last"], identity);
          const { code } = await ended(child);
          assert.equal(code, null, "killed");
        } finally {
          cutter.close();
        }
        const folderName = at.replaceAll(":", "-");
        let stored = 0;
        for (const name of formats) {
          const blob = await azurite.get(`${folderName}/report.${name}`);
          if (blob.status === 404) continue;
          stored++;
          assert.equal(blob.body, readFileSync(join(out, `report.${name}`), "utf8"), `${name} is whole`);
        }
        const whole = cut === "whole" ? write : write - 1;
        assert.equal(stored, Math.min(whole, formats.length));
        const now = (await azurite.get("latest")).body;
        assert.equal(now, whole > formats.length ? folderName : last);
        assert.equal((await azurite.get(`${now}/report.json`)).status, 200);
      });
});
