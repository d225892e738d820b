import { text } from "node:stream/consumers";
import type { TokenCredential } from "@azure/identity";
import { parseEstate } from "../../catalogue/estate-file";
import { type Cloud, clouds } from "../../posture/azure/endpoints";
import { signIn } from "../../posture/azure/sign-in";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";

/**
 * A process for itself, since NODE_EXTRA_CA_CERTS has to stand in its environment when it starts: audits clouds by the
 * names of their services, each through a proxy. It takes `Asked[]` from standard input and prints `Told[]`.
 */

export interface Asked {
  readonly cloud: Cloud;
  readonly proxy: string;
  readonly at: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The text of the estate. */
  readonly estate: string;
}

export interface Told {
  readonly report: Report;
  readonly cloud?: string;
  /** What tokens were asked for. */
  readonly scopes: readonly string[];
}

async function audit(asked: Asked): Promise<Told> {
  const { cloud, proxy, at, tenantId, clientId, clientSecret, estate } = asked;
  process.env.HTTPS_PROXY = proxy;
  const { storage: _, ...endpoints } = clouds[cloud];
  const inner = signIn({ endpoints, method: "clientSecret", tenantId, clientId, clientSecret });
  const scopes = new Set<string>();
  const credential: TokenCredential = {
    getToken: (scope, options) => {
      for (const each of [scope].flat()) scopes.add(each);
      return inner.getToken(scope, options);
    },
  };
  const clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0.5 };
  const judgedBy = parseEstate(estate, "computeguard.yaml");
  const { gathered, manifest } = await gather({ endpoints, credential, clock, decoys: judgedBy.decoys, limits: [] });
  return {
    report: judgeAll(gathered, manifest, { estate: judgedBy, version: "0.0.0" }),
    ...(manifest.cloud !== undefined && { cloud: manifest.cloud }),
    scopes: [...scopes].sort(),
  };
}

async function main(): Promise<void> {
  const told: Told[] = [];
  for (const asked of JSON.parse(await text(process.stdin)) as Asked[]) told.push(await audit(asked));
  process.stdout.write(JSON.stringify(told));
}

void main();
