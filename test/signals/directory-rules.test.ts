import assert from "node:assert/strict";
import { defaultEstate } from "../../catalogue/estate";
import { signals } from "../../posture/checks/signals";
import { directoryRecord } from "../../posture/evidence/reading/directory-records";
import { actsOf } from "../../posture/signals/acts";
import { directoryLog } from "../../posture/signals/directory-log";
import { changes } from "../../posture/signals/directory-questions";
import { Fold } from "../../posture/signals/fold";
import { judge } from "../../posture/signals/judge";
import { ruleOf } from "../../posture/signals/rule";
import type { Signal } from "../../posture/signals/signal";
import type { Row } from "../../simulator/json";
import { logs as kusto } from "../../simulator/kql/language";
import { parseQuery } from "../../simulator/kql/query";
import { workspaceTable } from "../../simulator/logs/tables";
import { cast } from "../../simulator/scenario/cast";
import { contoso } from "../../simulator/scenario/contoso";
import { guid } from "../../simulator/scenario/ids";
import { type DirectoryChange, type DirectoryTarget, directoryChange } from "../../simulator/scenario/rows/audits";
import { ago, now, workspace } from "./planted";

/** Each rule of a workspace on Entra's audit log, and the audit beside it, on the same rows. */

const app: DirectoryTarget = { id: guid("servicePrincipal", 1), type: "ServicePrincipal", name: "contoso-deploy" };
const graph = (permission: string): DirectoryTarget => ({
  ...{ id: guid("servicePrincipal", 99), type: "ServicePrincipal", name: "Microsoft Graph" },
  changes: { "AppRole.Value": [permission], "ServicePrincipal.ObjectID": [app.id] },
});
const api = (scope: string, names: string): DirectoryTarget => ({
  ...{ id: guid("servicePrincipal", 98), type: "ServicePrincipal", name: "an API" },
  changes: { "DelegatedPermissionGrant.Scope": [scope], "TargetId.ServicePrincipalNames": [names] },
});
const management = "797f4846-ba00-4fd7-ba43-dac1f8f63013;https://management.core.windows.net/";

const change = (
  minutes: number,
  title: string,
  targets: readonly DirectoryTarget[],
  more: Partial<DirectoryChange> = {},
) =>
  directoryChange({
    ...{ number: 9000 + minutes, at: ago(minutes), title, by: cast.avery, address: "203.0.113.77", targets },
    ...more,
  });
const permit = (minutes: number, permission: string, more: Partial<DirectoryChange> = {}) =>
  change(minutes, "Add app role assignment to service principal", [graph(permission), app], more);
const consent = (minutes: number, scope: string, names = management) =>
  change(minutes, "Add delegated permission grant", [api(scope, names), app]);

const planted: Readonly<Record<string, { readonly fires: readonly Row[][]; readonly quiet: readonly Row[][] }>> = {
  "compute-application-consent": {
    fires: [[permit(30, "RoleManagement.ReadWrite.Directory")], [consent(30, "openid user_impersonation")]],
    quiet: [
      [permit(30, "User.Read.All")],
      [permit(30, "RoleManagement.ReadWrite.Directory", { result: "failure" })],
      [consent(30, "openid user_impersonation_of_nobody")],
      [consent(30, "user_impersonation", "https://contoso.example/api")],
      [
        change(30, "Remove app role assignment from service principal", [
          graph("RoleManagement.ReadWrite.Directory"),
          app,
        ]),
      ],
    ],
  },
};

const ofLog = signals.filter(({ log }) => log === "directory");
const limits = defaultEstate.thresholds;
const tenant = contoso({ without: "all", at: now });

/** How many rows the rule answers, by the simulator's own reading of Kusto. */
function watched(query: string, directoryAudits: readonly Row[]): number {
  const seen = { ...tenant, graph: { ...tenant.graph, directoryAudits } };
  const table = (name: string) => workspaceTable(seen, { ...workspace, tables: ["AuditLogs"] }, name);
  return parseQuery(query, { language: kusto, now: Date.parse(now), table }).rows().length;
}

/** How many findings the audit has where no engine is there. */
async function audited({ where, judgement }: Signal, rows: readonly Row[]): Promise<number> {
  const fold = new Fold(changes);
  async function* parsed() {
    for (const row of rows) yield directoryRecord.parse(row);
  }
  for await (const act of actsOf(directoryLog, parsed())) fold.add(act);
  const frame = { limits, now, whole: true, from: ago(30 * 1440), mostDays: 30, who: { column: "target" } };
  return [...judge(judgement, where, [...fold.answers()], frame)].length;
}

describe("signals of Entra's audit log", () => {
  it("each that a workspace can watch for has rows that fire it, and twins that do not", () =>
    assert.deepEqual(Object.keys(planted).sort(), ofLog.flatMap(one => (one.unwatched ? [] : [one.id])).sort()));

  for (const signal of ofLog.filter(({ id }) => planted[id])) {
    const { fires, quiet } = planted[signal.id]!;
    const { query } = ruleOf(signal, limits);
    for (const [n, rows] of fires.entries())
      it(`${signal.id}: the rule and the audit fire, ${n + 1}`, async () => {
        assert.equal(watched(query, rows), 1, "the rule of the workspace");
        assert.equal(await audited(signal, rows), 1, "the audit");
      });
    for (const [n, rows] of quiet.entries())
      it(`${signal.id}: quiet twin ${n + 1} is quiet to both`, async () => {
        assert.equal(watched(query, rows), 0, "the rule of the workspace");
        assert.equal(await audited(signal, rows), 0, "the audit");
      });
    it(`${signal.id}: fits into a rule of Sentinel`, () => assert(query.length <= 10_000, String(query.length)));
  }
});
