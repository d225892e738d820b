import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import type { Clock } from "../../posture/azure/clock";
import { signIn } from "../../posture/azure/sign-in";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import { contoso } from "../../simulator/scenario/contoso";
import { type SimulatorOptions, startSimulator } from "../../simulator/server";

export const root = join(__dirname, "../..");
const example = join(root, "computeguard.yaml");
const estate = parseEstate(readFileSync(example, "utf8"), example);

/** The instant of every audit here. */
const at = "2026-11-24T12:00:00.000Z";
const clock: Clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0 };

/** Contoso without some plantedFaults, gathered over HTTPS by the real collectors and judged with the example estate. */
export async function audited(
  without: readonly string[] | "all",
  how: Pick<SimulatorOptions, "pageSize" | "seed" | "emptyPages">,
): Promise<Report> {
  const simulator = await startSimulator({ scenario: contoso({ at, without }), ...how });
  try {
    const { urls: endpoints, tenantId, clientId, clientSecret, ca } = simulator;
    const tlsOptions = { ca };
    const credential = signIn({ endpoints, method: "clientSecret", tenantId, clientId, clientSecret, tlsOptions });
    const { historyDays } = estate.thresholds;
    const { gathered, manifest } = await gather({ endpoints, credential, tlsOptions, clock, historyDays, limits: [] });
    return judgeAll(gathered, manifest, { estate, version: "0.0.0" });
  } finally {
    await simulator.close();
  }
}

let contosoAudited: Promise<Report> | undefined;

/** The demo's tenant with every plant: audited once for all the tests of a process. */
export const contosoReport = (): Promise<Report> => {
  contosoAudited ??= audited([], { pageSize: 3 });
  return contosoAudited;
};
