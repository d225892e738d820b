import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Evidenced } from "../../posture/evidence/gathered";
import type { Report } from "../../posture/report/model";
import { readEvidence } from "../../posture/run/store";
import { type Forwarder, startForwarder } from "../../simulator/forwarder";
import { type Installation, install } from "../cli/installation";
import { type Emulators, startEmulators, tenantId } from "./programs";
import { type Seeded, seed } from "./tenant";

/** What the command line left behind: its exit code, its words, and its files where there are any. */
export interface Ran {
  readonly code: number;
  readonly lines: readonly string[];
  readonly errors: string;
  readonly report: Report;
  readonly evidence: Evidenced;
}

export interface Bench extends Emulators {
  readonly seeded: Seeded;
  /** The command line as its users run it, over HTTPS; it knows Azure Resource Manager by its real name alone. */
  audit(options?: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ran>;
}

/** The two programs, seeded, with the command line before them. */
export async function startBench(entraSettings: Readonly<Record<string, string>> = {}): Promise<Bench> {
  const emulators = await startEmulators(entraSettings);
  let installation: Installation | undefined;
  let forwarder: Forwarder | undefined;
  const stop = async () => {
    await forwarder?.close();
    installation?.remove();
    await emulators.stop();
  };
  try {
    const seeded = await seed(emulators);
    installation = install({ cli: true });
    const { root, write } = installation;
    forwarder = await startForwarder(emulators.armPort);
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      HOME: root,
      HTTPS_PROXY: forwarder.url,
      NO_PROXY: "localhost,127.0.0.1",
      NODE_EXTRA_CA_CERTS: write("ca.pem", emulators.ca),
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: seeded.auditor.id,
      AZURE_CLIENT_SECRET: seeded.auditor.secret,
    };
    const { authority, graph } = emulators;
    const places = ["--sign-in", "environment", "--authority", authority, "--graph", graph];
    let runs = 0;
    const audit = async (options: readonly string[] = [], more: NodeJS.ProcessEnv = {}): Promise<Ran> => {
      const [out, saved] = [join(root, `out-${++runs}`), join(root, `evidence-${runs}`)];
      const command = ["audit", ...places, "--format", "json", "--out", out, "--save", saved, ...options];
      const { code, stdout, stderr } = await run(join(root, "dist/computeguard.js"), command, {
        cwd: join(root, "here"),
        env: { ...env, ...more },
      });
      const file = join(out, "report.json");
      const whole = existsSync(file);
      return {
        code,
        lines: stdout.split("\n"),
        errors: stderr,
        report: whole ? JSON.parse(readFileSync(file, "utf8")) : undefined,
        evidence: whole ? await readEvidence(saved) : (undefined as unknown as Evidenced),
      };
    };
    return { ...emulators, stop, seeded, audit };
  } catch (error) {
    await stop();
    throw error;
  }
}

const run = (file: string, args: readonly string[], how: { cwd: string; env: NodeJS.ProcessEnv }) =>
  new Promise<{ code: number; stdout: string; stderr: string }>(resolve =>
    execFile(process.execPath, [file, ...args], { ...how, maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    ),
  );
