import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { graphAppRoles } from "../../catalogue/graph-app-roles";
import type { Gap } from "../../catalogue/outcome";
import { takenAway } from "../../posture/evidence/reading/kept-out";
import { requiredAccess } from "../../posture/permissions";
import { type Grantee, grantsFor } from "../../posture/run/grants";
import { faultsOf } from "../cures/az-faults";
import { report } from "./checks-tenant";

const guid = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
const tenant = guid(99);
const root = `/providers/Microsoft.Management/managementGroups/${tenant}`;
const application: Grantee = {
  auditor: { id: guid(7), name: "computeguard", kind: "servicePrincipal" },
  tenant,
  cloud: "AzurePublicCloud",
  workspace: undefined,
};
const gap = (missing: string, more: Partial<Gap> = {}): Gap => ({
  ...{ what: `what needs ${missing}`, missing, reason: "denied" },
  ...more,
});
const usages = "Microsoft.Compute/locations/usages/read";
const lines = (gaps: readonly Gap[], to = application) =>
  grantsFor(gaps, to).flatMap(({ commands }) => commands.map(({ line }) => line));
const roleOf = (line: string) => JSON.parse(/--role-definition '(.*)'$/.exec(line)![1]!);

describe("what would give a sign-in what it was denied", () => {
  it("is a permission of Microsoft Graph, by its own id, to the application itself", () =>
    assert.deepEqual(lines([gap("AuditLog.Read.All"), gap("AuditLog.Read.All", { what: "sign-ins" })]), [
      `New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId '${guid(7)}' -PrincipalId '${guid(7)}' -ResourceId (Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'").Id -AppRoleId '${graphAppRoles["AuditLog.Read.All"]}'`,
    ]));
  it("is a role of the denied actions alone, in the subscriptions where they were denied", () => {
    const [made, ...assigned] = lines([gap(usages, { subjects: [guid(2), guid(1)] })]);
    const { Name, Actions, NotActions, AssignableScopes } = roleOf(made!);
    assert.deepEqual(
      [Actions, NotActions, AssignableScopes],
      [[usages], [], [`/subscriptions/${guid(1)}`, `/subscriptions/${guid(2)}`]],
    );
    assert.deepEqual(
      assigned,
      [1, 2].map(
        n =>
          `az role assignment create --assignee-object-id ${guid(7)} --assignee-principal-type ServicePrincipal --role '${Name}' --scope /subscriptions/${guid(n)}`,
      ),
    );
  });
  it("gives no subscription what only another was denied", () => {
    const grants = grantsFor(
      [gap(usages, { subjects: [guid(1)] }), gap("Microsoft.Compute/skus/read", { subjects: [guid(1), guid(2)] })],
      application,
    );
    assert.deepEqual(
      grants.map(({ gives, at }) => [gives, at]),
      [
        [["Microsoft.Compute/skus/read"], [`/subscriptions/${guid(2)}`]],
        [[usages, "Microsoft.Compute/skus/read"].sort(), [`/subscriptions/${guid(1)}`]],
      ].sort(([a], [b]) => (a!.join() < b!.join() ? -1 : 1)),
    );
  });
  it("is at the management group that was denied, and below the tenant where all were", () => {
    const group = "/providers/Microsoft.Management/managementGroups/landing-zones";
    assert.deepEqual(grantsFor([gap(usages, { subjects: [group] })], application)[0]!.at, [group]);
    assert.deepEqual(grantsFor([gap(usages)], application)[0]!.at, [root]);
    assert.deepEqual(
      grantsFor([gap(usages, { subjects: [`/subscriptions/${guid(1)}/resourceGroups/rg`] })], application)[0]!.at,
      [`/subscriptions/${guid(1)}`],
    );
  });
  it("is a built-in role where no custom one can be", () => {
    assert.deepEqual(lines([gap("Reader at /providers/Microsoft.Insights")]), [
      `az role assignment create --assignee-object-id ${guid(7)} --assignee-principal-type ServicePrincipal --role Reader --scope /providers/Microsoft.Insights`,
    ]);
    const workspace = `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/w`;
    const inWorkspace = gap("Log Analytics Data Reader at the workspace that the estate names");
    assert.match(
      lines([inWorkspace], { ...application, workspace })[0]!,
      /--role 'Log Analytics Data Reader' --scope \S+\/w$/,
    );
    assert.deepEqual(lines([inWorkspace]), []);
  });
  it("takes away again what a wildcard would give", () => {
    const wide = requiredAccess().actions.find(({ action }) => takenAway([action], "AzurePublicCloud").length > 0)!;
    assert.match(wide.action, /\*/);
    const { Actions, NotActions } = roleOf(lines([gap(wide.action)])[0]!);
    assert.deepEqual(Actions, [wide.action]);
    assert.deepEqual(
      NotActions,
      takenAway([wide.action], "AzurePublicCloud").map(({ action }) => action),
    );
  });
  for (const [what, gaps] of [
    ["was not denied", [gap("AuditLog.Read.All", { reason: "unlicensed" }), gap(usages, { reason: "failed" })]],
    [
      "the audit never asks for",
      [gap("Microsoft.Compute/virtualMachines/write"), gap("Directory.ReadWrite.All"), gap("*")],
    ],
    ["is no right", [gap("an answer in the documented form"), gap("; rm -rf /")]],
  ] as const)
    it(`is nothing for what ${what}`, () => assert.deepEqual(grantsFor(gaps, application), []));
  it("tells what no command can give: Graph to a person, anything to nobody", () => {
    const person: Grantee = { ...application, auditor: { id: guid(8), name: "dana", kind: "user" } };
    assert.deepEqual(lines([gap("AuditLog.Read.All")], person), []);
    assert.equal(grantsFor([gap("AuditLog.Read.All")], person).length, 1);
    assert.match(lines([gap(usages)], person)[1]!, /--assignee-principal-type User /);
    for (const auditor of [undefined, { id: "", name: "", kind: "unknown" }] as const)
      assert.deepEqual(lines([gap("AuditLog.Read.All"), gap(usages)], { ...application, auditor }), []);
  });
  it("is made of commands that Azure CLI has, and that parse in bash", () => {
    const grants = grantsFor([gap(usages), gap("Reader at /providers/Microsoft.Insights")], application);
    const bash = grants.flatMap(({ commands }) => commands);
    assert.deepEqual(bash.flatMap(faultsOf), []);
    const { status, stderr } = spawnSync("bash", ["-n"], {
      input: bash.map(({ line }) => line).join("\n"),
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
  });
  it("stands in the report of an audit that was denied something, and in no other", () => {
    const quota = gap(usages, { what: "compute quota", subjects: [guid(1)] });
    const { grants, gaps } = report({}, { quota: [quota] });
    assert.deepEqual(
      grants?.map(({ gives, at, reads }) => ({ gives, at, reads })),
      [{ gives: [usages], at: [`/subscriptions/${guid(1)}`], reads: ["compute quota"] }],
    );
    assert(gaps.length > 0);
    assert.equal(report().grants, undefined);
  });
});
