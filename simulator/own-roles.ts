import { identitiesOf, principalOf } from "./arm/scopes";
import type { Sight } from "./call";
import { roleIds } from "./scenario/built-in-roles";
import { customRole, roleAssignment } from "./scenario/rows/authorization";
import type { Tenant } from "./tenant";

/**
 * The tenant with the role assignments that give the auditor what it sees and no more, in place of those that it has in the
 * story: one at the root group where it sees all subscriptions from there, else one at each subscription.
 */
export function withOwnRoles(tenant: Tenant, { whole, rootGroup, actions, notActions }: Sight): Tenant {
  const { arm, auditor, at } = tenant;
  const own = identitiesOf(tenant, auditor.objectId);
  const root = arm.managementGroups.find(({ parent }) => parent === null);
  const scope = `/providers/Microsoft.Management/managementGroups/${root?.name ?? tenant.tenantId}`;
  const role = customRole(900_000, "Auditor", scope, [...(actions ?? [])], [...(notActions ?? [])], at);
  const everywhere =
    rootGroup && arm.subscriptions.every(({ subscriptionId }) => whole.includes(String(subscriptionId)));
  const places = everywhere ? [scope] : whole.map(id => `/subscriptions/${id}`);
  return {
    ...tenant,
    arm: {
      ...arm,
      roleDefinitions: actions ? [...arm.roleDefinitions, role] : arm.roleDefinitions,
      roleAssignments: [
        ...arm.roleAssignments.filter(row => !own.has(principalOf(row))),
        ...places.map((place, index) =>
          roleAssignment({
            number: 900_000 + index,
            scope: place,
            role: actions ? String(role.name) : roleIds.reader,
            principal: auditor.objectId,
            type: "ServicePrincipal",
            on: at,
          }),
        ),
      ],
    },
  };
}
