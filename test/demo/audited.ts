import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEstate } from "../../catalogue/estate-file";
import type { Clock } from "../../posture/azure/clock";
import type { Evidenced } from "../../posture/evidence/gathered";
import type { Report } from "../../posture/report/model";
import { judgeAll } from "../../posture/run/audit";
import { gather } from "../../posture/run/gather";
import { contoso } from "../../simulator/scenario/contoso";
import type { SimulatorOptions } from "../../simulator/server";
import { simulated } from "../simulated";

export const root = join(__dirname, "../..");
const example = join(root, "examples", "computeguard.yaml");
export const estate = parseEstate(readFileSync(example, "utf8"), example);

/** The instant of every audit here. */
const at = "2026-11-24T12:00:00.000Z";
const clock: Clock = { now: () => Date.parse(at), sleep: async () => {}, random: () => 0 };

type How = Pick<SimulatorOptions, "pageSize" | "seed" | "emptyPages">;

/** Contoso without some plantedFaults, gathered over HTTPS by the real collectors. */
async function gathered(without: readonly string[] | "all", how: How): Promise<Evidenced> {
  return simulated({ scenario: contoso({ at, without }), ...how }, async signed => {
    const { historyDays } = estate.thresholds;
    const { workspace } = estate;
    return await gather({
      ...{ ...signed, clock, historyDays, decoys: estate.decoys },
      ...(workspace !== undefined && { workspace }),
    });
  });
}

const judged = ({ gathered, manifest }: Evidenced): Report =>
  judgeAll(gathered, manifest, { estate, version: "0.0.0" });

/** The same, judged with the example estate. */
export const audited = async (without: readonly string[] | "all", how: How): Promise<Report> =>
  judged(await gathered(without, how));

let contosoEvidence: Promise<Evidenced> | undefined;

/** The evidence of the demo's tenant with every plant: gathered once for all the tests of a process. */
export const contosoGathered = (): Promise<Evidenced> => {
  contosoEvidence ??= gathered([], { pageSize: 3 });
  return contosoEvidence;
};

/** The evidence of the same tenant without a plant. */
export const healthyGathered = (): Promise<Evidenced> => gathered("all", { pageSize: 3 });

let contosoAudited: Promise<Report> | undefined;

/** Its report, judged once. */
export const contosoReport = (): Promise<Report> => {
  contosoAudited ??= contosoGathered().then(judged);
  return contosoAudited;
};
