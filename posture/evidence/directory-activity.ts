import { withoutAuditLogs } from "../azure/endpoints";
import { directoryServices, namesOf } from "../signals/directory-operations";
import { logs } from "../signals/logs";
import { type Calls, workspaceCall } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { answerRow } from "./reading/answer-rows";
import { directoryRecord } from "./reading/directory-records";
import { byParts } from "./reading/log-roads";
import { read } from "./reading/read";

export type DirectoryAnswer = RowOf<typeof answerRow>;

const calls = {
  workspace: workspaceCall(
    ["AuditLogs"],
    "let the workspace add up who changed applications and authentication methods",
  ),
  records: {
    api: "graph",
    permission: "AuditLog.Read.All",
    why: "read who changed applications and authentication methods, where no workspace tells",
  },
} as const satisfies Calls;

const what = "changes in Entra's audit log";

/** Changes that give somebody the rights of an application, or an account another second factor. */
export default defineEvidence({
  kind: "directoryActivity",
  title: what,
  row: answerRow,
  calls,
  whole: "refused as a whole",
  notIn: withoutAuditLogs,
  run: context =>
    byParts(context, {
      ...{ log: logs.directory, what, calls, parts: directoryServices, keptDays: logs.directory.recordDays },
      recordsOf(service, { from, to }) {
        const within = `activityDateTime ge ${from} and activityDateTime le ${to}`;
        const named = namesOf(service).map(name => `startswith(activityDisplayName,'${name}')`);
        const filter = encodeURIComponent(`${within} and loggedByService eq '${service}' and (${named.join(" or ")})`);
        return read(context.azure.graphList(`/v1.0/auditLogs/directoryAudits?$filter=${filter}`), {
          ...{ what, call: calls.records, as: directoryRecord },
        });
      },
    }),
});
