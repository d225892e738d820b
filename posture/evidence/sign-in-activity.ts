import { withoutAuditLogs } from "../azure/endpoints";
import { logs } from "../signals/logs";
import { managementResources, signInKinds } from "../signals/sign-in-log";
import { type Calls, workspaceCall } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { answerRow } from "./reading/answer-rows";
import { byParts } from "./reading/log-roads";
import { read } from "./reading/read";
import { signInRecord } from "./reading/sign-in-records";

export type SignInAnswer = RowOf<typeof answerRow>;

const calls = {
  workspace: workspaceCall(Object.values(signInKinds), "let the workspace add up who signed in to Azure management"),
  hunting: {
    api: "graph",
    permission: "ThreatHunting.Read.All",
    spared: true,
    why: "let advanced hunting add up who signed in to Azure management, where no workspace tells",
  },
  records: {
    api: "graph",
    permission: "AuditLog.Read.All",
    licence: "Microsoft Entra ID P1",
    why: "read who signed in to Azure management, where no engine tells",
  },
} as const satisfies Calls;

const what = "sign-ins to Azure management";
const quoted = (text: string) => `'${text}'`;

/** Sign-ins whose resource is Azure management, in any of its clouds. */
const toManagement = managementResources.map(id => `resourceId eq ${quoted(id)}`).join(" or ");

/** What people and applications did at the door of Azure management. An engine tells the kinds that it holds, Graph the others. */
export default defineEvidence({
  kind: "signInActivity",
  title: what,
  row: answerRow,
  calls,
  whole: "refused as a whole",
  notIn: withoutAuditLogs,
  run: context =>
    byParts(context, {
      ...{ log: logs.signIns, what, calls, parts: Object.keys(signInKinds), keptDays: logs.signIns.recordDays },
      recordsOf(kind, { from, to }) {
        const within = `createdDateTime ge ${from} and createdDateTime le ${to}`;
        const ofKind = `signInEventTypes/any(t: t eq ${quoted(kind)})`;
        const filter = encodeURIComponent(`${within} and (${toManagement}) and ${ofKind}`);
        // Only beta lists sign-ins that are not interactive, the network, and what was asked for.
        return read(context.azure.graphList(`/beta/auditLogs/signIns?$filter=${filter}&$top=1000`), {
          ...{ what, call: calls.records, as: signInRecord },
        });
      },
    }),
});
