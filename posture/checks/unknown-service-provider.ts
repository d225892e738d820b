import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { population } from "../facts/populations";

export default defineCheck({
  id: "unknown-service-provider",
  title: "No service provider administers the tenant that the estate does not name",
  faultTitle: "A service provider administers the tenant that the estate does not name",
  severity: "medium",
  why: "A partner's administrators act here under delegated admin privileges (GDAP), as far as Global Administrator, and do not appear among the holders of directory roles: an account stolen at the partner is an administrator here.",
  fix: "End the relationship in the Microsoft 365 admin center under partner relationships, or limit it to the least roles; name the partner's tenant under trustedTenants in the estate where it is known and trusted.",
  control: "guests",

  needs: ["crossTenantAccess"],
  examines: population<"crossTenantAccess">(
    "tenant with settings of its own",
    "tenants with settings of their own",
    ({ crossTenantAccess }) => crossTenantAccess.flatMap(({ tenant }) => tenant ?? []),
  ),
  *run({ crossTenantAccess }, { estate }) {
    const trusted = new Set(estate.trustedTenants);
    for (const { tenant, serviceProvider } of crossTenantAccess) {
      if (tenant === undefined || !serviceProvider || trusted.has(tenant)) continue;
      yield {
        subject: { kind: "tenant", id: tenant, name: tenant },
        cure: byHand("endDelegation"),
        fault: "is a service provider of this tenant, and not among those that the estate trusts",
        proof: [
          `cross-tenant access settings for ${tenant}: service provider`,
          "which directory roles were delegated to it is not read here",
        ],
      };
    }
  },
});
