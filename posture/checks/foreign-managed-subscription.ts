import type { Severity } from "../../catalogue/outcome";
import { builtInRole } from "../../compute/roles/builtin-roles";
import { defineCheck } from "../check";
import type { DelegatedRole } from "../evidence/delegations";
import { grouped } from "../facts/collate";
import { subscriptionSubject } from "../facts/subjects";
import { capped } from "../report-text";

export default defineCheck({
  id: "foreign-managed-subscription",
  title: "No other tenant manages a subscription",
  severity: "medium",
  why: "An account stolen in the other tenant can create machines here; Azure Lighthouse grants do not appear among role assignments, and nothing here asks those people for MFA.",
  fix: "End the delegation where nobody knows the other tenant; otherwise limit it to the roles and resource groups that the contract needs, as eligible authorizations with MFA.",
  control: "compute-rbac-sprawl",

  needs: ["subscriptions", "delegations"],
  *run({ subscriptions, delegations }, { manifest }) {
    const named = new Map(subscriptions.map(row => [row.id.toLowerCase(), row]));
    const bySubscription = grouped(delegations, ({ subscription }) => subscription.toLowerCase());
    for (const id of new Set([...named.keys(), ...bySubscription.keys()])) {
      const subscription = named.get(id) ?? { id, name: id, state: "Unknown" };
      const here = bySubscription.get(id) ?? [];
      const tenants = new Set([...(subscription.managedBy ?? []), ...here.map(({ tenant }) => tenant)]);
      for (const tenant of tenants) {
        if (tenant === manifest.tenant || tenant === subscription.tenantId) continue;
        const granted = here.filter(delegation => delegation.tenant === tenant);
        const roles = granted.flatMap(({ authorizations }) => authorizations);
        yield {
          subject: subscriptionSubject(subscription),
          key: tenant,
          fault: `is managed by another tenant, ${tenant}, through Azure Lighthouse`,
          ...weight(roles),
          proof: [
            ...granted.map(({ id, name }) => `delegation ${name ?? id}`),
            ...(roles.length > 0 ? capped(roles.map(line).sort()) : ["its roles are not known"]),
          ],
        };
      }
    }
  },
});

/** Heavier where a role is known to create compute or to give that right away, lighter where all are known not to. */
function weight(roles: readonly DelegatedRole[]): { readonly severity?: Severity } {
  const known = roles.map(({ role }) => builtInRole(role));
  if (known.some(role => role && (role.createsCompute !== "no" || role.grantsAccess !== "no")))
    return { severity: "high" };
  return roles.length > 0 && known.every(role => role) ? { severity: "low" } : {};
}

const line = ({ principal, principalName, role, eligible }: DelegatedRole): string =>
  `${principalName ?? principal} of that tenant ${eligible ? "may activate" : "holds"} ${builtInRole(role)?.name ?? role}`;
