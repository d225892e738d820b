import { lastSegment } from "../catalogue/arm-id";
import { restricts } from "../catalogue/condition";
import { escalatingEntraRoles } from "../catalogue/entra-roles";
import { escalatingAppRoles } from "../catalogue/graph-app-roles";
import type { AccessGrant } from "../compute/facts";
import { rolePower } from "../compute/roles/role-powers";
import type { Value } from "../compute/value";
import { judgeValue, readable } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

const builtIn = "/providers/Microsoft.Authorization/roleDefinitions";

export default definePolicy({
  id: "compute-role-grant",
  title: "Deployments grant no rights to create compute",
  faultTitle: "A deployment grants rights to create compute",
  severity: "high",
  why: "A role assignment outlives the deployment that made it. Its holder can create machines outside the pipeline and its rules, or assign itself the rights that are missing.",
  fix: "Use a role that cannot create compute, or make the assignment eligible in PIM for as long as it is needed.",
  control: "compute-rbac-sprawl",

  reads: "grants",
  ...optionsFrom({ unknownValues: "unknownValues" }),
  level: () => "advisory",
  // the audit judges the tenant's role assignments by checks of its own
  judgesResources: false,
  examples: {
    good: [
      [
        "azure-native:authorization:RoleAssignment",
        {
          principalId: "00000000-0000-0000-0000-000000000021",
          principalType: "ServicePrincipal",
          // AcrPull
          roleDefinitionId: `${builtIn}/7f951dda-4ed3-4680-a7ca-43fe172d538d`,
          scope: "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/images",
        },
      ],
      [
        "azure:authorization/assignment:Assignment",
        {
          principalId: "00000000-0000-0000-0000-000000000021",
          roleDefinitionName: "Storage Blob Data Reader",
          scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
        },
      ],
    ],
    bad: [
      [
        "azure-native:authorization:RoleAssignment",
        {
          principalId: "00000000-0000-0000-0000-000000000021",
          principalType: "ServicePrincipal",
          // Virtual Machine Contributor
          roleDefinitionId: `${builtIn}/9980e02c-c2be-4d73-94e8-173b1dc7cf3c`,
          scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
        },
      ],
      [
        "azure:role/assignment:Assignment",
        {
          principalId: "00000000-0000-0000-0000-000000000021",
          roleDefinitionName: "User Access Administrator",
          scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
        },
      ],
      [
        "azure-native:authorization/v20201001:PimRoleEligibilitySchedule",
        {
          principalId: "00000000-0000-0000-0000-000000000021",
          // Contributor
          roleDefinitionId: `${builtIn}/b24988ac-6180-42a0-ab88-20f7382dd24c`,
          scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
        },
      ],
      [
        "azure-native:managedservices:RegistrationDefinition",
        {
          scope: "subscriptions/00000000-0000-0000-0000-000000000001",
          properties: {
            managedByTenantId: "00000000-0000-0000-0000-0000000000f0",
            authorizations: [
              {
                principalId: "00000000-0000-0000-0000-000000000021",
                roleDefinitionId: "b24988ac-6180-42a0-ab88-20f7382dd24c",
              },
            ],
          },
        },
      ],
      [
        "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment",
        {
          // Application Administrator
          roleId: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
          principalObjectId: "00000000-0000-0000-0000-000000000021",
        },
      ],
      [
        "azuread:index/groupMember:GroupMember",
        {
          groupObjectId: "00000000-0000-0000-0000-000000000031",
          memberObjectId: "00000000-0000-0000-0000-000000000021",
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
                  properties: {
                    principalId: "00000000-0000-0000-0000-000000000021",
                    // Owner
                    roleDefinitionId:
                      "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')]",
                  },
                },
              ],
            },
          },
        },
      ],
    ],
  },

  *check(grant, { unknownValues }) {
    const { what, role } = grant;
    yield judgeValue(idOf(role), {
      what: `the role of the ${what}`,
      known: id => {
        const fault = faultOf(grant, id);
        return fault && `the ${what} ${fault}`;
      },
      unknownValues,
      absent: `the ${what} names no role that can be read`,
    });
  },
});

/** An expression mostly leaves the subscription open, and has the role's id at its end. */
function idOf(role: Value<string>): Value<string> {
  const end = role.state === "expression" || role.state === "assigned" ? role.hints?.at(-1) : undefined;
  const id = /\/roleDefinitions\/([0-9a-f-]{36})$/i.exec(end ?? "")?.[1];
  return id === undefined ? role : { state: "known", value: id, path: role.path };
}

/** What is wrong with granting this role; nothing, where it neither creates compute nor hands out rights. */
function faultOf({ of, condition }: AccessGrant, role: string): string | undefined {
  const id = lastSegment(role.trim()).toLowerCase();
  switch (of) {
    case "group":
      return "gives whatever rights the group has, which are not seen here";
    case "activated":
      return "names its role by the id that it has in the tenant alone, so it is not seen here which one it is";
    case "entra": {
      const escalating = escalatingEntraRoles.get(id);
      return escalating && `makes its holder ${escalating.name}, who ${escalating.holderCan}`;
    }
    case "api": {
      const escalating = escalatingAppRoles.get(id);
      return escalating && `grants ${escalating.name}, with which an application ${escalating.applicationCan}`;
    }
    case "azure": {
      const power = rolePower(id);
      if (power === "harmless") return undefined;
      if (!power) return "gives a role that is not built in, so what it may do is not seen here";
      const { name, createsCompute, grantsAccess } = power;
      if (createsCompute !== "no") return `gives ${name}, which can create compute`;
      const bounded = grantsAccess === "conditional" || isBounded(condition);
      return bounded
        ? `gives ${name}, which can grant rights under a condition that is not judged here`
        : `gives ${name}, which can grant itself the right to create compute`;
    }
  }
}

function isBounded(condition: Value<string>): boolean {
  const text = readable(condition);
  return text !== undefined && restricts(text, "Microsoft.Authorization/roleAssignments/write");
}
