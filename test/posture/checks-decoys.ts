import { policyDefinitions } from "../../catalogue/well-known-ids";
import { computeTypes } from "../../compute/types";
import type { Table } from "./checks-table";
import {
  assignment,
  daysAgo,
  guid,
  healthy,
  membership,
  production,
  type Rows,
  roleIds,
  sandbox,
} from "./checks-tenant";

/** Tables of the checks of decoys: the sandbox with service principal 301, which is Contributor there and nowhere else. */

const decoys = [{ subscription: guid(2), principal: guid(301) }];
const estate = { decoys };
const every = [...new Set(computeTypes.map(({ arm }) => arm))];

type Policy = Rows["policyAssignments"][number];
export const denies = (change: Partial<Policy> = {}): Policy => ({
  id: `${sandbox}/providers/Microsoft.Authorization/policyAssignments/nothing`,
  name: "nothing",
  scope: sandbox,
  definition: `/providers/Microsoft.Authorization/policyDefinitions/${policyDefinitions.notAllowedResourceTypes}`,
  enforcement: "Default",
  parameters: { listOfResourceTypesNotAllowed: every, effect: "Deny" },
  ...change,
});
const allows = (types: readonly string[]): Policy =>
  denies({
    definition: `/providers/Microsoft.Authorization/policyDefinitions/${policyDefinitions.allowedResourceTypes}`,
    parameters: { listOfResourceTypesAllowed: types },
  });

const bait = assignment(530, 301, roleIds.contributor, sandbox);

/** A decoy that is one. */
export const decoy: Partial<Rows> = {
  subscriptions: [
    { id: guid(1), name: "Production", state: "Enabled", managementGroups: ["landing", guid(900)] },
    { id: guid(2), name: "Sandbox", state: "Enabled", managementGroups: ["landing", guid(900)] },
  ],
  servicePrincipals: [{ id: guid(301), appId: guid(391), name: "gpu-deploy", kind: "Application", enabled: true }],
  roleAssignments: [...healthy.roleAssignments, bait],
  policyAssignments: [denies()],
};
const but = (change: Partial<Rows>) => ({ estate, change: { ...decoy, ...change } });
const withAssignments = (...more: Rows["roleAssignments"]) =>
  but({ roleAssignments: [...decoy.roleAssignments!, ...more] });
const withPolicies = (...policyAssignments: readonly Policy[]) => but({ policyAssignments });

type Exemption = Rows["policyExemptions"][number];
const withExemption = (change: Partial<Exemption> = {}) => {
  const { id: assignment } = denies();
  const exemption: Exemption = { id: "x", name: "x", scope: sandbox, assignment, ...change };
  return but({ policyExemptions: [exemption] });
};

type Trace = Rows["decoyTraces"][number];
export const trace = (change: Partial<Trace> = {}): Trace => ({
  id: guid(701),
  subscription: guid(2),
  principal: guid(301),
  kind: "signIn",
  at: daysAgo(2),
  succeeded: true,
  address: "203.0.113.7",
  target: "Azure Resource Manager",
  ...change,
});
const { succeeded: _, ...untold } = trace();
const machine = (subscription: string, type = "Microsoft.Compute/virtualMachines") => ({
  id: `${subscription}/resourceGroups/x/providers/${type}/one`,
  type,
  name: "one",
  region: "westeurope",
  subscription: subscription.split("/")[2]!,
  resource: { location: "westeurope", properties: {} },
});

export const decoyTables: { readonly [rule: string]: Table } = {
  "false-decoy": {
    bad: {
      "a role in another subscription, even one that only reads": {
        ...withAssignments(assignment(531, 301, roleIds.reader, production)),
        at: [guid(301)],
        severity: "high",
        says: /rights outside of its subscription\nReader at \/subscriptions\/.*0001/,
      },
      "a role above its subscription": {
        ...withAssignments(
          assignment(531, 301, roleIds.reader, "/providers/Microsoft.Management/managementGroups/landing"),
        ),
        at: [guid(301)],
      },
      "a role elsewhere through a group": {
        ...but({
          roleAssignments: [...decoy.roleAssignments!, assignment(531, 201, roleIds.vmContributor, production)],
          memberships: [membership(201, 301)],
        }),
        at: [guid(301)],
      },
      "a role elsewhere that it may activate": {
        ...but({
          eligibleAssignments: [
            {
              id: "e",
              scope: production,
              role: roleIds.contributor,
              principal: guid(301),
              principalType: "ServicePrincipal",
            },
          ],
        }),
        at: [guid(301)],
      },
      "a group elsewhere that it owns": {
        ...but({
          roleAssignments: [...decoy.roleAssignments!, assignment(531, 201, roleIds.vmContributor, production)],
          owners: [{ of: guid(201), where: "group", owner: guid(301), ownerType: "ServicePrincipal" }],
        }),
        at: [guid(301)],
        says: /owns group/,
      },
      "a directory role": {
        ...but({
          directoryRoles: [
            {
              id: "d",
              principal: guid(301),
              role: "88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
              roleName: "Directory Readers",
              state: "active",
              tenure: "standing",
              scope: "/",
            },
          ],
        }),
        at: [guid(301)],
        says: /over the directory\nthe directory role Directory Readers/,
      },
      "a right to lift its policy": {
        ...but({
          roleAssignments: [...healthy.roleAssignments, assignment(530, 301, roleIds.owner, sandbox)],
        }),
        at: [guid(301)],
        says: /may lift the policy/,
      },
      "no role, so that nobody is lured": {
        ...but({ roleAssignments: healthy.roleAssignments }),
        at: [guid(301)],
        says: /holds no role/,
      },
      "a machine that runs there": {
        ...but({ resources: [...healthy.resources, machine(sandbox)] }),
        at: [sandbox],
        says: /1 resource there can compute/,
      },
      "no policy": { ...withPolicies(), at: [sandbox], says: /no policy there refuses/ },
      "one of the other subscription": { ...withPolicies(denies({ scope: production })), at: [sandbox] },
      "one that is not enforced": {
        ...withPolicies(denies({ enforcement: "DoNotEnforce" })),
        at: [sandbox],
        says: /not in force/,
      },
      "one that only audits": {
        ...withPolicies(denies({ parameters: { listOfResourceTypesNotAllowed: every, effect: "Audit" } })),
        at: [sandbox],
      },
      "one that leaves a resource group out": {
        ...withPolicies(denies({ notScopes: [`${sandbox}/resourceGroups/x`] })),
        at: [sandbox],
      },
      "one that is overridden in part": { ...withPolicies(denies({ partlyOverriddenTo: ["Audit"] })), at: [sandbox] },
      "one from which a machine there is exempted": {
        ...withExemption({ scope: `${sandbox}/resourceGroups/x/providers/Microsoft.Compute/virtualMachines/y` }),
        at: [sandbox],
        says: /its policy that refuses compute is not in force everywhere there/,
      },
      "one from which all above is exempted until tomorrow": {
        ...withExemption({ scope: "/providers/Microsoft.Management/managementGroups/LANDING", endsOn: daysAgo(-1) }),
        at: [sandbox],
      },
      "one with selectors": { ...withPolicies(denies({ selective: true })), at: [sandbox] },
      "one that forgets a type": {
        ...withPolicies(
          denies({
            parameters: {
              listOfResourceTypesNotAllowed: every.filter(type => type !== "Microsoft.Batch/batchAccounts/pools"),
            },
          }),
        ),
        at: [sandbox],
        says: /lets 1 type of compute pass\nMicrosoft\.Batch\/batchAccounts\/pools/,
      },
      "one that allows a type": {
        ...withPolicies(allows(["Microsoft.Storage/storageAccounts", "microsoft.compute/virtualmachines"])),
        at: [sandbox],
      },
      "the account of a person": {
        estate: { decoys: [{ subscription: guid(2), principal: guid(102) }] },
        change: {
          ...decoy,
          roleAssignments: [
            assignment(511, 101, roleIds.vmContributor),
            assignment(530, 102, roleIds.contributor, sandbox),
          ],
        },
        at: [guid(102)],
        says: /account of a person/,
      },
    },
    quiet: {
      "its policy with an exemption that has ended": withExemption({ endsOn: daysAgo(1) }),
      "its policy with an exemption of another subscription": withExemption({ scope: production }),
      "an exemption from another policy": withExemption({ assignment: `${denies().id}-else` }),
      "a decoy that is one": but({}),
      "in other letters": {
        estate,
        change: {
          ...decoy,
          policyAssignments: [
            denies({
              scope: sandbox.toUpperCase(),
              enforcement: "default",
              parameters: { listofresourcetypesnotallowed: every.map(type => type.toLowerCase()) },
            }),
          ],
        },
      },
      "a policy of a management group above it": withPolicies(
        denies({ scope: "/providers/Microsoft.Management/managementGroups/LANDING" }),
      ),
      "a policy that allows no compute": withPolicies(allows(["Microsoft.Storage/storageAccounts"])),
      "two policies that refuse everything between them": withPolicies(
        denies({ parameters: { listOfResourceTypesNotAllowed: every.slice(0, 9) } }),
        denies({ id: "b", parameters: { listOfResourceTypesNotAllowed: every.slice(9) } }),
      ),
      "a machine in another subscription": but({ resources: [...healthy.resources, machine(production)] }),
      "somebody else with rights elsewhere": withAssignments(assignment(531, 101, roleIds.contributor, production)),
    },
    unsure: {
      "a subscription that was not seen": {
        estate: { decoys: [{ subscription: guid(7), principal: guid(301) }] },
        change: {
          ...decoy,
          roleAssignments: [
            ...healthy.roleAssignments,
            assignment(530, 301, roleIds.contributor, `/subscriptions/${guid(7)}`),
          ],
        },
      },
      "a principal that was not seen": but({ servicePrincipals: [] }),
      "a policy that may stand above it": {
        estate,
        change: {
          ...decoy,
          subscriptions: healthy.subscriptions,
          policyAssignments: [denies({ scope: "/providers/Microsoft.Management/managementGroups/landing" })],
        },
      },
    },
  },

  "touched-decoy": {
    bad: {
      "a sign-in": {
        ...but({ decoyTraces: [trace(), trace({ id: guid(702), at: daysAgo(1), succeeded: false })] }),
        at: [guid(301)],
        severity: "critical",
        says: /is a decoy, and somebody signed in as it 1 time and failed 1 time to sign in as it, last at 2026-11-19.*\n.*did not get in\n.*203\.0\.113\.7.*got in/,
      },
      "a sign-in that failed": {
        ...but({ decoyTraces: [trace({ succeeded: false }), trace({ id: guid(702), succeeded: false })] }),
        at: [guid(301)],
        says: /somebody failed 2 times to sign in as it, last/,
      },
      "a sign-in of which it is not known whether it succeeded": {
        ...but({ decoyTraces: [untold] }),
        at: [guid(301)],
        says: /somebody tried 1 time to sign in as it, whether or not it succeeded, last/,
      },
      "a refused request of anybody": {
        ...but({ decoyTraces: [trace({ kind: "refusal", by: "mallory@contoso.com" })] }),
        at: [sandbox],
        says: /refused 1 request there.*\n.*by mallory@contoso\.com/,
      },
      "all of it": {
        ...but({
          decoyTraces: [trace(), trace({ id: "b", kind: "refusal" }), trace({ id: "c", kind: "act" })],
        }),
        at: [guid(301), guid(301), sandbox],
      },
    },
    quiet: {
      "nothing touched": but({}),
      "a trace that is older than logs are looked at": {
        estate: { decoys, thresholds: { historyDays: 30 } },
        change: { ...decoy, decoyTraces: [trace({ at: daysAgo(31) })] },
      },
      "a trace of another decoy": but({ decoyTraces: [trace({ principal: guid(302) })] }),
    },
    unsure: {
      "a decoy whose traces were not read": {
        estate: { decoys: [{ subscription: guid(1), principal: guid(301) }] },
        change: decoy,
      },
    },
  },
};
