import { readable } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";
import { isTrusted, trustingCure } from "./trusted-source";

export default definePolicy({
  id: "fetched-script",
  title: "Scripts that Azure runs with rights of their own can be read",
  faultTitle: "A script that Azure runs with rights of its own is fetched from elsewhere, and cannot be read",
  severity: "medium",
  why: "A deployment script or runbook runs with an identity that may create machines. What is fetched when it runs can be another text than the one that was reviewed.",
  fix: "Write the script into the program, or have its address approved under trustedTemplates in the estate.",
  control: "allowed-skus",

  reads: "payloads",
  ...optionsFrom({ trusted: "trustedTemplates" }),
  level: () => "advisory",
  // of scripts that exist the audit keeps no text
  judgesResources: false,
  exampleEstate: { trustedTemplates: ["https://scripts.contoso.com/approved/*"] },
  examples: {
    good: [
      ["azure-native:resources:AzureCliScript", { scriptContent: "az group list -o table" }],
      ["azure-native:resources:AzureCliScript", { primaryScriptUri: "https://scripts.contoso.com/approved/tidy.sh" }],
      ["azure-native:automation:Runbook", { runbookType: "PowerShell", draft: {} }],
    ],
    bad: [
      ["azure-native:resources:AzureCliScript", { primaryScriptUri: "https://files.example.com/setup.sh" }],
      [
        "azure-native:resources:AzurePowerShellScript",
        { primaryScriptUri: "https://scripts.contoso.com/approved/../drafts/setup.ps1" },
      ],
      ["azure-native:automation:Runbook", { publishContentLink: { uri: "https://files.example.com/run.ps1" } }],
      ["azure:automation/runBook:RunBook", { publishContentLink: { uri: "https://files.example.com/run.ps1" } }],
    ],
  },

  *check({ what, isFetched, text }, { trusted }) {
    if (!isFetched || text.state === "absent" || isTrusted(text, trusted)) return;
    // what stands there and is no address may be the script itself, which no message repeats
    const cure = /^https?:\/\//i.test(readable(text) ?? "") ? trustingCure(text) : undefined;
    const message = `the ${what} is fetched from elsewhere, so what it creates cannot be judged`;
    yield { path: text.path, message: cure === undefined ? message : `${message}; ${cure}` };
  },
});
