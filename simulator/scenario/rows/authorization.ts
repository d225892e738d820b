import type { Row } from "../../json";
import { guid, scopes, tenantId } from "../ids";

/** Rows of Microsoft.Authorization. */

type PrincipalType = "User" | "Group" | "ServicePrincipal";

const under = (scope: string) => (scope === "/" ? "" : scope);

/** Below a subscription Azure writes the role's id below it too; above, bare. */
function roleAt(scope: string, role: string): string {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0] ?? "";
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}

export interface Holding {
  readonly number: number;
  readonly scope: string;
  readonly role: string;
  readonly principal: string;
  readonly type?: PrincipalType;
  readonly on: string;
  readonly by?: string;
  readonly condition?: string;
}

export function roleAssignment({ number, scope, role, principal, type = "User", on, by, condition }: Holding): Row {
  const name = guid("assignment", number);
  return {
    properties: {
      roleDefinitionId: roleAt(scope, role),
      principalId: principal,
      principalType: type,
      scope,
      condition: condition ?? null,
      conditionVersion: condition ? "2.0" : null,
      createdOn: on,
      updatedOn: on,
      createdBy: by ?? guid("user", 1),
      updatedBy: by ?? guid("user", 1),
      delegatedManagedIdentityResourceId: null,
      description: null,
    },
    id: `${under(scope)}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    type: "Microsoft.Authorization/roleAssignments",
    name,
  };
}

export function customRole(
  number: number,
  roleName: string,
  scope: string,
  actions: string[],
  notActions: string[],
  on: string,
): Row {
  const name = guid("customRole", number);
  return {
    properties: {
      roleName,
      type: "CustomRole",
      description: "Made by Contoso.",
      assignableScopes: [scope],
      permissions: [{ actions, notActions, dataActions: [], notDataActions: [] }],
      createdOn: on,
      updatedOn: on,
      createdBy: guid("user", 1),
      updatedBy: guid("user", 1),
    },
    id: `${under(scope)}/providers/Microsoft.Authorization/roleDefinitions/${name}`,
    type: "Microsoft.Authorization/roleDefinitions",
    name,
  };
}

export interface Instance {
  readonly number: number;
  readonly scope: string;
  readonly scopeName: string;
  readonly role: string;
  readonly roleName: string;
  readonly principal: string;
  readonly principalName: string;
  readonly type?: PrincipalType;
  readonly email?: string;
  readonly from: string;
  readonly until: string | null;
}

function instance(kind: string, given: Instance, own: Row): Row {
  const { number, scope, role, principal, type = "User", from, until } = given;
  const name = guid("instance", number);
  const roleDefinitionId = roleAt(scope, role);
  const email = given.email === undefined ? {} : { email: given.email };
  return {
    properties: {
      ...own,
      scope,
      roleDefinitionId,
      principalId: principal,
      principalType: type,
      startDateTime: from,
      endDateTime: until,
      memberType: "Direct",
      createdOn: from,
      condition: null,
      conditionVersion: null,
      expandedProperties: {
        scope: { id: scope, displayName: given.scopeName, type: "subscription" },
        roleDefinition: { id: roleDefinitionId, displayName: given.roleName, type: "BuiltInRole" },
        principal: { id: principal, displayName: given.principalName, ...email, type },
      },
    },
    name,
    id: `${under(scope)}/providers/Microsoft.Authorization/${kind}/${name}`,
    type: `Microsoft.Authorization/${kind}`,
  };
}

export function eligibility(given: Instance): Row {
  const roleEligibilityScheduleId = `${under(given.scope)}/providers/Microsoft.Authorization/RoleEligibilitySchedules/${guid("instance", given.number)}`;
  return instance("RoleEligibilityScheduleInstances", given, { status: "Provisioned", roleEligibilityScheduleId });
}

/** How PIM sees an assignment in force. `assignment` is the number of the role assignment that it stands for. */
export function activation(given: Instance, kind: "Assigned" | "Activated", assignment: number): Row {
  const at = `${under(given.scope)}/providers/Microsoft.Authorization`;
  const linked =
    kind === "Activated"
      ? {
          linkedRoleEligibilityScheduleId: guid("instance", given.number + 1),
          linkedRoleEligibilityScheduleInstanceId: guid("instance", given.number + 1),
        }
      : {};
  return instance("RoleAssignmentScheduleInstances", given, {
    originRoleAssignmentId: `${at}/roleAssignments/${guid("assignment", assignment)}`,
    ...linked,
    assignmentType: kind,
    status: kind === "Activated" ? "Provisioned" : "Accepted",
    roleAssignmentScheduleId: `${at}/RoleAssignmentSchedules/${guid("instance", given.number)}`,
  });
}

export function policyAssignment(
  name: string,
  displayName: string,
  definition: string,
  mode: string,
  parameters: Row,
): Row {
  const scope = scopes.landingZones;
  return {
    properties: {
      displayName,
      policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${definition}`,
      scope,
      notScopes: [],
      parameters,
      metadata: {},
      enforcementMode: mode,
    },
    id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`,
    type: "Microsoft.Authorization/policyAssignments",
    name,
  };
}

export interface Mending {
  readonly name: string;
  readonly displayName: string;
  readonly scope: string;
  /** Id of the definition that Contoso wrote. */
  readonly definition: string;
  readonly identity: string;
}

/** An assignment of a policy that deploys, under an identity of its own. */
export function mendingAssignment({ name, displayName, scope, definition, identity }: Mending): Row {
  return {
    properties: {
      displayName,
      policyDefinitionId: definition,
      scope,
      notScopes: [],
      parameters: {},
      metadata: {},
      enforcementMode: "Default",
    },
    id: mendingId(scope, name),
    type: "Microsoft.Authorization/policyAssignments",
    name,
    location: "westeurope",
    identity: { type: "SystemAssigned", principalId: identity, tenantId },
  };
}

/** What the identity of such an assignment is named by in the directory. */
export const mendingId = (scope: string, name: string): string =>
  `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`;

/** What PIM asks at activation, by the ids of its rules. */
export interface Asked {
  readonly mfa?: boolean;
  readonly approval?: boolean;
  readonly context?: string;
}

/** The rules of somebody who activates a role, as both services write them. */
export const activationRules = ({ mfa = false, approval = false, context }: Asked, typed: "arm" | "graph"): Row[] => {
  const rule = (id: string, name: string, more: Row): Row => ({
    id,
    ...(typed === "arm"
      ? { ruleType: `RoleManagementPolicy${name}Rule` }
      : { "@odata.type": `#microsoft.graph.unifiedRoleManagementPolicy${name}Rule` }),
    ...more,
  });
  return [
    rule("Enablement_EndUser_Assignment", "Enablement", {
      enabledRules: [...(mfa ? ["MultiFactorAuthentication"] : []), "Justification"],
    }),
    rule("AuthenticationContext_EndUser_Assignment", "AuthenticationContext", {
      isEnabled: context !== undefined,
      claimValue: context ?? null,
    }),
    rule("Approval_EndUser_Assignment", "Approval", { setting: { isApprovalRequired: approval, approvalStages: [] } }),
    rule("Expiration_EndUser_Assignment", "Expiration", { isExpirationRequired: true, maximumDuration: "PT8H" }),
  ];
};

/** PIM's rules of one role at one scope. */
export function activationPolicy(scope: string, role: string, asked: Asked): Row {
  const name = `${role}_${role}`;
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleManagementPolicyAssignments/${name}`,
    name,
    type: "Microsoft.Authorization/RoleManagementPolicyAssignment",
    properties: {
      scope,
      roleDefinitionId: `${scope}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      policyId: `${scope}/providers/Microsoft.Authorization/roleManagementPolicies/${role}`,
      effectiveRules: activationRules(asked, "arm"),
    },
  };
}
