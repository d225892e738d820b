import assert from "node:assert/strict";
import { runCodeTypes } from "../../compute/roles/run-code";
import { assignment, guid, healthy, production, type Rows, role, roleIds, sandbox } from "./checks-tenant";
import { derived } from "./derived-kit";

/** By type: how somebody gets code of his own to run there, each line with all of its actions. Written from Azure's lists of operations. */
const doors: Readonly<Record<string, readonly string[]>> = {
  "microsoft.compute/virtualmachines": [
    "Microsoft.Compute/virtualMachines/runCommand/action",
    "Microsoft.Compute/virtualMachines/runCommands/write",
    "Microsoft.Compute/virtualMachines/extensions/write",
    "Microsoft.SerialConsole/serialPorts/connect/action",
  ],
  "microsoft.compute/virtualmachinescalesets": [
    "Microsoft.Compute/virtualMachineScaleSets/extensions/write",
    "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action",
    "Microsoft.SerialConsole/serialPorts/connect/action",
  ],
  "microsoft.hybridcompute/machines": [
    "Microsoft.HybridCompute/machines/extensions/write",
    "Microsoft.HybridCompute/machines/runCommands/write",
  ],
  "microsoft.containerservice/managedclusters": ["Microsoft.ContainerService/managedClusters/runCommand/action"],
  "microsoft.containerinstance/containergroups": ["Microsoft.ContainerInstance/containerGroups/containers/exec/action"],
  "microsoft.automation/automationaccounts": [
    "Microsoft.Automation/automationAccounts/runbooks/write Microsoft.Automation/automationAccounts/jobs/write",
    "Microsoft.Automation/automationAccounts/runbooks/write Microsoft.Automation/automationAccounts/webhooks/write",
    "Microsoft.Automation/automationAccounts/runbooks/write Microsoft.Automation/automationAccounts/jobSchedules/write",
  ],
  "microsoft.logic/workflows": ["Microsoft.Logic/workflows/write"],
  "microsoft.web/sites": [
    "Microsoft.Web/sites/publish/action",
    "Microsoft.Web/sites/publishxml/action",
    "Microsoft.Web/sites/config/list/action",
  ],
  "microsoft.web/sites/slots": ["Microsoft.Web/sites/slots/publish/action"],
  "microsoft.app/containerapps": ["Microsoft.App/containerApps/write"],
  "microsoft.app/jobs": ["Microsoft.App/jobs/write"],
  "microsoft.machinelearningservices/workspaces/onlineendpoints": [
    "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write",
  ],
  "microsoft.machinelearningservices/workspaces/computes": ["Microsoft.MachineLearningServices/workspaces/jobs/write"],
  "microsoft.batch/batchaccounts/pools": [
    "Microsoft.Batch/batchAccounts/listKeys/action",
    "Microsoft.Batch/batchAccounts/pools/write",
  ],
  "microsoft.datafactory/factories": [
    "Microsoft.DataFactory/factories/pipelines/write Microsoft.DataFactory/factories/pipelines/createrun/action",
  ],
  "microsoft.containerregistry/registries/tasks": ["Microsoft.ContainerRegistry/registries/tasks/write"],
};

/** The id of a resource of a type in production: each word of the type with a name behind it. */
function placeOf(type: string): string {
  const [provider, ...words] = type.split("/");
  return `${production}/resourceGroups/rg/providers/${provider}/${words.map(word => `${word}/it`).join("/")}`;
}
const identity = { id: guid(301), appId: guid(351), name: "id-it", kind: "ManagedIdentity", enabled: true } as const;

/** Whether person 102, with these actions in production, comes to what the identity there may create in the sandbox. */
function comes(actions: string, change: Partial<Rows>): boolean {
  const operator = role(guid(401), "Operator", actions.split(" "), [], { custom: true });
  const rows: Partial<Rows> = {
    servicePrincipals: [identity],
    roleDefinitions: [...healthy.roleDefinitions, operator],
    roleAssignments: [assignment(513, 102, guid(401)), assignment(514, 301, roleIds.contributor, sandbox)],
    ...change,
  };
  const creator = derived(rows)("computeCreators").value.find(({ principal }) => principal.id === guid(102));
  return (creator?.rights ?? []).some(({ road, scope }) => road !== undefined && scope === sandbox);
}
const carrying = (type: string, more: object = {}): Partial<Rows> => ({
  workloadsWithIdentity: [
    { id: placeOf(type), type, name: "it", subscription: guid(1), identities: [identity.id], ...more },
  ],
});
const quiet = "Microsoft.Resources/tags/write";

describe("doors to the identity of a machine or service", () => {
  it("stand in one table", () => assert.deepEqual(Object.keys(runCodeTypes).sort(), Object.keys(doors).sort()));

  for (const [type, lines] of Object.entries(doors)) {
    for (const line of lines) {
      it(`${type}: ${line}`, () => {
        assert(comes(line, carrying(type)));
        for (const part of line.includes(" ") ? line.split(" ") : [])
          assert(!comes(part, carrying(type)), `${part} alone`);
      });
      it("and not where it is denied", () => {
        const denial: Rows["denyAssignments"][number] = {
          id: "/denial",
          name: "Denial",
          scope: `${production}/resourceGroups/rg`,
          permissions: [{ actions: line.split(" "), notActions: [] }],
          principals: [guid(102)],
          excludePrincipals: [],
          doNotApplyToChildScopes: false,
          systemProtected: true,
        };
        assert(!comes(line, { ...carrying(type), denyAssignments: [denial] }));
      });
    }
    it(`${type}: not by ${quiet}`, () => assert(!comes(quiet, carrying(type))));
  }

  it("host keys open functions, and no other app", () => {
    const key = "Microsoft.Web/sites/host/listkeys/action";
    assert(comes(key, carrying("microsoft.web/sites", { kind: "functionapp" })));
    assert(!comes(key, carrying("microsoft.web/sites")));
  });
});

describe("doors to the identity of a policy assignment", () => {
  const assigned = `${production}/providers/Microsoft.Authorization/policyAssignments/mend`;
  const mending = (definition: string): Partial<Rows> => ({
    servicePrincipals: [{ ...identity, resource: assigned.toUpperCase() }],
    policyAssignments: [
      { id: assigned, name: "mend", scope: production, definition, enforcement: "Default", parameters: {} },
    ],
  });
  const [write, writeSet] = ["policyDefinitions", "policySetDefinitions"].map(
    type => `Microsoft.Authorization/${type}/write`,
  ) as [string, string];
  const own = `${production}/providers/Microsoft.Authorization/policyDefinitions/d1`;
  const set = `${production}/providers/Microsoft.Authorization/policySetDefinitions/s1`;
  const group = "/providers/Microsoft.Management/managementGroups/mg1";

  it("whoever writes its definition", () => assert(comes(write, mending(own))));
  it("not one of Azure's own", () =>
    assert(!comes(write, mending(`/providers/Microsoft.Authorization/policyDefinitions/${guid(9)}`))));
  it("an initiative, by what may be put into it", () => {
    assert(comes(`${write} ${writeSet}`, mending(set)));
    assert(!comes(writeSet, mending(set)));
  });
  it("not where the definition stands further up", () =>
    assert(!comes(write, mending(`${group}${own.slice(production.length)}`))));
  it("but for who holds the right there", () =>
    assert(
      comes(write, {
        ...mending(`${group}${own.slice(production.length)}`),
        roleAssignments: [assignment(513, 102, guid(401), group), assignment(514, 301, roleIds.contributor, sandbox)],
      }),
    ));
});

describe("doors that were not read", () => {
  const known = (gaps: Parameters<typeof derived>[1], change: Partial<Rows> = {}) =>
    derived(
      {
        roleAssignments: [assignment(513, 101, roleIds.contributor), assignment(514, 301, roleIds.contributor)],
        servicePrincipals: [identity],
        ...change,
      },
      gaps,
    )("computeCreators");
  const synapse = (who: string) => ({
    workloadsWithIdentity: [
      {
        what: "who may publish in the Synapse workspace w1, and so act as its identity",
        missing: "a list in Azure Resource Manager: Synapse has roles of its own",
        reason: "failed" as const,
        subjects: [who],
      },
    ],
  });
  const denied = (missing: string) => [{ what: "a list", missing, reason: "denied" as const }];

  it("bear on all where a list is missing", () =>
    assert.deepEqual(
      known({ workloadsWithIdentity: denied("Microsoft.Batch/batchAccounts/pools/read") }).gaps.map(
        ({ missing }) => missing,
      ),
      ["Microsoft.Batch/batchAccounts/pools/read"],
    ));
  it("of a Synapse workspace, where its identity leads anywhere", () => {
    assert.equal(known(synapse(guid(301))).gaps.length, 1);
    assert.equal(known(synapse(guid(302))).gaps.length, 0);
  });
  it("of policies, where one that mends has an identity of worth", () => {
    const missing = "Microsoft.Authorization/policyAssignments/read";
    const resource = `${production}/providers/Microsoft.Authorization/policyAssignments/mend`;
    assert.equal(known({ policyAssignments: denied(missing) }).gaps.length, 0);
    assert.deepEqual(
      known({ policyAssignments: denied(missing) }, { servicePrincipals: [{ ...identity, resource }] }).gaps.map(
        gap => gap.missing,
      ),
      [missing],
    );
  });
});
