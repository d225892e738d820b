import { text } from "../leaf";
import { places } from "../path";
import { type ChangeRow, defineReader } from "./governance-type";

const rows: readonly ChangeRow[] = [
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
export const roles = defineReader<"roles", ChangeRow>({
  kind: "roles",
  rows,
  read: ({ paths }, { root, dialect }) => [
    {
      permissions: places(root, paths.permissions as string, dialect).map(block => ({
        actions: places(block, "actions[]", dialect).map(text),
        notActions: places(block, "notActions[]", dialect).map(text),
      })),
    },
  ],
});
