import assert from "node:assert/strict";
import { capabilityTable } from "../../compute/roles/capability-actions";
import { createComputeActions } from "../../compute/roles/create-compute";
import { carrierLines, runCodeTypes } from "../../compute/roles/run-code";
import { readingActions } from "../../posture/facts/access/vault-contents";
import { assignment, guid, healthy, production, type Rows, role, roleIds, sandbox } from "./checks-tenant";
import { derived } from "./derived-kit";

/**
 * By type: how somebody gets code of his own to run there, each line with all of its actions; `data:` is on what the resource
 * holds. Written from Azure's lists of operations.
 */
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
    "Microsoft.GuestConfiguration/guestConfigurationAssignments/write",
  ],
  "microsoft.containerservice/managedclusters": [
    "Microsoft.ContainerService/managedClusters/runCommand/action",
    "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action",
    "Microsoft.ContainerService/managedClusters/accessProfiles/listCredential/action",
    "Microsoft.KubernetesConfiguration/fluxConfigurations/write",
  ],
  "microsoft.containerinstance/containergroups": ["Microsoft.ContainerInstance/containerGroups/containers/exec/action"],
  "microsoft.automation/automationaccounts": [
    "Microsoft.Automation/automationAccounts/runbooks/write Microsoft.Automation/automationAccounts/jobs/write",
    "Microsoft.Automation/automationAccounts/runbooks/write Microsoft.Automation/automationAccounts/webhooks/write",
    "Microsoft.Automation/automationAccounts/runbooks/write Microsoft.Automation/automationAccounts/jobSchedules/write",
    "Microsoft.Automation/automationAccounts/runbooks/draft/writeContent/action Microsoft.Automation/automationAccounts/runbooks/draft/testJob/write",
  ],
  "microsoft.logic/workflows": ["Microsoft.Logic/workflows/write"],
  "microsoft.web/sites": [
    "Microsoft.Web/sites/publish/action",
    "Microsoft.Web/sites/publishxml/action",
    "Microsoft.Web/sites/config/list/action",
    "Microsoft.Web/sites/sourcecontrols/write",
    "Microsoft.Web/sites/sitecontainers/write",
    "Microsoft.Web/sites/extensions/write",
  ],
  "microsoft.web/sites/slots": [
    "Microsoft.Web/sites/slots/publish/action",
    "Microsoft.Web/sites/slots/publishxml/action",
    "Microsoft.Web/sites/slots/config/list/action",
    "Microsoft.Web/sites/slots/config/write",
    "Microsoft.Web/sites/slots/sourcecontrols/write",
    "Microsoft.Web/sites/slots/extensions/write",
  ],
  "microsoft.apimanagement/service": [
    "Microsoft.ApiManagement/service/policies/write",
    "Microsoft.ApiManagement/service/apis/policies/write",
    "Microsoft.ApiManagement/service/apis/operations/policies/write",
    "Microsoft.ApiManagement/service/products/policies/write",
  ],
  "microsoft.app/containerapps": [
    "Microsoft.App/containerApps/write",
    "Microsoft.App/containerApps/getAuthToken/action data:Microsoft.App/containerApps/exec/action",
  ],
  "microsoft.app/jobs": [
    "Microsoft.App/jobs/write",
    "Microsoft.App/jobs/start/action",
    "Microsoft.App/jobs/getAuthToken/action data:Microsoft.App/jobs/exec/action",
  ],
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
    "Microsoft.DataFactory/factories/pipelines/write Microsoft.DataFactory/factories/triggers/write Microsoft.DataFactory/factories/triggers/start/action",
    "Microsoft.DataFactory/factories/pipelines/sandbox/run/action",
  ],
  "microsoft.containerregistry/registries/tasks": ["Microsoft.ContainerRegistry/registries/tasks/write"],
};

/** The id of a resource of a type in production: each word of the type with a name behind it. */
function placeOf(type: string): string {
  const [provider, ...words] = type.split("/");
  return `${production}/resourceGroups/rg/providers/${provider}/${words.map(word => `${word}/it`).join("/")}`;
}
const identity = { id: guid(301), appId: guid(351), name: "id-it", kind: "ManagedIdentity", enabled: true } as const;

/** The actions of a line, as a role or a denial names them. */
function block(line: string) {
  const actions = line.split(" ").filter(action => !action.startsWith("data:"));
  const dataActions = line.split(" ").flatMap(action => (action.startsWith("data:") ? [action.slice(5)] : []));
  return { actions, notActions: [], ...(dataActions.length > 0 && { dataActions }) };
}

/** Whether person 102, with these actions in production, comes to what the identity there may create in the sandbox. */
function comes(actions: string, change: Partial<Rows>): boolean {
  const operator = { ...role(guid(401), "Operator", [], [], { custom: true }), permissions: [block(actions)] };
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

  // What lets its holder read and no more is left out of the graph.
  it("open to nobody who only reads, and so does all else that is asked of the graph", () => {
    const asked = [
      ...Object.values(runCodeTypes).flatMap(({ lines, attaching = [] }) => [lines, attaching].flat(2)),
      ...carrierLines.flat(),
      ...Object.values(capabilityTable).flatMap(rows => rows.map(({ action }) => action)),
      ...createComputeActions.map(({ action }) => action),
      ...readingActions,
    ];
    assert.deepEqual(
      asked.filter(action => /\/read$/i.test(action)),
      [],
    );
  });

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
          permissions: [block(line)],
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

  for (const key of ["Microsoft.Web/sites/host/listkeys/action", "Microsoft.Web/sites/functions/write"])
    it(`${key} opens functions, and no other app`, () => {
      assert(comes(key, carrying("microsoft.web/sites", { kind: "functionapp" })));
      assert(!comes(key, carrying("microsoft.web/sites")));
    });
  it("the user's certificate opens clusters whose users Entra ID does not know, and no other", () => {
    const cluster = "microsoft.containerservice/managedclusters";
    const action = "Microsoft.ContainerService/managedClusters/listClusterUserCredential/action";
    assert(comes(action, carrying(cluster, { kind: "localUsers" })));
    assert(!comes(action, carrying(cluster)));
    assert(
      !comes(action.replace("UserCredential", "MonitoringUserCredential"), carrying(cluster, { kind: "localUsers" })),
    );
    const trusts = {
      federatedCredentials: [
        {
          id: "/trust",
          holder: identity.id,
          where: "application" as const,
          issuer: "https://issuer.example/x/",
          subject: "system:serviceaccount:ci:runner",
        },
      ],
    };
    const issuing = { identities: [], issuer: "https://issuer.example/x/" };
    assert(comes(action, { ...carrying(cluster, { kind: "localUsers", ...issuing }), ...trusts }));
    assert(!comes(action, { ...carrying(cluster, issuing), ...trusts }));
  });
  it("a role over resources gives no shell in what they hold", () =>
    assert(!comes("Microsoft.App/*/action", carrying("microsoft.app/containerapps"))));
});

describe("doors to an identity wherever it is attached", () => {
  const own = `${production}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-it`;
  const lone: Partial<Rows> = { servicePrincipals: [{ ...identity, resource: own }] };
  const kind = "Microsoft.ManagedIdentity/userAssignedIdentities";
  const attach = `${kind}/assign/action`;
  const cases: readonly (readonly [actions: string, want: boolean])[] = [
    [`${kind}/federatedIdentityCredentials/write`, true],
    [`${kind}/federatedIdentityCredentials/read`, false],
    [`${attach} Microsoft.Compute/virtualMachines/write`, true],
    [`${attach} Microsoft.Resources/deploymentScripts/write`, true],
    [`${attach} Microsoft.ContainerInstance/containerGroups/write`, true],
    [`${attach} Microsoft.Storage/storageAccounts/write`, false],
    [`${attach} Microsoft.Logic/workflows/write`, true],
    [`${attach} Microsoft.Logic/workflows/run/action`, false],
    [`${attach} Microsoft.Automation/automationAccounts/*`, true],
    [`${attach} Microsoft.Automation/automationAccounts/write`, false],
    [
      `${attach} Microsoft.Automation/automationAccounts/runbooks/* Microsoft.Automation/automationAccounts/jobs/*`,
      false,
    ],
    [`${attach} Microsoft.Web/sites/*`, true],
    [`${attach} Microsoft.Web/sites/restart/action`, false],
    [`${attach} Microsoft.DataFactory/factories/*`, true],
    [`${attach} Microsoft.DataFactory/factories/write Microsoft.DataFactory/factories/pipelines/*`, false],
    [`${attach} Microsoft.MachineLearningServices/workspaces/onlineEndpoints/*`, true],
    [`${attach} Microsoft.HybridCompute/machines/*`, false],
    ["Microsoft.Logic/workflows/write", false],
    [attach, false],
    ["Microsoft.Resources/deploymentScripts/write", false],
    [`${kind}/write`, false],
  ];
  for (const [actions, want] of cases)
    it(`${want ? "" : "not "}${actions}`, () => assert.equal(comes(actions, lone), want));

  /** Person 102 may attach the identity, and holds these roles beside. */
  const beside = (...more: readonly (readonly [line: string, scope: string, change?: object])[]): Partial<Rows> => ({
    ...lone,
    roleDefinitions: [
      ...healthy.roleDefinitions,
      role(guid(401), "Operator", [attach]),
      ...more.map(([line], i) => role(guid(402 + i), "Beside", line.split(" "))),
    ],
    roleAssignments: [
      assignment(513, 102, guid(401), own),
      assignment(514, 301, roleIds.contributor, sandbox),
      ...more.map(([, scope], i) => assignment(515 + i, 102, guid(402 + i), scope)),
    ],
  });
  const automation = "Microsoft.Automation/automationAccounts";
  const there = `${production}/resourceGroups/rg/providers/${automation}/a1`;
  const places: Readonly<Record<string, readonly [want: boolean, rows: Partial<Rows>]>> = {
    "as built in: Managed Identity Operator and Logic App Contributor": [
      true,
      {
        ...lone,
        roleAssignments: [
          assignment(513, 102, "f1a07417-d97a-45cb-824c-7a7467783830"),
          assignment(515, 102, "87a39d53-fc1b-424a-814c-f7e04687dc9e", sandbox),
          assignment(514, 301, roleIds.contributor, sandbox),
        ],
      },
    ],
    "the operator alone": [
      false,
      {
        ...lone,
        roleAssignments: [
          assignment(513, 102, "f1a07417-d97a-45cb-824c-7a7467783830"),
          assignment(514, 301, roleIds.contributor, sandbox),
        ],
      },
    ],
    "a carrier in another subscription": [true, beside(["Microsoft.Logic/workflows/write", sandbox])],
    "a carrier further up": [true, beside(["Microsoft.Logic/workflows/write", "/"])],
    "an account there is, by a role on it": [true, beside([`${automation}/*`, there])],
    "no account can stand in another resource": [
      false,
      beside(["*/write", `${production}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/s`]),
    ],
    "a runbook in the group, of an account of the subscription": [
      true,
      beside(
        [`${automation}/write`, production],
        [`${automation}/runbooks/* ${automation}/jobs/*`, `${production}/resourceGroups/rg`],
      ),
    ],
    "not an account here and a runbook there": [
      false,
      beside([`${automation}/write`, sandbox], [`${automation}/runbooks/* ${automation}/jobs/*`, production]),
    ],
    "not where the carrier is denied": [
      false,
      {
        ...beside(["Microsoft.Logic/workflows/write", sandbox]),
        denyAssignments: [
          {
            id: "/denial",
            name: "Denial",
            scope: sandbox,
            permissions: [{ actions: ["Microsoft.Logic/*"], notActions: [] }],
            principals: [guid(102)],
            excludePrincipals: [],
            doNotApplyToChildScopes: false,
            systemProtected: true,
          },
        ],
      },
    ],
  };
  for (const [name, [want, rows]] of Object.entries(places)) it(name, () => assert.equal(comes("", rows), want));
  it("a carrier that has to be activated first", () => {
    const { roleAssignments = [], ...rows } = beside(["Microsoft.Logic/workflows/write", sandbox]);
    const [attaching, acting, carrying] = roleAssignments;
    const later = { ...rows, roleAssignments: [attaching!, acting!], eligibleAssignments: [carrying!] };
    const creator = derived(later)("computeCreators").value.find(({ principal }) => principal.id === guid(102));
    assert.deepEqual(
      creator?.rights.map(({ tenure }) => tenure),
      ["eligible"],
    );
  });
  it("not of one that only its machine has", () =>
    assert(!comes(`${attach} Microsoft.Compute/virtualMachines/write`, { servicePrincipals: [identity] })));
});

describe("doors to who trusts the pods of a cluster", () => {
  const type = "microsoft.containerservice/managedclusters";
  const run = "Microsoft.ContainerService/managedClusters/runCommand/action";
  const issuer = "https://westeurope.oic.prod-aks.azure.com/tenant/cluster/";
  const trusting = (change: Partial<Rows["federatedCredentials"][number]> = {}, of = type): Partial<Rows> => ({
    ...carrying(of, { issuer, identities: [] }),
    federatedCredentials: [
      {
        id: "/trust",
        holder: identity.id,
        where: "managedIdentity",
        issuer,
        subject: "system:serviceaccount:ci:runner",
        ...change,
      },
    ],
  });

  for (const line of doors[type]!) it(line, () => assert(comes(line, trusting())));
  it("of an application too", () => assert(comes(run, trusting({ where: "application" }))));
  const shut: Readonly<Record<string, readonly [actions: string, change: Partial<Rows>]>> = {
    "who may only read the cluster": ["Microsoft.ContainerService/managedClusters/read", trusting()],
    "one that trusts another cluster": [run, trusting({ issuer: issuer.replace("cluster", "other") })],
    "an issuer that differs by a slash": [run, trusting({ issuer: issuer.slice(0, -1) })],
    "an issuer in other letters": [run, trusting({ issuer: issuer.replace("tenant", "Tenant") })],
    "a subject that is no pod's": [run, trusting({ subject: "repo:contoso/web:ref:refs/heads/main" })],
    "a subject that was not sent": [run, trusting({ subject: "" })],
    "a cluster that issues none": [run, { ...trusting(), ...carrying(type, { identities: [] }) }],
  };
  for (const [name, [actions, change]] of Object.entries(shut))
    it(`not ${name}`, () => assert(!comes(actions, change)));

  it("one that trusts two service accounts of a cluster loses the way with neither alone", () => {
    const [one] = trusting().federatedCredentials!;
    const removalOf = (federatedCredentials: Rows["federatedCredentials"]) =>
      derived({
        ...trusting(),
        federatedCredentials,
        servicePrincipals: [identity],
        roleDefinitions: [...healthy.roleDefinitions, role(guid(401), "Operator", [run])],
        roleAssignments: [
          assignment(513, 102, guid(401)),
          assignment(515, 102, guid(401), sandbox),
          assignment(514, 301, roleIds.contributor, sandbox),
          assignment(516, 301, roleIds.contributor),
        ],
      })("computeCreators").value.find(({ principal }) => principal.id === guid(102))?.removal?.id;
    assert.equal(removalOf([one!]), "/trust");
    assert.equal(removalOf([one!, { ...one!, id: "/trust/2", subject: "system:serviceaccount:ci:other" }]), undefined);
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
