import { permits } from "../catalogue/roles";
import type { CustomRole } from "../compute/facts";
import { grantActions } from "../compute/roles/capability-actions";
import { createComputeActions } from "../compute/roles/create-compute";
import { judgeValue, readable } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

const feared = [...createComputeActions, ...grantActions];

export default definePolicy({
  id: "wildcard-role",
  title: "Custom roles name the actions that they allow, and give no rights",
  faultTitle: "A custom role allows actions by a wildcard, or lets its holder give rights",
  severity: "medium",
  why: "A wildcard allows more than its author saw: Microsoft.Compute/* includes GPU machines and scale sets, and what Azure adds tomorrow. Whoever may assign roles, or write one, gives itself any other right.",
  fix: "Write the actions out one by one, or exclude those that create compute or give rights with notActions.",
  control: "custom-roles",

  reads: "customRoles",
  ...optionsFrom({ unknownValues: "unknownValues" }),
  level: () => "advisory",
  // the audit judges the tenant's custom roles by checks of its own
  judgesResources: false,
  examples: {
    good: [
      [
        "azure-native:authorization:RoleDefinition",
        {
          roleName: "Starter",
          permissions: [
            { actions: ["Microsoft.Compute/virtualMachines/start/action", "Microsoft.Compute/*/read"], notActions: [] },
          ],
          scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
        },
      ],
      [
        "azure:authorization/roleDefinition:RoleDefinition",
        {
          name: "Reader of everything",
          permissions: [{ actions: ["*/read"] }],
          scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
        },
      ],
    ],
    bad: [
      [
        "azure-native:authorization:RoleDefinition",
        {
          roleName: "Operator",
          permissions: [{ actions: ["Microsoft.Compute/*"], notActions: ["Microsoft.Compute/disks/*"] }],
          scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
        },
      ],
      [
        "azure:role/definition:Definition",
        {
          name: "Almost an owner",
          permissions: [{ actions: ["*"], notActions: ["Microsoft.Authorization/*/write"] }],
          scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
        },
      ],
      [
        "azure-native:resources:Deployment",
        {
          properties: {
            mode: "Incremental",
            template: {
              resources: [
                {
                  type: "Microsoft.Authorization/roleDefinitions",
                  apiVersion: "2022-04-01",
                  name: "00000000-0000-0000-0000-000000000041",
                  properties: { roleName: "Delegate", permissions: [{ actions: ["Microsoft.Authorization/*"] }] },
                },
              ],
            },
          },
        },
      ],
    ],
  },

  *check({ permissions }, { unknownValues }) {
    for (const { actions, notActions } of permissions)
      for (const action of actions)
        yield judgeValue(action, {
          what: "an action of the role",
          known: pattern => {
            const reached = reachedBy(pattern, notActions);
            return reached && (pattern.includes("*") ? `the wildcard reaches ${reached}` : `it may take ${reached}`);
          },
          unknownValues,
        });
  },
});

/**
 * What an action lets be granted, or what a wildcard creates; nothing, where it does neither. A role may create compute by name.
 * Exceptions that cannot be read except nothing.
 */
function reachedBy(action: string, notActions: CustomRole["permissions"][number]["notActions"]): string | undefined {
  const block = { actions: [action], notActions: notActions.flatMap(each => readable(each) ?? []) };
  const table = action.includes("*") ? feared : grantActions;
  const reached = table.filter(row => permits([block], row.action) !== "no");
  if (reached.length === 0) return undefined;
  const more = reached.length > 1 ? ` and ${reached.length - 1} more actions that create compute or grant rights` : "";
  return `${reached[0]!.action}${more}`;
}
