import { isRootScope } from "../../catalogue/arm-id";
import type { AccessGrant } from "../facts";
import { alternatives, firstPresent, text } from "../leaf";
import { PartialText } from "../template/partial";
import { known, type Tree } from "../value";
import { defineReader, type GovernanceType, leafAt } from "./governance-type";

interface GrantRow extends GovernanceType {
  readonly what: string;
  readonly of: AccessGrant["of"];
}

const assignment = {
  role: "~roleDefinitionId",
  principal: "~principalId",
  principalType: "~principalType",
  scope: ["scope", "~scope"],
  condition: "~condition",
};
const classic = {
  role: ["roleDefinitionId", "roleDefinitionName"],
  principal: "principalId",
  principalType: "principalType",
  scope: "scope",
  condition: "condition",
};
const delegation = { role: "roleDefinitionId", principal: "principalId", scope: "/scope" };
const lasting = ["delegated right", "eligible delegated right"] as const;

const rows: readonly GrantRow[] = [
  {
    what: "role assignment",
    of: "azure",
    native: ["authorization:RoleAssignment"],
    arm: ["Microsoft.Authorization/roleAssignments", "Microsoft.Authorization/roleAssignmentScheduleRequests"],
    paths: assignment,
  },
  {
    what: "role assignment",
    of: "azure",
    classic: ["authorization/assignment:Assignment"],
    azurerm: ["roleAssignment"],
    paths: classic,
  },
  {
    what: "role assignment",
    of: "azure",
    classic: ["pim/activeRoleAssignment:ActiveRoleAssignment"],
    azurerm: ["pimActiveRoleAssignment"],
    paths: { role: "roleDefinitionId", principal: "principalId", scope: "scope" },
  },
  {
    what: "eligible role assignment",
    of: "azure",
    native: ["authorization:PimRoleEligibilitySchedule"],
    paths: { role: "roleDefinitionId", principal: "principalId", scope: "scope", condition: "condition" },
  },
  {
    what: "eligible role assignment",
    of: "azure",
    arm: ["Microsoft.Authorization/roleEligibilityScheduleRequests"],
    paths: assignment,
  },
  {
    what: "eligible role assignment",
    of: "azure",
    classic: ["pim/eligibleRoleAssignment:EligibleRoleAssignment"],
    azurerm: ["pimEligibleRoleAssignment"],
    paths: { role: "roleDefinitionId", principal: "principalId", scope: "scope" },
  },
  ...["authorizations[]", "eligibleAuthorizations[]"].map(
    (list, i): GrantRow => ({
      what: lasting[i]!,
      of: "azure",
      native: ["managedservices:RegistrationDefinition"],
      arm: ["Microsoft.ManagedServices/registrationDefinitions"],
      at: `properties.${list}`,
      paths: delegation,
    }),
  ),
  ...["authorizations[]", "eligibleAuthorizations[]"].map(
    (list, i): GrantRow => ({
      what: lasting[i]!,
      of: "azure",
      classic: ["lighthouse/definition:Definition"],
      azurerm: ["lighthouseDefinition"],
      at: list,
      paths: delegation,
    }),
  ),
  {
    what: "right over a managed application",
    of: "azure",
    native: ["solutions:ApplicationDefinition"],
    arm: ["Microsoft.Solutions/applicationDefinitions"],
    at: "~authorizations[]",
    paths: { role: "roleDefinitionId", principal: "principalId" },
  },
  {
    what: "right over a managed application",
    of: "azure",
    classic: ["managedapplication/definition:Definition"],
    azurerm: ["managedApplicationDefinition"],
    at: "authorizations[]",
    paths: { role: "roleDefinitionId", principal: "servicePrincipalId" },
  },
  {
    what: "role assignment of a blueprint",
    of: "azure",
    native: ["blueprint:RoleAssignmentArtifact"],
    paths: { role: "roleDefinitionId", principal: "principalIds", scope: "resourceScope" },
  },
  {
    what: "membership in a group",
    of: "group",
    azuread: ["groupMember:GroupMember"],
    paths: { role: "groupObjectId", principal: "memberObjectId" },
  },
  {
    what: "membership in a group",
    of: "group",
    azuread: ["group:Group"],
    at: "members[]",
    paths: { role: "/displayName", principal: "" },
  },
  {
    what: "membership in a group",
    of: "group",
    arm: ["Microsoft.Graph/groups"],
    at: "~members.relationships[]",
    paths: { role: "/~displayName", principal: "" },
  },
  {
    what: "membership in a group through PIM",
    of: "group",
    azuread: [
      "privilegedAccessGroupAssignmentSchedule:PrivilegedAccessGroupAssignmentSchedule",
      "privilegedAccessGroupEligibilitySchedule:PrivilegedAccessGroupEligibilitySchedule",
    ],
    paths: { role: "groupId", principal: "principalId" },
  },
  {
    what: "assignment of a directory role",
    of: "entra",
    azuread: ["directoryRoleAssignment:DirectoryRoleAssignment"],
    paths: { role: "roleId", principal: "principalObjectId" },
  },
  {
    what: "assignment of a directory role",
    of: "activated",
    azuread: ["directoryRoleMember:DirectoryRoleMember"],
    paths: { role: "roleObjectId", principal: "memberObjectId" },
  },
  {
    what: "eligible assignment of a directory role",
    of: "entra",
    azuread: ["directoryRoleEligibilityScheduleRequest:DirectoryRoleEligibilityScheduleRequest"],
    paths: { role: "roleDefinitionId", principal: "principalId" },
  },
  {
    what: "assignment of an app role",
    of: "api",
    azuread: ["appRoleAssignment:AppRoleAssignment"],
    paths: { role: "appRoleId", principal: "principalObjectId" },
  },
  {
    what: "assignment of an app role",
    of: "api",
    arm: ["Microsoft.Graph/appRoleAssignedTo"],
    paths: { role: "~appRoleId", principal: "~principalId" },
  },
];

export const grants = defineReader<"grants", GrantRow>({
  kind: "grants",
  rows,
  read(row, context) {
    const { what, of } = row;
    const at = (leaf: string) => leafAt(row, context, leaf);
    const grant = {
      what,
      of,
      role: at("role"),
      principal: at("principal"),
      principalType: at("principalType"),
      condition: at("condition"),
    };
    if (row.paths.scope === undefined) return [{ ...grant, scope: at("scope") }];
    return alternatives(firstPresent(context, row.paths.scope)).map(place => ({
      ...grant,
      // an empty scope is the root too: Azure puts it before "/providers/…"
      scope: place.node === "" ? known("/", place.path) : text(place),
      ...(isBelowRoot(place.node) && { belowRoot: true as const }),
    }));
  },
});

/** Whether a scope is none of the root's, whatever it turns out to be: what it is split at or cut down to (`/`) says nothing. */
export const isBelowRoot = (scope: Tree | undefined): boolean =>
  scope instanceof PartialText && (scope.certain.some(text => !isRootScope(text)) || !scope.hints.some(isRootScope));
