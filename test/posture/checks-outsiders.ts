import { workload } from "./checks-guards";
import type { Table } from "./checks-table";
import { guid, healthy, type Rows } from "./checks-tenant";

/** Tables of the checks on who comes in from outside: by tokens of others, from other tenants. */

type Row<K extends keyof Rows> = Rows[K][number];

const other = guid(906);
const github = "https://token.actions.githubusercontent.com";
const entra = (tenant: string) => `https://login.microsoftonline.com/${tenant}/v2.0`;
const cluster = (tenant: string) => `https://westeurope.oic.prod-aks.azure.com/${tenant}/${guid(60)}/`;

export const trust = (change: Partial<Row<"federatedCredentials">> = {}): Row<"federatedCredentials"> => ({
  id: guid(533),
  holder: guid(301),
  where: "application",
  name: "pipeline",
  issuer: "https://ci.example.net",
  subject: "project:contoso/web",
  ...change,
});
const trusting = (change: Partial<Row<"federatedCredentials">> = {}): Partial<Rows> => ({
  ...workload(),
  federatedCredentials: [trust(change)],
});
const withoutIssuer = ({ issuer: _, ...row }: Row<"federatedCredentials">) => row;

const ofTenant = (home: string, change: Partial<Row<"servicePrincipals">> = {}): Partial<Rows> => ({
  ...workload(),
  servicePrincipals: workload().servicePrincipals!.map(row => ({ ...row, home, ...change })),
});

export const outsiderTables: Readonly<Record<string, Table>> = {
  "unknown-federated-issuer": {
    bad: {
      "an issuer that nobody approved": {
        change: trusting(),
        at: [guid(301)],
        severity: "high",
        says: /not approved, at ci\.example\.net\nfederated credential pipeline of its application\nContributor at/,
      },
      "of a managed identity": {
        change: trusting({ where: "managedIdentity" }),
        at: [guid(301)],
        says: /of its managed identity/,
      },
      "another tenant": {
        change: trusting({ issuer: entra(other.toUpperCase()) }),
        at: [guid(301)],
        says: new RegExp(`of another tenant, ${other}`),
      },
      "a cluster of another tenant, although its address is one that is approved from the start": {
        change: trusting({ issuer: cluster(other) }),
        at: [guid(301)],
        says: new RegExp(`trusts tokens of an AKS cluster of another tenant, ${other}`),
      },
      "a host that only begins like an approved one": {
        change: trusting({ issuer: `${github}.example.net` }),
        at: [guid(301)],
      },
      "an approved one that the estate leaves out": {
        change: trusting({ issuer: github }),
        estate: { approvedIssuers: [] },
        at: [guid(301)],
      },
      "a tenant in the path of somebody's own host": {
        change: trusting({ issuer: `https://example.net/${guid(900)}/v2.0` }),
        at: [guid(301)],
      },
    },
    quiet: {
      "GitHub, which is approved from the start": { change: trusting({ issuer: github }) },
      "a cluster of this tenant, whatever the estate approves": {
        change: trusting({ issuer: cluster(guid(900)) }),
        estate: { approvedIssuers: [] },
      },
      "a cluster of a tenant that the estate trusts": {
        change: trusting({ issuer: cluster(other) }),
        estate: { trustedTenants: [other] },
      },
      "a cluster of another tenant that the estate names": {
        change: trusting({ issuer: cluster(other) }),
        estate: { approvedIssuers: [`https://*.oic.prod-aks.azure.com/${other}/*`] },
      },
      "one that the estate approves": {
        change: trusting(),
        estate: { approvedIssuers: ["https://ci.example.net"] },
      },
      "this tenant itself": { change: trusting({ issuer: entra(guid(900)), subject: guid(302), ours: true }) },
      "a tenant that the estate trusts": {
        change: trusting({ issuer: entra(other) }),
        estate: { trustedTenants: [other.toUpperCase()] },
      },
      "a workload that only reads": {
        change: { ...trusting(), roleAssignments: healthy.roleAssignments },
      },
      "a workload that is switched off": {
        change: {
          ...trusting(),
          servicePrincipals: workload().servicePrincipals!.map(row => ({ ...row, enabled: false })),
        },
      },
    },
    unsure: {
      "an issuer that was not sent": {
        change: { ...trusting(), federatedCredentials: [withoutIssuer(trust())] },
      },
    },
  },

  "foreign-compute-application": {
    bad: {
      "one whose tenant nobody trusts": {
        change: ofTenant(other),
        at: [guid(301)],
        severity: "high",
        says: new RegExp(`of another tenant, ${other}, and can create compute\\nContributor at`),
      },
    },
    quiet: {
      "of this tenant": { change: ofTenant(guid(900)) },
      "of Microsoft's own services": { change: ofTenant("f8cdef31-a31e-4b4a-93e4-5f571e91255a") },
      "of a tenant that the estate trusts": { change: ofTenant(other), estate: { trustedTenants: [other] } },
      "one that only reads": { change: { ...ofTenant(other), roleAssignments: healthy.roleAssignments } },
      "one that is switched off": { change: ofTenant(other, { enabled: false }) },
      "of a tenant that was not sent": { change: workload() },
    },
  },

  "unknown-service-provider": {
    bad: {
      "one that nobody trusts": {
        change: { crossTenantAccess: [...healthy.crossTenantAccess, { tenant: other, serviceProvider: true }] },
        at: [other],
        severity: "medium",
        says: /roles were delegated to it is not read here/,
      },
    },
    quiet: {
      "one that the estate trusts": {
        change: { crossTenantAccess: [{ mfaTrusted: true }, { tenant: other, serviceProvider: true }] },
        estate: { trustedTenants: [other.toUpperCase()] },
      },
      "a partner that administers nothing": {
        change: { crossTenantAccess: [{ mfaTrusted: true }, { tenant: other, mfaTrusted: true }] },
      },
    },
  },
};
