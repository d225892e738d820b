import { isIssuer, issuerHost } from "../catalogue/issuers";
import { judgeValue } from "./judge-value";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";
import { quote } from "./quote";

export default definePolicy({
  id: "foreign-credential",
  title: "Identities trust only approved token issuers",
  faultTitle: "An identity trusts a token issuer that is not approved",
  severity: "high",
  why: "A federated credential is a back door without a secret: anybody who controls the issuer can sign in as the identity for as long as the credential exists, and no password change ends it.",
  fix: "Remove the credential, or have its issuer approved under approvedIssuers in the estate.",
  control: "workload-identity-credentials",

  reads: "credentials",
  ...optionsFrom({ approved: "approvedIssuers", unknownValues: "unknownValues" }),
  level: () => "advisory",
  // the audit judges the credentials of the tenant by checks of its own
  judgesResources: false,
  examples: {
    good: [
      [
        "azure-native:managedidentity:FederatedIdentityCredential",
        {
          resourceName: "deployer",
          issuer: "https://token.actions.githubusercontent.com",
          subject: "repo:contoso/web:ref:refs/heads/main",
          audiences: ["api://AzureADTokenExchange"],
        },
      ],
      [
        "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
        {
          issuer:
            "https://westeurope.oic.prod-aks.azure.com/00000000-0000-0000-0000-0000000000a0/00000000-0000-0000-0000-000000000061/",
          subject: "system:serviceaccount:web:web",
        },
      ],
    ],
    bad: [
      [
        "azure-native:managedidentity:FederatedIdentityCredential",
        { resourceName: "deployer", issuer: "https://oidc.example.net", subject: "anybody" },
      ],
      [
        "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
        {
          issuer: "https://login.microsoftonline.com/00000000-0000-0000-0000-0000000000f0/v2.0",
          subject: "00000000-0000-0000-0000-000000000021",
        },
      ],
      [
        "azure:armmsi/federatedIdentityCredential:FederatedIdentityCredential",
        { issuer: "https://token.actions.githubusercontent.com.example.net", subject: "repo:contoso/web:*" },
      ],
    ],
  },

  *check({ what, issuer }, { approved, unknownValues }) {
    yield judgeValue(issuer, {
      what: `the issuer of the ${what}`,
      known: url =>
        approved.some(pattern => isIssuer(pattern, url))
          ? undefined
          : `the ${what} trusts an issuer that is not approved${at(url)}`,
      unknownValues,
      absent: `the ${what} names no issuer that can be read`,
    });
  },
});

function at(url: string): string {
  const host = issuerHost(url);
  return host === undefined ? "" : `, at ${quote(host)}`;
}
