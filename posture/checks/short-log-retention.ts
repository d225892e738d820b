import { activityLogs, type ExportedLog, entraLogs } from "../../catalogue/exported-logs";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { grouped } from "../facts/collate";
import { population } from "../facts/populations";

const known: ReadonlyMap<string, ExportedLog> = new Map(
  [...activityLogs, ...entraLogs].map(log => [log.table.toLowerCase(), log]),
);

export default defineCheck({
  id: "short-log-retention",
  title: "Exported logs are kept as long as an attack is prepared",
  faultTitle: "A workspace keeps exported logs for too few days",
  severity: "low",
  why: "Quota was raised up to a month before the machines, and accounts are stolen before that: a log that is gone by then cannot tell where the attack began.",
  fix: "Set the retention of the tables named to the days that the estate looks back (thresholds.historyDays; 90 unless it says otherwise), or give the workspace that many; archive counts.",
  control: "logging-and-sentinel",

  needs: ["logTables"],
  examines: population<"logTables">(
    "workspace of logs",
    "workspaces of logs",
    ({ logTables }) => new Set(logTables.map(({ workspace }) => workspace)),
  ),
  *run({ logTables }, { estate }) {
    const wanted = estate.thresholds.historyDays;
    for (const [workspace, tables] of grouped(logTables, row => row.workspace)) {
      const short = tables.filter(({ name, days }) => known.has(name.toLowerCase()) && days < wanted);
      if (short.length === 0) continue;
      const days = Math.min(...short.map(table => table.days));
      yield {
        subject: { kind: "resource", id: workspace, name: workspace.slice(workspace.lastIndexOf("/") + 1) },
        cure: byHand("keepLogs"),
        fault: `keeps ${short
          .map(({ name }) => name)
          .sort()
          .join(", ")} for ${days} days, and ${wanted} are looked back`,
        proof: short.map(({ name, days }) => `${name}: ${days} days`).sort(),
      };
    }
  },
});
