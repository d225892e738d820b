import { judgeValue } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

const group = { name: "production", organizationName: "contoso", stacks: [{ name: "prod", routingProject: "web" }] };
const pack = { name: "computeguard", displayName: "Computeguard", version: 3, versionTag: "0.1.0" };

export default definePolicy({
  id: "policy-pack-change",
  title: "No program decides which policies judge it",
  faultTitle: "A program decides which policies judge a stack",
  severity: "high",
  why: "Whoever may change a stack's program may take the stack out of its policy group, switch policies off, or have a deployment run commands of their own. The next deployment is then judged by nobody.",
  fix: "Take policy groups, tags and deployment settings out of programs that they judge: keep them in a stack of their own, which only the platform team may update.",
  control: "allowed-skus",

  reads: "packChanges",
  ...optionsFrom({ unknownValues: "unknownValues" }),
  level: () => "mandatory",
  // Pulumi Cloud's resources are none of Azure's
  judgesResources: false,
  examples: {
    good: [
      ["pulumiservice:index:Team", { name: "platform", organizationName: "contoso", teamType: "pulumi" }],
      ["pulumiservice:index:Webhook", { displayName: "told", organizationName: "contoso", active: true }],
    ],
    bad: [
      ["pulumiservice:index:PolicyGroup", { ...group, mode: "audit", policyPacks: [pack] }],
      [
        "pulumiservice:index:PolicyGroup",
        { ...group, policyPacks: [{ ...pack, config: { "mining-payload": "disabled" } }] },
      ],
      [
        "pulumiservice:index:PolicyGroup",
        { ...group, policyPacks: [{ ...pack, config: { all: { enforcementLevel: "disabled" } } }] },
      ],
      ["pulumiservice:index:PolicyGroup", { ...group, policyPacks: [pack] }],
      ["pulumiservice:api:PolicyGroupStackAttachment", { policyGroup: "sandbox", name: "prod", routingProject: "web" }],
      [
        "pulumiservice:index:StackTag",
        { organization: "contoso", project: "web", stack: "prod", name: "env", value: "x" },
      ],
      [
        "pulumiservice:index:DeploymentSettings",
        {
          organization: "contoso",
          project: "web",
          stack: "prod",
          operationContext: { preRunCommands: ["pulumi logout"] },
        },
      ],
    ],
  },

  *check({ what, effect, change }, { unknownValues }) {
    const violation = judgeValue(change, {
      what: `the ${what} may switch policies off by a value that`,
      known: fault => `the ${what} ${fault}`,
      unknownValues,
    });
    // what may be a sound change is said, and stops nothing
    yield violation && effect === "narrowed" ? { ...violation, level: "advisory" } : violation;
  },
});
