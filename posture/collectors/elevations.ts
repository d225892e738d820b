import type * as z from "zod";
import { azureRoles } from "../../catalogue/well-known-ids";
import type { Elevation } from "../evidence";
import { type Call, defineCollector } from "./collector";
import { auditedElevation } from "./elevation-audits";
import { foldedElevations, logRecord } from "./elevation-log";
import { apart, read } from "./read";
import { since } from "./since";

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
} as const satisfies Record<string, Call>;

/** The activity log keeps so many days. */
const kept = 90;

export default defineCollector({
  kind: "elevations",
  title: "uses of elevate-access",
  calls,
  async *run({ azure, now, historyDays }) {
    const from = since(now, Math.min(historyDays, kept));
    const filter = `eventTimestamp ge '${from}' and eventTimestamp le '${now}'`;
    const log = await apart(
      read(
        azure.armList(
          `/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=${encodeURIComponent(filter)}`,
        ),
        { what: "elevate-access in the tenant's activity log", call: calls.activityLog, as: logRecord },
      ),
    );
    yield* foldedElevations(log.rows);
    yield* log.gaps;
    const audited = `loggedByService eq 'Azure RBAC (Elevated Access)' and activityDateTime ge ${from}`;
    yield* read(azure.graphList(`/v1.0/auditLogs/directoryAudits?$filter=${encodeURIComponent(audited)}`), {
      what: "elevate-access in the Entra audit log",
      call: calls.audits,
      as: auditedElevation satisfies z.ZodType<Elevation>,
    });
  },
});
