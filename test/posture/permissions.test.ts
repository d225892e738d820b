import assert from "node:assert/strict";
import { tiers } from "../../catalogue/tiers";
import { evidenceKinds } from "../../posture/evidence/all";
import { accessOf, requiredAccess } from "../../posture/permissions";

describe("permissions, required", () => {
  const everything = requiredAccess();

  it("are the Graph permissions with the ids that Microsoft publishes", () => {
    assert.deepEqual(
      everything.graph.map(({ permission, appRoleId }) => [permission, appRoleId]),
      [
        ["Application.Read.All", "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30"],
        ["AuditLog.Read.All", "b0afded3-3588-46d8-8b3d-9842eff778da"],
        ["CustomDetection.Read.All", "673a007a-9e0f-4c97-b066-3c0164486909"],
        ["Directory.Read.All", "7ab1d382-f21e-4acd-a863-ba3e13f7da61"],
        ["IdentityRiskEvent.Read.All", "6e472fd1-ad78-48da-a0f0-97ab2c6b769e"],
        ["IdentityRiskyUser.Read.All", "dc5007c0-2d7d-4c42-879c-2dab87571379"],
        ["Policy.Read.All", "246dd0d5-5bd0-4def-940b-0421030a5b68"],
        ["PrivilegedEligibilitySchedule.Read.AzureADGroup", "edb419d6-7edc-42a3-9345-509bfdf5d87c"],
        ["RoleManagement.Read.Directory", "483bed4a-2ad3-4361-a73b-c83ccdbdc53c"],
        ["RoleManagementPolicy.Read.AzureADGroup", "69e67828-780e-47fd-b28c-7b27d14864e6"],
        ["SecurityAlert.Read.All", "472e4a4d-bb4a-4026-98d1-0b0d74cb74a5"],
        ["ThreatHunting.Read.All", "dd98c7f5-2d42-42d3-a0e4-633161547251"],
      ],
    );
  });

  it("come in tiers, which together are all of them", () => {
    const names = ({ graph, actions, builtInGrants }: typeof everything) => [
      ...graph.map(({ permission }) => permission),
      ...actions.map(({ action }) => action),
      ...builtInGrants.map(({ scope }) => scope),
    ];
    const byTier = tiers.map(tier => names(requiredAccess(undefined, [tier])));
    assert.deepEqual(byTier.flat().sort(), names(everything).sort());
    const [posture, people, logs] = tiers.map(tier => requiredAccess(undefined, [tier]));
    assert.deepEqual([posture!.graph, people!.actions, logs!.actions], [[], [], []]);
    assert.deepEqual(
      logs!.builtInGrants.map(({ scope }) => scope),
      ["/providers/Microsoft.Insights", "/providers/microsoft.aadiam", "the workspace that the estate names"],
    );
  });

  it("only read, and say why", () => {
    for (const { action, why } of everything.actions) {
      assert.match(action, /^(?:Microsoft\.\w+|Oracle\.Database)\/[\w/*]+\/read$/i);
      assert.match(why, /^to \w/);
    }
    const actions = everything.actions.map(({ action }) => action);
    for (const action of [
      "Microsoft.Authorization/roleAssignments/read",
      "Microsoft.Authorization/roleDefinitions/read",
      "Microsoft.Authorization/roleEligibilityScheduleInstances/read",
      "Microsoft.Compute/locations/usages/read",
      "Microsoft.Compute/*/read",
      "Microsoft.Management/managementGroups/descendants/read",
      "Microsoft.Quota/quotaRequests/read",
      "Microsoft.Resources/subscriptions/read",
      "Microsoft.Authorization/policyAssignments/read",
      "Microsoft.Authorization/policyExemptions/read",
      "Microsoft.ManagedServices/registrationAssignments/read",
      "Microsoft.Security/alerts/read",
      "Microsoft.Security/pricings/read",
      "Microsoft.Subscription/Policies/default/read",
    ]) {
      assert.ok(actions.includes(action), action);
    }
    assert.equal(new Set(actions.map(action => action.toLowerCase())).size, actions.length);
  });

  it("name the grants above all subscriptions, and the licences", () => {
    assert.deepEqual(
      everything.builtInGrants.map(({ role, roleId, scope }) => [role, roleId, scope]),
      [
        ["Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7", "/providers/Microsoft.Insights"],
        ["Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7", "/providers/microsoft.aadiam"],
        ["Log Analytics Data Reader", "3b03c2da-16b3-4a49-8834-0f8130efdd3b", "the workspace that the estate names"],
      ],
    );
    assert.deepEqual(
      everything.licences.map(({ licence }) => licence),
      ["Microsoft Entra ID P1", "Microsoft Entra ID P2"],
    );
  });

  it("of some kinds are those of what they are gathered from too, and no more", () => {
    assert.deepEqual(requiredAccess(["securityDefaults"]), {
      actions: [],
      notActions: [],
      builtInGrants: [],
      graph: [
        {
          permission: "Policy.Read.All",
          tier: "people",
          appRoleId: "246dd0d5-5bd0-4def-940b-0421030a5b68",
          why: "to know whether security defaults ask for MFA",
        },
      ],
      licences: [],
    });
    assert.deepEqual(
      requiredAccess(["quotaRequests"]).actions.map(({ action }) => action),
      [
        "Microsoft.Compute/locations/usages/read",
        "Microsoft.Management/managementGroups/descendants/read",
        "Microsoft.Quota/quotaRequests/read",
        "Microsoft.Resources/subscriptions/locations/read",
        "Microsoft.Resources/subscriptions/providers/read",
        "Microsoft.Resources/subscriptions/read",
      ],
    );
  });
});

describe("permissions, told from a token", () => {
  const held = (claims: object) =>
    Object.fromEntries(accessOf(claims as never).graph.map(({ permission, held }) => [permission, held]));

  it("of an application", () => {
    assert.deepEqual(held({ roles: ["Directory.Read.All", "Policy.Read.All"] }), {
      "Application.Read.All": "no",
      "AuditLog.Read.All": "no",
      "CustomDetection.Read.All": "no",
      "Directory.Read.All": "yes",
      "IdentityRiskEvent.Read.All": "no",
      "IdentityRiskyUser.Read.All": "no",
      "Policy.Read.All": "yes",
      "PrivilegedEligibilitySchedule.Read.AzureADGroup": "no",
      "RoleManagement.Read.Directory": "yes", // Directory.Read.All holds it
      "RoleManagementPolicy.Read.AzureADGroup": "no",
      "SecurityAlert.Read.All": "no",
      "ThreatHunting.Read.All": "no",
    });
  });

  it("of a person, whose directory roles decide", () => {
    assert.deepEqual(held({ scp: "AuditLog.Read.All Directory.ReadWrite.All User.Read" }), {
      "Application.Read.All": "no",
      "AuditLog.Read.All": "asUser",
      "CustomDetection.Read.All": "no",
      "Directory.Read.All": "asUser",
      "IdentityRiskEvent.Read.All": "no",
      "IdentityRiskyUser.Read.All": "no",
      "Policy.Read.All": "no",
      "PrivilegedEligibilitySchedule.Read.AzureADGroup": "no",
      "RoleManagement.Read.Directory": "no",
      "RoleManagementPolicy.Read.AzureADGroup": "no",
      "SecurityAlert.Read.All": "no",
      "ThreatHunting.Read.All": "no",
    });
    assert.deepEqual(held({ scp: "Directory.AccessAsUser.All AuditLog.Read.All" }), {
      "Application.Read.All": "no",
      "AuditLog.Read.All": "asUser",
      "CustomDetection.Read.All": "no",
      "Directory.Read.All": "asUser",
      "IdentityRiskEvent.Read.All": "no",
      "IdentityRiskyUser.Read.All": "no",
      "Policy.Read.All": "no",
      "PrivilegedEligibilitySchedule.Read.AzureADGroup": "no",
      "RoleManagement.Read.Directory": "asUser",
      "RoleManagementPolicy.Read.AzureADGroup": "no",
      "SecurityAlert.Read.All": "no",
      "ThreatHunting.Read.All": "no",
    });
  });

  it("name the kinds that stay closed", () => {
    const closed = accessOf({ roles: ["Directory.Read.All", "Policy.Read.All"] }).closed;
    assert.deepEqual(closed, [
      { kind: "agentIdentities", missing: ["Application.Read.All"] },
      { kind: "customDetections", missing: ["CustomDetection.Read.All"] },
      { kind: "decoyTraces", missing: ["AuditLog.Read.All"] },
      { kind: "directoryActivity", missing: ["AuditLog.Read.All"] },
      { kind: "elevations", missing: ["AuditLog.Read.All"] },
      { kind: "federatedCredentials", missing: ["Application.Read.All"] },
      { kind: "groupActivationRules", missing: ["RoleManagementPolicy.Read.AzureADGroup"] },
      { kind: "groupEligibilities", missing: ["PrivilegedEligibilitySchedule.Read.AzureADGroup"] },
      { kind: "registrations", missing: ["AuditLog.Read.All"] },
      { kind: "riskDetections", missing: ["IdentityRiskEvent.Read.All"] },
      { kind: "riskyUsers", missing: ["IdentityRiskyUser.Read.All"] },
      { kind: "signInActivity", missing: ["AuditLog.Read.All"] },
      { kind: "users", missing: ["AuditLog.Read.All"] },
      { kind: "xdrAlerts", missing: ["SecurityAlert.Read.All"] },
    ]);
  });

  it("of a form that cannot be read: nothing is held, nothing is thrown", () => {
    for (const claims of [{}, { roles: "Directory.Read.All" }, { scp: 7 }, { roles: null }]) {
      assert.ok(Object.values(held(claims)).every(value => value === "no"));
    }
    assert.deepEqual(accessOf({}, ["quota"]).closed, []);
    assert.ok(accessOf({}).closed.length < evidenceKinds.length);
  });
});
