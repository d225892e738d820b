import { builtInRoles, roleIds } from "../built-in-roles";
import { applications, cast, groupId, groups, idOf, principalId } from "../cast";
import { guid, scopes, subscriptions } from "../ids";
import {
  activation,
  activationPolicy,
  customRole,
  eligibility,
  policyAssignment,
  roleAssignment,
} from "../rows/authorization";
import { policyExemption } from "../rows/exemptions";
import type { Stage } from "../stage";
import { homeRegion } from "./usages";

/** Few rights, each with a reason, and the quiet twins Q1, Q3, Q5, Q6, Q10 to Q12, Q173 and Q174. */
export function addRights({ arm, ago }: Stage): void {
  const on = ago({ days: 400 });
  const { production, data, rootGroup } = scopes;
  arm.roleDefinitions.push(
    ...builtInRoles,
    customRole(
      2,
      "Contoso Compute Watcher",
      data,
      ["Microsoft.Compute/*"],
      ["Microsoft.Compute/*/write", "Microsoft.Compute/*/action", "Microsoft.Compute/*/delete"],
      on,
    ),
  );
  const riley = roleAssignment({
    number: 1,
    scope: `/SUBSCRIPTIONS/${subscriptions.development}/resourcegroups/RG-SHARED`,
    role: roleIds.virtualMachineContributor.toUpperCase(),
    principal: idOf(cast.riley),
    on,
  });
  arm.roleAssignments.push(
    { ...riley, id: String(riley.id).replace("Microsoft.Authorization", "microsoft.authorization") },
    roleAssignment({
      number: 3,
      scope: data,
      role: roleIds.virtualMachineContributor,
      principal: idOf(cast.robin),
      on,
    }),
    roleAssignment({
      number: 4,
      scope: rootGroup,
      role: roleIds.reader,
      principal: groupId(groups.auditors),
      type: "Group",
      on,
    }),
    roleAssignment({
      number: 5,
      scope: rootGroup,
      role: roleIds.reader,
      principal: principalId(applications.auditor),
      type: "ServicePrincipal",
      on,
    }),
    roleAssignment({
      number: 6,
      scope: production,
      role: roleIds.contributor,
      principal: idOf(cast.sasha),
      on: ago({ hours: 2 }),
      by: idOf(cast.sasha),
    }),
    roleAssignment({
      number: 7,
      scope: production,
      role: roleIds.keyVaultAccessAdministrator,
      principal: idOf(cast.harper),
      on,
    }),
    roleAssignment({ number: 8, scope: data, role: guid("customRole", 2), principal: idOf(cast.jules), on }),
    roleAssignment({
      number: 9,
      scope: `${data}/resourceGroups/rg-data`,
      role: roleIds.reader,
      principal: principalId(applications.backup),
      type: "ServicePrincipal",
      on,
    }),
  );
  const sasha = {
    scope: production,
    scopeName: "Contoso Production",
    role: roleIds.contributor,
    roleName: "Contributor",
    principal: idOf(cast.sasha),
    principalName: cast.sasha.name,
    email: "sasha.kim@contoso.com",
  };
  arm.roleAssignmentScheduleInstances.push(
    activation({ ...sasha, number: 1, from: ago({ hours: 2 }), until: ago({ hours: -6 }) }, "Activated", 6),
  );
  arm.roleEligibilityScheduleInstances.push(
    eligibility({ ...sasha, number: 2, from: ago({ days: 120 }), until: ago({ days: -245 }) }),
    eligibility({
      ...sasha,
      number: 3,
      principal: idOf(cast.jamie),
      principalName: cast.jamie.name,
      email: "jamie.rhodes@contoso.com",
      from: ago({ days: 395 }),
      until: ago({ days: 30 }),
    }),
    eligibility({
      ...sasha,
      number: 4,
      role: roleIds.owner,
      roleName: "Owner",
      principal: idOf(cast.avery),
      principalName: cast.avery.name,
      email: "avery.howard@contoso.com",
      from: ago({ days: 120 }),
      until: ago({ days: -245 }),
    }),
  );
  // Q17: an approval, or an authentication context, is asked for in the place of MFA.
  arm.roleManagementPolicyAssignments.push(
    activationPolicy(production, roleIds.contributor, { mfa: true }),
    activationPolicy(production, roleIds.owner, { approval: true }),
    activationPolicy(production, roleIds.reader, {}),
  );
  arm.denyAssignments.push({
    properties: {
      denyAssignmentName: "Managed resource group of aks-shared",
      description: "Made by a managed application.",
      permissions: [{ actions: ["*/delete"], notActions: [], dataActions: [], notDataActions: [] }],
      scope: `${scopes.development}/resourceGroups/rg-shared`,
      doNotApplyToChildScopes: false,
      principals: [{ id: "00000000-0000-0000-0000-000000000000", type: "SystemDefined" }],
      excludePrincipals: [{ id: idOf(cast.avery), type: "User" }],
      isSystemProtected: true,
    },
    id: `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.Authorization/denyAssignments/${guid("other", 10)}`,
    type: "Microsoft.Authorization/denyAssignments",
    name: guid("other", 10),
  });
  arm.policyAssignments.push(
    policyAssignment("deny-gpu", "No GPU machines", "cccc23c7-8427-4f53-ad12-b6a63eb452b3", "Default", {
      listOfAllowedSKUs: { value: ["Standard_D2s_v5", "Standard_D4s_v5"] },
    }),
    policyAssignment("allowed-locations", "Allowed locations", "e56962a6-4747-49cd-b67b-bf8b01975c4c", "Default", {
      listOfAllowedLocations: { value: [homeRegion] },
    }),
  );
  arm.documents.push(
    policyExemption({
      name: "reports",
      displayName: "Reports beside their source",
      scope: `${data}/resourceGroups/rg-reports`,
      from: "allowed-locations",
      endsOn: ago({ days: -30 }),
    }),
    policyExemption({
      name: "trial",
      displayName: "Trial of GPU machines",
      scope: scopes.sandbox,
      from: "deny-gpu",
      endsOn: ago({ days: 60 }),
    }),
  );
}
