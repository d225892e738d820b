import { isRootScope } from "../catalogue/arm-id";
import { literalParts } from "./hints";
import { judgeValue } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

const contributor = "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c";
const reader = "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";

export default definePolicy({
  id: "root-scope-grant",
  title: "No role is assigned at the root of the tenant",
  faultTitle: "A role is assigned at the root of the tenant",
  severity: "critical",
  why: "A role assignment at / reaches every management group and subscription of the tenant, including future ones, and is easy to overlook.",
  fix: "Set the scope to the management group, subscription or resource group that needs the right.",
  control: "elevate-access",

  reads: "grants",
  ...optionsFrom({ unknownValues: "unknownValues" }),
  level: () => "mandatory",
  // the audit judges the tenant's role assignments by checks of its own
  judgesResources: false,
  examples: {
    good: [
      [
        "azure-native:authorization:RoleAssignment",
        {
          principalId: "00000000-0000-0000-0000-000000000021",
          roleDefinitionId: reader,
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
                  type: "Microsoft.Authorization/roleAssignments",
                  apiVersion: "2022-04-01",
                  name: "[guid(resourceGroup().id)]",
                  scope: "[resourceGroup().id]",
                  properties: {
                    principalId: "00000000-0000-0000-0000-000000000021",
                    roleDefinitionId: reader,
                  },
                },
              ],
            },
          },
        },
      ],
    ],
    bad: [
      [
        "azure-native:authorization:RoleAssignment",
        { principalId: "00000000-0000-0000-0000-000000000021", roleDefinitionId: contributor, scope: "/" },
      ],
      [
        "azure:authorization/assignment:Assignment",
        { principalId: "00000000-0000-0000-0000-000000000021", roleDefinitionName: "Reader", scope: "/" },
      ],
      [
        "azapi:index/resource:Resource",
        {
          type: "Microsoft.Authorization/roleAssignments@2022-04-01",
          parentId: "/",
          body: {
            properties: { principalId: "00000000-0000-0000-0000-000000000021", roleDefinitionId: contributor },
          },
        },
      ],
      [
        "azure-native:resources:DeploymentAtTenantScope",
        {
          properties: {
            mode: "Incremental",
            template: {
              resources: [
                {
                  type: "Microsoft.Authorization/roleAssignments",
                  apiVersion: "2022-04-01",
                  name: "00000000-0000-0000-0000-000000000041",
                  properties: {
                    principalId: "00000000-0000-0000-0000-000000000021",
                    roleDefinitionId: contributor,
                  },
                },
              ],
            },
          },
        },
      ],
    ],
  },

  *check({ what, of, scope, belowRoot }, { unknownValues }) {
    if (of !== "azure") return;
    const atRoot = `the ${what} is made at the root of the tenant`;
    if ((scope.state === "expression" || scope.state === "assigned") && belowRoot) return;
    if (literalParts(scope).some(isRootScope)) yield { path: scope.path, message: atRoot };
    // without a scope it has that of the deployment
    else
      yield judgeValue(scope, {
        what: `the scope of the ${what}`,
        known: id => (isRootScope(id) ? atRoot : undefined),
        unknownValues,
      });
  },
});
