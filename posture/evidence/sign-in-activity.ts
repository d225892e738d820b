import { azureRoles } from "../../catalogue/well-known-ids";
import { withoutAuditLogs } from "../azure/endpoints";
import { logs } from "../signals/logs";
import { managementResources, signInKinds } from "../signals/sign-in-log";
import { type Calls, namedWorkspace } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { answerRow, answersOf, askEngines, atMost, foldedPart, foldsOf, reachOf } from "./reading/log-roads";
import { each, read } from "./reading/read";
import { signInRecord } from "./reading/sign-in-records";
import { since } from "./reading/since";

export type SignInAnswer = RowOf<typeof answerRow>;

const calls = {
  workspace: {
    api: "arm",
    actions: [
      "Microsoft.OperationalInsights/workspaces/query/read",
      ...Object.values(signInKinds).map(table => `Microsoft.OperationalInsights/workspaces/query/${table}/read`),
    ],
    grant: {
      role: "Log Analytics Data Reader",
      roleId: azureRoles.logAnalyticsDataReader,
      scope: namedWorkspace,
    },
    why: "let the workspace add up who signed in to Azure management",
  },
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

/** How many days Entra keeps sign-ins (Learn, "Microsoft Entra data retention"). */
const keptDays = 30;

const what = "sign-ins to Azure management";
const kinds = Object.keys(signInKinds);
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
  async *run(context) {
    const { azure, now, historyDays } = context;
    const { log, reach } = logs.signIns;
    const folds = foldsOf(logs.signIns);
    const told = yield* askEngines(context, {
      ...{ log: logs.signIns, what, calls, folds, parts: kinds },
    });
    const span = { from: since(now, Math.min(historyDays, keptDays)), to: now };
    const within = `createdDateTime ge ${span.from} and createdDateTime le ${span.to}`;
    yield* each(
      kinds.filter(kind => !told.has(kind)),
      async function* (kind) {
        const ofKind = `signInEventTypes/any(t: t eq ${quoted(kind)})`;
        const filter = encodeURIComponent(`${within} and (${toManagement}) and ${ofKind}`);
        // Only beta lists sign-ins that are not interactive, the network, and what was asked for.
        const records = read(azure.graphList(`/beta/auditLogs/signIns?$filter=${filter}&$top=1000`), {
          ...{ what, call: calls.records, as: signInRecord },
        });
        yield* foldedPart(log, atMost(records, what), folds, reachOf(reach, kind, "records", span));
      },
    );
    yield* answersOf(folds, what);
  },
});
