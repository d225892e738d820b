import { azureRoles } from "../../catalogue/well-known-ids";
import { withoutAuditLogs } from "../azure/endpoints";
import { directoryServices, namesOf } from "../signals/directory-operations";
import { logs } from "../signals/logs";
import { type Calls, namedWorkspace } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { directoryRecord } from "./reading/directory-records";
import { answerRow, answersOf, askEngines, atMost, foldedPart, foldsOf, reachOf } from "./reading/log-roads";
import { each, read } from "./reading/read";
import { since } from "./reading/since";

export type DirectoryAnswer = RowOf<typeof answerRow>;

const calls = {
  workspace: {
    api: "arm",
    actions: [
      "Microsoft.OperationalInsights/workspaces/query/read",
      "Microsoft.OperationalInsights/workspaces/query/AuditLogs/read",
    ],
    grant: {
      role: "Log Analytics Data Reader",
      roleId: azureRoles.logAnalyticsDataReader,
      scope: namedWorkspace,
    },
    why: "let the workspace add up who changed applications and authentication methods",
  },
  records: {
    api: "graph",
    permission: "AuditLog.Read.All",
    why: "read who changed applications and authentication methods, where no workspace tells",
  },
} as const satisfies Calls;

/** How many days Entra keeps its audit log; a week without a licence (Learn, "Microsoft Entra data retention"). */
const keptDays = 30;

const what = "changes in Entra's audit log";

/** Changes that give somebody the rights of an application, or an account another second factor. */
export default defineEvidence({
  kind: "directoryActivity",
  title: what,
  row: answerRow,
  calls,
  whole: "refused as a whole",
  notIn: withoutAuditLogs,
  async *run(context) {
    const { azure, now, historyDays } = context;
    const { log, reach } = logs.directory;
    const folds = foldsOf(logs.directory);
    const told = yield* askEngines(context, {
      ...{ log: logs.directory, what, calls, folds, parts: directoryServices },
    });
    const span = { from: since(now, Math.min(historyDays, keptDays)), to: now };
    const within = `activityDateTime ge ${span.from} and activityDateTime le ${span.to}`;
    yield* each(
      directoryServices.filter(service => !told.has(service)),
      async function* (service) {
        const named = namesOf(service).map(name => `startswith(activityDisplayName,'${name}')`);
        const filter = encodeURIComponent(`${within} and loggedByService eq '${service}' and (${named.join(" or ")})`);
        const records = read(azure.graphList(`/v1.0/auditLogs/directoryAudits?$filter=${filter}`), {
          ...{ what, call: calls.records, as: directoryRecord },
        });
        yield* foldedPart(log, atMost(records, what), folds, reachOf(reach, service, "records", span));
      },
    );
    yield* answersOf(folds, what);
  },
});
