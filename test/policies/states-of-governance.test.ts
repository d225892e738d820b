import assert from "node:assert/strict";
import type { Level } from "../../catalogue/outcome";
import type {
  AccessGrant,
  Extension,
  FederatedCredential,
  GuardrailChange,
  QuotaIncrease,
  TenancyChange,
} from "../../compute/facts";
import { builtInRole, builtInRoleName, builtInRoles } from "../../compute/roles/builtin-roles";
import stored from "../../compute/roles/data/role-powers.json";
import { rolePowerRows } from "../../compute/roles/generate";
import { rolePower } from "../../compute/roles/role-powers";
import { absent, known, type State } from "../../compute/value";
import computeRoleGrant from "../../policies/compute-role-grant";
import foreignCredential from "../../policies/foreign-credential";
import guardrailRemoval from "../../policies/guardrail-removal";
import type { AnyPolicy } from "../../policies/policy";
import quotaIncrease from "../../policies/quota-increase";
import rootScopeGrant from "../../policies/root-scope-grant";
import subscriptionTransfer from "../../policies/subscription-transfer";
import unapprovedExtension from "../../policies/unapproved-extension";
import unapprovedRegion from "../../policies/unapproved-region";
import unknownPackage from "../../policies/unknown-package";
import wildcardRole from "../../policies/wildcard-role";
import { estateOf, leaf, levels } from "./kit";

const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const rbacAdministrator = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
const roleId = (guid: string) => `/providers/Microsoft.Authorization/roleDefinitions/${guid}`;

/** A grant against which no rule has anything to say. */
const grant: AccessGrant = {
  what: "role assignment",
  of: "azure",
  role: known(roleId(reader), "roleDefinitionId"),
  principal: known("00000000-0000-0000-0000-000000000021", "principalId"),
  principalType: absent("principalType"),
  scope: known("/subscriptions/00000000-0000-0000-0000-000000000001", "scope"),
  condition: absent("condition"),
};
const credential: FederatedCredential = {
  what: "federated credential",
  issuer: known("https://token.actions.githubusercontent.com", "issuer"),
  subject: known("repo:contoso/web:environment:production", "subject"),
};
const quota: QuotaIncrease = { what: "a higher quota", name: known("cores", "name"), limit: known(10, "limit") };
const leaving: TenancyChange = { what: "subscription", effect: "leaves", to: absent("to") };
const guard: GuardrailChange = { what: "policy assignment", effect: "off", change: absent("enforcementMode") };
const script: Extension = {
  publisher: known("Microsoft.Azure.Extensions", "publisher"),
  type: known("CustomScript", "type"),
};
const monitor: Extension = { publisher: known("Microsoft.Azure.Monitor", "publisher"), type: script.type };

type Row = readonly [AnyPolicy, string, object, string, unknown, ...(Level | "-")[]];
const [m, a, _] = ["mandatory", "advisory", "-"] as const;
const states: readonly State[] = ["known", "unknown", "expression", "hidden", "absent", "malformed"];
/** A malformed value means to every rule what a hidden one does, so it has no column. */
const columnOf = (state: State): number => states.indexOf(state === "malformed" ? "hidden" : state);

// biome-ignore format: a table
const table: readonly Row[] = [
  // policy,              of,                     fact,                               leaf,        a fault               known unkn. expr. hidden absent
  [computeRoleGrant,     "a grant",              grant,                              "role",      roleId(owner),        a,    a,    a,    a,     a],
  [computeRoleGrant,     "a grant of an owner",  { ...grant, role: known(owner, "r") }, "condition", "true",            a,    a,    a,    a,     a],
  [computeRoleGrant,     "a grant",              grant,                              "scope",     "/",                  _,    _,    _,    _,     _],
  [rootScopeGrant,       "a grant",              grant,                              "scope",     "/",                  m,    a,    m,    m,     _],
  [rootScopeGrant,       "a grant below the root", { ...grant, belowRoot: true },    "scope",     "/",                  m,    a,    _,    m,     _],
  [rootScopeGrant,       "a membership",         { ...grant, of: "group" },          "scope",     "/",                  _,    _,    _,    _,     _],
  [foreignCredential,    "a credential",         credential,                         "issuer",    "https://example.net", a,   a,    a,    a,     a],
  [foreignCredential,    "a credential",         credential,                         "subject",   "anybody",            _,    _,    _,    _,     _],
  [quotaIncrease,        "a request",            quota,                              "name",      "cores",              a,    a,    a,    a,     a],
  [quotaIncrease,        "a request",            quota,                              "limit",     100,                  a,    a,    a,    a,     a],
  [subscriptionTransfer, "a transfer",           leaving,                            "to",        "another tenant",     m,    a,    m,    m,     m],
  [subscriptionTransfer, "an open policy",       { ...leaving, effect: "released" }, "to",        "false",              m,    a,    m,    m,     m],
  [subscriptionTransfer, "a move",               { ...leaving, effect: "moves" },    "to",        "a group",            a,    a,    a,    a,     a],
  [subscriptionTransfer, "a new subscription",   { ...leaving, effect: "comes" },    "to",        "a group",            a,    a,    a,    a,     a],
  [guardrailRemoval,         "a guard",              guard,                              "change",    "is not enforced",    m,    a,    m,    m,     _],
  [guardrailRemoval,         "an exclusion",         { ...guard, effect: "narrowed" },   "change",    "leaves scopes out",  a,    a,    a,    a,     _],
  [unapprovedExtension,  "an extension",         script,                             "type",      "CustomScript",       a,    a,    a,    a,     _],
  [unapprovedExtension,  "an extension",         script,                             "publisher", "Microsoft.Azure.Extensions", a, a, a,   a,     a],
  [unapprovedExtension,  "another publisher's",  monitor,                            "type",      "CustomScript",       _,    _,    _,    _,     _],
];

const said = (list: readonly Level[]): string => list.join(" and ") || "-";

describe("each state of each leaf of a change", () => {
  for (const [policy, of, fact, name, fault, ...expected] of table)
    for (const state of states) {
      const level = expected[columnOf(state)];
      it(`${policy.id}, ${of}: ${name} ${state} → ${level}`, () =>
        assert.equal(said(levels(policy, { ...fact, [name]: leaf(state, fault, name) }, estateOf())), level));
    }

  it("an estate that asks for it makes what is decided later a fault at preview", () => {
    const severe = estateOf({ unknownValues: "mandatory" });
    const unknown = <T extends object>(fact: T, name: keyof T & string) => ({
      ...fact,
      [name]: leaf("unknown", "", name),
    });
    for (const [policy, fact] of [
      [rootScopeGrant, unknown(grant, "scope")],
      [subscriptionTransfer, unknown(leaving, "to")],
      [guardrailRemoval, unknown(guard, "change")],
    ] as const)
      assert.deepEqual(levels(policy, fact, severe), ["mandatory"], policy.id);
    // what is only said stays said
    for (const [policy, fact] of [
      [subscriptionTransfer, unknown({ ...leaving, effect: "moves" }, "to")],
      [guardrailRemoval, unknown({ ...guard, effect: "narrowed" }, "change")],
    ] as const)
      assert.deepEqual(levels(policy, fact, severe), ["advisory"], policy.id);
  });

  for (const state of states)
    it(`wildcard-role: an action ${state}`, () => {
      const role = { permissions: [{ actions: [leaf(state, "*", "actions[0]")], notActions: [] }] };
      assert.equal(said(levels(wildcardRole, role, estateOf())), [a, a, a, a, _][columnOf(state)]);
    });
});

describe("what a role can do", () => {
  const speaks = (role: string, more: Partial<AccessGrant> = {}) =>
    levels(computeRoleGrant, { ...grant, role: known(role, "role"), ...more }, estateOf()).length > 0;

  it("the pack's table of roles says what the table of all roles says", () => {
    assert.deepEqual(stored, JSON.parse(JSON.stringify(rolePowerRows(builtInRoles()))), "npm run roles");
    for (const id of [owner, reader, rbacAdministrator]) {
      const { createsCompute, grantsAccess } = builtInRole(id)!;
      const power = rolePower(id);
      if (createsCompute === "no" && grantsAccess === "no") assert.equal(power, "harmless");
      else assert.deepEqual(power, { id, name: builtInRoleName(id), createsCompute, grantsAccess });
    }
    assert.equal(rolePower("00000000-0000-0000-0000-000000000099"), undefined);
    assert.equal(rolePower("Contoso Operator"), undefined);
  });

  it("by id or by name, in any letter case", () => {
    for (const role of [roleId(owner), roleId(owner).toUpperCase(), owner, "Owner", "virtual machine CONTRIBUTOR"])
      assert.equal(speaks(role), true, role);
    for (const role of [roleId(reader), "Reader", "acrpull"]) assert.equal(speaks(role), false, role);
  });

  it("a role that is not built in may do anything", () => assert.equal(speaks("Contoso Operator"), true));

  it("an expression that ends in a role's id is read", () => {
    const role = (hints: readonly string[]): Partial<AccessGrant> => ({
      role: { state: "expression", hints, path: "r" },
    });
    assert.equal(speaks("", role(["/subscriptions/", roleId(reader)])), false);
    assert.equal(speaks("", role(["/subscriptions/", roleId(owner)])), true);
    assert.equal(speaks("", role([roleId(reader), "x"])), true);
  });

  it("directory roles and app roles count where they lead to Azure", () => {
    assert.equal(speaks("62e90394-69f5-4237-9190-012177145e10", { of: "entra" }), true);
    assert.equal(speaks("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", { of: "entra" }), true, "Application Administrator");
    assert.equal(speaks("FDD7A751-B60B-444A-984C-02652FE8FA1C", { of: "entra" }), true, "Groups Administrator");
    assert.equal(speaks("88d8e3e3-8f55-4a1e-953a-9b9898b8876b", { of: "entra" }), false, "Directory Readers");
    assert.equal(speaks("9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8", { of: "api" }), true);
    assert.equal(speaks("dbaae8cf-10b5-4b86-a4a1-f871c94c6695", { of: "api" }), true, "GroupMember.ReadWrite.All");
    assert.equal(speaks("dd199f4a-f148-40a4-a2ec-f0069cc799ec", { of: "api" }), true, "RoleAssignmentSchedule…");
    assert.equal(speaks("df021288-bdef-4463-88db-98f22de89214", { of: "api" }), false, "User.Read.All");
  });

  it("a directory role by the id that it has in the tenant may be any of them", () => {
    assert.equal(speaks("00000000-0000-0000-0000-000000000061", { of: "activated" }), true);
    assert.equal(speaks("00000000-0000-0000-0000-000000000061", { of: "entra" }), false);
  });
});

describe("wildcards of custom roles", () => {
  const speaks = (actions: readonly string[], notActions: readonly string[] = []) =>
    levels(
      wildcardRole,
      {
        permissions: [
          { actions: actions.map(text => known(text, text)), notActions: notActions.map(text => known(text, text)) },
        ],
      },
      estateOf(),
    ).length;

  it("are at fault where they reach an order or a grant", () => {
    for (const action of [
      "*",
      "*/write",
      "Microsoft.Compute/*",
      "microsoft.compute/VIRTUALMACHINES/*",
      "Microsoft.Authorization/*/write",
    ])
      assert.equal(speaks([action]), 1, action);
  });

  it("and not where they do not, where it is excepted, or where nothing is wild", () => {
    for (const action of ["*/read", "Microsoft.Storage/*", "Microsoft.Compute/virtualMachines/write"])
      assert.equal(speaks([action]), 0, action);
    assert.equal(speaks(["Microsoft.Compute/virtualMachines/*"], ["Microsoft.Compute/*/write", "*/action"]), 0);
    assert.equal(speaks(["Microsoft.Compute/*"], ["Microsoft.Compute/virtualMachines/*"]), 1);
  });

  it("exceptions hold for their own block, and those that cannot be seen except nothing", () => {
    const block = (notActions: State) => ({
      permissions: [{ actions: [known("Microsoft.Compute/*", "a")], notActions: [leaf(notActions, "*", "n")] }],
    });
    assert.deepEqual(levels(wildcardRole, block("known"), estateOf()), []);
    for (const state of ["unknown", "expression", "hidden", "absent"] as const)
      assert.deepEqual(levels(wildcardRole, block(state), estateOf()), ["advisory"], state);
    const apart = { permissions: [...block("absent").permissions, { actions: [], notActions: [known("*", "n")] }] };
    assert.deepEqual(levels(wildcardRole, apart, estateOf()), ["advisory"]);
  });
});

describe("regions and geographies", () => {
  const speaks = (type: string, region: string) =>
    levels(
      unapprovedRegion,
      { of: "resource", type, region: known(region, "location") },
      estateOf({ regions: ["westeurope"] }),
    ).length > 0;

  it("a geography is none that could be approved, and only what creates no machines may stand in one", () => {
    for (const type of [
      "azure-native:azureactivedirectory:B2CTenant",
      "azure-native:azureactivedirectory:CIAMTenant",
      "azure-native:powerplatform:EnterprisePolicy",
      "Microsoft.AzureActiveDirectory/b2cDirectories",
      "microsoft.powerplatform/enterprisepolicies",
    ]) {
      for (const geography of ["europe", "Asia Pacific", "unitedkingdom"]) assert.equal(speaks(type, geography), false);
      assert.equal(speaks(type, "westeurope"), false);
      assert.equal(speaks(type, "brazilsouth"), true, type);
    }
    for (const type of ["Microsoft.Compute/virtualMachines", "Microsoft.MachineLearningServices/workspaces"])
      assert.equal(speaks(type, "europe"), true, type);
  });
});

describe("approved issuers", () => {
  const tenant = "https://login.microsoftonline.com/00000000-0000-0000-0000-0000000000a0/v2.0";
  const speaks = (issuer: string, approvedIssuers?: readonly string[]) =>
    levels(
      foreignCredential,
      { ...credential, issuer: known(issuer, "issuer") },
      estateOf(approvedIssuers ? { approvedIssuers } : {}),
    ).length > 0;

  it("are GitHub and AKS out of the box, and those that the estate names", () => {
    for (const issuer of [
      "https://token.actions.githubusercontent.com",
      "https://token.actions.githubusercontent.com/",
      "https://westeurope.oic.prod-aks.azure.com/00000000-0000-0000-0000-0000000000a0/1/",
    ])
      assert.equal(speaks(issuer), false, issuer);
    assert.equal(speaks(tenant), true);
    assert.equal(speaks(tenant, [tenant]), false);
    assert.equal(speaks("https://token.actions.githubusercontent.com", [tenant]), true);
  });

  it("what only looks like one is none", () => {
    for (const issuer of [
      "http://token.actions.githubusercontent.com",
      "https://token.actions.githubusercontent.com.example.net",
      "https://token.actions.githubusercontent.com@example.net",
      "https://token.actions.githubusercontent.com/octo",
      "https://example.net/.oic.prod-aks.azure.com/x/",
      "https://example.net?.oic.prod-aks.azure.com/x/",
      "https://example.net#.oic.prod-aks.azure.com/x/",
      "https://example.net\\.oic.prod-aks.azure.com/x/",
      "token.actions.githubusercontent.com",
      "*",
    ])
      assert.equal(speaks(issuer), true, issuer);
  });
});

describe("approved extensions and trusted packages", () => {
  it("extensions are approved by publisher and type", () => {
    const speaks = (approvedExtensions: readonly string[]) =>
      levels(unapprovedExtension, script, estateOf({ approvedExtensions })).length > 0;
    assert.equal(speaks(["microsoft.azure.extensions/customscript"]), false);
    assert.equal(speaks(["Microsoft.Azure.Extensions/*"]), false);
    assert.equal(speaks(["CustomScript"]), true);
    assert.equal(speaks(["Microsoft.Compute/CustomScript*"]), true);
  });

  it("what cannot be read is approved by no pattern", () => {
    const estate = estateOf({ approvedExtensions: ["*"] });
    assert.deepEqual(levels(unapprovedExtension, { ...script, type: leaf("hidden", "", "type") }, estate), [
      "advisory",
    ]);
    assert.deepEqual(levels(unapprovedExtension, script, estate), []);
  });

  it("packages are trusted by name", () => {
    const estate = estateOf({ trustedPackages: ["contoso*"] });
    const level = (name: string) => levels(unknownPackage, { name, does: "runs commands" }, estate);
    assert.deepEqual(level("contoso-web"), []);
    assert.deepEqual(level("command"), ["advisory"]);
  });
});
