import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Asked, type Body, holds } from "../guardrails/azure-policy";

/**
 * The judge of Azure Policy rules, proved on Microsoft's own definitions: what each has to say of a body follows from its
 * description and from Learn, and was written down by hand before it was run.
 */
const folder = join(__dirname, "../../../shared/data/azure-policy");

/** Where the aliases of these definitions lead, by the documentation of each resource. */
const paths: { readonly [alias: string]: string } = {
  "Microsoft.Compute/virtualMachines/sku.name": "properties.hardwareProfile.vmSize",
  "Microsoft.Compute/virtualMachines/extensions/type": "properties.type",
  "Microsoft.Compute/virtualMachines/securityProfile.encryptionAtHost": "properties.securityProfile.encryptionAtHost",
  "Microsoft.Compute/virtualMachineScaleSets/virtualMachineProfile.securityProfile.encryptionAtHost":
    "properties.virtualMachineProfile.securityProfile.encryptionAtHost",
  "Microsoft.Batch/batchAccounts/allowedAuthenticationModes": "properties.allowedAuthenticationModes",
  "Microsoft.Batch/batchAccounts/allowedAuthenticationModes[*]": "properties.allowedAuthenticationModes[*]",
  "Microsoft.LabServices/labs/labPlanId": "properties.labPlanId",
  "Microsoft.LabServices/labs/virtualMachineProfile.sku.name": "properties.virtualMachineProfile.sku.name",
  "Microsoft.Databricks/workspaces/sku.name": "sku.name",
  "Microsoft.ContainerInstance/containerGroups/ipAddress.type": "properties.ipAddress.type",
  "Microsoft.ContainerInstance/containerGroups/subnetIds[*].id": "properties.subnetIds[*].id",
  "Microsoft.ContainerInstance/containerGroups/networkProfile.id": "properties.networkProfile.id",
  "Microsoft.MachineLearningServices/workspaces/computes/computeType": "properties.computeType",
  "Microsoft.MachineLearningServices/workspaces/computes/subnet.id": "properties.properties.subnet.id",
  "Microsoft.MachineLearningServices/workspaces/computes/idleTimeBeforeShutdown":
    "properties.properties.idleTimeBeforeShutdown",
  "Microsoft.App/managedEnvironments/vnetConfiguration": "properties.vnetConfiguration",
  "Microsoft.App/managedEnvironments/vnetConfiguration.internal": "properties.vnetConfiguration.internal",
  "Microsoft.Authorization/roleDefinitions/type": "properties.type",
  "Microsoft.Authorization/roleDefinitions/permissions[*].actions[*]": "properties.permissions[*].actions[*]",
  "Microsoft.Authorization/roleDefinitions/permissions.actions[*]": "properties.permissions.actions[*]",
  "Microsoft.Authorization/roleDefinitions/assignableScopes[*]": "properties.assignableScopes[*]",
  "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/issuer": "properties.issuer",
  "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/subject": "properties.subject",
};
const byName = new Map(Object.entries(paths).map(([alias, path]) => [alias.toLowerCase(), path]));
const pathOf = (alias: string) => byName.get(alias.toLowerCase());

const subscriptionId = "00000000-0000-0000-0000-000000000001";
const vm = (vmSize: string): Body => ({
  type: "Microsoft.Compute/virtualMachines",
  properties: { hardwareProfile: { vmSize } },
});
const at = (type: string, location?: string): Body => ({ type, ...(location !== undefined && { location }) });
const batch = (modes?: readonly string[]): Body => ({
  type: "Microsoft.Batch/batchAccounts",
  properties: modes ? { allowedAuthenticationModes: modes } : {},
});
const credential = (issuer: string, subject = "repo:contoso/web:ref:refs/heads/main"): Body => ({
  type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
  properties: { issuer, subject },
});
const tenant = "00000000-0000-0000-0000-0000000000a0";
const cluster = (region: string, of = tenant) =>
  credential(`https://${region}.oic.prod-aks.azure.com/${of}/00000000-0000-0000-0000-000000000061/`);
const github = "https://token.actions.githubusercontent.com";
const lab = (name: string, plan = "other"): Body => ({
  type: "Microsoft.LabServices/labs",
  properties: { labPlanId: plan, virtualMachineProfile: { sku: { name } } },
});
const group = (properties: Body): Body => ({ type: "Microsoft.ContainerInstance/containerGroups", properties });
const compute = (computeType: string, properties: Body): Body => ({
  type: "Microsoft.MachineLearningServices/workspaces/computes",
  properties: { computeType, properties },
});
const environment = (properties: Body): Body => ({ type: "Microsoft.App/managedEnvironments", properties });
const role = (actions: readonly string[], scopes: readonly string[], type = "CustomRole"): Body => ({
  type: "Microsoft.Authorization/roleDefinitions",
  properties: { type, permissions: [{ actions }], assignableScopes: scopes },
});
const allIssuers = {
  allowFederatedCredentials: true,
  allowAKS: true,
  allowGitHub: true,
  allowAWS: false,
  allowGCS: false,
};

/** File, what is asked beside the body, bodies that the definition catches, and bodies that it lets pass. */
const truths: readonly (readonly [file: string, asked: Asked, caught: readonly Body[], passed: readonly Body[]])[] = [
  [
    "Compute__VMSkusAllowed_Deny",
    { parameters: { listOfAllowedSKUs: ["Standard_D2s_v5", "STANDARD_B2S"] } },
    [vm("Standard_NC6s_v3"), vm("Standard_D2s_v50")],
    // in any letter case; and no scale set
    [
      vm("standard_d2s_v5"),
      vm("Standard_B2s"),
      { ...vm("Standard_NC6s_v3"), type: "Microsoft.Compute/virtualMachineScaleSets" },
    ],
  ],
  [
    "General__AllowedLocations_Deny",
    { parameters: { listOfAllowedLocations: ["westeurope"] } },
    [at("Microsoft.Compute/disks", "eastus"), at("Microsoft.Compute/disks")],
    [
      at("Microsoft.Compute/disks", "West Europe"),
      at("Microsoft.Network/dnsZones", "global"),
      at("Microsoft.AzureActiveDirectory/b2cDirectories", "Europe"),
    ],
  ],
  [
    "General__ResourceGroupAllowedLocations_Deny",
    { parameters: { listOfAllowedLocations: ["westeurope"] } },
    [at("Microsoft.Resources/subscriptions/resourceGroups", "eastus")],
    [at("Microsoft.Resources/subscriptions/resourceGroups", "WestEurope"), at("Microsoft.Compute/disks", "eastus")],
  ],
  [
    "General__AllowedResourceTypes_Deny",
    { parameters: { listOfResourceTypesAllowed: ["Microsoft.Storage/storageAccounts"] } },
    [at("Microsoft.Compute/disks")],
    [at("microsoft.storage/storageaccounts")],
  ],
  [
    "General__InvalidResourceTypes_Deny",
    { parameters: { listOfResourceTypesNotAllowed: ["Microsoft.Batch/batchAccounts"] } },
    [at("Microsoft.Batch/BatchAccounts")],
    [at("Microsoft.Batch/batchAccounts/pools")],
  ],
  [
    "Compute__VirtualMachines_ApprovedExtensions_Audit",
    { parameters: { approvedExtensions: ["CustomScript"] } },
    [
      { type: "Microsoft.Compute/virtualMachines/extensions", properties: { type: "NvidiaGpuDriverLinux" } },
      // nothing is in no list
      { type: "Microsoft.Compute/virtualMachines/extensions", properties: {} },
    ],
    [
      { type: "Microsoft.Compute/virtualMachines/extensions", properties: { type: "customscript" } },
      { type: "Microsoft.HybridCompute/machines/extensions", properties: { type: "NvidiaGpuDriverLinux" } },
    ],
  ],
  [
    "Batch__DisableLocalAuth_Audit",
    {},
    [batch(), batch(["AAD", "SharedKey"]), batch(["TaskAuthenticationToken"])],
    [batch(["AAD"]), batch(["aad"]), batch([]), at("Microsoft.Batch/batchAccounts/pools")],
  ],
  [
    "Managed_Identity__FIC_LimitToAzureKubernetesIssuer",
    { parameters: { allowedTenants: [tenant], allowedLocations: ["westeurope"], allowedClusterExceptions: [] } },
    [cluster("eastus"), cluster("westeurope", "00000000-0000-0000-0000-0000000000f0")],
    // the third part of the URL is its host: nothing else of it is one of AKS
    [
      cluster("westeurope"),
      credential(github),
      credential("https://example.net/x.oic.prod-aks.azure.com/"),
      credential("westeurope"),
    ],
  ],
  [
    "Managed_Identity__FIC_LimitToWellknownIssuers",
    { parameters: { ...allIssuers, allowedIssuerExceptions: ["https://oidc.contoso.com"] } },
    [
      credential("https://oidc.example.net"),
      credential("https://accounts.google.com"),
      credential(`${github}.example.net`),
    ],
    [credential(github), cluster("eastus"), credential("https://oidc.contoso.com")],
  ],
  [
    "Managed_Identity__FIC_LimitToWellknownIssuers",
    { parameters: { ...allIssuers, allowFederatedCredentials: false, allowedIssuerExceptions: [] } },
    [credential(github)],
    [at("Microsoft.ManagedIdentity/userAssignedIdentities")],
  ],
  [
    "Lab_Services__ListAllowedSkuNames",
    { parameters: { allowedSkus: ["Classic_Fsv2_2_4GB_128_S_SSD"], excludeLabPlanId: "free" } },
    [lab("Classic_NVv4_8_28GB_128_S_SSD")],
    [lab("classic_fsv2_2_4gb_128_s_ssd"), lab("Classic_NVv4_8_28GB_128_S_SSD", "FREE")],
  ],
  [
    "Azure_Databricks__AllowedDatabricksSkus_Audit",
    {},
    [{ type: "Microsoft.Databricks/workspaces", sku: { name: "standard" } }],
    [
      { type: "Microsoft.Databricks/workspaces", sku: { name: "premium" } },
      { type: "Microsoft.Databricks/workspaces" },
    ],
  ],
  [
    "Tags__RequireTag_Deny",
    { parameters: { tagName: "team" } },
    [at("Microsoft.Compute/disks"), { type: "Microsoft.Compute/disks", tags: { teams: "vision" } }],
    [{ type: "Microsoft.Compute/disks", tags: { Team: "vision" } }],
  ],
  [
    "Compute__HostBasedEncryptionRequired_Deny",
    {},
    [
      vm("Standard_D2s_v5"),
      { type: "Microsoft.Compute/virtualMachines", properties: { securityProfile: { encryptionAtHost: false } } },
    ],
    [
      { type: "Microsoft.Compute/virtualMachines", properties: { securityProfile: { encryptionAtHost: true } } },
      at("Microsoft.Compute/disks"),
    ],
  ],
  [
    "Container_Instance__VNET_Audit",
    { apiVersion: "2023-05-01" },
    [group({}), group({ ipAddress: { type: "Public" } })],
    [group({ ipAddress: { type: "Private" } }), group({ subnetIds: [{ id: "a" }] })],
  ],
  [
    "Container_Instance__VNET_Audit",
    { apiVersion: "2019-12-01" },
    [group({})],
    [group({ networkProfile: { id: "a" } })],
  ],
  [
    "Machine_Learning__Vnet_Audit",
    {},
    [compute("AmlCompute", {}), compute("computeinstance", { subnet: { id: "" } })],
    [compute("AmlCompute", { subnet: { id: "a" } }), compute("Kubernetes", {})],
  ],
  [
    "Machine_Learning__IdleShutdown_Audit",
    {},
    [compute("ComputeInstance", {})],
    [compute("ComputeInstance", { idleTimeBeforeShutdown: "PT30M" }), compute("AmlCompute", {})],
  ],
  [
    "Container_Apps__EnvironmentInternal_Audit",
    {},
    [environment({}), environment({ vnetConfiguration: {} }), environment({ vnetConfiguration: { internal: false } })],
    [environment({ vnetConfiguration: { internal: true } })],
  ],
  [
    "General__AsiaRegionsOnly_Deny",
    {},
    [at("Microsoft.Compute/disks", "westeurope"), at("Microsoft.Compute/disks")],
    [at("Microsoft.Compute/disks", "Japan East")],
  ],
  [
    "General__ResourcesInResourceGroupLocation_Audit",
    { groupLocation: "westeurope" },
    [at("Microsoft.Compute/disks", "eastus")],
    [at("Microsoft.Compute/disks", "West Europe"), at("Microsoft.Compute/disks", "Global")],
  ],
  [
    "General__ExcludeUsageCosts_Deny",
    {},
    [at("Microsoft.Compute/disks")],
    [at("Microsoft.SaaSHub/cloudServices"), at("microsoft.resources/tags")],
  ],
  [
    "Compute__ClassicCompute_Audit",
    {},
    [at("Microsoft.ClassicCompute/virtualMachines")],
    [at("Microsoft.Compute/virtualMachines")],
  ],
];

describe("Microsoft's own definitions, judged", () => {
  before(function () {
    if (existsSync(folder)) return;
    console.log("    (../shared/data/azure-policy is not there: nothing is judged)");
    this.skip();
  });

  for (const [file, asked, caught, passed] of truths)
    it(`${file} ${JSON.stringify(asked)}`, () => {
      const { properties } = JSON.parse(readFileSync(join(folder, `${file}.json`), "utf8"));
      const judged = (body: Body) => holds(properties.policyRule.if, body, pathOf, { subscriptionId, ...asked });
      for (const body of caught) assert.equal(judged(body), true, `should be caught: ${JSON.stringify(body)}`);
      for (const body of passed) assert.equal(judged(body), false, `should pass: ${JSON.stringify(body)}`);
    });

  it("is many", () => assert.ok(new Set(truths.map(([file]) => file)).size >= 12));

  it("says of a custom owner role what its definition says, list by list", () => {
    const { properties } = JSON.parse(
      readFileSync(join(folder, "General__CustomSubscription_OwnerRole_Audit.json"), "utf8"),
    );
    const judged = (body: Body) => holds(properties.policyRule.if, body, pathOf, { subscriptionId });
    assert.equal(judged(role(["*"], ["/"])), true);
    assert.equal(judged(role(["*"], [`/subscriptions/${subscriptionId}`])), true);
    assert.equal(judged(role(["*"], ["/"], "BuiltInRole")), false);
    assert.equal(judged(role(["*"], ["/subscriptions/00000000-0000-0000-0000-000000000002"])), false);
  });
});
