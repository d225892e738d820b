import { optionsFrom } from "./options";
import { definePolicy } from "./policy";
import { quote } from "./quote";
import { isTrusted, trustingCure } from "./trusted-source";

export default definePolicy({
  id: "opaque-template",
  title: "Every template that may create compute can be read",
  faultTitle: "A template that may create compute cannot be read",
  severity: "high",
  why: "A linked or hidden template can create anything, and no rule on sizes and counts sees it.",
  fix: "Write the template into the program, or have its source approved under trustedTemplates in the estate.",
  control: "allowed-skus",

  reads: "opaque",
  ...optionsFrom({ trusted: "trustedTemplates", unknownValues: "unknownValues" }),
  level: () => "mandatory",
  exampleEstate: { trustedTemplates: ["https://templates.contoso.com/approved/*"] },
  examples: {
    good: [
      [
        "azure-native:resources:Deployment",
        {
          properties: {
            mode: "Incremental",
            template: {
              resources: [{ type: "Microsoft.Storage/storageAccounts", apiVersion: "2023-05-01", name: "data" }],
            },
          },
        },
      ],
      [
        "azure-native:resources:Deployment",
        {
          properties: {
            mode: "Incremental",
            templateLink: { uri: "https://templates.contoso.com/approved/network.json" },
          },
        },
      ],
    ],
    bad: [
      [
        "azure-native:resources:Deployment",
        { properties: { mode: "Incremental", templateLink: { uri: "https://files.example.com/main.json" } } },
      ],
      [
        "azure-native:resources/v20240301:Deployment",
        {
          properties: {
            mode: "Incremental",
            templateLink: { uri: "https://templates.contoso.com/approved/../drafts/main.json" },
          },
        },
      ],
      [
        "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
        {
          deploymentMode: "Incremental",
          templateSpecVersionId:
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/specs/providers/Microsoft.Resources/templateSpecs/workers/versions/1.0",
        },
      ],
    ],
  },

  *check({ path, why, state, source, beside }, { trusted, unknownValues }) {
    if (source && isTrusted(source, trusted)) return;
    if (beside !== undefined) {
      const message = `the template ${quote(beside)} is linked beside the one that is deployed, and is trusted with it`;
      yield { path, message, level: "advisory" };
      return;
    }
    const cure = source && trustingCure(source);
    if (cure !== undefined) {
      yield { path, message: `${why}, so what it creates cannot be judged; ${cure}` };
      return;
    }
    if (state === "assigned") yield { path, message: `${why}, so what it creates is not seen here`, level: "advisory" };
    else
      yield state === "unknown"
        ? { path, message: `${why}, so what it creates is judged only at up`, level: unknownValues }
        : { path, message: `${why}, so what it creates cannot be judged` };
  },
});
