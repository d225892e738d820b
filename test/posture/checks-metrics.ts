import type { Table } from "./checks-table";
import { cores, coresOn, daysAgo, production } from "./checks-tenant";

/** Tables of the checks on what platform metrics alone tell of. */

const { account } = cores();
const workspace = `${production}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w1`;
/** Every day of three months but these, of which the last is today. */
const usually = (usual: number, ...recent: readonly (readonly [ago: number, cores: number])[]) => ({
  corePeaks: [
    cores({
      days: coresOn(
        ...Array.from({ length: 83 }, (_, at) => [90 - at, usual] as const).filter(([, cores]) => cores > 0),
        ...recent,
      ),
    }),
  ],
});

export const metricTables: Readonly<Record<string, Table>> = {
  "unrecorded-compute": {
    bad: {
      "an account that ran none before": {
        change: usually(0, [2, 192]),
        at: [account],
        severity: "high",
        says: /^its pools ran 192 cores on 2026-11-18, and none before; who did it no metric tells\nnone was measured before\n/,
      },
      "a workspace that ran far fewer, and still runs": {
        change: {
          corePeaks: [
            cores({
              account: workspace,
              service: "machineLearning",
              days: coresOn([60, 24], [30, 8], [1, 48], [0, 96]),
            }),
          ],
        },
        at: [workspace],
        says: /^its jobs and clusters ran 48 cores on 2026-11-19 and 96 on 2026-11-20, and never more than 24 before; .*\nmost before: 24 on 2026-09-21\n[\s\S]*AmlRunStatusChangedEvent could tell; whether they are sent anywhere was not read/,
      },
      "one of the first of the recent days": { change: usually(8, [7, 64]), at: [account] },
      "of which no more is read than has to be": {
        change: { corePeaks: [cores({ since: daysAgo(28), days: coresOn([28, 8], [1, 64]) })] },
        at: [account],
      },
      "whose logs are sent nowhere": {
        change: { corePeaks: [cores({ days: coresOn([1, 64]), sentLogs: [] })] },
        at: [account],
        says: /\nwho it was nobody can tell: its logs AuditLog and ServiceLog are sent nowhere\n/,
      },
      "whose logs are sent": {
        change: { corePeaks: [cores({ days: coresOn([1, 64]), sentLogs: ["allLogs"] })] },
        at: [account],
        says: /\nwho it was its logs may tell, which a diagnostic setting sends: allLogs\n/,
      },
      "by as many as the estate says": {
        change: usually(0, [1, 8]),
        estate: { thresholds: { newCores: 8 } },
        at: [account],
      },
    },
    quiet: {
      "one that grows and shrinks every day": { change: usually(96, [3, 100], [2, 4], [1, 110], [0, 96]) },
      "one that did the same a month ago": { change: { corePeaks: [cores({ days: coresOn([31, 256], [1, 256]) })] } },
      "fewer than twice as many": { change: usually(64, [1, 120]) },
      "twice as many, of few": { change: usually(8, [1, 20]) },
      "what ran before the recent days, and ended": { change: usually(0, [8, 256]) },
      "none at all": { change: { corePeaks: [cores({ days: [] })] } },
      "none at all, of which little was read": { change: { corePeaks: [cores({ since: daysAgo(5), days: [] })] } },
      "fewer than could be a fault, of which little was read": {
        change: { corePeaks: [cores({ since: daysAgo(5), days: coresOn([1, 8]) })] },
      },
      "no account": { change: { corePeaks: [] } },
    },
    unsure: {
      "how it was before was not read": {
        change: { corePeaks: [cores({ since: daysAgo(27), days: coresOn([1, 64]) })] },
      },
    },
  },
};
