import assert from "node:assert/strict";
import {
  alertCondition,
  criticalOperations,
  seenAtManagementGroups,
  seenInSubscriptions,
  seenNowhere,
} from "../../catalogue/critical-operations";
import { runCodeTypes } from "../../compute/roles/run-code";
import { unwatched } from "../../guardrails/log-alerts";
import { activityQuery, decoySignIns, logQueries } from "../../guardrails/log-queries";
import type { Settings } from "../../guardrails/settings";

const rowOf = (operation: string) =>
  criticalOperations.find(({ operations }) => operations.some(one => one.toLowerCase() === operation.toLowerCase()));

describe("the critical operations", () => {
  /** From facts on Azure's logs, not from the table: which category a record has, and whose log holds it. */
  const truths: readonly (readonly [operation: string, category: string, log: string])[] = [
    ["Microsoft.Subscription/updateTenant/action", "Security", "subscription"],
    ["Microsoft.Security/locations/alerts/activate/action", "Security", "subscription"],
    ["Microsoft.Authorization/policies/deny/action", "Policy", "subscription"],
    ["Microsoft.Authorization/roleAssignments/write", "Administrative", "management group"],
    ["Microsoft.Authorization/policyExemptions/write", "Administrative", "management group"],
    ["Microsoft.Authorization/policyAssignments/delete", "Administrative", "management group"],
    ["Microsoft.Subscription/subscriptions/acceptOwnership/action", "Administrative", "tenant"],
    ["Microsoft.Subscription/Policies/write", "Administrative", "tenant"],
    ["Microsoft.Quota/quotas/write", "Administrative", "subscription"],
    ["Microsoft.ContainerService/managedClusters/runCommand/action", "Administrative", "subscription"],
    ["Microsoft.SerialConsole/serialPorts/connect/action", "Administrative", "subscription"],
    // the watch itself: what silences it is watched too
    ["Microsoft.Insights/scheduledQueryRules/write", "Administrative", "subscription"],
    ["Microsoft.Insights/scheduledQueryRules/delete", "Administrative", "subscription"],
    ["Microsoft.AlertsManagement/actionRules/write", "Administrative", "subscription"],
    ["Microsoft.Insights/diagnosticSettings/write", "Administrative", "management group"],
    ["Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks/delete", "Administrative", "subscription"],
    ["Microsoft.Network/dnsResolverPolicies/dnsSecurityRules/write", "Administrative", "subscription"],
    ["Microsoft.Network/dnsResolverPolicies/dnsSecurityRules/delete", "Administrative", "subscription"],
    ["Microsoft.Network/dnsResolverDomainLists/write", "Administrative", "subscription"],
    ["Microsoft.Network/dnsResolverDomainLists/delete", "Administrative", "subscription"],
    [
      "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
      "Administrative",
      "subscription",
    ],
  ];
  for (const [operation, category, log] of truths)
    it(`${operation} is watched as ${category} in the log of the ${log}`, () => {
      const row = rowOf(operation);
      assert.equal(row?.category, category);
      assert.ok(row?.logs.some(one => one === log));
    });

  it("hold every way to run code on machines that the table of rights knows, managed run commands too", () => {
    // a scale set is written all the time; what is created there is refused, not told
    for (const type of ["virtualmachines", "virtualmachinescalesets"]
      .map(name => `microsoft.compute/${name}`)
      .concat("microsoft.hybridcompute/machines"))
      for (const action of runCodeTypes[type]?.lines.flat() ?? assert.fail(type))
        if (!/scaleSets\/write$/i.test(action)) assert.ok(rowOf(action), action);
  });

  it("stand in one row each, under names that an alert can have", () => {
    const operations = criticalOperations.flatMap(row => row.operations.map(one => one.toLowerCase()));
    assert.equal(new Set(operations).size, operations.length);
    assert.equal(new Set(criticalOperations.map(({ name }) => name)).size, criticalOperations.length);
    for (const { name, evidence, operations } of criticalOperations) {
      assert.match(name, /^[a-z-]{3,40}$/);
      assert.ok(evidence && operations.length > 0, name);
    }
  });

  it("are left out of a subscription's alerts where its log does not hold them", () => {
    assert.deepEqual(
      seenNowhere.map(({ name }) => name),
      ["subscription-arrival"],
    );
    for (const row of seenNowhere)
      assert.ok(!seenInSubscriptions.includes(row) && !seenAtManagementGroups.includes(row));
    assert.equal(seenInSubscriptions.length + seenNowhere.length, criticalOperations.length);
  });

  it("make a condition of the category and any of the operations", () =>
    assert.deepEqual(alertCondition(rowOf("Microsoft.Subscription/updateTenant/action")!), {
      allOf: [
        { field: "category", equals: "Security" },
        { anyOf: [{ field: "operationName", equals: "Microsoft.Subscription/updateTenant/action" }] },
      ],
    }));
});

describe("the queries on a workspace", () => {
  it("ask for a row's operations under its category, and pass over the records of a start", () =>
    assert.equal(
      activityQuery({
        ...rowOf("Microsoft.Authorization/policyAssignments/delete")!,
        operations: ["Microsoft.Authorization/policyAssignments/delete", "Microsoft.Authorization/locks/delete"],
      }),
      [
        "AzureActivity",
        "| where ingestion_time() > ago(5m)",
        "| where CategoryValue =~ 'Administrative'",
        "| where OperationNameValue in~ ('Microsoft.Authorization/policyAssignments/delete', 'Microsoft.Authorization/locks/delete')",
        "| where not(_ResourceId startswith '/subscriptions/')",
        "| where ActivityStatusValue !in~ ('Start', 'Started', 'Accept', 'Accepted')",
        "| project TimeGenerated, OperationNameValue, Caller, CallerIpAddress, ActivityStatusValue, _ResourceId",
      ].join("\n"),
    ));

  it("see grants, exemptions and removals at management groups, and elevation", () => {
    const kql = logQueries.map(query => query.kql).join("\n");
    for (const operation of ["roleAssignments/write", "policyExemptions/write", "policyAssignments/delete"])
      assert.ok(kql.includes(`'Microsoft.Authorization/${operation}'`), operation);
    const elevation = logQueries.find(({ name }) => name === "elevate-access");
    assert.equal(elevation?.table, "AuditLogs");
    assert.match(elevation?.kql ?? "", /LoggedByService =~ 'Azure RBAC \(Elevated Access\)'/);
    // its record in the activity log is the tenant's, and no workspace gets that
    assert.ok(!kql.includes("elevateAccess"));
  });

  it("read the table that they name", () => {
    for (const { table, kql } of logQueries) assert.ok(kql.startsWith(`${table}\n`));
  });

  it("ask for what came in since the last time, so that a late record is told once", () => {
    for (const kql of [...logQueries.map(query => query.kql), decoySignIns("x")])
      assert.equal(kql.split("\n")[1], "| where ingestion_time() > ago(5m)");
  });

  it("keep a text a text", () => assert.ok(decoySignIns("a' or true or '").includes("AppId =~ 'a\\' or true or \\''")));
});

describe("what nobody watches", () => {
  const settings = (workspace?: string) => ({ workspace }) as Settings;
  it("is all that only a workspace can tell, where there is none", () => {
    const names = unwatched(settings());
    assert.ok(names.some(name => name.startsWith("elevate-access")));
    assert.ok(names.some(name => name.startsWith("access-grant")));
    assert.ok(names.includes("subscription-arrival"));
  });
  it("is what Azure exports nowhere, where there is one", () =>
    assert.deepEqual(unwatched(settings("/subscriptions/x")), ["subscription-arrival"]));
});
