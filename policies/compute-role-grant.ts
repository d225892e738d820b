import { lastSegment } from "../catalogue/arm-id";
import { restricts } from "../catalogue/condition";
import type { Violation } from "../catalogue/outcome";
import type { AccessGrant } from "../compute/facts";
import { rolePower } from "../compute/roles/role-powers";
import { type Value, when } from "../compute/value";
import { onlyUnknownValues } from "./options";
import { definePolicy } from "./policy";

/** The name of a role that leads to rights over Azure, and how. */
type Road = readonly [name: string, how: string];

const takesAccess = "who can take access to every subscription";
const entersApplications = "who can sign in as any application";
const fillsGroups = "who can add anybody to the groups that hold rights";

/** Directory roles whose holders can give themselves rights over Azure (Microsoft Entra docs, "permissions-reference"). */
const directoryRoles: { readonly [id: string]: Road } = {
  "62e90394-69f5-4237-9190-012177145e10": ["Global Administrator", takesAccess],
  "e8611ab8-c189-46e8-94e1-60213ab1f814": ["Privileged Role Administrator", takesAccess],
  "7be44c8a-adaf-4e2a-84d6-ab2649e08a13": [
    "Privileged Authentication Administrator",
    "who can replace the credentials of any administrator",
  ],
  "c4e39bd9-1100-46d3-8c65-fb160da0071f": [
    "Authentication Administrator",
    "who can replace the credentials of those who own subscriptions",
  ],
  "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2": ["Hybrid Identity Administrator", "who can change how everybody signs in"],
  "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": ["Application Administrator", entersApplications],
  "158c047a-c907-4556-b7ef-446551a6b5f7": ["Cloud Application Administrator", entersApplications],
  "fe930be7-5e62-47db-91af-98c3a49a38b1": ["User Administrator", fillsGroups],
  "fdd7a751-b60b-444a-984c-02652fe8fa1c": ["Groups Administrator", fillsGroups],
};

const givesItself = "with which an application can give itself any right";
const joinsGroups = "with which an application can join the groups that hold rights";

/** App roles of Microsoft Graph that can do the same (Microsoft Graph docs, "permissions-reference"). */
const appRoles: { readonly [id: string]: Road } = {
  "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8": ["RoleManagement.ReadWrite.Directory", givesItself],
  "dd199f4a-f148-40a4-a2ec-f0069cc799ec": ["RoleAssignmentSchedule.ReadWrite.Directory", givesItself],
  "fee28b28-e1f3-4841-818e-2704dc62245f": ["RoleEligibilitySchedule.ReadWrite.Directory", givesItself],
  "06b708a9-e830-4db3-a914-8e69da51d44f": ["AppRoleAssignment.ReadWrite.All", givesItself],
  "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9": ["Application.ReadWrite.All", givesItself],
  "62a82d76-70ea-41e2-9197-370581804d09": ["Group.ReadWrite.All", joinsGroups],
  "dbaae8cf-10b5-4b86-a4a1-f871c94c6695": ["GroupMember.ReadWrite.All", joinsGroups],
  "19dbc75e-c2e2-444c-a770-ec69d8559fc7": ["Directory.ReadWrite.All", joinsGroups],
  "41202f2c-f7ab-45be-b001-85c9728b9d69": ["PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup", joinsGroups],
};

const builtIn = "/providers/Microsoft.Authorization/roleDefinitions";

export default definePolicy({
  id: "compute-role-grant",
  title: "Deployments hand out no right to create compute",
  severity: "high",
  why: "A right that a deployment hands out outlives it: whoever holds it creates machines past the pipeline and every rule in it, or grants himself what is missing.",
  fix: "Use a role that creates no compute, or give the right through PIM for as long as it is needed.",
  control: "compute-rbac-sprawl",

  reads: "grants",
  ...onlyUnknownValues,
  level: () => "advisory",
  // the audit judges the tenant's role assignments by checks of its own
  judgesResources: () => false,
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
    const { path } = role;
    const verdict = when<string, Violation | undefined>(readable(role), {
      known: name => {
        const fault = faultOf(grant, name);
        return fault === undefined ? undefined : { path, message: `the ${what} ${fault}` };
      },
      unknown: {
        path,
        message: `the role of the ${what} is decided later, and is judged again at up`,
        level: unknownValues,
      },
      expression: { path, message: `the role of the ${what} is an expression that cannot be resolved` },
      hidden: { path, message: `the role of the ${what} is hidden` },
      absent: { path, message: `the ${what} names no role that can be read` },
    });
    if (verdict) yield verdict;
  },
});

/** An expression mostly leaves the subscription open, and has the role's id at its end. */
function readable(role: Value<string>): Value<string> {
  const end = role.state === "expression" ? role.hints?.at(-1) : undefined;
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
    case "entra":
      return told("makes its holder", directoryRoles[id]);
    case "api":
      return told("grants", appRoles[id]);
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

const told = (does: string, road: Road | undefined): string | undefined => road && `${does} ${road[0]}, ${road[1]}`;

const isBounded = (condition: Value<string>): boolean =>
  when(condition, {
    known: text => restricts(text, "Microsoft.Authorization/roleAssignments/write"),
    unknown: false,
    expression: false,
    hidden: false,
    absent: false,
  });
