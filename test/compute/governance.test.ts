import assert from "node:assert/strict";
import { type FactKind, type Facts, noFacts } from "../../compute/facts";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { readers } from "../../compute/governance";
import type { GovernanceType } from "../../compute/governance/governance-type";
import { type Tree, Withheld, type WithheldState } from "../../compute/value";

const rows: readonly GovernanceType[] = readers.flatMap(reader => reader.rows);

const guid = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
const role = `/providers/Microsoft.Authorization/roleDefinitions/${guid(1)}`;
const scope = `/subscriptions/${guid(2)}`;
const arm = (type: string, properties: Tree, more: object = {}) => ({ type, name: "a", properties, ...more }) as Tree;
const isArm = (token: string) => !token.includes(":");

const read = (token: string, inputs: Tree): Facts =>
  (isArm(token) ? factsOfArm({ type: token, name: "own", ...(inputs as object) }) : factsOf(token, inputs)) ?? noFacts;

/** Type, inputs, kind of fact, and by leaf what the fact says: the value and where it stood. */
type Truth = readonly [string, Tree, FactKind, { readonly [leaf: string]: readonly [string | number, string] }];

const grant = { roleDefinitionId: role, principalId: guid(3), principalType: "User", scope, condition: "c" };
const granted = (root = "") => ({
  role: [role, `${root}roleDefinitionId`] as const,
  principal: [guid(3), `${root}principalId`] as const,
  principalType: ["User", `${root}principalType`] as const,
  condition: ["c", `${root}condition`] as const,
});
const { condition: _, principalType: __, ...short } = granted();
const where = { scope: [scope, "scope"] as const };

const truths: readonly Truth[] = [
  ["azure-native:authorization:RoleAssignment", grant, "grants", { ...granted(), ...where }],
  ["azure-native:authorization/v20220401:RoleAssignment", grant, "grants", { ...granted(), ...where }],
  ["azure-native_authorization_v20220401:authorization:RoleAssignment", grant, "grants", { ...granted(), ...where }],
  ["azure:authorization/assignment:Assignment", grant, "grants", { ...granted(), ...where }],
  ["azure:role/assignment:Assignment", grant, "grants", { ...granted(), ...where }],
  ["azure:pim/activeRoleAssignment:ActiveRoleAssignment", grant, "grants", { ...short, ...where }],
  ["azure:pim/eligibleRoleAssignment:EligibleRoleAssignment", grant, "grants", { ...short, ...where }],
  ["azure-native:authorization:PimRoleEligibilitySchedule", grant, "grants", { ...short, ...where }],
  ["azurerm:index/roleAssignment:RoleAssignment", grant, "grants", { ...granted(), ...where }],
  [
    "azure:role/assignment:Assignment",
    { roleDefinitionName: "Owner", principalId: guid(3) },
    "grants",
    { role: ["Owner", "roleDefinitionName"] },
  ],
  [
    "Microsoft.Authorization/roleAssignments",
    { properties: grant, scope },
    "grants",
    { ...granted("properties."), ...where },
  ],
  ["microsoft.authorization/ROLEASSIGNMENTS", { Properties: grant }, "grants", { scope: [scope, "properties.scope"] }],
  ["Microsoft.KeyVault/vaults/providers/roleAssignments", { properties: grant }, "grants", granted("properties.")],
  [
    "Microsoft.KeyVault/vaults/providers/Microsoft.Authorization/roleAssignments",
    { properties: grant },
    "grants",
    granted("properties."),
  ],
  ["Microsoft.Authorization/roleEligibilityScheduleRequests", { properties: grant }, "grants", granted("properties.")],
  ["Microsoft.Authorization/roleAssignmentScheduleRequests", { properties: grant }, "grants", granted("properties.")],
  [
    "azure-native:managedservices:RegistrationDefinition",
    {
      scope,
      properties: { managedByTenantId: guid(9), authorizations: [{ roleDefinitionId: role, principalId: guid(3) }] },
    },
    "grants",
    { role: [role, "properties.authorizations[0].roleDefinitionId"], ...where },
  ],
  [
    "Microsoft.ManagedServices/registrationDefinitions",
    { properties: { eligibleAuthorizations: [{ roleDefinitionId: role, principalId: guid(3) }] } },
    "grants",
    { role: [role, "properties.eligibleAuthorizations[0].roleDefinitionId"] },
  ],
  [
    "azure:lighthouse/definition:Definition",
    { scope, authorizations: [{ roleDefinitionId: role, principalId: guid(3) }] },
    "grants",
    { principal: [guid(3), "authorizations[0].principalId"], ...where },
  ],
  [
    "azuread:index/groupMember:GroupMember",
    { groupObjectId: guid(4), memberObjectId: guid(3) },
    "grants",
    { role: [guid(4), "groupObjectId"], principal: [guid(3), "memberObjectId"] },
  ],
  [
    "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment",
    { roleId: guid(4), principalObjectId: guid(3) },
    "grants",
    { role: [guid(4), "roleId"] },
  ],
  [
    "azuread:index/appRoleAssignment:AppRoleAssignment",
    { appRoleId: guid(4), principalObjectId: guid(3) },
    "grants",
    { role: [guid(4), "appRoleId"] },
  ],
  [
    "azuread:index/privilegedAccessGroupEligibilitySchedule:PrivilegedAccessGroupEligibilitySchedule",
    { groupId: guid(4), principalId: guid(3) },
    "grants",
    { role: [guid(4), "groupId"] },
  ],
  [
    "azuread:index/directoryRoleMember:DirectoryRoleMember",
    { roleObjectId: guid(4), memberObjectId: guid(3) },
    "grants",
    { role: [guid(4), "roleObjectId"] },
  ],
  [
    "azuread:index/directoryRoleEligibilityScheduleRequest:DirectoryRoleEligibilityScheduleRequest",
    { roleDefinitionId: guid(4), principalId: guid(3) },
    "grants",
    { role: [guid(4), "roleDefinitionId"] },
  ],
  [
    "Microsoft.Graph/appRoleAssignedTo",
    { properties: { appRoleId: guid(4), principalId: guid(3), resourceId: guid(5) } },
    "grants",
    { role: [guid(4), "properties.appRoleId"], principal: [guid(3), "properties.principalId"] },
  ],
  [
    "Microsoft.Graph/groups",
    { properties: { displayName: "Workers", members: { relationships: [guid(3)] } } },
    "grants",
    { role: ["Workers", "properties.displayName"], principal: [guid(3), "properties.members.relationships[0]"] },
  ],
  [
    "azuread:index/group:Group",
    { displayName: "Workers", members: [guid(3)] },
    "grants",
    { role: ["Workers", "displayName"], principal: [guid(3), "members[0]"] },
  ],
  [
    "azure-native:solutions:ApplicationDefinition",
    { authorizations: [{ roleDefinitionId: guid(1), principalId: guid(3) }] },
    "grants",
    {
      role: [guid(1), "authorizations[0].roleDefinitionId"],
      principal: [guid(3), "authorizations[0].principalId"],
    },
  ],
  [
    "Microsoft.Solutions/applicationDefinitions",
    { properties: { authorizations: [{ roleDefinitionId: guid(1), principalId: guid(3) }] } },
    "grants",
    { role: [guid(1), "properties.authorizations[0].roleDefinitionId"] },
  ],
  [
    "azure:managedapplication/definition:Definition",
    { authorizations: [{ roleDefinitionId: guid(1), servicePrincipalId: guid(3) }] },
    "grants",
    {
      role: [guid(1), "authorizations[0].roleDefinitionId"],
      principal: [guid(3), "authorizations[0].servicePrincipalId"],
    },
  ],
  [
    "azurerm:index/managedApplicationDefinition:ManagedApplicationDefinition",
    { authorizations: [{ roleDefinitionId: guid(1), servicePrincipalId: guid(3) }] },
    "grants",
    { role: [guid(1), "authorizations[0].roleDefinitionId"] },
  ],
  [
    "azure-native:blueprint:RoleAssignmentArtifact",
    { roleDefinitionId: role, resourceScope: scope },
    "grants",
    { role: [role, "roleDefinitionId"], scope: [scope, "resourceScope"] },
  ],
  [
    "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
    { issuer: "https://a", subject: "s" },
    "credentials",
    { issuer: ["https://a", "issuer"], subject: ["s", "subject"] },
  ],
  [
    "Microsoft.Graph/applications/federatedIdentityCredentials",
    { properties: { name: "app/ci", issuer: "https://a", subject: "s" } },
    "credentials",
    { issuer: ["https://a", "properties.issuer"], subject: ["s", "properties.subject"] },
  ],
  ["Microsoft.Quota/groupQuotas/subscriptions", { name: "g/s" }, "quotaIncreases", { name: ["g/s", "name"] }],
  [
    "Microsoft.Quota/groupQuotas/resourceProviders/groupQuotaLimits",
    { properties: { value: [{ properties: { resourceName: "standardNCFamily", limit: 96 } }] } },
    "quotaIncreases",
    {
      name: ["standardNCFamily", "properties.value[0].properties.resourceName"],
      limit: [96, "properties.value[0].properties.limit"],
    },
  ],
  ...[
    "Microsoft.Quota/groupQuotas/quotaAllocations",
    "Microsoft.Quota/groupQuotas/resourceProviders/quotaAllocations",
  ].map(
    (type): Truth => [
      type,
      { properties: { value: [{ properties: { resourceName: "standardNCFamily", limit: 96 } }] } },
      "quotaIncreases",
      {
        name: ["standardNCFamily", "properties.value[0].properties.resourceName"],
        limit: [96, "properties.value[0].properties.limit"],
      },
    ],
  ),
  ["azure-native:computelimit:SharedLimit", { name: "cores" }, "quotaIncreases", { name: ["cores", "name"] }],
  ["Microsoft.ComputeLimit/locations/guestSubscriptions", { name: "s" }, "quotaIncreases", { name: ["s", "name"] }],
  [
    "azure:core/subscription:Subscription",
    { subscriptionId: guid(2) },
    "tenancies",
    { to: [guid(2), "subscriptionId"] },
  ],
  [
    "azure-native:billing:AssociatedTenant",
    { properties: { tenantId: guid(9) } },
    "tenancies",
    { to: [guid(9), "properties.tenantId"] },
  ],
  ["Microsoft.Management/managementGroups/subscriptions", { name: "g/s" }, "tenancies", { to: ["g/s", "name"] }],
  [
    "azure:management/groupSubscriptionAssociation:GroupSubscriptionAssociation",
    { managementGroupId: "g" },
    "tenancies",
    { to: ["g", "managementGroupId"] },
  ],
  [
    "azure:policy/assignment:Assignment",
    { enforcementMode: false },
    "guardrails",
    { change: ["is not enforced", "enforcementMode"] },
  ],
  [
    "azure-native:managedidentity:FederatedIdentityCredential",
    { issuer: "https://a", subject: "s" },
    "credentials",
    { issuer: ["https://a", "issuer"], subject: ["s", "subject"] },
  ],
  [
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    { properties: { issuer: "https://a", subject: "s" } },
    "credentials",
    { issuer: ["https://a", "properties.issuer"] },
  ],
  [
    "azure:armmsi/federatedIdentityCredential:FederatedIdentityCredential",
    { issuer: "https://a", subject: "s" },
    "credentials",
    { issuer: ["https://a", "issuer"] },
  ],
  [
    "azuread:index/applicationFlexibleFederatedIdentityCredential:ApplicationFlexibleFederatedIdentityCredential",
    { issuer: "https://a", claimsMatchingExpression: "m" },
    "credentials",
    { issuer: ["https://a", "issuer"], subject: ["m", "claimsMatchingExpression"] },
  ],
  [
    "azure-native:containerservice:JWTAuthenticator",
    { properties: { issuer: { url: "https://a" } } },
    "credentials",
    { issuer: ["https://a", "properties.issuer.url"] },
  ],
  [
    "Microsoft.Quota/quotas",
    { properties: { name: { value: "standardNCFamily" }, limit: { value: 96 } } },
    "quotaIncreases",
    { name: ["standardNCFamily", "properties.name.value"], limit: [96, "properties.limit.value"] },
  ],
  [
    "Microsoft.Capacity/resourceProviders/locations/serviceLimits",
    { properties: { name: { value: "cores" }, limit: 96 } },
    "quotaIncreases",
    { name: ["cores", "properties.name.value"], limit: [96, "properties.limit"] },
  ],
  [
    "Microsoft.Support/supportTickets",
    { properties: { quotaTicketDetails: { quotaChangeRequests: [{ region: "eastus", payload: "{}" }] } } },
    "quotaIncreases",
    { name: ["eastus", "properties.quotaTicketDetails.quotaChangeRequests[0].region"] },
  ],
  [
    "azure-native:quota:GroupQuota",
    { properties: { displayName: "g" } },
    "quotaIncreases",
    { name: ["g", "properties.displayName"] },
  ],
  [
    "azure-native:quota:GroupQuotaSubscription",
    { groupQuotaName: "g" },
    "quotaIncreases",
    { name: ["g", "groupQuotaName"] },
  ],
  [
    "azure-native:computelimit:GuestSubscription",
    { guestSubscriptionId: guid(2) },
    "quotaIncreases",
    { name: [guid(2), "guestSubscriptionId"] },
  ],
  [
    "azure-native:computelimit:SharedLimitCap",
    { name: "standardNCASv3_T4Family", defaultMemberCap: 96 },
    "quotaIncreases",
    { name: ["standardNCASv3_T4Family", "name"], limit: [96, "defaultMemberCap"] },
  ],
  [
    "Microsoft.ComputeLimit/locations/sharedLimitCaps",
    { name: "standardNCASv3_T4Family", properties: { isBoundedCap: false } },
    "quotaIncreases",
    { name: ["standardNCASv3_T4Family", "name"] },
  ],
  [
    "Microsoft.ComputeLimit/locations/sharedLimitCaps/memberCapOverrides",
    { name: guid(2), properties: { cap: 96 } },
    "quotaIncreases",
    { name: [guid(2), "name"], limit: [96, "properties.cap"] },
  ],
  [
    "azure-native:computelimit:TrustedHostSubscription",
    { name: guid(2) },
    "quotaIncreases",
    { name: [guid(2), "name"] },
  ],
  [
    "Microsoft.Compute/capacityReservationGroups",
    { properties: { sharingProfile: { subscriptionIds: [{ id: scope }] } } },
    "quotaIncreases",
    { name: [scope, "properties.sharingProfile.subscriptionIds[0].id"] },
  ],
  [
    "azure-native:subscription:SubscriptionTarDirectory",
    { properties: { destinationTenantId: guid(9) } },
    "tenancies",
    { to: [guid(9), "properties.destinationTenantId"] },
  ],
  [
    "Microsoft.Subscription/changeTenantRequest",
    { properties: { destinationTenantId: guid(9) } },
    "tenancies",
    { to: [guid(9), "properties.destinationTenantId"] },
  ],
  [
    "Microsoft.Subscription/aliases",
    { properties: { additionalProperties: { subscriptionTenantId: guid(9) } } },
    "tenancies",
    { to: [guid(9), "properties.additionalProperties.subscriptionTenantId"] },
  ],
  [
    "Microsoft.Subscription/policies",
    { blockSubscriptionsLeavingTenant: false },
    "tenancies",
    { to: ["false", "blockSubscriptionsLeavingTenant"] },
  ],
  [
    "Microsoft.Subscription/policies",
    { properties: { exemptedPrincipals: [guid(3)] } },
    "tenancies",
    { to: [guid(3), "properties.exemptedPrincipals[0]"] },
  ],
  ["azure-native:management:ManagementGroupSubscription", { groupId: "g" }, "tenancies", { to: ["g", "groupId"] }],
  [
    "azure:management/group:Group",
    { subscriptionIds: [guid(2)] },
    "tenancies",
    { to: [guid(2), "subscriptionIds[0]"] },
  ],
  [
    "azure:managementgroups/managementGroup:ManagementGroup",
    { subscriptionIds: [guid(2)] },
    "tenancies",
    { to: [guid(2), "subscriptionIds[0]"] },
  ],
  [
    "azure-native:authorization:PolicyExemption",
    { policyAssignmentId: "p" },
    "guardrails",
    { change: ["exempts from a policy", "policyAssignmentId"] },
  ],
  [
    "Microsoft.Authorization/policyExemptions",
    { properties: {} },
    "guardrails",
    { change: ["exempts from a policy", "properties.policyAssignmentId"] },
  ],
  [
    "azure:core/resourcePolicyExemption:ResourcePolicyExemption",
    { policyAssignmentId: "p" },
    "guardrails",
    { change: ["exempts from a policy", "policyAssignmentId"] },
  ],
  [
    "azurerm:index/managementGroupPolicyExemption:ManagementGroupPolicyExemption",
    { policyAssignmentId: "p" },
    "guardrails",
    { change: ["exempts from a policy", "policyAssignmentId"] },
  ],
  [
    "azure-native:authorization:PolicyAssignment",
    { enforcementMode: "donotenforce" },
    "guardrails",
    { change: ["is not enforced", "enforcementMode"] },
  ],
  [
    "Microsoft.Authorization/policyAssignments",
    { properties: { notScopes: [scope] } },
    "guardrails",
    { change: ["leaves scopes out", "properties.notScopes"] },
  ],
  [
    "azure:core/subscriptionPolicyAssignment:SubscriptionPolicyAssignment",
    { enforce: false },
    "guardrails",
    { change: ["is not enforced", "enforce"] },
  ],
  [
    "azure-native:security:Pricing",
    { pricingTier: "Free" },
    "guardrails",
    { change: ["is switched off", "pricingTier"] },
  ],
  [
    "azure:securitycenter/subscriptionPricing:SubscriptionPricing",
    { tier: "Free" },
    "guardrails",
    { change: ["is switched off", "tier"] },
  ],
  [
    "azure-native:security:AlertsSuppressionRule",
    { state: "Enabled" },
    "guardrails",
    { change: ["suppresses alerts of Defender", "state"] },
  ],
  [
    "azure-native:monitor:ActivityLogAlert",
    { enabled: false },
    "guardrails",
    { change: ["is switched off", "enabled"] },
  ],
  [
    "azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy",
    { state: "disabled" },
    "guardrails",
    { change: ["is not enforced", "state"] },
  ],
  [
    "azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy",
    { state: "enabledForReportingButNotEnforced" },
    "guardrails",
    { change: ["is not enforced", "state"] },
  ],
  [
    "azure-native:authorization:PolicyAssignment",
    { enforcementMode: "Enroll" },
    "guardrails",
    { change: ["is not enforced", "enforcementMode"] },
  ],
  ...["Disabled", "Audit", "auditIfNotExists"].map(
    (value): Truth => [
      "azure-native:authorization:PolicyAssignment",
      { overrides: [{ kind: "policyEffect", value }] },
      "guardrails",
      { change: ["is not enforced", "overrides[0].value"] },
    ],
  ),
  [
    "Microsoft.Authorization/policyAssignments",
    { properties: { overrides: [{ kind: "policyEffect", value: "Disabled" }] } },
    "guardrails",
    { change: ["is not enforced", "properties.overrides[0].value"] },
  ],
  [
    "azure:core/subscriptionPolicyAssignment:SubscriptionPolicyAssignment",
    { overrides: [{ value: "Disabled" }] },
    "guardrails",
    { change: ["is not enforced", "overrides[0].value"] },
  ],
  [
    "azurerm:index/managementGroupPolicyAssignment:ManagementGroupPolicyAssignment",
    { overrides: [{ value: "Disabled" }] },
    "guardrails",
    { change: ["is not enforced", "overrides[0].value"] },
  ],
  [
    "azure-native:authorization:PolicyAssignment",
    { parameters: { effect: { value: "disabled" } } },
    "guardrails",
    { change: ["is given the effect Disabled", "parameters.effect.value"] },
  ],
  [
    "Microsoft.Authorization/policyAssignments",
    { properties: { parameters: { vmSizesEffect: { value: "Disabled" } } } },
    "guardrails",
    { change: ["is given the effect Disabled", "properties.parameters.vmSizesEffect.value"] },
  ],
  [
    "azure-native:authorization:PolicyAssignment",
    { resourceSelectors: [{ selectors: [{ kind: "resourceLocation", notIn: ["brazilsouth"] }] }] },
    "guardrails",
    { change: ["leaves resources out", "resourceSelectors"] },
  ],
  [
    "Microsoft.Authorization/policyAssignments",
    { properties: { resourceSelectors: [{ selectors: [{ kind: "resourceLocation", in: ["westeurope"] }] }] } },
    "guardrails",
    { change: ["leaves resources out", "properties.resourceSelectors"] },
  ],
  [
    "azure:management/groupPolicyAssignment:GroupPolicyAssignment",
    { resourceSelectors: [{ selectors: [{ kind: "resourceLocation", notIns: ["brazilsouth"] }] }] },
    "guardrails",
    { change: ["leaves resources out", "resourceSelectors"] },
  ],
  ...[
    "azure-native:insights:ActivityLogAlert",
    "azure:monitoring/activityLogAlert:ActivityLogAlert",
    "azurerm:index/monitorActivityLogAlert:MonitorActivityLogAlert",
    "azure-native:monitor:ScheduledQueryRule",
    "azure:monitoring/scheduledQueryRulesAlert:ScheduledQueryRulesAlert",
    "azure:monitoring/scheduledQueryRulesAlertV2:ScheduledQueryRulesAlertV2",
    "azurerm:index/monitorScheduledQueryRulesAlertV2:MonitorScheduledQueryRulesAlertV2",
    "azure-native:securityinsights:ScheduledAlertRule",
    "azure:sentinel/alertRuleScheduled:AlertRuleScheduled",
    "azurerm:index/sentinelAlertRuleScheduled:SentinelAlertRuleScheduled",
  ].map((token): Truth => [token, { enabled: false }, "guardrails", { change: ["is switched off", "enabled"] }]),
  ...[
    "Microsoft.Insights/scheduledQueryRules",
    "Microsoft.SecurityInsights/alertRules",
    "Microsoft.OperationalInsights/workspaces/providers/alertRules",
  ].map(
    (type): Truth => [
      type,
      { properties: { enabled: false } },
      "guardrails",
      { change: ["is switched off", "properties.enabled"] },
    ],
  ),
  ...["azure-native:alertsmanagement:AlertProcessingRuleByName", "Microsoft.AlertsManagement/actionRules"].map(
    (type): Truth => [
      type,
      { properties: { scopes: [scope], actions: [{ actionType: "RemoveAllActionGroups" }] } },
      "guardrails",
      { change: ["mutes alerts", "properties.actions[0].actionType"] },
    ],
  ),
  // as older versions have it
  ...["azure-native:alertsmanagement:ActionRuleByName", "Microsoft.AlertsManagement/actionRules"].map(
    (type): Truth => [
      type,
      { properties: { type: "Suppression", status: "Enabled" } },
      "guardrails",
      { change: ["mutes alerts", "properties.type"] },
    ],
  ),
  ...[
    "azure:monitoring/alertProcessingRuleSuppression:AlertProcessingRuleSuppression",
    "azurerm:index/monitorAlertProcessingRuleSuppression:MonitorAlertProcessingRuleSuppression",
  ].map((token): Truth => [token, { scopes: [scope] }, "guardrails", { change: ["mutes alerts", "scopes"] }]),
  [
    "azure-native:monitor:SubscriptionDiagnosticSetting",
    { logs: [{ category: "Administrative", enabled: false }] },
    "guardrails",
    { change: ["leaves out what is created, and by whom", "logs[0].enabled"] },
  ],
  [
    "Microsoft.Insights/diagnosticSettings",
    { properties: { logs: [{ category: "Security", enabled: false }] } },
    "guardrails",
    { change: ["leaves out what is created, and by whom", "properties.logs[0].enabled"] },
  ],
];

const states: readonly WithheldState[] = ["unknown", "expression", "hidden"];

/** The tree with another value at one place. */
function put(tree: Tree, [key, ...rest]: readonly string[], value: Tree): Tree {
  if (key === undefined) return value;
  const copy = (Array.isArray(tree) ? [...tree] : { ...(tree as object) }) as { [key: string]: Tree };
  const own = Object.keys(copy).find(name => name.toLowerCase() === key.toLowerCase()) ?? key;
  copy[own] = put(copy[own] ?? {}, rest, value);
  return copy;
}

type Leaf = { readonly state: string; readonly value?: string | number; readonly path: string };
const leafOf = (facts: Facts, kind: FactKind, leaf: string, path: string): Leaf | undefined =>
  (facts[kind] as readonly object[])
    .map(fact => (fact as { [leaf: string]: Leaf })[leaf])
    .find(found => found?.path === path);

describe("reading changes", () => {
  for (const [token, inputs, kind, leaves] of truths)
    it(`${token}: ${kind} ${Object.keys(leaves).join(", ")}`, () => {
      for (const [leaf, [value, path]] of Object.entries(leaves)) {
        assert.deepEqual(leafOf(read(token, inputs), kind, leaf, path), { state: "known", value, path });
        const keys = path.split(/[.[\]]+/).filter(Boolean);
        for (const state of states) {
          const withheld = leafOf(read(token, put(inputs, keys, new Withheld(state))), kind, leaf, path);
          // what a type does by itself it does whatever stands in it
          const always =
            // which policy it is of decides what an exemption does, so that is waited for
            (value === "exempts from a policy" && state !== "unknown") ||
            (value === "mutes alerts" && path.endsWith("scopes")) ||
            (kind === "tenancies" && withheld?.state === "known");
          assert.equal(withheld?.state, always ? "known" : state, `${leaf} ${state}`);
        }
      }
    });

  it("every row is tried", () => {
    const tried = new Set(truths.map(([token]) => token.toLowerCase()));
    const untried = rows
      .filter(
        ({ native = [], arm: types = [], classic = [], azuread: directory = [] }) =>
          ![
            ...native.map(type => `azure-native:${type}`),
            ...types,
            ...classic.map(type => `azure:${type}`),
            ...directory.map(type => `azuread:index/${type}`),
          ].some(token => tried.has(token.toLowerCase())),
      )
      .map(
        ({ native = [], arm: types = [], classic = [], azuread: directory = [] }) =>
          [native, types, classic, directory].flat()[0],
      );
    // these have a test of their own below
    const customRoles = ["authorization:RoleDefinition", "authorization/roleDefinition:RoleDefinition"];
    const missing = untried.filter(type => !customRoles.includes(type ?? ""));
    assert.deepEqual(missing, [], `rows of compute/governance without a case above: ${missing.join(", ")}`);
  });

  it("what is as it was is no change", () => {
    for (const [token, inputs] of [
      ["azure-native:authorization:PolicyAssignment", { enforcementMode: "Default", notScopes: [] }],
      ["azure:core/resourcePolicyAssignment:ResourcePolicyAssignment", { enforce: true }],
      ["azure-native:security:Pricing", { pricingTier: "Standard" }],
      ["azure-native:security:AlertsSuppressionRule", { state: "Disabled" }],
      ["azure-native:monitor:ActivityLogAlert", { enabled: true }],
      ["azure-native:monitor:ActivityLogAlert", {}],
      [
        "Microsoft.Subscription/policies",
        { properties: { blockSubscriptionsLeavingTenant: true, exemptedPrincipals: [] } },
      ],
      ["azure-native:management:ManagementGroup", { groupId: "g" }],
      ["Microsoft.Compute/capacityReservationGroups", { properties: {} }],
      ["azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy", { state: "enabled" }],
      ["azure-native:authorization:PolicyAssignment", { overrides: [], resourceSelectors: [] }],
      ["azure-native:authorization:PolicyAssignment", { parameters: { effect: { value: "Deny" } } }],
      ["azure-native:authorization:PolicyAssignment", { parameters: { publicNetworkAccess: { value: "Disabled" } } }],
      ["azure:core/resourcePolicyAssignment:ResourcePolicyAssignment", { parameters: '{"effect":{"value":"Deny"}}' }],
      ["azure-native:authorization:PolicyAssignment", { overrides: [{ kind: "policyEffect", value: "Deny" }] }],
      ["azure-native:authorization:PolicyAssignment", { overrides: [{ kind: "definitionVersion", value: "2.*.*" }] }],
      ["azure-native:monitor:ScheduledQueryRule", { enabled: true }],
      ["Microsoft.SecurityInsights/alertRules", { properties: { enabled: true } }],
      [
        "azure-native:alertsmanagement:AlertProcessingRuleByName",
        { properties: { actions: [{ actionType: "AddActionGroups", actionGroupIds: ["a"] }] } },
      ],
      ["azure-native:alertsmanagement:ActionRuleByName", { properties: { type: "Suppression", status: "Disabled" } }],
      ["azure:monitoring/alertProcessingRuleSuppression:AlertProcessingRuleSuppression", { enabled: false }],
      ["azure-native:monitor:SubscriptionDiagnosticSetting", { logs: [{ category: "Administrative", enabled: true }] }],
      ["Microsoft.Insights/diagnosticSettings", { properties: { logs: [{ category: "AuditEvent", enabled: false }] } }],
      ["Microsoft.Graph/groups", { properties: { displayName: "Workers" } }],
      ["Microsoft.Graph/groups", { properties: { displayName: "Workers", members: { relationships: [] } } }],
      ["azuread:index/group:Group", { displayName: "Workers", members: [] }],
      ["azure-native:solutions:ApplicationDefinition", { lockLevel: "ReadOnly" }],
    ] as const) {
      const { grants, guardrails, tenancies, quotaIncreases } = read(token, inputs as Tree);
      assert.deepEqual(
        { grants, guardrails, tenancies, quotaIncreases },
        { grants: [], guardrails: [], tenancies: [], quotaIncreases: [] },
        JSON.stringify([token, inputs]),
      );
    }
  });

  it("a guard that is often weakened on purpose, or guards something else, is only narrowed", () => {
    const pricing = (pricingName: Tree) =>
      ["azure-native:security:Pricing", { pricingName, pricingTier: "Free" }] as const;
    const classic = (more: object) =>
      ["azure:securitycenter/subscriptionPricing:SubscriptionPricing", { tier: "Free", ...more }] as const;
    const access = (state: string) =>
      ["azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy", { state }] as const;
    const plan = (name: string, properties = { pricingTier: "Free" }) =>
      ["Microsoft.Security/pricings", { name, properties }] as const;
    const processing = (more: object) =>
      [
        "azure-native:alertsmanagement:AlertProcessingRuleByName",
        { properties: { actions: [{ actionType: "RemoveAllActionGroups" }], ...more } },
      ] as const;
    const log = (more: object) =>
      ["azure-native:monitor:SubscriptionDiagnosticSetting", { logs: [{ enabled: false, ...more }] }] as const;
    for (const [[token, inputs], effect] of [
      ...["VirtualMachines", "containers", "Arm"].map(name => [pricing(name), "off"] as const),
      ...["Api", "CloudPosture", "CosmosDbs", "KubernetesService", "AI", "AppServices", "StorageAccounts"].map(
        name => [pricing(name), "narrowed"] as const,
      ),
      ...states.map(state => [pricing(new Withheld(state)), "off"] as const),
      [plan("VirtualMachines"), "off"],
      [plan("vm/Microsoft.Security/VirtualMachines"), "off"],
      [plan("Dns"), "narrowed"],
      // it stands for servers where nothing else is said
      [classic({}), "off"],
      [classic({ resourceType: "Arm" }), "off"],
      [classic({ resourceType: "SqlServerVirtualMachines" }), "narrowed"],
      [access("disabled"), "off"],
      [access("enabledForReportingButNotEnforced"), "narrowed"],
      [["azure-native:authorization:PolicyAssignment", { overrides: [{ value: "Audit" }] }], "off"],
      [["azure-native:authorization:PolicyAssignment", { resourceSelectors: [{}] }], "narrowed"],
      [["azure-native:monitor:ActivityLogAlert", { enabled: false }], "off"],
      [["azure-native:monitor:ScheduledQueryRule", { enabled: false }], "narrowed"],
      [["azure-native:securityinsights:ScheduledAlertRule", { enabled: false }], "narrowed"],
      [processing({}), "narrowed"],
      [processing({ enabled: true }), "narrowed"],
      [processing({ enabled: new Withheld("unknown") }), "narrowed"],
      [processing({ enabled: false }), undefined],
      [log({ category: "Security" }), "narrowed"],
      [log({ category: new Withheld("hidden") }), "narrowed"],
      [log({ category: "Recommendation" }), undefined],
    ] as const)
      assert.deepEqual(
        read(token, inputs as Tree).guardrails.map(guard => guard.effect),
        effect === undefined ? [] : [effect],
        JSON.stringify([token, inputs]),
      );
  });

  it("an exemption or an assignment without enforcement weighs by what its policy guards", () => {
    const exemption = (assignment: string) =>
      ["azure-native:authorization:PolicyExemption", { policyAssignmentId: assignment }] as const;
    const assigned = (policyDefinitionId: Tree, more: object = {}) =>
      [
        "azure-native:authorization:PolicyAssignment",
        { policyDefinitionId, enforcementMode: "DoNotEnforce", ...more },
      ] as const;
    const builtIn = (name: string) => `/providers/Microsoft.Authorization/policyDefinitions/${name}`;
    const own = (name: string) => `${scope}${builtIn(name)}`;
    const assignment = (name: string) => `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`;
    const unnamed = "1a2b3c4d5e6f708192a3b4c5";
    for (const [[token, inputs], effect] of [
      ...[
        "computeguard",
        "allowed-vm-sizes",
        "AllowedLocations",
        "Deny-GPU",
        "deny-vm-creation",
        "allowed-resource-types",
      ]
        .flatMap(name => [exemption(assignment(name)), assigned(own(name))])
        .map(row => [row, "off"] as const),
      ...["require-cost-centre", "Deny-Subnet-Without-Nsg", "Deploy-VM-Backup", "audit-vm-managed-disks", unnamed]
        .flatMap(name => [exemption(assignment(name)), assigned(own(name))])
        .map(row => [row, "narrowed"] as const),
      // sizes, regions, types, a second factor
      [assigned(builtIn("CCCC23C7-8427-4f53-ad12-b6a63eb452b3")), "off"],
      [assigned(builtIn("e56962a6-4747-49cd-b67b-bf8b01975c4c"), { displayName: "Require tag" }), "off"],
      [assigned(builtIn("a08ec900-254a-4555-9bf5-e42af04b5c5c")), "off"],
      [assigned(builtIn("4e6c27d5-a6ee-49cf-b2b4-d8fe90fa2b8b")), "off"],
      // tags and storage, whatever the assignment is called
      [
        assigned(builtIn("871b6d14-10aa-478d-b590-94f262ecfa99"), {
          displayName: "Require tag on machines of any size",
        }),
        "narrowed",
      ],
      [assigned(builtIn("7433c107-6db4-4ad1-b57a-a76dce0154a1")), "narrowed"],
      // a policy of one's own, by the name of its assignment
      [assigned(own(unnamed), { policyAssignmentName: "allowed-sizes" }), "off"],
      [assigned(own(unnamed), { displayName: "Allowed regions" }), "off"],
      [assigned(own(unnamed), { displayName: "Require tag" }), "narrowed"],
      [assigned(new Withheld("hidden")), "off"],
      [assigned(new Withheld("expression"), { displayName: "Require tag" }), "off"],
      [["azure-native:authorization:PolicyAssignment", { enforcementMode: "DoNotEnforce" }], "off"],
      [
        [
          "azure:core/resourcePolicyAssignment:ResourcePolicyAssignment",
          { policyDefinitionId: own("tags"), enforce: false },
        ],
        "narrowed",
      ],
      [
        [
          "azure:core/resourcePolicyAssignment:ResourcePolicyAssignment",
          { policyDefinitionId: own("sizes"), parameters: '{"effect":{"value":"Disabled"}}' },
        ],
        "off",
      ],
    ] as const)
      assert.deepEqual(
        read(token, inputs as Tree).guardrails.map(guard => guard.effect),
        [effect],
        JSON.stringify(inputs),
      );
    // which policy it is of is decided later
    assert.equal(
      read(...assigned(new Withheld("unknown"), { displayName: "Require tag" })).guardrails[0]?.change.state,
      "unknown",
    );
    assert.equal(
      read(...assigned(new Withheld("unknown"), { displayName: "Allowed sizes" })).guardrails[0]?.change.state,
      "known",
    );
  });

  it("a role keeps the blocks of its permissions apart, and what cannot be seen in its place", () => {
    const permissions = [
      { actions: ["a/*", new Withheld("unknown")], notActions: ["a/b"] },
      { actions: new Withheld("hidden") },
    ];
    for (const [token, inputs] of [
      ["azure-native:authorization:RoleDefinition", { permissions }],
      ["azure:role/definition:Definition", { permissions }],
      ["Microsoft.Authorization/roleDefinitions", { properties: { permissions } }],
    ] as const) {
      const root = isArm(token) ? "properties." : "";
      assert.deepEqual(read(token, inputs as Tree).customRoles, [
        {
          permissions: [
            {
              actions: [
                { state: "known", value: "a/*", path: `${root}permissions[0].actions[0]` },
                { state: "unknown", path: `${root}permissions[0].actions[1]` },
              ],
              notActions: [{ state: "known", value: "a/b", path: `${root}permissions[0].notActions[0]` }],
            },
            {
              actions: [{ state: "hidden", path: `${root}permissions[1].actions` }],
              notActions: [],
            },
          ],
        },
      ]);
    }
    const whole = read("azure-native:authorization:RoleDefinition", {
      permissions: new Withheld("unknown"),
    }).customRoles;
    assert.deepEqual(
      whole[0]?.permissions.flatMap(({ actions }) => actions.map(({ state }) => state)),
      ["unknown"],
    );
  });
});

describe("the scope of a grant", () => {
  const assignment = (more: object = {}) =>
    arm("Microsoft.Authorization/roleAssignments", { roleDefinitionId: role, principalId: guid(3) }, more);
  const scopes = (facts: Facts | undefined) =>
    facts?.grants.map(({ scope: at }) => (at.state === "known" ? at.value : at.state));
  const tenant = (resources: Tree) =>
    factsOf("azure-native:resources:DeploymentAtTenantScope", {
      properties: { mode: "Incremental", template: { resources } },
    });
  const nested = (resource: Tree, more: object = {}): Tree =>
    arm("Microsoft.Resources/deployments", { mode: "Incremental", template: { resources: [resource] } }, more);

  it("that is empty is the root", () => {
    for (const at of ["", "/", "//"]) {
      const [found] = read("azure-native:authorization:RoleAssignment", { ...grant, scope: at }).grants;
      assert.equal(found?.scope.state, "known");
    }
  });

  it("is the tenant's where the deployment is, unless a nested one goes elsewhere", () => {
    assert.deepEqual(scopes(tenant([assignment()])), ["/"]);
    assert.deepEqual(scopes(tenant({ symbolic: assignment() })), ["/"]);
    assert.deepEqual(scopes(tenant([assignment({ scope })])), [scope]);
    assert.deepEqual(scopes(tenant([nested(assignment())])), ["/"]);
    assert.deepEqual(scopes(tenant([nested(nested(assignment()))])), ["/"]);
    for (const elsewhere of [{ subscriptionId: guid(2) }, { resourceGroup: "g" }, { scope: "[resourceGroup().id]" }])
      assert.deepEqual(scopes(tenant([nested(nested(assignment()), elsewhere)])), ["absent"]);
    const group = "Microsoft.Management/managementGroups/g";
    assert.deepEqual(scopes(tenant([nested(nested(assignment()), { scope: group })])), [group]);
    const template = JSON.stringify({ resources: [assignment()] });
    const classic = factsOf("azure:core/tenantTemplateDeployment:TenantTemplateDeployment", {
      templateContent: template,
    });
    assert.deepEqual(scopes(classic), ["/"]);
  });

  it("is the tenant's where a nested deployment goes there, from wherever it is", () => {
    const from = (token: string, resource: Tree, more: object = {}) =>
      scopes(factsOf(token, { properties: { template: { resources: [resource] } }, ...more }));
    const below = [
      "Deployment",
      "DeploymentAtSubscriptionScope",
      "DeploymentAtManagementGroupScope",
      "DeploymentAtTenantScope",
    ];
    for (const token of below.map(name => `azure-native:resources:${name}`))
      for (const at of ["/", "[format('/')]"]) {
        assert.deepEqual(from(token, nested(assignment(), { scope: at })), ["/"], token);
        assert.deepEqual(from(token, nested(nested(assignment()), { scope: at })), ["/"], token);
        assert.deepEqual(from(token, nested(nested(assignment(), { subscriptionId: guid(2) }), { scope: at })), [
          "absent",
        ]);
        assert.deepEqual(from(token, nested(nested(assignment(), { scope: at }), { subscriptionId: guid(2) })), ["/"]);
      }
    assert.deepEqual(from("azure-native:resources:Deployment", nested(assignment(), { scope: "[reference('a').b]" })), [
      "expression",
    ]);
    const atScope = "azure-native:resources:DeploymentAtScope";
    for (const at of ["/", ""]) assert.deepEqual(from(atScope, assignment(), { scope: at }), ["/"]);
    assert.deepEqual(from(atScope, assignment(), { scope }), [scope]);
    assert.deepEqual(from(atScope, assignment(), { scope: new Withheld("unknown") }), ["unknown"]);
  });

  it("is that of its group in any other deployment", () =>
    assert.deepEqual(
      scopes(factsOf("azure-native:resources:Deployment", { properties: { template: { resources: [assignment()] } } })),
      ["absent"],
    ));

  it("of azapi stands beside the body", () => {
    const azapi = (parentId: Tree) =>
      factsOf("azapi:index/resource:Resource", {
        type: "Microsoft.Authorization/roleAssignments@2022-04-01",
        parentId,
        body: { properties: { roleDefinitionId: role, principalId: guid(3) } },
      });
    assert.deepEqual(scopes(azapi("/")), ["/"]);
    assert.deepEqual(scopes(azapi(new Withheld("unknown"))), ["unknown"]);
  });

  it("that cannot be worked out may surely be below the root", () => {
    const below = (at: string) =>
      factsOf("azure-native:resources:Deployment", {
        properties: { template: { resources: [assignment({ scope: at })] } },
      })?.grants[0]?.belowRoot;
    for (const at of [
      "[resourceGroup().id]",
      "[resourceId('Microsoft.Storage/storageAccounts', 'a')]",
      "[format('Microsoft.KeyVault/vaults/{0}', last(split(resourceId('a.b/c', uniqueString('d')), '/')))]",
    ])
      assert.equal(below(at), true, at);
    for (const at of [
      "[reference('a').id]",
      "[concat('/', reference('a').id)]",
      "[if(equals(reference('a').b, 1), '/', resourceGroup().id)]",
    ])
      assert.equal(below(at), undefined, at);
  });
});

describe("other packages", () => {
  const of = (token: string, inputs: Tree) => factsOf(token, inputs);
  const texts = (facts: Facts | undefined) =>
    facts?.payloads.map(({ text }) => (text.state === "known" ? text.value : text.state));

  it("that can create anything are said, with what they run", () => {
    for (const token of ["command:local:Command", "command:remote:Command", "COMMAND:local:Command"]) {
      const facts = of(token, { create: "./xmrig", delete: new Withheld("hidden"), environment: { A: "b" } });
      assert.deepEqual(texts(facts), ["./xmrig", "hidden", "b"]);
      assert.equal(facts?.packages.length, 1);
    }
    assert.deepEqual(texts(of("pulumi-python:dynamic:Resource", { __provider: "code" })), ["code"]);
    for (const token of ["vm:index:Module", "vm:tf:azurerm_linux_virtual_machine", "fabrikam:index:Cluster"])
      assert.equal(of(token, { size: "a" })?.packages.length, 1, token);
  });

  it("run what pods run, and say nothing else of them", () => {
    const facts = of("kubernetes:apps/v1:Deployment", {
      spec: { template: { spec: { containers: [{ image: "xmrig/xmrig", args: ["-o", "pool"] }] } } },
    });
    assert.deepEqual(texts(facts), ["xmrig/xmrig", "-o pool"]);
    assert.deepEqual(facts?.packages, []);
  });

  it("that order nothing, and components without inputs, are passed over", () => {
    for (const token of ["random:index/randomPassword:RandomPassword", "tls:index/privateKey:PrivateKey"])
      assert.equal(of(token, { length: 8 }), undefined);
    assert.equal(of("fabrikam:index:Component", {}), undefined);
    assert.equal(of("azure-native:storage:StorageAccount", { kind: "StorageV2" }), undefined);
  });
});
