import { defineCheck } from "../check";
import { askWhoDidIt } from "../cures/identities";
import type { CorePeaks } from "../evidence/core-peaks";
import { population } from "../facts/populations";
import { plural } from "../report-text";

export default defineCheck({
  id: "unrecorded-compute",
  title: "No Batch account or machine learning workspace runs far more cores than it ever did",
  faultTitle: "A Batch account or machine learning workspace runs far more cores than it ever did",
  // Both services sell every accelerator, a metric does not tell the size, and no other check sees these machines come.
  severity: "high",
  why: "Pools that are made with the key of a Batch account and serverless jobs of machine learning write no record of compute in Azure Resource Manager, so that no log of the tenant names who made them. That cores run is all that Azure tells by itself, and a metric has no caller.",
  fix: "Look at the account's pools, or at the workspace's jobs and clusters: if nobody knows what runs, stop it, renew the keys of the Batch account, and look at whom the workspace lets in. To know who it was the next time, send AuditLog and ServiceLog of each Batch account, and AmlComputeClusterEvent and AmlRunStatusChangedEvent of each workspace, which name who it was, to a Log Analytics workspace with a diagnostic setting.",
  control: "compute-activity",
  detects: true,

  needs: ["corePeaks"],
  examines: population<"corePeaks">(
    "account with cores of its own",
    "accounts with cores of their own",
    ({ corePeaks }) => new Set(corePeaks.map(({ account }) => account)),
  ),
  *run({ corePeaks }, { estate, manifest }) {
    const { detectionDays, newAfterDays, newCores } = estate.thresholds;
    const start = daysBefore(manifest.collectedAt, detectionDays);
    for (const row of corePeaks) {
      const subject = { kind: "resource", id: row.account, name: row.account.split("/").at(-1)! } as const;
      const recent = row.days.filter(({ day }) => day >= start);
      const most = highest(recent);
      if (most === undefined || most.cores < newCores) continue;
      if (row.since.slice(0, 10) > daysBefore(start, newAfterDays)) {
        yield { subject, unknown: tooShort(row.since, detectionDays + newAfterDays) };
        continue;
      }
      const before = highest(row.days.filter(({ day }) => day < start));
      const usual = before?.cores ?? 0;
      const isNew = ({ cores }: { readonly cores: number }) => cores >= usual + newCores && cores >= 2 * usual;
      if (!isNew(most)) continue;
      const first = recent.find(isNew)!;
      yield {
        subject,
        cure: askWhoDidIt,
        at: first.day,
        fault: `${services[row.service].what} ran ${plural(first.cores, "core")} on ${first.day}${most.cores > first.cores ? ` and ${most.cores} on ${most.day}` : ""}, and ${before ? `never more than ${usual} before` : "none before"}; who did it no metric tells`,
        proof: [
          before ? `most before: ${before.cores} on ${before.day}` : "none was measured before",
          `read back to ${row.since.slice(0, 10)}`,
          "machines that Azure Resource Manager knows are counted too",
          toldBy(row),
        ],
      };
    }
  },
});

/**
 * What runs there, and the categories of its resource logs that tell of it. Sources: Microsoft Learn, "Supported logs" for
 * Microsoft.Batch/batchaccounts (ServiceLogs is deprecated), and the tables AmlComputeClusterEvent (CreatedBy) and
 * AmlRunStatusChangedEvent (Identity, CallerIpAddress).
 */
const services: Readonly<Record<CorePeaks["service"], { readonly what: string; readonly logs: readonly string[] }>> = {
  batch: { what: "its pools", logs: ["AuditLog", "ServiceLog"] },
  machineLearning: { what: "its jobs and clusters", logs: ["AmlComputeClusterEvent", "AmlRunStatusChangedEvent"] },
};

/** Where somebody could look up who it was. */
function toldBy({ service, sentLogs }: CorePeaks): string {
  const { logs } = services[service];
  const named = logs.join(" and ");
  if (sentLogs === undefined)
    return `who it was its logs ${named} could tell; whether they are sent anywhere was not read`;
  const isSent = sentLogs.some(on => [...logs, "allLogs", "audit"].some(log => log.toLowerCase() === on.toLowerCase()));
  return isSent
    ? `who it was its logs may tell, which a diagnostic setting sends: ${sentLogs.join(", ")}`
    : `who it was nobody can tell: its logs ${named} are sent nowhere`;
}

const dayLength = 86_400_000;
/** A day in UTC, such as `2026-11-24`. */
const daysBefore = (time: string, days: number): string =>
  new Date(Date.parse(time) - days * dayLength).toISOString().slice(0, 10);

const highest = (days: CorePeaks["days"]): CorePeaks["days"][number] | undefined =>
  days.reduce<CorePeaks["days"][number] | undefined>(
    (most, day) => (most !== undefined && most.cores >= day.cores ? most : day),
    undefined,
  );

const tooShort = (since: string, days: number): string =>
  `its metrics were read back to ${since.slice(0, 10)}, too short to tell what is new; it can be told from ${daysBefore(since, -days)} on`;
