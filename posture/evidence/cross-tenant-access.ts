import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { once, read } from "./reading/read";
import { guid, present } from "./reading/wire";

const row = z.object({
  tenant: z.string().exactOptional().describe("A partner's tenant; left out: what holds for all others"),
  mfaTrusted: z
    .boolean()
    .exactOptional()
    .describe("Whether MFA that an external person did at home counts here. Left out: as for all others"),
  serviceProvider: z.literal(true).exactOptional().describe("Of a partner: administers this tenant as a provider"),
});

/** What is trusted of the people who come in from another tenant. */
export type CrossTenantTrust = RowOf<typeof row>;

const calls = {
  standard: { api: "graph", permission: "Policy.Read.All", why: "know whether MFA of guests' home tenants counts" },
  partners: {
    api: "graph",
    permission: "Policy.Read.All",
    why: "know from which partners MFA counts, and which of them administer the tenant",
  },
} as const satisfies Calls;

const inboundTrust = z.object({ isMfaAccepted: z.boolean().nullish() }).nullish();
const maybe = (value: boolean | null | undefined) => value ?? undefined;

const standard = z
  .object({ inboundTrust })
  .transform(({ inboundTrust: trust }): CrossTenantTrust => ({ mfaTrusted: trust?.isMfaAccepted ?? false }));
const partner = z.object({ tenantId: guid, isServiceProvider: z.boolean().nullish(), inboundTrust }).transform(
  ({ tenantId, isServiceProvider, inboundTrust: trust }): CrossTenantTrust =>
    present({
      tenant: tenantId,
      mfaTrusted: maybe(trust?.isMfaAccepted),
      serviceProvider: isServiceProvider ? (true as const) : undefined,
    }),
);

const path = "/v1.0/policies/crossTenantAccessPolicy";

export default defineEvidence({
  kind: "crossTenantAccess",
  title: "trust in other tenants",
  row,
  calls,
  whole: "refused as a whole",
  async *run({ azure }) {
    yield* read(
      once(() => azure.graphGet(`${path}/default`)),
      { what: "trust in other tenants", call: calls.standard, as: standard },
    );
    yield* read(azure.graphList(`${path}/partners`), {
      what: "trust in partners",
      call: calls.partners,
      as: partner,
    });
  },
});
