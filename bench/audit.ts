import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { documentedLimits } from "../posture/azure/limits";
import type { SentRequest } from "../posture/azure/request-log";
import { signIn } from "../posture/azure/sign-in";
import { gather } from "../posture/run/gather";
import { startForwarder } from "../simulator/forwarder";
import { contoso } from "../simulator/scenario/contoso";
import { type Simulator, startSimulator } from "../simulator/server";
import { leastSeconds } from "./bound";

/**
 * How long the audit takes to read a tenant, beside the least time that the documented limits leave for what it asks. The tenant is
 * a simulator in a process of its own, each of whose answers takes 50 ms longer. Where `prowler` is on PATH, it reads the same tenant.
 *
 * `npm run bench:audit -- [SUBSCRIPTIONS…]`; 20, 100 and 1,000 where none is given. LATENCY=… sets the milliseconds.
 */
const goal = 1.2;
const at = "2026-11-24T06:00:00.000Z";
const latency = Number(process.env.LATENCY ?? 50);

type Tenant = Pick<Simulator, "urls" | "tenantId" | "clientId" | "clientSecret" | "ca"> & { readonly proxy: string };

/** In the child: serves the tenant until it is killed, and tells what that took whenever it is asked. */
async function serve(subscriptions: number): Promise<void> {
  const scenario = contoso({ at, size: { subscriptions, users: 200 } });
  const simulator = await startSimulator({ scenario, pageSize: 1000, latency, emptyPages: false });
  const { url: proxy } = await startForwarder(simulator.port);
  const { urls, tenantId, clientId, clientSecret, ca } = simulator;
  process.on("message", () => process.send!({ cpu: seconds(process.cpuUsage()), requests: simulator.requests.length }));
  process.send!({ urls, tenantId, clientId, clientSecret, ca, proxy } satisfies Tenant);
}

const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

interface Served {
  readonly cpu: number;
  readonly requests: number;
}

async function ask(child: ChildProcess): Promise<Served> {
  child.send("?");
  return (await once(child, "message"))[0] as Served;
}

async function audit({ urls: endpoints, tenantId, clientId, clientSecret, ca }: Tenant) {
  const tlsOptions = { ca };
  const credential = signIn({ endpoints, method: "clientSecret", tenantId, clientId, clientSecret, tlsOptions });
  const sent: SentRequest[] = [];
  const [began, before] = [performance.now(), process.cpuUsage()];
  await gather({ endpoints, credential, tlsOptions, onRequest: request => sent.push(request) });
  return { sent, wall: (performance.now() - began) / 1000, cpu: seconds(process.cpuUsage(before)) };
}

async function onPath(program: string): Promise<boolean> {
  const found = await Promise.all(
    (process.env.PATH ?? "").split(delimiter).map(folder =>
      access(join(folder, program)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** Ten of its checks, those that ask what ours ask. */
const prowlerChecks = [
  "entra_user_with_vm_access_has_mfa",
  "entra_privileged_user_has_mfa",
  "entra_non_privileged_user_has_mfa",
  "entra_conditional_access_policy_require_mfa_for_management_api",
  "iam_role_user_access_admin_restricted",
  "iam_subscription_roles_owner_custom_not_created",
  "vm_desired_sku_size",
  "defender_ensure_defender_for_arm_is_on",
  "defender_ensure_defender_for_server_is_on",
  "monitor_diagnostic_settings_exists",
] as const;

/** Prowler knows the public names alone, so it goes through the forwarder. What it finds is not looked at here. */
async function prowler(tenant: Tenant): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "computeguard-prowler-"));
  try {
    const ca = join(folder, "ca.pem");
    await writeFile(ca, tenant.ca);
    const began = performance.now();
    await promisify(execFile)(
      "prowler",
      [
        "azure",
        "--sp-env-auth",
        "-c",
        ...prowlerChecks,
        ..."-M csv -b --no-color -z --log-level ERROR -F r -o".split(" "),
        folder,
      ],
      {
        maxBuffer: 2 ** 28,
        env: {
          ...process.env,
          AZURE_TENANT_ID: tenant.tenantId,
          AZURE_CLIENT_ID: tenant.clientId,
          AZURE_CLIENT_SECRET: tenant.clientSecret,
          REQUESTS_CA_BUNDLE: ca,
          SSL_CERT_FILE: ca,
          HTTPS_PROXY: tenant.proxy,
        },
      },
    );
    return (performance.now() - began) / 1000;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bench(sizes: readonly number[]): Promise<void> {
  const hasProwler = await onPath("prowler");
  let missed = 0;
  for (const size of sizes) {
    const child = fork(__filename, ["--serve", String(size)]);
    try {
      const [tenant] = (await once(child, "message")) as [Tenant];
      const idle = await ask(child);
      const { sent, wall, cpu } = await audit(tenant);
      const served = await ask(child);
      const bound = leastSeconds(sent, documentedLimits, latency);
      const ratio = wall / bound.seconds;
      if (ratio > goal) missed++;
      const refused = sent.filter(({ status }) => status === 429).length;
      console.log(
        [
          `${size} subscriptions, ${latency} ms: ${wall.toFixed(1)} s, least ${bound.seconds.toFixed(1)} s (${bound.by}): ratio ${ratio.toFixed(2)} (goal ${goal})`,
          `${sent.length} requests, ${(sent.length / size).toFixed(1)} a subscription, ${refused} refused for being too many`,
          `CPU: ${cpu.toFixed(1)} s here, ${((1000 * cpu) / sent.length).toFixed(2)} ms a request; ${(served.cpu - idle.cpu).toFixed(1)} s in the simulator; load ${loadavg()[0]!.toFixed(1)}`,
        ].join("\n  "),
      );
      if (hasProwler) {
        const theirs = await prowler(tenant);
        const { requests } = await ask(child);
        console.log(
          `  prowler: ${theirs.toFixed(1)} s, ${(theirs / wall).toFixed(1)} times the audit's; ${requests - served.requests} requests`,
        );
      }
    } finally {
      child.kill();
    }
  }
  if (!hasProwler) console.log("prowler is not on PATH, and was not run.");
  if (missed > 0) process.exitCode = 1;
}

const [, , first, second] = process.argv;
if (first === "--serve") void serve(Number(second));
else void bench(first === undefined ? [20, 100, 1000] : process.argv.slice(2).map(Number));
