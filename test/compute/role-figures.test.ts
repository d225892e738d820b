import assert from "node:assert/strict";
import type { Capability } from "../../catalogue/roles";
import { permits } from "../../catalogue/roles";
import { builtInRole, builtInRoles } from "../../compute/roles/builtin-roles";
import { capabilityTable } from "../../compute/roles/capability-actions";
import { createComputeActions } from "../../compute/roles/create-compute";
import { runCodeTypes } from "../../compute/roles/run-code";

/**
 * Which of Azure's 928 built-in roles hold which right. The names and figures were counted from the roles' definitions
 * by a matcher of another kind, before the algebra was run on them.
 */
const holders: readonly (readonly [action: string, roles: readonly string[]])[] = [
  ["Microsoft.Quota/quotas/write", ["Owner", "Contributor", "Quota Request Operator", "GroupQuota Request Operator"]],
  ["Microsoft.ComputeLimit/locations/guestSubscriptions/write", ["Owner", "Contributor", "Compute Limit Operator"]],
  ["Microsoft.ComputeLimit/locations/sharedLimitCaps/write", ["Owner", "Contributor", "Compute Limit Operator"]],
  [
    "Microsoft.Authorization/policyExemptions/write",
    ["Owner", "User Access Administrator", "Security Admin", "Resource Policy Contributor"],
  ],
  [
    "Microsoft.Authorization/policyAssignments/delete",
    ["Owner", "User Access Administrator", "Security Admin", "Resource Policy Contributor"],
  ],
  [
    "Microsoft.Management/managementGroups/subscriptions/write",
    ["Owner", "Contributor", "Management Group Contributor"],
  ],
  [
    "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
    ["Owner", "Contributor", "Azure Red Hat OpenShift Machine API Operator", "Managed Identity Operator"],
  ],
  [
    "Microsoft.Compute/virtualMachines/runCommands/write",
    [
      "Owner",
      "Contributor",
      "Virtual Machine Contributor",
      "Avere Contributor",
      "Desktop Virtualization Virtual Machine Contributor",
    ],
  ],
  [
    "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommands/write",
    ["Owner", "Contributor", "Virtual Machine Contributor"],
  ],
  ["Microsoft.SerialConsole/serialPorts/connect/action", ["Owner", "Contributor", "Virtual Machine Contributor"]],
  [
    "Microsoft.CognitiveServices/accounts/computes/write",
    [
      "Owner",
      "Contributor",
      "Cognitive Services Contributor",
      "Azure AI Administrator",
      "Cognitive Services Security Integration Admin",
      "Foundry Owner",
      "Foundry Account Owner",
    ],
  ],
  [
    "Microsoft.CognitiveServices/accounts/projects/workbenches/write",
    [
      "Owner",
      "Contributor",
      "Cognitive Services Contributor",
      "Azure AI Administrator",
      "Cognitive Services Security Integration Admin",
      "Foundry Owner",
      "Foundry Account Owner",
      "Foundry Project Manager",
    ],
  ],
  ["Microsoft.Batch/batchAccounts/listKeys/action", ["Owner", "Contributor", "Azure Batch Account Contributor"]],
  [
    "Microsoft.Batch/batchAccounts/pools/write",
    ["Owner", "Contributor", "Azure Batch Account Contributor", "Azure Batch Data Contributor"],
  ],
  [
    "Microsoft.ContainerService/managedClusters/write",
    ["Owner", "Contributor", "Azure Kubernetes Service Contributor Role", "Defender Containers Sensor"],
  ],
];

/** Some that nobody expects to, and that do outright. */
const surprising: readonly (readonly [capability: Capability, roles: readonly string[]])[] = [
  [
    "createCompute",
    [
      "Azure Backup Snapshot Contributor",
      "VM Restore Operator",
      "Compute Gallery Artifacts Publisher",
      "Avere Contributor",
      "Defender SQL Servers On Machines",
      "Desktop Virtualization Virtual Machine Contributor",
      "Azure Container Storage Operator",
      "Azure Migrate Owner",
      "Azure Migrate Execute Expert",
      "Azure AI Developer",
      "DevCenter Owner",
      "Data Factory Contributor",
      "Container Registry Tasks Contributor",
    ],
  ],
  [
    "runCode",
    [
      "Log Analytics Contributor",
      "Automation Contributor",
      "Automation Operator",
      "Automation Job Operator",
      "Website Contributor",
      "Azure Kubernetes Service Cluster Admin Role",
    ],
  ],
  [
    "liftGuardrails",
    ["Log Analytics Contributor", "Monitoring Contributor", "Security Admin", "Resource Policy Contributor"],
  ],
  [
    "openTicket",
    ["Monitoring Reader", "Log Analytics Reader", "Billing Reader", "Cost Management Reader", "Key Vault Reader"],
  ],
];

/** Roles that a plain reading of `/*` gets wrong: each comes out by the reading in which a star stands for no segment too. */
const byNoSegment: readonly (readonly [role: string, capability: Capability, action: string, has: boolean])[] = [
  ["AzureML Data Scientist", "createCompute", "Microsoft.MachineLearningServices/workspaces/computes/write", false],
  ["Container Apps Contributor", "createCompute", "Microsoft.App/containerApps/write", true],
  ["Container Apps ManagedEnvironments Contributor", "createCompute", "Microsoft.App/managedEnvironments/write", true],
  ["GroupQuota Request Operator", "raiseQuota", "Microsoft.Quota/groupQuotas/write", true],
  ["Logic Apps Hybrid Contributor", "createCompute", "Microsoft.App/containerApps/write", true],
  ["Managed Identity Operator", "runCode", "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", true],
];

describe("figures of the built-in roles", () => {
  const roles = builtInRoles();
  const named = (name: string) => roles.find(role => role.name === name)!;
  const outright = (action: string) =>
    roles
      .filter(({ capabilities: { conditional, ...has } }) => Object.values(has).some(list => list.includes(action)))
      .map(({ name }) => name)
      .sort();

  for (const [action, expected] of holders)
    it(`${expected.length} hold ${action}`, () => assert.deepEqual(outright(action), [...expected].sort()));

  for (const [capability, names] of surprising)
    for (const name of names)
      it(`${name}: ${capability}`, () => assert(named(name).capabilities[capability].length > 0));

  it("16 write machines, 146 open tickets, 3 grant access outright", () => {
    const count = (capability: Capability) =>
      roles.filter(({ capabilities }) => capabilities[capability].length > 0).length;
    assert.equal(roles.length, 928);
    assert.equal(outright("Microsoft.Compute/virtualMachines/write").length, 16);
    assert.equal(count("openTicket"), 146);
    assert.equal(count("grantAccess"), 3);
    assert.equal(count("raiseQuota"), 5); // those of quotas/write, and Compute Limit Operator
  });

  for (const [name, capability, action, has] of byNoSegment)
    it(`${name} ${has ? "may" : "may not"} take ${action}`, () =>
      assert.equal(named(name).capabilities[capability].includes(action), has));

  it("Security Manager (Legacy) may write classic machines", () =>
    assert.equal(
      permits(
        [{ actions: ["Microsoft.ClassicCompute/virtualMachines/*/write"], notActions: [] }],
        "Microsoft.ClassicCompute/virtualMachines/write",
      ),
      "yes",
    ));

  it("Contributor keeps what is not Microsoft.Authorization's", () => {
    const { capabilities, grantsAccess } = builtInRole("b24988ac-6180-42a0-ab88-20f7382dd24c")!;
    assert.equal(grantsAccess, "no");
    assert.deepEqual(
      capabilityTable.liftGuardrails
        .map(({ action }) => action)
        .filter(action => !capabilities.liftGuardrails.includes(action))
        .filter(action => !action.startsWith("Microsoft.Authorization/")),
      [],
    );
    assert(!capabilities.liftGuardrails.some(action => action.startsWith("Microsoft.Authorization/")));
  });
});

describe("each capability is described once", () => {
  it("what opens a machine or service stands in a table of actions", () => {
    const told = new Set(
      [...capabilityTable.runCode, ...createComputeActions].map(({ action }) => action.toLowerCase()),
    );
    // A user's certificate opens some clusters alone: most who hold it may do there what roles inside let them.
    for (const [type, { lines, ofKind }] of Object.entries(runCodeTypes))
      for (const line of [...lines, ...(ofKind?.kind === "functionapp" ? ofKind.lines : [])])
        assert(
          line.some(action => told.has(action.toLowerCase())),
          `${type}: ${line.join(", ")}`,
        );
  });
});
