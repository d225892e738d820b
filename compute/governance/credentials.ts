import { defineReader, type GovernanceType, leafAt } from "./governance-type";

interface CredentialRow extends GovernanceType {
  readonly what: string;
}

const federated = { issuer: "~issuer", subject: "~subject" };

const rows: readonly CredentialRow[] = [
  {
    what: "federated credential of a managed identity",
    native: ["managedidentity:FederatedIdentityCredential"],
    arm: ["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials"],
    paths: federated,
  },
  {
    what: "federated credential of a managed identity",
    classic: ["armmsi/federatedIdentityCredential:FederatedIdentityCredential"],
    paths: { issuer: "issuer", subject: "subject" },
  },
  {
    // Microsoft.Graph is no provider of Azure, but a deployment can hold its types, in the same envelope.
    what: "federated credential of an application",
    arm: ["Microsoft.Graph/applications/federatedIdentityCredentials"],
    azuread: ["applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential"],
    paths: federated,
  },
  {
    what: "federated credential of an application",
    azuread: ["applicationFlexibleFederatedIdentityCredential:ApplicationFlexibleFederatedIdentityCredential"],
    paths: { issuer: "issuer", subject: "claimsMatchingExpression" },
  },
  {
    what: "authenticator of a cluster",
    native: ["containerservice:JWTAuthenticator"],
    arm: ["Microsoft.ContainerService/managedClusters/jwtAuthenticators"],
    paths: { issuer: "properties.issuer.url" },
  },
];

export const credentials = defineReader<"credentials", CredentialRow>({
  kind: "credentials",
  rows,
  read: (row, context) => [
    { what: row.what, issuer: leafAt(row, context, "issuer"), subject: leafAt(row, context, "subject") },
  ],
});
