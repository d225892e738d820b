import { matches } from "../catalogue/sizes";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";
import { quote } from "./quote";

export default definePolicy({
  id: "unknown-package",
  title: "Every package can be read",
  faultTitle: "A package cannot be read",
  severity: "medium",
  why: "A command or a module can create anything, in a form that no rule reads. The pack looks for miners, and for machines with GPUs, in what commands and pods run, and sees nothing else of them.",
  fix: "Use resources of azure-native or azure, or name the package under trustedPackages in the estate.",
  control: "allowed-skus",

  reads: "packages",
  ...optionsFrom({ trusted: "trustedPackages" }),
  level: () => "advisory",
  exampleEstate: { trustedPackages: ["contoso*"] },
  // packages are Pulumi's; what runs has none
  judgesResources: false,
  examples: {
    good: [
      ["random:index/randomPassword:RandomPassword", { length: 24 }],
      ["kubernetes:core/v1:ConfigMap", { metadata: { name: "web" }, data: { greeting: "hello" } }],
      ["contoso-web:index:Site", { replicas: 2 }],
      ["fabrikam:index:Component", {}],
    ],
    bad: [
      ["command:local:Command", { create: "az group list" }],
      ["vm:index:Module", { location: "westeurope" }],
      ["pulumi-nodejs:dynamic:Resource", { __provider: "exports.handler = () => ({})" }],
      ["databricks:index/cluster:Cluster", { nodeTypeId: "Standard_NC6s_v3", numWorkers: 8 }],
      ["kubernetes:karpenter.sh/v1:NodePool", { metadata: { name: "gpu" }, spec: {} }],
    ],
  },

  *check({ name, does, foundByShape }, { trusted }) {
    if (trusted.some(pattern => matches(pattern, name))) return;
    const seen = foundByShape
      ? "beside what was found by its shape, no rule can read what it asks for"
      : "no rule can read what it asks for";
    yield { path: "", message: `the package ${quote(name)} ${does}, and ${seen}` };
  },
});
