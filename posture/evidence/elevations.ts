import { azureRoles } from "../../catalogue/well-known-ids";
import { withoutAuditLogs } from "../azure/endpoints";
import type { Calls } from "./calls";
import { defineEvidence } from "./define";
import { auditedElevation } from "./reading/elevation-audits";
import { foldedElevations, logRecord } from "./reading/elevation-log";
import { elevationRow } from "./reading/elevation-row";
import { read } from "./reading/read";
import { since } from "./reading/since";

export type { Elevation } from "./reading/elevation-row";

const calls = {
  activityLog: {
    api: "arm",
    actions: ["Microsoft.Insights/eventtypes/values/read"],
    grant: {
      role: "Reader",
      roleId: azureRoles.reader,
      scope: "/providers/Microsoft.Insights",
    },
    why: "find every use of elevate-access in the tenant's activity log",
  },
  audits: {
    api: "graph",
    permission: "AuditLog.Read.All",
    why: "find every use of elevate-access in the Entra audit log",
  },
} as const satisfies Calls;

/** How many days the activity log keeps. */
const keptDays = 90;

export default defineEvidence({
  kind: "elevations",
  title: "uses of elevate-access",
  row: elevationRow,
  calls,
  whole: "refused as a whole",
  async *run({ azure, cloud, now, historyDays }) {
    const from = since(now, Math.min(historyDays, keptDays));
    const filter = `eventTimestamp ge '${from}' and eventTimestamp le '${now}'`;
    const log = read(
      azure.armList(
        `/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=${encodeURIComponent(filter)}`,
      ),
      { what: "elevate-access in the tenant's activity log", call: calls.activityLog, as: logRecord },
    );
    yield* foldedElevations(log);
    if (cloud !== undefined && withoutAuditLogs.includes(cloud)) return;
    const audited = `loggedByService eq 'Azure RBAC (Elevated Access)' and activityDateTime ge ${from}`;
    yield* read(azure.graphList(`/v1.0/auditLogs/directoryAudits?$filter=${encodeURIComponent(audited)}`), {
      what: "elevate-access in the Entra audit log",
      call: calls.audits,
      as: auditedElevation,
    });
  },
});
