import type { Severity } from "../../catalogue/outcome";
import { builtInRole } from "../../compute/roles/builtin-roles";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import type { DelegatedRole, Delegation } from "../evidence/delegations";
import { grouped } from "../facts/collate";
import { subscriptions } from "../facts/populations";
import { parseScope, subscriptionsBelow } from "../facts/scopes";
import { subscriptionSubject } from "../facts/subjects";
import { capped, inSubscriptions } from "../report-text";

export default defineCheck({
  id: "foreign-managed-subscription",
  title: "No other tenant manages a subscription",
  faultTitle: "Another tenant manages a subscription",
  severity: "medium",
  why: "An account stolen in the other tenant can create machines here; Azure Lighthouse grants do not appear among role assignments, the members of another tenant's group are not seen here, and nothing here asks those people for MFA.",
  fix: "End the delegation, or delete the role assignment of the other tenant's group, where nobody knows that tenant; otherwise limit it to the roles and resource groups that the contract needs, as eligible authorizations with MFA.",
  control: "compute-rbac-sprawl",

  needs: ["subscriptions", "delegations", "roleAssignments"],
  examines: subscriptions,
  *run({ subscriptions, delegations, roleAssignments }, { estate, manifest }) {
    const trusted = new Set(estate.trustedTenants);
    const named = new Map(subscriptions.map(row => [row.id.toLowerCase(), row]));
    const bySubscription = grouped(delegations, ({ subscription }) => subscription.toLowerCase());
    for (const id of new Set([...named.keys(), ...bySubscription.keys()])) {
      const subscription = named.get(id) ?? { id, name: id, state: "Unknown" };
      const here = bySubscription.get(id) ?? [];
      const tenants = new Set([...(subscription.managedBy ?? []), ...here.map(({ tenant }) => tenant)]);
      for (const tenant of tenants) {
        if (tenant === manifest.tenant || tenant === subscription.tenantId || trusted.has(tenant)) continue;
        const granted = here.filter(delegation => delegation.tenant === tenant);
        const roles = granted.flatMap(({ authorizations }) => authorizations);
        yield {
          subject: subscriptionSubject(subscription),
          key: tenant,
          cure: byHand("endDelegation"),
          fault: `is managed by another tenant, ${tenant}, through Azure Lighthouse${only(granted.map(groupOf))}`,
          ...weight(roles),
          proof: [
            ...granted.map(delegation => {
              const group = groupOf(delegation);
              return `delegation ${delegation.name ?? delegation.id}${group === undefined ? "" : ` of resource group ${group}`}`;
            }),
            ...(roles.length > 0 ? capped(roles.map(line).sort()) : ["its roles are not known"]),
          ],
        };
      }
    }
    for (const assignment of roleAssignments) {
      // A partner's administrators hold roles as a group of their own tenant, whose members cannot be read from here.
      if (assignment.principalType !== "ForeignGroup") continue;
      const { id, scope, role, principal } = assignment;
      const parsed = parseScope(scope);
      const subscription = "subscription" in parsed ? named.get(parsed.subscription) : undefined;
      const roleName = builtInRole(role)?.name ?? role;
      const { proved, perhaps } = subscriptionsBelow(parsed, subscriptions, manifest.tenant);
      const reached = { subscriptions: proved, perhaps };
      yield {
        subject: subscription
          ? subscriptionSubject(subscription)
          : { kind: "roleAssignment", id, name: `${roleName} of ${principal}`, scope },
        key: principal,
        cure: byHand("endDelegation"),
        fault: "is managed by a group of another tenant, whose members cannot be seen here",
        ...weight([{ principal, role, eligible: false }]),
        proof: [
          `group ${principal} holds ${roleName} at ${scope}${
            parsed.kind === "root" || parsed.kind === "managementGroup" ? `, ${inSubscriptions([reached])}` : ""
          }`,
          `role assignment ${id}`,
        ],
      };
    }
  },
});

/** The resource group that is delegated, where it is not the whole subscription: the assignment stands at it. */
const groupOf = ({ id }: Delegation): string | undefined =>
  /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\//i.exec(id)?.[1];

/** ", in resource groups a and b only". */
function only(groups: readonly (string | undefined)[]): string {
  const names = groups.filter(name => name !== undefined);
  if (names.length === 0 || names.length < groups.length) return "";
  return `, in ${names.length === 1 ? "resource group" : "resource groups"} ${[...new Set(names)].sort().join(", ")} only`;
}

/** Heavier where a role is known to create compute or to give that right away, lighter where all are known not to. */
function weight(roles: readonly DelegatedRole[]): { readonly severity?: Severity } {
  // Who may only give away some roles, and only to managed identities, is weighed by those.
  const known = roles.flatMap(({ role, assignable }) => (assignable ?? [role]).map(builtInRole));
  if (known.some(role => role && (role.createsCompute !== "no" || role.grantsAccess !== "no")))
    return { severity: "high" };
  return roles.length > 0 && known.every(role => role) ? { severity: "low" } : {};
}

const line = ({ principal, principalName, role, eligible, assignable }: DelegatedRole): string =>
  `${principalName ?? principal} of that tenant ${eligible ? "may activate" : "holds"} ${nameOf(role)}${
    assignable ? `, to give managed identities ${assignable.map(nameOf).sort().join(", ")}` : ""
  }`;
const nameOf = (role: string): string => builtInRole(role)?.name ?? role;
