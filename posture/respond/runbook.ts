import { parseArmId } from "../../catalogue/arm-id";
import type { Estate } from "../../catalogue/estate";
import { inWords } from "../../catalogue/exceptions";
import type { ActName } from "../cures/acts";
import { stopCompute } from "../cures/stop-compute";
import type { Evidenced } from "../evidence/gathered";
import { burningUsd, counted } from "../report/phrases";
import { visible } from "../report/visible";
import { plural } from "../report-text";
import { judgeAll } from "../run/audit";
import { resolverFor } from "../run/resolve";
import { type Suspect, suspectsCalled } from "../run/suspects";
import { whomToCall } from "./calling";
import { denyCreation } from "./denying";
import { type Incident, incidentOf } from "./incident";
import { nextToLookFor } from "./looking";
import { saveEvidence } from "./preserving";
import { capQuota } from "./quota";
import { revokeAccess } from "./revoking";
import type { Item, Step } from "./step";
import { whatTheyLeft } from "./traces";

/** The first hour of a tenant in which somebody mines. */
export interface Runbook {
  readonly tenant: string;
  readonly collectedAt: string;
  /** What burns and who is suspected, in a sentence. */
  readonly verdict: string;
  /** In the order in which they are done; none, where nothing burns and nobody is suspected. */
  readonly steps: readonly Step[];
  /** Whom the word that was asked by may mean, where that is not one: then there is no step. */
  readonly mayBe?: readonly Pick<Suspect, "id" | "name">[];
}

/**
 * Works out the runbook from evidence. Pure: the same evidence gives the same runbook.
 * @param only what the one identity that it is about is called: its id, a name or a part of one
 */
export function runbookOf({ gathered, manifest }: Evidenced, estate: Estate, version: string, only?: string): Runbook {
  const setting = { estate, manifest };
  const know = resolverFor(gathered, setting);
  const report = judgeAll(gathered, manifest, { estate, version, know });
  const called = only === undefined ? [] : suspectsCalled(only, report, know, estate.breakGlass);
  const isClear = only === undefined || called.length === 1;
  const incident = incidentOf(report, know, setting, called[0]);
  const quiet = incident.suspects.length === 0 && incident.resources.length === 0;
  return visible<Runbook>({
    tenant: report.tenant?.name ?? manifest.tenant,
    collectedAt: manifest.collectedAt,
    verdict: verdictOf(incident, called[0]),
    steps: quiet || !isClear ? [] : stepsOf(incident),
    ...(!isClear && { mayBe: called.map(({ id, name }) => ({ id, name })) }),
  });
}

const stepsOf = (incident: Incident): readonly Step[] =>
  [
    saveEvidence(incident),
    stopWhatBurns(incident),
    capQuota(incident),
    revokeAccess(incident),
    whatTheyLeft(incident),
    denyCreation(incident),
    whomToCall(incident),
    nextToLookFor(incident),
  ].filter(({ items }) => items.length > 0);

const stopWhatBurns = (incident: Incident): Step => ({
  title: "Stop what burns",
  why: "Stopped machines cost no compute any more. Their disks stay; what was in memory is lost. Delete nothing yet.",
  items: [
    ...incident.resources.map(one => stopped(incident, one)),
    ...(incident.resources.length > 0 ? leftAlone(incident) : []),
  ],
});

/** As the report's own acts stop it, which know whether a part of it is enough. */
function stopped({ report }: Incident, { id, name }: Incident["resources"][number]): Item {
  const told = (act: ActName) =>
    report.acts.find(one => one.id === act)?.targets.find(one => one.id.toLowerCase() === id.toLowerCase());
  const whole = told("stopCluster");
  const part = isClusterId(id) && !whole ? told("stopCompute") : undefined;
  const commands = part?.commands ?? stopCompute({ kind: "resource", id, name }).commands;
  if (isClusterId(id)) {
    const does = part ? "Stop the pools that burn, and no other, of" : "Stop, with all of its pools, the whole cluster";
    return { does, name, lines: [id], commands };
  }
  const does = commands.length > 0 ? "Stop" : "No command stops this without deleting it; stop by hand what runs in";
  return { does, name, lines: [id], commands };
}

const isClusterId = (id: string): boolean =>
  parseArmId(id).type?.toLowerCase() === "microsoft.containerservice/managedclusters";

/** It looks like what burns, and whoever reads the portal would stop it too. */
function leftAlone({ report, resources }: Incident): readonly Item[] {
  const stops = new Set(resources.map(({ id }) => id.toLowerCase()));
  return (report.burning?.excepted ?? [])
    .filter(({ id }) => !stops.has(id.toLowerCase()))
    .map(({ id, name, exceptions }) => ({
      does: "Leave running what the estate approves by an exception:",
      name,
      lines: [id, ...exceptions.map(inWords)],
      commands: [],
    }));
}

/** "What burns costs $1,999.23 a day, and 3 identities are suspected." */
function verdictOf({ report: { burning }, suspects, resources }: Incident, chosen: Suspect | undefined): string {
  // a part of a name may have chosen it: whom, is said before anybody is signed out
  if (chosen)
    return `${chosen.name} (${chosen.id}) created ${resources.length > 0 ? counted(resources.length, "resource") : "nothing"} of what burns.`;
  const who =
    suspects.length === 0
      ? "nobody is suspected"
      : `${plural(suspects.length, "identity is", "identities are")} suspected`;
  const isWhole = burning !== undefined && burning.unread.length === 0;
  if (burning !== undefined && burning.resources.length > 0)
    return `What burns costs ${burningUsd(burning)} a day at list prices, and ${who}.`;
  return isWhole
    ? `Nothing burns that the estate does not approve, and ${who}.`
    : `Nothing is known to burn, but not everything could be read; ${who}.`;
}
