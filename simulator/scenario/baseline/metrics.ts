import { scopes } from "../ids";
import type { Span, Stage } from "../stage";

const inData = `${scopes.data}/resourceGroups/rg-data/providers`;
export const batchReports = `${inData}/Microsoft.Batch/batchAccounts/batchreports`;
export const forecast = `${inData}/Microsoft.MachineLearningServices/workspaces/mlw-forecast`;

/** How many cores a Batch account ran. */
export function tellBatch({ arm, ago }: Stage, from: Span, to: Span, value: number): void {
  arm.metrics.push({ resource: batchReports, name: "CoreCount", from: ago(from), to: ago(to), value });
}

/** How serverless machines are called in the dimension ClusterName no page says; the story calls them so. */
export const serverless = "serverless";

/** How many cores a cluster of the workspace ran. */
export function tellWorkspace({ arm, ago }: Stage, cluster: string, from: Span, to: Span, value: number): void {
  arm.metrics.push({ resource: forecast, name: "Total Cores", cluster, from: ago(from), to: ago(to), value });
}

/** What the account and the workspace run as a matter of course: the twins Q155 and Q156. */
export function addMetrics(stage: Stage): void {
  tellBatch(stage, { days: 90 }, {}, 4);
  for (let days = 1; days <= 90; days++) {
    // Q155: eight more nodes for the reports of each night.
    tellBatch(stage, { days, hours: -13 }, { days, hours: -15 }, 20);
    // Q156: both nodes of the cluster, and on some days a job beside it.
    tellWorkspace(stage, "cpu", { days, hours: -9 }, { days, hours: -12 }, 8);
    if (days % 5 === 2) tellWorkspace(stage, serverless, { days, hours: -10 }, { days, hours: -11 }, 16);
  }
}
