import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "../../engine/program";
import { build } from "../build";
import { agree, asked, estate, type Inputs, pack, root, stackConfig as whole } from "./recorded";

/** The example's estate, but for the workspace: here the stack names one, or nobody does. */
const folder = mkdtempSync(join(tmpdir(), "computeguard-options-"));
const estateFile = join(folder, "computeguard.yaml");
writeFileSync(
  estateFile,
  readFileSync(join(root, "examples", "computeguard.yaml"), "utf8").replace(/^workspace: .*$/m, ""),
);
const stackConfig = { ...whole, "computeguard:estate": estateFile };

const workspace =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/contoso";
const decoy = "00000000-0000-0000-0000-0000000000dd";
const options = {
  "computeguard:workspace": workspace,
  "computeguard:monthlyBudget": "5000",
  "computeguard:decoy": decoy,
};

/** What each option adds, by kind and name. */
const added: { readonly [resource: string]: Inputs } = {
  "ManagementGroupDiagnosticSetting computeguard": {
    managementGroupId: "contoso",
    logs: [
      { category: "Administrative", enabled: true },
      { category: "Policy", enabled: true },
    ],
  },
  ...Object.fromEntries(
    [
      ["compute-burst", "PT4H"],
      ["compute-capacity-burst", "PT4H"],
      ["joint-gpu-creation", "PT4H"],
      ["failed-compute-burst", "PT4H"],
      ["gpu-driver-burst", "PT4H"],
      ["compute-mass-deletion", "PT4H"],
      ["mfa-method-change-before-compute", "P2D"],
      ["compute-application-consent", "PT2H"],
      ["mining-pool-contact", "PT2H"],
      ["password-only-compute", "PT2H"],
      ["refused-compute", "PT2H"],
      ["quota-request-burst", "P2D"],
      ["password-guessing", "PT4H"],
      ["scripted-password-guessing", "PT4H"],
      ["single-factor-sign-in", "PT2H"],
    ].map(([id, windowSize]) => [
      `ScheduledQueryRule signal-${id}`,
      { enabled: true, kind: "LogAlert", evaluationFrequency: "PT1H", windowSize: windowSize! },
    ]),
  ),
  "DiagnosticSetting reports": { workspaceId: "<workspaces contoso>" },
  "ScheduledQueryRule missed-audit": { evaluationFrequency: "PT1H", windowSize: "P2D", autoMitigate: true },
  "RoleAssignment log-analytics-data-reader-workspace": {
    roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/3b03c2da-16b3-4a49-8834-0f8130efdd3b",
  },
  ...Object.fromEntries(
    [
      ...["quota-increase", "access-grant", "subscription-change", "guardrail-removal", "watch-removal"].map(
        name => `query-${name}`,
      ),
      "query-elevate-access",
      "decoy-sign-in",
    ].map(name => [
      `ScheduledQueryRule ${name}`,
      {
        enabled: true,
        kind: "LogAlert",
        evaluationFrequency: "PT5M",
        windowSize: "PT1H",
        actions: { actionGroups: ["<ActionGroup alerts>"] },
      },
    ]),
  ),
  "RoleDefinition deploys-costs": {},
  "PolicyDefinitionAtManagementGroup cost-warnings": { policyDefinitionName: "computeguard-cost-warnings" },
  "PolicySetDefinitionAtManagementGroup costs": {},
  "PolicyAssignment costs": {
    identity: { type: "SystemAssigned" },
    parameters: {
      amount: { value: "5000" },
      actionGroup: { value: "<ActionGroup alerts>" },
      mail: { value: "security@contoso.com" },
    },
  },
  "RoleAssignment deploys-costs": { roleDefinitionId: "<RoleDefinition deploys-costs>" },
  "PolicyAssignment decoy": {
    scope: `/subscriptions/${decoy}`,
    policyDefinitionId: "/providers/Microsoft.Authorization/policyDefinitions/6c112d4e-5bc7-47ae-a041-ea2d9dccd749",
    enforcementMode: "Default",
    parameters: { effect: { value: "Deny" } },
  },
  "Application decoy": { signInAudience: "AzureADMyOrg" },
  "ServicePrincipal decoy": { clientId: "00000000-0000-0000-0000-000000000005" },
  "RoleAssignment decoy": {
    scope: `/subscriptions/${decoy}`,
    principalId: "00000000-0000-0000-0000-000000000007",
    roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c",
  },
};

describe("the options of the guardrails' program", () => {
  after(() => rmSync(folder, { recursive: true }));

  before(() => build("policies/dist/index.js", "dist/guardrails/index.js"));

  it("add what they promise, and nothing else", async () => {
    const plain = await asked({ stackConfig });
    const whole = await asked({ stackConfig: { ...stackConfig, ...options } });
    const more = [...whole.keys()].filter(name => !plain.has(name));
    assert.deepEqual(more.sort(), Object.keys(added).sort());
    for (const [resource, inputs] of Object.entries(added)) agree(whole.get(resource), inputs, resource);
    // no credential of the decoy is in any state
    assert.ok(![...whole.keys()].some(name => /Password|Certificate|Credential/.test(name)));
  });

  it("take no decoy that is the stack's own subscription, which only the running program knows", () =>
    assert.rejects(
      asked({ stackConfig: { ...stackConfig, "computeguard:decoy": "00000000-0000-0000-0000-000000000000" } }),
      /computeguard:decoy must be an empty subscription that nobody uses, and 0{8}-[0-]+ is used by this stack/,
    ));

  it("tell the job where the webhook's address is kept, and nothing of it where nobody is told", async () => {
    const notify = "https://contoso.vault.azure.net/secrets/audit-webhook";
    const envOf = async (more: object) => {
      const { template } = (await asked({ stackConfig: { ...stackConfig, ...more } })).get("Job audit") ?? {};
      const { containers } = template as { containers: readonly [{ env: readonly { name: string; value: string }[] }] };
      return containers[0].env.map(({ name, value }) => (name === "COMPUTEGUARD_NOTIFY" ? value : name));
    };
    assert.deepEqual(await envOf({ "computeguard:notify": notify }), ["AZURE_CLIENT_ID", notify]);
    assert.deepEqual(await envOf({}), ["AZURE_CLIENT_ID"]);
  });

  it("leave networks alone where DNS is off, and only note queries where it is to alert", async () => {
    const off = await asked({ stackConfig: { ...stackConfig, "computeguard:dns": "Off" } });
    assert.deepEqual(
      [...off.keys()].filter(name => /dns/i.test(name)),
      [],
    );
    const alert = await asked({ stackConfig: { ...stackConfig, "computeguard:dns": "Alert" } });
    assert.deepEqual(alert.get("DnsSecurityRule pools-westeurope")?.action, { actionType: "Alert" });
  });

  it("are accepted by our own pack, which says what the decoy may do; without a workspace the program warns", async () => {
    const { "computeguard:workspace": _, ...without } = options;
    const report = await runProgram(root, pack, {
      mode: "up",
      stackConfig: {
        ...stackConfig,
        ...without,
      },
      programEnv: estate,
      env: { COMPUTEGUARD_ESTATE: `${root}/examples/computeguard.yaml` },
    });
    const told = report.violations.map(({ level, policy, urn }) => `${level} ${policy} ${urn.split("::").pop()}`);
    assert.deepEqual(told.sort(), [
      "advisory compute-role-grant audit",
      "advisory compute-role-grant decoy",
      "advisory compute-role-grant deploys-alerts",
      "advisory compute-role-grant deploys-costs",
      "advisory compute-role-grant deploys-dns",
      "advisory compute-role-grant reports",
    ]);
    const warnings = report.logs.filter(({ severity }) => severity === "warning").map(({ message }) => message);
    assert.equal(warnings.length, 2);
    assert.match(warnings[0] ?? "", /^computeguard:workspace is not set, so nobody is told of: .*elevate-access/);
  });
});
