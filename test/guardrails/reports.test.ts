import assert from "node:assert/strict";
import { estateSchema } from "../../catalogue/estate";
import { definitionsOf } from "../../guardrails/policy/all";
import { repeated } from "../../guardrails/policy/repeated";
import { policies } from "../../policies/all";
import type { Body } from "./azure-policy";
import { caughtBy, refusedBy } from "./printed";

const estate = estateSchema.parse({
  approvedExtensions: ["Microsoft.Azure.Extensions/CustomScript", "Puppet/*"],
  approvedIssuers: [
    "https://token.actions.githubusercontent.com",
    "https://*.oic.prod-aks.azure.com/*",
    "https://oidc.contoso.com/tenants/*",
    "https://*.contoso.*",
  ],
});
const definitions = definitionsOf(estate);

const batch = (properties: Body): Body => ({ type: "Microsoft.Batch/batchAccounts", properties });
const grant = (roleDefinitionId: string): Body => ({
  type: "Microsoft.Authorization/roleAssignments",
  properties: { roleDefinitionId, principalId: "00000000-0000-0000-0000-000000000021" },
});
const role = "providers/Microsoft.Authorization/roleDefinitions";
const credential = (issuer?: string): Body => ({
  type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
  properties: issuer === undefined ? {} : { issuer },
});
const extension = (publisher: string, type: string): Body => ({
  type: "Microsoft.Compute/virtualMachines/extensions",
  properties: { publisher, type },
});
const setWith = (...extensions: Body[]): Body => ({
  type: "Microsoft.Compute/virtualMachineScaleSets",
  sku: { name: "Standard_D2s_v5" },
  properties: {
    virtualMachineProfile: {
      extensionProfile: { extensions: extensions.map(({ properties }) => ({ properties }) as Body) },
    },
  },
});

const cases: readonly (readonly [body: Body, reported: readonly string[]])[] = [
  // an account that says nothing takes keys
  [batch({}), ["batch-shared-key"]],
  [batch({ allowedAuthenticationModes: ["AAD", "SharedKey"] }), ["batch-shared-key"]],
  [batch({ allowedAuthenticationModes: ["aad"] }), []],
  [{ type: "Microsoft.Batch/batchAccounts/pools", properties: {} }, []],
  // Owner, Virtual Machine Contributor, User Access Administrator
  [grant(`/${role}/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`), ["compute-role-grant"]],
  [
    grant(`/subscriptions/00000000-0000-0000-0000-000000000001/${role}/9980E02C-C2BE-4D73-94E8-173B1DC7CF3C`),
    ["compute-role-grant"],
  ],
  [grant(`/${role}/18d7d88d-d35e-4fb5-a5c3-7773c20a72d9`), ["compute-role-grant"]],
  // Reader, AcrPull
  [grant(`/${role}/acdd72a7-3385-48ef-bd42-f606fba81ae7`), []],
  [grant(`/${role}/7f951dda-4ed3-4680-a7ca-43fe172d538d`), []],
  [credential("https://oidc.example.net"), ["foreign-credential"]],
  [credential("https://token.actions.githubusercontent.com"), []],
  [credential("https://token.actions.githubusercontent.com/"), []],
  [credential("https://token.actions.githubusercontent.com.example.net"), ["foreign-credential"]],
  [credential("https://westeurope.oic.prod-aks.azure.com/00000000-0000-0000-0000-0000000000a0/1/"), []],
  // the host alone tells, and what would end it before its end tells too
  [credential("https://example.net/x.oic.prod-aks.azure.com/"), ["foreign-credential"]],
  [credential("https://example.net?x.oic.prod-aks.azure.com/"), ["foreign-credential"]],
  [credential("https://example.net\\x.oic.prod-aks.azure.com/"), ["foreign-credential"]],
  [credential("http://westeurope.oic.prod-aks.azure.com/a/b"), ["foreign-credential"]],
  [credential("https://westeurope.oic.prod-aks.azure.com"), ["foreign-credential"]],
  [credential("https://oidc.contoso.com/tenants/a"), []],
  [credential("https://oidc.contoso.com/other"), ["foreign-credential"]],
  // no condition can say this pattern, so it approves nothing here
  [credential("https://login.contoso.net"), ["foreign-credential"]],
  [credential(), ["foreign-credential"]],
  [extension("Microsoft.Azure.Extensions", "customscript"), []],
  [extension("microsoft.compute", "CustomScriptExtension"), ["unapproved-extension"]],
  [extension("Microsoft.Powershell", "DSC"), ["unapproved-extension"]],
  [extension("Microsoft.CPlat.Core", "RunCommandLinux"), ["unapproved-extension"]],
  [extension("Puppet", "PuppetAgent"), []],
  [extension("Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent"), []],
  [
    setWith(extension("Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent"), extension("Microsoft.Powershell", "DSC")),
    ["unapproved-extension"],
  ],
  [setWith(extension("Microsoft.Azure.Extensions", "CustomScript")), []],
];

describe("the Azure Policy definitions that only report", () => {
  for (const [body, reported] of cases)
    it(`report ${reported.join(" and ") || "nothing"}: ${JSON.stringify(body).slice(0, 160)}`, () => {
      assert.deepEqual(caughtBy(definitions, body), reported);
      assert.deepEqual(refusedBy(definitions, body), []);
    });

  it("say nothing of extensions where the estate says nothing", () => {
    const silent = definitionsOf(estateSchema.parse({}));
    assert.deepEqual(caughtBy(silent, extension("Microsoft.Powershell", "DSC")), []);
  });
});

describe("what becomes of each rule at Azure's door", () => {
  const full = definitionsOf(
    estateSchema.parse({
      gpuSizes: [],
      vmSizes: ["Standard_D*"],
      regions: ["westeurope"],
      maxUsdPerHour: 5,
      approvedExtensions: ["Puppet/*"],
    }),
  );

  it("is said, and is true", () => {
    assert.deepEqual(policies.map(({ id }) => id).sort(), Object.keys(repeated).sort());
    for (const [rule, what] of Object.entries(repeated))
      assert.equal(
        full.some(definition => definition.rule === rule),
        "differs" in what,
        rule,
      );
  });

  it("prints what costs too much in every region, and nothing that is cheap in one", () => {
    const costly = (limit: number, vmSize: string) =>
      refusedBy(definitionsOf(estateSchema.parse({ maxUsdPerHour: limit })), {
        type: "Microsoft.Compute/virtualMachines",
        properties: { hardwareProfile: { vmSize } },
      });
    assert.deepEqual(costly(5, "Standard_M208ms_v2"), ["costly-size"]);
    assert.deepEqual(costly(5, "Standard_D2s_v5"), []);
    assert.deepEqual(costly(5, "Standard_Z9000_v9"), []);
  });
});
