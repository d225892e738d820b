import { text } from "../leaf";
import { nodesAt } from "../path";
import { defineReader, type GovernanceType } from "./governance-type";

const rows: readonly GovernanceType[] = [
  {
    native: ["authorization:RoleDefinition"],
    arm: ["Microsoft.Authorization/roleDefinitions"],
    paths: {
      permissions: "~permissions[]",
      actions: "~permissions[].actions[]",
      notActions: "~permissions[].notActions[]",
    },
  },
  {
    classic: ["authorization/roleDefinition:RoleDefinition"],
    azurerm: ["roleDefinition"],
    paths: {
      permissions: "permissions[]",
      actions: "permissions[].actions[]",
      notActions: "permissions[].notActions[]",
    },
  },
];

/** Custom roles. What stands in one block of permissions stays together: its exceptions hold for it alone. */
export const roles = defineReader<"customRoles", GovernanceType>({
  kind: "customRoles",
  rows,
  read: ({ paths }, { root, naming }) => [
    {
      permissions: nodesAt(root, paths.permissions as string, naming).map(block => ({
        actions: nodesAt(block, "actions[]", naming).map(text),
        notActions: nodesAt(block, "notActions[]", naming).map(text),
      })),
    },
  ],
});
