import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { apart, once, read } from "./reading/read";
import { guid, maybeText, present } from "./reading/wire";

const row = z.object({
  id: z.string(),
  name: z.string(),
  defaultDomain: z.string().exactOptional(),
  plans: z
    .array(z.string())
    .exactOptional()
    .describe(
      "Service plans of bought licences: AAD_PREMIUM (P1), AAD_PREMIUM_P2. Left out when they could not be read",
    ),
});

export type Tenant = RowOf<typeof row>;

const calls = {
  organization: { api: "graph", permission: "Directory.Read.All", why: "name the tenant" },
  licences: { api: "graph", permission: "Directory.Read.All", why: "know which licences the tenant has" },
  tenants: { api: "arm", actions: [], why: "name the tenant where Microsoft Graph is closed" },
} as const satisfies Calls;

const organization = z.object({
  id: guid,
  displayName: maybeText,
  verifiedDomains: z.array(z.object({ name: z.string(), isDefault: z.boolean().nullish() })).nullish(),
});

const armTenant = z.object({ tenantId: guid, displayName: maybeText, defaultDomain: maybeText });

const sku = z.object({
  capabilityStatus: maybeText,
  servicePlans: z.array(z.object({ servicePlanName: maybeText, provisioningStatus: maybeText })).nullish(),
});

export default defineEvidence({
  kind: "tenant",
  title: "tenant",
  row,
  calls,
  whole: "refused as a whole",
  async *run({ azure, tenant }) {
    const named = await apart(
      read(azure.graphList("/v1.0/organization?$select=id,displayName,verifiedDomains"), {
        what: "name and domains of the tenant",
        call: calls.organization,
        as: organization,
      }),
    );
    const licences = await apart(
      read(
        once(() => azure.graphGet("/v1.0/subscribedSkus?$select=capabilityStatus,servicePlans")),
        {
          what: "licences of the tenant",
          call: calls.licences,
          as: z.object({ value: z.array(sku) }),
        },
      ),
    );
    const seenByArm = named.rows.length
      ? []
      : (
          await apart(
            read(azure.armList("/tenants?api-version=2022-12-01"), {
              what: "tenants",
              call: calls.tenants,
              as: armTenant,
            }),
          )
        ).rows;
    yield* named.gaps;
    yield* licences.gaps;
    const own = named.rows[0];
    const other = seenByArm.find(({ tenantId }) => tenantId === tenant);
    yield present({
      id: own?.id ?? tenant,
      name: own?.displayName ?? other?.displayName ?? tenant,
      defaultDomain: own?.verifiedDomains?.find(({ isDefault }) => isDefault)?.name ?? other?.defaultDomain,
      plans: licences.rows[0] && premiumPlans(licences.rows[0].value),
    });
  },
});

/** A licence in its grace period (`Warning`) still works. */
const inForce = new Set(["Enabled", "Warning"]);

function premiumPlans(skus: readonly z.infer<typeof sku>[]): string[] {
  const plans = skus
    .filter(({ capabilityStatus }) => inForce.has(capabilityStatus ?? ""))
    .flatMap(({ servicePlans }) => servicePlans ?? [])
    .filter(({ provisioningStatus }) => provisioningStatus !== "Disabled")
    .map(({ servicePlanName }) => servicePlanName ?? "");
  return [...new Set(plans.filter(plan => plan.startsWith("AAD_PREMIUM")))].sort();
}
